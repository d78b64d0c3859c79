"""The patch that undoes a patch."""

from __future__ import annotations

from collections import defaultdict

from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.amend.patch import apply, normal
from treaty_drafts.amend.splice import in_order, splice
from treaty_drafts.errors import PatchError
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text, walk
from treaty_drafts.model.version import Version


def invert(patch: Patch, base: Version) -> Patch:
    """The patch against `apply(patch, base)` that gives `base` back.

    Raises what `apply` raises, and `PatchError` where the patch inserts an element that has no wId.
    """
    from treaty_drafts.akn.write import digest

    result = apply(patch, base)
    edits: list[Edit] = [*_words(patch, base, result), *_structure(patch, base, result)]
    return normal(Patch(digest(result), tuple(edits)))


def _words(patch: Patch, base: Version, result: Version) -> list[Substitution]:
    by_block: defaultdict[str, list[Substitution]] = defaultdict(list)
    for edit in patch.edits:
        if isinstance(edit, Substitution):
            by_block[edit.wid].append(edit)
    undone = {wid: undo(base.block(wid).text, result.block(wid).text, edits) for wid, edits in by_block.items()}
    rewritten = {wid for wid, edits in undone.items() if _whole(edits, result.block(wid).text)}
    return [edit for wid, edits in undone.items() if not _inside(wid, rewritten - {wid}, base) for edit in edits]


def undo(before: Text, after: Text, edits: list[Substitution]) -> tuple[Substitution, ...]:
    """The substitutions in `after` that give `before` back, where `edits` made the one of the other."""
    shift = 0
    back: list[Substitution] = []
    for edit in in_order(edits):
        start = edit.start + shift
        stop = start + len(edit.new.chars)
        back.append(Substitution(edit.wid, start, stop, edit.new.chars, before.slice(edit.start, edit.stop)))
        shift += len(edit.new.chars) - len(edit.old)
    if _shape(splice(after, back)) == _shape(before):
        return tuple(back)
    return (Substitution(edits[0].wid, 0, len(after.chars), after.chars, before),)


def _shape(text: Text) -> tuple[str, list[Mark]]:
    """The text without what stands inside its notes, whose own edits are undone by themselves."""
    return text.chars, [Mark(mark.start, mark.stop, mark.name, mark.attrs) for mark in text.marks]


def _whole(edits: tuple[Substitution, ...], text: Text) -> bool:
    return len(edits) == 1 and edits[0].start == 0 and edits[0].stop == len(text.chars) > 0


def _inside(wid: str, outer: set[str], base: Version) -> bool:
    """Whether the element stands inside one of `outer`, whose restored text brings it along."""
    above = base.parents[wid]
    while above:
        if above in outer:
            return True
        above = base.parents[above]
    return False


def _structure(patch: Patch, base: Version, result: Version) -> list[Edit]:
    moved = {edit.wid for edit in patch.edits if isinstance(edit, Move)}
    left = moved | {edit.wid for edit in patch.edits if isinstance(edit, Deletion)}
    undone: list[Edit] = []
    for parent in dict.fromkeys(base.parents[node.wid] for node in walk(base.root) if node.wid in left):
        undone.extend(_homecoming(base.find(parent), left, moved))
    for edit in patch.edits:
        if isinstance(edit, Insertion):
            undone.extend(_removal(provision, result) for provision in edit.provisions)
    return undone


def _homecoming(parent: Provision | Block, left: set[str], moved: set[str]) -> list[Edit]:
    """What brings the children that left a provision back behind their old neighbours."""
    undone: list[Edit] = []
    neighbour = ""
    for child in parent.children if isinstance(parent, Provision) else ():
        if isinstance(child, Opaque):
            continue
        if child.wid in moved:
            undone.append(Move(child.wid, parent.wid, neighbour))
        elif child.wid in left:
            undone.append(Insertion(parent.wid, neighbour, (_without(child, moved),)))
        neighbour = child.wid
    return undone


def _without(node: Provision | Block, moved: set[str]) -> Provision | Block:
    """The node without the provisions inside it that the patch moved out, which move back by themselves."""
    if isinstance(node, Block) or moved.isdisjoint(inner.wid for inner in walk(node)):
        return node
    kept: list[Node] = []
    for child in node.children:
        if isinstance(child, Opaque):
            kept.append(child)
        elif child.wid not in moved:
            kept.append(_without(child, moved))
    return Provision(node.name, node.wid, node.attrs, tuple(kept))


def _removal(provision: Node, result: Version) -> Deletion:
    if isinstance(provision, Opaque):
        raise PatchError(f"the inserted `{provision.name}` has no wId, so that its insertion cannot be undone")
    return Deletion(provision.wid, digest_of(result.find(provision.wid)))
