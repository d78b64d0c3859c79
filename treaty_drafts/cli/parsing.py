"""argparse as this command line uses it."""

from __future__ import annotations

import argparse
from typing import NoReturn, TypeAlias

from treaty_drafts.cli import talk
from treaty_drafts.errors import Misused

MISUSED = 2
"""The exit code of a command line that makes no sense, whatever its files hold."""


class WrongUse(Misused):
    """The command line contradicts itself or is malformed, whatever its files hold."""


class Parser(argparse.ArgumentParser):
    """argparse whose refusals end with a next step."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the request, and exits with 2."""
        talk.say(f"{self.prog}: {message} (see `{self.prog} --help`)")
        raise SystemExit(MISUSED)


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where a group of commands registers itself."""
