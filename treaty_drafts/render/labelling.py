"""What stands around a provision that is contested as a whole: glyphs, who asks for what, where it is to move to."""

from __future__ import annotations

from typing import NamedTuple

from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.render.labels import Labels, cite
from treaty_drafts.render.rendition import Change, Run
from treaty_drafts.render.sources import Questions


class Around(NamedTuple):
    """The runs before the first words of a provision and after its last, and what is done to those between, by whom."""

    opening: list[Run]
    closing: list[Run]
    change: Change
    by: tuple[str, ...]


class Labelling:
    """Labels one text's contested provisions."""

    __slots__ = ("_asked", "_labels")

    def __init__(self, asked: Questions, labels: Labels) -> None:
        self._asked = asked
        self._labels = labels

    def bracketed(self, slot: Slot, change: Change, by: tuple[str, ...]) -> Around:
        """In brackets; `change` and `by` are what is done to the text around it."""
        opening, closing = [Run("[", kind="glyph")], []
        if slot.kind == "inserted":
            change, by = "proposed", self._sponsors(slot.proposers)
            opening.append(Run(f"{self._labels.new} ", kind="label", by=by))
            closing += self._label(slot.proposers)
        closing += self._label(slot.deleters, self._labels.delete)
        closing += self._destinations(slot)
        closing.append(Run("]", kind="glyph"))
        return Around(opening, closing, change, by)

    def redlined(self, slot: Slot, change: Change, by: tuple[str, ...]) -> Around:
        """As an insertion or a deletion."""
        opening: list[Run] = []
        closing: list[Run] = []
        if slot.kind == "inserted":
            change, by = "inserted", self._sponsors(slot.proposers)
            closing = self._label(slot.proposers) + self._label(slot.deleters, self._labels.delete)
        elif slot.deleters and change == "inserted":  # the base never had it, so that it cannot be struck
            opening = [Run("[", kind="glyph")]
            closing = [*self._label(slot.deleters, self._labels.delete), Run("]", kind="glyph")]
        elif slot.deleters:
            change, by = "deleted", self._sponsors(slot.deleters)
            closing = self._label(slot.deleters)
        return Around(opening, closing + self._destinations(slot), change, by)

    def arrival(self, slot: Slot) -> tuple[Run, ...]:
        """What is said where a provision would move to, and of what others want of it there."""
        said = self._labels.arrival.format(unit=cite(slot.node, self._labels))
        label = Run(said, "", "label", by=self._sponsors(slot.proposers))
        runs = [Run("[", kind="glyph"), label, *self._label(slot.proposers)]
        runs += self._label(slot.deleters, self._labels.delete) + self._destinations(slot)
        return (*runs, Run("]", kind="glyph"))

    def _destinations(self, slot: Slot) -> list[Run]:
        """`(NOR: move to after article 7)`, once for each place that it is to move to."""
        places: dict[str, list[str]] = {}
        for symbol in slot.movers:
            places.setdefault(self._asked.place((wid_of(slot.node), symbol)), []).append(symbol)
        runs: list[Run] = []
        for place, symbols in places.items():
            runs += self._label(tuple(symbols), self._labels.move.format(place=place).strip())
        return runs

    def _sponsors(self, symbols: tuple[str, ...]) -> tuple[str, ...]:
        return self._asked.sponsors_of(symbols) if symbols else ()

    def _label(self, symbols: tuple[str, ...], act: str = "") -> list[Run]:
        sponsors = self._sponsors(symbols)
        if not sponsors:
            return []
        text = f" ({', '.join(sponsors)}: {act})" if act else f" ({', '.join(sponsors)})"
        return [Run(text, kind="label", by=sponsors)]
