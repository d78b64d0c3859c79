"""Taking words out of the record: the one change that is made to an act, of which the hash stays."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, and_, select, update

from treaty_drafts.store import tables as t
from treaty_drafts.store.rows import ActRow, LogRow


class Redacting:
    """The acts of one log, and the answers in which they are kept to be given again, within one transaction."""

    def __init__(self, connection: Connection, log: LogRow) -> None:
        self.connection = connection
        of = t.act.c
        self._log = and_(of.conference == log.conference, of.agreement == log.agreement, of.owner == log.owner)

    def act(self, serial: int) -> ActRow | None:
        """The act of that number."""
        row = self.connection.execute(_ACTS.where(self._log, t.act.c.serial == serial)).mappings().one_or_none()
        return ActRow(**row) if row else None

    def take_out(self, serial: int) -> None:
        """The words of an act are gone, and SQLite writes over the place where they stood."""
        if self.connection.dialect.name == "sqlite":
            self.connection.exec_driver_sql("PRAGMA secure_delete = ON")
        self.connection.execute(update(t.act).where(self._log, t.act.c.serial == serial).values(body=""))

    def answers(self, at: str) -> list[tuple[str, str, str]]:
        """The answers that are kept and speak of that time, by scope and key."""
        of = t.replay.c
        rows = self.connection.execute(
            select(of.scope, of.key, of.answer).where(of.answer.contains(at, autoescape=True))
        )
        return [(scope, key, answer) for scope, key, answer in rows]

    def set_answer(self, scope: str, key: str, answer: str) -> None:
        """Another answer under a key."""
        of = t.replay.c
        self.connection.execute(update(t.replay).where(of.scope == scope, of.key == key).values(answer=answer))


_ACTS: Final[Any] = select(*(t.act.c[name] for name in ActRow.__struct_fields__))
