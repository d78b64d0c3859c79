"""What a row of the table is, and what comes of running it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, Final, Literal, TypeAlias

import msgspec

from bench.inputs import Inputs
from bench.measure import Beside
from bench.process import Used

CPU: Final = "CPU"
WALL: Final = "wall"
PEAK: Final = "peak memory"
COUNT: Final = "count"
LOW: Final = "low"
HIGH: Final = "high"


class Outcome(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a row measured: ours and the other as printed, and the one figure that the target is about.

    `judged` is false where the target was set for other inputs than were at hand.
    """

    ours: str
    other: str
    figure: float
    note: str = ""
    judged: bool = True


Job: TypeAlias = Callable[[Inputs], Outcome]


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row: `name` to ask for it, the job, what stands beside it, how it is measured, and the figure to reach.

    `better` tells whether the figure should be low or high; a row without a `target` is for information.
    """

    name: str
    job: str
    beside: str
    how: Literal["CPU", "wall", "peak memory", "count"]
    run: Job
    better: Literal["low", "high"] = "low"
    target: float | None = None
    stretch: float | None = None


class PeerMissing(Exception):
    """A peer is not installed."""


class LeftOut(Exception):
    """The row was not asked to run."""


def peer(module: str, package: str) -> Any:
    """A peer's module; `PeerMissing` says how to install it."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise PeerMissing(f"peer missing: pip install {package}") from error


def slower(found: Beside, note: str = "") -> Outcome:
    """The outcome where the figure is how many times the other's time ours takes."""
    return Outcome(seconds(found.ours), seconds(found.other), found.ratio, note)


def faster(found: Beside, note: str = "") -> Outcome:
    """The outcome where the figure is how many times faster ours is."""
    return Outcome(seconds(found.ours), seconds(found.other), 1 / found.ratio, note)


def seconds(value: float) -> str:
    """Seconds as a person reads them."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.3g} ms"


def peak(used: Used) -> str:
    """Peak memory as a person reads it."""
    return f"{used.peak / 2**20:.0f} MiB"
