"""Where brackets are matched: the units of a version and the blocks of each, in reading order."""

from __future__ import annotations

from treaty_drafts.model.tree import Block, Node, Provision
from treaty_drafts.model.version import Version

COUNTED = frozenset({"preamble", "article", "attachment"})
"""Units that an inventory always lists; any other is listed where a bracket stands in it."""

UNITS = COUNTED | {"preface", "conclusions", "book", "tome", "part", "title", "chapter", "subchapter", "section"}
"""Units at whose boundaries the matching of brackets starts afresh."""


class Unit:
    """A unit with its own blocks, each with its position in the version's reading order.

    A footnote is a unit of its own, `note` true. `last` is the position of the last block in the unit or in the units
    inside it, footnotes apart.
    """

    __slots__ = ("last", "node", "note", "places", "within")

    def __init__(self, node: Provision, within: Unit | None, *, note: bool = False) -> None:
        self.node = node
        self.within = within
        self.note = note
        self.places: list[tuple[int, Block]] = []
        self.last = -1


def units_of(version: Version) -> list[Unit]:
    """The units of a version in document order, the document element itself first."""
    root = Unit(version.root, None)
    found = [root]
    count = 0
    waiting: list[tuple[Node, Unit]] = [(child, root) for child in reversed(version.root.children)]
    while waiting:
        node, unit = waiting.pop()
        if isinstance(node, Block):
            unit.places.append((count, node))
            _reaches(unit, count)
            count += 1
            for mark in reversed(node.text.marks):
                if isinstance(mark.atom, Provision | Block):
                    note = Unit(_as_provision(mark.atom), unit, note=True)
                    found.append(note)
                    waiting.append((mark.atom, note))
        elif isinstance(node, Provision):
            if node.name in UNITS and not unit.note:
                unit = Unit(node, unit)
                found.append(unit)
            waiting.extend((child, unit) for child in reversed(node.children))
    return found


def _reaches(unit: Unit, position: int) -> None:
    """The block at `position` is the last one so far of the unit and of all around it."""
    if unit.note:
        unit.last = position
        return
    above: Unit | None = unit
    while above is not None:
        above.last = position
        above = above.within


def _as_provision(node: Provision | Block) -> Provision:
    return node if isinstance(node, Provision) else Provision(node.name, node.wid, node.attrs, (node,))
