"""Blanks and commas at the edges of what is cut out of a text: right there, and nowhere else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

Run = tuple[int, int]

_CLOSERS = ",.)”’，。、；）"
_SPACED_IN_FRENCH = ";:!?"
_OPENERS = "(“‘（"
_JOINERS = (",", ";")


def merged(runs: Iterable[Run]) -> list[Run]:
    """The ranges in order, those that overlap or touch as one."""
    found: list[Run] = []
    for start, stop in sorted(runs):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        elif start < stop:
            found.append((start, stop))
    return found


def tidy(chars: str, runs: Iterable[Run], *, french: bool = False) -> list[tuple[int, int, str]]:
    """The ranges to cut so that what stays reads well, each with what comes in its place: nothing, or one blank.

    No two blanks meet, none stands before a comma, no comma before another mark; words that only the glyphs kept
    apart get a blank. `french` keeps the blank before `; : ! ?`.
    """
    waiting = list(reversed(merged(runs)))
    found: list[tuple[int, int, str]] = []
    while waiting:
        start, stop = waiting.pop()
        low = found[-1][1] if found else 0
        high = waiting[-1][0] if waiting else len(chars)
        first, last = _widened(chars, (start, stop), (low, high), _CLOSERS if french else _CLOSERS + _SPACED_IN_FRENCH)
        if waiting and last == high:
            waiting[-1] = (first, waiting[-1][1])
            continue
        if _glued(chars, first, last):
            found.append((first, last + 1, f"{chars[last]} "))
        else:
            found.append((first, last, " " if _parted(chars, first, last) else ""))
    return found


def _widened(chars: str, run: Run, within: Run, closers: str) -> Run:
    """The range with the blanks and commas beside it that must go too; no blank stays before `closers`."""
    (start, stop), (low, high) = run, within
    words = any(char.isalnum() for char in chars[start:stop])
    while True:
        left = chars[start - 1] if start else ""
        right = chars[stop] if stop < len(chars) else ""
        if right.isspace() and stop < high and (not left or left.isspace() or left in _OPENERS):
            stop += 1
        elif left.isspace() and start > low and (not right or right in closers):
            start -= 1
        elif left == "," and right == "," and stop < high:
            stop += 1
        elif words and left == "," and right and right in ".;:" and start > low:
            start -= 1
        else:
            return start, stop


def _glued(chars: str, first: int, last: int) -> bool:
    """Whether a comma that follows stands at a word, so that only the blank before it, now gone, kept words apart."""
    after = chars[last + 1 : last + 2]
    blank = chars[first : first + 1].isspace()
    return blank and chars[last : last + 1] in _JOINERS and after.isalpha() and not _unspaced(after)


def _parted(chars: str, start: int, stop: int) -> bool:
    """Whether the words on both sides were kept apart by the glyphs alone."""
    if not start or stop >= len(chars):
        return False
    left, right = chars[start - 1], chars[stop]
    gone = chars[start:stop]
    if not right.isalpha() or _unspaced(left) or _unspaced(right):
        return False
    between = gone[:1] in "]］" and ("[" in gone or "［" in gone)
    return left in _JOINERS or (between and (left.isalnum() or left in ").:"))


def _unspaced(char: str) -> bool:
    """Whether the script of a letter is written without blanks between words."""
    name = unicodedata.name(char, "")
    return name.startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"))
