"""Of two versions compared: which moves a reader must be told, and where the rest stand among what goes.

A redline without its insertions is the old text in its order, but for the moves that it tells. What stays in its order
among all that stays, though in another unit, is not told to have moved, unless what goes would read in another order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.amend.outline import Outline
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.model.order import increasing
from treaty_drafts.model.tree import Block, Node, Provision, walk
from treaty_drafts.render.rewrapped import rewrapped

SlotsOf: TypeAlias = Callable[[str], tuple[Slot, ...] | None]
"""What goes and what comes among the children of a provision; None where nothing does."""

Shown: TypeAlias = tuple[int, tuple[str, ...]]
"""An element of the old version as a redline shows it, by its number there, and the wIds of what it arrives in."""


# -- where what comes stands ------------------------------------------------------------------------------------------


def left_behind(comparison: Comparison) -> Mapping[str, str]:
    """By wId of what comes, that of the element beside it that goes and in which its first words stood."""
    outline, new_of = comparison.alignment.old, comparison.alignment.new_of
    tops = _tops(comparison) if comparison.regrouped else {}
    found: dict[str, str] = {}
    for edit in comparison.regrouped:
        come, parent = tops.get(edit.parent, (edit.wid, edit.parent))
        within, around = outline.numbers.get(edit.wid, -1), outline.numbers.get(parent, -1)
        while within >= 0 and outline.parents[within] != around:
            within = outline.parents[within]
        if within >= 0 and new_of[within] < 0:
            found.setdefault(come, outline.nodes[within].wid)
    return found


def _tops(comparison: Comparison) -> Mapping[str, tuple[str, str]]:
    """By wId of an element that comes, the wIds of the outermost that comes with it and of what that comes into."""
    return {
        node.wid: (top.wid, edit.parent)
        for edit in comparison.inserted
        for top in edit.provisions
        if isinstance(top, Provision)
        for node in walk(top)
    }


def in_old_order(slots: tuple[Slot, ...], behind: Mapping[str, str]) -> tuple[Slot, ...]:
    """The slots, what comes right after that which it left `behind`, as far as what comes keeps its own order."""
    found: list[Slot] = []
    gap: list[Slot] = []
    for slot in slots:
        if slot.contested:
            gap.append(slot)
            continue
        found += (*_merged(gap, behind), slot)
        gap = []
    return (*found, *_merged(gap, behind))


def _merged(gap: Sequence[Slot], behind: Mapping[str, str]) -> Iterator[Slot]:
    """One gap between two that stay: what comes in its order among what goes in its own."""
    goes = [slot for slot in gap if slot.kind == "base"]
    place = {wid_of(slot.node): at for at, slot in enumerate(goes, 1)}
    comes: list[Slot] = []
    after: list[int] = []  # how much of what goes stands before each that comes
    last = passed = 0
    for slot in gap:
        if slot.kind == "base":
            passed += 1
            continue
        own = place.get(behind.get(wid_of(slot.node), ""), 0)
        if own > last:
            after[:] = [min(before, own) for before in after]
            last = own
        comes.append(slot)
        after.append(own if own == last and own else passed)
    after = list(accumulate(after, max))
    at = 0
    for slot, stop in zip(comes, after, strict=True):
        yield from goes[at:stop]
        yield slot
        at = max(at, stop)
    yield from goes[at:]


# -- which moves are told ---------------------------------------------------------------------------------------------


def told(comparison: Comparison, slots: SlotsOf) -> frozenset[str]:
    """The wIds of what a reader must be told has moved: all else reads in the old order."""
    moved = frozenset(edit.wid for edit in comparison.moved)
    if not comparison.regrouped:
        return moved
    outline = comparison.alignment.old
    reading = _Reading(outline, slots, _touched(comparison))
    reading.read(comparison.base.root, ())
    while more := _out_of_order(reading.shown, moved, outline):
        moved |= more
    return moved


def _touched(comparison: Comparison) -> Iterator[int]:
    """The elements of the old version, by number, out of which or into which anything moves."""
    outline = comparison.alignment.old
    tops = _tops(comparison)
    for edit in (*comparison.moved, *comparison.regrouped):
        yield outline.parents[outline.numbers[edit.wid]]
        _, parent = tops.get(edit.parent, ("", edit.parent))
        yield outline.numbers.get(parent, -1)


class _Reading:
    """A redline read for the order of what it shows of the old version; what nothing moves in, as one piece."""

    def __init__(self, outline: Outline, slots: SlotsOf, touched: Iterable[int]) -> None:
        self.shown: list[Shown] = []
        self._outline = outline
        self._slots = slots
        self._still: frozenset[str] = frozenset()
        self._busy: set[int] = set()
        for number in touched:
            while number >= 0 and number not in self._busy:
                self._busy.add(number)
                number = outline.parents[number]

    def read(self, node: Node, within: tuple[str, ...]) -> None:
        """Reads a node that stands in what arrives, the outermost first."""
        number = self._outline.numbers.get(wid_of(node), -1)
        if number >= 0 and number not in self._busy:
            if not isinstance(node, Block) or node.text.chars.strip():
                ends = dict.fromkeys((number, number + self._outline.sizes[number] - 1))
                self.shown += [(end, within) for end in ends]
        elif isinstance(node, Provision):
            slots = self._slots(node.wid)
            if slots is None:
                for child in node.children:
                    self.read(child, within)
            else:
                self._read_slots(slots, within)

    def _read_slots(self, slots: tuple[Slot, ...], within: tuple[str, ...]) -> None:
        kept = self._still
        hidden, still = rewrapped(slots, self._slots)
        self._still |= still
        for slot in slots:
            wid = wid_of(slot.node)
            if slot.node.name in WRAPPERS and wid in hidden:
                continue
            if wid in self._still or not (slot.movers or slot.kind == "arrival"):
                self.read(slot.node, within)
            elif slot.kind == "arrival":
                self.read(slot.node, (*within, wid))
        self._still = kept


def _out_of_order(shown: Iterable[Shown], told: frozenset[str], outline: Outline) -> frozenset[str]:
    """What is not `told` to have arrived where it is shown, and would be read in another order than the old one.

    What is told takes all along that is shown in it, so that the order is that of each such stretch by itself.
    """
    stretches: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, within in shown:
        moved = (
            next((wid for wid in reversed(within) if wid in told), "") if within else ""
        )  # most stands where it stood
        stretches[moved].append((number, within[-1] if within and within[-1] != moved else ""))
    more: set[str] = set()
    for moved, stretch in stretches.items():
        more.update(quiet for quiet in {quiet for _, quiet in stretch if quiet} if _from(quiet, told, outline) != moved)
        more.update(_over_what_stands(stretch))
        others = [(number, quiet) for number, quiet in stretch if quiet and quiet not in more]
        kept = frozenset(increasing([number for number, _ in others]))
        more.update(quiet for at, (_, quiet) in enumerate(others) if at not in kept)
    return frozenset(more)


def _from(wid: str, told: frozenset[str], outline: Outline) -> str:
    """What is told to have moved out of which the provision was taken; the empty string where nothing is."""
    number = outline.parents[outline.numbers[wid]]
    while number >= 0 and outline.nodes[number].wid not in told:
        number = outline.parents[number]
    return outline.nodes[number].wid if number >= 0 else ""


def _over_what_stands(stretch: Sequence[tuple[int, str]]) -> Iterator[str]:
    """What arrives and has passed over something that does not."""
    for way, numbers in ((1, stretch), (-1, stretch[::-1])):
        last = -float("inf")
        for number, quiet in numbers:
            if not quiet:
                last = way * number
            elif way * number < last:
                yield quiet
