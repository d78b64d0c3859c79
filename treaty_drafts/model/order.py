"""What keeps its order when other things move."""

from __future__ import annotations

from bisect import bisect_left


def increasing(values: list[int]) -> list[int]:
    """The places of a longest increasing subsequence of distinct values."""
    ends: list[int] = []
    places: list[int] = []
    before = [-1] * len(values)
    for place, value in enumerate(values):
        at = bisect_left(ends, value) if ends and value < ends[-1] else len(ends)  # most values go on upwards
        before[place] = places[at - 1] if at else -1
        if at == len(ends):
            ends.append(value)
            places.append(place)
        else:
            ends[at], places[at] = value, place
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
