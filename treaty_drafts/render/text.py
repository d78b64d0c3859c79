"""Plain text: wrapped lines with hanging numbers and indentation, two blank lines before a heading.

A redline uses the CriticMarkup signs, which no bracket of a negotiation resembles: `{--deleted--}`
and `{++inserted++}`. Footnotes are called as `[^1]`, and stand at the end under a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from treaty_drafts.model.margin import RULE, WIDTH, columns, tokens
from treaty_drafts.render.rendition import Line, Rendition, Run, change_of, hanging, one_line

_SIGNS = {"inserted": ("{++", "++}"), "deleted": ("{--", "--}")}


def render_text(rendition: Rendition) -> str:
    """The rendition as plain text, with a line feed at the end."""
    if rendition.columns:
        return _table(rendition)
    out: list[str] = []
    noted = False
    for line in rendition.lines:
        if line.role == "note" and not noted:
            noted = True
            out.append(RULE)
        if piece := _line(line):
            out.append(f"\n{piece}" if line.role == "heading" and out else piece)
    return "\n\n".join(out) + "\n"


def marked(runs: Sequence[Run]) -> str:
    """The runs in one string, insertions and deletions in their signs."""
    out: list[str] = []
    for (change, _), group in groupby(runs, key=_sign):
        text = "".join(f"[^{run.text}]" if run.kind == "call" else one_line(run.text) for run in group)
        opening, closing = _SIGNS.get(change, ("", ""))
        out.append(f"{opening}{text}{closing}")
    return "".join(out)


def _sign(run: Run) -> tuple[str, tuple[str, ...]]:
    """What was done to the run's words, and by whom: what two delegations delete stands in signs of its own."""
    change = change_of(run) if run.kind in ("text", "call", "image") else ""
    return change, run.by if change else ()


def _line(line: Line) -> str:
    num, text = marked(line.num), marked(line.runs).strip(" ")
    if line.role == "title":
        return _centre(text)
    if line.role == "heading":
        return _wrap(" ".join(part for part in (num, text) if part), "", "")
    if line.role == "note":
        return _wrap(marked(line.num[1:]) + text, f"[^{line.num[0].text}] " if num else "    ", "    ")
    if line.role == "cell":
        return _wrap(text, "  | ", "  | ")
    if not line.level:
        return _wrap(text, "", "")
    hang = "    " * line.level
    if not num:
        return _wrap(text, hang, hang)
    lead = "    " * (line.level - hanging(line)) + f"{num} "
    return _wrap(text, lead + " " * (len(hang) - columns(lead)), hang)


def _centre(text: str) -> str:
    return "\n".join(row.center(WIDTH).rstrip() for row in _rows(text, WIDTH - 8))


def _wrap(text: str, first: str, later: str) -> str:
    rows = _rows(text, WIDTH - len(later), WIDTH - columns(first))
    return "\n".join((first if not index else later) + row for index, row in enumerate(rows)).rstrip()


def _rows(text: str, width: int, first: int = 0) -> list[str]:
    """The text in rows of at most `width` columns; a word longer than that is not cut, ideographs may be."""
    rows: list[str] = []
    for piece in text.split("\n"):
        row, room = "", first or width
        for token in tokens(piece):
            size = columns(token)
            if row and room < columns(token.rstrip()):
                rows.append(row.rstrip())
                row, room = "", width
            row, room = row + token, room - size
        rows.append(row.rstrip())
        first = 0
    return rows


def _table(rendition: Rendition) -> str:
    out: list[str] = []
    for row in rendition.rows:
        out.append(f"== {row.title} ==")
        for column, cell in zip(rendition.columns, row.cells, strict=True):
            if cell:
                body = "\n".join(_line(line) for line in cell)
                out.append(f"{column or 'base'}:\n" + "\n".join(f"  {text}" for text in body.split("\n")))
    return "\n\n".join(out) + "\n"
