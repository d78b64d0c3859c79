"""`amendment`: what delegations, the chair and the legal officer do with amendments in a database."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from treaty_drafts.cli import database, files, talk, texts
from treaty_drafts.cli.parsing import Commands

if TYPE_CHECKING:
    from treaty_drafts.service import Desk, Done, Wish

_SIMPLE = {
    "lodge": "show a draft to the chair and the legal officer",
    "discard": "a draft is no more",
    "follow": "bring a draft to the text as it is now, after a consolidation",
    "table": "table a draft: it becomes everybody's, under a symbol",
    "cosponsor": "sponsor it as well",
    "unsponsor": "sponsor it no more",
    "withdraw": "its lead sponsor withdraws it",
    "take-over": "sponsor what was withdrawn",
    "park": "the chair puts it aside",
    "adopt": "the chair declares it adopted",
    "reject": "the chair declares it rejected",
    "reopen": "what was decided or parked is on the table again",
}
_WITH_RULING = ("park", "adopt", "reject", "reopen")


def register(commands: Commands) -> None:
    """Adds the group of commands."""
    own = database.group(commands, "amendment", summary="Amendments: from a private draft to the decision.")
    draft = database.actor(own, "draft", "a new draft, which only your delegation sees")
    draft.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    draft.add_argument("--language", default="eng", metavar="eng", help="of the text that it amends (default: eng)")
    draft.add_argument("--amends", default="", metavar="ID", help="for a sub-amendment: the amendment that it amends")
    edit = database.actor(own, "edit", "other words for a draft")
    revise = database.actor(own, "revise", "its lead sponsor gives a tabled one other words: L.3/Rev.1")
    for command in (edit, revise):
        command.add_argument("id", metavar="ID", help="the amendment, by id or symbol")
    for command, run in ((draft, _draft), (edit, _edit), (revise, _revise)):
        _add_wish(command)
        command.set_defaults(run=run)
    share = database.actor(own, "share", "show a draft to delegations or groups")
    share.add_argument("id", metavar="ID", help="the amendment, by id or symbol")
    share.add_argument("audience", nargs="+", metavar="CODE", help="who reads it from now on")
    share.set_defaults(run=_share)
    for verb, what in _SIMPLE.items():
        command = database.actor(own, verb, what)
        command.add_argument("id", metavar="ID", help="the amendment, by id or symbol")
        if verb in _WITH_RULING:
            command.add_argument("--ruling", default="", metavar="WORDS", help="by which rule, with which tally")
        if verb == "table":
            command.add_argument("--receipt", metavar="OUT", help="the receipt, for your files")
        command.set_defaults(run=_simple)
    show = database.actor(own, "show", "one amendment: how it stands, and its file")
    show.add_argument("id", metavar="ID", help="the amendment, by id or symbol")
    show.add_argument("-o", "--out", metavar="AMENDMENT.xml", help="its words as an amendment file")
    show.set_defaults(run=_show)
    listed = database.actor(own, "list", "the amendments that you see, as JSON")
    listed.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    listed.add_argument("--status", action="append", default=[], metavar="S", help="only those that are so")
    listed.add_argument("--sponsor", default="", metavar="CODE", help="only those of that sponsor")
    listed.set_defaults(run=_list)


def _add_wish(command: argparse.ArgumentParser) -> None:
    """What it should read instead: the same as for `propose`."""
    command.add_argument("--edited", metavar="FILE", help="a whole edited copy: .xml .md .txt .html")
    command.add_argument("--file", metavar="AMENDMENT.xml", help="an amendment file, written on the text as it is now")
    command.add_argument("--at", default="", metavar="WID", help="the provision that the options below are about")
    command.add_argument("--text", metavar="WORDS", help="the provision's words as they should read")
    command.add_argument("--delete", action="store_true", help="the provision goes")
    command.add_argument("--move-after", metavar="WID", help="it comes to stand after that one")
    command.add_argument("--insert-after", metavar="WORDS", help="a new provision after it, plain or Markdown")
    command.add_argument("--reason", metavar="WORDS", help="why, in the sponsors' words")


def _wish(args: argparse.Namespace) -> tuple[Wish, str | None]:
    """What is wished, and the reason."""
    from treaty_drafts.service import Wish

    reason: str | None = args.reason
    patch = None
    if args.file is not None:
        (amendment,) = texts.amendments([args.file])
        patch, reason = amendment.patch, amendment.reason if reason is None else reason
    edited = None if args.edited is None else files.read(args.edited)
    name = args.edited or ""
    wish = Wish(args.at, args.text, args.delete, args.move_after, args.insert_after, edited, patch, name)
    return wish, reason


def _draft(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import drafting

        wish, reason = _wish(args)
        return _said(
            drafting.draft(desk, args.slug, wish, language=args.language, reason=reason or "", amends=args.amends)
        )


def _edit(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import drafting

        wish, reason = _wish(args)
        return _said(drafting.edit(desk, _id(desk, args), wish, reason=reason))


def _revise(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import tabling

        wish, reason = _wish(args)
        return _said(tabling.revise(desk, _id(desk, args), wish, reason=reason))


def _share(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import drafting

        return _said(drafting.share(desk, _id(desk, args), args.audience))


def _simple(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        done = _act(desk, args)
    if getattr(args, "receipt", None):
        files.write(args.receipt, done.receipt.encode())
    return _said(done)


def _act(desk: Desk, args: argparse.Namespace) -> Done:
    from treaty_drafts.service import deciding, drafting, following, tabling

    verb = str(args.amendment_command).replace("-", "_")
    acts: dict[str, Callable[..., Done]] = {
        "lodge": drafting.lodge,
        "discard": drafting.discard,
        "follow": following.follow,
        "table": tabling.table,
        "cosponsor": tabling.cosponsor,
        "unsponsor": tabling.unsponsor,
        "withdraw": tabling.withdraw,
        "take_over": tabling.take_over,
        "park": deciding.park,
        "adopt": deciding.adopt,
        "reject": deciding.reject,
        "reopen": deciding.reopen,
    }
    more: dict[str, Any] = {"ruling": args.ruling} if verb in _WITH_RULING else {}
    return acts[verb](desk, _id(desk, args), **more)


def _show(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts import amend
        from treaty_drafts.service import reading

        row, amendment = reading.amendment(desk, _id(desk, args))
        if args.out is not None:
            files.write(args.out, amend.write_amendment(amendment, reading.written_on(desk, row)))
    texts.print_json(row)
    return 0


def _list(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import reading

        texts.print_json(reading.amendments(desk, args.slug, statuses=args.status, sponsor=args.sponsor))
    return 0


def _id(desk: Desk, args: argparse.Namespace) -> str:
    from treaty_drafts.service import reading

    return reading.named(desk, args.id).id


def _said(done: Done) -> int:
    """The amendment as it stands, as JSON; what happened, on stderr."""
    texts.print_json(done.amendment)
    assert done.amendment is not None
    name = done.amendment.symbol or done.amendment.id
    if not done.acts:
        talk.say(f"{name}: nothing changed, it was so already")
    for act in done.acts:
        talk.say(f"{name}: {act.verb}, now {done.amendment.status}")
    return 0
