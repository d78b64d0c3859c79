"""The tables' history: numbered steps, each run once, upwards only (`versions/`)."""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from treaty_drafts.errors import Misused
from treaty_drafts.store.engine import answering, reading

__all__ = ["MigrationInfo", "head", "revision", "upgrade"]


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return ScriptDirectory.from_config(config)


def head() -> str:
    """The number of the last step."""
    return _scripts().get_current_head() or ""


def revision(connection: Connection) -> str:
    """The number of the last step that was run here; empty for an empty database."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Runs the steps that have not been run, in one transaction; `Misused` where the database is of a later version.

    Where none is to be run nothing is written: a disk that can only be read is still served from.
    """
    scripts = _scripts()
    with reading(engine) as connection:
        if to == "head" and revision(connection) == scripts.get_current_head():
            return
    known = {script.revision for script in scripts.walk_revisions()}
    with answering(), engine.connect() as connection:
        connection = connection.execution_options(writing=True)
        with connection.begin():
            here = revision(connection)
            if here and here not in known:
                raise Misused(
                    f"the database was made by a later version of treaty-drafts (step {here})",
                    step="install that version",
                )
            environment = EnvironmentContext(Config(), scripts)
            environment.configure(
                connection,
                fn=lambda current, _: scripts._upgrade_revs(to, current),  # noqa: SLF001
            )
            with environment.begin_transaction():
                environment.run_migrations()
