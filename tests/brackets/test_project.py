"""The bracketed own sample, read as each delegation would have it."""

from __future__ import annotations

import pytest

from tests.brackets.build import one
from tests.conftest import corpus
from treaty_drafts.akn import read
from treaty_drafts.brackets import project, read_brackets
from treaty_drafts.errors import NotFound
from treaty_drafts.model.tree import Block, words_of
from treaty_drafts.model.version import Version

SAMPLE = "akn/own-samples/draft-treaty-bracketed_eng.xml"


@pytest.fixture
def sample() -> Version:
    return read(corpus(SAMPLE).read_bytes(), name="sample.xml").version


def text_of(version: Version) -> list[str]:
    return words_of(version.find("preamble")).splitlines() + words_of(version.find("body")).splitlines()


COMMON = [
    "1.",
    "(a)",
    "“Riparian State” means a State bordering a shared river;\ufffc",
    "Netherlands reserves its position.",
]


def test_netherlands(sample: Version) -> None:
    """NLD: its `shall`, its article 3 bis, no article 3 (its option is `No text`), nothing that only G77 asked for."""
    assert text_of(project(sample, "NLD")) == [
        "The Parties to this Agreement,",
        "Having regard to resolution 51/229,",
        "Recalling the importance of rivers,",
        "Have agreed as follows:",
        "Chapter I",
        "General",
        "Article 1",
        "Use of terms",
        "1.",
        "States shall read the terms below as follows:",
        *COMMON[1:],
        "These meanings are without prejudice to article 3.",
        "Article 2",
        "Rivers are shared equitably.",
        "Article 3",
        "Finance",
        "Article 3 bis",
        "Data",
        "Reporting",
        "Year",
        "Report",
        "2027",
        "First",
    ]


def test_group_of_77(sample: Version) -> None:
    """G77: its recital, its `should` with the bracket in it that nobody opposes, its point (b), its fund."""
    assert text_of(project(sample, "G77")) == [
        "The Parties to this Agreement,",
        "Having regard to resolution 51/229,",
        "Recalling the importance of rivers,",
        "Mindful of equity,",
        "Have agreed as follows:",
        "Chapter I",
        "General",
        "Article 1",
        "Use of terms",
        "1.",
        "States should endeavour to read the terms below as follows:",
        *COMMON[1:],
        "(b)",
        "other terms.",
        "These meanings are without prejudice to article 3.",
        "Article 2",
        "Rivers are shared equitably.",
        "Article 3",
        "Finance",
        "1.",
        "A fund is established with [ ] dollars.",
    ]


@pytest.mark.parametrize("code", ["NLD", "G77"])
def test_only_blanks_stay(sample: Version, code: str) -> None:
    """What is left in brackets is no wording, and no markup calls it a bracket."""
    after = project(sample, code)
    assert {bracket.kind for bracket in read_brackets(after).brackets} == {"blank"}
    block = after.find("art_1__para_1__list_1__intro__p_1")
    assert isinstance(block, Block)
    assert not block.text.marks
    assert after.find("art_2").wid == "art_2"


def test_wids_survive(sample: Version) -> None:
    """The provision of the chosen option is the same provision, in the article itself."""
    after = project(sample, "G77")
    assert after.parents["art_3__para_1"] == "art_3"
    with pytest.raises(NotFound):
        after.find("art_3bis")


def test_the_sample_is_read_with_its_delegations(sample: Version) -> None:
    """The markup says who asked for each bracket and each branch."""
    found = read_brackets(sample)
    assert [bracket.delegations for bracket in found.brackets] == [
        ("G77",), ("NLD",), ("G77",), (), ("G77",), (), ("NLD",), (),
    ]  # fmt: skip
    assert [[branch.delegations for branch in choice.branches] for choice in found.choices] == [
        [("NLD",), ("G77",)],
        [("G77",), ("NLD",)],
    ]
    assert not found.unmatched


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("EU", "Parties should take measures urgently to act on finance [X] by [2030][2040]"),
        ("USA", "Parties may take appropriate measures to act on health [X] by [2030][2040]"),
        ("JPN", "Parties [shall][should (EU)][may (USA)] take measures urgently to act"),
    ],
)
def test_attributions_in_the_text_count(code: str, line: str) -> None:
    """Positions printed inside brackets decide like those of the markup; a choice without a position stays open."""
    text = one(
        "Parties [shall][should (EU)][may (USA)] take [appropriate (USA; EU, JPN delete)] measures"
        " [urgently (EU, JPN)] to act on [finance - EU / health - US] [X] by [2030][2040]"
    )
    found = project(text, code).find("a1p1")
    assert isinstance(found, Block)
    if code == "JPN":
        line += " on [finance - EU / health - US] [X] by [2030][2040]"
    assert found.text.chars == line
