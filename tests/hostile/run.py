"""One command of the real program in a child process, with what it cost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30
"""Seconds after which a child is ended: the machine may be busy, the claim of 2 s is read from the record."""


# The kernel's count of a child's peak starts at that of the parent it was forked from; the child's own starts at zero.
CHILD = """
import atexit, pathlib, sys
status = pathlib.Path("/proc/self/status")
if status.exists():
    atexit.register(lambda: pathlib.Path(".peak").write_text(status.read_text()))
from treaty_drafts.cli.main import entry
entry()
"""


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code, its talk, its data, processor seconds, and peak memory in megabytes."""

    code: int
    talk: str
    data: bytes
    seconds: float
    wall: float
    megabytes: float


def treaty_drafts(*argv: str | bytes | Path, within: Path) -> Outcome:
    """Runs `treaty-drafts ARGV` in the folder `within`."""
    out, err = within / ".stdout", within / ".stderr"
    started = time.monotonic()
    with out.open("wb") as stdout, err.open("wb") as stderr:
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, *argv], cwd=within, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr
        )
        end = threading.Timer(PATIENCE, child.kill)
        end.start()
        _, status, usage = os.wait4(child.pid, 0)
        end.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
    return Outcome(
        code=child.returncode,
        talk=err.read_text("utf-8", "replace"),
        data=out.read_bytes(),
        seconds=usage.ru_utime + usage.ru_stime,
        wall=time.monotonic() - started,
        megabytes=_peak(within / ".peak", usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)),
    )


def _peak(told: Path, counted: float) -> float:
    """The child's own count of its peak in megabytes, or the kernel's where the child could not tell."""
    found = re.search(r"VmHWM:\s+(\d+) kB", told.read_text()) if told.exists() else None
    return int(found[1]) / 2**10 if found else counted
