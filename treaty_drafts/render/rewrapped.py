"""Words that pass from one wrapper to another and stay where they are: nothing that a reader of the text should see.

A paragraph that gets its first points keeps its words in `intro` instead of `content`
(`treaty_drafts.amend.rewrap`). They are shown once, where they stand, and no bracket or mark is about the wrappers.
"""

from __future__ import annotations

from collections.abc import Callable

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.model.tree import Opaque

Inside = Callable[[str], tuple[Slot, ...] | None]
"""The compiled children of a provision."""

_NONE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


def rewrapped(slots: tuple[Slot, ...], inside: Inside) -> tuple[frozenset[str], frozenset[str]]:
    """The wIds of new wrappers of which nothing is shown, and of what is shown without a sign that it comes or goes.

    The latter are words that stay where they are, and the wrappers that they, or words that move, pass between. Words
    that pass over what stands between the two wrappers, or over one another, move.
    """
    come = {at: slot for at, slot in enumerate(slots) if slot.kind == "inserted" and _only_receives(slot, inside)}
    if not come:
        return _NONE
    arriving = [(_wid(kid), at) for at, slot in come.items() for kid in inside(_wid(slot)) or ()]
    places = dict(arriving)
    symbols = {symbol for slot in come.values() for symbol in slot.proposers}
    standing = {at for at, slot in enumerate(slots) if at not in come and not _goes(slot, symbols)}
    emptied: list[str] = []
    passing: list[list[str]] = []
    for at, slot in enumerate(slots):
        kids = inside(_wid(slot)) or ()
        if slot.node.name in WRAPPERS and slot.deleters and symbols.issuperset(slot.deleters) and kids:
            words = [_wid(kid) for kid in kids if not kid.deleters and symbols.issuperset(kid.movers)]
            if len(words) == len(kids) and all(wid in places for wid in words):
                emptied.append(_wid(slot))
                reached = (at, *(places[wid] for wid in words))
                if standing.isdisjoint(range(min(reached), max(reached))):
                    passing.append(words)
    still = _still(passing, arriving)
    hidden = [_wid(slot) for slot in come.values() if all(_wid(kid) in still for kid in inside(_wid(slot)) or ())]
    return frozenset(hidden), frozenset((*map(_wid, come.values()), *emptied, *still))


def _still(passing: list[list[str]], arriving: list[tuple[str, int]]) -> set[str]:
    """The words, of those of each old wrapper, that come in the same order into new ones that hold nothing else."""
    while True:
        still = {wid for words in passing for wid in words}
        mixed = {at for wid, at in arriving if wid not in still}
        unmixed = {wid for wid, at in arriving if at not in mixed}
        kept = [words for words in passing if unmixed.issuperset(words)]
        if len(kept) == len(passing):
            break
        passing = kept
    told = [wid for words in passing for wid in words]
    return still if told == [wid for wid, _ in arriving if wid in still] else set()


def _goes(slot: Slot, symbols: set[str]) -> bool:
    """Whether who asks for the new wrappers takes the provision away from here."""
    away = {*slot.deleters, *slot.movers}
    return slot.kind == "base" and bool(away) and symbols.issuperset(away)


def _only_receives(slot: Slot, inside: Inside) -> bool:
    kids = inside(_wid(slot)) if slot.node.name in WRAPPERS else None
    return bool(kids) and all(kid.kind == "arrival" for kid in kids or ())


def _wid(slot: Slot) -> str:
    return "" if isinstance(slot.node, Opaque) else slot.node.wid
