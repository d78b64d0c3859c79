"""The comparative table: a row for each provision that somebody wants otherwise, a column for each delegation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from treaty_drafts.akn.profile import UNITS
from treaty_drafts.amend.diff import diff
from treaty_drafts.compilation.compiled import Alternative, Bracket, Slot, Words
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, Text, blocks, join, walk
from treaty_drafts.render.changes import bracketed
from treaty_drafts.render.labels import Labels, cite
from treaty_drafts.render.lines import Walk
from treaty_drafts.render.measure import Places
from treaty_drafts.render.rendition import Change, Line, Party, Row
from treaty_drafts.render.rewrapped import rewrapped
from treaty_drafts.render.sources import Compiled, Destination, slots_of


def table_rows(
    compilation: Compiled,
    parties: tuple[Party, ...],
    labels: Labels,
    places: Destination,
    numbers: Mapping[str, Places],
) -> Iterator[Row]:
    """The rows in reading order: the title of each, its base wording, and each delegation's wording redlined on it.

    `numbers` are those of the base's lines, which stand in its wording.
    """
    voices = [Voice(compilation, party) for party in parties]
    for found in touched(compilation, compilation.base.root, ()):
        title = _title(found, labels)
        if found.slot is None and all(node.name in ("heading", "subheading") for node in found.nodes):
            title = labels.comma.join(filter(None, (title, labels.heading)))
        base: tuple[Line, ...] = ()
        if found.slot is None or found.slot.kind == "base":
            base = _lines(Walk(None, labels, numbers), found.nodes)
        cells = [_wish(voice, found, labels, places) for voice in voices]
        if any(cells):
            yield Row(found.wid, title[:1].upper() + title[1:], (base, *cells))


def _title(found: Found, labels: Labels) -> str:
    """The units around a row, from the outside in; what comes is called new, and nothing that it comes into."""
    (node, *_), path = found.nodes, found.path
    names = [cite(unit, labels) for unit in path if unit.num and unit is not node]
    if found.slot is not None and found.slot.kind == "inserted":
        names.append(labels.fresh.format(unit=cite(node, labels)))
    elif not names or (path[-1] is node and path[-1].num):
        names.append(cite(node, labels))
    return labels.comma.join(names)


class Found:
    """What makes a row: a provision's own blocks that were touched, or a slot that is contested as a whole."""

    def __init__(self, path: tuple[Provision, ...], nodes: tuple[Node, ...], slot: Slot | None = None) -> None:
        self.path = path
        self.nodes = nodes
        self.slot = slot

    @property
    def wid(self) -> str:
        """The wId of the provision of the row."""
        if self.path:
            return self.path[-1].wid
        first = self.nodes[0]
        return first.wid if isinstance(first, Provision | Block) else ""


def touched(
    compilation: Compiled, node: Provision, path: tuple[Provision, ...], still: frozenset[str] = frozenset()
) -> Iterator[Found]:
    """What is contested under a provision, in reading order; `path` are the units around it, itself included.

    What is in `still` stays where it is, whatever wrapper it comes under.
    """
    own: list[Node] = []
    inner: list[Found] = []
    slots = compilation.slots(node.wid)
    hidden, kept = rewrapped(slots or (), compilation.slots)
    still |= kept
    for slot in slots_of(slots, node):
        child = slot.node
        wid = "" if isinstance(child, Opaque) else child.wid
        if wid in hidden:
            continue
        deeper = (*path, child) if isinstance(child, Provision) and child.name in UNITS else path
        if (slot.contested if slot.kind != "arrival" else slot.deleters or slot.movers) and wid not in still:
            inner.append(Found(deeper, (child,), slot))
        if slot.kind == "base" and isinstance(child, Block):
            own += [child] if _reworded(compilation, child) else []
        elif slot.kind == "base" and isinstance(child, Provision):
            inner += touched(compilation, child, deeper, still)
    if own:
        yield Found(path, tuple(own))
    yield from inner


def _reworded(compilation: Compiled, block: Block) -> bool:
    """Whether somebody wants the words of a block otherwise, or those of a footnote to it."""
    if not block.text.marks:
        return compilation.words(block.wid) is not None
    return any(
        compilation.words(inner.wid) is not None or any(slot.contested for slot in compilation.slots(inner.wid) or ())
        for inner in walk(block)
    )


