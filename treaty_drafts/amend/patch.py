"""A patch put into a version, or refused.

All edits of a patch speak of the base: positions are those of the base text, and `after` names a neighbour in the
base, or a provision that the same patch inserts or moves. A neighbour that the patch deletes or moves elsewhere still
marks its old place. What no edit touches is the same object in the result as in the base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.amend.splice import splice
from treaty_drafts.errors import NotFound, OverlappingEdits, PatchError, StaleEdit, WrongBase
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text, walk
from treaty_drafts.model.version import Version

_BODIES = frozenset(
    ("amendmentBody", "body", "collectionBody", "debateBody", "judgmentBody", "mainBody", "portionBody")
)


def apply(patch: Patch, base: Version) -> Version:
    """The version that the patch makes of `base`; facts and metadata stay as they are.

    `StaleEdit` where the words that the sponsor read are no longer there, `OverlappingEdits` where two edits touch the
    same words or the same provision, `NotFound` for an unknown wId, `PatchError` for a provision moved into itself or a
    wId given twice. The digest of the base is not looked at: `verify_base` does that.
    """
    plan = _Plan(patch, base)
    root = plan.provision(base.root) if plan.touched else base.root
    plan.refuse_leftovers()
    return Version(root, base.facts, base.attrs)


def verify_base(patch: Patch, base: Version) -> None:
    """`WrongBase`, naming both digests, if the patch was written against another version than `base`."""
    from treaty_drafts.akn.write import digest

    found = digest(base)
    if patch.base != found:
        raise WrongBase(
            f"the amendment was written against the version with digest {patch.base or '(none)'}; this one has {found}",
            place=base.facts.symbol,
            step="take the version that it names, or propose the amendment again on this one",
        )


def normal(patch: Patch) -> Patch:
    """The same patch in canonical order: substitutions by block and place, then deletions, insertions and moves.

    Insertions and moves to one gap keep their order, which is their meaning.
    """
    return Patch(patch.base, tuple(sorted(patch.edits, key=_canonical)))


def _canonical(edit: Edit) -> tuple[int, str, str, int, int]:
    match edit:
        case Substitution():
            return (0, edit.wid, "", edit.start, edit.stop)
        case Deletion():
            return (1, edit.wid, "", 0, 0)
        case _:
            return (2, edit.parent, edit.after, 0, 0)


class _Plan:
    """The edits of one patch by the element that they touch, and the walk that carries them out."""

    def __init__(self, patch: Patch, base: Version) -> None:
        self.base = base
        self.words: defaultdict[str, list[Substitution]] = defaultdict(list)
        self.gone: dict[str, Deletion | Move] = {}
        self.arrivals: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
        self.fresh: dict[str, Provision | Block] = {}
        for edit in patch.edits:
            self._take(edit)
        self._refuse_taken_names()
        self.touched = self._touched()

    def _take(self, edit: Edit) -> None:
        match edit:
            case Substitution():
                if not isinstance(self.base.find(edit.wid), Block):
                    raise NotFound(f"`{edit.wid}` holds provisions, not words", step="name a block of words in it")
                self.words[edit.wid].append(edit)
            case Deletion():
                found = digest_of(self._leave(edit))
                if found != edit.old:
                    raise StaleEdit(
                        f"the words to be deleted should have the digest {edit.old}, but have {found}",
                        place=edit.wid,
                        step="read the provision as it stands now, and propose the deletion again",
                    )
            case Insertion():
                self.arrivals[edit.parent, edit.after].extend(edit.provisions)
                for provision in edit.provisions:
                    self._name(provision)
            case Move():
                self.arrivals[edit.parent, edit.after].append(self._leave(edit))

    def _leave(self, edit: Deletion | Move) -> Provision | Block:
        node = self.base.find(edit.wid)
        if edit.wid in self.gone:
            raise OverlappingEdits("two edits of one patch delete or move it", place=edit.wid, step="keep one of them")
        if node is self.base.root or isinstance(self.base.index.get(self.base.parents[edit.wid]), Block):
            raise PatchError("only a provision among others can be deleted or moved", place=edit.wid)
        if node.name in _BODIES:
            step = "name the provisions in it, each by itself"
            raise PatchError("a document must have its body, so that it cannot go or move", place=edit.wid, step=step)
        self.gone[edit.wid] = edit
        return node

    def _name(self, provision: Node) -> None:
        for node in walk(provision):
            if node.wid in self.fresh:
                raise PatchError("two inserted provisions have the same wId", place=node.wid, step="give each its own")
            self.fresh[node.wid] = node

    def _touched(self) -> set[str]:
        """The wIds of all elements that come out different, or that hold such elements."""
        parents = self.base.parents
        places = {parent for parent, _ in self.arrivals}
        self.resequenced = {*places, *(parents[wid] for wid in self.gone)}
        found = {*self.words, *self.resequenced}
        for wid in tuple(found):
            above = parents.get(wid, "")
            while above and above not in found:
                found.add(above)
                above = parents[above]
        if not places.isdisjoint(self.fresh):
            found.update(wid for wid, node in self.fresh.items() if isinstance(node, Provision))
        return found

    def _refuse_taken_names(self) -> None:
        for wid in self.fresh:
            if wid in self.base.index and not self._deleted(wid):
                raise PatchError("an inserted provision has the wId of another", place=wid, step="give it its own")

    def _deleted(self, wid: str) -> bool:
        """Whether the element of the base is deleted, by itself or with one around it that it does not move out of."""
        above = wid
        while above:
            gone = self.gone.get(above)
            if gone is not None:
                return isinstance(gone, Deletion)
            above = self.base.parents[above]
        return False

    def build(self, node: Node) -> Node:
        """What the patch makes of the node."""
        if type(node) is Opaque or node.wid not in self.touched:
            return node
        if type(node) is Block:
            return Block(node.name, node.wid, node.attrs, self._text(node))
        return self.provision(node)

    def provision(self, node: Provision) -> Provision:
        """The provision with the children that it has after the patch."""
        children = self._children(node) if node.wid in self.resequenced else map(self.build, node.children)
        return Provision(node.name, node.wid, node.attrs, tuple(children))

    def _text(self, block: Block) -> Text:
        edits = self.words.pop(block.wid, []) if self.base.index.get(block.wid) is block else []
        if not block.text.marks:
            return splice(block.text, edits)
        marks = []
        for mark in block.text.marks:
            if mark.atom is not None and any(edit.start <= mark.start < edit.stop for edit in edits):
                marks.append(mark)
            else:
                marks.append(self._mark(mark))
        return splice(Text(block.text.chars, tuple(marks)), edits)

    def _mark(self, mark: Mark) -> Mark:
        if mark.atom is None:
            return mark
        atom = self.build(mark.atom)
        return mark if atom is mark.atom else Mark(mark.start, mark.stop, mark.name, mark.attrs, atom)

    def _children(self, parent: Provision) -> Iterator[Node]:
        lead = sum(1 for child in parent.children[:1] if isinstance(child, Opaque) and child.name == "meta")
        yield from parent.children[:lead]
        yield from self._arriving(parent.wid, "")
        for child in parent.children[lead:]:
            if isinstance(child, Opaque):
                yield child
                continue
            gone = self.gone.get(child.wid) if self.base.index.get(child.wid) is child else None
            if gone is None:
                yield self.build(child)
            if not (isinstance(gone, Move) and gone.parent == parent.wid):
                yield from self._arriving(parent.wid, child.wid)

    def _arriving(self, parent: str, after: str) -> Iterator[Node]:
        """What comes to stand in the gap, each followed by what comes to stand after it."""
        waiting = [iter(self.arrivals.pop((parent, after), ()))]
        while waiting:
            node = next(waiting[-1], None)
            if node is None:
                waiting.pop()
                continue
            yield self.build(node)
            if not isinstance(node, Opaque):
                waiting.append(iter(self.arrivals.pop((parent, node.wid), ())))

    def refuse_leftovers(self) -> None:
        """The refusal of edits that found no place, so that no edit is ever lost silently."""
        for wid in self.words:
            raise OverlappingEdits("one patch edits words that it also deletes", place=wid, step="keep one edit")
        for parent, after in self.arrivals:
            self._refuse_arrival(parent, after)

    def _refuse_arrival(self, parent: str, after: str) -> None:
        place = self.fresh.get(parent) or self.base.find(parent)
        if not isinstance(place, Provision):
            raise PatchError("provisions can only be put into a provision, not into a text", place=parent)
        if parent in self.base.index and self._deleted(parent):
            raise OverlappingEdits("one patch both fills and deletes it", place=parent, step="keep one of the edits")
        siblings = {child.wid for child in place.children if not isinstance(child, Opaque)}
        if after and after not in siblings and after not in self.fresh and after not in self.gone:
            raise NotFound(f"`{parent}` has no `{after}` to put anything after", step="name a child of it, or none")
        raise PatchError("it would stand inside or after itself", place=after or parent, step="name a place outside it")
