"""What an instruction says of the edits that it tells: which provisions go, come and move, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec

from treaty_drafts.akn.profile import LABELS, UNITS
from treaty_drafts.amend.citation import called, cite, is_text, named, spanned, whole_text
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.amend.sentence import Part, Parts, filled
from treaty_drafts.amend.together import Together, emptied
from treaty_drafts.amend.wording import reworded
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, walk, words_of
from treaty_drafts.model.version import Version

Nodes: TypeAlias = Mapping[str, Provision | Block]


class Telling(msgspec.Struct, frozen=True):
    """The telling of one patch, against the base that it was written against.

    `result` has the provisions that the patch makes, where it moves anything into what it inserts; `quiet` are those
    of which nothing is said; `becoming` are texts that become provisions, by the wIds of these.
    """

    patch: Patch
    base: Version
    phrases: Phrases
    result: Nodes
    quiet: frozenset[str]
    becoming: Mapping[str, str]

    def of_all(self) -> Telling:
        """The same with nothing left unsaid, for a patch of which else nothing would be said."""
        return Telling(self.patch, self.base, self.phrases, self.result, frozenset(), {})

    def is_silent(self, edit: Edit) -> bool:
        """Whether a reader sees nothing of the edit."""
        match edit:
            case Deletion() | Move():
                return edit.wid in self.quiet
            case Insertion():
                return not self._shown(edit)
            case _:
                return False

    def ordered(self, told: list[Together]) -> list[Together]:
        """The same, a text that becomes a provision before what is inserted after it."""
        if not self.becoming:
            return told
        heads = {
            edit.provisions[0].wid: place
            for place, edit in enumerate(self.patch.edits)
            if isinstance(edit, Insertion)
            if isinstance(edit.provisions[0], Provision) and edit.provisions[0].wid in self.becoming
        }

        def order(one: Together) -> tuple[int, int]:
            place, (first, *_) = one
            return (heads[first.parent], 0) if isinstance(first, Move) and first.parent in heads else (place, 1)

        return sorted(told, key=order)

    def told(self, edits: tuple[Edit, ...]) -> Parts:
        """The sentence that tells these edits."""
        gone = [edit.wid for edit in edits if isinstance(edit, Deletion)]
        match edits[-1]:
            case Substitution() as edit if len(edits) > 1:
                opening = edits[0]
                assert isinstance(opening, Substitution)
                lifted = len(opening.old) > len(opening.new.chars)
                said = self.phrases.lift_whole if lifted else self.phrases.bracket_whole
                return filled(said, place=self._place(self.base.parents[opening.wid]))
            case Substitution() as edit:
                return reworded(edit, self.base, self.phrases)
            case Deletion():
                return filled(self.phrases.delete, place=self._neighbours(gone, come=False))
            case Insertion() as edit:
                come = [node for one in edits if isinstance(one, Insertion) for node in self._shown(one)]
                new = Part("provisions", provisions=tuple(come))
                if gone:
                    return (*filled(self.phrases.replace_by, place=self._neighbours(gone, come=True)), new)
                return (*self._gap(edit), new)
            case Move():
                return self._moved([one for one in edits if isinstance(one, Move)])

    def _moved(self, moves: Sequence[Move]) -> Parts:
        """That neighbours, or one provision, come to stand elsewhere."""
        phrases, first = self.phrases, moves[0]
        if first.parent in self.becoming:
            new = next(node for node in self._inserted() if node.wid == first.parent)
            other = Part("place", cite(new, [], phrases), new.wid)
            return filled(phrases.becomes, place=self._place(first.wid), other=other)
        place = self._place(first.wid)
        if len(moves) > 1:
            place = self._neighbours([move.wid for move in moves], come=False)
        if first.parent not in self.base.index:
            return filled(phrases.move_into, place=place, other=self._place(first.parent))
        before = self._before(first)
        node = self.base.index.get(before)
        if node is not None and node.name in LABELS:
            before = ""
        said = phrases.move_after if before else phrases.move_first
        return filled(said, place=place, other=self._place(before or first.parent))

    def _neighbours(self, wids: Sequence[str], *, come: bool) -> Part:
        """What goes or moves, as one place; `come` says that something comes in its stead."""
        base, first, last = self.base, wids[0], wids[-1]
        unit = emptied(wids, base)
        if unit and (come or base.index[first].name != base.index[last].name):
            return self._part(whole_text(base, unit), unit)
        if first == last:
            return self._part(called(base, first), first)
        return self._part(spanned(base, first, last, several=len(wids) > 2), first, upto=last)

    def _part(self, cited: str, wid: str, upto: str = "") -> Part:
        return Part("place", named(cited, self.phrases), wid, upto=upto)

    def _shown(self, edit: Insertion) -> list[Node]:
        shown = [node for node in edit.provisions if isinstance(node, Opaque) or node.wid not in self.quiet]
        return [node if isinstance(node, Opaque) else self.result.get(node.wid, node) for node in shown]

    def _inserted(self) -> list[Provision | Block]:
        tops = (top for edit in self.patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
        return [node for top in tops for node in walk(top)]

    def _place(self, wid: str) -> Part:
        """The citation of a provision of the base, or of the unit that the patch inserts in which it is.

        A wrapper that comes into a unit of the base is the text of that.
        """
        if wid in self.base.index:
            return self._part(called(self.base, wid), wid)
        for edit in (edit for edit in self.patch.edits if isinstance(edit, Insertion)):
            for top in edit.provisions:
                path = _path(top, wid)
                units = [node for node in path if node.name in UNITS or isinstance(node, Block)]
                if units:
                    fresh = self.phrases.fresh.format(unit=cite(units[-1], [], self.phrases))
                    return Part("place", fresh, units[-1].wid)
                if path and edit.parent in self.base.index:
                    return self._part(whole_text(self.base, edit.parent), edit.parent)
        return Part("place", self.phrases.lost.format(wid=wid), wid)

    def _gap(self, edit: Insertion) -> Parts:
        """Where provisions come to stand: after what a reader sees before them, or at the beginning of their unit."""
        base, first = self.base, edit.provisions[0]
        became = not isinstance(first, Opaque) and first.wid in self.becoming
        if became or (edit.after in self.quiet and not is_blank(edit.after, base)):  # the words of the unit are before
            return filled(self.phrases.add_after, place=self._part(whole_text(base, edit.parent), edit.parent))
        before = self._before(edit)
        said = self.phrases.add_after if before else self.phrases.add_first
        return filled(said, place=self._place(before or edit.parent))

    def _before(self, edit: Insertion | Move) -> str:
        """The wId of what a reader sees right before the gap: blank lines are passed over, and so is the edge of a
        wrapper. The empty string at the beginning of a unit, which is after its number.
        """
        base, before = self.base, edit.after
        while is_blank(before, base):
            before = _previous(before, base)
        around = base.index.get(edit.parent)
        if not before and around and is_text(around):
            before = _previous(edit.parent, base)
        return "" if before in base.index and base.index[before].name == "num" else before


def _path(node: Node, wid: str) -> list[Provision | Block]:
    """The elements from a node down to the one of that wId; none where it is not in it."""
    if isinstance(node, Opaque):
        return []
    if node.wid == wid:
        return [node]
    held = node.children if isinstance(node, Provision) else ()
    return next(([node, *below] for child in held if (below := _path(child, wid))), [])


def is_blank(wid: str, base: Version) -> bool:
    """Whether it is words of a unit that are none."""
    node = base.index.get(wid)
    return node is not None and is_text(node) and not words_of(node).strip()


def _previous(wid: str, base: Version) -> str:
    """The wId of the element before this one in their parent; the empty string for the first."""
    around = base.index[base.parents[wid]]
    assert isinstance(around, Provision)
    wids = [child.wid for child in around.children if not isinstance(child, Opaque)]
    at = wids.index(wid)
    return wids[at - 1] if at else ""
