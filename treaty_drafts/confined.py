"""Work on bytes of unknown origin, in a child process that can do little harm: limited memory, time and files.

A function of this package that takes bytes and strings and gives bytes is run in a fresh interpreter. What it refuses
is raised here as it was there. Where the system has no limits to set (Windows), it still runs apart.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from importlib import import_module
from typing import Final, NoReturn

from treaty_drafts import errors
from treaty_drafts.errors import TooLarge, TreatyDraftsError

MEMORY: Final = 2**30
"""Bytes of address space."""
SECONDS: Final = 20
"""Of processor time; `PATIENCE` is how long is waited where the machine is busy."""
PATIENCE: Final = 120
_FILES: Final = 32
_DONE, _REFUSED = b"=", b"!"


def confined(function: str, data: bytes, *arguments: str, seconds: int = SECONDS) -> bytes:
    """What `function` (`package.module:name`) makes of the data and the arguments, made in a child process.

    Raises what the function refuses; `TooLarge` where it needs more than `MEMORY` or that many
    seconds. The first argument names the data in what is raised.
    """
    command = [sys.executable, "-P", "-c", f"from {__name__} import child; child()", str(seconds), function, *arguments]
    try:
        ended = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 our own program
    except subprocess.TimeoutExpired:
        raise _too_much(arguments, seconds) from None
    kind, made = ended.stdout[:1], ended.stdout[1:]
    if kind == _DONE and ended.returncode == 0:
        return made
    if kind == _REFUSED:
        raise _as_it_was(made)
    if ended.returncode < 0 or b"MemoryError" in ended.stderr:
        raise _too_much(arguments, seconds)
    raise RuntimeError(ended.stderr.decode("utf-8", "replace").strip()[-2000:])


def child() -> NoReturn:
    """The child: its request is in the arguments and on stdin, its answer on stdout."""
    _limit(int(sys.argv[1]))
    module, _, name = sys.argv[2].partition(":")
    made, kind = b"", _DONE
    try:
        made = getattr(import_module(module), name)(sys.stdin.buffer.read(), *sys.argv[3:])
    except TreatyDraftsError as error:
        kind, made = _REFUSED, json.dumps([type(error).__name__, error.fact, error.place, error.step]).encode()
    sys.stdout.buffer.write(kind + made)
    sys.stdout.flush()
    raise SystemExit(0)


def _limit(seconds: int) -> None:
    """Sets the limits of this process, where the system has them."""
    with contextlib.suppress(ImportError):
        import resource

        limits = {
            "RLIMIT_AS": MEMORY,
            "RLIMIT_CPU": seconds,
            "RLIMIT_FSIZE": 0,
            "RLIMIT_CORE": 0,
            "RLIMIT_NOFILE": _FILES,
        }
        for name, most in limits.items():
            with contextlib.suppress(ValueError, OSError, AttributeError):
                resource.setrlimit(getattr(resource, name), (most, most))


def _as_it_was(told: bytes) -> TreatyDraftsError:
    """The error that the child raised."""
    name, fact, place, step = json.loads(told)
    kind = getattr(errors, name)
    error: TreatyDraftsError = kind(fact, place=place, step=step)
    return error


def _too_much(arguments: tuple[str, ...], seconds: int) -> TooLarge:
    fact = f"it cannot be read with {MEMORY // 2**30} GB of memory in {seconds} s"
    return TooLarge(fact, place=arguments[0] if arguments else "", step="give it in parts, without pictures and tables")
