"""Tables: those that stand in a text, and the comparative table of a compilation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING

from treaty_drafts.render.docx.frame import LANDSCAPE
from treaty_drafts.render.docx.paragraph import Paragraph
from treaty_drafts.render.docx.runs import Runs
from treaty_drafts.render.labels import labels_in
from treaty_drafts.render.rendition import Line, Rendition

if TYPE_CHECKING:
    from treaty_drafts.render.docx.body import Body

_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MANY = 5
"""Columns; of more, the letters are smaller."""
_LEAST = 22.0
"""What a column gets for being there, in square roots of characters."""
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'


def table_xml(body: Body, paragraphs: Sequence[Paragraph], *, rtl: bool) -> str:
    """The paragraphs of one table in its rows and cells, and an empty one that parts it from what follows.

    A row all of whose paragraphs come, or all go, comes or goes itself.
    """
    rows: list[str] = []
    most = max(one.line.cell[2] for one in paragraphs if one.line.cell) + 1
    for _, row in groupby(paragraphs, key=lambda one: one.line.cell and one.line.cell[1]):
        held = list(row)
        cells = [""] * most
        for one in held:
            cells[one.line.cell[2] if one.line.cell else 0] += body.paragraph(one)
        marks = {one.mark for one in held}
        change = body.row_change(held[0]) if len(marks) == 1 and marks <= {"inserted", "deleted"} else ""
        rows.append(_row(cells, change))
    return _table(rows, [0] * most, rtl=rtl) + _EMPTY


def rivals_xml(runs: Runs, rendition: Rendition) -> str:
    """The comparative table, its first row repeated on each page; what a delegation changes is struck or underlined."""
    labels = labels_in(rendition.facts.language)
    small = len(rendition.columns) > _MANY
    heads = ["", *(code or labels.base for code in rendition.columns)]
    style = "Rival" if small else "Cell"
    rows = [_row([_headed(runs, head, style) for head in heads], "<w:tblHeader/>")]
    for row in rendition.rows:
        cells = ("".join(_shown(runs, line, style) for line in cell) for cell in row.cells)
        rows.append(_row([_headed(runs, row.title, style), *cells], ""))
    return _table(rows, _widths(rendition), rtl=runs.rtl) + _EMPTY


def _widths(rendition: Rendition) -> list[int]:
    """The columns' widths in twentieths of a point: wide where there is much to read, narrow where little."""
    held = [sum(len(row.title) for row in rendition.rows) // 3]
    held += [
        sum(len(run.text) for row in rendition.rows for line in row.cells[column] for run in line.runs)
        for column in range(len(rendition.columns))
    ]
    weights = [_LEAST + sqrt(size) for size in held]
    return [round(LANDSCAPE * weight / sum(weights)) for weight in weights]


def _headed(runs: Runs, text: str, style: str) -> str:
    inner = runs.text(text, "Bracket") if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def _shown(runs: Runs, line: Line, style: str) -> str:
    """A line of a comparative table's cell."""
    num = "".join(runs.shown(run, style="Number") for run in line.num)
    words = "".join(runs.shown(run) for run in line.runs)
    keep = "<w:keepNext/>" if line.role == "heading" else ""
    blank = runs.text(" ") if num and words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{num}{blank}{words}</w:p>'


def _row(cells: Sequence[str], properties: str) -> str:
    inner = "".join(f"<w:tc><w:tcPr/>{cell or _EMPTY}</w:tc>" for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def _table(rows: Sequence[str], widths: Sequence[int], *, rtl: bool) -> str:
    """The rows as a table over the width of the page; a width of 0 is for the program to find."""
    direction = "<w:bidiVisual/>" if rtl else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' if width else "<w:gridCol/>" for width in widths)
    return (
        f'<w:tbl><w:tblPr>{direction}<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
