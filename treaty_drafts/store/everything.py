"""The whole database, for its keeper: what is checked, copied and brought back. No principal reads through this."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from treaty_drafts.conference import Standing
from treaty_drafts.errors import SourceError
from treaty_drafts.store import migrations
from treaty_drafts.store import tables as t
from treaty_drafts.store.engine import journal_mode
from treaty_drafts.store.rows import ActRow, LogRow, VersionRow

_BATCH: Final = 500
_SYNCHRONOUS: Final = {0: "off", 1: "normal", 2: "full", 3: "extra"}


class Facts(msgspec.Struct, frozen=True):
    """What the database says of itself. `sound` is `ok`, or the first fault that it found in its own file."""

    engine: str
    version: str
    revision: str
    head: str
    sound: str = "ok"
    journal: str = ""
    wanted_journal: str = ""
    synchronous: str = ""


class Everything:
    """All rows of all tables, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def path(self) -> str | None:
        """The file of a SQLite database."""
        return self.connection.engine.url.database if self.connection.dialect.name == "sqlite" else None

    def facts(self, *, quick: bool = False) -> Facts:
        """What the database says of itself; `quick` without having it look through its file."""
        revision, head = migrations.revision(self.connection), migrations.head()
        if self.connection.dialect.name != "sqlite":
            return Facts("PostgreSQL", str(self._say("SHOW server_version")), revision, head)
        return Facts(
            "SQLite",
            sqlite3.sqlite_version,
            revision,
            head,
            "ok" if quick else str(self._say("PRAGMA integrity_check(1)")),
            str(self._say("PRAGMA journal_mode")),
            journal_mode(sqlite3.sqlite_version_info),
            _SYNCHRONOUS.get(int(self._say("PRAGMA synchronous")), ""),
        )

    def _say(self, question: str) -> Any:
        return self.connection.execute(text(question)).scalar_one()

    def logs(self) -> Iterator[LogRow]:
        """Every log."""
        for row in self.connection.execute(select(t.log)).mappings():
            yield LogRow(**row)

    def acts(self, log: LogRow) -> Iterator[ActRow]:
        """The acts of a log, in their order."""
        of = t.act.c
        query = _ACTS.where(of.conference == log.conference, of.agreement == log.agreement, of.owner == log.owner)
        yield from self._acts(query.order_by(of.serial))

    def acts_about_amendments(self) -> Iterator[ActRow]:
        """The acts about amendments; those of one amendment in the order in which they were done."""
        own = t.act.c.owner == ""  # a delegation's own log comes before the room's
        yield from self._acts(_ACTS.where(t.act.c.amendment != "").order_by(own, t.act.c.owner, t.act.c.serial))

    def _acts(self, query: Any) -> Iterator[ActRow]:
        with self.connection.execute(query.execution_options(yield_per=_BATCH)) as found:
            for row in found.mappings():
                yield ActRow(**row)

    def key(self, conference: str) -> bytes:
        """The private key of a conference."""
        query = select(t.conference.c.key).where(t.conference.c.slug == conference)
        key: bytes = self.connection.execute(query).scalar_one()
        return key

    def checkpoints(self, log: LogRow) -> list[str]:
        """The checkpoints of a log."""
        of = t.checkpoint.c
        query = select(of.note).where(
            of.conference == log.conference, of.agreement == log.agreement, of.owner == log.owner
        )
        return list(self.connection.execute(query.order_by(of.size)).scalars())

    def standings(self) -> dict[str, Standing]:
        """What the lists show of each amendment."""
        of = t.standing.c
        rows = self.connection.execute(select(of.amendment, of.status, of.symbol, of.sponsors, of.audience, of.wording))
        return {
            ident: Standing(status, symbol, _codes(sponsors), _codes(audience), wording)
            for ident, status, symbol, sponsors, audience, wording in rows
        }

    def versions(self) -> Iterator[tuple[VersionRow, bytes]]:
        """Every version with its bytes."""
        with self.connection.execute(select(t.version).execution_options(yield_per=1)) as found:
            for row in found.mappings():
                values = dict(row)
                body = values.pop("body")
                yield VersionRow(**values), body

    # As rows, for a backup

    def tables(self) -> tuple[Table, ...]:
        """The tables whose rows a backup holds, each after those that it refers to."""
        return tuple(table for table in t.metadata.sorted_tables if table.name not in _MADE_AGAIN)

    def rows(self, table: Table) -> Iterator[Mapping[str, Any]]:
        """The rows of a table, in the order of their names."""
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
        with self.connection.execute(query) as found:
            for row in found.mappings():
                yield dict(row)

    def fill(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Puts rows into a table; `SourceError` where they are no rows of it."""
        batch: list[Mapping[str, Any]] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _BATCH:
                self._insert(table, batch)
                batch = []
        if batch:
            self._insert(table, batch)

    def _insert(self, table: Table, rows: list[Mapping[str, Any]]) -> None:
        try:
            self.connection.execute(insert(table), rows)
        except (IntegrityError, StatementError) as error:
            said = str(getattr(error, "orig", None) or error).partition("\n")[0]
            raise SourceError(f"rows of {table.name} that do not fit: {said}", step="take another backup") from error

    def empty(self) -> bool:
        """Whether no conference is in it."""
        return self.connection.execute(select(t.conference.c.slug).limit(1)).first() is None


_MADE_AGAIN: Final = frozenset(("rendition", "replay"))
"""What is not worth keeping: what can be made again, and answers of the last hours."""

_ACTS: Final = select(*(t.act.c[name] for name in ActRow.__struct_fields__))


def _codes(written: str) -> tuple[str, ...]:
    return msgspec.json.decode(written, type=tuple[str, ...])
