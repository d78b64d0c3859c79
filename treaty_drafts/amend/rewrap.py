"""Edits that a reader does not see: the words of a unit come under another wrapper, and stay where they are.

Akoma Ntoso keeps the words of a paragraph in `content` as long as it has no points, and in `intro` once it has. A patch
that gives it its first points, or takes its last, has to put the words from one into the other.
"""

from __future__ import annotations

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.edit import Deletion, Insertion, Move, Patch
from treaty_drafts.model.tree import Opaque, Provision
from treaty_drafts.model.version import Version


def rewrapped(patch: Patch, base: Version) -> frozenset[str]:
    """The wIds of the wrappers that give way, of those that take their place, and of the texts that pass over."""
    hosts = {
        node.wid: edit.parent
        for edit in patch.edits
        if isinstance(edit, Insertion)
        for node in edit.provisions
        if isinstance(node, Provision) and node.name in WRAPPERS and not node.children
    }
    passing = {
        edit.wid: edit.parent
        for edit in patch.edits
        if isinstance(edit, Move) and edit.parent in hosts and _host(edit.wid, base) == hosts[edit.parent]
    }
    gone = {edit.wid for edit in patch.edits if isinstance(edit, Deletion) and _emptied(base.find(edit.wid), passing)}
    return frozenset((*passing, *passing.values(), *gone))


def _host(wid: str, base: Version) -> str:
    """What the wrapper that holds the element stands in; the empty string where no wrapper holds it."""
    holder = base.parents.get(wid, "")
    return base.parents[holder] if holder and base.index[holder].name in WRAPPERS else ""


def _emptied(node: object, passing: dict[str, str]) -> bool:
    """Whether the node is a wrapper of which every text passes over."""
    if not isinstance(node, Provision) or node.name not in WRAPPERS or not node.children:
        return False
    return all(not isinstance(child, Opaque) and child.wid in passing for child in node.children)
