"""A version laid out flat for comparison: its elements in document order, and what makes each the same elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
_LABEL = -7


class Outline:
    """The elements of a version, numbered in document order; what stands inside a text, and opaque elements, are apart.

    Of the blocks, `labels` are the numbers and `lines` all others. `keys`
    are equal for elements of equal words and structure, the text of numbers left out; of a block for its words alone. A
    *cell* is the largest unit whose parts belong together: an article, a recital, a section that holds no articles;
    `cell_of` names the one that an element is in, -1 for those that hold cells or stand beside them. `stops` is one
    more than the last element inside.
    """

    def __init__(self, version: Version) -> None:
        self.nodes: list[Provision | Block] = []
        self.parents: list[int] = []
        self.keys: list[int] = []
        self.lines: dict[int, Block] = {}
        self.labels: dict[int, Block] = {}
        self.cells: list[int] = []
        self.stops: list[int] = []
        self._lines_before: list[int] = []
        self._open(version.root, -1, False)  # noqa: FBT003 - called for every element
        self._lines_before.append(len(self.lines))
        self.cell_of = [-1] * len(self.nodes)
        for number in self.cells:
            stop = self.stops[number]
            self.cell_of[number:stop] = [number] * (stop - number)
        self._line_numbers = list(self.lines)
        self._words: dict[int, list[str]] = {}
        self._children: dict[int, list[int]] = {}

    def _open(self, node: Provision, parent: int, within: bool) -> int:  # noqa: FBT001
        """Enters an element that holds others, and all in it; its key."""
        nodes, parents, keys, stops = self.nodes, self.parents, self.keys, self.stops
        lines, before = self.lines, self._lines_before
        number = len(nodes)
        if not within and not _holds_cells(node):
            within = True
            self.cells.append(number)
        nodes.append(node)
        parents.append(parent)
        before.append(len(lines))
        keys.append(0)
        stops.append(0)
        parts: list[object] = [node.name]
        for child in node.children:
            if type(child) is Block:
                inner = len(nodes)
                before.append(len(lines))
                if child.name == "num":
                    self.labels[inner] = child
                    key = _LABEL
                else:
                    lines[inner] = child
                    key = hash(child.text.chars)
                nodes.append(child)
                parents.append(number)
                keys.append(key)
                stops.append(inner + 1)
                parts.append(key)
            elif type(child) is Provision:
                parts.append(self._open(child, number, within))
        key = keys[number] = hash(tuple(parts))
        stops[number] = len(nodes)
        return key

    def children(self, number: int) -> list[int]:
        """The elements directly in an element."""
        found = self._children.get(number)
        if found is None:
            stops = self.stops
            found = self._children[number] = []
            inner, stop = number + 1, stops[number]
            while inner < stop:
                found.append(inner)
                inner = stops[inner]
        return found

    def shape(self, number: int) -> list[tuple[str, int]]:
        """The names in an element, itself included, each with where it ends: what words leave open."""
        inside = slice(number, self.stops[number])
        return [(node.name, stop - number) for node, stop in zip(self.nodes[inside], self.stops[inside], strict=True)]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each element by its wId; where a foreign document repeats a wId, of the first."""
        wids = [node.wid for node in self.nodes]
        return dict(zip(reversed(wids), range(len(wids) - 1, -1, -1), strict=True))

    @cached_property
    def wids(self) -> Collection[str]:
        """All wIds, those inside texts included."""
        inner = {node.wid for block in self.lines.values() if block.text.marks for node in walk(block)}
        return self.numbers.keys() | inner if inner else self.numbers.keys()

    def words(self, number: int) -> list[str]:
        """The words of an element's lines."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = _split(self.chars(number))
        return found

    def chars(self, number: int) -> str:
        """The characters of an element's lines."""
        line = self.lines.get(number)
        if line is not None:
            return line.text.chars
        lines = self.lines
        return "\n".join([lines[inner].text.chars for inner in self.lines_in(number)])

    def lines_in(self, number: int) -> list[int]:
        """The blocks in an element, itself included, that are no numbers."""
        before = self._lines_before
        return self._line_numbers[before[number] : before[self.stops[number]]]


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
