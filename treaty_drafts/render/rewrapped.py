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
    """The wIds of new wrappers that only receive words from beside them, and of those words and their old wrappers."""
    come = [slot for slot in slots if slot.kind == "inserted" and _only_receives(slot, inside)]
    if not come:
        return _NONE
    arriving = {_wid(kid) for slot in come for kid in inside(_wid(slot)) or ()}
    symbols = {symbol for slot in come for symbol in slot.proposers}
    still: set[str] = set()
    for slot in slots:
        kids = inside(_wid(slot)) or ()
        if slot.node.name in WRAPPERS and slot.deleters and symbols.issuperset(slot.deleters) and kids:
            passing = {_wid(kid) for kid in kids if not kid.deleters and symbols.issuperset(kid.movers)}
            if len(passing) == len(kids) and passing <= arriving:
                still |= {_wid(slot), *passing}
    hidden = [slot for slot in come if all(_wid(kid) in still for kid in inside(_wid(slot)) or ())]
    return frozenset(map(_wid, hidden)), frozenset(still)


def _only_receives(slot: Slot, inside: Inside) -> bool:
    kids = inside(_wid(slot)) if slot.node.name in WRAPPERS else None
    return bool(kids) and all(kid.kind == "arrival" for kid in kids or ())


def _wid(slot: Slot) -> str:
    return "" if isinstance(slot.node, Opaque) else slot.node.wid
