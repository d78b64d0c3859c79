"""A hunk in the making."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from treaty_drafts.compilation.hunks import Hunk, Place


class Entry:
    """A hunk in the making: `symbols` still grow, and sub-amendments still come onto its new words."""

    __slots__ = ("children", "place", "replaces", "symbols")

    def __init__(self, place: Place, replaces: tuple[Place, ...] = ()) -> None:
        self.place = place
        self.symbols: list[str] = []
        self.children: dict[Place, Entry] = {}
        self.replaces = replaces

    def frozen(self, rank: Mapping[str, int]) -> Hunk:
        start, stop, new = self.place
        symbols = self.symbols
        if len(symbols) > 1:
            symbols = sorted(symbols, key=rank.__getitem__)
        children = freeze(self.children, rank) if self.children else ()
        return Hunk(start, stop, new, tuple(symbols), children, self.replaces)


def freeze(entries: Mapping[Place, Entry], rank: Mapping[str, int]) -> tuple[Hunk, ...]:
    """The hunks of one block, sorted by place and then by tabling."""
    hunks = [entry.frozen(rank) for entry in entries.values()]
    if len(hunks) > 1:
        hunks.sort(key=lambda hunk: (hunk.start, hunk.stop, rank[hunk.symbols[0]]))
    return tuple(hunks)


def thaw(hunks: Iterable[Hunk]) -> dict[Place, Entry]:
    """The entries that `freeze` made hunks of."""
    entries: dict[Place, Entry] = {}
    for hunk in hunks:
        entry = entries[hunk.place] = Entry(hunk.place, hunk.replaces)
        entry.symbols = list(hunk.symbols)
        entry.children = thaw(hunk.children)
    return entries
