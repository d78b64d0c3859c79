"""The tables: what the steps make is what the code says, and what was said cannot be changed."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import DBAPIError

from tests.rooms import Room
from treaty_drafts.errors import Misused
from treaty_drafts.service import consolidating, deciding, publishing
from treaty_drafts.store import migrations, open_store, tables
from treaty_drafts.store.engine import journal_mode, open_engine, wal_is_safe, writing


def test_the_steps_lead_to_the_tables_of_the_code(database: str) -> None:
    """A database that was brought up step by step differs in nothing from one that is made at once."""
    store = Room(database).service.store
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []
        assert migrations.revision(connection) == migrations.head()
        assert set(inspect(connection).get_table_names()) == {*tables.metadata.tables, "alembic_version"}


def test_each_step_is_run_once_and_upwards(tmp_path) -> None:
    store = open_store(str(tmp_path / "new.db"))
    for _ in range(2):
        store.upgrade()
    with store.engine.connect() as connection:
        assert migrations.revision(connection) == migrations.head()
    store.close()


def test_a_database_of_a_later_version_is_left_alone(database: str) -> None:
    store = Room(database).service.store
    with writing(store.engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Misused, match="made by a later version"):
        store.upgrade()


def test_what_was_said_cannot_be_changed(database: str) -> None:
    """The database itself refuses to change a version, a wording, a checkpoint, a manifest, a publication."""
    room = Room(database)
    deciding.adopt(room.desk("chair"), room.tabled("anna"))
    consolidating.consolidate(room.desk("legal"), "gear")
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    for table in tables.INSERT_ONLY:
        column = next(column for column in table.columns if column.name in ("at", "note", "manifest", "reason"))
        with room.service.store.engine.connect() as connection:
            assert connection.execute(select(table)).first() is not None, table.name
        with pytest.raises(DBAPIError, match="only ever added to"), writing(room.service.store.engine) as connection:
            connection.execute(table.update().values({column: "changed"}))


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), False),
        ((3, 52, 1), True),
    ],
)
def test_the_write_ahead_log_only_where_it_loses_nothing(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) is safe
    assert journal_mode(version) == ("wal" if safe else "delete")


def test_how_a_sqlite_file_is_opened(tmp_path) -> None:
    """Every commit reaches the disk, references are checked, a writer waits half a minute for another."""
    store = open_store(str(tmp_path / "new.db"))
    store.upgrade()
    with store.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "foreign_keys", "busy_timeout", "journal_mode")
        }
    import sqlite3

    mode = journal_mode(sqlite3.sqlite_version_info)
    assert pragmas == {"synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000, "journal_mode": mode}
    store.close()


@pytest.mark.parametrize(
    "url", ["mysql://root@host/x", "postgresql+asyncpg://x/y", "nonsense://x", "sqlite+other:///x"]
)
def test_what_is_no_database_for_us(url: str) -> None:
    with pytest.raises(Misused, match="no database that can be used"):
        open_engine(url)


def test_the_tables_can_be_made_at_once_too() -> None:
    """`metadata.create_all` on an empty database; all constraints have names, so that steps can name them."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    engine.dispose()
    assert all(constraint.name for table in tables.metadata.tables.values() for constraint in table.constraints)
