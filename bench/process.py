"""A whole program measured: wall clock, processor time, peak memory.

As a script it runs the program that its arguments name, and prints the three. It is run as a small process of its own,
because a system that counts the memory of a child begins at what its parent had.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_KEEPING = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of a program that was run before: pip compiled the peers when it installed them."""
_UNIT = 1 if sys.platform == "darwin" else 1024


class Used(NamedTuple):
    """What a program used: seconds by the clock and of the processor, bytes at its peak."""

    wall: float
    cpu: float
    peak: int


def run(*arguments: str) -> Used:
    """Runs Python with these arguments in a process; `RuntimeError` with its last words where it fails."""
    said = printed("-I", __file__, sys.executable, *arguments)
    return Used(*json.loads(said.splitlines()[-1]))


def printed(*arguments: str) -> str:
    """What Python prints, run with these arguments; `RuntimeError` with its last words where it fails."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=_KEEPING)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments[-4:])} … failed: {done.stderr.strip()[-300:]}")
    return done.stdout


def _measure(command: list[str]) -> int:
    begin = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    wall = time.perf_counter() - begin
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _UNIT]))
    return 0 if code in (0, 1) else code  # xmldiff and diff say 1 where there are differences


if __name__ == "__main__":
    raise SystemExit(_measure(sys.argv[1:]))
