"""Telling an article's heading from a reference to an article: by the sequence of the numbers.

Every place where the words "Article n" could be a heading is a candidate with a weight: how much it looks like one.
The headings are the heaviest chain of candidates whose numbers rise, where a number that follows directly counts more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from treaty_drafts.errors import TooLarge
from treaty_drafts.sources.labels import Key, label_at
from treaty_drafts.sources.line import Line
from treaty_drafts.sources.words import ARTICLE, ARTICLE_CJK, CJK, DIVISIONS, DIVISIONS_CJK

_ANYWHERE = re.compile(rf"(?:(?<![^\W\d_])(?:{ARTICLE})|{ARTICLE_CJK})(?:[.:](?!\d))?")
_ROMAN_CHAPTER = rf"{DIVISIONS['chapter']}[ ][IVXLC]+(?![^\W_])"
_CHAPTER = re.compile(rf"(?<![^\W_])(?:{_ROMAN_CHAPTER}|第[{CJK}]+{DIVISIONS_CJK['chapter']}|الفصل [^\W\d_]+(?: عشر)?)")
_REFERS_CJK = re.compile(r"[第的规定所和、，至或及（《项款之内与末）。；]|各[款项]")
_LOOKBACK = 300
_STEPS = 3_000_000
"""What a chain may cost in all: only a text made by a machine has so many candidates that it looks back less far."""
_FLAT = 700
"""Code points: a line longer than this may hold headings that lost their line breaks."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A place that may be a heading: line index, code points of the label, number, weight."""

    line: int
    start: int
    stop: int
    key: Key
    weight: float


def strong(chars: str, stop: int) -> bool:
    """Whether what follows an article's label at a line's start shows that it is a heading."""
    rest = chars[stop:].lstrip()
    label = chars[:stop].strip()
    return not rest or label.endswith((".", ":", "]")) or rest[0] in "[(–—" or (label.isupper() and rest[0] not in ",;")


MAX_CANDIDATES = 30_000
"""Places in one text; the Charter of 111 articles, printed in one line, has 119."""


def candidates(lines: Sequence[Line]) -> list[Candidate]:
    """Every place in the lines where an article may begin; `TooLarge` over `MAX_CANDIDATES`."""
    found: list[Candidate] = []
    for index, line in enumerate(lines):
        chars = line.text.chars
        if line.label or line.bullet:
            continue
        label = label_at(chars)
        if label is not None and label.kind == "article" and label.key:
            weight = 3.0 if strong(chars, label.stop) else 1.0 if opens(chars, label.stop) else 0.0
            if weight:
                found.append(Candidate(index, 0, label.stop, label.key, weight))
        found.extend(_within(chars, index, len(chars) if len(chars) > _FLAT else 48))
        if len(found) > MAX_CANDIDATES:
            raise TooLarge(
                f"an article could begin at over {MAX_CANDIDATES:,} places up to here",
                place=f"line {line.number}",
                step="import the text in parts",
            )
    return found


def _within(chars: str, index: int, limit: int) -> list[Candidate]:
    found = []
    for match in _ANYWHERE.finditer(chars, 1, limit):
        label = label_at(chars, match.start())
        if label is None or not label.key or not opens(chars, match.end()):
            continue
        before = (
            chars[: match.start()].rstrip()
            if match.start() < 60
            else chars[match.start() - 60 : match.start()].rstrip()
        )
        if not before:
            continue
        if before[-1] in '.;:。；：！.”»؛"' or match.start() <= 24 or _after_chapter(before):
            found.append(Candidate(index, match.start(), match.end(), label.key, 0.7))
        else:
            found.append(Candidate(index, match.start(), match.end(), label.key, 0.1))
    return found


def _after_chapter(before: str) -> bool:
    return _CHAPTER.search(before) is not None


def opens(chars: str, stop: int) -> bool:
    """Whether the words after "Article n" can begin a heading or a sentence."""
    rest = chars[stop : stop + 40].lstrip()
    if not rest:
        return True
    if chars[stop - 1] in "条" + CJK or "一" <= rest[0] <= "鿿":
        return _REFERS_CJK.match(rest) is None
    first = rest[0]
    return (
        first.isupper()
        or first.isdigit()
        or first in '“«"¿'
        or ("\u0600" <= first <= "\u06ff" and first not in "،؛")
        or first == "-"
    )


def chain(found: Sequence[Candidate]) -> list[Candidate]:
    """The heaviest chain of candidates with rising numbers; a direct successor counts one and a half more."""
    best: list[float] = []
    previous: list[int] = []
    back = min(_LOOKBACK, 2 + _STEPS // (len(found) + 1))
    for index, one in enumerate(found):
        top, before = (1.0 if one.key[0] in (0, 1) else 0.0), -1
        for other in range(index - 1, max(-1, index - back), -1):
            step = _step(found[other].key, one.key)
            if step is not None and best[other] + step > top:
                top, before = best[other] + step, other
        best.append(top + one.weight)
        previous.append(before)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    kept = []
    while at >= 0:
        kept.append(found[at])
        at = previous[at]
    return kept[::-1]


def _step(before: Key, after: Key) -> float | None:
    """The worth of going from one number to the next: None if it does not rise."""
    if after <= before:
        return None
    gap = int(after[0]) - int(before[0])
    if gap in {0, 1}:
        return 1.5
    return 1.0 - 0.6 * gap if gap < 6 else -2.5


def chapters(chars: str) -> list[tuple[int, int]]:
    """Where chapters begin inside a flat line: their first and last code point."""
    return [match.span() for match in _CHAPTER.finditer(chars)]
