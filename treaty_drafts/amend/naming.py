"""Identities of elements that come new into a version."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import msgspec

from treaty_drafts.amend.edit import Edit, Insertion, Move, Patch
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Opaque, Provision, Text, walk

_IDS = frozenset(("eId", "wId", "{http://www.w3.org/XML/1998/namespace}id"))


class Naming:
    """Gives wIds that are not taken, with a suffix where they are, or `always`. A name once given is taken."""

    def __init__(self, taken: Collection[str], suffix: str, *, always: bool = False) -> None:
        self._taken = taken
        self._always = always
        self._given: set[str] = set()
        self._suffix = suffix

    def fresh(self, wid: str) -> str:
        """The wId, with the suffix where needed, and a count where that is taken too."""
        found, count = wid, 0
        while (self._always and not count) or found in self._taken or found in self._given:
            count += 1
            found = f"{wid}~{self._suffix}" + (f"-{count}" if count > 1 else "")
        self._given.add(found)
        return found

    def node(self, node: Node) -> Node:
        """A copy of the node under fresh wIds, without the addresses of its former place."""
        if isinstance(node, Opaque):
            return node
        return self.block(node) if isinstance(node, Block) else self.provision(node)

    def block(self, block: Block) -> Block:
        """A copy of the block under fresh wIds."""
        return Block(block.name, self.fresh(block.wid), without_ids(block.attrs), self.text(block.text))

    def provision(self, provision: Provision) -> Provision:
        """A copy of the provision under fresh wIds."""
        wid = self.fresh(provision.wid)
        children = tuple(self.node(child) for child in provision.children)
        return Provision(provision.name, wid, without_ids(provision.attrs), children)

    def text(self, text: Text) -> Text:
        """The text with its marks and notes under fresh wIds."""
        return Text(text.chars, tuple(self.mark(mark) for mark in text.marks)) if text.marks else text

    def mark(self, mark: Mark) -> Mark:
        """The mark without ids, what it holds under fresh ones."""
        atom = None if mark.atom is None else self.node(mark.atom)
        return Mark(mark.start, mark.stop, mark.name, without_ids(mark.attrs), atom)


def without_ids(attrs: Attrs) -> Attrs:
    """The attributes that say what an element is, not where."""
    return tuple(pair for pair in attrs if pair[0] not in _IDS) if attrs else attrs


def under_own_names(patch: Patch, taken: Collection[str], suffix: str) -> Patch:
    """The patch where all wIds that it gives end in the suffix, so that no other amendment gives them as well.

    Those that do so stay; of the others, none will be one that is `taken`.
    """
    given = [
        node.wid for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions for node in walk(top)
    ]
    own = re.compile(rf"~{re.escape(suffix)}(?:-\d+)?$")
    naming = Naming({*taken, *given}, suffix, always=True)
    names = {wid: naming.fresh(wid) for wid in given if own.search(wid) is None}
    return Patch(patch.base, tuple(_under(edit, names) for edit in patch.edits)) if names else patch


def _under(edit: Edit, names: Mapping[str, str]) -> Edit:
    """The edit where provisions go by other names."""
    if isinstance(edit, Insertion):
        provisions = tuple(_renamed(node, names) for node in edit.provisions)
        return Insertion(names.get(edit.parent, edit.parent), names.get(edit.after, edit.after), provisions)
    if isinstance(edit, Move):
        return Move(edit.wid, names.get(edit.parent, edit.parent), names.get(edit.after, edit.after))
    return msgspec.structs.replace(edit, wid=names.get(edit.wid, edit.wid))


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    if isinstance(node, Opaque):
        return node
    wid = names.get(node.wid, node.wid)
    attrs = node.attrs if wid == node.wid else without_ids(node.attrs)
    if isinstance(node, Provision):
        return Provision(node.name, wid, attrs, tuple(_renamed(child, names) for child in node.children))
    marks = (
        mark if mark.atom is None else msgspec.structs.replace(mark, atom=_renamed(mark.atom, names))
        for mark in node.text.marks
    )
    return Block(node.name, wid, attrs, Text(node.text.chars, tuple(marks)))
