"""What a redline says of moves: which it tells, and by which names."""

from __future__ import annotations

import pytest

from treaty_drafts.amend import compare
from treaty_drafts.amend.propose import propose_move
from treaty_drafts.compilation.compile import compile
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

PROTECT = "Each Party shall protect rivers."
MEET = "The Parties shall meet every year."
LIST = "The secretariat shall keep the list of wetlands."


def _read(*articles: str) -> Version:
    numbered = (f"Article {number}\n\n{text}" for number, text in enumerate(articles, 1))
    return read_source("\n\n".join(("Agreement", *numbered)).encode(), name="a.txt").version


def _redline(old: Version, new: Version) -> list[str]:
    said = str(render(compare(old, new), view="redline")).split("\n\n")
    return [" ".join(block.split()) for block in said][1:]


def test_paragraphs_that_change_places_are_named_by_their_old_numbers() -> None:
    """Once the one that moved was named by its old number and its new neighbour by its new one: both were 1."""
    old, new = _read(f"1. {PROTECT}\n\n2. {MEET}\n\n3. {LIST}"), _read(f"1. {MEET}\n\n2. {PROTECT}\n\n3. {LIST}")

    assert _redline(old, new) == [
        "Article 1",
        "[paragraph 1 moved to after paragraph 2]",
        f"{{--2.--}} → {{++1.++}} {MEET}",
        f"{{--1.--}} → {{++2.++}} {PROTECT} (moved from the beginning of article 1)",
        f"3. {LIST}",
    ]


def test_a_place_in_another_article_is_named_with_the_article() -> None:
    """Within the article the number of the paragraph is enough."""
    force = "This Agreement shall enter into force a year after the twentieth State has ratified it."
    told = "The depositary shall inform all Parties of their votes."
    funds = "Developed countries shall provide financial resources through the mechanism that is designated."
    old = _read(f"1. {PROTECT}\n\n2. {MEET}\n\n3. {LIST}\n\n4. {funds}", f"1. {force}\n\n2. {told}")
    new = _read(f"1. {PROTECT}\n\n2. {MEET}\n\n3. {LIST}", f"1. {force}\n\n2. {funds}\n\n3. {told}")

    assert [line for line in _redline(old, new) if "moved" in line] == [
        "[paragraph 4 moved to after article 2, paragraph 1]",
        f"{{--4.--}} → {{++2.++}} {funds} (moved from after article 1, paragraph 3)",
    ]


def test_what_only_the_new_version_has_is_called_new() -> None:
    """Its number is one that the old version may have given to something else."""
    come = "Wetlands are rivers for the purposes of this Agreement."
    old = _read(f"1. {PROTECT}\n\n2. {MEET}\n\n3. {LIST}")
    new = _read(f"1. {MEET}\n\n2. {LIST}\n\n3. {come}\n\n4. {PROTECT}")

    assert "[paragraph 1 moved to after new paragraph 3]" in _redline(old, new)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (MEET, [f"{{--1.--}} {{--{PROTECT}--}}", "{--2.--}", MEET, f"{{--3.--}} {{--{LIST}--}}"]),
        (
            f"{PROTECT}\n\n{MEET}",
            [
                "{--1.--}",
                PROTECT,
                f"{MEET} (moved from the beginning of article 1, paragraph 2)",
                f"{{--2.--}} [“{MEET}” moved to after “{PROTECT}”]",
                f"{{--3.--}} {{--{LIST}--}}",
            ],
        ),
    ],
)
def test_words_that_leave_their_numbers_stand_where_these_are_struck_or_are_told_to_move(
    wanted: str, said: list[str]
) -> None:
    """Without what comes, a redline is the old text in its order, save for the moves that it tells."""
    old = _read(f"1. {PROTECT}\n\n2. {MEET}\n\n3. {LIST}")

    assert _redline(old, _read(wanted)) == ["Article 1", *said]


def test_an_article_that_comes_under_another_part_is_told_to_have_moved() -> None:
    """It keeps its place among the articles, but passes over the heading of its part."""
    old, new = (
        read_source(f"Agreement\n\nPART I\n\n{one}PART II\n\n{two}Article 3\n\n{LIST}\n".encode(), name="a.txt").version
        for one, two in (
            (f"Article 1\n\n{PROTECT}\n\n", f"Article 2\n\n{MEET}\n\n"),
            (f"Article 1\n\n{PROTECT}\n\nArticle 2\n\n{MEET}\n\n", ""),
        )
    )

    assert _redline(old, new)[2:6] == [
        PROTECT,
        "Article 2 (moved from the beginning of part II)",
        MEET,
        "PART II",
    ]
    assert _redline(old, new)[6] == "[article 2 moved to after article 1]"


def test_a_compilation_says_of_what_a_move_goes_to_the_beginning() -> None:
    """And of which article the paragraph is that it goes behind."""
    base = _read(f"1. {PROTECT}\n\n2. {MEET}", f"1. {LIST}\n\n2. The depositary keeps it.")
    about = [{"sponsors": (code,), "symbol": f"L.{code}"} for code in ("EU", "JPN")]
    tabled = [
        propose_move(base, "art_1__para_2", "", parent="art_1", **about[0]),
        propose_move(base, "art_1__para_2", "art_2__para_1", **about[1]),
    ]

    said = "(EU: move to the beginning of article 1) (JPN: move to after article 2, paragraph 1)"
    assert said in " ".join(str(render(compile(base, tabled), view="bracketed")).split())
