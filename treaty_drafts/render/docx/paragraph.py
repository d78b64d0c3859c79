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
    """The notes of a rendition in which nothing is tracked; each is called once, later calls only repeat its mark."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._groups: dict[str, list[Line]] = {}
        for line in lines:
            if line.role == "note" and line.anchors:
                eid, wid, _ = line.anchors[0]
                found = self._groups[eid or wid] = []
            if line.role == "note":
                found.append(line)
        marks: dict[str, str] = {}
        for run in calls(lines):
            if run.target in self._groups:
                marks.setdefault(run.target, run.text)
        self.numbered = counted(marks.values())
        self.several = len(self._groups) > 1

    def of(self, call: Run, mark: Mark) -> Sequence[Paragraph]:  # noqa: ARG002 - nothing is tracked
        """The note's paragraphs, once."""
        return [Paragraph(line) for line in self._groups.pop(call.target, ())]
