"""What users copy: the lines of docs/api.md, the harvester, the delegate's script; each against a real server."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.api.live import Live, live
from tests.api.site import bearer, publish, withdraw
from tests.conftest import ROOT, needs
from tests.console import matches
from tests.rooms import WORK, Room
from treaty_drafts import akn

PAGE = ROOT / "docs" / "api.md"
LINES = re.compile(r"```sh\n(?P<run>.*?)```\n```text\n(?P<said>.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def database(makers: dict[str, Callable[[], str]]) -> str:
    return makers["sqlite"]()


@pytest.fixture(scope="module")
def site(database: str) -> Iterator[tuple[Room, Live]]:
    """A room on whose server the examples run, one after the other, as a reader would try them."""
    room = Room(database)
    room.clock.at = datetime.now(UTC)
    publish(room)
    with live(database) as found:
        yield room, found


def test_every_line_of_the_page_does_what_it_says(site: tuple[Room, Live], tmp_path: Path) -> None:
    needs("curl")
    room, server = site
    token = bearer(room, "anna")["Authorization"].removeprefix("Bearer ")
    blocks = list(LINES.finditer(PAGE.read_text("utf-8")))
    assert len(blocks) == PAGE.read_text("utf-8").count("```sh\n") == 10
    script = "set -e\n" + "echo '=====' \n".join(block["run"] for block in blocks)
    script = script.replace("http://localhost:8000", server.origin)
    environment = {"PATH": os.environ["PATH"], "TOKEN": token}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    answers = done.stdout.split("=====\n")
    for block, said in zip(blocks, answers, strict=True):
        assert matches(block["said"], said), f"{block['run']}\nprinted\n{said}"


def harvest(server: Live, folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(ROOT / "examples" / "harvest.py"), server.origin, str(folder), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_the_harvester_survives_kill_and_restart(site: tuple[Room, Live], tmp_path: Path) -> None:
    """It is killed again and again while texts come and go, and in the end has what is published and nothing else."""
    room, server = site
    text = tmp_path / f"{WORK.lstrip('/')}/eng@zero-draft.xml"
    for turn in range(4):
        running = harvest(server, tmp_path, "0.01")
        (withdraw, publish)[turn % 2](room)
        time.sleep(0.3 + 0.1 * turn)
        running.kill()
        running.communicate()
    for what in (None, withdraw):
        if what is not None:
            what(room)
        done = harvest(server, tmp_path)
        done.communicate(timeout=60)
        assert done.returncode == 0
        assert text.exists() == (what is None)
        if text.exists():
            assert akn.read(text.read_bytes()).version.facts.number == "zero-draft"
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"cursor"}
    publish(room)


def test_the_delegates_script_tables_and_keeps_the_receipt(site: tuple[Room, Live], tmp_path: Path) -> None:
    room, server = site
    words = "Marks shall be visible."
    command = [sys.executable, str(ROOT / "examples" / "delegate.py"), server.origin, "gear", "art_2__para_2", words]
    token = bearer(room, "nils")["Authorization"].removeprefix("Bearer ")
    environment = {**os.environ, "TREATY_DRAFTS_TOKEN": token}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "replace “should” by “shall”" in done.stdout
    assert "[should][shall (NOR)]" in done.stdout
    assert "tabled as A/CONF.900/L." in done.stdout
    assert (tmp_path / "receipt.txt").read_text("utf-8").startswith("c2sp.org/tlog-proof")


def test_the_harvester_waits_where_it_is_told_to(tmp_path: Path) -> None:
    """A server that has had enough for now says so once, and is asked again."""
    answers = iter([(429, b""), (200, b'{"items": [], "next": "here", "more": false}')])

    class Busy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            code, body = next(answers)
            self.send_response(code)
            self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with HTTPServer(("127.0.0.1", 0), Busy) as server:
        answering = Thread(target=lambda: [server.handle_request() for _ in range(2)])
        answering.start()
        script = [sys.executable, str(ROOT / "examples" / "harvest.py"), f"http://127.0.0.1:{server.server_port}"]
        subprocess.run([*script, str(tmp_path)], check=True, timeout=60)
        answering.join()
    assert (tmp_path / "cursor").read_text() == "here"
