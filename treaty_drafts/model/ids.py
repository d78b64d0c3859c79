"""Addresses: an eId for every element, by the naming convention; and identities, which stay when addresses change.

`eId = [prefix__]name[_number]`. The prefix is the address of the context that makes the number unique: articles
numbered through the document are plain `art_5`, paragraphs `art_5__para_2`; a document type, an annex and a quoted
structure are contexts always, wrappers such as `body` and `content` never. The number is that of the printed label,
else a count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from treaty_drafts.model.naming import ABBREVIATIONS, NO_ID, ROOT, derived
from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text, walk

_THROUGH: Final = frozenset("article book chapter part section title tome".split())
_TRANSPARENT: Final = frozenset(
    """amendmentBody attachments body collectionBody content debateBody intro judgmentBody mainBody portionBody
    wrapUp""".split()
)
_QUOTED: Final = frozenset(("embeddedStructure", "quotedStructure"))
_SINGLE: Final = _TRANSPARENT | frozenset(
    """caption citations components conclusions coverPage header heading listIntroduction listWrapUp longTitle num
    preamble preface recitals subheading""".split()
)
_LABELS: Final = frozenset(("num", "heading", "subheading"))
_POINTERS: Final = frozenset(("href", "refersTo", "alternativeTo", "for", "from", "upTo"))


def address(root: Provision, *, fixed: bool) -> Provision:
    """The document with an eId on every element that may have one, unique in it, annexes and notes included.

    With `fixed` the wIds stay and only elements without one get one (their eId, or where that is taken, `eId~2`);
    else each wId becomes the eId. The attribute wId is written where it differs from the eId, and references
    (`href="#art_3"`) follow their targets.
    """
    work = _Addresses(root, fixed=fixed)
    done = work.document(root, ROOT, "")
    moved = {old: new for old, new in work.moved.items() if old != new}
    return _followed(done, moved) if moved else done


class _Context:
    """What counts run in: the prefix of the ids inside, and the counts so far."""

    __slots__ = ("counts", "document", "prefix", "unique")

    def __init__(self, prefix: str, document: str, unique: frozenset[tuple[str, str]]) -> None:
        self.prefix = prefix
        self.document = document
        self.unique = unique
        self.counts: Counter[str] = Counter()

    def inside(self, eid: str) -> _Context:
        """The context that an element with this id is."""
        return _Context(f"{eid}__", self.document, self.unique)


class _Addresses:
    """One run over a document."""

    def __init__(self, root: Provision, *, fixed: bool) -> None:
        self.fixed = fixed
        self.used: set[str] = set()
        self.wids: set[str] = {node.wid for node in walk(root)} if fixed else set()
        self.moved: dict[str, str] = {}
        self.repeated: Counter[tuple[str, str]] = Counter()

    def document(self, node: Provision, wid: str, prefix: str) -> Provision:
        """A document type, or a quoted structure: a context of its own numbering."""
        context = _Context(prefix, prefix, _numbered_through(node))
        children = self.children(node.children, context, wid)
        return Provision(node.name, wid, node.attrs, children)

    def children(self, nodes: tuple[Node, ...], context: _Context, parent: str) -> tuple[Node, ...]:
        """The children of one element."""
        counts: Counter[str] = Counter()
        done: list[Node] = []
        for node in nodes:
            if isinstance(node, Opaque):
                done.append(node)
                continue
            counts[node.name] += 1
            done.append(self.node(node, context, derived(parent, node.name, counts[node.name])))
        return tuple(done)

    def node(self, node: Provision | Block, context: _Context, place: str) -> Provision | Block:
        """One element; `place` is the wId that it has where the schema allows it none."""
        name = node.name
        if isinstance(node, Provision) and name in NO_ID:
            if name == "attachments":
                return Provision(name, place, node.attrs, self.children(node.children, context, place))
            return self.document(node, place, context.prefix)
        eid = self.eid(node, context)
        wid = self.wid(node, eid)
        attrs = _with_ids(node.attrs, eid, wid)
        if isinstance(node, Block):
            return Block(name, wid, attrs, self.text(node.text, context, wid))
        if name in _QUOTED:
            quoted = self.document(node, wid, f"{eid}__")
            return Provision(name, wid, attrs, quoted.children)
        inner = context if name in _TRANSPARENT else context.inside(eid)
        return Provision(name, wid, attrs, self.children(node.children, inner, wid))

    def eid(self, node: Provision | Block, context: _Context) -> str:
        """A free address for the element."""
        name = node.name
        own = ABBREVIATIONS.get(name, name)
        context.counts[own] += 1
        number = number_of(node.num) if isinstance(node, Provision) and name != "hcontainer" else ""
        prefix = context.prefix
        if number and name in _THROUGH and (name, number) in context.unique:
            prefix = context.document
        if number:
            eid = f"{prefix}{own}_{number}"
        elif name in _SINGLE and context.counts[own] == 1:
            eid = f"{prefix}{own}"
        else:
            eid = f"{prefix}{own}_{context.counts[own]}"
        free = self.free(eid, "_", self.used)
        old = dict(node.attrs).get("eId")
        if old:
            self.moved.setdefault(old, free)
        return free

    def wid(self, node: Provision | Block, eid: str) -> str:
        """The identity: kept, or the address as of now."""
        if not self.fixed:
            return eid
        if node.wid:
            return node.wid
        return self.free(eid, "~", self.wids)

    def free(self, wanted: str, sign: str, used: set[str]) -> str:
        """The wanted id, or, where it is taken, the next one that is not; it is then taken."""
        found = wanted
        while found in used:
            self.repeated[wanted, sign] += 1
            found = f"{wanted}{sign}{self.repeated[wanted, sign] + 1}"
        used.add(found)
        return found

    def text(self, text: Text, context: _Context, block: str) -> Text:
        """The words of a block, with ids on its notes."""
        if all(mark.atom is None for mark in text.marks):
            return text
        counts: Counter[str] = Counter()
        marks: list[Mark] = []
        for mark in text.marks:
            atom = mark.atom
            if isinstance(atom, Provision | Block):
                counts[atom.name] += 1
                if isinstance(atom, Block) or atom.children:
                    atom = self.node(atom, context, "")
                else:
                    told = dict(atom.attrs)
                    place = told.get("wId") or told.get("eId") or derived(block, atom.name, counts[atom.name])
                    atom = Provision(atom.name, place, atom.attrs, ())
                mark = Mark(mark.start, mark.stop, mark.name, atom.attrs, atom)
            marks.append(mark)
        return Text(text.chars, tuple(marks))


def _numbered_through(document: Provision) -> frozenset[tuple[str, str]]:
    """The numbers (by element) that alone name a unit of the document: those that occur once, if most do."""
    counts: dict[str, Counter[str]] = {}
    for node in _own(document):
        if node.name in _THROUGH and (number := number_of(node.num)):
            counts.setdefault(node.name, Counter())[number] += 1
    return frozenset(
        (name, number)
        for name, numbers in counts.items()
        if 2 * sum(count > 1 for count in numbers.values()) < len(numbers) or len(numbers) == 1
        for number, count in numbers.items()
        if count == 1
    )


def _own(node: Provision) -> Iterator[Provision]:
    """The provisions of a document, without those of documents and quotations inside it."""
    for child in node.children:
        if isinstance(child, Provision):
            yield child
            if child.name not in NO_ID or child.name == "attachments":
                yield from _own(child)


def _with_ids(attrs: Attrs, eid: str, wid: str) -> Attrs:
    """The attributes with these ids; the wId is written where it differs."""
    ids: Attrs = (("eId", eid),) if eid == wid else (("eId", eid), ("wId", wid))
    return (*ids, *(pair for pair in attrs if pair[0] not in ("eId", "wId"))) if attrs else ids


def _followed(node: Provision, moved: dict[str, str]) -> Provision:
    """The provision with every pointer to an old address turned to the new one."""

    def attrs(old: Attrs) -> Attrs:
        if not any(name in _POINTERS for name, _ in old):
            return old
        return tuple((name, pointer(text) if name in _POINTERS else text) for name, text in old)

    def pointer(text: str) -> str:
        return " ".join(
            "#" + moved.get(part[1:], part[1:]) if part.startswith("#") else part for part in text.split(" ")
        )

    def visit(node: Node) -> Node:
        if isinstance(node, Opaque):
            return node
        if isinstance(node, Provision):
            return Provision(node.name, node.wid, attrs(node.attrs), tuple([visit(child) for child in node.children]))
        if not node.text.marks:
            return Block(node.name, node.wid, attrs(node.attrs), node.text)
        marks = tuple([mark_of(mark) for mark in node.text.marks])
        return Block(node.name, node.wid, attrs(node.attrs), Text(node.text.chars, marks))

    def mark_of(mark: Mark) -> Mark:
        atom = None if mark.atom is None else visit(mark.atom)
        return Mark(mark.start, mark.stop, mark.name, attrs(mark.attrs), atom)

    done = visit(node)
    assert isinstance(done, Provision)
    return done


__all__ = ["address", "number_of"]
