"""Footnotes of a text with several hands in it: no two of them have one number.

Those of the base keep theirs. One that comes with a number that another has is counted after all of them, where it
stands; alone, or in the next version, it has the number of its place (`compilation.footnotes`). In a Word file with
tracked changes each has its own, as accepting all of them leaves the new text.
"""

from __future__ import annotations

from collections.abc import Sequence

from treaty_drafts.model.numbers import count_of
from treaty_drafts.render.rendition import Line, Run, copied


def numbered_apart(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, whose notes stand last; the same where every note has a number of its own."""
    start = len(lines)
    while start and lines[start - 1].role == "note":
        start -= 1
    fresh = _fresh(lines[start:]) if len(lines) - start > 1 else {}
    if not fresh:
        return lines
    called = [_called(line, fresh) for line in lines]
    return tuple([_headed(line, fresh) if line.role == "note" and line.num else line for line in called])


def _fresh(notes: Sequence[Line]) -> dict[str, str]:
    """New numbers, by what calls name the notes with."""
    heads = [(_name(line), line.num[0].text, line.change) for line in notes if line.num and line.anchors]
    owners: dict[str, str] = {}
    for name, marker, _ in sorted(heads, key=lambda head: head[2] == "inserted"):
        owners.setdefault(marker, name)
    last = max(filter(None, map(count_of, owners)), default=0)
    fresh: dict[str, str] = {}
    for name, marker, change in heads:
        if change == "inserted" and marker.isdecimal() and owners[marker] != name and name not in fresh:
            last += 1
            fresh[name] = str(last)
    return fresh


def _name(line: Line) -> str:
    address, identity, _ = line.anchors[0]
    return address or identity


def _called(line: Line, fresh: dict[str, str]) -> Line:
    if not any(run.kind == "call" and run.target in fresh for run in (*line.num, *line.runs)):
        return line
    num, runs = (tuple([_renamed(run, fresh.get(run.target, "")) for run in some]) for some in (line.num, line.runs))
    return copied(line, num=num, runs=runs)


def _headed(line: Line, fresh: dict[str, str]) -> Line:
    name = _name(line) if line.anchors else ""
    if name not in fresh:
        return line
    return copied(line, num=(_renamed(line.num[0], fresh[name]), *line.num[1:]))


def _renamed(run: Run, marker: str) -> Run:
    if not marker or run.kind != "call":
        return run
    return Run(marker, run.change, run.kind, run.styles, run.by, run.target)
