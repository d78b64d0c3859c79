"""Hearing that somebody has written, so that live pages need not ask the database again and again."""

from __future__ import annotations

from threading import Event
from typing import Any, Final, cast

from sqlalchemy import Connection, Engine, Text, bindparam, func, select

from treaty_drafts.store.engine import answering
from treaty_drafts.store.rows import LogRow

_CHANNEL: Final = "treaty_drafts"
_NOTIFY: Final = select(func.pg_notify(_CHANNEL, bindparam("said", type_=Text)))
_EVERY: Final = 0.2
"""Seconds between two looks at a SQLite file."""


def wake(connection: Connection, log: LogRow) -> None:
    """Tells all who wait, once the transaction is kept, that a log has grown; not by whom, nor by what."""
    if connection.dialect.name == "postgresql":
        connection.execute(_NOTIFY, {"said": f"{log.agreement}/{log.owner}"})


class Waking:
    """One who waits for others to write; it has a connection of its own. Close it at the end."""

    def __init__(self, engine: Engine) -> None:
        with answering():
            self._connection = engine.raw_connection()
            self._driver = cast("Any", self._connection.driver_connection)
            self._dialect = engine.dialect.name
            if self._dialect == "postgresql":
                self._driver.autocommit = True
                self._driver.execute(f"LISTEN {_CHANNEL}")
            self._version = self._look()

    def wait(self, seconds: float) -> bool:
        """Waits until somebody has written, or so many seconds; whether somebody has."""
        with answering():
            if self._dialect == "postgresql":
                heard = self._driver.notifies(timeout=seconds, stop_after=1)
                return bool(list(heard))
            for _ in range(max(1, round(seconds / _EVERY))):
                version = self._look()
                if version != self._version:
                    self._version = version
                    return True
                Event().wait(_EVERY)
            return False

    def _look(self) -> int:
        """A number that another connection's commit changes."""
        if self._dialect == "postgresql":
            return 0
        cursor = self._connection.cursor()
        version: int = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        return version

    def state(self) -> int | None:
        """A number that every commit of others changes; None where the database tells of them by waking alone."""
        with answering():
            return None if self._dialect == "postgresql" else self._look()

    def close(self) -> None:
        """Waits no more."""
        self._connection.invalidate()
