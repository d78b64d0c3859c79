"""argparse as this command line uses it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
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


class Once(argparse.Action):
    """An option that is refused where it is given twice: argparse would take the last one without a word."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        """Keeps the value."""
        if getattr(namespace, self.dest, self.default) != self.default:
            parser.error(f"{option_string} is given twice, and can be given once")
        setattr(namespace, self.dest, values)


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
"""Where a group of commands registers itself."""
