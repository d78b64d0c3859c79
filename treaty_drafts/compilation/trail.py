"""What has been adopted since, as one step: composing the changes of several consolidations of one text.

Positions are followed through the exact changes, never through a difference of two texts: deleted words are remembered
with their place, so that an older amendment finds the same words again when they come back, and never others like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.model.tree import Text, join

_ENDLESS = 1 << 40
"""Longer than any text: the stretch after the last change is not measured."""


class _Piece(msgspec.Struct, frozen=True, gc=False):
    """Part of the changed text: `[start, stop)` of the first text, or words that came in (`new`)."""

    start: int
    stop: int
    new: Text | None = None

    @property
    def length(self) -> int:
        return len(self.new.chars) if self.new else self.stop - self.start

    def cut(self, start: int, stop: int) -> _Piece:
        if self.new is not None:
            return _Piece(self.start, self.stop, self.new.slice(start, stop))
        return _Piece(self.start + start, self.start + stop)


def compose(first: Sequence[Substitution], then: Sequence[Substitution]) -> tuple[Substitution, ...]:
    """The changes that do in one step what `first`, and `then` on its result, do to a block.

    Both are disjoint and in order; positions of the result are those of the text before `first`. Words that went and
    came back are no change.
    """
    if not then:
        return tuple(first)
    if not first:
        return tuple(then)
    pieces = _pieces(first)
    gone = [(edit.start, edit.old) for edit in first]
    for edit in reversed(then):
        pieces, removed = _cut(pieces, edit)
        gone.extend(removed)
    return tuple(_changes(first[0].wid, pieces, sorted(gone)))


def _pieces(edits: Iterable[Substitution]) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for edit in edits:
        pieces.append(_Piece(start, edit.start))
        if edit.new.chars:
            pieces.append(_Piece(edit.start, edit.stop, edit.new))
        start = edit.stop
    pieces.append(_Piece(start, _ENDLESS))
    return [piece for piece in pieces if piece.length]


def _cut(pieces: list[_Piece], edit: Substitution) -> tuple[list[_Piece], list[tuple[int, str]]]:
    """The pieces with one change of the changed text made, and the first text's words that it removes."""
    kept: list[_Piece] = []
    removed: list[tuple[int, str]] = []
    fresh = [_Piece(0, 0, edit.new)] if edit.new.chars else []
    offset = 0
    for piece in pieces:
        stop = offset + piece.length
        left, right = max(edit.start, offset), min(edit.stop, stop)
        if offset >= edit.start and fresh:
            kept += fresh
            fresh = []
        if right <= left and not (offset < edit.start < stop):
            kept.append(piece)
        else:
            if offset < edit.start:
                kept.append(piece.cut(0, edit.start - offset))
                kept += fresh
                fresh = []
            if piece.new is None and left < right:
                removed.append((piece.start + left - offset, edit.old[left - edit.start : right - edit.start]))
            if stop > edit.stop:
                kept.append(piece.cut(max(edit.stop, offset) - offset, piece.length))
        offset = stop
    return kept + fresh, removed


def _changes(wid: str, pieces: list[_Piece], gone: list[tuple[int, str]]) -> Iterable[Substitution]:
    """One change for every place where the pieces leave the first text."""
    start = 0
    fresh: list[Text] = []
    for piece in pieces:
        if piece.new is not None:
            fresh.append(piece.new)
            continue
        if piece.start > start or fresh:
            old = "".join(words for at, words in gone if start <= at < piece.start)
            new = join(fresh)
            if old != new.chars:
                yield Substitution(wid, start, piece.start, old, new)
        start = piece.stop
        fresh = []


def lasting(edits: Iterable[Substitution], after: str) -> tuple[Substitution, ...]:
    """The changes without neighbours that undo each other; `after` are the words after all of them.

    “[Each ]Each” gone and “Each[ Each]” come is nothing, wherever the words between them stand.
    """
    kept: list[tuple[Substitution, int]] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        shift += len(edit.new.chars) - len(edit.old)
        if kept:
            last, stop = kept[-1]
            between = after[stop:start]
            if last.old + between + edit.old == last.new.chars + between + edit.new.chars:
                kept.pop()
                continue
        kept.append((edit, start + len(edit.new.chars)))
    return tuple(edit for edit, _ in kept)


def inverse(edits: Iterable[Substitution]) -> tuple[Substitution, ...]:
    """The changes that undo these, counted in the text after them. Marks of removed words are not restored."""
    undone: list[Substitution] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        length = len(edit.new.chars)
        undone.append(Substitution(edit.wid, start, start + length, edit.new.chars, Text(edit.old)))
        shift += length - (edit.stop - edit.start)
    return tuple(undone)


def follow(edits: Sequence[Substitution], start: int, stop: int) -> tuple[int, int] | None:
    """Where the code points `[start, stop)` stand after the changes, or None if one of them reaches into the range.

    A change that only touches the range does not reach into it; at one gap, what was adopted comes first.
    """
    shift = 0
    for edit in edits:
        if edit.stop <= start:
            shift += len(edit.new.chars) - (edit.stop - edit.start)
        elif edit.start < stop:
            return None
    return start + shift, stop + shift
