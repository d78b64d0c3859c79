"""Instructions that a delegate can follow: what they quote, and how they name places."""

from __future__ import annotations

import pytest

from treaty_drafts.akn import digest
from treaty_drafts.amend import (
    Amendment,
    Deletion,
    Edit,
    Insertion,
    Move,
    Patch,
    apply,
    digest_of,
    prose,
    read_amendment,
    write_amendment,
)
from treaty_drafts.amend.propose import propose, propose_delete
from treaty_drafts.model.tree import Block, Provision, Text, words_of
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source


def _read(text: str) -> Version:
    return read_source(f"Agreement\n\n{text}\n".encode(), name="a.txt").version


def _told(old: str, new: str) -> list[str]:
    base = _read(old)
    return list(prose(propose(base, _read(new), sponsors=("EU",), symbol="L.1").patch, base))


def _said(old: str, new: str) -> list[str]:
    """What is said of the words of an article, less the name of the place."""
    return [one.removeprefix("In article 1, ") for one in _told(f"Article 1\n\n{old}", f"Article 1\n\n{new}")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("decide that the list is closed.", "decide that the  list is closed."),
        ("decide that the  list is closed.", "decide that the list is closed."),
    ],
)
def test_blanks_that_come_or_go_are_spacing(old: str, new: str) -> None:
    """Once an empty quotation was deleted."""
    assert _said(f"The Parties may {old}", f"The Parties may {new}") == ["change the spacing after “the”."]


def test_the_formatting_of_a_blank_is_told_with_the_words_beside_it() -> None:
    """A blank alone is no quotation that anyone could find."""
    base, wanted = (
        read_source(f"<h1>Agreement</h1><h2>Article 1</h2><p>Parties {words} act.</p>".encode(), name="a.html").version
        for words in ("<i>shall</i> always", "<i>shall </i>always")
    )

    told = prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base)
    assert told == ("In article 1, change the formatting of “shall always”.",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "shall act as provided in this Part. No provision of this Agreement applies to them.",
            "shall act. Nothing in this Agreement applies to them.",
            "delete “as provided in this Part”. In article 1, replace “No provision of” by “Nothing in”.",
        ),
        (
            "shall pay 3.5 per cent of it in gold.",
            "shall pay. They do it in gold.",
            "replace “pay 3.5 per cent of” by “pay. They do”.",
        ),
    ],
)
def test_a_mark_of_punctuation_that_stays_is_left_alone(old: str, new: str, said: str) -> None:
    """And so is the word before it; a point in a number is no such mark."""
    assert _said(f"The Parties {old}", f"The Parties {new}") == [said]


def test_both_marks_of_a_quotation_are_exchanged_at_once() -> None:
    """Once each was quoted with the word before it, so that one half of the quotation stood in each instruction."""
    assert _said('The term "river basin" includes lakes.', "The term “river basin” includes lakes.") == [
        'replace “"river basin"” by ““river basin””.'
    ]
    assert _said('See "Rivers" for the list.', 'See “Rivers" for the list.') == ['replace “"Rivers” by ““Rivers”.']


def test_what_is_first_under_a_number_is_moved_to_the_beginning() -> None:
    """Nobody moves a paragraph to after the number of an article."""
    force = "This Agreement shall enter into force a year after the twentieth State has ratified it."
    funds = "Developed countries shall provide financial resources through the mechanism that is designated."
    old = f"Article 1\n\n1. {force}\n\n2. {funds}\n\nArticle 2\n\n1. The list is open."
    new = f"Article 1\n\n1. {force}\n\nArticle 2\n\n1. {funds}\n\n2. The list is open."

    assert _told(old, new) == ["Move article 1, paragraph 2 to the beginning of article 2."]


def test_numbers_of_parts_are_named_as_they_are_printed() -> None:
    """`Delete part ix` was not what the text has."""
    base = _read("PART IX\n\nArticle 1\n\nThe list is open.\n\nPART X\n\nArticle 2\n\nThe list is public.")
    part = next(node for node in base.index.values() if node.name == "part")

    assert prose(propose_delete(base, part.wid, sponsors=("EU",), symbol="L.1").patch, base) == ("Delete part IX.",)


PARA, CONTENT, LINE = "art_1__para_1", "art_1__para_1__content", "art_1__para_1__p_1"
RIVERS = "Article 1\n\n1. Rivers are protected.\n\n2. Lakes too."


def _rewrapped(base: Version, wid: str) -> tuple[Edit, ...]:
    """The words of paragraph 1 into an `intro` of that wId, as before points."""
    gone = Deletion(CONTENT, digest_of(base.index[CONTENT]))
    return Insertion(PARA, CONTENT, (Provision("intro", wid, (), ()),)), Move(LINE, wid, ""), gone


def _renumbered(base: Version, wid: str) -> tuple[Edit, ...]:
    """The number of paragraph 1 out, and another in under its wId."""
    return Deletion(wid, digest_of(base.index[wid])), Insertion(PARA, wid, (Block("num", wid, (), Text("9.")),))


def _all_said(base: Version, *edits: Edit) -> list[str]:
    """What is said of the edits of an amendment, which comes back from its document as it was."""
    amendment = Amendment("L.1", ("EU",), Patch(digest(base), edits))
    assert read_amendment(write_amendment(amendment, base)) == amendment
    return list(prose(amendment.patch, base))


def test_a_wrapper_may_have_the_wid_of_the_one_whose_place_it_takes() -> None:
    """Once the telling of it never ended: the place after the old wrapper leads to the new one, of the same name."""
    base = _read(RIVERS)
    point = Provision("point", "point", (), (Block("p", "point__p", (), Text("and lakes;")),))

    said = {}
    for wid in (CONTENT, "fresh"):
        edits = (*_rewrapped(base, wid), Insertion(PARA, wid, (point,)))
        assert "Rivers are protected.\nand lakes;\n" in words_of(apply(Patch("", edits), base).root)
        said[wid] = _all_said(base, *edits)
    assert said[CONTENT] == said["fresh"] == ["After the text of article 1, paragraph 1, insert:\nand lakes;"]


def test_a_number_may_have_the_wid_of_the_one_whose_place_it_takes() -> None:
    """Also where the words after it pass into another wrapper, of which nothing is said."""
    base = _read(RIVERS)
    renumbered = _renumbered(base, f"{PARA}__num")

    assert _all_said(base, *_rewrapped(base, "fresh"), *renumbered) == _all_said(base, *renumbered)


def test_words_that_come_after_a_point_that_moves_are_said_to_move() -> None:
    """Their new wrapper goes with the point, so that they are not where they were."""
    base = _read("Article 1\n\n1. Rivers:\n\n(a) large;\n\n(b) small.")
    intro, large, small = (f"{PARA}__{name}" for name in ("intro", "point_a", "point_b"))
    fresh = Insertion(PARA, large, (Provision("wrapUp", "fresh", (), ()),))
    gone = Deletion(intro, digest_of(base.index[intro]))
    edits = (fresh, Move(LINE, "fresh", ""), gone, Move(large, PARA, small))

    assert words_of(apply(Patch("", edits), base).root).endswith("small.\n(a)\nlarge;\nRivers:\n")
    assert any("the chapeau" in one for one in _all_said(base, *edits))
