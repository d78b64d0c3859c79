"""What a reader sees, as one value: lines of runs. Every format only writes these lines out, so no two can disagree.

A `Run` is characters that share everything; a `Line` is what stands at one place of the page: a heading, a paragraph,
a point, a note. Only runs of kind `text` are words of the agreement; the rest is apparatus (bracket glyphs that the
compiler adds, sponsors' labels, footnote calls, line numbers) and belongs to no version and to no offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from treaty_drafts.model.tree import Attrs
from treaty_drafts.model.version import Facts

Change: TypeAlias = Literal["", "proposed", "inserted", "deleted"]
"""What a run is to the base: its own words, a delegation's words inside brackets, or a redline's two marks."""

Kind: TypeAlias = Literal["text", "glyph", "label", "call", "image", "number"]
"""Words; a bracket that the compiler adds; a sponsor's label; a footnote call; an image; the number of a base line."""

Role: TypeAlias = Literal["title", "front", "heading", "text", "cell", "note", "remark"]
"""Where a line stands: the title, other front matter, a provision's heading, its text, a table, a footnote; or what the
renderer says (`Article 5 moves here`)."""

Style: TypeAlias = tuple[str, Attrs]
"""An inline element over a run: its name and its attributes as written."""


class Run(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Characters that share all: `styles` are the inline elements over them, outermost first; `by` the sponsors."""

    text: str
    change: Change = ""
    kind: Kind = "text"
    styles: tuple[Style, ...] = ()
    by: tuple[str, ...] = ()
    target: str = ""
    """Of a call, the wId of its note; of an image, its source."""


@lru_cache(maxsize=1024)
def label_of(chars: str) -> tuple[Run, ...]:
    """The runs of a number that is words alone; those of one document have few numbers, and share them."""
    return (Run(chars),)


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of the page, however often it wraps.

    `wid` and `eid` are those of the block; `anchors` name the provisions that begin here, outermost first, as
    `(eId, wId, element name)`. `level` is the depth of a heading (1 for the outermost) or the indentation of a text.
    `num` hangs before `runs`. `change` says what happens to the provision as a whole.
    """

    role: Role
    level: int
    wid: str
    runs: tuple[Run, ...]
    num: tuple[Run, ...] = ()
    eid: str = ""
    anchors: tuple[tuple[str, str, str], ...] = ()
    change: Literal["", "inserted", "deleted", "moved"] = ""
    cell: tuple[str, int, int, bool] | None = None
    """Of a cell: the wId of its table, its row and its column, counted from 0, and whether it heads others."""


class Row(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A row of the comparative table: a provision, and per column the lines that its delegation wants there."""

    wid: str
    title: str
    cells: tuple[tuple[Line, ...], ...]


class Party(msgspec.Struct, frozen=True, gc=False):
    """A delegation of the legend: its code and the symbols that it sponsors, in the order of tabling."""

    code: str
    symbols: tuple[str, ...]


class Rendition(msgspec.Struct, frozen=True, omit_defaults=True):
    """One view of a version, a compilation or a comparison.

    The table view has `columns` (`""` for the base, then delegations) and `rows`; every other view has `lines`.
    `old` are the facts of the older version where two are compared.
    """

    view: str
    title: str
    facts: Facts
    lines: tuple[Line, ...]
    old: Facts | None = None
    parties: tuple[Party, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


_ABREAST: Final = 4
"""Delegations beside the base across a page that lies on its long side."""


def abreast(rendition: Rendition) -> Iterator[tuple[tuple[int, ...], list[Row]]]:
    """The comparative table in as many tables as its delegations need on paper.

    Of each the columns, the base first, and the rows in which one of its delegations wants something.
    """
    stop = len(rendition.columns)
    for first in range(1, stop, _ABREAST):
        some = range(first, min(first + _ABREAST, stop))
        yield (0, *some), [row for row in rendition.rows if any(row.cells[column] for column in some)]


def words(runs: tuple[Run, ...]) -> str:
    """The characters of the runs that are words of the agreement."""
    return "".join(run.text for run in runs if run.kind == "text")


def hanging(line: Line) -> int:
    """How many numbers hang before the words: `4. (a)` is two, and stands where the first of them would alone."""
    return bool(line.num) + sum(run.kind == "label" and run.text == " " for run in line.num)


def copied(line: Line, *, num: tuple[Run, ...] | None = None, runs: tuple[Run, ...] | None = None) -> Line:
    """The line with another number or other runs."""
    return Line(
        line.role,
        line.level,
        line.wid,
        line.runs if runs is None else runs,
        line.num if num is None else num,
        line.eid,
        line.anchors,
        line.change,
        line.cell,
    )


_INDENTED: Final = re.compile(r"[ \t]*[\n\r\t][ \t\r\n]*")
_TRACKED: Final[Mapping[str, Change]] = {"del": "deleted", "ins": "inserted"}


def change_of(run: Run) -> Change:
    """What was done to the run's words; in a text that tracks changes itself, what its `ins` and `del` say."""
    if run.change or not run.styles:
        return run.change
    return next((_TRACKED[name] for name, _ in run.styles if name in _TRACKED), "")


def one_line(text: str) -> str:
    """The words without the line breaks and tabs that their file was indented with; a line break alone is one."""
    if "\n" not in text and "\t" not in text and "\r" not in text:
        return text
    return text if text == "\n" else _INDENTED.sub(" ", text)
