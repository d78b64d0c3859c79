"""How a version is laid out in lines (docs/profile/word.md): which line is whose, and which numbers hang before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from treaty_drafts.akn.profile import LABELS
from treaty_drafts.model.tree import Block, Node, Provision
from treaty_drafts.model.version import Version


class Place(NamedTuple):
    """A line: its element, a block or a provision whose number stands alone, and the numbers before its words."""

    node: Provision | Block
    numbers: tuple[Block, ...]


def layout(version: Version) -> tuple[Mapping[str, Place], list[Place]]:
    """The lines of a version by their wIds, in reading order; those of footnotes, and what a line quotes, after it.

    Apart from them, the lines of a foreign document whose wId one before them has: no paragraph is known to be these.
    """
    walk = _Walk()
    for child in version.root.children:
        walk.node(child)
    return walk.found, walk.again


class _Walk:
    """One walk; `numbers` are those that no line has taken yet, `option` the option whose number may be one of them."""

    def __init__(self) -> None:
        self.found: dict[str, Place] = {}
        self.again: list[Place] = []
        self.numbers: list[Block] = []
        self.option: Provision | None = None

    def node(self, node: Node) -> None:
        if isinstance(node, Block):
            self.block(node)
        elif isinstance(node, Provision):
            hanging = bool(self.numbers)
            if hanging and self.option is not None and node.children and node.children[0].name == "num":
                self.line(self.option)
            if node.name == "hcontainer":
                self.option = node
            for child in node.children:
                if self.numbers and child.name not in LABELS and _headed(node):
                    self.line(node)
                self.node(child)
            if self.numbers and not hanging:
                self.line(node)

    def block(self, block: Block) -> None:
        if block.name == "num":
            self.numbers.append(block)
            return
        self.line(block)
        for mark in block.text.marks:
            if isinstance(mark.atom, Provision) and mark.atom.children:
                kept, self.numbers = self.numbers, []
                self.node(mark.atom)
                self.numbers = kept

    def line(self, node: Provision | Block) -> None:
        place = Place(node, tuple(self.numbers))
        if self.found.setdefault(node.wid, place) is not place:
            self.again.append(place)
        if self.numbers:
            self.option = None
        self.numbers = []


def _headed(node: Provision) -> bool:
    """Whether the number of the provision stands on a heading's line of its own."""
    return node.name in _HEADED or any(child.name == "heading" for child in node.children[:2])


_HEADED = frozenset(
    """article attachment book chapter division part rule section subchapter subdivision subpart subtitle title
    tome""".split()
)
