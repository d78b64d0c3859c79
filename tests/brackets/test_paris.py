"""The drafts of Paris, October to December 2015: the brackets counted as the observers counted them."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from treaty_drafts.akn import check, write
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.settling import settle_brackets
from treaty_drafts.brackets import Inventory, read_brackets
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

ARTICLES = {
    "preamble": (44, 64, 0),
    "purpose": (23, 33, 8),
    "mitigation": (322, 296, 66),
    "adaptation": (141, 130, 15),
    "finance": (160, 135, 44),
    "technology development and transfer": (30, 44, 25),
    "transparency": (83, 59, 0),
    "global stocktake": (30, 46, 3),
    "facilitating implementation and compliance": (74, 27, 1),
    "entry into force": (30, 42, 3),
}
"""Glyphs that open, on 23 October, 4 and 9 December, as observers of the negotiation tabulated them."""

DATES = ("23-oct", "4-dec", "9-dec")


def inventory(date: str) -> tuple[Version, Inventory]:
    name = f"agreement-{date}-2015.md"
    data = corpus(f"texts/paris/{name}").read_bytes()
    version = read_source(data, name=name).version
    return version, read_brackets(version, source=data.decode())


@pytest.mark.parametrize(
    ("date", "opening", "closing"), [("23-oct", 1023, 1024), ("9-dec", 217, 218), ("12-dec", 0, 0)]
)
def test_glyphs(date: str, opening: int, closing: int) -> None:
    """Glyphs of negotiation, footnotes and their calls apart."""
    _, found = inventory(date)
    assert (found.open, found.close) == (opening, closing)


def test_4_december_depends_on_the_footnotes() -> None:
    """1011 where indented lines that follow a footnote belong to it, which is the rule here; 1019 by others."""
    _, found = inventory("4-dec")
    assert 1005 <= found.open <= 1025


@pytest.mark.parametrize("date", DATES)
def test_by_article(date: str) -> None:
    """The counts of the articles whose convergence was followed."""
    _, found = inventory(date)
    counts = {_name(article.name, article.heading): article.open for article in found.articles}
    expected = {name: row[DATES.index(date)] for name, row in ARTICLES.items()}
    got = {
        name: next((count for said, count in counts.items() if said.startswith(name[:17])), None) for name in expected
    }
    assert got == expected


def _name(name: str, heading: str) -> str:
    heading = heading.strip("()[] ").casefold().replace("entryinto", "entry into")
    return heading if name == "article" else name


@pytest.mark.parametrize(("date", "stray"), [("23-oct", 19), ("4-dec", 21), ("9-dec", 5), ("12-dec", 0)])
def test_unmatched_glyphs_are_reported_with_line_and_article(date: str, stray: int) -> None:
    """Every glyph without its other half, where it stands; what opens and what closes adds up."""
    version, found = inventory(date)
    lines = corpus(f"texts/paris/agreement-{date}-2015.md").read_text(encoding="utf-8").splitlines()
    text = [one for one in found.unmatched if not one.note]
    assert len(text) == stray
    for one in text:
        chars = version.block(one.wid).text.chars
        assert chars[one.offset] == one.glyph
        assert version.find(one.unit).name in ("article", "preamble")
        assert one.line is not None
        assert _letters(chars[max(0, one.offset - 15) : one.offset + 15]) in _letters(lines[one.line - 1])
    opening = sum(one.glyph == "[" for one in text)
    assert found.open - opening == found.close - (len(text) - opening)


def _letters(text: str) -> str:
    """The text without blanks and Markdown's asterisks."""
    return "".join(text.replace("*", "").split())


@pytest.mark.parametrize("date", DATES)
def test_depth_is_the_true_one(date: str) -> None:
    """Stray glyphs do not nest what follows them: no bracket is deeper than five."""
    _, found = inventory(date)
    assert 3 <= max(one.depth for one in found.brackets) <= 5


@pytest.mark.parametrize("date", DATES)
def test_ids_and_anchors(date: str) -> None:
    """Ids number the brackets in document order, and every anchor stands at a glyph."""
    version, found = inventory(date)
    assert [one.id for one in found.brackets] == [f"b{number}" for number in range(1, len(found.brackets) + 1)]
    for one in found.brackets:
        assert version.block(one.start.wid).text.chars[one.start.offset] == "["
        assert version.block(one.stop.wid).text.chars[one.stop.offset - 1] == "]"


def test_all_brackets_dropped_at_once() -> None:
    """The draft of 9 December without any of its brackets: no bracket left, and the schema still holds."""
    version, found = inventory("9-dec")
    outermost = [one.id for one in found.brackets if one.depth == 1]
    stray = [one.id for one in found.unmatched]
    settling = settle_brackets(version, lift=stray, drop=outermost, symbol="SETTLED", sponsors=("CHAIR",))
    after = apply(settling.patch, version)
    assert read_brackets(after).open == 0
    assert {problem.code for problem in check(write(after))} <= {"address", "numbering"}
