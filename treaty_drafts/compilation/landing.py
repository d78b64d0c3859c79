"""What was adopted for one block since an amendment was tabled, and where the amendment's edits land among it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from functools import cached_property

from treaty_drafts.amend.diff import diff, least
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.splice import splice
from treaty_drafts.compilation.hunks import Place
from treaty_drafts.compilation.trail import compose, follow, inverse, lasting
from treaty_drafts.model.tree import Text


class Adopted:
    """All that was adopted for one block, which now reads `after`, as one step; put ready once for many edits."""

    def __init__(self, steps: Iterable[Sequence[Substitution]], after: str) -> None:
        changes: tuple[Substitution, ...] = ()
        for step in steps:
            changes = compose(changes, step)
        self._changes = lasting(changes, after)
        self._after = after
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._shifts = [0]
        self._growths: set[int] = set()
        self._apart: dict[int, Set[Place]] = {}
        for change in self._changes:
            growth = len(change.new.chars) - len(change.old)
            self._starts.append(change.start)
            self._stops.append(change.stop)
            self._shifts.append(self._shifts[-1] + growth)
            self._growths.add(growth)

    def makes(self, edit: Substitution) -> bool:
        """Whether one of the changes makes this one, by itself or within a wider one. “take[ urgent] measures” and
        “take [urgent ]measures” are the same.
        """
        start, stop, new = edit.start, edit.stop, edit.new
        for change in self._changes[self._beside(start, stop)]:
            if change.start <= start and stop <= change.stop:
                if change.start == start and stop == change.stop and change.new.chars == new.chars:
                    return True
                if new.chars.strip() in change.new.chars and (start, stop, new) in self._parts(change):
                    return True
        if len(new.chars) - len(edit.old) not in self._growths:  # most are told apart by this alone
            return False
        return least(edit, self._before) in self._made

    def place(self, start: int, stop: int) -> tuple[int, int] | None:
        """Where the code points `[start, stop)` stand now, if no change reaches into them."""
        beside = self._beside(start, stop)
        found = follow(self._changes[beside], start, stop)
        shift = self._shifts[beside.start]
        return found and (found[0] + shift, found[1] + shift)

    def about(self, start: int) -> int:
        """About where a place has come to: the changes before it counted."""
        return start + self._shifts[bisect_right(self._stops, start)]

    def _beside(self, start: int, stop: int) -> slice:
        """The changes that reach into a range or touch it."""
        return slice(bisect_left(self._stops, start), bisect_right(self._starts, stop))

    def _parts(self, change: Substitution) -> Set[Place]:
        """The changes that a change of several words is made of."""
        if not change.old:
            return frozenset()
        found = self._apart.get(change.start)
        if found is None:
            edits = diff(Text(change.old), change.new, "")
            found = {(change.start + one.start, change.start + one.stop, one.new) for one in edits}
            self._apart[change.start] = found
        return found

    @cached_property
    def _before(self) -> str:
        return splice(Text(self._after), inverse(self._changes)).chars

    @cached_property
    def _made(self) -> frozenset[tuple[int, int, str]]:
        return frozenset([least(change, self._before) for change in self._changes])
