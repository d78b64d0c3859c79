"""Word files at the command line: imported, edited by one, tracked by many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docx.forge import dele, docx, ins, p
from tests.docx.test_tracked import FIRST, SECOND, THIRD, agreement
from treaty_drafts.cli.main import main
from treaty_drafts.confined import confined
from treaty_drafts.errors import SourceError, TooLarge

TRACKED = agreement(
    p("1. Each Party ", dele("Kenji", "shall"), ins("Kenji", "should"), " take", ins("Chile", " urgent"), " measures."),
    SECOND,
    THIRD,
)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a base, and a document in which two delegations tracked their changes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.docx").write_bytes(agreement(FIRST, SECOND, THIRD))
    (tmp_path / "tracked.docx").write_bytes(TRACKED)
    (tmp_path / "map.toml").write_text('[delegations]\nCHL = ["CL", "Chile"]\nJPN = ["Kenji"]\n', "utf-8")
    assert main(["import", "base.docx", "-o", "base.xml", "--symbol", "A/1"]) == 0
    return tmp_path


def test_an_import_says_what_it_recognised_and_who_changed_the_document(room: Path, capsys) -> None:
    """By paragraphs, for a Word file has no lines."""
    assert main(["import", "tracked.docx", "-o", "t.xml"]) == 0
    told = capsys.readouterr().err
    assert "recognised: 2 articles, 3 paragraphs" in told
    assert "tracked changes" in told
    assert "Kenji (1)" in told
    assert "--authors" in told
    assert main(["brackets", "tracked.docx"]) == 0


def test_every_delegation_gets_its_file(room: Path, capsys) -> None:
    """In the folder, under its symbol; they compile."""
    assert main(["propose", "base.xml", "tracked.docx", "--authors", "map.toml", "--symbol", "A/L.1", "-o", "out"]) == 0
    assert sorted(path.name for path in (room / "out").iterdir()) == ["A-L.1.xml", "A-L.2.xml"]
    assert "A/L.2 of JPN: 1 edit" in capsys.readouterr().err
    assert main(["compile", "base.xml", "out/A-L.1.xml", "out/A-L.2.xml", "-o", "c.xml"]) == 0
    assert main(["render", "c.xml", "--as", "JPN"]) == 0
    assert "Each Party should take measures." in capsys.readouterr().out


def test_one_author_s_copy_is_the_sponsor_s_amendment(room: Path, capsys) -> None:
    """Tracked or not; several authors are refused, with what to do."""
    (room / "mine.docx").write_bytes(
        agreement(p("1. Each Party ", ins("Kenji", "and all "), "shall take measures."), SECOND, THIRD)
    )
    assert main(["propose", "base.xml", "mine.docx", "--sponsor", "JPN", "--symbol", "L.1", "-o", "L1.xml"]) == 0
    assert main(["propose", "base.xml", "tracked.docx", "--sponsor", "JPN", "--symbol", "L.1"]) == 1
    told = capsys.readouterr().err
    assert "“Chile” (1), “Kenji” (1)" in told or "“Kenji” (1), “Chile” (1)" in told
    assert "--authors map.toml" in told


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[delegations]\nCHL = ["CL"]\n', 'CODE = ["Kenji"]'),
        ("[delegations\n", "not TOML"),
        ("CHL = 1\n", "table of delegations"),
        ('[delegations]\nCHL = "CL"\n', "table of delegations"),
        ('[delegations]\nCHL = ["Chile"]\nJPN = ["Kenji"]\n[symbols]\nJPN = 3\n', "table of symbols"),
    ],
)
def test_a_table_that_does_not_do_is_refused(room: Path, capsys, table: str, said: str) -> None:
    """With what it should have."""
    (room / "map.toml").write_text(table, "utf-8")
    assert main(["propose", "base.xml", "tracked.docx", "--authors", "map.toml", "--symbol", "L.1", "-o", "out"]) == 1
    assert said in capsys.readouterr().err
    assert not list(room.glob("out/*"))


@pytest.mark.parametrize(
    "more",
    [
        ["base.xml", "--authors", "map.toml", "-o", "out"],
        ["tracked.docx", "--authors", "map.toml"],
        ["tracked.docx", "--authors", "map.toml", "--sponsor", "EU", "-o", "out"],
        ["tracked.docx", "-o", "L1.xml"],
    ],
)
def test_what_makes_no_sense_is_refused(room: Path, more: list[str]) -> None:
    """Another format, no folder, a sponsor beside the table, neither."""
    assert main(["propose", "base.xml", *more, "--symbol", "L.1"]) == 2


def test_a_child_hands_over_what_it_made_or_refused() -> None:
    """The refusal is the same error, with its fact, place and next step."""
    assert confined("treaty_drafts.sources.docx.read:packed", docx(p("Peace.")), "a.docx")
    with pytest.raises(SourceError) as caught:
        confined("treaty_drafts.sources.docx.read:packed", b"PK", "a.docx")
    assert caught.value.place == "a.docx"
    assert caught.value.step


@pytest.mark.parametrize(
    ("function", "error"),
    [
        ("tests.cli.test_word:greedy", TooLarge),
        ("tests.cli.test_word:endless", TooLarge),
        ("tests.cli.test_word:faulty", RuntimeError),
    ],
)
def test_a_child_that_takes_too_much_is_ended(function: str, error: type[Exception], monkeypatch) -> None:
    """Too much memory, too much time; and what is our own fault is not said to be the file's."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    with pytest.raises(error) as caught:
        confined(function, b"", "a.docx", seconds=1)
    assert "a.docx" in str(caught.value) or error is RuntimeError


def greedy(_data: bytes, _name: str) -> bytes:
    return b"x" * 2**31


def endless(_data: bytes, _name: str) -> bytes:
    while True:
        pass


def faulty(_data: bytes, _name: str) -> bytes:
    raise ZeroDivisionError
