"""Tables: those that stand in a text, and the comparative table of a compilation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from treaty_drafts.render.docx.frame import LANDSCAPE
from treaty_drafts.render.docx.paragraph import Paragraph
from treaty_drafts.render.docx.runs import Runs
from treaty_drafts.render.labels import labels_in
from treaty_drafts.render.rendition import Line, Rendition, Row, abreast

if TYPE_CHECKING:
    from treaty_drafts.render.docx.body import Body

_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TITLES = 1474
"""The width of the column that says which provision a row is about, in twentieths of a point."""
_THIN = '<w:r><w:t xml:space="preserve">\u2009</w:t></w:r>'
"""Between what is struck and what comes instead: `12` and `24` are else read as one number."""
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
    """The comparative table, in as many tables as its delegations need, each headed by theirs where there are more."""
    tables = list(abreast(rendition))
    made: list[str] = []
    for columns, rows in tables:
        names = [rendition.columns[column] for column in columns[1:]]
        if len(tables) > 1:
            heading = runs.text(", ".join(names))
            made.append(f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{heading}</w:p>')
        made.append(_rivals(runs, rendition, columns, rows))
    return "".join(made)


def _rivals(runs: Runs, rendition: Rendition, columns: Sequence[int], rows: Sequence[Row]) -> str:
    """Some delegations beside the base, the first row repeated on each page; what one changes is struck or underlined.

    A row stays on one page where it can.
    """
    labels = labels_in(rendition.facts.language)
    heads = ["", *(rendition.columns[column] or labels.base for column in columns)]
    made = [_row([_headed(runs, head) for head in heads], "<w:cantSplit/><w:tblHeader/>")]
    for row in rows:
        cells = ("".join(_shown(runs, line) for line in row.cells[column]) for column in columns)
        shown = (cell or _paragraph(runs.text("—")) for cell in cells)
        made.append(_row([_headed(runs, row.title), *shown], "<w:cantSplit/>"))
    width = (LANDSCAPE - _TITLES) // len(columns)
    return _table(made, [_TITLES, *[width] * len(columns)], rtl=runs.rtl) + _EMPTY


def _headed(runs: Runs, text: str) -> str:
    return _paragraph(runs.text(text, "Bracket") if text else "")


def _shown(runs: Runs, line: Line) -> str:
    """A line of a comparative table's cell."""
    face = "Bracket" if line.role == "heading" else ""
    num = "".join(runs.shown(run, style=face or "Number") for run in line.num)
    words = "".join(
        (_THIN if (before, run.change) == ("deleted", "inserted") else "") + runs.shown(run, style=face)
        for before, run in zip(["", *(run.change for run in line.runs)], line.runs, strict=False)
    )
    return _paragraph(num + (runs.text(" ") if num and words else "") + words)


def _paragraph(inner: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Rival"/></w:pPr>{inner}</w:p>'


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
