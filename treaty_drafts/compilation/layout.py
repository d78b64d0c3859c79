"""A block as a parent amendment would have it, remembering where each character comes from.

A sub-amendment counts its code points in this text. Each of its edits belongs to the one text that it falls into: the
base's words, or the parent's new words (where it becomes a bracket inside the parent's). An edit that reaches across is
brought back to the base as a whole, and says which of the parent's hunks it replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from typing import TypeAlias

from treaty_drafts.compilation.hunks import Hunk, Place, asked
from treaty_drafts.model.tree import Text, join


class Segment:
    """`length` characters of the parent's text, from `offset` of `text`; `top` is the parent's hunk, if any."""

    __slots__ = ("length", "offset", "text", "top")

    def __init__(self, length: int, text: Text, offset: int, top: Hunk | None) -> None:
        self.length = length
        self.text = text
        self.offset = offset
        self.top = top


Belonging: TypeAlias = tuple[Place, Hunk | None, tuple[Place, ...]]
"""A change brought back: its place, the hunk to whose new words it belongs (or None: to the base's words), and the
parent's hunks that it replaces."""


class _Group:
    """A stretch of the base, or all of one of the parent's hunks: where it is here and where it is in the base."""

    __slots__ = ("base_start", "base_stop", "start", "stop", "top")

    def __init__(self, start: int, stop: int, base_start: int, base_stop: int, top: Hunk | None) -> None:
        self.start = start
        self.stop = stop
        self.base_start = base_start
        self.base_stop = base_stop
        self.top = top

    def touched(self, start: int, stop: int) -> bool:
        """Whether a change of the range reaches in; deleted words, of no length here, are reached from outside."""
        return (self.start < stop and self.stop > start) or start < self.start == self.stop < stop


class Layout:
    """The segments of one block for a sub-amendment of the voice `active`, its parent's hunks made."""

    def __init__(self, base: Text, hunks: Iterable[Hunk], active: Set[str]) -> None:
        self.segments = list(_segments(base, asked(hunks, active)))
        self.groups = list(self._groups())
        self.text = join([part.text.slice(part.offset, part.offset + part.length) for part in self.segments])

    def belongings(self, places: Sequence[Place]) -> Iterator[Belonging]:
        """Where changes of this text belong; they are disjoint, in order, and on whole words."""
        reaching: list[list[Place]] = []
        inside: list[tuple[Place, Segment, int]] = []
        for place in places:
            home = self.home(place[0], place[1])
            if home is None:
                reaching.append([place])
            else:
                inside.append((place, *home))
        for changes in self.apart(reaching):
            tops = {id(group.top) for group in self.reached(changes)}
            caught = [place for place, segment, _ in inside if segment.top is not None and id(segment.top) in tops]
            inside = [one for one in inside if one[0] not in caught]
            yield self.across(sorted([*changes, *caught], key=lambda place: place[:2]))
        for (start, stop, new), segment, first in inside:
            shift = segment.offset - first
            yield (start + shift, stop + shift, new), segment.top, ()

    def home(self, start: int, stop: int) -> tuple[Segment, int] | None:
        """The one segment that holds the range, with its start; the parent's words before the base's at a seam."""
        found: tuple[Segment, int] | None = None
        first = 0
        for segment in self.segments:
            last = first + segment.length
            if first <= start and stop <= last and (found is None or segment.top is not None):
                found = (segment, first)
            first = last
        return found

    def reached(self, changes: Sequence[Place]) -> list[_Group]:
        """The groups that changes which reach across reach into, from the first to the last."""
        start, stop = changes[0][0], changes[-1][1]
        return [group for group in self.groups if group.touched(start, stop)]

    def apart(self, reaching: list[list[Place]]) -> list[list[Place]]:
        """The changes that reach across, those that reach into the same of the parent's hunks together."""
        found: list[list[Place]] = []
        for changes in reaching:
            if found and self.reached(found[-1])[-1] is self.reached(changes)[0] and self.reached(changes)[0].top:
                found[-1] = [*found[-1], *changes]
            else:
                found.append(changes)
        return found

    def across(self, changes: list[Place]) -> Belonging:
        """The changes as one on the base, its ends moved out to where the parent's hunks that they touch end."""
        reached = self.reached(changes)
        first, last = reached[0], reached[-1]
        start = first.start if first.top else changes[0][0]
        stop = last.stop if last.top else changes[-1][1]
        left = first.base_start + start - first.start
        right = last.base_stop - (last.stop - stop)
        replaces = tuple(group.top.place for group in reached if group.top is not None)
        pieces: list[Text] = []
        for change in changes:
            pieces += [self.text.slice(start, change[0]), change[2]]
            start = change[1]
        return (left, right, join([*pieces, self.text.slice(start, stop)])), None, replaces

    def _groups(self) -> Iterator[_Group]:
        start = base = 0
        for top, parts in groupby(self.segments, key=lambda segment: segment.top):
            length = sum(part.length for part in parts)
            first, last = (base, base + length) if top is None else (top.start, top.stop)
            yield _Group(start, start + length, first, last, top)
            start, base = start + length, last


def _segments(text: Text, hunks: Sequence[Hunk]) -> Iterator[Segment]:
    """The text with the hunks made, as segments; a hunk with no words still has one, of no length."""
    start = 0
    for hunk in hunks:
        if hunk.start > start:
            yield Segment(hunk.start - start, text, start, None)
        yield Segment(len(hunk.new.chars), hunk.new, 0, hunk)
        start = hunk.stop
    if start < len(text.chars) or not hunks:
        yield Segment(len(text.chars) - start, text, start, None)
