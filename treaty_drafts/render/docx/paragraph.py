"""A paragraph of a Word file as a value, between the lines of a rendition and the XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol, TypeAlias

import msgspec

from treaty_drafts.render.rendition import Line, Run

Mark: TypeAlias = Literal["", "inserted", "deleted", "left", "arrived"]
"""What is done to a paragraph as a whole: nothing, it comes, it goes, or it moves, at the old place or the new."""


class Remark(msgspec.Struct, frozen=True):
    """A comment: who says what."""

    author: str
    text: str


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A line, the changes of whose runs are to be tracked, and what is done to it as a whole.

    Of what comes or goes all runs are changed; of what moves, those without a change move. `author` is whose doing it
    is; `move` numbers the stretch of paragraphs that move together, from 1.
    """

    line: Line
    mark: Mark = ""
    author: str = ""
    move: int = 0
    remarks: tuple[Remark, ...] = ()


def calls(lines: Sequence[Line]) -> Iterator[Run]:
    """The footnote calls of a text."""
    return (run for line in lines if line.role != "note" for run in (*line.num, *line.runs) if run.kind == "call")


def counted(marks: Iterable[str]) -> bool:
    """Whether the marks are 1, 2, 3 …"""
    return all(mark == str(number) for number, mark in enumerate(marks, 1))


class Notes(Protocol):
    """The footnotes of a text, by their calls; `numbered` where their marks are 1, 2, 3 … in the order of the text."""

    @property
    def numbered(self) -> bool:
        """Whether the program that shows the text may count them."""

    @property
    def several(self) -> bool:
        """Whether there is more than one."""

    def of(self, call: Run, mark: Mark) -> Sequence[Paragraph]:
        """The paragraphs of the note that is called, in a paragraph of that mark; none where it is no note's call."""


class Plain:
    """The notes of a rendition in which nothing is tracked.

    A note that two rival wordings keep is there for each of them; a call beyond that only repeats its mark.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._groups: dict[str, list[list[Line]]] = {}
        for line in lines:
            if line.role == "note" and line.anchors:
                eid, wid, _ = line.anchors[0]
                found: list[Line] = []
                self._groups.setdefault(eid or wid, []).append(found)
            if line.role == "note":
                found.append(line)
        waiting = {target: len(groups) for target, groups in self._groups.items()}
        self.several = sum(waiting.values()) > 1
        marks: list[str] = []
        for run in calls(lines):
            if waiting.get(run.target):
                waiting[run.target] -= 1
                marks.append(run.text)
        self.numbered = counted(marks)

    def of(self, call: Run, mark: Mark) -> Sequence[Paragraph]:  # noqa: ARG002 - nothing is tracked
        """The note's paragraphs, as often as the rendition has them."""
        groups = self._groups.get(call.target)
        return [Paragraph(line) for line in groups.pop(0)] if groups else []
