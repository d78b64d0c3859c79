"""The number in a label as printed (`[Article 3 bis]`, `(c)`, `第三条之二`): where it stands and what it may mean."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.compilation.numbering.numerals import readings
from treaty_drafts.compilation.numbering.words import (
    FIRST,
    ORDINALS_AR_F,
    ORDINALS_AR_M,
    RANKS,
    RIVALS,
    UNITS,
    UNITS_CJK,
)

Span: TypeAlias = tuple[int, int]


class Label(msgspec.Struct, frozen=True, gc=False):
    """A number in a label: `token` at `[start, stop)`, its readings by style, and the suffix.

    `ranks` are the places that the suffixes give (`bis` is 2); `dropped` are the ranges of their characters, with the
    blank before. `first` is true for `premier`, which is 1 in any style.
    """

    token: str
    start: int
    stop: int
    readings: dict[str, int]
    ranks: tuple[int, ...] = ()
    dropped: tuple[Span, ...] = ()
    first: bool = False

    @property
    def vague(self) -> bool:
        """Whether it may stand for a number not yet given: `x`, `Article XX`, `[N]`."""
        return _VAGUE.issuperset(self.token)


_CJK = "一二三四五六七八九十百零〇两"


def _words(words: tuple[str, ...] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SUFFIX: Final = rf"(?:{_words(list(RANKS))})(?![^\W\d_])"
"""A suffix, with nothing of a word after it."""
ORDINAL: Final = rf"(?:{_words([*ORDINALS_AR_F, *ORDINALS_AR_M])})(?![^\W\d_])"
"""An Arabic ordinal in words."""
_PIECE = re.compile(
    rf"(?P<first>(?:{_words(FIRST)})(?![^\W_]))|(?P<ordinal>{ORDINAL})|(?P<suffix>{SUFFIX})|(?P<after>之[{_CJK}]+|之\d+)"
    rf"|(?P<number>\d+|[{_CJK}]+|[㈠-㈩①-⑳])|(?P<unit>[{UNITS_CJK}])|(?P<word>[^\W\d_{_CJK}{UNITS_CJK}]+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[\]［］\ufffc]")
_VAGUE = frozenset("xyznXYZN")
_INSIDE = " \u00a0\u202f.-‑ـ"


def read_label(chars: str) -> Label | str:
    """The number in the label, or why none can be told."""
    number: re.Match[str] | None = None
    suffixes: list[re.Match[str]] = []
    for piece in _PIECE.finditer(chars):
        kind = piece.lastgroup
        if kind in ("suffix", "after"):
            suffixes.append(piece)
        elif kind in ("number", "ordinal", "first"):
            if number is not None:
                return _several(chars, number, piece)
            number = piece
        elif kind == "word" and (reason := _word(piece, number)):
            if reason == "suffix":
                suffixes.append(piece)
            elif reason == "number" and number is None:
                number = piece
            else:
                return _refusal(chars, piece[0])
    if number is None:
        return "it has no number"
    return _label(chars, number, suffixes)


def _word(piece: re.Match[str], number: re.Match[str] | None) -> str:
    """What a word of letters is: empty for a unit's name."""
    word = piece[0]
    if word.lower() in UNITS and not (number is None and len(word) == 1):
        return ""
    if number is not None and len(word) == 1 and number.end() == piece.start() and number[0].isdecimal():
        return "suffix"
    return "number" if readings(word) else "unknown"


def _refusal(chars: str, word: str) -> str:
    if word.lower() in RIVALS:
        return f"“{chars.strip()}” is a rival of another, not a place of its own"
    return f"“{word}” in it is not a number"


def _several(chars: str, one: re.Match[str], other: re.Match[str]) -> str:
    if chars[one.end() : other.start()] == ".":
        return "it has a number of two parts"
    return "it has two numbers, and which of them holds is open"


def _label(chars: str, number: re.Match[str], suffixes: list[re.Match[str]]) -> Label | str:
    ranks: list[int] = []
    dropped: list[Span] = []
    at = number.end()
    for suffix in suffixes:
        between = chars[at : suffix.start()]
        if suffix.start() < at or _BRACKETS.search(between):
            return "its suffix is open"
        ranks.append(_rank(suffix[0]))
        followed = chars[suffix.end() : suffix.end() + 1] == "."
        blank = len(between) - len(between.rstrip(_INSIDE if followed else _INSIDE.replace(".", "")))
        dropped.append((suffix.start() - blank, suffix.end()))
        at = suffix.end()
    first = number.lastgroup == "first"
    read = {} if first else readings(number[0])
    return Label(number[0], number.start(), number.end(), read, tuple(ranks), tuple(dropped), first)


def _rank(suffix: str) -> int:
    if suffix[0] == "之":
        return next(iter(readings(suffix[1:]).values()), 2)
    return RANKS.get(suffix.lower()) or ord(suffix.upper()) - 64
