"""`treaty-drafts`: the parser of its commands, and what becomes of an error.

Exit codes: 0 done; 1 refused, or problems found: it may be well with other files; 2 misused: the command line makes no
sense, whatever its files hold. Only this layer reads the environment:
`TREATY_DRAFTS_DEBUG` set shows the traceback of an error that the package does not know.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import treaty_drafts
from treaty_drafts.cli import (
    agreements,
    amendments,
    collecting,
    demo,
    drafting,
    keeping,
    meeting,
    people,
    reading,
    rendering,
    serve,
    signing,
    talk,
)
from treaty_drafts.cli.parsing import MISUSED, Parser, WrongUse
from treaty_drafts.errors import Contested, Incompatible, TreatyDraftsError

REFUSED = 1
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """The whole command line; `docs/cli.md` is generated from it."""
    top = Parser(
        prog="treaty-drafts",
        description="Rival bracketed amendments compiled into one attributed treaty text, read clean or as a redline.",
        epilog="Data goes to stdout or -o, talk to stderr. Exit: 0 done, 1 refused or problems found, 2 misused.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"treaty-drafts {treaty_drafts.__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for group in (reading, drafting, meeting, rendering, keeping, people, signing, agreements, amendments, serve, demo):
        group.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every refusal is one message on stderr, never a traceback."""
    try:
        args = parser().parse_args(argv)
        code: int = args.run(args)
        sys.stdout.flush()
    except SystemExit as end:  # argparse: --help, --version, and its own refusals
        return end.code if isinstance(end.code, int) else MISUSED
    except TreatyDraftsError as error:
        return _refuse(error)
    except ModuleNotFoundError as error:
        return _uninstalled(error)
    except BrokenPipeError:  # the reader of our output has gone; it needs no telling
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _unknown(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        talk.say("treaty-drafts: the output is not whole: no space is left there (make room, and start it again)")
        return REFUSED
    except KeyboardInterrupt:
        talk.say("treaty-drafts: interrupted; no file was left half written (start it again when you like)")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 the last door: nobody is shown a traceback unasked
        return _unknown(error)
    return code


NAMED = 12
"""How many pairs of amendments the sentence of `Incompatible` names itself."""


def _refuse(error: TreatyDraftsError) -> int:
    """What the package refuses: the list that belongs to it first, so that the sentence stays on the screen."""
    if isinstance(error, Contested):
        for line in error.brackets:
            talk.say(f"  {line}")
    if isinstance(error, Incompatible) and len(error.pairs) > NAMED:
        for one, other in error.pairs:
            talk.say(f"  {one} and {other}")
    talk.say(f"treaty-drafts: {error}")
    return MISUSED if isinstance(error, WrongUse) else REFUSED


def _uninstalled(error: ModuleNotFoundError) -> int:
    """A library that only the commands with a database need."""
    library = (error.name or "").partition(".")[0]
    if library in ("", "treaty_drafts"):
        return _unknown(error)
    extra = "service,oidc" if library == "joserfc" else "service"
    step = f"pip install 'treaty-drafts[{extra}]'"
    talk.say(f"treaty-drafts: this command needs `{library}`, which is not installed ({step})")
    return REFUSED


def _unknown(error: Exception) -> int:
    """An error that is our fault: one line and what to do, the traceback for who asks for it."""
    if os.environ.get("TREATY_DRAFTS_DEBUG"):
        raise error
    what = " ".join(str(error).split())[:200]
    talk.say(
        f"treaty-drafts: a fault in treaty-drafts itself: {type(error).__name__}: {what} "
        "(nothing was written; run again with TREATY_DRAFTS_DEBUG=1 and send what it prints, with the files if you may)"
    )
    return REFUSED


def entry() -> NoReturn:
    """The console script."""
    collecting.seldom()
    raise SystemExit(main())
