"""A version's elements as a tree that can be changed, and the places where new provisions belong in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from treaty_drafts.akn.profile import LABELS, UNITS, WRAPPERS
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, Text
from treaty_drafts.sources.labels import Label, label_at

_PARTS = ("preface", "preamble", "body", "mainBody", "conclusions", "attachments")
_BODIES = ("body", "mainBody")
"""Parts that a document keeps, with nothing in them if need be."""
_RECITALS = frozenset(("recital", "citation"))
_NO_ATTRS = ()


class Twig:
    """An element and what it now holds; `touched` where that is not what it held."""

    __slots__ = ("children", "node", "parent", "touched")

    def __init__(self, node: Node, parent: Twig | None) -> None:
        self.node = node
        self.parent = parent
        self.touched = False
        self.children = [Twig(child, self) for child in node.children] if isinstance(node, Provision) else []

    def touch(self) -> None:
        """Says of this element and of all around it that they are not what they were."""
        twig: Twig | None = self
        while twig is not None and not twig.touched:
            twig.touched = True
            twig = twig.parent

    def walk(self) -> Iterator[Twig]:
        """The element and all under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def around(self) -> Iterator[Twig]:
        """The element and those around it, from the inside out."""
        twig: Twig | None = self
        while twig is not None:
            yield twig
            twig = twig.parent