class Voice:
    """A compilation as one delegation asks for it: its own alternatives beside the base's, no one else's.

    Of a sub-amendment it asks for the words that this amends too. What the base never had is neither struck nor in
    brackets: it stands as the delegation would have it.
    """

    def __init__(self, compilation: Compiled, party: Party) -> None:
        self._compilation = compilation
        own = frozenset(party.symbols)
        self._amended = {one.symbol: one.amends for one in compilation.amendments if one.amends and one.symbol in own}
        self._symbols = own.union(self._amended.values())

    def words(self, wid: str) -> Words | None:
        """The block's words with this delegation's alternatives; `None` where it has none."""
        words = self._compilation.words(wid)
        return None if words is None else self._own(words, fresh=wid not in self._compilation.base.index)

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        """The provision's slots with this delegation's wishes."""
        slots = self._compilation.slots(wid)
        return None if slots is None else tuple(self._slots(slots, fresh=wid not in self._compilation.base.index))

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002 - the column says who
        """Nobody: in a delegation's own column its name goes without saying."""
        return ()

    def asks(self, symbols: tuple[str, ...]) -> bool:
        """Whether one of those amendments is this delegation's, or one that it amends."""
        return not self._symbols.isdisjoint(symbols)

    def changes(self, node: Node) -> bool:
        """Whether this delegation wants words or provisions otherwise in that node or under it."""
        if any(self._wants(slot) for inner in walk(node) for slot in self._compilation.slots(inner.wid) or ()):
            return True
        words = (self.words(block.wid) for block in blocks(node))
        return any(isinstance(part, Bracket) for found in words if found is not None for part in found)

    def _wants(self, slot: Slot) -> bool:
        return self.asks(slot.proposers) or self.asks(slot.deleters) or self.asks(slot.movers)

    def _slots(self, slots: tuple[Slot, ...], *, fresh: bool) -> Iterator[Slot]:
        for slot in slots:
            out = self.asks(slot.deleters)
            stays = not out and not self.asks(slot.movers)
            if slot.kind == "base" and (stays or not fresh):
                yield Slot("base", slot.node, deleters=slot.deleters if out else ())
            elif slot.kind == "inserted" and self.asks(slot.proposers) and not out:
                yield Slot("inserted", slot.node, slot.proposers)
            elif slot.kind == "arrival" and self.asks(slot.proposers) and stays and self._is_new(slot.node):
                yield Slot("base", slot.node)

    def _is_new(self, node: Node) -> bool:
        """Whether the base has no such node: what moves into a new provision out of another is read there alone."""
        return not isinstance(node, Opaque) and node.wid not in self._compilation.base.index

    def _own(self, words: Words, *, fresh: bool = False) -> Words:
        """The words as this delegation asks for them; `fresh` are words that the base never had."""
        parts: list[Text | Bracket] = []
        for part in words:
            if isinstance(part, Text):
                parts.append(part)
                continue
            rivals = [
                Alternative(self._own(item.words, fresh=True), item.symbols) for item in self._wanted(part.alternatives)
            ]
            base = [Alternative(self._own(item.words, fresh=fresh)) for item in part.alternatives if item.base]
            if fresh and len(rivals) == 1:
                parts += rivals[0].words
            elif rivals:
                own = Bracket(part.wid, part.start, part.stop, part.kind, (*base, *rivals))
                parts += _narrowed(own) if base and part.kind == "hull" else (own,)
            else:
                parts += base[0].words if base else ()
        return tuple(parts)

    def _wanted(self, alternatives: tuple[Alternative, ...]) -> list[Alternative]:
        """Those that this delegation asks for, without a wording that its own sub-amendment replaces."""
        rivals = [item for item in alternatives if self.asks(item.symbols)]
        amended = {self._amended[symbol] for item in rivals for symbol in item.symbols if symbol in self._amended}
        return [item for item in rivals if not self._symbols.isdisjoint(set(item.symbols) - amended)]


def _narrowed(hull: Bracket) -> Words:
    """What one delegation does to the words of a hull, which is as wide as it is for what others do to them.

    The hull itself where the delegation has several wordings, or others amend its own.
    """
    wordings = [[part for part in item.words if isinstance(part, Text)] for item in hull.alternatives]
    if len(wordings) > 2 or sum(map(len, wordings)) < sum(len(item.words) for item in hull.alternatives):
        return (hull,)
    base, wanted = map(join, wordings)
    return bracketed(base, diff(base, wanted, hull.wid))


def _wish(voice: Voice, found: Found, labels: Labels, places: Destination) -> tuple[Line, ...]:
    """The lines of a delegation's cell; none where it leaves the row as it stands."""
    slot = found.slot
    reading = Walk(voice, labels, {})
    if slot is None:
        return _lines(reading, found.nodes) if any(voice.changes(node) for node in found.nodes) else ()
    if slot.kind == "inserted" and not voice.asks(slot.proposers):
        return ()
    if voice.asks(slot.deleters):
        return _lines(reading, found.nodes, change="deleted")
    new = _lines(reading, found.nodes, change="inserted") if slot.kind == "inserted" else ()
    told = len(reading.lines)
    moving = "" if isinstance(slot.node, Opaque) else slot.node.wid
    wanted = dict.fromkeys(places((moving, symbol)) for symbol in slot.movers if voice.asks((symbol,)))
    for place in wanted:
        reading.remark(labels.move.format(place=place).strip(), found.wid)
    return (*new, *reading.lines[told:])


def _lines(reading: Walk, nodes: tuple[Node, ...], *, change: Change = "") -> tuple[Line, ...]:
    for node in nodes:
        reading.whole(node, change)
    return (*reading.lines, *reading.notes)
