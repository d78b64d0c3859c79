"""Tables that stand in a text, as Markdown has them: a row to a line, cells between bars.

A row of Markdown heads each table. It is the table's own first where that does; else it is one without words, which
`sources.markdown_tables` does not read. In a cell `<br>` breaks a line, and two of them part paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from treaty_drafts.render.rendition import Line, Run


def tables_apart(lines: Sequence[Line]) -> Iterator[tuple[bool, list[Line]]]:
    """The lines, those of one table together, with what is said of moves among them; and whether they are one."""
    known = [line.cell[0] if line.cell is not None else "" for line in lines]
    for at, line in enumerate(lines[1:-1], 1):
        if line.role == "remark" and known[at - 1] == known[at + 1]:
            known[at] = known[at - 1]
    for table, group in groupby(zip(known, lines, strict=True), key=lambda pair: pair[0]):
        yield bool(table), [line for _, line in group]


def pipe_table(lines: Sequence[Line], marked: Callable[[Sequence[Run]], str]) -> list[str]:
    """The rows of a table; `marked` gives runs as Markdown."""
    rows: list[list[str]] = []
    heads = True
    row, column = -1, -1
    for line in lines:
        words = _words(line, marked)
        _, new_row, new_column, is_head = line.cell or ("", row, column, False)
        if new_row != row:
            rows.append([])
        heads = heads and (len(rows) > 1 or is_head)
        cells = rows[-1]
        if (new_row, new_column) == (row, column):
            cells[-1] = f"{cells[-1]}<br><br>{words}"
        else:
            cells += [""] * (new_column - len(cells))
            cells.append(words)
        row, column = new_row, new_column
    width = max(map(len, rows))
    head, body = (rows[0], rows[1:]) if heads and len(rows[0]) == width else ([""] * width, rows)
    return [_row(head), _row(["---"] * width), *map(_row, body)]


def _words(line: Line, marked: Callable[[Sequence[Run]], str]) -> str:
    text = " ".join(part for part in (marked(line.num), marked(line.runs).strip(" ")) if part)
    if line.role == "remark":
        return f"*{text}*"
    return "<br>".join(part.strip(" ") for part in text.split("\n"))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
