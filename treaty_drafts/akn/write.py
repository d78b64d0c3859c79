"""Writing: a version to its canonical bytes. One value has one serialisation, and reading it back gives the value.

Canonical form: XML declaration, UTF-8, Unix line ends; the standard's namespace as the default, others declared on the
document's element under the prefixes of `profile.PREFIXES`; attributes in the value's order; each structural element on
a line of its own, one space a level; no white space added or taken in lines of words or in the notes inside them. A wId
is written where a reader would not come to it by itself.

`Writer` writes nodes one by one, and lets a caller write the words of a block or the children of a provision its own
way (the compilation does both).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from treaty_drafts.akn import escape
from treaty_drafts.akn.profile import ABBREVIATIONS, AKN, NO_ID, PREFIXES, ROOT, XML, XML_ID, derived
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text, numbered_line
from treaty_drafts.model.version import Version

Words: TypeAlias = Callable[[Block], str | None]
"""The inline XML of a block in place of its own text, or None for its own text."""

Children: TypeAlias = Callable[["Writer", Provision, int], bool]
"""Writes the children of a provision with `writer.node(child, depth)`; False, nothing written, for its own children."""

_CONTROLS: Final = tuple(bytes((code,)) for code in range(32) if code not in (9, 10, 13))
_NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_NO_PLACE: Final = ("[\ud800-\udfff]", "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "\ufffe", "\uffff")
"""The characters that XML has no place for, as patterns, in the order in which they are refused."""
_NAMELESS: Final = ("", ROOT)
"""The wIds of parents that are no part of the wIds derived under them."""
_INLINE: Final = -1
"""The depth of nodes that stand within a line: no white space around them."""


class Writer:
    """Writes nodes to `out`, a list of strings to be joined.

    `words` and `children` override the inside of a block and of a provision. What they write themselves asks `prefix`
    for the prefix of a foreign namespace, so that `document` declares it.
    """

    __slots__ = ("_children", "_names", "_words", "namespaces", "out")

    def __init__(self, *, words: Words | None = None, children: Children | None = None) -> None:
        self.out: list[str] = []
        self.namespaces: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._words = words
        self._children = children

    def prefix(self, namespace: str) -> str:
        """The prefix of a foreign namespace in this document."""
        found = self.namespaces.get(namespace)
        if found is None:
            found = PREFIXES.get(namespace) or f"ns{sum(uri not in PREFIXES for uri in self.namespaces) + 1}"
            self.namespaces[namespace] = found
        return found

    def attrs(self, attrs: Attrs) -> str:
        """Attributes as XML, a blank before each; names in Clark notation get their prefix."""
        return "".join([f' {self._names.get(name) or self._name(name)}="{escape.value(text)}"' for name, text in attrs])

    def node(self, node: Node, depth: int, *, parent: str = "", count: int = 1) -> None:
        """Writes a node with everything in it.

        It stands `depth` levels deep, as the `count`-th child of its name under the element with the wId `parent`: from
        these a reader derives the wId of an element that brings none, so any other wId is written out.
        """
        self._run((node,), depth, parent, {node.name: count - 1})

    def nodes(self, nodes: Sequence[Node], depth: int, *, parent: str = "") -> None:
        """Writes nodes as the children of `parent`, one after the other."""
        self._run(nodes, depth, parent, {})

    def _run(self, nodes: Sequence[Node], depth: int, parent: str, counts: dict[str, int]) -> None:
        """Writes nodes whose elder siblings were counted."""
        out = self.out
        pad, end = (" " * depth, "\n") if depth >= 0 else ("", "")
        plain = depth >= 0 and self._children is None
        for node in nodes:
            if type(node) is Opaque:
                out.append(f"{pad}{node.xml}{end}")
                continue
            name = node.name
            count = counts[name] = counts.get(name, 0) + 1
            own = self._own(node, parent, count)
            if type(node) is Block:
                out.append(f"{pad}<{name}{own}>{self._inside(node)}</{name}>{end}")
            elif plain and (unit := numbered_line(node)) and self._unit(node, *unit, f"{pad}<{name}{own}>", pad):
                continue
            elif node.children or self._children is not None:
                self._provision(node, depth, f"{pad}<{name}{own}", pad, end)
            else:
                out.append(f"{pad}<{name}{own}/>{end}")

    def _unit(self, node: Provision, num: Block, wrapper: Provision, line: Block, head: str, pad: str) -> bool:
        """Writes a provision of a number and one line, as most of a treaty is, at once.

        False, nothing written, where there is more to them than words and the ids of the naming convention.
        """
        wid, inner, wraps = node.wid, wrapper.wid, wrapper.name
        if (
            num.wid != f"{wid}__num_1"
            or line.wid != f"{inner}__p_1"
            or wrapper.attrs != (("eId", inner),)
            or wid in _NAMELESS
            or inner in _NAMELESS
            or not inner.isidentifier()
            or num.attrs
            or line.attrs
        ):
            return False
        self.out.append(
            f'{head}\n{pad} <num>{self._inside(num)}</num>\n{pad} <{wraps} eId="{inner}">\n'
            f"{pad}  <p>{self._inside(line)}</p>\n{pad} </{wraps}>\n{pad}</{node.name}>\n"
        )
        return True

    def _provision(self, node: Provision, depth: int, head: str, pad: str, end: str) -> None:
        """Writes a provision and its children, which may be another's."""
        out = self.out
        start = len(out)
        out.append(f"{head}>{end}")
        inner = depth + 1 if depth >= 0 else depth
        if self._children is None or not self._children(self, node, inner):
            self._run(node.children, inner, node.wid, {})
        if len(out) == start + 1:
            out[start] = f"{head}/>{end}"
        else:
            out.append(f"{pad}</{node.name}>{end}")

    def _inside(self, block: Block) -> str:
        """The inline XML of a block."""
        if self._words is not None:
            words = self._words(block)
            if words is not None:
                return words
        text = block.text
        return self.text(text, block.wid) if text.marks else escape.text(text.chars)

    def text(self, text: Text, block: str = "") -> str:
        """Characters and marks as XML. Marks that cross are split; the second part of a mark gives up its ids.

        `block` is the wId of the block, from which wIds of its notes are derived.
        """
        if not text.marks:
            return escape.text(text.chars)
        return _Line(self, text, block).xml()

    def line(self, node: Node, parent: str, count: int) -> str:
        """A node that stands within a line, as XML."""
        outer = self.out
        self.out = []
        self.node(node, _INLINE, parent=parent, count=count)
        xml = "".join(self.out)
        self.out = outer
        return xml

    def document(self, attrs: Attrs = ()) -> bytes:
        """All that was written, as the bytes of a document; `attrs` are those of `akomaNtoso`."""
        written = self.attrs(attrs)
        declared = "".join(
            f' xmlns:{prefix}="{escape.value(uri)}"'
            for uri, prefix in sorted(self.namespaces.items(), key=lambda item: item[1])
        )
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}"{declared}{written}>\n'
        return _encoded((head, *self.out, "</akomaNtoso>\n"))

    def _own(self, node: Provision | Block, parent: str, count: int) -> str:
        """The attributes of a node, with its wId where it is not told by them or by its place."""
        name, wid, attrs = node.name, node.wid, node.attrs
        if not attrs:
            if f"{parent}__{ABBREVIATIONS.get(name, name)}_{count}" == wid and parent not in _NAMELESS:
                return ""
        elif len(attrs) == 1 and attrs[0] == ("eId", wid):
            return f' eId="{wid if wid.isidentifier() else escape.value(wid)}"'
        told: str | None = None
        for key, text in attrs:
            if not text:  # says nothing to a reader either
                continue
            if key == "wId":
                told = text
                break
            if key == "eId" or (key == XML_ID and told is None):
                told = text
        written = self.attrs(attrs) if attrs else ""
        if told == wid or not wid or name in NO_ID:
            return written
        if told is None and derived(parent, name, count) == wid:
            return written
        if any(key == "wId" for key, _ in attrs):
            written = self.attrs(tuple(pair for pair in attrs if pair[0] != "wId"))
        return f'{written} wId="{escape.value(wid)}"'

    def _name(self, name: str) -> str:
        """An attribute's name as written."""
        written = name
        if name.startswith("{"):
            namespace, _, local = name[1:].partition("}")
            written = f"xml:{local}" if namespace == XML else f"{self.prefix(namespace)}:{local}"
        self._names[name] = written
        return written


