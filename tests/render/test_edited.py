"""The short way from the edits of a plain text to its runs is the long one, by brackets of which one side is chosen."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.render import build
from tests.strategies import plain
from treaty_drafts.amend.compare import compare
from treaty_drafts.amend.diff import diff
from treaty_drafts.model.tree import Mark, Text
from treaty_drafts.model.version import Version
from treaty_drafts.render.changes import bracketed, changes_of
from treaty_drafts.render.labels import labels_in
from treaty_drafts.render.lines import Walk
from treaty_drafts.render.places import Places
from treaty_drafts.render.rendition import Change, Run
from treaty_drafts.render.wordings import Wording, edited_runs


@given(plain(), plain(), st.sets(st.integers(0, 40)), st.sampled_from(("", "deleted")))
@example("one two three", "one 2 two four", {0, 4, 8}, "")
@example("one two", "zero one two", {0}, "")
def test_edits_are_shown_as_the_brackets_between_them_would_be(
    old: str, new: str, offsets: set[int], change: Change
) -> None:
    text = Text(old)
    edits = diff(text, Text(new), "p")
    numbers = tuple((at, 5 * place) for place, at in enumerate(sorted(offsets), 1) if at < len(old))

    runs = edited_runs(old, edits, change, (), numbers)

    wording = Wording(lambda *_: None, labels_in("eng"), numbers, bracketed=False)
    assert list(runs) == wording.runs(bracketed(text, edits), change)


def test_a_line_number_parts_the_words_that_are_struck() -> None:
    edits = diff(Text("shall in due course act"), Text("may act"), "p")
    runs = edited_runs("shall in due course act", edits, "", (), ((9, 5),))
    assert runs == (
        Run("shall in ", "deleted"),
        Run("5", kind="number"),
        Run("due course", "deleted"),
        Run("may", "inserted"),
        Run(" act"),
    )


LONG = "Each Party shall keep the rivers under its jurisdiction clean"
BOLD = Text(LONG, (Mark(0, 4, "b"),))


@pytest.mark.parametrize(
    ("first", "second", "then", "after"),
    [
        ("Short.", LONG, "Short.", f"{LONG} and open"),
        (LONG, "Short.", f"{LONG} and open", "Short."),
        (LONG, "Short.", LONG, "Brief."),
        ("Short.", LONG, "Brief.", f"{LONG} and open"),
        (LONG, BOLD, LONG, LONG),
        (BOLD, LONG, LONG, LONG),
    ],
)
def test_edits_are_not_shown_in_another_block_of_their_wid(
    first: Text | str, second: Text | str, then: Text | str, after: Text | str
) -> None:
    """A foreign document may repeat a wId: what is edited is then one block or the other, and no short way is taken."""

    def version(*texts: Text | str) -> Version:
        return build.version(build.article(1, "Rivers", *[build.block("p", "p", text) for text in texts]))

    comparison = compare(version(first, second), version(then, after))
    changes, labels = changes_of(comparison), labels_in("eng")
    short, long = (
        Walk(changes, labels, {}, moves=Places(comparison, labels), edits=edits) for edits in (changes.edits, None)
    )
    for walk in (short, long):
        walk.node(comparison.base.root, 0, 0)
    assert short.lines == long.lines
