"""`propose`: what a delegation wants to read, as an amendment."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treaty_drafts.cli import files, talk
from treaty_drafts.cli.parsing import Commands
from treaty_drafts.cli.texts import akn_version, any_version
from treaty_drafts.errors import Misused

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.model.version import Version


def register(commands: Commands) -> None:
    """Adds the command."""
    command = commands.add_parser(
        "propose",
        help="make an amendment: of what changed in an edited copy, or of one provision's wanted wording",
        description="Either EDITED, a copy of the base edited in any form that import reads, or --at with the wording "
        "wanted there. The amendment is minimal and says in words what it does.",
    )
    command.add_argument("base", metavar="BASE", help="the version that the amendment is to")
    command.add_argument("edited", metavar="EDITED", nargs="?", help="an edited copy of it: .xml .md .txt .html")
    command.add_argument("--at", metavar="WID", help="the wId of the provision that the options below are about")
    wanted = command.add_mutually_exclusive_group()
    wanted.add_argument("--text", metavar="WORDS", help="the provision's words as they should read")
    wanted.add_argument("--delete", action="store_true", help="the provision goes")
    wanted.add_argument("--insert-after", metavar="WORDS", help="a new provision with these words after it")
    command.add_argument(
        "--sponsor",
        action="append",
        required=True,
        metavar="CODE",
        help="a delegation, the lead first; repeat it for co-sponsors",
    )
    command.add_argument("--symbol", required=True, metavar="S", help="the symbol it is tabled under, such as L.3")
    command.add_argument("--reason", default="", metavar="WORDS", help="why, in the sponsors' words")
    command.add_argument(
        "--amends", default="", metavar="AMENDMENT.xml", help="the parent amendment, for a sub-amendment"
    )
    command.add_argument("-o", "--out", metavar="AMENDMENT.xml", help="the amendment (default: stdout)")
    command.set_defaults(run=_propose)


def _propose(args: argparse.Namespace) -> int:
    from treaty_drafts import amend

    _sensible(args)
    files.keep_inputs(args.out, [args.base, args.edited, args.amends])
    base = akn_version(args.base)
    amendment = _amendment(args, base)
    files.write(args.out, amend.write_amendment(amendment, base))
    edits = talk.count(len(amendment.patch.edits), "edit")
    talk.say(f"{amendment.symbol} of {talk.listed(amendment.sponsors)}: {edits}")
    return 0


def _sensible(args: argparse.Namespace) -> None:
    """`Misused` where the request is neither of the two forms."""
    asks = args.text is not None or args.delete or args.insert_after is not None
    if (args.edited is None) == (args.at is None):
        raise Misused("one of EDITED and --at is needed, and not both", step="see `treaty-drafts propose --help`")
    if asks != (args.at is not None):
        raise Misused(
            "--at goes together with one of --text, --delete and --insert-after",
            step="see `treaty-drafts propose --help`",
        )


def _amendment(args: argparse.Namespace, base: Version) -> Amendment:
    from treaty_drafts import amend

    about = {"sponsors": tuple(args.sponsor), "symbol": args.symbol, "reason": args.reason}
    if args.delete:
        return amend.propose_delete(base, args.at, **about)
    if args.insert_after is not None:
        return amend.propose_insert_after(base, args.at, args.insert_after, **about)
    wanted = args.text if args.edited is None else any_version(args.edited)
    return amend.propose(base, wanted, at=args.at, **about)
