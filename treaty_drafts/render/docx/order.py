"""Two sequences in one: what stays, what goes, what comes, what changes place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from treaty_drafts.model.order import increasing

Pair: TypeAlias = tuple[int, int]
"""The places of one item in the old and in the new sequence; -1 where it is not there, or does not stay."""


def interleaved(old: Sequence[str], new: Sequence[str], rank: Mapping[str, int], loose: frozenset[str]) -> list[Pair]:
    """Both sequences of keys, each in its own order.

    As many as can be stay in their places; the keys in `loose` never do. What stays is one pair; what changes place is
    two, like anything else that goes and comes. Between two that stay the order is that of `rank`.
    """
    places = {key: place for place, key in enumerate(new)}
    moved = frozenset(places)
    both = [(at, places[key]) for at, key in enumerate(old) if key in places and key not in loose]
    found: list[Pair] = []
    left = right = 0
    staying = [both[at] for at in increasing([place for _, place in both])]
    for at, place in [*staying, (len(old), len(new))]:
        if left < at or right < place:
            found += _gap(old, new, range(left, at), range(right, place), rank, moved)
        if at < len(old):
            found.append((at, place))
        left, right = at + 1, place + 1
    return found


def _gap(
    old: Sequence[str], new: Sequence[str], going: range, coming: range, rank: Mapping[str, int], moved: frozenset[str]
) -> Iterator[Pair]:
    """What goes and what comes between two that stay; what moves away goes first."""
    waiting = list(coming)[::-1]
    for at in going:
        place = -1 if old[at] in moved else rank.get(old[at], -1)
        while waiting and rank.get(new[waiting[-1]], -1) < place:
            yield -1, waiting.pop()
        yield at, -1
    for at in reversed(waiting):
        yield -1, at
