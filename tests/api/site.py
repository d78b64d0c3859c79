"""A furnished conference behind the application, and what portals see of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from httpx2 import Response
from starlette.testclient import TestClient

from tests.rooms import WORK, Room
from treaty_drafts.api.app import app
from treaty_drafts.api.settings import Settings
from treaty_drafts.service import accounts, publishing

IRI = f"{WORK}/eng@zero-draft"
OPEN = Settings(per_token=10**9, per_address=10**9, fresh=0.0)
"""Settings without limits, in which nothing is served from memory."""


@contextmanager
def client(database: str, settings: Settings = OPEN, *, room: Room | None = None) -> Iterator[TestClient]:
    """A client of the application on the database of a room, in the world of that room."""
    application = app((room or Room(database)).service.world, database, settings)
    with TestClient(application, base_url="http://localhost", follow_redirects=False) as found:
        yield found


def publish(room: Room, number: str = "zero-draft") -> None:
    """Makes a version public, as the legal officer and the chair do."""
    for name in ("legal", "chair"):
        publishing.publish(room.desk(name), "gear", "eng", number)


def withdraw(room: Room, number: str = "zero-draft") -> None:
    """Takes a publication back."""
    publishing.withdraw(room.desk("legal"), "gear", "eng", number)


def bearer(room: Room, name: str, *scope: str) -> dict[str, str]:
    """The headers of a program that acts for somebody; nobody's have none."""
    if not name:
        return {}
    _, secret = accounts.issue_token(room.desk(name), "test", scope=scope or ("read", "act", "webhooks"))
    return {"Authorization": f"Bearer {secret.secret}"}


class Caller:
    """Somebody with a client: each change has a fresh key and, where asked, the state that was read last."""

    def __init__(self, client: TestClient, room: Room, name: str) -> None:
        self.client = client
        self.name = name
        self.headers = bearer(room, name)
        self._keys = itertools.count(1)

    def get(self, path: str, **headers: str) -> Response:
        return self.client.get(path, headers={**self.headers, **headers})

    def send(self, path: str, body: object = None, *, method: str = "POST", state: str = "", key: str = "") -> Response:
        headers = {**self.headers, "Idempotency-Key": key or f"{self.name}-{next(self._keys):08}"}
        if state:
            headers["If-Match"] = state
        return self.client.request(method, path, headers=headers, json=body)

    def draft(self, text: str, at: str = "art_1__p_1") -> tuple[str, str]:
        """The address and the state of a new draft."""
        made = self.send("/v1/agreements/gear/amendments", {"at": at, "text": text})
        assert made.status_code == 201, made.text
        return made.headers["location"], made.headers["etag"]

    def act(self, address: str, act: str, **more: object) -> Response:
        """An act about an amendment, in the state that it is in now."""
        state = self.get(address).headers["etag"]
        return self.send(f"{address}/acts", {"act": act, **more}, state=state)
