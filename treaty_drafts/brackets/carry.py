"""Edits of settled brackets carried out on a tree, for a view; edits on the record go through `treaty_drafts.amend`."""

from __future__ import annotations

from treaty_drafts.brackets.gone import Cut
from treaty_drafts.brackets.settle import Edit, Relocation
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version


def carried_out(version: Version, edits: tuple[Edit, ...]) -> Version:
    """The version that the edits of one settlement make; words and provisions that no edit names stay as they are."""
    cuts: dict[str, list[Cut]] = {}
    leaving: set[str] = set()
    arriving: dict[tuple[str, str], list[Node]] = {}
    for edit in edits:
        if isinstance(edit, Cut):
            cuts.setdefault(edit.wid, []).append(edit)
        else:
            leaving.add(edit.wid)
            if isinstance(edit, Relocation):
                arriving.setdefault((edit.parent, edit.after), []).append(version.find(edit.wid))

    def built(node: Provision) -> Provision:
        children: list[Node] = []
        for child in node.children:
            if isinstance(child, Opaque):
                children.append(child)
                continue
            if child.wid not in leaving:
                children.append(made(child))
            after = child.wid
            while (node.wid, after) in arriving:
                for arrived in arriving[node.wid, after]:
                    children.append(made(arrived))
                    after = "" if isinstance(arrived, Opaque) else arrived.wid
        return Provision(node.name, node.wid, node.attrs, tuple(children))

    def made(node: Node) -> Node:
        if isinstance(node, Provision):
            return built(node)
        if isinstance(node, Block) and node.wid in cuts:
            return Block(node.name, node.wid, node.attrs, _cut(node.text, cuts[node.wid]))
        return node

    return Version(built(version.root), version.facts, version.attrs)


def _cut(text: Text, cuts: list[Cut]) -> Text:
    for cut in reversed(cuts):
        text = text.splice(cut.start, cut.stop, cut.new)
    return text
