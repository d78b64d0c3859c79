"""Points that a source runs together in one line: `… the following: (a) this; (b) that; and (c) the other.`

A line is cut only where that is sure: at labels of one style whose numbers go on one by one, each after a sign
that ends a clause. The first of a series needs its second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from treaty_drafts.model.tree import Text
from treaty_drafts.sources.labels import ABJAD, chinese_numeral, integer, label_at, roman, roman_numeral
from treaty_drafts.sources.line import strip
from treaty_drafts.sources.words import CJK

_ENDED = r"(?:(?<=[;:,.؛؟،])[ \u00a0](?:(?:and|or|et|ou|y|o|и|или)[ \u00a0])?|(?<=[；：，。、]) ?)"
_CLAUSE = re.compile(r"(?:[;:,.؛؟،][ \u00a0](?:(?:and|or|et|ou|y|o|и|или)[ \u00a0])?|[；：，。、] ?)\[?$")
_STYLE = re.compile(rf"([\[(（]*)(?:(\d{{1,3}})|([{CJK}]{{1,4}})|([a-z]{{1,5}})|([أ-ي]ـ?|هـ))([)）.．、]+)")
_FIRST = re.compile(_ENDED + r"(?=(?:\(?(?:a|i|1)\)|1\.|（一）|一、|\(أ\)) ?[^\s\d])")
_SECOND = re.compile(r"(?:ii|[b2]|iii|[c-z]|\d)\)|\d[.．]|（|[二三四五六七八九十]、|\([ب-ي]")
_DEPTH = 4


def broken(text: Text, labels: Iterable[str]) -> list[Text]:
    """The text cut at the labels of every series in it, and where one of the open series goes on.

    `labels` are the labels last used in the open series. The text alone where nothing is to be cut.
    """
    chars = text.chars
    if _SECOND.search(chars) is None:
        return [text]
    points = {0, *_cuts(chars, 0, len(chars), _DEPTH)}
    for printed in labels:
        label = _STYLE.match(printed)
        if label is not None:
            points.update(_successors(chars, label, len(chars), start=1))
    starts = sorted(points)
    stops = [*starts[1:], len(chars)]
    return [part for start, stop in zip(starts, stops, strict=True) if (part := strip(text.slice(start, stop))).chars]


def _cuts(chars: str, start: int, stop: int, depth: int) -> list[int]:
    """Where `chars[start:stop]` is to be cut: at a series that starts there or first starts in it, and in its parts."""
    label = _STYLE.match(chars, start, stop)
    points = [start, *_successors(chars, label, stop)] if label is not None else _first_series(chars, start, stop)
    if not points or depth == 0:
        return points if label is None else points[1:]
    inner: list[int] = []
    for one, end in zip(points, [*points[1:], stop], strict=True):
        own = _STYLE.match(chars, one, end)
        if own is not None:
            inner += _cuts(chars, own.end(), end, depth - 1)
    return sorted({*points, *inner} - {start})


def _first_series(chars: str, start: int, stop: int) -> list[int]:
    alone: set[str] = set()  # what does not follow a label does not follow the same label further on
    for first in _FIRST.finditer(chars, start, stop):
        label = _STYLE.match(chars, first.end(), stop)
        if label is None or label[0] in alone:
            continue
        if found := _successors(chars, label, stop):
            return [first.end(), *found]
        alone.add(label[0])
    return []


def _successors(chars: str, label: re.Match[str], stop: int, *, start: int = -1) -> list[int]:
    """Where the labels start that follow the label one by one, from its end or from `start` on."""
    for reading in _readings(label):
        found = _run(chars, (label.end() if start < 0 else start, stop), label, reading)
        if found:
            return found
    return []


def _run(chars: str, span: tuple[int, int], label: re.Match[str], reading: tuple[int, str]) -> list[int]:
    found: list[int] = []
    value, style = reading
    start, stop = span
    while True:
        number = _written(value + 1, style)
        brackets = re.escape(label[1].lstrip("["))
        pattern = re.compile(rf"{_ENDED}(?=\[?{brackets}{re.escape(number)}{_close(label[6])}\s*[^\s\d])")
        match = pattern.search(chars, start, stop) if number else None
        found += _put_in(chars, (start, stop if match is None else match.start()), label[1], reading=(value, style))
        if match is None:
            return found
        value += 1
        found.append(match.end())
        start = match.end()


def _put_in(chars: str, span: tuple[int, int], brackets: str, *, reading: tuple[int, str]) -> list[int]:
    """Where in the span the labels start that a suffix puts after the number: `(a bis)`."""
    value, style = reading
    number = _written(value, style)
    values = (value, ord(number) - 96 if len(number) == 1 else 0)
    brackets = brackets.lstrip("[")
    lead = "" if brackets or style == "chinese" else " "
    found = []
    at = chars.find(lead + brackets + number, *span) + len(lead)
    while at >= len(lead):
        before = _CLAUSE.search(chars, max(span[0], at - 8), at)
        label = label_at(chars, at) if before is not None else None
        if label is not None and label.kind in ("para", "point") and label.key[1:] and label.key[0] in values:
            found.append(at - (chars[at - 1] == "["))
        at = chars.find(lead + brackets + number, at + 1, span[1]) + len(lead)
    return found


def _close(sign: str) -> str:
    return "[.．]" if sign in (".", "．") else re.escape(sign)


def _readings(label: re.Match[str]) -> list[tuple[int, str]]:
    """The values that a label may have, each with its style; a Roman numeral first."""
    if label[2]:
        return [(int(label[2]), "digits")]
    if label[3]:
        return [(integer(label[3]) or 0, "chinese")]
    if label[5]:
        letter = label[5] if label[5] in ABJAD else label[5].rstrip("ـ")
        return [(ABJAD.index(letter) + 1, "abjad")] if letter in ABJAD else []
    readings = []
    value = roman(label[4])
    if value is not None and roman_numeral(value) == label[4]:
        readings.append((value, "roman"))
    if len(label[4]) == 1:
        readings.append((ord(label[4]) - 96, "letters"))
    return readings


def _written(value: int, style: str) -> str:
    """The number as the style prints it; empty past the end of an alphabet."""
    if style == "digits":
        return str(value)
    if style == "chinese":
        return chinese_numeral(value)
    if style == "roman":
        return roman_numeral(value)
    if style == "abjad":
        return ABJAD[value - 1] if value <= len(ABJAD) else ""
    return chr(96 + value) if value <= 26 else ""
