"""A server that is killed while many write: what was acknowledged is there, nothing is half there, and it comes back.

And a disk that is full: a clean 503, and no half act.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.live import Live
from tests.api.site import bearer, client
from tests.rooms import Room
from treaty_drafts.service import reading, upkeep

KILLS = int(os.environ.get("KILLS", "20"))
"""Of each database; a nightly run asks for 500."""

WRITERS = 3
SLUG = "/v1/agreements/gear"


class Writer(threading.Thread):
    """Drafts and tables until it is told to stop; `acknowledged` are the symbols that the server confirmed."""

    def __init__(self, server: Live, headers: dict[str, str], number: int) -> None:
        super().__init__(daemon=True)
        self.server, self.headers, self.number = server, headers, number
        self.acknowledged: list[tuple[str, str]] = []
        self.drafted: list[str] = []
        self.refused: list[str] = []
        self.going = True

    def run(self) -> None:
        for turn in itertools.count():
            if not self.going:
                return
            try:
                self._once(turn)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                time.sleep(0.01)  # it is down: an answer that never came is no acknowledgement

    def _once(self, turn: int) -> None:
        wish = {"at": "art_1__p_1", "text": f"Each Party shall take measure {self.number}-{turn} against loss."}
        answer, headers = self._post(f"{SLUG}/amendments", wish)
        self.drafted.append(answer["amendment"]["id"])
        ident, state = answer["amendment"]["id"], headers["ETag"]
        tabled, _ = self._post(f"/v1/amendments/{ident}/acts", {"act": "table"}, state)
        self.acknowledged.append((ident, tabled["amendment"]["symbol"]))

    def _post(self, path: str, body: object, state: str = "") -> tuple[Any, Any]:
        key = f"{self.number}-{time.monotonic_ns()}"
        sent = {**self.headers, "Content-Type": "application/json", "Idempotency-Key": key}
        if state:
            sent["If-Match"] = state
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request("POST", path, json.dumps(body), sent)
            answer = connection.getresponse()
            data = answer.read()
        finally:
            connection.close()
        if answer.status != 201:
            self.refused.append(data.decode())
            raise http.client.HTTPException(str(answer.status))
        return json.loads(data), answer.headers


@pytest.fixture
def server(database: str) -> Iterator[tuple[Room, Live]]:
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    found = Live(database)
    yield room, found
    found.stop()


def test_what_was_acknowledged_survives_a_kill(server: tuple[Room, Live]) -> None:
    room, live = server
    writers = [Writer(live, bearer(room, ("anna", "nils", "mei")[n]), n) for n in range(WRITERS)]
    live.start()
    for writer in writers:
        writer.start()
    for turn in range(KILLS):
        time.sleep(0.1 + (turn % 5) * 0.05)
        live.kill()
        live.start()
    for writer in writers:
        writer.going = False
    for writer in writers:
        writer.join(30)
    live.kill()
    acknowledged = [one for writer in writers for one in writer.acknowledged]
    assert len(acknowledged) > KILLS / 4, "the writers hardly wrote"
    assert not [said for writer in writers for said in writer.refused]
    rows = {row.id: row.symbol for row in reading.amendments(room.desk("legal"), "gear")}
    assert set(acknowledged) <= set(rows.items()), "an acknowledged act is lost"
    numbers = sorted(int(symbol.rpartition(".")[2]) for symbol in rows.values())
    assert numbers == list(range(1, len(numbers) + 1)), "a symbol is missing or twice"
    for writer, name in zip(writers, ("anna", "nils", "mei"), strict=True):
        known = {row.id for row in reading.amendments(room.desk(name), "gear")}
        assert set(writer.drafted) <= known, "an acknowledged draft is lost"
    wrong = [found for found in upkeep.doctor(room.service) if not found.good and found.about != "disk"]
    assert wrong == [], "something is torn"


def test_a_full_disk_is_said_and_leaves_no_half_act(makers: dict[str, Any]) -> None:
    """SQLite refuses to grow: the answer is 503, without what the database said, and the act was not done at all."""
    database = makers["sqlite"]()
    room = Room(database)
    headers = bearer(room, "anna")
    with client(database, room=room) as browser:
        before = browser.get(f"{SLUG}/acts", headers=headers).json()
        full = sqlite3.connect(database)
        pages = full.execute("PRAGMA page_count").fetchone()[0]
        full.close()
        from sqlalchemy import event

        @event.listens_for(room.service.store.engine, "begin")
        def _(connection: Any) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

        room.service.store.engine.dispose()
        application_engine = browser.app._app._app.state.server.service.store.engine

        @event.listens_for(application_engine, "connect")
        def _connect(connection: Any, _: Any) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

        application_engine.dispose()
        wish = {"at": "art_1__p_1", "text": "Each Party shall " + "act and " * 40_000 + "report."}
        refused = browser.post(
            f"{SLUG}/amendments", headers={**headers, "Idempotency-Key": "on-a-full-disk"}, json=wish
        )
        assert refused.status_code == 503, refused.text
        assert refused.json()["type"] == "/problems/unavailable"
        assert "full" not in refused.text
        assert int(refused.headers["retry-after"]) > 0
        assert browser.get(f"{SLUG}/acts", headers=headers).json() == before
        assert browser.get(f"{SLUG}/amendments", headers=headers).json()["items"] == []
        assert browser.get("/v1/changes").status_code == 200
    wrong = [found for found in upkeep.doctor(room.service) if not found.good and found.about != "disk"]
    assert wrong == []
