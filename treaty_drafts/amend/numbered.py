"""Pairs that likeness makes across numbers, put right where words and numbers together tell more.

A number by itself says nothing: whoever inserts a paragraph numbers the next ones anew. But units that exchange words,
and keep their numbers and beginnings, are not the ones that they are most like; nor is the longer part of a paragraph
that was parted the paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile
from operator import eq
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from treaty_drafts.amend.likeness import ALIKE, Likeness
from treaty_drafts.amend.outline import Outline, same_structure

Pairs: TypeAlias = list[tuple[int, int]]
_AROUND = ".,;:!?()[] "


def by_number(ours: Sequence[int], theirs: Sequence[int], pairs: Pairs, likeness: Likeness) -> Pairs:
    """The pairs, in order, of units that stand one after another in each version: those put right that need it.

    Units whose words went round among them, each of which keeps its number and first words, are each its own. Of the
    parts of one unit, that one is it which has its number; of units put together, that one whose number stays.
    """
    old, new = likeness.old, likeness.new
    found = dict(pairs)
    if len(found) < min(len(ours), len(theirs)):
        _keep_apart(_of_one_number(old, ours, new, theirs), ours, found, likeness)
    if len(found) < len(theirs):
        _keep_first(old, found, new, theirs)
    if len(found) < len(ours):
        back = {b: a for a, b in found.items()}
        _keep_first(new, back, old, ours)
        found = {a: b for b, a in back.items()}
    return sorted(found.items())


def _of_one_number(old: Outline, ours: Sequence[int], new: Outline, theirs: Sequence[int]) -> Mapping[int, int]:
    """Of each unit of ours, the one of theirs with its number; none where two of a side print that number."""
    here, there = _numbered(old, ours), _numbered(new, theirs)
    return {unit: there[number] for number, unit in here.items() if number in there}


def _numbered(side: Outline, units: Sequence[int]) -> Mapping[str, int]:
    """The units by their numbers; none by a number that two have."""
    numbers = [side.number(unit) for unit in units]
    return {number: unit for number, unit in zip(numbers, units, strict=True) if number and numbers.count(number) == 1}


def _keep_apart(own: Mapping[int, int], ours: Sequence[int], found: dict[int, int], likeness: Likeness) -> None:
    """Pairs by their numbers units that exchanged words: from each to the next, and from the last to the first.

    No two have one in `own`, so that no unit is come to twice, and the way ends.
    """
    old, new = likeness.old, likeness.new
    for last in [unit for unit in ours if unit not in found]:
        giver = {b: a for a, b in found.items()}
        unit, right = last, {last: own.get(last, -1)}
        while right[unit] in giver:
            unit = giver[right[unit]]
            right[unit] = own.get(unit, -1)
        first = right[unit]
        if first < 0 or unit == last or likeness.of(last, first) < ALIKE:
            continue
        given = {last: first} | found
        if all(_begins_as(old, one, new, its, given[one]) for one, its in right.items()):
            made = sorted({**found, **right}.items())
            if all(b < after for (_, b), (_, after) in pairwise(made)):
                found.update(right)


def _begins_as(old: Outline, unit: int, new: Outline, own: int, other: int) -> bool:
    """Whether a unit begins as the one of its number and structure, and less so as the one that has its words."""
    words = old.words(unit)
    return same_structure(old, unit, new, own) and _lead(words, new.words(own)) > _lead(words, new.words(other))


def _lead(a: list[str], b: list[str]) -> int:
    """How many words two units have in common at the beginning."""
    return sum(takewhile(bool, map(eq, a, b)))


def _keep_first(wholes: Outline, found: dict[int, int], parts: Outline, units: Sequence[int]) -> None:
    """Pairs each whole that was parted with the first of its parts, if that one has its number."""
    left = set(units).difference(found.values())
    for whole, part in tuple(found.items()):
        place = start = units.index(part)
        while start and units[start - 1] in left:
            start -= 1
        number = wholes.number(whole) if start < place else ""
        for first in range(start, place) if number else ():
            if parts.number(units[first]) == number and parts.names[units[first]] == parts.names[part]:
                if _adds(parts, units[first : place + 1], wholes.words(whole)):
                    found[whole] = units[first]
                    left ^= {part, units[first]}
                break


def _adds(side: Outline, run: Sequence[int], whole: list[str]) -> bool:
    """Whether at least half of what the first of the run says, and the rest of it does not, are words of the whole."""
    whole, first, *others = (_bare(words) for words in (whole, *map(side.words, run)))
    rest = [word for words in others for word in words]
    gained = LCSseq.similarity(first + rest, whole) - LCSseq.similarity(rest, whole)
    return gained > 0 and 2 * gained >= len(first) - LCSseq.similarity(first, rest)


def _bare(words: list[str]) -> list[str]:
    """The words without the punctuation around them, which is another where a sentence is cut."""
    return [word.strip(_AROUND) for word in words]
