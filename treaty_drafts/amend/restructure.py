"""The insertions, deletions and moves of provisions that make the structure of one version from that of another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.align import Alignment
from treaty_drafts.amend.edit import Deletion, Insertion, Move, digest_of
from treaty_drafts.amend.naming import Naming, without_ids
from treaty_drafts.model.order import increasing
from treaty_drafts.model.tree import Block, Node, Opaque, Provision


class Restructuring:
    """The structural edits of an alignment, in the order of the new version, deletions in that of the old."""

    def __init__(self, pairs: Alignment, naming: Naming) -> None:
        self.pairs = pairs
        self.naming = naming
        self.inserted: list[Insertion] = []
        self.deleted: list[Deletion] = []
        self.moved: list[Move] = []
        self.regrouped: list[Move] = []
        for old, new, ours, theirs in sorted(pairs.opened, key=itemgetter(1)):
            if list(map(pairs.new_of.__getitem__, ours)) != theirs:
                self._sequence(old, new, ours, theirs)
        self._delete()

    def _delete(self) -> None:
        """Deletes what has no partner, where what it stands in has one."""
        pairs = self.pairs
        for number in pairs.gone:
            if pairs.new_of[pairs.old.parents[number]] >= 0:
                node = pairs.old.nodes[number]
                self.deleted.append(Deletion(node.wid, digest_of(node)))

    def _sequence(self, old: int, new: int, ours: list[int], theirs: list[int]) -> None:
        """The edits that bring the children of a pair into the new order."""
        pairs = self.pairs
        staying = self._staying(ours, new)
        following = self._tombstones(ours, staying)
        parent = pairs.old.nodes[old].wid
        after = following[-1]
        passed = -1
        run: list[Provision | Block] = []
        for child in theirs:
            partner = pairs.old_of[child]
            if partner < 0:
                place = self._gave_way(child, old)
                if place > passed:
                    after = self._insert(run, parent, after)
                    after, run = pairs.old.nodes[place].wid, []
                run.append(self._copy(child))
                continue
            if partner in staying:
                passed = partner
            after = self._insert(run, parent, after)
            run = []
            after = following[partner] if partner in staying else self._move(partner, parent, after)
        self._insert(run, parent, after)

    def _gave_way(self, new: int, old: int) -> int:
        """The wrapper in `old` without a partner whose words pass over to the wrapper `new`; -1 if there is none."""
        pairs = self.pairs
        if pairs.new.nodes[new].name not in WRAPPERS:
            return -1
        partner = next((pairs.old_of[child] for child in pairs.new.children(new)), -1)
        place = pairs.old.parents[partner] if partner >= 0 else -1
        if place < 0 or pairs.new_of[place] >= 0 or pairs.old.parents[place] != old:
            return -1
        return place if pairs.old.nodes[place].name in WRAPPERS else -1

    def _insert(self, run: list[Provision | Block], parent: str, after: str) -> str:
        if not run:
            return after
        self.inserted.append(Insertion(parent, after, tuple(run)))
        return run[-1].wid

    def _move(self, old: int, parent: str, after: str) -> str:
        wid = self.pairs.old.nodes[old].wid
        (self.regrouped if self._in_reading_order(old) else self.moved).append(Move(wid, parent, after))
        return wid

    def _copy(self, new: int) -> Provision | Block:
        """An element of the new version under a fresh wId, less what the old version has of it, which moves in."""
        pairs = self.pairs
        node = pairs.new.nodes[new]
        if isinstance(node, Block):
            return self.naming.block(node)
        wid = self.naming.fresh(node.wid)
        numbers = iter(pairs.new.children(new))
        children: list[Node] = []
        after = ""
        for child in node.children:
            if isinstance(child, Opaque):
                children.append(child)
                continue
            number = next(numbers)
            partner = pairs.old_of[number]
            if partner >= 0:
                after = self._move(partner, wid, after)
            else:
                copied = self._copy(number)
                children.append(copied)
                after = copied.wid
        return Provision(node.name, wid, without_ids(node.attrs), tuple(children))

    def _staying(self, children: Sequence[int], new: int) -> set[int]:
        """The children of the old that need not move: the most of them that are in the new order too."""
        pairs = self.pairs
        kept = [
            child for child in children if pairs.new_of[child] >= 0 and pairs.new.parents[pairs.new_of[child]] == new
        ]
        order = [pairs.new_of[child] for child in kept]
        if order == sorted(order):
            return set(kept)
        kept = [child for child in kept if self._in_reading_order(child)]
        return {kept[index] for index in increasing([pairs.new_of[child] for child in kept])}

    def _tombstones(self, children: Sequence[int], staying: set[int]) -> dict[int, str]:
        """Per staying child the wId to name for the gap before the next one: behind what is deleted between the two."""
        pairs = self.pairs
        found = {-1: ""}
        last = -1
        for child in children:
            if child in staying:
                last = child
                found[child] = pairs.old.nodes[child].wid
            elif pairs.new_of[child] < 0:
                found[last] = pairs.old.nodes[child].wid
        return found

    def _in_reading_order(self, old: int) -> bool:
        """Whether most lines in an element stand in the same order, among all lines, in both versions."""
        lines = [line for line in self.pairs.old.lines_in(old) if self.pairs.new_of[line] >= 0]
        kept = len(self._ordered.intersection(lines))
        return not lines or 2 * kept > len(lines)

    @cached_property
    def _ordered(self) -> set[int]:
        """The lines of the old version that form the longest sequence which is in order in the new one too."""
        pairs = self.pairs
        lines = [line for line in pairs.old.lines if pairs.new_of[line] >= 0]
        return {lines[index] for index in increasing([pairs.new_of[line] for line in lines])}
