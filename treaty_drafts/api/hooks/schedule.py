"""When a delivery is tried again."""

from __future__ import annotations

from typing import Final

SECONDS: Final = (0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Before each attempt, the wait since the one before (Standard Webhooks 1.0)."""


def outcome(status: int, attempts: int) -> tuple[str, int]:
    """After so many attempts, of which the last was answered with `status`: what the delivery is now, and the seconds
    to the next attempt where it waits for one. `delivered`; `gone`, where the receiver wants no more (410); `waiting`;
    `failed`, where it was tried often enough. A redirection is a failure: it would go where nobody checked.
    """
    if 200 <= status < 300:
        return "delivered", 0
    if status == 410:
        return "gone", 0
    if attempts < len(SECONDS):
        return "waiting", SECONDS[attempts]
    return "failed", 0
