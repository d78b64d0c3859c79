"""The door to the database: how SQLite and PostgreSQL are opened, so that an act that was confirmed is not lost.

SQLite: a writer says so when it begins (`BEGIN IMMEDIATE`), because a reader that becomes a writer half-way loses its
act to whoever was faster; every commit reaches the disk (`synchronous=FULL`); who finds the file busy waits 30 s. The
write-ahead log is used only where the library's WAL-reset fault is mended (3.44.6, 3.50.7, from 3.51.3).
PostgreSQL: `READ COMMITTED`, and one row lock for each log (`writer.py`).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, InternalError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from treaty_drafts.errors import Misused, Unavailable

BUSY_SECONDS: Final = 30
_MENDED: Final = ((3, 44, 6), (3, 50, 7))
_MENDED_SINCE: Final = (3, 51, 3)
_WITHDRAWN: Final = (3, 52, 0)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite keeps every commit of several connections in its write-ahead log."""
    mended = any(version[:2] == line[:2] and version >= line for line in _MENDED)
    return (version >= _MENDED_SINCE or mended) and version != _WITHDRAWN


def journal_mode(version: tuple[int, int, int]) -> str:
    """The journal that a SQLite of this version gets: `wal`, or `delete`, the rollback journal."""
    return "wal" if wal_is_safe(version) else "delete"


def open_engine(url: str) -> Engine:
    """An engine on a database URL, or on the path of a SQLite file; `Misused` for what is neither."""
    target = _target(url)
    if target.get_backend_name() == "sqlite":
        return _sqlite(target)
    return create_engine(
        target,
        pool_size=16,
        max_overflow=16,
        pool_pre_ping=True,
        pool_use_lifo=True,  # what was used last has its statements prepared
        isolation_level="READ COMMITTED",
    )


def _target(url: str) -> URL:
    if re.fullmatch(r"[a-z][a-z0-9+]+://.*", url) is None:
        return URL.create("sqlite+pysqlite", database=url)
    try:
        target = make_url(url)
        target.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        target = URL.create("unknown")
    if target.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"):
        raise Misused(
            "this is no database that can be used here",
            place=url.partition("://")[0] + "://",
            step="give the path of a file, or postgresql+psycopg://USER@HOST/DATABASE",
        )
    return target.set(drivername="postgresql+psycopg") if target.get_backend_name() == "postgresql" else target


def _sqlite(target: URL) -> Engine:
    engine = create_engine(
        target, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, pool_size=8, max_overflow=24
    )

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "trusted_schema=OFF"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def settle_journal(engine: Engine) -> None:
    """Gives a SQLite file the journal that is safe with this library; of other databases, nothing."""
    if engine.dialect.name == "sqlite":
        with answering(), engine.connect() as connection:
            raw = connection.connection.cursor()
            raw.execute(f"PRAGMA journal_mode={journal_mode(sqlite3.sqlite_version_info)}")
            raw.close()


@contextmanager
def answering() -> Iterator[None]:
    """`Unavailable`, with the database's own words, where it does not do what it is asked to: full, busy, read-only."""
    try:
        yield
    except (OperationalError, InterfaceError, InternalError, PoolTimeout) as error:
        raise _unavailable(getattr(error, "orig", None) or error) from error


def _unavailable(error: BaseException) -> Unavailable:
    said = str(error).strip().partition("\n")[0]
    return Unavailable(
        f"the database does not answer: {said}",
        step="nothing was done: try again; if it stays so, see `treaty-drafts doctor`",
    )


@contextmanager
def in_one_go(connection: Connection) -> Iterator[None]:
    """Statements that only write: PostgreSQL is sent all of them, and then asked once whether they were done."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    problems: Any = connection.dialect.dbapi
    try:
        with driver.pipeline():
            yield
    except (problems.OperationalError, problems.InterfaceError, problems.InternalError) as error:
        raise _unavailable(error) from error


@contextmanager
def reading(engine: Engine, *, steady: bool = False) -> Iterator[Connection]:
    """A short transaction that only reads; `steady`: all of it the state of one moment, as SQLite always gives."""
    with answering(), engine.connect() as connection:
        if steady and engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: committed at the end, rolled back by any error."""
    with answering(), engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            yield connection
