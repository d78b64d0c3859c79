"""Differences of texts that no one writes and a file may hold: their work grows no faster than the texts."""

from __future__ import annotations

import sys

import pytest

from treaty_drafts.amend import Substitution, diff
from treaty_drafts.model.tree import Mark, Text


def test_every_word_of_a_long_text_under_a_mark_of_its_own() -> None:
    """Each mark is looked for where it stands: five thousand for each word would be felt here."""
    words = "word " * 5_000
    marks = tuple(Mark(at, at + 4, "bi"[at % 2]) for at in range(0, len(words), 5))
    bare = marks[:2_000] + marks[2_001:]
    assert diff(Text(words + "x", marks), Text(words + "y", marks), "w") == (
        Substitution("w", len(words), len(words) + 1, "x", Text("y")),
    )
    assert diff(Text(words, marks), Text(words, bare), "w") == (
        Substitution("w", 10_000, 10_004, "word", Text("word")),
    )


def test_a_word_of_endless_accents_is_stepped_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question whether a word ends there reads the word from its beginning: few are asked."""
    module = sys.modules["treaty_drafts.amend.diff"]
    asked: list[int] = []
    is_boundary = module.is_boundary
    monkeypatch.setattr(module, "is_boundary", lambda chars, at: (asked.append(at), is_boundary(chars, at))[1])
    word = "e\u0323\u0301" * 2_000
    for old, new in ((f"so {word}a", f"so {word}b"), (f"a{word} so", f"b{word} so")):
        (edit,) = diff(Text(old), Text(new), "w")
        assert (edit.old, edit.new) == (old.strip(" so"), Text(new.strip(" so")))
    assert len(asked) < 200
