"""A block as a parent amendment would have it, remembering where each character comes from.

A sub-amendment counts its code points in this text. Each of its edits belongs to the one text that it falls into: the
base's words, or the parent's new words (where it becomes a bracket inside the parent's). An edit that reaches across is
brought back to the base as a whole, and says which of the parent's hunks it replaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.compilation.entry import Entry
from treaty_drafts.compilation.hunks import Place, on_words
from treaty_drafts.compilation.sequence import REPROPOSE
from treaty_drafts.errors import OverlappingEdits, StaleEdit
from treaty_drafts.model.tree import Text, join

class Segment:
    """`length` characters of the parent's text, from `offset` of `text`; `top` is the parent's hunk, None for the base."""

    __slots__ = ("container", "length", "offset", "text", "top")

    def __init__(self, length: int, text: Text, offset: int, container: dict[Place, Entry], top: Entry | None) -> None:
        self.length = length
        self.text = text
        self.offset = offset
        self.container = container
        self.top = top


class Layout:
    """The segments of one block for the amendments `active`, a parent with what it amends in turn."""

    def __init__(self, base: Text, entries: dict[Place, Entry], active: Set[str]) -> None:
        self.entries = entries
        self.segments = list(_segments(base, entries, active, None))
        self.text = join([part.text.slice(part.offset, part.offset + part.length) for part in self.segments])

    def places(
        self, symbol: str, wid: str, edits: list[Substitution]
    ) -> Iterator[tuple[Place, dict[Place, Entry], tuple[Place, ...]]]:
        """For each edit: its place, the entries that it belongs among, and the parent's hunks that it replaces."""
        edits = sorted(edits, key=lambda edit: (edit.start, edit.stop))
        check(symbol, wid, self.text.chars, edits)
        for edit in edits:
            if edit.old != edit.new.chars or self.text.slice(edit.start, edit.stop) != edit.new:
                yield self.place(edit)

    def place(self, edit: Substitution) -> tuple[Place, dict[Place, Entry], tuple[Place, ...]]:
        inside = self.inside(edit)
        if inside is None:
            return self.across(edit)
        segment, start = inside
        shift = segment.offset - start
        place = on_words(segment.text, edit.start + shift, edit.stop + shift, edit.new)
        return place, segment.container, ()

    def inside(self, edit: Substitution) -> tuple[Segment, int] | None:
        """The one segment that holds the edit, with its start; the parent's words before the base's at a seam."""
        found: tuple[Segment, int] | None = None
        start = 0
        for segment in self.segments:
            stop = start + segment.length
            if start <= edit.start and edit.stop <= stop and (found is None or segment.top is not None):
                found = (segment, start)
            start = stop
        return found

    def across(self, edit: Substitution) -> tuple[Place, dict[Place, Entry], tuple[Place, ...]]:
        """The edit on the base, its ends moved out to where the parent's hunks that it touches end."""
        groups = list(self.groups())
        touched = [g for g in groups if g[0] < edit.stop and g[1] > edit.start or edit.start <= g[0] == g[1] <= edit.stop]
        first, last = touched[0], touched[-1]
        start = first[2] if first[4] else first[2] + edit.start - first[0]
        stop = last[3] if last[4] else last[3] - (last[1] - edit.stop)
        before = self.text.slice(first[0], edit.start) if first[4] else Text()
        after = self.text.slice(edit.stop, last[1]) if last[4] else Text()
        replaces = tuple(group[4].place for group in touched if group[4] is not None)
        return (start, stop, join((before, edit.new, after))), self.entries, replaces

    def groups(self) -> Iterator[tuple[int, int, int, int, Entry | None]]:
        """(start, stop) here and (start, stop) in the base, of each stretch of the base and each of the parent's hunks."""
        start = base = 0
        index = 0
        while index < len(self.segments):
            segment = self.segments[index]
            length = segment.length
            index += 1
            while segment.top is not None and index < len(self.segments) and self.segments[index].top is segment.top:
                length += self.segments[index].length
                index += 1
            base_start = base if segment.top is None else segment.top.place[0]
            base = base + length if segment.top is None else segment.top.place[1]
            yield start, start + length, base_start, base, segment.top
            start += length


def _segments(text: Text, entries: dict[Place, Entry], active: Set[str], top: Entry | None) -> Iterator[Segment]:
    """The text with the active entries made, as segments; an entry with no words still has one, of no length."""
    on = sorted((e for e in entries.values() if not active.isdisjoint(e.symbols)), key=lambda e: e.place[:2])
    replaced = {place for entry in on for place in entry.replaces}
    start = 0
    for entry in on:
        if entry.place in replaced:
            continue
        if entry.place[0] > start:
            yield Segment(entry.place[0] - start, text, start, entries, top)
        yield from _segments(entry.place[2], entry.children, active, top or entry)
        start = entry.place[1]
    if start < len(text.chars) or not on:
        yield Segment(len(text.chars) - start, text, start, entries, top)


def check(symbol: str, wid: str, chars: str, edits: list[Substitution]) -> None:
    """Each edit's old words stand where it says, and no two edits share a code point."""
    stop = 0
    for edit in edits:
        if edit.start < stop or edit.stop < edit.start:
            raise OverlappingEdits(
                f"two edits of {symbol} touch the same words", place=wid, step="merge them into one and propose again"
            )
        stop = edit.stop
        if chars[edit.start : stop] != edit.old or stop > len(chars):
            raise StaleEdit(
                f"{symbol} was written on “{edit.old}”, and the text reads “{chars[edit.start : stop]}”",
                place=f"{wid}, characters {edit.start}–{stop}",
                step=REPROPOSE,
            )
