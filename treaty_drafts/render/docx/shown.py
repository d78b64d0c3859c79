"""A redline's lines made ready for tracked changes: authors say who, so labels outside brackets go into comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from treaty_drafts.render.docx.paragraph import Remark
from treaty_drafts.render.rendition import Line, Run, copied


def keys_of(lines: Sequence[Line]) -> list[str]:
    """What each line is known by: its wId, or its words where it has none; a repeated one is counted."""
    found: list[str] = []
    counts: dict[str, int] = {}
    for line in lines:
        key = line.wid or f"\n{''.join([run.text for run in line.runs])}"
        if key in counts:
            counts[key] += 1
            key = f"{key}\n{counts[key]}"
        else:
            counts[key] = 0
        found.append(key)
    return found


def key_of_table(line: Line) -> str:
    """What the table of a line in a cell is known by."""
    return f"{line.cell[0]}\n" if line.cell else ""


_SETTLED: Final = frozenset(("text",))
"""The kinds of runs in which there is nothing to make ready."""


class Shown:
    """The lines of a redline by their keys, with the place of each, and the comments that its labels became.

    Within brackets that are visible, glyphs and labels stay, as insertions: the base has none of them.
    """

    def __init__(self, lines: Sequence[Line], author: str) -> None:
        self.lines: dict[str, Line] = {}
        self.rank: dict[str, int] = {}
        self.remarks: dict[str, tuple[Remark, ...]] = {}
        self._author = author
        self._depth = 0
        self._said: list[Remark] = []
        told = [line for line in lines if line.role != "remark"]
        for place, (key, line) in enumerate(zip(keys_of(told), told, strict=True)):
            self.rank[key] = place
            if line.cell:
                self.rank.setdefault(key_of_table(line), place)
            self.lines[key] = self._line(line)
            if self._said:
                self.remarks[key] = tuple(dict.fromkeys(self._said))
                self._said = []

    def _line(self, line: Line) -> Line:
        if not self._depth and _SETTLED.issuperset([run.kind for run in (*line.num, *line.runs)]):
            return line
        return copied(line, num=tuple(self._runs(line.num)), runs=tuple(self._runs(line.runs)))

    def _runs(self, runs: Iterable[Run]) -> Iterable[Run]:
        for run in runs:
            if run.kind == "glyph":
                self._depth += 1 if run.text == "[" else -1
                yield Run(run.text, "inserted", "glyph")
            elif run.kind != "label" or not run.text.strip():
                yield run
            elif self._depth:
                yield Run(run.text, "inserted", "label", by=run.by)
            else:
                self._remark(run)

    def _remark(self, run: Run) -> None:
        """A label as a comment, unless it only names the sponsors, or stands between two numbers."""
        text = run.text.strip()
        if text.startswith("(") and text != f"({', '.join(run.by)})":
            author = run.by[0] if run.by else self._author
            self._said.append(Remark(author, text.removeprefix("(").removesuffix(")")))
