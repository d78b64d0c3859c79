"""Of equal brackets side by side, those go whose partners go."""

from __future__ import annotations

import pytest

from treaty_drafts.amend.diff import diff
from treaty_drafts.model.tree import Text


@pytest.mark.parametrize(
    ("words", "wanted", "gone"),
    [
        ("[a [b]] c", "[a b] c", "[a ·b·] c"),
        ("[a [b]] c", "a [b] c", "·a [b]· c"),
        ("a [[[b] c] d]", "a [[b] c d]", "a [·[b] c· d]"),
        ("a [[[b] c] d]", "a [[b c] d]", "a [[·b· c] d]"),
        # Found at 20,000 of the law of brackets that are lifted: three runs, of which each left the next no choice.
        ("[a [[b [c]] d]]", "a [b [c] d]", "·a [·b [c]· d]·"),
        ("a [[b] c", "a [b c", "a [·b· c"),
    ],
)
def test_those_go_whose_partners_go(words: str, wanted: str, gone: str) -> None:
    """Whoever lifts what else, each lifts both brackets of a pair."""
    left = list(words)
    for edit in diff(Text(words), Text(wanted), "w"):
        assert not edit.new.chars
        left[edit.start : edit.stop] = "·" * (edit.stop - edit.start)
    assert "".join(left) == gone
