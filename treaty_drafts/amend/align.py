"""Which element of one version is which of another.

Structure first, words last, so that the work grows with the text and not with its square:

1. lines of words that stand once in each version vote for the cells (articles, recitals) that they stand in;
2. a leftover cell goes to the one that shares the most of its rare runs of three words;
3. within each pair, children are matched by longest common subsequence on equal words, and in the gaps by likeness;
4. what is left over anywhere, and equal, has moved;
5. what is left over between the same neighbours, of one kind and one number, is one provision in other words.

Numbers take no other part, but where words went from one unit to another (`treaty_drafts.amend.numbered`). Equal wIds
count where the two versions plainly come of one lineage, after equal words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import ne
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from treaty_drafts.akn.profile import LABELS, LINES, UNITS
from treaty_drafts.amend.likeness import ALIKE, ALIKE_IN_PLACE, Likeness, candidates
from treaty_drafts.amend.numbered import by_number
from treaty_drafts.amend.outline import Outline, same_structure
from treaty_drafts.model.version import Version

Gap: TypeAlias = Sequence[int]
"""Elements that stand one after another in one version, where it differs from the other."""

_MOST_COMPARED = 3600
_MOVED = 16
_MOVED_AFAR = 80
_LINEAGE = 0.9
_LINE_AND_AROUND = 4


class Alignment:
    """The pairs of two outlines: `new_of` gives for each element of the old the number of its partner, or -1.

    `opened` are the pairs of elements that hold others and are not paired throughout, each with the children of both.
    """

    def __init__(self, old: Version, new: Version) -> None:
        self.opened: list[tuple[int, int, list[int], list[int]]] = []
        self.old = Outline(old)
        self.new = Outline(new)
        self._likeness = Likeness(self.old, self.new)
        self.new_of = [-1] * len(self.old.nodes)
        self.old_of = [-1] * len(self.new.nodes)
        self._numbers = tuple(range(max(len(self.new_of), len(self.old_of))))
        self._gaps: list[tuple[Gap, Gap]] = []  # where likeness left something over on both sides
        self._pair_cells()
        self._pair_groups()
        outer = [
            (old, self.new_of[old]) for old in sorted((*self.old.groups, *self.old.cells)) if self.new_of[old] >= 0
        ]
        self._descend([(0, 0), *outer])
        self._left, self._right = _unpaired(self.new_of), _unpaired(self.old_of)
        self._pair_strays()
        self._pair_lines()
        self._pair_in_place()

    @property
    def gone(self) -> list[int]:
        """The elements of the old version without a partner."""
        return [number for number in self._left if self.new_of[number] < 0]

    @property
    def come(self) -> list[int]:
        """The elements of the new version without a partner."""
        return [number for number in self._right if self.old_of[number] < 0]

    # -- cells --------------------------------------------------------------------------------------------------------

    def _pair(self, old: int, new: int) -> None:
        self.new_of[old] = new
        self.old_of[new] = old

    def _free(self, old: int, new: int) -> bool:
        return self.new_of[old] < 0 and self.old_of[new] < 0 and self.old.names[old] == self.new.names[new]

    def _pair_cells(self) -> None:
        ours, theirs = self.old.once(), self.new.once()
        shared = ours.keys() & theirs.keys()
        self._by_votes(Counter(zip(map(ours.__getitem__, shared), map(theirs.__getitem__, shared), strict=True)))
        self._by_lineage()
        left = [number for number in self.old.cells if self.new_of[number] < 0]
        right = [number for number in self.new.cells if self.old_of[number] < 0]
        self._by_likeness(left, right)
        self._cells_in_gaps()

    def _cells_in_gaps(self) -> None:
        """Leftover cells that stand between the same two pairs, with less likeness asked of them."""
        for ours, theirs in self._between_pairs(self.old.cells, self.new.cells):
            for old, new in self._gap(ours, theirs):
                self._pair(old, new)

    def _between_pairs(self, ours: Gap, theirs: Gap) -> list[tuple[Gap, Gap]]:
        """What stands, on either side, between the pairs of two sequences that are in the same order in both."""
        a = [self.new_of[number] for number in ours]
        b = [number if self.old_of[number] >= 0 else -2 for number in theirs]
        found = []
        i = j = 0
        for start, other, size in _matching(a, b):
            found.append((ours[i:start], theirs[j:other]))
            i, j = start + size, other + size
        return found

    def _by_votes(self, votes: Counter[tuple[int, int]]) -> None:
        for old, new in sorted(sorted(votes), key=votes.__getitem__, reverse=True):  # the most votes, then the first
            if self._free(old, new):
                self._pair(old, new)

    def _by_lineage(self) -> None:
        """Cells of equal wId, if the cells paired so far show that wIds were kept from the one version to the other."""
        paired = [(old, self.new_of[old]) for old in self.old.cells if self.new_of[old] >= 0]
        kept = sum(self.old.nodes[old].wid == self.new.nodes[new].wid for old, new in paired)
        if kept < _LINEAGE * len(paired) or not paired:
            return
        by_wid = {self.new.nodes[number].wid: number for number in self.new.cells}
        for number in self.old.cells:
            other = by_wid.get(self.old.nodes[number].wid, -1)
            if other >= 0 and self._free(number, other) and self._likeness.of(number, other) >= ALIKE_IN_PLACE:
                self._pair(number, other)

    def _by_likeness(self, left: list[int], right: list[int]) -> list[tuple[int, int]]:
        """Pairs what shares rare runs of words and is alike as a whole, the most alike first."""
        found = []
        made = []
        for old, new in candidates(self.old, left, self.new, right):
            if self._free(old, new):
                likeness = self._likeness.of(old, new)
                if likeness >= ALIKE:
                    found.append((-likeness, old, new))
        for _, old, new in sorted(found):
            if self._free(old, new):
                self._pair(old, new)
                made.append((old, new))
        return made

    def _pair_groups(self) -> None:
        """Parts and chapters, by the cells in them."""
        cells = [(old, self.new_of[old]) for old in self.old.cells if self.new_of[old] >= 0]
        votes: Counter[tuple[int, int]] = Counter()
        for pair, count in Counter([(self.old.parents[old], self.new.parents[new]) for old, new in cells]).items():
            for around in self._around(*pair):
                votes[around] += count
        self._by_votes(votes)

    def _around(self, old: int, new: int) -> Iterator[tuple[int, int]]:
        """The groups around a pair that have one name, from the inside out."""
        while old > 0 and new > 0:
            if self.old.names[old] == self.new.names[new]:
                yield old, new
                new = self.new.parents[new]
            old = self.old.parents[old]

    # -- within pairs -------------------------------------------------------------------------------------------------

    def _descend(self, pairs: list[tuple[int, int]]) -> None:
        """Pairs the children of each pair, and theirs."""
        keys, others = self.old.keys, self.new.keys
        cell_of, other_of = self.old.cell_of, self.new.cell_of
        sizes, its_sizes = self.old.sizes, self.new.sizes
        while pairs:
            old, new = pairs.pop()
            within = cell_of[old] >= 0 and other_of[new] >= 0  # where equal keys tell that all is equal, numbers apart
            if within and (keys[old] == others[new] or self._line_by_line(old, new)):
                self._pair_throughout(old, new)
                continue
            self._pair(old, new)
            if sizes[old] > 1 or its_sizes[new] > 1:
                ours, theirs = self.old.children(old), self.new.children(new)
                self.opened.append((old, new, ours, theirs))
                pairs += self._children(ours, theirs, within=within)

    def _pair_throughout(self, old: int, new: int) -> None:
        """Pairs two elements and, one by one, all that they hold in the same structure."""
        stop, end = old + self.old.sizes[old], new + self.new.sizes[new]
        self.new_of[old:stop] = self._numbers[new:end]
        self.old_of[new:end] = self._numbers[old:stop]

    def _line_by_line(self, old: int, new: int) -> bool:
        """Whether two elements hold the same structure, and one line, or lines plainly alike each to its counterpart.

        Then they are one throughout. `_children` would come to no other pairs: what holds a line that differs is equal
        to nothing in the other element, and other pairs in order are worth less. One line needs no likeness: what
        paired its unit was that of the line.
        """
        a, b = self.old, self.new
        size = a.sizes[old]
        if size == 1 or not same_structure(a, old, b, new):
            return False
        if size <= _LINE_AND_AROUND and a.names[old] in UNITS and len(a.lines_in(old)) == 1:
            return True
        keys, others = a.keys[old : old + size], b.keys[new : new + size]
        ours = list(filter(a.lines.__contains__, compress(range(old, old + size), map(ne, keys, others))))
        theirs = [line + new - old for line in ours]
        return (
            len(ours) ** 2 <= _MOST_COMPARED
            and {a.keys[line] for line in ours}.isdisjoint(others)
            and {b.keys[line] for line in theirs}.isdisjoint(keys)
            and self._likeness.side_by_side(ours, theirs)
        )

    def _children(self, ours: list[int], theirs: list[int], *, within: bool) -> list[tuple[int, int]]:
        """The pairs among the children of a pair: by equal words in order, then in the gaps by likeness.

        Those of equal words `within` cells are paired throughout; the others, to be looked into, are returned.
        """
        if len(ours) == len(theirs) == 1:
            return self._single(ours[0], theirs[0])
        a, b = self._marked(ours, theirs)
        new_of, old_of, names, others = self.new_of, self.old_of, self.old.names, self.new.names
        found: list[tuple[int, int]] = []
        i = j = 0
        for start, other, size in _matching(a, b):
            if start > i and other > j:
                found += self._gap(ours[i:start], theirs[j:other])
            i, j = start + size, other + size
            for old, new in zip(ours[start:i], theirs[other:j], strict=True):
                if new_of[old] < 0 and old_of[new] < 0 and names[old] == others[new]:
                    if within:
                        self._pair_throughout(old, new)
                    else:
                        found.append((old, new))
        return found

    def _marked(self, ours: list[int], theirs: list[int]) -> tuple[list[object], list[object]]:
        """What is equal for children of equal words, and for those that are already a pair."""
        a: list[object] = [self.old.keys[number] for number in ours]
        b: list[object] = [self.new.keys[number] for number in theirs]
        if max(map(self.new_of.__getitem__, ours), default=-1) >= 0:
            a = [("pair", self.new_of[at]) if self.new_of[at] >= 0 else key for at, key in zip(ours, a, strict=True)]
        if max(map(self.old_of.__getitem__, theirs), default=-1) >= 0:
            b = [("pair", at) if self.old_of[at] >= 0 else key for at, key in zip(theirs, b, strict=True)]
        return a, b

    def _gap(self, ours: Gap, theirs: Gap) -> list[tuple[int, int]]:
        """The pairs in a gap where no words are equal: labels and wrappers by name, the rest by likeness."""
        if len(ours) == len(theirs) == 1:
            return self._single(ours[0], theirs[0])
        left = [number for number in ours if self.new_of[number] < 0]
        right = [number for number in theirs if self.old_of[number] < 0]
        found = []
        for number in tuple(left):
            name = self.old.names[number]
            if name in LABELS or not (name in UNITS or name in LINES):
                partner = next((other for other in right if self.new.names[other] == name), -1)
                left.remove(number)
                if partner >= 0:
                    right.remove(partner)
                    found.append((number, partner))
        if not left or not right:
            return found
        if len(left) * len(right) > _MOST_COMPARED:
            alike = self._by_likeness(left, right)
        else:
            alike = by_number(left, right, self._likeness.in_order(left, right), self._likeness)
        if len(alike) < min(len(left), len(right)):
            self._gaps.append((ours, theirs))
        return found + alike

    def _single(self, old: int, new: int) -> list[tuple[int, int]]:
        """The same for one against one: the pair, or none."""
        if not self._free(old, new):
            return []
        name = self.old.names[old]
        by_name = name in LABELS or not (name in UNITS or name in LINES)
        if by_name or self.old.keys[old] == self.new.keys[new] or self._likeness.in_place(old, new):
            return [(old, new)]
        self._gaps.append(((old,), (new,)))
        return []

    # -- the rest -----------------------------------------------------------------------------------------------------

    def _pair_lines(self) -> None:
        """Lines left over in one cell on both sides that are alike: they stand under another element now."""
        left, right = self.old.lines_of_cells(self.gone), self.new.lines_of_cells(self.come)
        for cell, ours in left.items():
            theirs = right.get(self.new_of[cell], []) if cell >= 0 and self.new_of[cell] >= 0 else []
            if theirs and len(ours) * len(theirs) <= _MOST_COMPARED:
                for line, partner in self._likeness.in_order(ours, theirs, ALIKE):
                    self._pair(line, partner)

    def _pair_strays(self) -> None:
        """What is left over on both sides and equal has moved: anything in its cell, a long unit from cell to cell."""
        theirs = self._strays(self.new, self._right)
        for key, number in self._strays(self.old, self._left).items():
            other = theirs.get(key, -1)
            if number >= 0 and other >= 0 and self._free(number, other) and self._may_move(number, other):
                self._descend([(number, other)])

    def _may_move(self, old: int, new: int) -> bool:
        cell, other = self.old.cell_of[old], self.new.cell_of[new]
        size = len(self.old.chars(old))
        if other == (self.new_of[cell] if cell >= 0 else -1):
            return size >= _MOVED
        return self.old.names[old] in UNITS and size >= _MOVED_AFAR

    def _pair_in_place(self) -> None:
        """What is left over in one gap on both sides is reworded, where only its words can have changed."""
        while self._gaps:
            found: list[tuple[int, int]] = []
            for ours, theirs in self._between_pairs(*self._gaps.pop()):
                left = [number for number in ours if self.new_of[number] < 0]
                right = [number for number in theirs if self.old_of[number] < 0]
                if len(left) == len(right) and all(map(self._same_place, left, right)):
                    told_apart = len(left) == 1 or all(map(self.old.number, left))
                    found += zip(left, right, strict=True) if told_apart else ()
            self._descend(found)

    def _same_place(self, old: int, new: int) -> bool:
        """Whether two elements in one gap have one parent, number and structure, nothing in which stands elsewhere."""
        a, b = self.old, self.new
        if self.new_of[a.parents[old]] != b.parents[new] or a.number(old) != b.number(new):
            return False
        partners = zip(self.new_of[old : old + a.sizes[old]], self._numbers[new:], strict=False)
        others = zip(self.old_of[new : new + b.sizes[new]], self._numbers[old:], strict=False)
        return same_structure(a, old, b, new) and all(its in (-1, own) for its, own in (*partners, *others))

    def _strays(self, side: Outline, left: list[int]) -> dict[int, int]:
        """The elements left over by words and structure, the outer before the inner; -1 where there are two of them."""
        found: dict[int, int] = {}
        for number in left:
            key = side.keys[number]
            found[key] = -1 if key in found else number
        return found


def _matching(a: Sequence[object], b: Sequence[object]) -> list[tuple[int, int, int]]:
    """Runs of equal items, in order: (place in a, place in b, length); the last is the common end."""
    head, most = 0, min(len(a), len(b))
    while head < most and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < most - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    runs = [(0, 0, head)]
    if head + tail + 1 < most or (head + tail < most and len(a) != len(b)):
        middle = LCSseq.editops(a[head : len(a) - tail], b[head : len(b) - tail]).as_matching_blocks()
        runs.extend((run.a + head, run.b + head, run.size) for run in middle)
    return [*runs, (len(a) - tail, len(b) - tail, tail)]


def _unpaired(partners: list[int]) -> list[int]:
    """The elements without a partner: the places of -1."""
    found: list[int] = []
    place = -1
    for _ in range(partners.count(-1)):
        place = partners.index(-1, place + 1)
        found.append(place)
    return found
