"""A hunk in the making."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from treaty_drafts.compilation.hunks import Hunk, Place


class Entry:
    """A hunk in the making: `symbols` still grow, and sub-amendments still come onto its new words."""

    __slots__ = ("children", "place", "replaces", "symbols")

    def __init__(self, place: Place, replaces: tuple[Place, ...] = ()) -> None:
        self.place = place
        self.symbols: list[str] = []
        self.children: Entries = {}
        self.replaces = replaces

    def frozen(self, rank: Mapping[str, int]) -> Hunk:
        """The hunk, its amendments in the order of tabling."""
        start, stop, new = self.place
        symbols = self.symbols
        if len(symbols) > 1:
            symbols = sorted(symbols, key=rank.__getitem__)
        children = freeze(self.children, rank) if self.children else ()
        return Hunk(start, stop, new, tuple(symbols), children, self.replaces)


Entries: TypeAlias = dict[tuple[Place, tuple[Place, ...]], Entry]
"""The entries of one block by place and by what they replace."""


def ask(entries: Entries, place: Place, symbol: str, replaces: tuple[Place, ...] = ()) -> None:
    """Enter one amendment's wish, with those of others that wish the same."""
    entry = entries.get((place, replaces))
    if entry is None:
        entry = entries[place, replaces] = Entry(place, replaces)
    entry.symbols.append(symbol)


def freeze(entries: Entries, rank: Mapping[str, int]) -> tuple[Hunk, ...]:
    """The hunks of one block, sorted by place and then by tabling."""
    hunks = [entry.frozen(rank) for entry in entries.values()]
    if len(hunks) > 1:
        hunks.sort(key=lambda hunk: (hunk.start, hunk.stop, rank[hunk.symbols[0]]))
    return tuple(hunks)


def thaw(hunks: Iterable[Hunk]) -> Entries:
    """The entries that `freeze` made hunks of."""
    entries: Entries = {}
    for hunk in hunks:
        entry = entries[hunk.place, hunk.replaces] = Entry(hunk.place, hunk.replaces)
        entry.symbols = list(hunk.symbols)
        entry.children = thaw(hunk.children)
    return entries