class Tree:
    """The elements of a version, found by their wIds; `kept` are those that stay though they be empty."""

    def __init__(self, root: Provision) -> None:
        self.kept: Collection[str] = ()
        self.root = Twig(root, None)
        self._by_wid: dict[str, Twig] = {}
        for twig in self.root.walk():
            if not isinstance(twig.node, Opaque) and twig.node.wid:
                self._by_wid.setdefault(twig.node.wid, twig)

    def __contains__(self, wid: str) -> bool:
        return wid in self._by_wid

    def twig(self, wid: str) -> Twig:
        """The element of that wId."""
        return self._by_wid[wid]

    def wids(self, twig: Twig) -> set[str]:
        """The wIds of the element and of all under it."""
        return {one.node.wid for one in twig.walk() if not isinstance(one.node, Opaque)}

    def count(self, name: str) -> int:
        """How many elements of that name there are."""
        return sum(1 for twig in self.root.walk() if twig.node.name == name)

    def last(self, twig: Twig) -> Twig:
        """The last line under an element, or the element itself."""
        while twig.children:
            twig = twig.children[-1]
        return twig

    def frozen(self) -> Provision:
        """The document that the tree is now; its own root where nothing was touched."""
        frozen = _frozen(self.root)
        assert isinstance(frozen, Provision)
        return frozen

    # -- changing what is there ----------------------------------------------------------------------------------------

    def replace(self, block: Block) -> None:
        """Gives an element of words other words."""
        twig = self._by_wid[block.wid]
        twig.node = block
        twig.touch()

    def head(self, wid: str, heading: Block) -> None:
        """Gives a provision that had only a number a heading."""
        above = self._by_wid[wid]
        at = sum(1 for child in above.children if child.node.name == "num")
        self._insert(above, at, heading)

    def remove(self, wid: str) -> None:
        """Takes out a line, and what has no line left."""
        twig = self._by_wid.get(wid)
        if twig is not None and isinstance(twig.node, Block):
            self._take(twig)
            self._prune(twig.parent)

    def _take(self, twig: Twig) -> None:
        assert twig.parent is not None
        twig.parent.children.remove(twig)
        twig.parent.touch()

    def _prune(self, twig: Twig | None) -> None:
        while twig is not None and twig.parent is not None and twig.node.name not in _BODIES:
            above = twig.parent
            name = twig.node.name
            words = [child for child in twig.children if child.node.name != "num" and _speaks(child, self.kept)]
            stays = name in UNITS and not isinstance(twig.node, Opaque) and twig.node.wid in self.kept
            if words or stays:
                _settle(twig)
                return
            self._take(twig)
            for wid in self.wids(twig):
                self._by_wid.pop(wid, None)
            twig = above

    # -- moving --------------------------------------------------------------------------------------------------------

    def whole(self, twig: Twig, wids: Collection[str]) -> Twig | None:
        """The largest element around a line all of whose lines are among these, or are empty and not kept.

        None for the number of a provision without a heading, that holds other lines.
        """
        best = twig if isinstance(twig.node, Block) else None
        for above in twig.around():
            if above.node.name in _PARTS or above.parent is None:
                break
            lines = [one.node for one in above.walk() if isinstance(one.node, Block) and one.node.name != "num"]
            if any(line.wid not in wids and _is_there(line, self.kept) for line in lines):
                break
            if above.node.name in UNITS or above.node.name in ("p", "table", "tr"):
                best = above
        return best

    def within(self, twig: Twig, above: Twig) -> bool:
        """Whether an element is in another."""
        return any(one is above for one in twig.around())

    def move(self, twig: Twig, last: Twig) -> None:
        """Takes an element out and puts it where one like it belongs after the line `last`."""
        former = twig.parent
        self._take(twig)
        if former is not None:
            self._prune(former)
        self._put(twig, last)

    # -- what is new ---------------------------------------------------------------------------------------------------

    def place(self, node: Node, last: Twig | None) -> Twig | None:
        """Puts a new provision after the line `last`, or first of all; gives its last line."""
        for one in _unwrapped(node, last):
            twig = Twig(one, None)
            if last is None:
                body = next((child for child in self.root.children if child.node.name in _BODIES), self.root)
                self._insert_twig(body, 0, twig)
            else:
                self._put(twig, last)
            last = self.last(twig)
        return last

    def beside(self, block: Block, last: Twig) -> Twig:
        """Puts a line directly after another."""
        assert last.parent is not None
        return self._insert(last.parent, last.parent.children.index(last) + 1, block)

    def width(self, last: Twig) -> int:
        """How many cells the row has that the line `last` is in."""
        above = _row_around(last)
        return 0 if above is None else len(above.children)

    def row(self, row: Provision, last: Twig) -> Twig:
        """Puts a row after the one that the line `last` is in."""
        above = _row_around(last)
        if above is None or above.parent is None:
            return self.place(Provision("table", "", (), (row,)), last) or last
        return self.last(self._insert(above.parent, above.parent.children.index(above) + 1, row))

    def _insert(self, above: Twig, at: int, node: Node) -> Twig:
        twig = Twig(node, None)
        self._insert_twig(above, at, twig)
        return twig

    def _insert_twig(self, above: Twig, at: int, twig: Twig) -> None:
        twig.parent = above
        twig.touched = True
        above.children.insert(at, twig)
        above.touch()

    def _put(self, twig: Twig, last: Twig) -> None:
        """Puts an element where it belongs after the line `last`."""
        if isinstance(twig.node, Block) or twig.node.name == "table":
            self._put_line(twig, last)
            return
        sibling = _sibling(twig, last)
        if sibling is not None and sibling.parent is not None:
            self._insert_twig(sibling.parent, sibling.parent.children.index(sibling) + 1, twig)
            return
        if twig.node.name == "attachment":
            self._attach(twig)
            return
        inner = last
        for above in last.around():
            if above.node.name in UNITS and _may_hold(above.node.name, twig.node.name):
                break
            if above.node.name in _PARTS:
                break
            inner = above
        else:
            above = self.root
        if above.node.name not in _BODIES and above.node.name in _PARTS:
            above, inner = next((one for one in self.root.children if one.node.name == "body"), above), None  # type: ignore[assignment]
        at = above.children.index(inner) + 1 if inner in above.children else _labels(above)
        self._insert_twig(above, at, twig)
        _settle(above)

    def _attach(self, twig: Twig) -> None:
        """Puts an annex before all others."""
        above = next((one for one in self.root.children if one.node.name == "attachments"), None)
        if above is None:
            above = self._insert(self.root, len(self.root.children), Provision("attachments", "", (), ()))
        self._insert_twig(above, 0, twig)

    def _put_line(self, twig: Twig, last: Twig) -> None:
        """Words without a number go on in the provision of the line before; after a heading they begin it."""
        above = last.parent
        assert above is not None
        if last.node.name not in LABELS and isinstance(last.node, Block):
            self._insert_twig(above, above.children.index(last) + 1, twig)
            return
        unit = above if isinstance(last.node, Block) else last
        at = _labels(unit)
        following = unit.children[at] if at < len(unit.children) else None
        if following is not None and following.node.name in WRAPPERS:
            self._insert_twig(following, 0, twig)
            return
        wrapper = self._insert(unit, at, Provision("intro" if following is not None else "content", "", (), ()))
        self._insert_twig(wrapper, 0, twig)


