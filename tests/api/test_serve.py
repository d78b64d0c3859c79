"""`treaty-drafts serve`: what it refuses, what it says, one process and several."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.api.live import Live, live
from tests.api.site import bearer, client, publish
from tests.rooms import Room
from treaty_drafts.cli.main import main

MAKERS = dict[str, Callable[[], str]]


@pytest.mark.parametrize(
    "more",
    [
        ["--host", "0.0.0.0"],
        ["--host", "::"],
        ["--host", "192.168.1.5", "--origin", "https://hall.example"],
        ["--host", "hall.example", "--proxy", "10.0.0.1"],
    ],
)
def test_the_network_is_not_served_in_the_clear(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *more]) == 2
    said = capsys.readouterr().err
    assert "without HTTPS everybody in the network can read what is sent" in said
    assert "--insecure-lan" in said


def invited(server: Live) -> str:
    """The path of the invitation that the last start printed."""
    server.stop()
    (link,) = re.findall(r"administrator, once, within 72 hours: (\S+)", server.said)
    server.said = ""
    return link.removeprefix(server.origin)


def test_it_says_where_to_look_and_lets_the_administrator_in_once(makers: MAKERS) -> None:
    """Each start makes a new invitation until one was taken up; the earlier ones hold no more."""
    database = makers["sqlite"]()
    server = Live(database)
    server.start()
    first = invited(server)
    server.start()
    second = invited(server)
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    with client(database, room=room) as browser:
        sent = {"password": "a long enough sentence"}
        assert browser.post(first, data=sent).status_code == 422
        assert browser.post(second, data=sent).status_code == 200
        assert browser.post("/v1/session", json={"name": "root", **sent}).status_code == 201
    server.start()
    server.stop()
    assert "administrator" not in server.said
    assert f"published texts: {server.origin}/v1/changes" in server.said


def test_an_empty_database_is_told_how_to_begin(tmp_path: Path) -> None:
    server = Live(str(tmp_path / "new.db"))
    server.start()
    server.stop()
    assert "`treaty-drafts init` begins one" in server.said
    assert "administrator" not in server.said


def test_several_processes_serve_one_database(makers: MAKERS) -> None:
    """What is published through one is there through the others."""
    database = makers["postgresql"]()
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    with live(database, "--workers", "2") as server:
        publish(room)
        room.tabled("anna")
        request = urllib.request.Request(
            f"{server.origin}/v1/agreements/gear/amendments", headers={**bearer(room, "mei"), "Connection": "close"}
        )
        for _ in range(8):
            with urllib.request.urlopen(request) as answer:
                assert b"A/CONF.900/L.1" in answer.read()
            with urllib.request.urlopen(f"{server.origin}/v1/changes") as answer:
                assert b'"sequence":1' in answer.read()
