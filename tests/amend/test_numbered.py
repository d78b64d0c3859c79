"""Where words went from one unit to another, it is told by numbers and beginnings which unit is which."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.amend.drafts import read
from treaty_drafts.amend import apply, propose, prose
from treaty_drafts.model.tree import blocks

LONG = "stretch of water that lies under the jurisdiction of no State at all"
MEANT = ("net, line or trap", "ship", LONG)
PARAGRAPHS = (
    "Each Party shall report.",
    "Each Party shall take measures to protect rivers, and it shall also publish its plans for the coming years.",
    "Costs lie where they fall.",
)


def defined(*meant: str) -> str:
    """An article that defines three terms."""
    terms = zip("abc", ("gear", "vessel", "high seas"), meant, strict=True)
    return "Article 1\n\nIn this Agreement:\n\n" + "\n\n".join(
        f"({letter}) “{term}” means any {words};" for letter, term, words in terms
    )


def numbered(*paragraphs: str) -> str:
    """An article of these paragraphs, numbered from 1."""
    return "Article 1\n\n" + "\n\n".join(f"{number}. {words}" for number, words in enumerate(paragraphs, 1))


def wished(base: str, copy: str) -> tuple[list[str], list[str]]:
    """What the amendment of an edited copy says, and the lines of the text that it makes, numbers included."""
    amendment = propose(read(base), read(copy), sponsors=("EU",), symbol="L.1")
    made = apply(amendment.patch, read(base))
    return list(prose(amendment.patch, read(base))), [block.text.chars for block in blocks(made.root)]


@pytest.mark.parametrize("meant", list(permutations(MEANT))[1:], ids=" / ".join)
def test_words_exchanged_between_points_move_no_point(meant: tuple[str, ...]) -> None:
    """However the meanings are dealt out anew, each term keeps its letter: the wish reads as the copy does."""
    said, lines = wished(defined(*MEANT), defined(*meant))
    assert lines == [block.text.chars for block in blocks(read(defined(*meant)).root)]
    assert not [line for line in said if line.startswith(("After", "Delete", "Move"))]


def test_points_that_change_places_as_wholes_are_moved() -> None:
    copy = defined(*MEANT).replace("“gear” means any net, line or trap", "#").replace("“vessel” means any ship", "##")
    copy = copy.replace("(a) #", "(a) “vessel” means any ship").replace(
        "(b) ##", "(b) “gear” means any net, line or trap"
    )
    said, _ = wished(defined(*MEANT), copy)
    assert said == ["Move article 1 (a) after article 1 (b)."]


@pytest.mark.parametrize(
    "parts",
    [
        (
            "Each Party shall take measures to protect rivers.",
            "Each Party shall also publish its plans for the coming years.",
        ),
        (
            "Each Party shall take measures.",
            "It shall protect rivers.",
            "It shall also publish its plans for the coming years.",
        ),
    ],
)
def test_of_a_paragraph_that_is_parted_the_first_part_is_it(parts: tuple[str, ...]) -> None:
    """The others come new after it, under the numbers that the copy gives them."""
    first, _, third = PARAGRAPHS
    said, lines = wished(numbered(*PARAGRAPHS), numbered(first, *parts, third))
    assert [line for line in lines if line[0].isdigit()] == [
        "1.",
        "2.",
        *(f"{at}." for at in range(3, 2 + len(parts))),
        "3.",
    ]
    assert said[0].startswith("In article 1, paragraph 2, delete “")
    assert said[1].startswith("After article 1, paragraph 2, insert:\n3. ")


def test_of_paragraphs_put_together_the_one_whose_number_stays_is_it() -> None:
    third = PARAGRAPHS[-1]
    more = "take measures to protect rivers, and publish its plans for the coming years"
    said, lines = wished(numbered(*PARAGRAPHS), numbered(f"Each Party shall report, {more}.", third))
    assert said == [f"In article 1, paragraph 1, after “report”, insert “, {more}”.", "Delete article 1, paragraph 2."]
    assert lines == ["Article 1", "1.", f"Each Party shall report, {more}.", "3.", third]


@pytest.mark.parametrize(
    "new", ["Each Party shall take measures.", "Each Party shall protect its plans against theft."]
)
def test_a_new_paragraph_before_one_that_changes_is_new(new: str) -> None:
    """It has the other's number in the copy, and words that the other has too: they are not the other's."""
    first, second, third = PARAGRAPHS
    said, _ = wished(numbered(*PARAGRAPHS), numbered(first, new, second.replace("rivers", "[rivers]"), third))
    assert said == [
        f"After article 1, paragraph 1, insert:\n2. {new}",
        "In article 1, paragraph 2, put square brackets around “rivers”.",
    ]


def test_a_paragraph_that_goes_before_one_that_changes_goes() -> None:
    _, second, third = PARAGRAPHS
    said, _ = wished(numbered(*PARAGRAPHS), numbered(second.replace("rivers", "[rivers]"), third))
    assert said == ["Delete article 1, paragraph 1.", "In article 1, paragraph 2, put square brackets around “rivers”."]


def test_a_number_printed_twice_tells_nothing() -> None:
    """A slip of the secretariat's, put right in the copy: which paragraph is which is told by the words."""
    base = "Article 1\n\n1. Peace.\n\n2. Each Party shall report every year.\n\n2. Costs lie where they fall."
    copy = base.replace("every", "each").replace("2. Costs lie where they fall.", "3. No vessel enters a strait.")
    said, lines = wished(base, copy)
    assert lines == [block.text.chars for block in blocks(read(copy).root)]
    assert said == [
        "In article 1, paragraph 2, replace “every” by “each”.",
        "Replace article 1, paragraph 2 by the following:\n3. No vessel enters a strait.",
    ]
