"""All relations of a compilation, and what follows from them: rivals, what falls, moves that go in circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from treaty_drafts.compilation.hunks import Hunk
from treaty_drafts.compilation.relations import EXCLUSIVE, Found, Relation, between_moves, put_together
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.model.tree import Text

if TYPE_CHECKING:
    from treaty_drafts.compilation.compile import Compilation


def survey(compilation: Compilation) -> tuple[Relation, ...]:
    """The relation of every two amendments that are not independent, in the order of tabling."""
    return put_together(_found(compilation), compilation.tabling, lambda symbol: _size(compilation, symbol))


def _found(compilation: Compilation) -> Iterator[tuple[str, Found]]:
    for wid in (*compilation.hunks, *compilation.sequences):
        for found in compilation.found_at(wid):
            yield wid, found
    slots = {wid: sequence.slots for wid, sequence in compilation.sequences.items()}
    yield from between_moves(slots, compilation.wishes.parent)
    yield from _inside_deleted(compilation)
    for amendment in compilation.amendments:
        if amendment.amends:
            yield "", ("dependent", amendment.symbol, amendment.amends)


def _inside_deleted(compilation: Compilation) -> Iterator[tuple[str, Found]]:
    """Changes inside a provision, or in a note inside words, that another amendment takes out.

    What an amendment moves out of the provision that it deletes is spared.
    """
    outer: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    movers: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for slot in chain.from_iterable(sequence.slots for sequence in compilation.sequences.values()):
        if slot.deleters:  # from where it stands in the base, or from where an amendment has it
            outer[wid_of(slot.node)] += slot.deleters
        if slot.movers:
            movers[wid_of(slot.node)] += slot.movers
    for wid, hunks in compilation.hunks.items():
        text = compilation.text(wid)
        if text.marks:
            outer.update(_over_notes(text, hunks))
    for wid in (*compilation.hunks, *compilation.sequences) if outer else ():
        above = wid
        spared: set[str] = set()
        while above:
            for first in set(outer.get(above, ())) - spared:
                for second in _symbols_at(compilation, wid):
                    if first != second:
                        yield wid, ("nested", first, second)
            spared.update(movers.get(above, ()))
            above = compilation.wishes.parent(above)


def _over_notes(text: Text, hunks: Iterable[Hunk]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The notes of a text whose place amendments rewrite: (wId, symbols)."""
    for mark in text.marks:
        if mark.atom is not None:
            over = [symbol for hunk in hunks if hunk.start <= mark.start < hunk.stop for symbol in hunk.symbols]
            if over:
                yield wid_of(mark.atom), tuple(over)


def _symbols_at(compilation: Compilation, wid: str) -> set[str]:
    if wid in compilation.hunks:
        return {symbol for hunk in compilation.hunks[wid] for symbol in _symbols(hunk)}
    slots = compilation.sequences[wid].slots
    return {symbol for slot in slots for symbol in (*slot.proposers, *slot.deleters, *slot.movers)}


def _symbols(hunk: Hunk) -> tuple[str, ...]:
    """Who asks for a hunk, and for changes inside it."""
    if not hunk.children:
        return hunk.symbols
    return (*hunk.symbols, *(symbol for child in hunk.children for symbol in _symbols(child)))


def _size(compilation: Compilation, symbol: str) -> int:
    """How many changes the amendment makes."""
    size = 0
    for wid in compilation.wishes.touched(symbol):
        size += sum(_symbols(hunk).count(symbol) for hunk in compilation.hunks.get(wid, ()))
        size += sum((*slot.proposers, *slot.deleters).count(symbol) for slot in compilation.slots(wid) or ())
    return size


def rivals(compilation: Compilation) -> dict[str, set[str]]:
    """For each amendment, those that cannot be adopted with it."""
    found: dict[str, set[str]] = {}
    for relation in compilation.relations:
        if relation.kind in EXCLUSIVE or (relation.kind == "subsumes" and _holds_inside(compilation, relation)):
            found.setdefault(relation.first, set()).add(relation.second)
            found.setdefault(relation.second, set()).add(relation.first)
    return found


def _holds_inside(compilation: Compilation, relation: Relation) -> bool:
    """Whether one amendment holds the other's change inside a wider one, not as a change of its own."""
    pair = {relation.first, relation.second}
    return any(
        kind == "subsumes" and {one, other} == pair
        for wid in relation.wids
        if wid in compilation.hunks or wid in compilation.sequences
        for kind, one, other in compilation.found_at(wid)
    )


def falls(compilation: Compilation) -> Mapping[str, tuple[str, ...]]:
    """For each amendment, those that fall if it is adopted: its rivals, what it overtakes, and what amends those."""
    found: dict[str, set[str]] = {}
    for relation in compilation.relations:
        if relation.kind in EXCLUSIVE:
            found.setdefault(relation.first, set()).add(relation.second)
        if relation.kind in ("crossing", "alternative"):
            found.setdefault(relation.second, set()).add(relation.first)
    for amendment in compilation.amendments:
        if amendment.amends:
            for symbol, falling in found.items():
                if amendment.amends in falling and symbol != amendment.symbol:
                    falling.add(amendment.symbol)
    rank = compilation.tabling.rank.__getitem__
    return {symbol: tuple(sorted(falling, key=rank)) for symbol, falling in found.items()}


def cycles(compilation: Compilation, active: set[str]) -> set[tuple[str, str]]:
    """Pairs of moves that together put a provision into itself."""
    moved = {
        wid_of(slot.node): (parent, next(symbol for symbol in slot.proposers if symbol in active))
        for parent, sequence in compilation.sequences.items()
        for slot in sequence.slots
        if slot.kind == "arrival" and not active.isdisjoint(slot.proposers) and active.isdisjoint(slot.movers)
    }
    rank = compilation.tabling.rank
    pairs: set[tuple[str, str]] = set()
    for wid, (above, symbol) in moved.items():
        other = symbol
        seen: set[str] = set()
        while above not in ("", wid) and above not in seen:
            seen.add(above)
            if above in moved:
                above, other = moved[above]
            else:
                above = compilation.wishes.parent(above)
        if above == wid and other != symbol:
            pairs.add((symbol, other) if rank[symbol] < rank[other] else (other, symbol))
    return pairs
