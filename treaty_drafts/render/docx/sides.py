"""The two texts that a redline is of, and the redline itself, as lines: what tracked changes are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from treaty_drafts.amend.compare import Comparison
from treaty_drafts.amend.edit import Insertion, Move
from treaty_drafts.compilation import Compilation
from treaty_drafts.compilation.compiled import Slot, Words
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import Node, Opaque, Provision, Text, join
from treaty_drafts.render.changes import Changes, changes_of
from treaty_drafts.render.docx.paragraph import Remark
from treaty_drafts.render.docx.units import Reading, shared_units
from treaty_drafts.render.labels import Labels, labels_in
from treaty_drafts.render.lines import Walk
from treaty_drafts.render.rendition import Line, Rendition
from treaty_drafts.render.sources import Compiled, Touched, nests
from treaty_drafts.render.views import destinations


class Sides(msgspec.Struct, frozen=True):
    """`old` and `new` are the lines of the two texts, `shown` those of the redline of both, with their notes.

    A line that is the same object on both sides is the redline's own, with the words of both.

    With `exact`, accepting every change gives `new` and nothing else; without, wishes contradict each other, `new` has
    only the provisions that stand in the text, and their words are those of `shown`. `movers` are the sponsors of
    moves, by the wId of what moves; `reasons` what sponsors say, by the wId of what their amendments touch first.
    """

    old: Sequence[Line]
    new: Sequence[Line]
    shown: Sequence[Line]
    exact: bool
    movers: dict[str, tuple[str, ...]]
    reasons: dict[str, tuple[Remark, ...]]


def sides_of(source: Comparison | Compiled, rendition: Rendition) -> Sides:
    """The sides of a redline; `rendition` is the redline as every other format has it."""
    labels = labels_in(rendition.facts.language)
    if isinstance(source, Comparison):
        units = shared_units(source, rendition.lines)
        old, new = (_lines(source.base.root, side, labels, units) for side in (None, _Settled(changes_of(source))))
        return Sides(old, new, rendition.lines, exact=True, movers={}, reasons={})
    base = source.base.root
    wanted = _wanted(source)
    if wanted is not None:
        new, shown = _lines(wanted, None, labels), rendition.lines
    else:
        new = _lines(base, _Standing(source), labels)
        reading = Walk(source, labels, {}, flat=True, places=destinations(source, labels))
        reading.node(base, 0, 0)
        shown = (*reading.lines, *reading.notes)
    movers = {edit.wid: one.sponsors for one in source.amendments for edit in one.patch.edits if isinstance(edit, Move)}
    return Sides(_lines(base, None, labels), new, shown, wanted is not None, movers, _reasons(source))


def _lines(
    root: Provision, touched: Touched | None, labels: Labels, units: Mapping[str, Sequence[Line]] | None = None
) -> tuple[Line, ...]:
    reading = Reading(touched, labels, units) if units else Walk(touched, labels, {})
    reading.node(root, 0, 0)
    return (*reading.lines, *reading.notes)


def _wanted(source: Compiled) -> Provision | None:
    """The text with all its amendments adopted; `None` where not all can be."""
    if not isinstance(source, Compilation):
        return None
    try:
        return source.project(*(amendment.symbol for amendment in source.amendments)).root
    except Incompatible:
        return None


def _reasons(source: Compiled) -> dict[str, tuple[Remark, ...]]:
    found: dict[str, tuple[Remark, ...]] = {}
    for one in source.amendments:
        if one.reason and one.patch.edits:
            edit = one.patch.edits[0]
            wid = _wid(edit.provisions[0]) if isinstance(edit, Insertion) else edit.wid
            text = f"{one.symbol} ({', '.join(one.sponsors)}): {one.reason}"
            found[wid] = (*found.get(wid, ()), Remark(one.sponsors[0], text))
    return found


class _Settled:
    """A comparison as its newer text has it, in the wIds of the older."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def words(self, wid: str) -> Words | None:
        """The new words alone."""
        words = self._changes.words(wid)
        if words is None:
            return None
        texts = [part for one in words for part in ((one,) if isinstance(one, Text) else one.alternatives[-1].words)]
        return (join([text for text in texts if isinstance(text, Text)]),)

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        """What stands there now, and what has come."""
        slots = self._changes.slots(wid)
        if slots is None:
            return None
        return tuple(Slot("base", slot.node) for slot in slots if not (slot.deleters or slot.movers))

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002 - two versions have no sponsors
        """Nobody."""
        return ()


class _Standing:
    """A compilation with what comes in, without what goes as a whole; its words are the base's."""

    def __init__(self, source: Compiled) -> None:
        self._source = source

    def words(self, wid: str) -> None:
        """The base's own."""

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        """Every provision that somebody may still want."""
        slots = self._source.slots(wid)
        if slots is None:
            return None
        return tuple(Slot("base", slot.node) for slot in slots if slot.kind != "arrival" and not self._goes(slot))

    def _goes(self, slot: Slot) -> bool:
        return slot.kind == "base" and bool(slot.deleters) and not nests(self._source, slot)

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:
        """As the compilation says."""
        return self._source.sponsors_of(symbols)


def _wid(node: Node) -> str:
    return "" if isinstance(node, Opaque) else node.wid
