"""A version laid out flat for comparison: its elements in document order, and what makes each the same elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from treaty_drafts.akn.profile import DOCUMENTS
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import Block, Provision, walk
from treaty_drafts.model.version import Version

_GROUPS = DOCUMENTS | frozenset(
    """akomaNtoso attachment attachments body book chapter citations collectionBody component components conclusions
    mainBody part preamble preface recitals subchapter subpart subtitle title tome""".split()
)
_SOMETIMES_GROUPS = frozenset("container division hcontainer section subdivision subsection".split())
_LONG_WORD = 14


class Outline:
    """The elements of a version, numbered in document order; what stands inside a text, and opaque elements, are apart.

    `keys` are equal for elements of equal words and structure, the text of numbers left out; of a block its words alone.
    Of the `blocks`, `numbers` are the labels, `lines` all others. A *cell* is the largest unit whose parts belong together: an article, a
    recital, a section that holds no articles; `cell_of` names the one that an element is in, -1 for those that hold
    cells or stand beside them. `stops` is one more than the last element inside.
    """

    def __init__(self, version: Version) -> None:
        self.nodes: list[Provision | Block] = []
        self.blocks: dict[int, Block] = {}
        self.parents: list[int] = []
        self.children: list[list[int] | tuple[()]] = []
        self.keys: list[int] = []
        self.cell_of: list[int] = []
        self.stops: list[int] = []
        self.cells: list[int] = []
        self.lines: list[int] = []
        self.numbers: list[int] = []
        self._words: dict[int, list[str]] = {}
        self._open(version.root, -1, -1)

    def _open(self, node: Provision, parent: int, cell: int) -> int:
        nodes, keys = self.nodes, self.keys
        number = len(nodes)
        if cell < 0 and not _holds_cells(node):
            cell = number
            self.cells.append(number)
        own: list[int] = []
        self._add(node, parent, own, cell, 0)
        parts: list[object] = [node.name]
        for child in node.children:
            if isinstance(child, Block):
                inner = len(nodes)
                self.blocks[inner] = child
                if child.name == "num":
                    self.numbers.append(inner)
                    self._add(child, number, (), cell, 0)
                else:
                    self.lines.append(inner)
                    self._add(child, number, (), cell, hash(child.text.chars))
            elif isinstance(child, Provision):
                inner = self._open(child, number, cell)
            else:
                continue
            own.append(inner)
            parts.append(keys[inner])
        keys[number] = hash(tuple(parts))
        self.stops[number] = len(nodes)
        return number

    def _add(self, node: Provision | Block, parent: int, own: list[int] | tuple[()], cell: int, key: int) -> None:
        self.nodes.append(node)
        self.parents.append(parent)
        self.children.append(own)
        self.cell_of.append(cell)
        self.keys.append(key)
        self.stops.append(len(self.nodes))

    @cached_property
    def wids(self) -> frozenset[str]:
        """All wIds, those inside texts included."""
        inner = (node.wid for block in self.blocks.values() if block.text.marks for node in walk(block))
        return frozenset((*(node.wid for node in self.nodes), *inner))

    def words(self, number: int) -> list[str]:
        """The words of an element's lines."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = _split(self.chars(number))
        return found

    def chars(self, number: int) -> str:
        """The characters of an element's lines."""
        return "\n".join([self.blocks[line].text.chars for line in self.lines_in(number)])

    def lines_in(self, number: int) -> list[int]:
        """The blocks in an element, itself included, that are no numbers."""
        return self.lines[bisect_left(self.lines, number) : bisect_left(self.lines, self.stops[number])]


def _holds_cells(node: Provision) -> bool:
    if node.name in _GROUPS:
        return True
    return node.name in _SOMETIMES_GROUPS and any(
        isinstance(child, Provision) and (child.name == "article" or _holds_cells(child)) for child in node.children
    )


def _split(chars: str) -> list[str]:
    """The words between blanks, or where hardly any blanks are written, the tokens."""
    words = chars.split()
    if len(words) * _LONG_WORD < len(chars):
        return [token for token in tokens(chars) if not token.isspace()]
    return words
