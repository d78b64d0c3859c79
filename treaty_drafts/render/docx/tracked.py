"""A redline as paragraphs with tracked changes: the lines of two texts interleaved.

Each line of the old text stands once among what stays, goes or moves away, and each line of the new once among what
stays, comes or arrives. So rejecting all gives the one and accepting all the other, whatever was changed
(docs/notes/0012-tracked-changes.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.render.docx.order import interleaved
from treaty_drafts.render.docx.paragraph import Mark, Paragraph, calls, counted
from treaty_drafts.render.docx.shown import Shown, key_of_table, keys_of
from treaty_drafts.render.docx.sides import Sides
from treaty_drafts.render.rendition import Change, Line, Run, copied

Item: TypeAlias = "Line | tuple[Line, ...]"
"""A line, or all the lines of a table."""


_CHANGE: Final = attrgetter("change")
_SAID: Final = frozenset(("text", "image", "call"))
"""The kinds of runs that are words of a text."""


class Tracking:
    """The paragraphs of a redline, and (as `Notes`) its footnotes."""

    def __init__(self, sides: Sides, author: str) -> None:
        self._exact = sides.exact
        self._movers = sides.movers
        self._reasons = dict(sides.reasons)
        self._author = author
        self._shown = Shown(sides.shown, author)
        self._old = Footnotes(sides.old)
        self._new = Footnotes(sides.new if sides.exact else [*self._shown.lines.values()])
        self._moves = 0
        self.numbered = self._old.numbered and self._new.numbered
        self.several = len({*self._old.groups, *self._new.groups}) > 1
        old, new = _items(sides.old), _items(sides.new)
        self.paragraphs = self._reasoned(self._whole(old, new))

    def of(self, call: Run, mark: Mark) -> Sequence[Paragraph]:
        """The note's paragraphs: of what goes its old words, of what comes its new, of what stays both.

        Where wishes contradict each other, a note that some want out shows what others want in it.
        """
        gone = mark in ("deleted", "left") or call.change == "deleted"
        come = mark in ("inserted", "arrived") or call.change == "inserted"
        old = () if come else self._old.take(call.target, mark, but=self._new if gone and mark != "left" else None)
        if gone and self._exact:
            return [Paragraph(line) for line in old]
        new = self._new.take(call.target, mark, but=self._old if come and mark != "arrived" else None)
        if come:
            return [Paragraph(line) for line in new]
        return self._lines(old, new)

    # Lines

    def _whole(self, old: Sequence[Item], new: Sequence[Item]) -> list[Paragraph]:
        """The body of the text."""
        before, after = keys_of(list(map(_first, old))), keys_of(list(map(_first, new)))
        loose = frozenset(key for key in after if (line := self._shown.lines.get(key)) and line.change == "moved")
        if before == after and not loose:
            pairs = [(at, at) for at in range(len(old))]
        else:
            pairs = interleaved(before, after, self._shown.rank, loose)
        moves = self._stretches(pairs, before, after, old)
        out: list[Paragraph] = []
        for left, right in pairs:
            mine = old[left] if left >= 0 else None
            other = new[right] if right >= 0 else None
            if isinstance(mine, Line) and mine is other:  # the redline's own, as most are
                key = before[left]
                out.append(Paragraph(self._shown.lines.get(key, mine), remarks=self._shown.remarks.get(key, ())))
            elif isinstance(mine, tuple) or isinstance(other, tuple):
                out += self._table(mine or (), other or ())  # type: ignore[arg-type]
            elif mine is not None and other is not None:
                out.append(self._both(before[left], mine, other))
            elif mine is not None:
                out.append(self._gone(before[left], mine, moves.get(before[left], 0)))
            elif other is not None:
                out.append(self._come(after[right], other, moves.get(after[right], 0)))
        return out

    def _stretches(
        self, pairs: Sequence[tuple[int, int]], before: Sequence[str], after: Sequence[str], old: Sequence[Item]
    ) -> dict[str, int]:
        """By key, the number of the stretch in which a line moves: what leaves together and arrives together."""
        leaving = {before[left]: place for place, (left, right) in enumerate(pairs) if right < 0}
        arriving = {after[right]: place for place, (left, right) in enumerate(pairs) if left < 0}
        found: dict[str, int] = {}
        last = (-2, -2)
        for at, key in enumerate(before):
            if key not in leaving or key not in arriving or isinstance(old[at], tuple):
                continue
            here = leaving[key], arriving[key]
            if here != (last[0] + 1, last[1] + 1):
                self._moves += 1
            last = here
            found[key] = self._moves
        return found

    def _lines(self, old: Sequence[Line], new: Sequence[Line]) -> list[Paragraph]:
        """The lines of a cell or of a note, among which nothing moves."""
        before, after = keys_of(old), keys_of(new)
        out: list[Paragraph] = []
        for left, right in interleaved(before, after, self._shown.rank, frozenset()):
            if left >= 0 and right >= 0:
                out.append(self._both(before[left], old[left], new[right]))
            elif left >= 0:
                out.append(self._gone(before[left], old[left], 0))
            else:
                out.append(self._come(after[right], new[right], 0))
        return out

    def _both(self, key: str, old: Line, new: Line) -> Paragraph:
        shown = self._shown.lines.get(key)
        remarks = self._shown.remarks.get(key, ())
        if old is new and shown is not None:
            return Paragraph(shown, remarks=remarks)
        same = old.runs == new.runs and old.num == new.num
        if same and (shown is None or not any(map(_CHANGE, (*shown.num, *shown.runs)))):
            return Paragraph(new, remarks=remarks)
        shown = shown or new
        num = self._merged(old.num, new.num, shown.num)
        runs = self._merged(old.runs, new.runs, shown.runs)
        return Paragraph(copied(new, num=num, runs=runs), remarks=remarks)

    def _merged(self, old: tuple[Run, ...], new: tuple[Run, ...], shown: tuple[Run, ...]) -> tuple[Run, ...]:
        """The runs of both as the redline has them, where it has the words of both; else the old struck, the new in."""
        if old == new == shown:
            return shown
        before, after = said(old), said(new)
        if said(shown, "inserted") == before and (not self._exact or said(shown, "deleted") == after):
            return shown
        if before == after:
            return new
        return (*_changed(old, "deleted"), *_changed(new, "inserted"))

    def _gone(self, key: str, line: Line, move: int) -> Paragraph:
        """A line of the old text alone; the words that went before it moved are struck at its old place."""
        shown = self._shown.lines.get(key)
        by = _by(shown, "deleted")
        if not move:
            struck = copied(line, num=_changed(line.num, "deleted", by), runs=_changed(line.runs, "deleted", by))
            return Paragraph(struck, "deleted", by[0] if by else "")
        if shown is not None and said(shown.runs, "inserted") == said(line.runs):
            kept = tuple(run for run in shown.runs if run.change != "inserted")
            line = copied(line, runs=kept)
        return Paragraph(line, "left", self._mover(line), move)

    def _come(self, key: str, line: Line, move: int) -> Paragraph:
        """A line of the new text alone; the words that came as it moved are inserted at its new place."""
        shown = self._shown.lines.get(key)
        remarks = self._shown.remarks.get(key, ())
        if shown is not None and (not self._exact or said(shown.runs, "deleted") == said(line.runs)):
            line = copied(line, runs=tuple(run for run in shown.runs if run.change != "deleted"))
        by = _by(shown, "inserted")
        if not move:
            come = copied(line, num=_changed(line.num, "inserted", by), runs=_changed(line.runs, "inserted", by))
            return Paragraph(come, "inserted", by[0] if by else "", remarks=remarks)
        return Paragraph(line, "arrived", self._mover(line), move, remarks)

    def _mover(self, line: Line) -> str:
        """Who moves a line; what moves with the line before it is moved by the same."""
        for wid in (*(wid for _, wid, _ in line.anchors), line.wid):
            if wid in self._movers:
                self._last = self._movers[wid][0]
        return self._last

    _last = ""

    # Tables

    def _table(self, old: Sequence[Line], new: Sequence[Line]) -> list[Paragraph]:
        """A table that stays: its rows stay, go or come; of a row that stays, the lines of each cell."""
        rows = [_rows(old), _rows(new)]
        before, after = ([_row_key(row) for row in side] for side in rows)
        out: list[Paragraph] = []
        for number, (left, right) in enumerate(interleaved(before, after, self._shown.rank, frozenset())):
            mine = rows[0][left] if left >= 0 else []
            other = rows[1][right] if right >= 0 else []
            columns = range(max(_width(mine), _width(other)))
            for column in columns:
                held = self._lines(_cell(mine, column), _cell(other, column))
                out += [_placed(one, number, column) for one in held]
        return out

    def _reasoned(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """The same, each sponsor's reason on the first paragraph that its amendment touches."""
        if not self._reasons:
            return paragraphs
        for place, one in enumerate(paragraphs):
            for wid in (*(wid for _, wid, _ in one.line.anchors), one.line.wid):
                if wid in self._reasons and one.mark != "left":
                    remarks = (*one.remarks, *self._reasons.pop(wid))
                    one = paragraphs[place] = msgspec.structs.replace(one, remarks=remarks)
        return paragraphs