class _Line:
    """One text on its way to XML: the marks open at each place, and what is written of them."""

    def __init__(self, writer: Writer, text: Text, block: str) -> None:
        self.writer = writer
        self.chars = text.chars
        self.marks = nested(text.marks)
        self.block = block
        self.counts: dict[str, int] = {}
        self.ids: set[str] = set()

    def xml(self) -> str:
        """The whole line."""
        out: list[str] = []
        ends: list[tuple[int, str]] = []
        chars = self.chars
        at = 0
        for mark in self.marks:
            while ends and ends[-1][0] <= mark.start:
                stop, name = ends.pop()
                out.append(f"{escape.text(chars[at:stop])}</{name}>")
                at = stop
            out.append(escape.text(chars[at : mark.start]))
            at = mark.start
            if mark.atom is None:
                out.append(f"<{mark.name}{self.own(mark.attrs)}>")
                ends.append((mark.stop, mark.name))
            else:
                out.append(self.atom(mark.atom))
                at = mark.stop
        while ends:
            stop, name = ends.pop()
            out.append(f"{escape.text(chars[at:stop])}</{name}>")
            at = stop
        out.append(escape.text(chars[at:]))
        return "".join(out)

    def own(self, attrs: Attrs) -> str:
        """The attributes of a mark; an id that a part before has is not written twice."""
        for name, text in attrs:
            if name in ("eId", XML_ID):
                if text in self.ids:
                    attrs = tuple(pair for pair in attrs if pair[0] not in ("eId", "wId", XML_ID))
                    break
                self.ids.add(text)
        return self.writer.attrs(attrs)

    def atom(self, node: Node) -> str:
        """A note, an image, a line break."""
        count = self.counts[node.name] = self.counts.get(node.name, 0) + 1
        return self.writer.line(node, self.block, count)


