"""A real server: `treaty-drafts serve` in a process of its own, which a test may kill."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


class Live:
    """A server on a database; `origin` is where it is, `within` the command that it is run by.

    Once it has ended, `said` is what it said on stderr, and `lines` are those of its log on stdout.
    """

    def __init__(self, database: str, *more: str, within: Sequence[str] = ()) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        self._command = [
            *within,
            sys.executable,
            "-m",
            "treaty_drafts",
            "serve",
            "--db",
            database,
            "--port",
            str(self.port),
            *more,
        ]
        self.process: subprocess.Popen[str] | None = None
        self.said = ""
        self.lines: list[str] = []

    def start(self) -> float:
        """Starts it; the seconds until it answered."""
        began = time.monotonic()
        self.process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        while True:
            try:
                with urllib.request.urlopen(f"{self.origin}/health/ready", timeout=5):
                    return time.monotonic() - began
            except urllib.error.HTTPError as error:
                error.close()
            except OSError:
                assert self.process.poll() is None, self.process.stderr.read()
                assert time.monotonic() - began < 60
                time.sleep(0.02)

    def waited(self) -> float:
        """The seconds that its main thread was ready to run and had no processor; 0 where the system does not tell."""
        assert self.process is not None
        told = Path(f"/proc/{self.process.pid}/schedstat")
        return int(told.read_text("ascii").split()[1]) / 1e9 if told.exists() else 0.0

    def kill(self) -> None:
        """As if the power went: nothing is finished."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process is not None and self.process.poll() is None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        lines, said = self.process.communicate(timeout=20)
        self.said += said
        self.lines += lines.splitlines()


@contextmanager
def live(database: str, *more: str) -> Iterator[Live]:
    """A server that runs."""
    found = Live(database, *more)
    found.start()
    try:
        yield found
    finally:
        found.stop()
