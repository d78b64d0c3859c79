"""What keeps its order when other things move."""

from __future__ import annotations

from bisect import bisect_left


def increasing(values: list[int]) -> list[int]:
    """The places of a longest increasing subsequence of distinct values."""
    ends: list[int] = []  # the smallest value at which a sequence of each length ends, and its place
    places: list[int] = []
    before: list[int] = []
    top, last = -1, values[0] - 1 if values else 0
    for place, value in enumerate(values):
        if value > last:  # most values go on upwards
            before.append(top)
            ends.append(value)
            places.append(place)
            top, last = place, value
            continue
        at = bisect_left(ends, value)
        before.append(places[at - 1] if at else -1)
        ends[at], places[at] = value, place
        top, last = places[-1], ends[-1]
    found: list[int] = []
    place = top
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
