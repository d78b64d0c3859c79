"""Footnotes that delegations put in and take out: whose they are is told by their words, their numbers are counted."""

from __future__ import annotations

import pytest

from treaty_drafts.amend import Amendment, compare, propose, prose
from treaty_drafts.amend.waiting import waiting
from treaty_drafts.compilation import chosen, compile, consolidate
from treaty_drafts.errors import Misused
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

FIRST, SECOND, NEW = "First note.", "Second note.", "New note."


def draft(report: str, pay: str, *notes: str) -> bytes:
    text = f"# Draft\n\n## Article 1\n\n1. {report}\n\n2. {pay}\n"
    return (text + "".join(f"\n[^{number}]: {note}\n" for number, note in enumerate(notes, 1))).encode()


BASE = read_source(
    draft("Each Party shall report.[^1]", "Each Party shall pay.[^2]", FIRST, SECOND), name="a.md"
).version


def tabled(code: str, *copy: str) -> Amendment:
    edited = read_source(draft(*copy), name="a.md").version
    return propose(BASE, edited, sponsors=(code,), symbol=f"L.{code}")


INSERTED = tabled("EU", "Each Party[^1] shall report.[^2]", "Each Party shall pay.[^3]", NEW, FIRST, SECOND)
DELETED = tabled("USA", "Each Party shall report.", "Each Party shall pay.[^1]", SECOND)


def test_a_note_is_known_by_its_words_whatever_its_number() -> None:
    """The old one was deleted and inserted again, and only the second was told."""
    (said,) = prose(INSERTED.patch, BASE)
    assert said == "In article 1, paragraph 1, after “Party”, insert a note: “New note.”."


def calls(text: str) -> list[str]:
    return [line for line in text.splitlines() if "[^" in line]


def test_notes_are_counted_in_the_order_in_which_they_are_called() -> None:
    """A new note had the number of an old one after it."""
    read = calls(str(render(chosen(compile(BASE, [INSERTED]), delegation="EU"), to="md")))
    assert read == [
        *("1. Each Party[^1] shall report.[^2]", "2. Each Party shall pay.[^3]"),
        *("[^1]: New note.", "[^2]: First note.", "[^3]: Second note."),
    ]


@pytest.mark.parametrize("adopted", ["L.EU", "L.USA", "L.EU L.USA"])
@pytest.mark.parametrize("to", ["md", "txt", "html", "docx"])
def test_the_next_version_comes_back_as_it_is(adopted: str, to: str) -> None:
    version = consolidate(compile(BASE, [INSERTED, DELETED]), adopt=adopted.split()).version
    rendition = render(version, to=to)
    copy = rendition if isinstance(rendition, bytes) else rendition.encode()
    with pytest.raises(Misused, match="this changes nothing"):
        propose(version, read_source(copy, name=f"a.{to}").version, sponsors=("EU",), symbol="L.9")


def test_who_takes_out_a_note_does_so_beside_one_that_comes() -> None:
    (carried,) = consolidate(compile(BASE, [INSERTED, DELETED]), adopt=["L.EU"]).carried
    assert carried.standing == "clean"


def test_numbers_that_are_not_counted_in_the_base_are_left_alone() -> None:
    base = read_source(b"# Draft\n\n1. One.[^7]\n\n2. Two.[^8]\n\n[^7]: A.\n\n[^8]: B.\n", name="a.md").version
    edited = read_source(b"# Draft\n\n1. One.\n\n2. Two.[^8]\n\n[^8]: B.\n", name="a.md").version
    compiled = compile(base, [propose(base, edited, sponsors=("EU",), symbol="L.1")])
    assert calls(str(render(chosen(compiled, delegation="EU"), to="md"))) == ["2. Two.[^8]", "[^8]: B."]


def test_a_note_whose_words_are_gone_is_told_as_a_note() -> None:
    """It was told as `delete “”`, and as “￼” that no longer stands."""
    rewritten = tabled("G77", "Nothing is due to anybody at any time.", "Each Party shall pay.[^1]", SECOND)
    result = consolidate(compile(BASE, [rewritten, DELETED, INSERTED]), adopt=["L.G77"])
    said = {}
    for one in result.carried:
        assert one.amendment is not None
        (_, asked) = waiting(one.amendment, result.version)
        said[one.symbol] = (one.reason, asked.partition(": ")[2])
    assert said == {
        "L.USA": (
            "the note no longer stands where its sponsors read it",
            "In article 1, paragraph 1, delete a note.",
        ),
        "L.EU": (
            "the place between the words that its sponsors read is no longer there",
            "In article 1, paragraph 1, insert a note: “New note.”.",
        ),
    }


def test_in_a_text_of_several_hands_no_two_notes_have_one_number() -> None:
    """Those of the base keep theirs, as instructions name them; what comes is counted after them."""
    other = tabled("JPN", "Each Party shall report.[^1]", "Each Party[^2] shall pay.[^3]", FIRST, "Other.", SECOND)
    assert calls(str(render(compile(BASE, [INSERTED, other, DELETED]), view="bracketed", to="md"))) == [
        "1. Each Party[[^3] (EU)] shall report.[[^1] (USA: delete)]",
        "2. Each Party[[^4] (JPN)] shall pay.[^2]",
        *("[^3]: New note.", "[^1]: First note.", "[^4]: Other.", "[^2]: Second note."),
    ]


def test_in_a_comparison_no_two_notes_have_one_number() -> None:
    edited = read_source(
        draft("Each Party[^1] shall report.[^2]", "Each Party shall pay.[^3]", NEW, FIRST, SECOND), name="a.md"
    ).version
    assert calls(str(render(compare(BASE, edited), view="redline", to="md"))) == [
        *("1. Each Party<ins>[^3]</ins> shall report.[^1]", "2. Each Party shall pay.[^2]"),
        *("[^3]: <ins>New note.</ins>", "[^1]: First note.", "[^2]: Second note."),
    ]
