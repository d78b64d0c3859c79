"""What the commands with a database share: which one, and who acts."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from treaty_drafts.cli.parsing import Commands, Parser, WrongUse
from treaty_drafts.errors import NotFound

if TYPE_CHECKING:
    from treaty_drafts.service import Desk, Service

DEFAULT: Final = "conference.db"


def add_database(command: argparse.ArgumentParser) -> None:
    """The option that names the database."""
    command.add_argument(
        "--db",
        default=os.environ.get("TREATY_DRAFTS_DB", DEFAULT),
        metavar="URL",
        help=f"a SQLite file or postgresql://… (default: $TREATY_DRAFTS_DB, else {DEFAULT})",
    )


def add_actor(command: argparse.ArgumentParser) -> None:
    """The options of a command that acts or reads for somebody."""
    add_database(command)
    command.add_argument(
        "--by",
        default=os.environ.get("TREATY_DRAFTS_USER", ""),
        metavar="NAME",
        help="who acts, by account; the record says that it was at this door (default: $TREATY_DRAFTS_USER)",
    )


def group(commands: Commands, name: str, *, summary: str) -> Commands:
    """A command that has commands of its own."""
    command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    return command.add_subparsers(title="commands", metavar="COMMAND", dest=f"{name}_command", required=True)


def actor(commands: Commands, name: str, summary: str, *, description: str = "") -> Parser:
    """One command that acts or reads for somebody."""
    command = commands.add_parser(name, help=summary, description=description or f"{summary[0].upper()}{summary[1:]}.")
    add_actor(command)
    return command


@contextmanager
def service(args: argparse.Namespace, *, fresh: bool = False) -> Iterator[Service]:
    """The service on the database; `fresh` makes one where there is none, and brings its tables up to date."""
    from treaty_drafts.service import open_service

    url: str = args.db
    if not fresh and "://" not in url and not Path(url).is_file():
        raise NotFound("there is no database here", place=url, step="`treaty-drafts init` makes one, or name it: --db")
    opened = open_service(url, upgrade=fresh)
    try:
        opened.require_ready()
        yield opened
    finally:
        opened.store.close()


@contextmanager
def desk(args: argparse.Namespace) -> Iterator[Desk]:
    """The desk of who acts."""
    if not args.by:
        raise WrongUse("who acts?", step="name an account with --by, or in TREATY_DRAFTS_USER")
    with service(args) as opened:
        yield opened.desk(opened.as_user(args.by, via="operator"))