class Footnotes:
    """The notes of one side by wId and by what calls name them with; each is taken once, or twice where it moves.

    One of a wording that stands in several alternatives stands there as often.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.groups: dict[str, list[list[Line]]] = {}
        self._named: dict[str, list[str]] = {}
        self._taken: dict[tuple[str, bool], int] = {}
        for line in lines:
            if line.role != "note":
                continue
            if line.anchors:
                eid, wid, _ = line.anchors[0]
                if wid not in self.groups:
                    for name in {eid, wid} - {""}:
                        self._named.setdefault(name, []).append(wid)
                self.groups.setdefault(wid, []).append([])
            self.groups[wid][-1].append(line)
        called = reversed([*calls(lines)]) if self._named else ()
        marks = {run.target: run.text for run in called if run.target in self._named}
        self.numbered = counted([*marks.values()][::-1])

    def take(self, target: str, mark: Mark, *, but: Footnotes | None) -> Sequence[Line]:
        """The lines of the note of that name, of several one that `but` does not have; none where it was taken."""
        wids = self._named.get(target, ())
        own = [wid for wid in wids if but is not None and wid not in but.groups] or wids
        for wid in own:
            use = wid, mark in ("left", "arrived")
            taken = self._taken[use] = self._taken.get(use, -1) + 1
            if taken < len(self.groups[wid]):
                return self.groups[wid][taken]
        return ()


def said(runs: Sequence[Run], drop: Change = "") -> str:
    """The words of the runs without what was inserted, or deleted; a note's call is one character."""
    return "".join(
        [
            "\ufffc" if run.kind == "call" else run.text
            for run in runs
            if run.kind in _SAID and (not drop or run.change != drop)
        ]
    )


