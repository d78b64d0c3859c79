"""Edits that a reader does not see, or sees in others.

The words of a unit come under another wrapper, and stay where they are; or they are quoted in what they move into.

Akoma Ntoso keeps the words of a paragraph in `content` as long as it has no points, and in `intro` once it has. A patch
that gives it its first points, or takes its last, has to put the words from one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.edit import Deletion, Insertion, Move, Patch
from treaty_drafts.model.tree import Opaque, Provision, walk
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


def requoted(patch: Patch, base: Version, unsaid: frozenset[str]) -> frozenset[str]:
    """The wIds of what moves from where the patch says that it deletes all into what it inserts, and of all in it.

    The deletion is said (unless it is `unsaid`), and the insertion quotes these words among those around them.
    """
    gone = {edit.wid for edit in patch.edits if isinstance(edit, Deletion)} - unsaid
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)}
    moved = {edit.wid for edit in patch.edits if isinstance(edit, Move) and edit.parent in inserted}
    return frozenset(
        node.wid for wid in moved if not gone.isdisjoint(_around(wid, base)) for node in walk(base.find(wid))
    )


def _around(wid: str, base: Version) -> Iterator[str]:
    """The wIds of all that the element stands in, from the inside out."""
    while wid := base.parents.get(wid, ""):
        yield wid


def _host(wid: str, base: Version) -> str:
    """What the wrapper that holds the element stands in; the empty string where no wrapper holds it."""
    holder = base.parents.get(wid, "")
    return base.parents[holder] if holder and base.index[holder].name in WRAPPERS else ""


def _emptied(node: object, passing: dict[str, str]) -> bool:
    """Whether the node is a wrapper of which every text passes over."""
    if not isinstance(node, Provision) or node.name not in WRAPPERS or not node.children:
        return False
    return all(not isinstance(child, Opaque) and child.wid in passing for child in node.children)
