"""The children of one provision under many amendments: which provisions come in, go out, or move.

The same idea as for words: every wish is kept with its place, and one voice is read by keeping its wishes. A place
here is "after that provision"; equal insertions at one place are one, with all their proposers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import msgspec

from treaty_drafts.amend.edit import Deletion, Insertion, Move
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.errors import NotFound, OverlappingEdits
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text, walk

REPROPOSE = "propose it again on the version that it is compiled with"


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """A move seen from where it goes: `node` is the provision as it stands in the base."""

    move: Move
    node: Node


Wish: TypeAlias = Insertion | Deletion | Move | Arrival
"""What an amendment does to one sequence; a `Move` here is the departure."""


def into(wish: Wish, alias: Mapping[str, str]) -> Wish:
    """The same wish where provisions go by other wIds."""
    if isinstance(wish, Insertion):
        return Insertion(alias.get(wish.parent, wish.parent), alias.get(wish.after, wish.after), wish.provisions)
    if isinstance(wish, Deletion):
        return Deletion(alias.get(wish.wid, wish.wid), wish.old)
    move = wish.move if isinstance(wish, Arrival) else wish
    move = Move(alias.get(move.wid, move.wid), alias.get(move.parent, move.parent), alias.get(move.after, move.after))
    return Arrival(move, wish.node) if isinstance(wish, Arrival) else move


class Arranged(msgspec.Struct, frozen=True, gc=False):
    """A compiled sequence: its slots in reading order, and each proposer's own copy of a provision inserted jointly.

    `own[symbol][wid]` is the provision as that amendment wrote it, where another's equal one is shown.
    """

    slots: tuple[Slot, ...]
    own: Mapping[str, Mapping[str, Node]]


class _Place:
    """Mutable while a sequence is arranged: one slot, and what comes right after it."""

    __slots__ = ("after", "deleters", "kind", "movers", "node", "proposers")

    def __init__(self, kind: str, node: Node, proposers: Iterable[str] = ()) -> None:
        self.kind = kind
        self.node = node
        self.proposers = list(proposers)
        self.deleters: list[str] = []
        self.movers: list[str] = []
        self.after: list[_Place] = []

    def slot(self) -> Slot:
        kind, node = self.kind, self.node
        return Slot(kind, node, tuple(self.proposers), tuple(self.deleters), tuple(self.movers))  # type: ignore[arg-type]


def wid_of(node: Node) -> str:
    """A node's identity; an element carried whole has none."""
    return "" if isinstance(node, Opaque) else node.wid


def arrange(children: Sequence[Node], wishes: Sequence[tuple[str, Wish]], amends: Callable[[str], str]) -> Arranged:
    """The sequence under all wishes, which come in the order of tabling, parents before their sub-amendments.

    `amends` names the amendment that one amends; the empty string for one of the base.
    """
    return _Arrangement(children, amends).arranged(wishes)


class _Arrangement:
    """The places of one sequence by the wId that a wish may name."""

    def __init__(self, children: Sequence[Node], amends: Callable[[str], str]) -> None:
        self.amends = amends
        self.first = _Place("base", Opaque("", ""))
        self.base = [_Place("base", child) for child in children]
        self.places: dict[str, _Place] = {wid_of(place.node): place for place in self.base}
        self.places[""] = self.first
        self.arrivals: dict[tuple[str, str], _Place] = {}
        self.own: dict[str, dict[str, Node]] = {}

    def arranged(self, wishes: Sequence[tuple[str, Wish]]) -> Arranged:
        for symbol, of_one in groupby(wishes, key=itemgetter(0)):
            for wish in _resolved([wish for _, wish in of_one]):
                if isinstance(wish, Insertion):
                    self.insert(symbol, wish)
                elif isinstance(wish, Arrival):
                    self.arrive(symbol, wish)
                elif isinstance(wish, Deletion):
                    self.stand(symbol, wish.wid).deleters.append(symbol)
                else:
                    self.stand(symbol, wish.wid).movers.append(symbol)
        return Arranged(tuple(self.slots()), self.own)

    def gap(self, symbol: str, after: str) -> _Place:
        """The place that a wish calls `after`: where the same amendment moves a provision to, before where it was."""
        return self.arrivals.get((symbol, after)) or self.stand(symbol, after)

    def stand(self, symbol: str, wid: str) -> _Place:
        """Where a provision stands in the text that the amendment is written on."""
        found = self.arrivals.get((self.amends(symbol), wid)) or self.places.get(wid)
        if found is None:
            raise NotFound(f"{symbol} names `{wid}`, which is not here", step=REPROPOSE)
        return found

    def insert(self, symbol: str, wish: Insertion) -> None:
        gap = self.gap(symbol, wish.after)
        for node in wish.provisions:
            reach = self.reach(gap, symbol)
            place = _twin(gap.after[reach.start : reach.stop], node)
            if place is None:
                place = _Place("inserted", node)
                gap.after.insert(reach.stop, place)
            else:
                self.own.setdefault(symbol, {})[wid_of(place.node)] = node
            place.proposers.append(symbol)
            self.places[wid_of(node)] = place

    def arrive(self, symbol: str, wish: Arrival) -> None:
        gap = self.gap(symbol, wish.move.after)
        wid = wish.move.wid
        reach = self.reach(gap, symbol)
        others = gap.after[reach.start : reach.stop]
        place = next((p for p in others if p.kind == "arrival" and wid_of(p.node) == wid), None)
        if place is None:
            place = _Place("arrival", wish.node)
            gap.after.insert(reach.stop, place)
        place.proposers.append(symbol)
        self.arrivals[(symbol, wid)] = place

    def reach(self, gap: _Place, symbol: str) -> range:
        """Where at a gap an amendment can put or join a provision: after its own, before those of the one it amends.

        Its sponsor found these standing there, and the gap before them.
        """
        start = max((n for n, place in enumerate(gap.after, 1) if symbol in place.proposers), default=0)
        amended = self.amends(symbol)
        theirs = (n for n, place in enumerate(gap.after) if n >= start and amended in place.proposers)
        return range(start, next(theirs, len(gap.after)) if amended else len(gap.after))

    def slots(self) -> Iterator[Slot]:
        lead = 1 if self.base and self.base[0].node.name == "meta" else 0
        yield from (place.slot() for place in self.base[:lead])
        waiting = [iter([self.first, *self.base[lead:]])]
        while waiting:
            place = next(waiting[-1], None)
            if place is None:
                waiting.pop()
                continue
            if place is not self.first:
                yield place.slot()
            waiting.append(iter(place.after))


