"""`python -m bench.scale [DATABASE]`: the largest conference there could be, filled, served and asked. Some minutes.

195 delegations, 40 groups, a text of 70,000 words, 10,000 amendments, 100,000 acts. Each line is the processor time of
the server, because the clock of a busy machine says little; on a free one the two are nearly the same.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench import files, treaty
from bench.hall import IRI, SLUG, Hall
from bench.tabling import Floor
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.service import accounts, open_service, recordkeeping
from treaty_drafts.service.upkeep import doctor

ROOM = f"/v1/agreements/{SLUG}"
PAGE = f"{ROOM}/compilation.html"
PLACE = "part_2__art_21__para_1__content__p_1"


class Size(NamedTuple):
    """How large the conference is; 300 articles have some 71,000 words."""

    articles: int = 300
    delegations: int = 195
    groups: int = 40
    amendments: int = 10_000
    acts: int = 100_000


def filled(url: str, size: Size) -> Hall:
    """The conference, filled by acts as any."""
    base = akn.read(files.akn(treaty.draft(size.articles))).version
    hall = Hall(url, base, size.delegations, size.groups)
    hall.fill(tuple(islice(_changing(Floor(base, size.delegations, size.groups)), size.amendments)), size.acts)
    return hall


def _changing(floor: Floor) -> Iterator[Amendment]:
    """Amendments that change something: who asks for a word that stands there already is not let in."""
    while True:
        found = floor.amendment()
        if all(edit.old != edit.new.chars for edit in found.patch.edits):  # type: ignore[union-attr]
            yield found


class Server:
    """`treaty-drafts serve` on the conference, and what it costs to be asked."""

    def __init__(self, url: str, token: str, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "zstd"}
        command = [sys.executable, "-m", "treaty_drafts", "serve", "--db", url, "--port", str(port)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(f"{self.origin}/health/ready").close()
                break
            except OSError:
                assert self.process.poll() is None
                time.sleep(0.05)

    def spent(self) -> float:
        """Seconds of a processor so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what: str) -> int:
        """MB: `VmRSS` now, `VmHWM` at its peak."""
        found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text("ascii"))
        assert found
        return int(found[1]) // 1024

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[int, bytes, str]:
        """The status, the bytes as sent, the ETag."""
        sent = {**self._headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            key = f"scale-{time.time_ns()}"
            sent |= {"Content-Type": "application/json", "Idempotency-Key": key, "Accept-Encoding": "identity"}
        request = urllib.request.Request(f"{self.origin}{path}", data, sent)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.read(), answer.headers.get("ETag", "")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(), error.headers.get("ETag", "")

    def cost(self, path: str, times: int = 1, **headers: str) -> str:
        """What it costs, in the mean, to be asked this so often, and how much comes."""
        begin, wall = self.spent(), time.perf_counter()
        for _ in range(times):
            status, data, _ = self.ask(path, **headers)
            assert status in (200, 304), (status, path, data[:200])
        clock = (time.perf_counter() - wall) / times
        return f"{_seconds((self.spent() - begin) / times)} (clock {_seconds(clock)}), {len(data):,} bytes"


@contextmanager
def _serving(url: str, token: str, port: int = 8765) -> Iterator[Server]:
    server = Server(url, token, port)
    try:
        yield server
    finally:
        server.process.terminate()
        server.process.wait()


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.1f} ms"


def _timed(do: Callable[[], object]) -> str:
    begin = time.process_time()
    do()
    return _seconds(time.process_time() - begin)


def report(url: str, size: Size, said: Callable[[str, str], None]) -> None:
    """Fills an empty database, or takes one that was filled; says each figure as it is known."""
    if not Path(url).exists():
        said("filling", _timed(lambda: _fill(url, size)))
    said("file", f"{Path(url).stat().st_size / 2**20:,.0f} MB")
    service = open_service(url)
    said("doctor", _timed(lambda: [said(f"  {one.about}", one.fact) for one in doctor(service)]))
    legal = service.desk(service.as_user("legal"))
    said("record as one archive", _timed(lambda: recordkeeping.export(legal, SLUG)))
    token = accounts.issue_token(service.desk(service.as_user("fra")), "scale", scope=("read", "act"))[1].secret
    service.store.close()
    with _serving(url, token) as server:
        said("server, ready", f"{_seconds(server.spent())}, {server.memory('VmRSS')} MB")
        _reading(server, said)
        _acting(server, said)
        said("memory", f"{server.memory('VmRSS')} MB, peak {server.memory('VmHWM')} MB")


def _fill(url: str, size: Size) -> None:
    filled(url, size).service.store.close()


def _reading(server: Server, said: Callable[[str, str], None]) -> None:
    said("negotiating text, first", server.cost(PAGE))
    said("  again", server.cost(PAGE, 20))
    said("  again, known (304)", server.cost(PAGE, 20, If_None_Match=server.ask(PAGE)[2]))
    said("as if one were adopted", server.cost(f"{ROOM}/compilation.txt?view=clean&adopt=A/CONF.900/L.1"))
    said("list of 50", server.cost(f"{ROOM}/amendments?limit=50"))
    said("  again", server.cost(f"{ROOM}/amendments?limit=50", 20))
    said("one sponsor's 50", server.cost(f"{ROOM}/amendments?limit=50&sponsor=FRA"))
    said("200 acts", server.cost(f"{ROOM}/acts?limit=200"))
    said("proof of an act", server.cost(f"{ROOM}/record/proofs/0"))
    said("published text, first", server.cost(f"{IRI}.html"))
    said("  again", server.cost(f"{IRI}.html", 20))
    said("one provision", server.cost(f"{ROOM}/provisions/{PLACE}"))


def _acting(server: Server, said: Callable[[str, str], None]) -> None:
    """One more amendment, and one less."""
    begin = server.spent()
    _, data, tag = server.ask(f"{ROOM}/amendments", {"at": PLACE, "text": "Each Party shall do what it can."})
    said("draft", _seconds(server.spent() - begin))
    acts = f"/v1/amendments/{json.loads(data)['amendment']['id']}/acts"
    for act in ("table", "withdraw"):
        begin = server.spent()
        status, data, tag = server.ask(acts, {"act": act}, If_Match=tag)
        assert status == 201, data[:200]
        said(act, _seconds(server.spent() - begin))
        said("  the text after it", server.cost(PAGE))


def main(names: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        url = names[0] if names else f"{folder}/hall.db"
        report(url, Size(), lambda name, fact: print(f"{name:28}{fact}", flush=True))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
