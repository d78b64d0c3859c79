"""A furnished conference behind the application, and what portals see of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.testclient import TestClient

from tests.rooms import WORK, Room
from treaty_drafts.api.app import app
from treaty_drafts.api.settings import Settings

IRI = f"{WORK}/eng@zero-draft"
OPEN = Settings(per_token=10**9, per_address=10**9, fresh=0.0)
"""Settings without limits, in which nothing is served from memory."""


@contextmanager
def client(database: str, settings: Settings = OPEN, **more: object) -> Iterator[TestClient]:
    """A client of the application on the database of a room."""
    room = Room(database)
    with TestClient(
        app(room.service.world, database, settings), base_url="http://localhost", follow_redirects=False, **more
    ) as found:
        yield found


def publish(room: Room, number: str = "zero-draft", kind: str = "published") -> None:
    """Makes a version public, or withdraws it."""
    with room.service.store.writing(room.desk("legal").principal) as tx:
        row = tx.seen.version("gear", "eng", number)
        status = "withdrawn" if kind == "withdrawn" else "published"
        tx.set_issue(row, status, ("legal", "chair"), room.service.world.time())
        tx.publish(row, kind, room.service.world.time())
