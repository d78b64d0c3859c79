"""A version laid out flat for comparison: its elements in document order, each with what makes it the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from treaty_drafts.akn.profile import DOCUMENTS
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import Block, Provision
from treaty_drafts.model.version import Version

_GROUPS = DOCUMENTS | frozenset(
    """akomaNtoso attachment attachments body book chapter citations collectionBody component components conclusions
    mainBody part preamble preface recitals subchapter subpart subtitle title tome""".split()
)
_SOMETIMES_GROUPS = frozenset("container division hcontainer section subdivision subsection".split())
_LONG_WORD = 14


class Outline:
    """The elements of a version, numbered in document order; what stands inside a text, and opaque elements, are apart.

    `keys` are equal for elements with equal words, numbers left out. A *cell* is the largest unit whose parts belong
    together: an article, a recital, a section that holds no articles. `cells` names the one that an element is in, -1
    for those that hold cells, or stand beside them.
    """

    def __init__(self, version: Version, code: Callable[[str], str]) -> None:
        self.nodes: list[Provision | Block] = []
        self.parents: list[int] = []
        self.children: list[list[int]] = []
        self.keys: list[int] = []
        self.cells: list[int] = []
        self.stops: list[int] = []
        self.names: list[str] = []
        self.depths: list[int] = []
        self._depth = 0
        self._code = code
        self._words: dict[int, str] = {}
        self._open(version.root, -1, -1)

    def _open(self, node: Provision, parent: int, cell: int) -> int:
        nodes, parents, keys = self.nodes, self.parents, self.keys
        number = len(nodes)
        if cell < 0 and not _holds_cells(node):
            cell = number
        own = self._add(node, parent, cell, 0)
        self._depth += 1
        parts: list[int] = []
        for child in node.children:
            kind = type(child)
            if kind is Provision:
                inner = self._open(child, number, cell)  # type: ignore[arg-type]
            elif kind is Block:
                inner = len(nodes)
                self._add(child, number, cell, hash(child.text.chars))  # type: ignore[arg-type, union-attr]
            else:
                continue
            own.append(inner)
            if child.name != "num":
                parts.append(keys[inner])
        keys[number] = hash(tuple(parts))
        self.stops[number] = len(nodes)
        self._depth -= 1
        return number

    def _add(self, node: Provision | Block, parent: int, cell: int, key: int) -> list[int]:
        children: list[int] = []
        self.nodes.append(node)
        self.names.append(node.name)
        self.depths.append(self._depth)
        self.parents.append(parent)
        self.children.append(children)
        self.keys.append(key)
        self.cells.append(cell)
        self.stops.append(len(self.nodes))
        return children

    def words(self, number: int) -> str:
        """The words of an element, numbers left out, one character for each; equal characters for equal words."""
        found = self._words.get(number)
        if found is None:
            node = self.nodes[number]
            if isinstance(node, Block):
                found = self._code(node.text.chars)
            else:
                found = "".join(self.words(child) for child in self.children[number] if self.nodes[child].name != "num")
            self._words[number] = found
        return found

    def lines(self, number: int) -> list[int]:
        """The blocks in an element, itself included, numbers left out."""
        found = range(number, self.stops[number])
        nodes = self.nodes
        return [inner for inner in found if type(nodes[inner]) is Block and nodes[inner].name != "num"]


def _holds_cells(node: Provision) -> bool:
    if node.name in _GROUPS:
        return True
    return node.name in _SOMETIMES_GROUPS and any(
        isinstance(child, Provision) and (child.name == "article" or _holds_cells(child)) for child in node.children
    )


def coder() -> Callable[[str], str]:
    """A function that writes words as characters, one for each word, the same for the same, as long as it lives."""
    codes: dict[str, str] = {}

    def code(chars: str) -> str:
        words = chars.split()
        if len(words) * _LONG_WORD < len(chars):
            words = [token for token in tokens(chars) if not token.isspace()]
        encoded = []
        for word in words:
            found = codes.get(word)
            if found is None:
                number = len(codes)
                found = codes[word] = chr(number if number < 0xD800 else min(number + 0x800, 0x10FFFF))
            encoded.append(found)
        return "".join(encoded)

    return code
