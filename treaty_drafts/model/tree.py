"""The text of an agreement as immutable values: characters and marks in blocks, blocks in provisions.

A `Block` is an element that holds words (`p`, `num`, `heading`, `docTitle` …): a string of characters and the marks
over it. A `Provision` is an element that holds other elements (`bill`, `article`, `content`, `recitals`, `table` …).
What the profile does not model is carried whole as `Opaque`. The three together hold any Akoma Ntoso document, so that
reading loses nothing; what a tag *means* (a unit that a delegate cites, a wrapper, a note) is said in one table,
`treaty_drafts.akn.profile`.

Offsets are code points of `Text.chars`, half-open. An element inside running text that has no characters of its own
(a footnote, an image, a line break) is an *atom*: one U+FFFC in `chars` under a mark that carries the element.

These are msgspec structs: immutable, compared by value, and written as JSON without a second schema
(`docs/notes/0002-msgspec.md`). The three nodes are final, so that `type(node) is Block` can ask what a node is wherever
every node is asked: `isinstance` takes five times as long to say no.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, final

import msgspec

Attrs: TypeAlias = tuple[tuple[str, str], ...]
"""Attributes in document order; a foreign name in Clark notation, `{namespace}name`."""

ATOM = "\ufffc"
"""The one character that stands for an atom."""


@final
class Opaque(msgspec.Struct, frozen=True, gc=False, tag="opaque"):
    """An element carried whole: `xml` is its canonical form with its own namespace declarations."""

    name: str
    xml: str


class Mark(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An inline element over `[start, stop)` of a text; `atom` is the element itself where the range is one U+FFFC."""

    start: int
    stop: int
    name: str
    attrs: Attrs = ()
    atom: Provision | Block | Opaque | None = None

    def at(self, start: int, stop: int) -> Mark:
        """The same element over another range."""
        return Mark(start, stop, self.name, self.attrs, self.atom)

    def same_element(self, other: Mark) -> bool:
        """Whether the two differ in nothing but their range."""
        return self.name == other.name and self.attrs == other.attrs and self.atom == other.atom


class Text(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Characters and the marks over them.

    Marks are properly nested, never empty, in document order, the outer before the inner: exactly the inline elements
    of the XML container that they were read from.
    """

    chars: str = ""
    marks: tuple[Mark, ...] = ()

    def slice(self, start: int, stop: int) -> Text:
        """The characters `[start, stop)` with the parts of the marks that cover them."""
        if not self.marks or start >= stop:
            return Text(self.chars[start:stop])
        kept = tuple(
            mark.at(max(mark.start, start) - start, min(mark.stop, stop) - start)
            for mark in self.marks
            if mark.start < stop and mark.stop > start
        )
        return Text(self.chars[start:stop], kept)

    def splice(self, start: int, stop: int, new: Text) -> Text:
        """This text with `new` in the place of `[start, stop)`.

        `new` brings its own marks and inherits none; a mark that the range cuts is cut; equal marks that meet at a
        seam become one, outermost first.
        """
        if not self.marks and not new.marks:
            return Text(self.chars[:start] + new.chars + self.chars[stop:])
        return join((self.slice(0, start), new, self.slice(stop, len(self.chars))))


def join(texts: tuple[Text, ...] | list[Text]) -> Text:
    """The texts one after the other; equal marks that meet at a seam become one, the outermost first."""
    chars: list[str] = []
    marks: list[Mark] = []
    offset = 0
    for text in texts:
        if not text.chars:
            continue
        if text.marks:
            shifted = [mark.at(mark.start + offset, mark.stop + offset) for mark in text.marks]
            marks = _seam(marks, shifted, offset)
        chars.append(text.chars)
        offset += len(text.chars)
    return Text("".join(chars), tuple(marks))


def _seam(left: list[Mark], right: list[Mark], seam: int) -> list[Mark]:
    """Both lists in one, where marks that end at `seam` continue in equal marks that start there."""
    ending = [index for index, mark in enumerate(left) if mark.stop == seam and mark.atom is None]
    merged = list(left)
    rest = list(right)
    for index in ending:
        if not rest or rest[0].start != seam or not left[index].same_element(rest[0]):
            break
        merged[index] = left[index].at(left[index].start, rest.pop(0).stop)
    return merged + rest


@final
class Block(msgspec.Struct, frozen=True, gc=False, tag="block"):
    """An element that holds words. `wid` is its identity; `attrs` are as written, ids included."""

    name: str
    wid: str
    attrs: Attrs
    text: Text


@final
class Provision(msgspec.Struct, frozen=True, gc=False, tag="provision"):
    """An element that holds other elements. `wid` is its identity; `attrs` are as written, ids included."""

    name: str
    wid: str
    attrs: Attrs
    children: tuple[Provision | Block | Opaque, ...]

    def child(self, name: str) -> Provision | Block | Opaque | None:
        """The first child of that name."""
        for child in self.children:
            if child.name == name:
                return child
        return None

    @property
    def num(self) -> str:
        """The label as printed (`Article 3 bis`, `(a)`), or the empty string."""
        return self._label("num")

    @property
    def heading(self) -> str:
        """The heading's characters, or the empty string."""
        return self._label("heading")

    def _label(self, name: str) -> str:
        child = self.child(name)
        return child.text.chars if isinstance(child, Block) else ""


Node: TypeAlias = Provision | Block | Opaque


def walk(node: Node) -> Iterator[Provision | Block]:
    """The provision or block and everything under it that has a wId, in document order, notes inside texts included."""
    waiting: list[Node] = [node]
    while waiting:
        found = waiting.pop()
        if type(found) is Provision:
            yield found
            waiting += found.children[::-1]
        elif type(found) is Block:
            yield found
            if found.text.marks:
                waiting += [mark.atom for mark in reversed(found.text.marks) if mark.atom is not None]


def numbered_line(node: Provision) -> tuple[Block, Provision, Block] | None:
    """The number, the wrapper and the line of a provision that holds nothing else, as most paragraphs and points do."""
    children = node.children
    if len(children) == 2:
        num, wrapper = children
        if type(wrapper) is Provision and type(num) is Block and num.name == "num" and len(wrapper.children) == 1:
            (line,) = wrapper.children
            if type(line) is Block and line.name == "p":
                return num, wrapper, line
    return None


def blocks(node: Node) -> Iterator[Block]:
    """The blocks of `walk`, in document order."""
    return (found for found in walk(node) if type(found) is Block)


def words_of(node: Node) -> str:
    """All characters of a node's blocks, a line feed after each: what a digest of its wording is taken of."""
    return "".join(f"{block.text.chars}\n" for block in blocks(node))
