"""Two jobs measured side by side in this process: A B A B.

Time is the processor time of this process, so that other programs on the machine count little. A sample is as many runs
as take `Effort.sample` seconds; the ratio is the median of the ratios of neighbouring samples.
"""

from __future__ import annotations

import gc
import math
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

A = TypeVar("A")

_LONG = 1.0
"""Seconds after which the other's run before the first round counts: what takes so long is not run for nothing."""


class Effort(NamedTuple):
    """How long to measure: rounds of A B, seconds for a sample, seconds after which no further round begins."""

    rounds: int = 15
    sample: float = 0.1
    enough: float = 30.0


class Beside(NamedTuple):
    """Medians of the two, in seconds, and of their ratio, ours to the other."""

    ours: float
    other: float
    ratio: float


def beside(ours: Callable[[], object], other: Callable[[], object], effort: Effort) -> Beside:
    """The two jobs in turn; each has one run before, that is not counted but tells how many runs a sample needs."""
    return beside_prepared(lambda: None, lambda _: ours(), other, effort)


def beside_prepared(
    prepare: Callable[[], A], ours: Callable[[A], object], other: Callable[[], object], effort: Effort
) -> Beside:
    """The same, where each run of ours needs something that does not count; such a sample is one run."""
    begin = time.process_time()
    fresh = prepare()
    runs = _runs(_seconds(lambda: ours(fresh), 1), effort) if fresh is None else 1
    once = _seconds(other, 1)
    others = _runs(once, effort)
    known = once if once >= _LONG else None
    pairs: list[tuple[float, float]] = []
    while not pairs or (len(pairs) < effort.rounds and time.process_time() - begin < effort.enough):
        fresh = prepare()
        mine = _seconds(lambda: ours(fresh), runs)  # noqa: B023 - run at once
        pairs.append((mine, known or _seconds(other, others)))
        known = None
    return median(pairs)


def median(pairs: list[tuple[float, float]]) -> Beside:
    """The medians of pairs of samples."""
    return Beside(
        statistics.median(ours for ours, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(ours / other for ours, other in pairs),
    )


def _runs(seconds: float, effort: Effort) -> int:
    return max(1, math.ceil(effort.sample / max(seconds, 1e-6))) if seconds < effort.sample else 1


def _seconds(job: Callable[[], object], runs: int) -> float:
    """The processor time of one run, of so many."""
    gc.collect()
    gc.freeze()  # what the bench itself holds is not for the job to walk through
    begin = time.process_time()
    for _ in range(runs):
        job()
    return (time.process_time() - begin) / runs