def _twin(rivals: Sequence[_Place], node: Node) -> _Place | None:
    """An equal provision that another amendment inserts at the same place."""
    rivals = [place for place in rivals if place.kind == "inserted"]
    if not rivals:
        return None
    wording = content(node)
    return next((place for place in rivals if content(place.node) == wording), None)


def _resolved(wishes: list[Wish]) -> Iterator[Wish]:
    """One amendment's wishes for one sequence, each after the one that brings the neighbour that it names."""
    waiting = wishes
    while waiting:
        coming = {wid for wish in waiting for wid in _brings(wish)}
        ready = [wish for wish in waiting if _after(wish) not in coming]
        if not ready:
            raise OverlappingEdits("provisions of one amendment name each other as neighbours", step=REPROPOSE)
        yield from ready
        waiting = [wish for wish in waiting if _after(wish) in coming]


def _brings(wish: Wish) -> Iterator[str]:
    if isinstance(wish, Insertion):
        yield from (wid_of(node) for node in wish.provisions)
    elif isinstance(wish, Arrival):
        yield wish.move.wid


def _after(wish: Wish) -> str | None:
    if isinstance(wish, Insertion):
        return wish.after
    return wish.move.after if isinstance(wish, Arrival) else None


def project_slots(
    sequence: Arranged, active: Set[str], project: Callable[[Node], Node], copies: Mapping[str, Node]
) -> tuple[Node, ...]:
    """The provisions as the active amendments would have them; `project` does the same inside one provision.

    `copies` are an amendment's own children, by the wIds of the equal ones that the sequence shows for them.
    """
    found: list[Node] = []
    for slot in sequence.slots:
        if slot.proposers and active.isdisjoint(slot.proposers):
            continue
        if not active.isdisjoint(slot.deleters) or not active.isdisjoint(slot.movers):
            continue
        node = copies.get(wid_of(slot.node), slot.node)
        if slot.kind == "inserted" and sequence.own:
            node = own_copy(sequence, slot, active)
        found.append(project(node))
    return tuple(found)


def own_copy(sequence: Arranged, slot: Slot, active: Set[str]) -> Node:
    """The provision as the first active proposer wrote it."""
    for symbol in slot.proposers:
        if symbol in active:
            return sequence.own.get(symbol, {}).get(wid_of(slot.node), slot.node)
    return slot.node


_IDS = ("eId", "wId")


def content(node: Node) -> Node:
    """The node without its identifiers: what makes two insertions the same wish."""
    if isinstance(node, Provision):
        return Provision(node.name, "", _without_ids(node.attrs), tuple(content(child) for child in node.children))
    if isinstance(node, Block):
        return Block(node.name, "", _without_ids(node.attrs), _text_content(node.text))
    return node


def _text_content(text: Text) -> Text:
    if not text.marks:
        return text
    marks = tuple(
        Mark(mark.start, mark.stop, mark.name, _without_ids(mark.attrs), mark.atom and content(mark.atom))
        for mark in text.marks
    )
    return Text(text.chars, marks)


def _without_ids(attrs: Attrs) -> Attrs:
    return tuple(pair for pair in attrs if pair[0] not in _IDS)


def aliases(first: Node, other: Node) -> Iterator[tuple[str, str]]:
    """The wIds of `other` with those of its equal `first`, in parallel."""
    return zip((node.wid for node in walk(other)), (node.wid for node in walk(first)), strict=True)
