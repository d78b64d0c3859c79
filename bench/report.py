"""The table, in Markdown and as JSON."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from bench.row import Outcome, Row

_PACKAGES = ("lxml", "msgspec", "rapidfuzz", "xmldiff", "diff-match-patch", "fast-diff-match-patch", "markdown-it-py")
_HEAD = ("row", "job", "beside it", "measured by", "ours", "the other", "figure", "target", "stretch", "met")


class Line(msgspec.Struct, frozen=True):
    """A row with what came of it: its outcome, or why there is none."""

    row: Row
    outcome: Outcome | None
    why: str
    failed: bool


def met(line: Line) -> str:
    """Whether the target was met: `stretch`, `met`, `NOT MET`, or nothing where there is none."""
    row, outcome = line.row, line.outcome
    if outcome is None or not outcome.judged or row.target is None or row.stretch is None:
        return ""
    sign = 1 if row.better == "low" else -1
    if sign * outcome.figure <= sign * row.stretch:
        return "stretch"
    return "met" if sign * outcome.figure <= sign * row.target else "NOT MET"


def figure(line: Line) -> str:
    """The figure as printed."""
    if line.outcome is None:
        return ""
    value = line.outcome.figure
    times = "" if line.row.name in ("moves", "cut", "misplaced", "order") else "×"
    return f"{value:,.0f}{times}" if value >= 100 or value == int(value) else f"{value:.3g}{times}"


def cells(line: Line) -> tuple[str, ...]:
    """One line of the table."""
    row, outcome = line.row, line.outcome
    sign = "≤" if row.better == "low" else "≥"
    bounds = tuple("" if bound is None else f"{sign} {bound:,g}" for bound in (row.target, row.stretch))
    ours, other = (outcome.ours, outcome.other) if outcome else (line.why, "")
    return (row.name, row.job, row.beside, row.how, ours, other, figure(line), *bounds, met(line))


def markdown(lines: Sequence[Line]) -> str:
    """The table, what the rows remark, and what is measured elsewhere."""
    rows = [_HEAD, *(cells(line) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    text = [_cells(row, widths) for row in rows]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [f"- {line.row.name}: {line.outcome.note}" for line in lines if line.outcome and line.outcome.note]
    how = (
        "CPU: processor time of this process, in samples taken in turn (A B A B), so that other programs on the "
        "machine count little; wall: by the clock. Seconds are medians; the figure is the median ratio of this run."
    )
    return "\n".join([*text, "", how, "", *notes, ""])


def _cells(row: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def machine() -> dict[str, object]:
    """Where this was measured."""
    return {
        "python": sys.version.split()[0],
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "packages": {name: _version(name) for name in _PACKAGES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def save(lines: Sequence[Line], folder: Path) -> None:
    """`results.json` and `results.md` in the folder."""
    folder.mkdir(exist_ok=True)
    results = [
        {
            **{key: getattr(line.row, key) for key in ("name", "job", "beside", "how", "better", "target", "stretch")},
            "outcome": line.outcome,
            "why": line.why,
            "met": met(line),
        }
        for line in lines
    ]
    data = msgspec.json.encode({"machine": machine(), "rows": results})
    (folder / "results.json").write_bytes(msgspec.json.format(data) + b"\n")
    (folder / "results.md").write_text(markdown(lines), "utf-8")
