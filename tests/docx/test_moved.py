"""Paragraphs cut and pasted in a Word copy of ours: each goes with its number and with what stands under it."""

from __future__ import annotations

import pytest

from tests.docx.forge import rearranged
from tests.docx.test_own import exported, read
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

DRAFT = """# Draft

## Article 1

1. Nets are:

    (a) ropes;

    (b) twine.

2. Gear is lost.

## Article 2

1. Fish swim.

2. Birds fly.
"""


@pytest.mark.parametrize(
    ("order", "left"),
    [
        # Found at 20,000 of the law of Word files that come back: `(a)` was lost, its words moved once more.
        (
            [0, 1, 5, 6, 7, 8, 2, 3, 4],
            "Article 1|2. Gear is lost.|Article 2|1. Fish swim.|2. Birds fly.|1. Nets are:|(a) ropes;|(b) twine.",
        ),
        # Before, it stood above the number of an article that has no heading.
        (
            [0, 1, 5, 2, 3, 4, 6, 7, 8],
            "Article 1|2. Gear is lost.|1. Nets are:|(a) ropes;|(b) twine.|Article 2|1. Fish swim.|2. Birds fly.",
        ),
        # An article's number alone takes none of the paragraphs with it that stay.
        (
            [0, 2, 3, 4, 5, 6, 7, 8, 1],
            "Article 1|1. Nets are:|(a) ropes;|(b) twine.|2. Gear is lost.|Article 2|1. Fish swim.|2. Birds fly.",
        ),
    ],
)
def test_a_paragraph_goes_with_its_number_and_its_points(order: list[int], left: str) -> None:
    base = read_source(DRAFT.encode(), name="draft.md").version
    shown = str(render(read(rearranged(exported(base), order), base), to="txt"))
    assert [" ".join(line.split()) for line in shown.split("\n") if line.strip()][1:] == left.split("|")
