"""Reading one voice, or several compatible ones, back from a compilation."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from treaty_drafts.compilation.hunks import project_text
from treaty_drafts.compilation.sequence import project_slots, wid_of
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version

if TYPE_CHECKING:
    from treaty_drafts.compilation.compile import Compilation


def project(compilation: Compilation, active: Set[str]) -> Version:
    """The base with the active amendments, which must be compatible; untouched provisions are the base's own values."""
    root = _Projection(compilation, active).node(compilation.base.root)
    assert isinstance(root, Provision)
    return Version(root, compilation.base.facts, compilation.base.attrs)


class _Projection:
    """One projection: what is active, and every element with a change somewhere inside it."""

    def __init__(self, compilation: Compilation, active: Set[str]) -> None:
        self.compilation = compilation
        self.active = active
        self.alias = compilation.wishes.alias
        self.dirty: set[str] = set()
        wishes = compilation.wishes
        for symbol in active:
            for wid in wishes.touched(symbol):
                while wid and wid not in self.dirty:
                    self.dirty.add(wid)
                    wid = wishes.parent(wid)

    def node(self, node: Node) -> Node:
        if isinstance(node, Opaque):
            return node
        wid = self.alias.get(node.wid, node.wid)
        if wid not in self.dirty:
            return node
        if isinstance(node, Block):
            hunks = self.compilation.hunks.get(wid)
            text = project_text(node.text, hunks, self.active) if hunks else node.text
            return Block(node.name, node.wid, node.attrs, self.notes(text))
        sequence = self.compilation.sequences.get(wid)
        if sequence is None:
            children = tuple(self.node(child) for child in node.children)
        else:
            children = project_slots(sequence, self.active, self.node, self.copies(node, wid))
        return Provision(node.name, node.wid, node.attrs, children)

    def copies(self, node: Provision, wid: str) -> Mapping[str, Node]:
        """The children of an amendment's own copy of a provision that is shown under another's wId."""
        if node.wid == wid:
            return {}
        shown = self.compilation.wishes.node(wid)
        assert isinstance(shown, Provision)
        return {wid_of(one): own for one, own in zip(shown.children, node.children, strict=True)}

    def notes(self, text: Text) -> Text:
        """The text with changes inside its notes made."""
        if not any(mark.atom is not None for mark in text.marks):
            return text
        marks = tuple(
            Mark(mark.start, mark.stop, mark.name, mark.attrs, mark.atom and self.node(mark.atom))
            for mark in text.marks
        )
        return Text(text.chars, marks)
