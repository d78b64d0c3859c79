"""A disk that is full or may only be read: what can be read is read, a change is a clean 503, no act is half done."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from tests.api.live import Live
from tests.api.site import IRI, Caller, bearer, client, publish
from tests.conftest import needs
from tests.databases import only_read
from tests.rooms import Room
from treaty_drafts.service import accounts, reading, upkeep
from treaty_drafts.store.engine import journal_mode

SLUG = "/v1/agreements/gear"
PASSWORD = "a long enough sentence"
LONG = {"at": "art_1__p_1", "text": "Each Party shall " + "act and " * 40_000 + "report."}


def engine_of(browser: TestClient) -> Engine:
    """The application's own connections."""
    found: Engine = browser.app._app._app.state.server.service.store.engine
    return found


def sound(room: Room) -> bool:
    return all(finding.good for finding in upkeep.doctor(room.service) if finding.about != "disk")


def clean(refused: Response) -> None:
    """It says that it is not possible just now, and nothing of the database."""
    assert refused.status_code == 503, refused.text
    assert refused.json()["type"] == "/problems/unavailable"
    assert int(refused.headers["retry-after"]) > 0
    assert not [word for word in ("full", "readonly", "read-only", "sqlite") if word in refused.text.lower()]


def test_a_full_disk_is_said_and_leaves_no_half_act(makers: dict[str, Callable[[], str]]) -> None:
    """SQLite refuses to grow: the answer is 503, without what the database said, and the act was not done at all."""
    database = makers["sqlite"]()
    room = Room(database)
    headers = bearer(room, "anna")
    with client(database, room=room) as browser:
        before = browser.get(f"{SLUG}/acts", headers=headers).json()
        full = sqlite3.connect(database)
        pages = full.execute("PRAGMA page_count").fetchone()[0]
        full.close()

        @event.listens_for(engine_of(browser), "connect")
        def _connect(connection: Any, _: Any) -> None:
            connection.execute(f"PRAGMA max_page_count={pages}")

        engine_of(browser).dispose()
        clean(browser.post(f"{SLUG}/amendments", headers={**headers, "Idempotency-Key": "on-a-full-disk"}, json=LONG))
        assert browser.get(f"{SLUG}/acts", headers=headers).json() == before
        assert browser.get(f"{SLUG}/amendments", headers=headers).json()["items"] == []
        assert browser.get("/v1/changes").status_code == 200
    assert sound(room)


def test_a_database_that_may_only_be_read_is_read(database: str) -> None:
    """Reading goes on, with tokens and sessions of any age; every change is refused, then done under the same key."""
    room = Room(database)
    publish(room)
    ident = room.tabled("anna")
    draft = room.draft("anna")
    accounts.take_up(room.service, accounts.invite(room.desk("root"), "anna").secret, PASSWORD)
    with client(database, room=room) as browser:
        anna, chair, legal = (Caller(browser, room, name) for name in ("anna", "chair", "legal"))
        signing = {"name": "anna", "password": PASSWORD}
        assert browser.post("/v1/session", json=signing).status_code == 201
        form = {"X-Form-Token": browser.get("/v1/me").json()["form_token"]}
        room.clock.later(hours=1)
        tag = {name: anna.get(f"/v1/amendments/{name}").headers["etag"] for name in (ident, draft)}
        bare = Caller(browser, room, "mei")  # its token was never used
        writable = only_read(engine_of(browser))

        for path in ("", "/versions", "/amendments", "/acts", "/compilation.txt", "/record/checkpoint"):
            assert bare.get(f"{SLUG}{path}").status_code == 200, path
        for path in (f"{IRI}.html", f"{IRI}.txt", "/v1/changes", "/v1/me", "/v1/tokens", "/health/ready"):
            assert browser.get(path).status_code == 200, path
        wish = {"at": "art_3__p_1", "text": "Parties shall report on lost gear."}
        assert anna.send(f"{SLUG}/previews", wish).status_code == 200
        adopt = {"decision": "adopt", "amendment": ident}
        withdraw = f"{SLUG}/versions/eng@zero-draft/acts"
        before = reading.acts(room.desk("anna"), "gear"), reading.amendments(room.desk("anna"), "gear")
        for refused in (
            anna.send(f"{SLUG}/amendments", wish, key="the-draft"),
            anna.send(f"/v1/amendments/{draft}", wish, method="PATCH", state=tag[draft]),
            anna.send(f"/v1/amendments/{draft}/acts", {"act": "table"}, state=tag[draft]),
            chair.send(f"{SLUG}/decisions", adopt, state=tag[ident]),
            chair.send(f"{SLUG}/phase", {"phase": "closed"}),
            legal.send(withdraw, {"act": "withdraw"}),
            legal.send("/v1/webhooks", {"url": "https://93.184.215.14/"}),
            browser.post("/v1/session", json=signing),
            browser.post("/v1/tokens", json={"title": "mine"}, headers=form),
        ):
            clean(refused)
        assert (reading.acts(room.desk("anna"), "gear"), reading.amendments(room.desk("anna"), "gear")) == before
        writable()
        assert anna.send(f"{SLUG}/amendments", wish, key="the-draft").status_code == 201
        assert chair.send(f"{SLUG}/decisions", adopt, state=tag[ident]).status_code == 201
    assert sound(room)


