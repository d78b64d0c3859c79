"""Clock and chance: handed in, so that a test can say what time it is and what is drawn."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class World:
    """What time it is, and what chance gives to whom.

    Chance is drawn for somebody: what one delegation draws for its drafts never shifts what another is given.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        chance: Callable[[str, int], bytes],
        wait: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._now = now
        self.chance = chance
        self.wait = wait

    def time(self, *, hours: float = 0) -> str:
        """The time, or that of so many hours from now: RFC 3339 in UTC, to the millisecond."""
        then = self._now().astimezone(UTC) + timedelta(hours=hours)
        return then.strftime("%Y-%m-%dT%H:%M:%S.") + f"{then.microsecond // 1000:03}Z"

    def seconds(self) -> int:
        """The time in whole seconds since 1970."""
        return int(self._now().timestamp())

    def day(self) -> str:
        """Today's date, ISO 8601, in UTC."""
        return self._now().astimezone(UTC).date().isoformat()

    def ident(self, who: str) -> str:
        """A name that nobody can guess: 24 lower-case letters and digits, 120 bits."""
        return base64.b32encode(self.chance(who, 15)).decode().lower()


def real() -> World:
    """The world as it is."""
    return World(lambda: datetime.now(UTC), lambda _, size: secrets.token_bytes(size), time.sleep)
