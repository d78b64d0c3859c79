"""The glyphs of brackets and how they pair; bracketed plain text, read and printed.

Square brackets and their full-width forms, in logical order. A closing glyph pairs with the nearest open one; what is
left over is reported, never repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

OPENING = "[［"
CLOSING = "]］"
GLYPH = re.compile(r"[\[\]［］]")

Pairs: TypeAlias = list[tuple[int, int]]


def same_but_brackets(one: str, other: str) -> bool:
    """Whether one text has more brackets than the other, and differs in nothing else."""
    return len(one) != len(other) and GLYPH.sub("", one) == GLYPH.sub("", other)


def pair(glyphs: Iterable[str]) -> tuple[Pairs, list[int]]:
    """Pairs of indices into a sequence of glyphs, by opening, and the indices that stay unmatched, in order."""
    waiting: list[int] = []
    pairs: Pairs = []
    stray: list[int] = []
    for index, glyph in enumerate(glyphs):
        if glyph in OPENING:
            waiting.append(index)
        elif waiting:
            pairs.append((waiting.pop(), index))
        else:
            stray.append(index)
    return sorted(pairs), sorted(stray + waiting)


class Bracketed(msgspec.Struct, frozen=True):
    """A bracket in plain text: the code points `[start, stop)`, glyphs included, and what is inside."""

    start: int
    stop: int
    opening: str
    closing: str
    inside: tuple[str | Bracketed, ...]


Printed: TypeAlias = tuple[str | Bracketed, ...]
"""Bracketed plain text as read: words (stray glyphs among them) and brackets in turn."""


def read_text(text: str) -> Printed:
    """Words and brackets of a plain text, nested; an unmatched glyph is a character of the words around it."""
    found = list(GLYPH.finditer(text))
    pairs, _ = pair(match[0] for match in found)
    closing = {found[opened].start(): found[closed].start() for opened, closed in pairs}
    closed_at = {stop: start for start, stop in closing.items()}
    levels: list[list[str | Bracketed]] = [[]]
    done = 0
    for match in found:
        at = match.start()
        if at not in closing and at not in closed_at:
            continue
        if done < at:
            levels[-1].append(text[done:at])
        done = at + 1
        if at in closing:
            levels.append([])
        else:
            start = closed_at[at]
            inside = tuple(levels.pop())
            levels[-1].append(Bracketed(start, done, text[start], text[at], inside))
    if done < len(text):
        levels[-1].append(text[done:])
    return tuple(levels[0])


def print_text(parsed: Printed) -> str:
    """The plain text that `read_text` read."""
    out: list[str] = []
    waiting: list[str | Bracketed] = list(reversed(parsed))
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, str):
            out.append(piece)
        else:
            out.append(piece.opening)
            waiting.append(piece.closing)
            waiting.extend(reversed(piece.inside))
    return "".join(out)