def _labels(twig: Twig) -> int:
    """How many labels an element begins with: what is put in first of all comes after them."""
    return sum(1 for child in twig.children if child.node.name in LABELS)


def _speaks(twig: Twig, kept: Collection[str]) -> bool:
    """Whether an element has words, or an empty line that is `kept`."""
    found = (one.node for one in twig.walk())
    return any(isinstance(node, Opaque) or (isinstance(node, Block) and _is_there(node, kept)) for node in found)


def _is_there(line: Block, kept: Collection[str]) -> bool:
    return bool(line.text.chars.strip()) or line.wid in kept


def _unwrapped(node: Node, last: Twig | None) -> list[Node]:
    """A paragraph without a number as what stands where it comes: recitals among recitals, words in a provision."""
    if not isinstance(node, Provision) or node.name != "paragraph" or node.num or last is None:
        return [node]
    content = node.child("content")
    if not isinstance(content, Provision) or len(node.children) > 1:
        return [node]
    unit = next((one for one in last.around() if one.node.name in UNITS), None)
    if unit is not None and unit.node.name in _RECITALS:
        return [Provision(unit.node.name, "", (), (line,)) for line in content.children]
    if unit is not None and unit.node.name == "paragraph" and isinstance(unit.node, Provision) and not unit.node.num:
        return [node]
    if unit is None and not any(one.node.name in ("preface", "preamble", "conclusions") for one in last.around()):
        return [node]
    return list(content.children)


def _row_around(line: Twig) -> Twig | None:
    return next((one for one in line.around() if one.node.name == "tr"), None)


def _sibling(twig: Twig, last: Twig) -> Twig | None:
    """The element around a line that the new one follows: the one whose number it goes on, else the nearest like it."""
    new = _label(twig)
    like = [one for one in last.around() if one.node.name == twig.node.name]
    if new is not None:
        known = [(one, label) for one in like if (label := _label(one)) is not None]
        for one, label in known:
            if label.rank == new.rank and _goes_on(label, new):
                return one
        for one, label in known:
            if label.rank == new.rank:
                return one
        if known and twig.node.name == "point":
            return None
    return like[0] if like else None


def _label(twig: Twig) -> Label | None:
    return label_at(f"{twig.node.num} x") if isinstance(twig.node, Provision) and twig.node.num else None


def _goes_on(label: Label, new: Label) -> bool:
    """Whether a number is the next: 4 after 3, and 3 bis after 3."""
    if not label.key or not new.key:
        return False
    return new.key[:1] == (int(label.key[0]) + 1,) or (new.key[:1] == label.key[:1] and new.key > label.key)


_ORDER = ("attachment", "part", "chapter", "section", "article", "paragraph", "point")


def _may_hold(above: str, name: str) -> bool:
    if above not in _ORDER or name not in _ORDER:
        return above not in _RECITALS
    return _ORDER.index(above) < _ORDER.index(name) or above == name == "point"


def _settle(twig: Twig) -> None:
    """Wrappers as the standard has them: `content` alone, `intro` and `wrapUp` around units."""
    if twig.node.name not in UNITS:
        return
    units = [at for at, child in enumerate(twig.children) if child.node.name in UNITS]
    for at, child in enumerate(twig.children):
        node = child.node
        if not isinstance(node, Provision) or node.name not in ("content", "intro", "wrapUp"):
            continue
        name = "content" if not units else "intro" if at < units[0] else "wrapUp" if at > units[-1] else node.name
        if name != node.name:
            child.node = Provision(name, "", _NO_ATTRS, node.children)
            child.touch()


def _frozen(twig: Twig) -> Node:
    if not twig.touched:
        return twig.node
    if not isinstance(twig.node, Provision):
        return twig.node
    node = twig.node
    children = tuple([_frozen(child) for child in twig.children])
    if not children and node.name in _BODIES:
        empty = Provision("content", "", (), (Block("p", "", (), Text()),))
        children = (Provision("hcontainer", "", (("name", "empty"),), (empty,)),)
    return Provision(node.name, node.wid, node.attrs, children)
