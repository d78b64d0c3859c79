"""How often somebody may ask: a bucket of tokens for each, filled steadily, kept in this process.

A bucket belongs to who asks (a bearer token, or an address), so that nobody's limit tells of another's requests.
Answers that cost nothing (304) are given back.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from treaty_drafts.api.http.problems import TooMany

_KEPT = 20_000
"""Buckets in memory; the one not used for longest goes first, and would be full again."""


class Limits:
    """`take` one request of a bucket that holds a minute's worth; `give` it back. `clock` counts seconds upward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str, per_minute: int) -> None:
        """One request; `TooMany` where the minute's worth is used up."""
        self.require(who, per_minute)
        self.spend(who, per_minute)

    def require(self, who: str, per_minute: int) -> None:
        """`TooMany` where the minute's worth is used up; takes nothing."""
        left = self._left(who, per_minute)
        if left < 1:
            wait = int((1 - left) * 60 / per_minute) + 1
            raise TooMany(f"more than {per_minute} requests in a minute", wait, step="wait as Retry-After says")

    def spend(self, who: str, per_minute: int) -> None:
        """One request, whether or not there is one left."""
        self._buckets[who] = (max(0.0, self._left(who, per_minute) - 1), self._clock())
        self._buckets.move_to_end(who)
        if len(self._buckets) > _KEPT:
            self._buckets.popitem(last=False)

    def give(self, who: str) -> None:
        """One request that cost nothing."""
        if who in self._buckets:
            left, since = self._buckets[who]
            self._buckets[who] = (left + 1, since)

    def _left(self, who: str, per_minute: int) -> float:
        now = self._clock()
        left, since = self._buckets.get(who, (float(per_minute), now))
        return min(float(per_minute), left + (now - since) * per_minute / 60)
