"""A store: one database, opened for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from treaty_drafts.conference import Principal
from treaty_drafts.store import migrations
from treaty_drafts.store.accounts import Accounts
from treaty_drafts.store.engine import open_engine, reading, settle_journal, writing
from treaty_drafts.store.everything import Everything
from treaty_drafts.store.gate import Seen
from treaty_drafts.store.hooks import Hooks
from treaty_drafts.store.renditions import Renditions
from treaty_drafts.store.waking import Waking
from treaty_drafts.store.writer import Writing


class Store:
    """The database behind a service; threads may share it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def seen_by(self, principal: Principal) -> Iterator[Seen]:
        """The tables as a principal sees them, for the length of one short transaction."""
        with reading(self.engine) as connection:
            yield Seen(connection, principal)

    @contextmanager
    def writing(self, principal: Principal) -> Iterator[Writing]:
        """One transaction in which a principal acts: all of it is kept, or nothing."""
        with writing(self.engine) as connection:
            opened = Writing(connection, principal)
            yield opened
            opened.flush()

    @contextmanager
    def accounts(self) -> Iterator[Accounts]:
        """The accounts, to read."""
        with reading(self.engine) as connection:
            yield Accounts(connection)

    @contextmanager
    def changing_accounts(self) -> Iterator[Accounts]:
        """The accounts, to change."""
        with writing(self.engine) as connection:
            yield Accounts(connection)

    @contextmanager
    def renditions(self) -> Iterator[Renditions]:
        """The renditions that were made, to read."""
        with reading(self.engine) as connection:
            yield Renditions(connection)

    @contextmanager
    def keeping_renditions(self) -> Iterator[Renditions]:
        """The renditions, to add one."""
        with writing(self.engine) as connection:
            yield Renditions(connection)

    @contextmanager
    def hooks(self) -> Iterator[Hooks]:
        """The outbox and the webhooks, to read."""
        with reading(self.engine) as connection:
            yield Hooks(connection)

    @contextmanager
    def changing_hooks(self) -> Iterator[Hooks]:
        """The outbox and the webhooks, to change."""
        with writing(self.engine) as connection:
            yield Hooks(connection)

    @contextmanager
    def everything(self) -> Iterator[Everything]:
        """The whole database at one moment, for its keeper."""
        with reading(self.engine, steady=True) as connection:
            yield Everything(connection)

    @contextmanager
    def filling(self) -> Iterator[Everything]:
        """The whole database, to fill one that is empty."""
        with writing(self.engine) as connection:
            yield Everything(connection)

    def waking(self) -> Waking:
        """One who waits until somebody has written."""
        return Waking(self.engine)

    def upgrade(self) -> None:
        """Brings the tables to what this version of the package works with; nothing where they are."""
        settle_journal(self.engine)
        migrations.upgrade(self.engine)

    def close(self) -> None:
        """Closes all connections; those in use, as soon as what they are used for is done."""
        event.listen(self.engine.pool, "checkin", _close)
        self.engine.dispose()


def _close(_: object, record: ConnectionPoolEntry) -> None:
    record.invalidate()


def open_store(url: str) -> Store:
    """The store in the database of that URL, or in the SQLite file of that path; `Misused` for anything else."""
    return Store(open_engine(url))