class Disk:
    """A disk of its own, in memory, that only its server sees; `size` as `mount` takes it."""

    def __init__(self, database: str, folder: Path, *, size: str, mode: str) -> None:
        alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
        needs("unshare")
        tried = subprocess.run([*alone, "mount", "-t", "tmpfs", "none", folder], capture_output=True, check=False)
        if tried.returncode:
            pytest.skip("this system lets a test mount nothing")
        mount = f"mount -t tmpfs -o size={size} none {folder} && cp {database} {folder}/hall.db"
        run = f'{mount} && mount -o remount,{mode} {folder} && exec "$@"'
        self.server = Live(f"{folder}/hall.db", within=[*alone, "sh", "-c", run, "sh"])
        self.folder = folder

    def remount(self, options: str) -> None:
        """Other options for the disk under the server that runs."""
        assert self.server.process is not None
        inside = ["nsenter", "-t", str(self.server.process.pid), "-m"]
        if os.geteuid():
            inside += ["-U", "--preserve-credentials"]
        subprocess.run([*inside, "mount", "-o", f"remount,{options}", str(self.folder)], check=True)

    def ask(self, path: str, headers: dict[str, str], body: bytes | None = None) -> tuple[int, bytes]:
        sent = {**headers, "Content-Type": "application/json", "Idempotency-Key": "on-this-disk"}
        request = urllib.request.Request(f"{self.server.origin}{path}", body, sent)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read()


def begun(makers: dict[str, Callable[[], str]]) -> tuple[str, dict[str, str]]:
    """A database whose administrator has come in already, and the headers of a delegate's program."""
    database = makers["sqlite"]()
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    publish(room)
    room.tabled("anna")
    accounts.take_up(room.service, accounts.invite(room.desk("root"), "root").secret, PASSWORD)
    headers = bearer(room, "anna")
    room.service.store.close()
    return database, headers


def test_a_real_disk_without_room(makers: dict[str, Callable[[], str]], tmp_path: Path) -> None:
    """The system refuses the pages of an act; with more room it is done, once, under the same key."""
    database, headers = begun(makers)
    size = Path(database).stat().st_size + 150_000
    disk = Disk(database, tmp_path, size=str(size), mode="rw")
    wish = json.dumps(LONG).encode()
    disk.server.start()
    try:
        status, said = disk.ask(f"{SLUG}/amendments", headers, wish)
        assert (status, b"/problems/unavailable" in said) == (503, True), said
        assert disk.ask(f"{SLUG}/amendments", headers)[1].count(b'"id"') == 1
        assert disk.ask(f"{IRI}.html", {})[0] == 200
        disk.remount("size=64m")
        status, said = disk.ask(f"{SLUG}/amendments", headers, wish)
        assert status == 201, said
        assert disk.ask(f"{SLUG}/amendments", headers)[1].count(b'"id"') == 2
    finally:
        disk.server.stop()


def test_a_real_disk_that_may_only_be_read(makers: dict[str, Callable[[], str]], tmp_path: Path) -> None:
    """A server that is started on such a disk answers who reads, and takes no act."""
    if journal_mode(sqlite3.sqlite_version_info) == "wal":
        pytest.skip("SQLite reads a database with a write-ahead log only where it may write beside it")
    database, headers = begun(makers)
    disk = Disk(database, tmp_path, size="64m", mode="ro")
    disk.server.start()
    try:
        for path in ("/amendments", "/acts", "/compilation.txt"):
            assert disk.ask(f"{SLUG}{path}", headers)[0] == 200, path
        assert disk.ask(f"{IRI}.html", {})[0] == 200
        status, said = disk.ask(f"{SLUG}/amendments", headers, json.dumps(LONG).encode())
        assert (status, b"/problems/unavailable" in said) == (503, True), said
        assert disk.ask(f"{SLUG}/amendments", headers)[1].count(b'"id"') == 1
    finally:
        disk.server.stop()
