"""A version laid out flat for comparison: its elements in document order, and what makes each the same elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from operator import attrgetter

from treaty_drafts.akn.profile import DOCUMENTS
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import Block, Provision, numbered_line, walk
from treaty_drafts.model.version import Version

_GROUPS = DOCUMENTS | frozenset(
    """akomaNtoso attachment attachments body book chapter citations collectionBody component components conclusions
    mainBody part preamble preface recitals subchapter subpart subtitle title tome""".split()
)
_SOMETIMES_GROUPS = frozenset("container division hcontainer section subdivision subsection".split())
_LONG_WORD = 14
_LABEL = -7
_SIZES = (4, 1, 2, 1)
_WID = attrgetter("wid")


class Outline:
    """The elements of a version, numbered in document order; what stands inside a text, and opaque elements, are apart.

    Of the blocks, `labels` are the numbers and `lines` all others. The structure of an element, words left open, are
    the `names` and `sizes` in it; a size counts an element and all that it holds. `keys` are equal for elements of
    equal words and structure, the text of numbers left out; of a block for its words alone. A *cell* is the largest
    unit whose parts belong together: an article, a recital, a section that holds no articles; `cell_of` names the one
    that an element is in, -1 for the `groups`, which hold cells, and for blocks beside these.
    """

    def __init__(self, version: Version) -> None:
        flat = _Flat()
        flat.enter(version.root, -1, False)  # noqa: FBT003 - called for every element
        # As tuples, which the garbage collector looks through but once.
        self.nodes, self.names, self.parents = tuple(flat.nodes), tuple(flat.names), tuple(flat.parents)
        self.keys, self.sizes = tuple(flat.keys), tuple(flat.sizes)
        self.lines, self.labels, self.cells, self.groups = flat.lines, flat.labels, flat.cells, flat.groups
        cell_of = [-1] * len(self.nodes)
        for number in self.cells:
            cell_of[self.all_of(number)] = [number] * self.sizes[number]
        self.cell_of = tuple(cell_of)
        self._words: dict[int, list[str]] = {}

    def children(self, number: int) -> list[int]:
        """The elements directly in an element."""
        sizes = self.sizes
        found: list[int] = []
        inner, stop = number + 1, number + sizes[number]
        while inner < stop:
            found.append(inner)
            inner += sizes[inner]
        return found

    def all_of(self, number: int) -> slice:
        """The places of an element and of all in it."""
        return slice(number, number + self.sizes[number])

    def number(self, number: int) -> str:
        """The number that an element's label prints, as in its address; the empty string without one."""
        node = self.nodes[number]
        return number_of(node.num) if type(node) is Provision else ""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each element by its wId; where a foreign document repeats a wId, of the first."""
        numbers = range(len(self.nodes))
        found = dict(zip(map(_WID, self.nodes), numbers, strict=True))
        if len(found) < len(numbers):
            found.update(zip(map(_WID, reversed(self.nodes)), reversed(numbers), strict=True))
        return found

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
        return "\n".join([self.lines[inner].text.chars for inner in self.lines_in(number)])

    def lines_in(self, number: int) -> list[int]:
        """The blocks in an element, itself included, that are no numbers."""
        return list(filter(self.lines.__contains__, range(number, number + self.sizes[number])))

    def once(self) -> dict[int, int]:
        """The cell of each line of words that stands once in cells, by the key of its words."""
        found: dict[int, int] = {}
        repeated: list[int] = []
        keys, cell_of = self.keys, self.cell_of
        for number in self.lines:
            cell = cell_of[number]
            if cell >= 0:
                key = keys[number]
                if key in found:
                    repeated.append(key)
                else:
                    found[key] = cell
        for key in repeated:
            found.pop(key, None)
        return found

    def lines_of_cells(self, numbers: list[int]) -> dict[int, list[int]]:
        """Those elements that are lines with words, by the cell that they are in."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in numbers:
            if number in self.lines and self.lines[number].text.chars:
                found[self.cell_of[number]].append(number)
        return found


class _Flat:
    """The lists of an outline while its elements are entered."""

    def __init__(self) -> None:
        self.nodes: list[Provision | Block] = []
        self.names: list[str] = []
        self.parents: list[int] = []
        self.keys: list[int] = []
        self.sizes: list[int] = []
        self.lines: dict[int, Block] = {}
        self.labels: dict[int, Block] = {}
        self.cells: list[int] = []
        self.groups: list[int] = []

    def enter(self, node: Provision, parent: int, within: bool) -> int:  # noqa: FBT001
        """Enters an element that holds others, and all in it; its key."""
        nodes, names, parents, keys, sizes = self.nodes, self.names, self.parents, self.keys, self.sizes
        lines = self.lines
        number = len(nodes)
        if not within:
            within = not _holds_cells(node)
            (self.cells if within else self.groups).append(number)
        kind = node.name if node.name != "th" else "td"  # what heads a table is said by its place, in most formats
        nodes.append(node)
        names.append(kind)
        parents.append(parent)
        keys.append(0)
        sizes.append(0)
        parts: list[object] = [kind]
        for child in node.children:
            inner = len(nodes)
            if type(child) is Block:
                name = child.name
                if name == "num":
                    self.labels[inner] = child
                    key = _LABEL
                else:
                    lines[inner] = child
                    key = hash(child.text.chars)
                nodes.append(child)
                names.append(name)
                parents.append(number)
                keys.append(key)
                sizes.append(1)
                parts.append(key)
            elif type(child) is Provision:
                unit = numbered_line(child) if within else None
                if unit is None:
                    parts.append(self.enter(child, number, within))
                    continue
                label, wrapper, line = unit
                self.labels[inner + 1] = label
                lines[inner + 3] = line
                words = hash(line.text.chars)
                wrapped = hash((wrapper.name, words))
                key = hash((child.name, _LABEL, wrapped))
                nodes += (child, label, wrapper, line)
                names += (child.name, "num", wrapper.name, "p")
                parents += (number, inner, inner, inner + 2)
                keys += (key, _LABEL, wrapped, words)
                sizes += _SIZES
                parts.append(key)
        key = keys[number] = hash(tuple(parts))
        sizes[number] = len(nodes) - number
        return key


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


def same_structure(old: Outline, number: int, new: Outline, other: int) -> bool:
    """Whether an element of the one and one of the other hold the same elements, words apart."""
    ours, theirs = old.all_of(number), new.all_of(other)
    return old.sizes[ours] == new.sizes[theirs] and old.names[ours] == new.names[theirs]
