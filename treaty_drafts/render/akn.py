"""A redline as Akoma Ntoso: `ins` and `del` around words, `neg:change` on provisions; valid for any reader of AKN 3.0.

Deleted words and provisions stand in the file, so it is a rendition of two texts and a version of neither. What goes
keeps its wId and loses its eId, which may be the address of another provision by now. `refersTo` names the delegations.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import is_

from treaty_drafts.akn.carried import canonical
from treaty_drafts.akn.meta import SECRETARIAT, organization, organization_id
from treaty_drafts.akn.profile import LABELS, NEG, UNITS
from treaty_drafts.akn.write import write
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.compilation import Compilation
from treaty_drafts.compilation import write as write_compilation
from treaty_drafts.compilation.compiled import Bracket, Slot, Words
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render.changes import Changes
from treaty_drafts.render.sources import Compiled, Touched
from treaty_drafts.render.views import parties, refuse_brackets, refuse_contested, refuse_view
from treaty_drafts.render.wordings import split

CHANGE = f"{{{NEG}}}change"
_TAGS = {"inserted": "ins", "deleted": "del"}
_TEXTS = frozenset(("content", "intro", "wrapUp"))
_AFTER_REFERENCES = ("</references>", "<notes", "<proprietary", "<presentation", "</meta>")


def render_akn(source: Version | Comparison | Compiled, *, view: str, keep_brackets: bool) -> bytes:
    """A version or a compilation as it is, or a redline, as canonical AKN; errors as `render`."""
    if isinstance(source, Version):
        if view in ("redline", "table"):
            refuse_view(view)
        if view == "clean" and not keep_brackets:
            refuse_brackets(source)
        return write(source)
    if isinstance(source, Compilation) and (view == "bracketed" or (view == "clean" and keep_brackets)):
        return write_compilation(source)
    if view == "clean" and not isinstance(source, Comparison):
        refuse_contested(source)
        return write(source.base)
    if view != "redline":
        raise Misused(f"AKN has no {view} view of this", step="ask for the redline, or for html, md, txt or json")
    if isinstance(source, Comparison):
        return redline_akn(source.base, Changes(source), (), at_target=True)
    codes = tuple(party.code for party in parties(source))
    return redline_akn(source.base, source, codes, at_target=False)


def redline_akn(version: Version, touched: Touched, codes: tuple[str, ...], *, at_target: bool) -> bytes:
    """The redline of a text as canonical AKN.

    `version` is the old text, with the metadata to write; `codes` are the delegations to name; `at_target` shows what
    moved where it arrives.
    """
    root = _Redliner(touched, at_target=at_target).provision(version.root, "", ())
    children = tuple(_with_references(child, codes) for child in root.children)
    return write(Version(Provision(root.name, root.wid, root.attrs, children), version.facts, version.attrs))


class _Redliner:
    """Rebuilds a tree with its redline in it; what nothing happens to is the same object.

    `change` is what happens to all that a node is in, `by` whose doing it is.
    """

    def __init__(self, touched: Touched, *, at_target: bool) -> None:
        self._touched = touched
        self._at_target = at_target

    def node(self, node: Node, change: str, by: tuple[str, ...]) -> Node:
        if type(node) is Block:
            return self.block(node, change, by)
        return self.provision(node, change, by) if type(node) is Provision else node

    def provision(self, node: Provision, change: str, by: tuple[str, ...]) -> Provision:
        slots = self._touched.slots(node.wid)
        if slots is None:
            children = tuple([self.node(child, change, by) for child in node.children])
            if not change and all(map(is_, children, node.children)):
                return node
        else:
            children = _ordered(node, tuple(self._slots(slots, change, by)))
        return Provision(node.name, node.wid, _attrs(node.attrs, change), children)

    def _slots(self, slots: tuple[Slot, ...], change: str, by: tuple[str, ...]) -> Iterator[Node]:
        for slot in slots:
            node = slot.node
            if slot.kind == "inserted":
                yield self._said(node, "inserted", self._touched.sponsors_of(slot.proposers))
            elif slot.kind == "arrival":
                if self._at_target:
                    yield _named(self.node(node, "", ()), "moved", ())
            elif slot.movers and self._at_target:
                continue
            elif slot.deleters and change != "inserted":
                yield self._said(node, "deleted", self._touched.sponsors_of(slot.deleters))
            else:
                yield self.node(node, change, by)

    def _said(self, node: Node, change: str, by: tuple[str, ...]) -> Node:
        return _named(self.node(node, change, by), change, by)

    def block(self, node: Block, change: str, by: tuple[str, ...]) -> Block:
        words = self._touched.words(node.wid)
        if words is None and not change and not node.text.marks:
            return node
        text = join(list(self._texts((node.text,) if words is None else words, change, by)))
        return Block(node.name, node.wid, _attrs(node.attrs, change), text)

    def _texts(self, words: Words, change: str, by: tuple[str, ...]) -> Iterator[Text]:
        for part in words:
            if isinstance(part, Bracket):
                yield from self._bracket(part, change, by)
            elif part.chars:
                yield self._wrapped(part, change, by)

    def _bracket(self, bracket: Bracket, change: str, by: tuple[str, ...]) -> Iterator[Text]:
        own, rivals = split(bracket)
        against = tuple(dict.fromkeys(code for rival in rivals for code in rival.sponsors))
        if own is not None:
            inner = (change, by) if change == "inserted" else ("deleted", against)
            yield from self._texts(own.words, *inner)
        for rival in rivals:
            yield from self._texts(rival.words, "inserted", rival.sponsors)

    def _wrapped(self, text: Text, change: str, by: tuple[str, ...]) -> Text:
        marks = tuple(mark if mark.atom is None else self._atom(mark, change, by) for mark in text.marks)
        if change:
            refers = (("refersTo", " ".join(f"#{organization_id(code)}" for code in by)),) if by else ()
            marks = (Mark(0, len(text.chars), _TAGS[change], refers), *marks)
        return Text(text.chars, marks)

    def _atom(self, mark: Mark, change: str, by: tuple[str, ...]) -> Mark:
        atom = None if mark.atom is None else self.node(mark.atom, change, by)
        return Mark(mark.start, mark.stop, mark.name, _attrs(mark.attrs, change), atom)


def _ordered(node: Provision, children: tuple[Node, ...]) -> tuple[Node, ...]:
    """The children as the schema allows them side by side.

    A unit holds `content` alone, or units between an `intro` and a `wrapUp`; where the redline brings both of two
    texts together, what stands in the way becomes a unit, an `hcontainer`, of its own.
    """
    held = [child for child in children if child.name not in LABELS]
    if node.name not in UNITS or len(held) < 2 or not any(child.name in _TEXTS for child in held):
        return children
    kept = {id(held[0])} if held[0].name == "intro" else set()
    if held[-1].name == "wrapUp":
        kept.add(id(held[-1]))
    return tuple(
        _unit(child) if isinstance(child, Provision) and child.name in _TEXTS and id(child) not in kept else child
        for child in children
    )


def _unit(text: Provision) -> Provision:
    """A unit that holds that text and nothing else."""
    attrs = tuple(pair for pair in text.attrs if pair[0] in (CHANGE, "refersTo"))
    bare = tuple(pair for pair in text.attrs if pair not in attrs)
    content = Provision("content", text.wid, bare, text.children)
    return Provision("hcontainer", f"{text.wid}~unit", (("name", "text"), *attrs), (content,))


def _attrs(attrs: Attrs, change: str) -> Attrs:
    return tuple(pair for pair in attrs if pair[0] != "eId") if change == "deleted" else attrs


def _named(node: Node, change: str, by: tuple[str, ...]) -> Node:
    if isinstance(node, Opaque):
        return node
    attrs = (*node.attrs, (CHANGE, change))
    if by:
        refers = " ".join(f"#{organization_id(code)}" for code in by)
        attrs = (*(pair for pair in attrs if pair[0] != "refersTo"), ("refersTo", refers))
    if isinstance(node, Block):
        return Block(node.name, node.wid, attrs, node.text)
    return Provision(node.name, node.wid, attrs, node.children)


def _with_references(meta: Node, codes: tuple[str, ...]) -> Node:
    """The metadata with an organization for each delegation that it does not name yet; any other node as it is."""
    if not isinstance(meta, Opaque) or meta.name != "meta":
        return meta
    entries = "".join(organization(code, "") for code in codes if f'eId="{organization_id(code)}"' not in meta.xml)
    before = next((tag for tag in _AFTER_REFERENCES if tag in meta.xml), "")
    if not entries or not before:
        return meta
    if before != "</references>":
        entries = f'<references source="#{SECRETARIAT}">{entries}</references>'
    at = meta.xml.index(before)
    return Opaque("meta", canonical(meta.xml[:at] + entries + meta.xml[at:]))
