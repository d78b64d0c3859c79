"""A foreign document may give one wId to two elements: it is shown rightly, and not amended where it is unclear."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.reading import side
from treaty_drafts import akn
from treaty_drafts.akn.profile import AKN
from treaty_drafts.amend import Amendment, compare, propose, propose_delete, write_amendment
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.cli.main import main
from treaty_drafts.compilation import compile, write
from treaty_drafts.errors import PatchError
from treaty_drafts.model.tree import Provision
from treaty_drafts.model.version import Version
from treaty_drafts.render import FORMATS, render, rendition_of


def element(name: str, ids: str, num: str, *inner: str) -> str:
    eid, _, wid = ids.partition(" ")
    own = f'eId="{eid}" wId="{wid}"' if wid else f'eId="{eid}"'
    return f"<{name} {own}><num>{num}</num>{''.join(inner)}</{name}>"


def says(words: str) -> str:
    return f"<content><p>{words}</p></content>"


def draft(*articles: str) -> bytes:
    body = "".join(articles)
    meta = '<meta><identification source="#x"/></meta>'
    return f'<akomaNtoso xmlns="{AKN}"><bill name="b">{meta}<body eId="body">{body}</body></bill></akomaNtoso>'.encode()


CLEAN = element("article", "c", "Article 9", says("Rivers are kept clean at every border that they cross."))
LAKES = element("paragraph", "p", "1.", says("Lakes belong to nobody, and boats may go on them freely."))
FISH = element("paragraph", "q", "2.", says("Whoever catches fish counts them and tells the others."))
WATER = element("article", "a2 a1", "Article 2", says("Water is measured each spring by both of the neighbours."))
DAMS = element("article", "a1", "Article 1", says("Dams are announced a year before work on them begins."))
MILLS = element("point", "i", "(i)", says("mills that grind corn for the market"))
SAWS = element("point", "j", "(ii)", says("saws that are driven by water alone"))


def holds(name: str, ids: str, num: str, *inner: str) -> str:
    return element(name, ids, num, "<intro><p>These are free of any toll:</p></intro>", *inner)


NESTED = element("paragraph", "w", "3.", "<intro><p>Of two kinds:</p></intro>", MILLS, SAWS)
PAIRS = {
    "an article and a paragraph in it": (
        draft(element("article", "a w", "Article 1", LAKES, FISH, NESTED), CLEAN),
        draft(element("article", "a w", "Article 1", FISH, NESTED), CLEAN),
    ),
    "a paragraph in its article, and what stands in it": (
        draft(element("article", "a w", "Article 1", LAKES, FISH, NESTED), CLEAN),
        draft(element("article", "a w", "Article 1", LAKES, FISH, NESTED.replace(MILLS, "")), CLEAN),
    ),
    "two articles, one moved": (draft(DAMS, WATER, CLEAN), draft(DAMS, CLEAN, WATER)),
    "two articles, the second gone": (draft(DAMS, WATER, CLEAN), draft(DAMS, CLEAN)),
    "two lines, both reworded": (
        draft(DAMS, WATER, CLEAN),
        draft(DAMS.replace("a year", "two years"), WATER.replace("spring", "autumn"), CLEAN),
    ),
    "a list inside another": (
        draft(holds("paragraph", "l", "1.", holds("point", "m l", "(a)", MILLS, SAWS), MILLS.replace('"i"', '"k"'))),
        draft(holds("paragraph", "l", "1.", holds("point", "m l", "(a)", SAWS), MILLS.replace('"i"', '"k"'))),
    ),
}
both = pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS)


def read(data: bytes) -> Version:
    return akn.read(data).version


def words(version: Version) -> str:
    return "".join(side(rendition_of(version, view="clean", keep_brackets=True), "none"))


@both
def test_a_redline_holds_both_texts(before: bytes, after: bytes) -> None:
    old, new = read(before), read(after)
    redline = rendition_of(compare(old, new), view="redline")
    assert "".join(side(redline, "deleted")) == words(new)
    assert sorted("".join(side(redline, "inserted"))) == sorted(words(old))


@both
@pytest.mark.parametrize("to", sorted({*FORMATS} - {"pdf"}))
def test_a_redline_is_written_in_every_format(before: bytes, after: bytes, to: str) -> None:
    comparison = compare(read(before), read(after))
    written = render(comparison, view="redline", to=to)
    assert written == render(comparison, view="redline", to=to)
    if to == "akn":
        assert isinstance(written, bytes)
        assert not read(written).repeated


def test_what_is_clear_is_shown_by_the_wids_that_the_document_has() -> None:
    old, new = read(draft(DAMS, WATER, CLEAN)), read(draft(DAMS, WATER, CLEAN.replace("clean", "pure")))
    redline = rendition_of(compare(old, new), view="redline")
    assert {line.wid for line in redline.lines} <= set(old.index)


@both
def test_an_edited_copy_is_refused_where_it_is_unclear(before: bytes, after: bytes) -> None:
    with pytest.raises(PatchError, match=r"and both .* and .* have it") as refused:
        propose(read(before), read(after), sponsors=("EU",), symbol="L.3")
    assert refused.value.place
    assert "give one of them another wId" in refused.value.step


def test_a_refusal_names_both_places() -> None:
    with pytest.raises(PatchError) as refused:
        propose_delete(read(draft(DAMS, WATER, CLEAN)), "a1", sponsors=("EU",), symbol="L.3")
    one, other = '<article eId="a1"> (Article 1)', '<article eId="a2"> (Article 2)'
    assert refused.value.fact == f"L.3 amends what has the wId `a1`, and both {one} and {other} have it"
    assert refused.value.place == "a1"


def test_a_note_is_shown_once_though_another_line_has_the_wid_of_its_own() -> None:
    note = '<authorialNote marker="1"><p>But see below.</p></authorialNote>'
    lines = (f'<p wId="x">Dams.{note}</p>', f'<p wId="x">{"Water is measured each spring by both. " * 9}</p>')
    text = draft(
        *[element("article", eid, "1", f"<content>{line}</content>") for eid, line in zip("ab", lines, strict=True)]
    )
    shown = rendition_of(read(text), view="clean")
    assert "".join(side(shown, "none")).count("But see below.") == 1


def test_what_is_clear_is_proposed_and_compiled() -> None:
    """Of the two articles of one wId neither is touched, so that both stand in the compilation."""
    base = read(draft(DAMS, WATER, CLEAN))
    wanted = read(draft(DAMS, WATER, CLEAN.replace("clean", "pure")))
    compilation = compile(base, [propose(base, wanted, sponsors=("EU",), symbol="L.3")])
    assert words(compilation.project("L.3")) == words(wanted)
    assert b"Dams" in write(compilation)
    assert b"Water" in write(compilation)


BASE = read(draft(DAMS, WATER, CLEAN))
NEW = Provision("article", "new", (), ())


@pytest.mark.parametrize(
    "edit",
    [
        Deletion("a1", digest_of(BASE.index["a1"])),
        Deletion("a1__num_1", digest_of(BASE.index["a1__num_1"])),
        Substitution("a1__num_1", 0, 7, "Article", BASE.block("c").text),
        Move("a1", "body", "c"),
        Move("c", "body", "a1"),
        Move("c", "a1", ""),
        Insertion("body", "a1", (NEW,)),
        Insertion("a1", "", (NEW,)),
    ],
)
def test_an_amendment_made_elsewhere_is_not_compiled_where_it_is_unclear(edit: Edit) -> None:
    amendment = Amendment("L.3", ("EU",), Patch(akn.digest(BASE), (edit,)))
    with pytest.raises(PatchError, match="both <"):
        compile(BASE, [amendment])


@both
def test_the_command_line_shows_and_refuses_them(
    before: bytes, after: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, out, amendment = (tmp_path / name for name in ("old.xml", "new.xml", "redline.html", "l-3.xml"))
    old.write_bytes(before)
    new.write_bytes(after)
    assert main(["compare", str(old), str(new), "-o", str(out)]) == 0
    assert b"<del" in out.read_bytes() or b"<ins" in out.read_bytes() or b"moved" in out.read_bytes()
    asked = ["propose", str(old), str(new), "--sponsor", "EU", "--symbol", "L.3", "-o", str(amendment)]
    assert main(asked) == 1
    assert "give one of them another wId" in capsys.readouterr().err
    assert not amendment.exists()


def test_the_command_line_does_not_compile_what_is_unclear(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, amendment, out = (tmp_path / name for name in ("base.xml", "l-3.xml", "compiled.xml"))
    base.write_bytes(akn.write(BASE))
    patch = Patch(akn.digest(BASE), (Move("a1", "body", "c"),))
    amendment.write_bytes(write_amendment(Amendment("L.3", ("EU",), patch), BASE))
    assert main(["compile", str(base), str(amendment), "-o", str(out)]) == 1
    assert "give one of them another wId" in capsys.readouterr().err
    assert not out.exists()
