"""Lines within a line: of provisions that a text quotes, and of what else stands in a text and has lines of its own."""

from __future__ import annotations

from collections.abc import Iterator
from operator import is_

from treaty_drafts.akn.profile import NOTES
from treaty_drafts.model.tree import Block, Mark, Node, Provision, Text, blocks, join, walk
from treaty_drafts.sources.docx.twigs import Tree


class Inner:
    """The inner lines of a version, and what becomes of them; the texts that hold them are in the tree."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.holders: dict[str, str] = {}
        self.changed: dict[str, Block] = {}
        self.gone: set[str] = set()
        for twig in tree.root.walk():
            if isinstance(twig.node, Block):
                for mark in twig.node.text.marks:
                    if mark.atom is not None:
                        self.holders.update((line.wid, twig.node.wid) for line in _printed(mark.atom))

    def __contains__(self, wid: str) -> bool:
        return self.holders.get(wid, "") in self.tree

    def replace(self, line: Block) -> None:
        """Gives a line, inner or not, other words."""
        if line.wid in self:
            self.changed[line.wid] = line
        else:
            self.tree.replace(line)

    def remove(self, wid: str) -> None:
        """Takes out a line, inner or not, and what has no line left."""
        if wid in self:
            self.gone.add(wid)
        else:
            self.tree.remove(wid)

    def settle(self) -> None:
        """Gives the texts their inner lines as they now are; one that has nothing left goes."""
        for wid in dict.fromkeys(self.holders[wid] for wid in (*self.changed, *self.gone)):
            if wid not in self.tree:
                continue
            block = self.tree.twig(wid).node
            assert isinstance(block, Block)
            text = self._text(block.text)
            if text.chars.strip():
                self.tree.replace(Block(block.name, block.wid, block.attrs, text))
            else:
                self.tree.remove(wid)

    def _text(self, text: Text) -> Text:
        parts: list[Text] = []
        at = 0
        for mark in text.marks:
            if mark.atom is None:
                continue
            atom = self._grown(mark.atom)
            if atom is not mark.atom:
                own = text.slice(mark.start, mark.stop) if atom is not None else Text()
                marks = tuple(_with(one, atom) if one.atom is mark.atom else one for one in own.marks)
                parts += [text.slice(at, mark.start), Text(own.chars, marks)]
                at = mark.stop
        return join([*parts, text.slice(at, len(text.chars))]) if parts else text

    def _grown(self, node: Node) -> Node | None:
        """What a node now is; None where it has no line left."""
        if isinstance(node, Block):
            return None if node.wid in self.gone else self.changed.get(node.wid, node)
        if not isinstance(node, Provision) or not node.children:
            return node
        children = tuple(grown for child in node.children if (grown := self._grown(child)) is not None)
        if len(children) == len(node.children) and all(map(is_, children, node.children)):
            return node
        left = any(child.name != "num" for child in children)
        return Provision(node.name, node.wid, node.attrs, children) if left else None


def _printed(atom: Node) -> Iterator[Block]:
    """The lines that stand among those of the text; of a footnote, those in tables."""
    if atom.name not in NOTES:
        yield from blocks(atom)
        return
    for node in walk(atom):
        if node.name == "table":
            yield from blocks(node)


def _with(mark: Mark, atom: Node | None) -> Mark:
    return Mark(mark.start, mark.stop, mark.name, mark.attrs, atom)
