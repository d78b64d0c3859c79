"""What of a redline stands on both sides with every line, so that no side of it has to be read by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from treaty_drafts.amend.compare import Comparison
from treaty_drafts.amend.edit import Deletion, Insertion, Move
from treaty_drafts.amend.outline import Outline
from treaty_drafts.model.tree import Node, Opaque
from treaty_drafts.render.labels import Labels
from treaty_drafts.render.lines import Walk
from treaty_drafts.render.rendition import Line, Run
from treaty_drafts.render.sources import Touched

_BESIDE: Final = -1
_UNKNOWN: Final = -2
"""In the place of a unit: what stands beside all of them, and a line that no element is known to be."""
_PLAIN: Final = frozenset(("text", "label"))


def shared_units(source: Comparison, shown: Sequence[Line]) -> Mapping[str, Sequence[Line]]:
    """By wId, the lines of the articles, recitals and the like of which at most words and numbers were changed.

    Each line of the redline is then that of the old text and that of the new, with the words of both. Left out is what
    has footnotes or images, and what the redline does not show together, from its beginning to its end.
    """
    outline = source.alignment.old
    numbers, cell_of = outline.numbers, outline.cell_of
    if len(numbers) < len(outline.nodes):  # a wId that is there twice tells no line from another
        return {}

    def unit(line: Line) -> int:
        number = numbers.get(line.wid)
        return _UNKNOWN if number is None else cell_of[number]

    stretches = [(number, list(lines)) for number, lines in groupby(shown, key=unit)]
    times = Counter(number for number, _ in stretches)
    restructured = frozenset(_restructured(source, outline))
    units: dict[str, Sequence[Line]] = {}
    for (number, lines), (after, _) in zip(stretches, [*stretches[1:], (_BESIDE, [])], strict=True):
        if number < 0 or number in restructured or times[number] > 1 or after == _UNKNOWN:
            continue
        wid, anchors = outline.nodes[number].wid, lines[0].anchors
        if anchors and anchors[0][1] == wid and all(map(_both, lines)):
            units[wid] = lines
    return units


def _restructured(source: Comparison, outline: Outline) -> Iterator[int]:
    """The units that come, go, change place or have something in them that does."""
    numbers = outline.numbers
    moved = (*source.moved, *source.regrouped)
    gone: tuple[Deletion | Move, ...] = (*source.deleted, *moved)
    come: tuple[Insertion | Move, ...] = (*source.inserted, *moved)
    for edit in gone:
        if edit.wid in numbers:
            first = numbers[edit.wid]
            yield from outline.cell_of[outline.all_of(first)]
    for wish in come:
        if wish.parent in numbers:
            yield outline.cell_of[numbers[wish.parent]]


def _both(line: Line) -> bool:
    """Whether the line has the words of both texts: not where marks of a quotation stand on one side alone."""
    runs: tuple[Run, ...] = (*line.num, *line.runs) if line.num else line.runs
    changed = styled = False
    for run in runs:
        if run.kind not in _PLAIN:
            return False
        changed = changed or run.change != ""
        styled = styled or run.styles != ()
    return not line.change and not (changed and styled)


class Reading(Walk):
    """A walk that takes the lines of some units as they are, by the wId of each."""

    def __init__(self, touched: Touched | None, labels: Labels, units: Mapping[str, Sequence[Line]]) -> None:
        super().__init__(touched, labels, {})
        self._units = units

    def node(self, node: Node, heading: int, level: int) -> None:
        """Reads a node, unless it is such a unit and no number of another element hangs before it."""
        lines = None if self._num or type(node) is Opaque else self._units.get(node.wid)
        if lines is None:
            super().node(node, heading, level)
        else:
            self.lines += lines
            self._anchors = ()
