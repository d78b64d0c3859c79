"""Lines of a rendition of ours: where one stands says how deep it is, and what hangs before it is its number."""

from __future__ import annotations

import re
from typing import Final

from treaty_drafts.model.tree import ATOM, Text, join
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.line import Line, strip

_MOST = 8
"""Numbers of what begins on one line."""
_CLOSING = re.compile(rf"\s[\s\]{ATOM}]*$")
_SHORT = 24
"""Code points, of which more are no number alone."""
HANGING: Final = ("option", "para", "point")
"""What a number is of that stands before words; one of any other kind stands on a heading's line."""


def placed(number: int, text: Text, indent: int, *, most: int = _MOST) -> list[Line]:
    """The lines of one that stands under `indent` numbers and may begin with `most` of its own.

    Numbers stand at even depths, words between that of the number that they belong to and that of those within it.
    """
    found = numbers(text)
    stops = found[:most]
    if not stops:
        return [Line(number, text, 0, 2 * indent - 1, exact=bool(found))]
    lines = []
    start = 0
    for at, stop in enumerate(stops):
        words = text.slice(stop, len(text.chars)) if at == len(stops) - 1 else Text()
        lines.append(numbered(number, strip(text.slice(start, stop)), strip(words), 2 * (indent + at)))
        start = stop
    return lines


def numbered(line: int, number: Text, words: Text, depth: int) -> Line:
    """A line under its number; that of an option is told from its words, as everywhere, and one with a note too."""
    label = label_at(f"{number.chars} ")
    kind = "" if label is None else label.kind
    if kind == "option" or number.marks:
        return Line(line, join([number, Text(" "), words]), 0, depth)
    return Line(line, words, 0, depth, number.chars, kind == "point", exact=True)


def numbers(text: Text) -> list[int]:
    """Where the numbers end that stand before the words, the outermost first."""
    found: list[int] = []
    chars = f"{text.chars} [" if len(text.chars) < _SHORT else text.chars  # of a number alone words would say it is one
    start = 0
    while len(found) < _MOST and (label := label_at(chars, start)) is not None and label.kind in HANGING:
        stop = min(start + len(_own(chars[start : label.stop])), len(text.chars))
        found.append(stop)
        start = stop + len(text.chars[stop:]) - len(text.chars[stop:].lstrip())
    return found


def _own(number: str) -> str:
    """The number without a bracket that closes after it: only one that opens before it is closed by a number's."""
    return number if number.count("]") <= number.count("[") else _CLOSING.sub("", number)
