"""When Python looks for cycles among what a command has made.

Texts, amendments and renditions are values without cycles: references alone free them. The collector finds nothing
among their tens of thousands of tuples, and takes a twentieth of the time to look.
"""

from __future__ import annotations

import gc
from typing import Final

_USUAL: Final = gc.get_threshold()
_SELDOM: Final = 1_000_000
"""Containers made and not freed: twice what two versions of 3,200 articles and their comparison have."""


def seldom() -> None:
    """For a command that ends soon; what the libraries leave in cycles is still bounded."""
    gc.set_threshold(_SELDOM)


def as_usual() -> None:
    """For one that serves until it is stopped."""
    gc.set_threshold(*_USUAL)
