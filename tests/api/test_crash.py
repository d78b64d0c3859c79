"""A server that is killed while many write: what was acknowledged is there, nothing half there, and it comes back."""

from __future__ import annotations

import http.client
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.live import Live
from tests.api.site import bearer
from tests.conftest import times
from tests.rooms import Room
from treaty_drafts.service import reading, upkeep

KILLS = {"sqlite": times(20, 500), "postgresql": times(20, 300)}

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


def heard(writers: list[Writer]) -> None:
    """Waits until the server has confirmed one more act to any of them."""
    before = sum(len(writer.acknowledged) for writer in writers)
    end = time.monotonic() + 120
    while sum(len(writer.acknowledged) for writer in writers) == before:
        assert time.monotonic() < end, "nobody could write"
        time.sleep(0.01)


@pytest.fixture
def server(database: str) -> Iterator[tuple[Room, Live]]:
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    found = Live(database)
    yield room, found
    found.stop()


@pytest.mark.nightly
def test_what_was_acknowledged_survives_a_kill(server: tuple[Room, Live]) -> None:
    room, live = server
    kills = KILLS[room.service.store.engine.dialect.name]
    writers = [Writer(live, bearer(room, ("anna", "nils", "mei")[n]), n) for n in range(WRITERS)]
    live.start()
    for writer in writers:
        writer.start()
    for turn in range(kills):
        heard(writers)
        time.sleep((turn % 5) * 0.02)  # amid whatever comes next
        live.kill()
        live.start()
    for writer in writers:
        writer.going = False
    for writer in writers:
        writer.join(30)
    live.kill()
    acknowledged = [one for writer in writers for one in writer.acknowledged]
    assert len(acknowledged) >= kills
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


def test_it_is_back_within_five_seconds_of_a_kill(
    server: tuple[Room, Live], record_property: Callable[[str, object], None]
) -> None:
    """From the start of the process to its first answer, without the seconds in which others had the processors."""
    room, live = server
    live.start()
    writers = [Writer(live, bearer(room, ("anna", "nils", "mei")[n]), n) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    heard(writers)
    live.kill()
    seconds, waited = live.start(), live.waited()
    for writer in writers:
        writer.going = False
    for writer in writers:
        writer.join(30)
    record_property("restart", f"{seconds:.2f} s, {waited:.2f} s of them waiting for a processor")
    assert seconds - waited < 5