def nested(marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks properly nested: one that leaves another's range is split at its end; empty ones are left out."""
    done: list[Mark] = []
    stops: list[int] = []
    todo = [mark for mark in reversed(marks) if mark.stop > mark.start]
    while todo:
        mark = todo.pop()
        while stops and stops[-1] <= mark.start:
            stops.pop()
        if stops and mark.stop > stops[-1]:
            rest = mark.at(stops[-1], mark.stop)
            index = len(todo)
            while index and todo[index - 1].start < rest.start:
                index -= 1
            todo.insert(index, rest)
            mark = mark.at(mark.start, stops[-1])
        done.append(mark)
        if mark.atom is None:
            stops.append(mark.stop)
    return done


def write(version: Version) -> bytes:
    """The canonical bytes of a version. `MarkupError` if it holds a character that XML has no place for."""
    writer = Writer()
    root = version.root
    if root.name == "akomaNtoso":
        writer.nodes(root.children, 1)
        return writer.document(root.attrs)
    writer.node(root, 1)
    return writer.document(version.attrs)


def digest(version: Version) -> str:
    """`sha256:` and the hexadecimal SHA-256 of the version's canonical bytes; computed once a value."""
    kept: str | None = version.__dict__.get("_digest")
    if kept is None:
        kept = version.__dict__["_digest"] = digest_of_bytes(write(version))
    return kept


def has_digest(version: Version, digest_: str) -> bool:
    """Whether the version has that digest.

    A version that was read from bytes of that digest has it: the digest is only ever taken of canonical bytes, so those
    were canonical, and need not be written again to be sure.
    """
    source: bytes | str | None = version.__dict__.get("_source")
    if isinstance(source, bytes):  # whose digest is taken when it is first asked for
        source = version.__dict__["_source"] = digest_of_bytes(source)
    return source == digest_ or digest(version) == digest_


def digest_of_bytes(data: bytes) -> str:
    """`sha256:` and the hexadecimal SHA-256 of bytes: of canonical ones, the digest of their version."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def node_xml(node: Node, *, depth: int = 0) -> str:
    """One node as XML; foreign attributes have the prefixes of `profile.PREFIXES`, undeclared."""
    writer = Writer()
    writer.node(node, depth, parent=ROOT)
    return "".join(writer.out)


def text_xml(text: Text) -> str:
    """Characters and marks as XML: the inside of a block."""
    return Writer().text(text)


def _encoded(pieces: Sequence[str]) -> bytes:
    """A document in UTF-8, once it is sure that XML has a place for each character.

    The pieces are encoded one by one, since most are ASCII, which is only copied.
    """
    try:
        data = b"".join(map(str.encode, pieces))
    except UnicodeEncodeError:
        raise _no_character("".join(pieces)) from None
    odd = any(char in data for char in _CONTROLS)
    if odd or (_NONCHARACTERS[0][:1] in data and any(char in data for char in _NONCHARACTERS)):
        raise _no_character("".join(pieces))
    return data


def _no_character(document: str) -> MarkupError:
    """The refusal of the first character that XML 1.0 cannot hold."""
    at = next(found.start() for kind in _NO_PLACE if (found := re.search(kind, document)))
    line = document.rfind("\n", 0, at) + 1
    before = document[max(line, at - 30) : at].rpartition(">")[2]
    eid = document[document.rfind(' eId="', 0, at) + 6 :].partition('"')[0]
    fact = f"the character U+{ord(document[at]):04X}, after `{before}`, cannot stand in XML"
    return MarkupError(fact, place=eid[:80], step="remove it from the text")