def _changed(runs: Sequence[Run], change: Change, by: tuple[str, ...] = ()) -> tuple[Run, ...]:
    return tuple([Run(run.text, change, run.kind, run.styles, run.by or by, run.target) for run in runs])


def _by(line: Line | None, change: Change) -> tuple[str, ...]:
    """The sponsors of the first run of a line that has that change."""
    runs = () if line is None else (*line.num, *line.runs)
    return next((run.by for run in runs if run.change == change and run.by), ())


def _items(lines: Sequence[Line]) -> list[Item]:
    """The lines of the body, those of each table as one."""
    found: list[Item] = []
    for table, group in groupby((line for line in lines if line.role != "note"), key=_table_of):
        held = tuple(group)
        found += [held] if table else held
    return found


def _table_of(line: Line) -> str:
    return line.cell[0] if line.cell else ""


def _first(item: Item) -> Line:
    """What an item is known by; of a table, a line with the table's wId."""
    return item if isinstance(item, Line) else Line("cell", 0, key_of_table(item[0]), ())


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(row) for _, row in groupby(lines, key=lambda line: line.cell and line.cell[1])]


def _row_key(row: Sequence[Line]) -> str:
    return next((line.wid for line in row if line.wid), "")


def _width(row: Sequence[Line]) -> int:
    return max((line.cell[2] + 1 for line in row if line.cell), default=0)


def _cell(row: Sequence[Line], column: int) -> list[Line]:
    return [line for line in row if line.cell and line.cell[2] == column]


def _placed(one: Paragraph, row: int, column: int) -> Paragraph:
    line = one.line
    place = (_table_of(line), row, column)
    return msgspec.structs.replace(one, line=msgspec.structs.replace(line, cell=place))
