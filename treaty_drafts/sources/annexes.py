"""Annexes: where the main text ends, and in what order they stand. An annex's articles are numbered anew."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treaty_drafts.sources.labels import Key, Label, label_at
from treaty_drafts.sources.line import Line
from treaty_drafts.sources.sequence import opens, strong
from treaty_drafts.sources.words import ANNEX, ANNEX_CJK

_HEAD = re.compile(rf"[\[{{\s]*(?:{ANNEX}|{ANNEX_CJK})")
FIRST = (0, 1)
"""Numbers that an annex's articles begin at."""
_LETTER = re.compile(r"(?<![^\W_])([A-Z])\W*$")


def parted(lines: Sequence[Line], *, headed: bool, part: bool) -> list[Sequence[Line]]:
    """The main text's lines, then those of each annex, where an annex has articles; all in one where none has.

    `headed` says that the format marks the articles' headings. An annex is told from a sentence by what it does to the
    articles' numbers, which begin anew in it, or by its own heading, which stands no lower than those of the articles.
    In a `part` of a treaty no article need stand before.
    """
    heads = _heads(lines, part=part)
    if heads and (part or _anew(lines, heads[0], headed=headed)):
        return [lines[start:stop] for start, stop in zip([0, *heads], [*heads, len(lines)], strict=True)]
    return [lines]


def _anew(lines: Sequence[Line], head: int, *, headed: bool) -> bool:
    """Whether articles that are not those of the main text follow the first annex's heading."""
    articles = [(at, key, line.level) for at, line in enumerate(lines) if (key := _article(line, headed=headed))]
    before = [one for one in articles if one[0] < head]
    after = [key for at, key, _ in articles if at > head]
    if not before or not after:
        return False
    anew = after[0] <= before[-1][1] if headed else any(key[0] in FIRST for key in after)
    return anew or 0 < lines[head].level <= min(level for _, _, level in before)


def place(line: Line, label: Label, number: int, *, part: bool) -> int:
    """The place of the annex that such a heading may begin after the annex of that `number`; 0 where it begins none.

    `Annex I bis` keeps the place of the one that it follows; `Annex C` is a hundred only to a Roman. The annexes of a
    `part` may begin anywhere.
    """
    if not label.key:
        return number + 1 if _titled(line, label.stop) else 0
    if part and not number:
        return int(label.key[0])
    if label.key[1:]:
        return number if label.key[0] == number else 0
    letter = _LETTER.search(line.text.chars[: label.stop])
    value = ord(letter[1]) - 64 if letter is not None else 0
    return number + 1 if number + 1 in (label.key[0], value) else 0


def divides(chars: str, label: Label) -> bool:
    """Whether a line that starts with "Part I" is its heading and not a sentence about it."""
    rest = chars[label.stop :].lstrip(" \u00a0.:：–—-")
    if not rest or (label.kind == "annex" and label.key and chars[0] in "附ا"):
        return True
    if len(rest) > 250 or rest[0].islower() or rest[0] in ",;(，；、":
        return False
    return not rest.endswith((";", ",", "；", "，", "。")) and not (rest.endswith(".") and len(rest) > 100)


def _titled(line: Line, stop: int) -> bool:
    """Whether an annex without a number is a heading: marked as one, alone on its line, or in capitals."""
    chars = line.text.chars
    return bool(line.level) or stop == len(chars) or (chars.isupper() and len(chars) < 80)


def is_annex(chars: str) -> bool:
    """Whether a heading is an annex's."""
    label = label_at(chars) if _HEAD.match(chars) else None
    return label is not None and label.kind == "annex"


def _heads(lines: Sequence[Line], *, part: bool) -> list[int]:
    """The headings of the last sequence of annexes: what stands before it may be a table of contents."""
    heads: list[int] = []
    number = 0
    for at, line in enumerate(lines):
        chars = line.text.chars
        if _HEAD.match(chars) is None or line.label or line.bullet or line.exact:
            continue
        label = label_at(chars)
        if label is None or label.kind != "annex" or not (line.level or divides(chars, label)):
            continue
        if label.key == (1,):
            heads, number = [], 0
        if after := place(line, label, number, part=part):
            heads.append(at)
            number = after
    return heads


def _article(line: Line, *, headed: bool) -> Key:
    """The number of the article that the line heads; empty where it heads none."""
    if line.label or line.bullet or (headed and not line.level):
        return ()
    chars = line.text.chars
    label = label_at(chars)
    if label is None or label.kind != "article":
        return ()
    return label.key if headed or strong(chars, label.stop) or opens(chars, label.stop) else ()
