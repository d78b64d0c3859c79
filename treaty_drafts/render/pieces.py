"""What renditions were made of, kept for the next: a unit that reads as it did is neither read nor written again.

The lines of a unit depend on the base, on where the unit stands, and on the answers to what its reading asked of the
compilation. All three are noted with the lines. Where a later compilation of the same base gives the same answers, the
lines are the same values; and a stretch of a page whose lines are the same is written in the same characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from treaty_drafts.model.tree import Provision
from treaty_drafts.model.version import Version
from treaty_drafts.render.measure import Places, line_numbers
from treaty_drafts.render.rendition import Line
from treaty_drafts.render.sources import Questions

UNITS: Final = frozenset(("article", "paragraph", "recital", "rule"))
"""What is kept as one piece; one that stands in another is part of it."""

Answers: TypeAlias = tuple[tuple[int, tuple[Any, ...], list[Any]], ...]
"""Which of the `Questions`, what it was asked about, and the answers."""


class Piece(NamedTuple):
    """A unit as it was read: `place` is all of the reading's state that it depends on, `notes` its footnotes.

    `before` is how many footnotes stood before it, which only a unit with footnotes of its own depends on.
    """

    node: Provision
    place: tuple[object, ...]
    answers: Answers
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    before: int


class Read(NamedTuple):
    """One rendition's units by wId, and where the line numbers of its base stand, if it has any."""

    base: Version
    numbers: Mapping[str, Places]
    units: Mapping[str, Piece]


class Stretch(NamedTuple):
    """Lines of a page from a heading on, as they were written: their HTML, their entry in the contents, their ids."""

    lines: tuple[Line, ...]
    html: str
    entry: tuple[int, str, str]
    ids: frozenset[str]


class Pieces:
    """The pieces of the last rendition of each view. A hint and no more: with or without them, or with those of another
    text, a rendition is the same. Threads may share it; its values are replaced, never changed.
    """

    def __init__(self) -> None:
        self._read: dict[tuple[str, bool], Read] = {}
        self._written: dict[tuple[str, str], Mapping[str, Stretch]] = {}

    def read(self, view: str, base: Version, *, numbered: bool) -> Read:
        """What is kept of a view of that base, with line numbers or without: where they stand at least."""
        found = self._read.get((view, numbered))
        if found is not None and found.base is base:
            return found
        return Read(base, line_numbers(base.root) if numbered else {}, {})

    def keep_read(self, view: str, read: Read, *, numbered: bool) -> None:
        """Keeps the units of a rendition instead of the last one's."""
        self._read[view, numbered] = read

    def written(self, view: str, language: str) -> Mapping[str, Stretch]:
        """The stretches of a page, by the wId of the heading that each begins with."""
        return self._written.get((view, language), {})

    def keep_written(self, view: str, language: str, written: Mapping[str, Stretch]) -> None:
        """Keeps the stretches of a page instead of the last one's."""
        self._written[view, language] = written


class Making:
    """A rendition in the making: passes on questions and notes the answers, takes units that were read before."""

    def __init__(self, asked: Questions, before: Mapping[str, Piece]) -> None:
        self._asked: tuple[Callable[[Any], Any], ...] = asked
        self._before = before
        self._answers: tuple[dict[Any, Any], ...] = ()
        self.units: dict[str, Piece] = {}
        self.questions = Questions(*map(self._noting, range(len(asked))))
        self.begin()

    def _noting(self, which: int) -> Callable[[Any], Any]:
        ask = self._asked[which]

        def noting(about: object) -> object:
            answer = self._answers[which][about] = ask(about)
            return answer

        return noting

    def find(self, node: Provision, place: tuple[object, ...], before: int) -> Piece | None:
        """The unit as it was read before, if all that it depends on is the same; `before` counts footnotes."""
        piece = self._before.get(node.wid)
        if (
            piece is None
            or piece.place != place
            or (piece.node is not node and piece.node != node)
            or (piece.notes and piece.before != before)
            or any([*map(self._asked[which], about)] != answers for which, about, answers in piece.answers)
        ):
            return None
        self.units[node.wid] = piece
        return piece

    def begin(self) -> None:
        """From here on, answers are those that the next unit to be kept depends on."""
        self._answers = tuple({} for _ in self._asked)

    def keep(
        self, node: Provision, place: tuple[object, ...], lines: list[Line], notes: list[Line], before: int
    ) -> None:
        """Keeps a unit that was read since `begin`."""
        asked = tuple((which, tuple(said), list(said.values())) for which, said in enumerate(self._answers) if said)
        self.units[node.wid] = Piece(node, place, asked, tuple(lines), tuple(notes), before)
