"""Edits that a reader does not see, or sees in others.

The words of a unit come under another wrapper, and stay where they are; or they are quoted in what they move into.

Akoma Ntoso keeps the words of a paragraph in `content` as long as it has no points, and in `intro` once it has. A patch
that gives it its first points, or takes its last, has to put the words from one into the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.citation import is_text
from treaty_drafts.amend.edit import Deletion, Insertion, Move, Patch
from treaty_drafts.model.tree import Block, Opaque, Provision, blocks, walk
from treaty_drafts.model.version import Version

Coming: TypeAlias = dict[tuple[str, str], list[str]]
"""What a patch puts into each provision after each place in it, in order; who reads a gap takes it out, as `apply`."""

Away: TypeAlias = Mapping[str, Deletion | Move]
"""What a patch takes from its place, by wId."""


def rewrapped(patch: Patch, base: Version) -> frozenset[str]:
    """The wIds of the wrappers that give way, of those that take their place, and of the texts that pass over.

    Not where a text passes over what stands between the two wrappers, or over another text: a reader does see that.
    """
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
    coming = _coming(patch) if passing else {}
    away = {edit.wid: edit for edit in patch.edits if isinstance(edit, Deletion | Move)}
    parents = [base.find(parent) for parent in {hosts[host] for host in passing.values()}]
    still = {parent.wid for parent in parents if _in_place(parent, passing, coming, away)}
    passing = {wid: host for wid, host in passing.items() if hosts[host] in still}
    gone = {edit.wid for edit in patch.edits if isinstance(edit, Deletion) and _emptied(base.find(edit.wid), passing)}
    return frozenset((*passing, *passing.values(), *gone))


def _in_place(parent: Provision | Block, passing: Mapping[str, str], coming: Coming, away: Away) -> bool:
    """Whether the texts that pass over in a provision stand among all else in it as their old wrappers did."""
    hosts = frozenset(passing.values())
    told = list(_put(parent.wid, "", coming))  # as it reads to who is told nothing of wrappers
    true = list(_settled(told, passing, coming))
    for child in parent.children if isinstance(parent, Provision) else ():
        if isinstance(child, Opaque):
            continue
        gone = away.get(child.wid)
        onward = isinstance(gone, Move) and gone.parent == parent.wid  # and with it what is put after it
        after = [] if onward else list(_put(parent.wid, child.wid, coming))
        stays = [] if gone else [child.wid]
        told += [*_passing(child, passing), *stays, *after]
        true += [*stays, *_settled(after, passing, coming)]
    return [wid for wid in told if wid not in hosts] == true


def _passing(wrapper: Provision | Block, passing: Mapping[str, str]) -> list[str]:
    held = wrapper.children if isinstance(wrapper, Provision) else ()
    return [kid.wid for kid in held if not isinstance(kid, Opaque) and kid.wid in passing]


def _settled(wids: Iterable[str], passing: Mapping[str, str], coming: Coming) -> Iterator[str]:
    """What is put into a provision; of new wrappers, the texts that pass over into them."""
    hosts = frozenset(passing.values())
    for wid in wids:
        if wid in hosts:
            yield from (held for held in _put(wid, "", coming) if held in passing)
        else:
            yield wid


def _coming(patch: Patch) -> Coming:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for edit in patch.edits:
        if isinstance(edit, Insertion):
            found[edit.parent, edit.after] += [node.wid for node in edit.provisions if not isinstance(node, Opaque)]
        elif isinstance(edit, Move):
            found[edit.parent, edit.after].append(edit.wid)
    return found


def _put(parent: str, after: str, coming: Coming) -> Iterator[str]:
    """What is put into a provision after a place, and what is put after that.

    What comes may have the wId of what goes, or lead back to it, so that each gap is read once.
    """
    waiting = coming.pop((parent, after), [])[::-1]
    while waiting:
        wid = waiting.pop()
        yield wid
        waiting += coming.pop((parent, wid), [])[::-1]


def requoted(patch: Patch, base: Version, unsaid: frozenset[str]) -> frozenset[str]:
    """The wIds of what moves from where the patch says that it deletes all into what it inserts, and of all in it.

    The deletion is said (unless it is `unsaid`), and the insertion quotes these words among those around them.
    """
    gone = {edit.wid for edit in patch.edits if isinstance(edit, Deletion)} - unsaid
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)} - unsaid
    moved = {edit.wid for edit in patch.edits if isinstance(edit, Move) and edit.parent in inserted}
    return frozenset(
        node.wid for wid in moved if not gone.isdisjoint(_around(wid, base)) for node in walk(base.find(wid))
    )


def becoming(patch: Patch, base: Version) -> Mapping[str, str]:
    """The wIds of texts of units that become provisions in their place, by those of the provisions, which say no more.

    So is the text of an article numbered that had no number.
    """
    tops = {
        top.wid: edit
        for edit in patch.edits
        if isinstance(edit, Insertion)
        for top in edit.provisions[:1]
        if isinstance(top, Provision) and all(block.name == "num" for block in blocks(top))
    }
    coming = [edit for edit in patch.edits if isinstance(edit, Insertion | Move) and edit.parent in tops]
    held = Counter(edit.parent for edit in coming)
    found: dict[str, str] = {}
    for edit in coming:
        if isinstance(edit, Move) and held[edit.parent] == 1 and is_text(base.find(edit.wid)):
            top, unit = tops[edit.parent], base.index[base.parents[edit.wid]]
            wids = (
                ["", *(one.wid for one in unit.children if not isinstance(one, Opaque))]
                if isinstance(unit, Provision)
                else []
            )
            if top.parent == unit.wid and edit.wid in wids and top.after in (edit.wid, wids[wids.index(edit.wid) - 1]):
                found[edit.parent] = edit.wid
    return found


def _around(wid: str, base: Version) -> Iterator[str]:
    """The wIds of all that the element stands in, from the inside out."""
    while wid := base.parents.get(wid, ""):
        yield wid


def _host(wid: str, base: Version) -> str:
    """What the wrapper that holds the element stands in; the empty string where no wrapper holds it."""
    holder = base.parents.get(wid, "")
    return base.parents[holder] if holder and base.index[holder].name in WRAPPERS else ""


def _emptied(node: object, passing: Mapping[str, str]) -> bool:
    """Whether the node is a wrapper of which every text passes over."""
    if not isinstance(node, Provision) or node.name not in WRAPPERS or not node.children:
        return False
    return all(not isinstance(child, Opaque) and child.wid in passing for child in node.children)
