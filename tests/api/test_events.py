"""The event stream of a real server: what each may know of, resumed where it broke off, the same on both databases."""

from __future__ import annotations

import http.client
import json
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.api.live import Live, live
from tests.api.site import bearer, publish
from tests.rooms import Room
from treaty_drafts.service import drafting, tabling

OPEN: list[threading.Thread] = []
"""The readers of the test that runs."""


class Stream:
    """A reader of the stream in a thread; `next` is the next event, comments left out."""

    def __init__(self, server: Live, headers: dict[str, str]) -> None:
        self._answer = urllib.request.urlopen(
            urllib.request.Request(f"{server.origin}/v1/events", headers=headers), timeout=30
        )
        assert self._answer.headers["Content-Type"].startswith("text/event-stream")
        self._frames: queue.Queue[dict[str, str]] = queue.Queue()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        OPEN.append(self._thread)
        assert self.frame() == {"retry": "3000"}

    def _read(self) -> None:
        frame: dict[str, str] = {}
        try:
            for raw in self._answer:
                line = raw.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(": ")
                    frame[name] = value
                elif frame:
                    self._frames.put(frame)
                    frame = {}
        except (OSError, http.client.HTTPException):
            return
        finally:
            self._answer.close()

    def frame(self) -> dict[str, str]:
        return self._frames.get(timeout=10)

    def next(self) -> tuple[str, int, str]:
        frame = self.frame()
        data = json.loads(frame["data"])
        assert frame["event"] == data["type"]
        self.last = frame["id"]
        return data["type"], data["sequence"], data["agreement"]

    def nothing(self) -> bool:
        try:
            self._frames.get(timeout=1.5)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def server(database: str) -> Iterator[tuple[Room, Live]]:
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    with live(database) as found:
        yield room, found
    while OPEN:  # the server has gone, so that every stream is at its end
        OPEN.pop().join(10)


def test_each_is_told_what_they_may_know_of(server: tuple[Room, Live]) -> None:
    room, found = server
    anna, mei = Stream(found, bearer(room, "anna")), Stream(found, bearer(room, "mei"))
    ident = room.draft("anna")
    drafting.share(room.desk("anna"), ident, ["NOR"])
    assert [anna.next()[0], anna.next()[0]] == ["draft.changed", "draft.changed"]
    assert mei.nothing()
    tabling.table(room.desk("anna"), ident)
    first = anna.next()
    assert first[0] == "amendment.tabled"
    assert mei.next() == first
    publish(room)
    kinds = {mei.next()[0] for _ in range(3)}
    assert kinds == {"record.appended", "version.published"}


def test_a_stream_goes_on_where_it_broke_off(server: tuple[Room, Live]) -> None:
    room, found = server
    headers = bearer(room, "mei")
    stream = Stream(found, headers)
    room.tabled("anna")
    stream.next()
    found.kill()
    idents = [room.tabled("nils"), room.tabled("anna", "art_2__para_2__p_1")]
    found.start()
    again = Stream(found, {**headers, "Last-Event-ID": stream.last})
    assert [again.next()[0] for _ in idents] == ["amendment.tabled"] * 2
    assert again.nothing()


def test_who_is_nobody_gets_no_stream(server: tuple[Room, Live]) -> None:
    room, found = server
    for headers in ({}, {"Authorization": "Bearer no"}, {**bearer(room, "mei"), "Last-Event-ID": "abc"}):
        with pytest.raises(urllib.error.HTTPError) as refused:
            Stream(found, headers)
        with refused.value:
            assert refused.value.code in (400, 401)
