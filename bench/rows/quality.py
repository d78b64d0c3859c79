"""Rows: the comparison beside the truth about what was edited."""

from __future__ import annotations

import regex

from bench import files
from bench.inputs import Inputs
from bench.row import Outcome
from treaty_drafts import akn
from treaty_drafts.amend.compare import Comparison, compare
from treaty_drafts.model.tree import Block, Text


def _compared(inputs: Inputs) -> Comparison:
    return compare(inputs.base, akn.read(inputs.s1.new).version)


def hunks(inputs: Inputs) -> Outcome:
    """Edits of words, and paragraphs that come or go."""
    found, truth = _compared(inputs).statistics, inputs.s1.truth
    ours = found.edits + found.inserted + found.deleted
    true = truth.places + truth.inserted + truth.deleted
    note = f"inserted {found.inserted} of {truth.inserted}, deleted {found.deleted} of {truth.deleted}"
    return Outcome(str(ours), str(true), ours / true, note)


def moves(inputs: Inputs) -> Outcome:
    """The smaller of precision and recall."""
    found = {move.wid for move in _compared(inputs).moved}
    true = {files.eid_of(number) for number in inputs.s1.truth.moved}
    right = len(found & true)
    return Outcome(str(right), str(len(true)), right / max(len(found), len(true)), f"false: {len(found - true)}")


def cut(inputs: Inputs) -> Outcome:
    """Edits whose edges, in the old words or the new, part a letter from its word or from its accent."""
    comparison = _compared(inputs)
    count = 0
    for wid, edits in comparison.words.items():
        block = comparison.base.index[wid]
        assert isinstance(block, Block)
        text, shift = block.text, 0
        for edit in sorted(edits, key=lambda one: one.start):
            start, stop = edit.start + shift, edit.stop + shift
            before = _edges(text.chars)
            text = text.splice(start, stop, Text(edit.new.chars))
            end = start + len(edit.new.chars)
            after = _edges(text.chars)
            count += not ({start, stop} <= before and {start, end} <= after)
            shift += len(edit.new.chars) - (edit.stop - edit.start)
    return Outcome(str(count), str(comparison.statistics.edits), count)


def _edges(chars: str) -> set[int]:
    """Where a word or a grapheme cluster begins or ends: a judge that knows nothing of the package's tokens."""
    return {at for found in regex.finditer(r"(?:(?=[\p{L}\p{N}])\X)+|\X", chars) for at in found.span()}
