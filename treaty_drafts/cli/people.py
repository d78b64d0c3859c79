"""`user` and `delegation`: who takes part."""

from __future__ import annotations

import argparse
from typing import get_args

from treaty_drafts.cli import database, signing, talk, texts
from treaty_drafts.cli.parsing import Commands, WrongUse
from treaty_drafts.conference import Capacity, Role


def register(commands: Commands) -> None:
    """Adds the two groups of commands."""
    _register_delegations(
        database.group(commands, "delegation", summary="Delegations, and which groups they belong to.")
    )
    _register_users(database.group(commands, "user", summary="People: accounts, roles, invitations."))


def _register_delegations(commands: Commands) -> None:
    add = database.actor(commands, "add", "add a delegation")
    add.add_argument("code", metavar="CODE", help="such as FRA, EU, ICRC")
    add.add_argument("name", metavar="NAME", help="as it is printed")
    add.add_argument("--capacity", choices=get_args(Capacity), default="state", help="in what capacity it takes part")
    add.set_defaults(run=_add_delegation)
    for verb, what in (("join", "a delegation belongs to a group from a day"), ("leave", "a stay in a group ends")):
        command = database.actor(commands, verb, what)
        command.add_argument("group", metavar="GROUP", help="the group's code")
        command.add_argument("member", metavar="MEMBER", help="the member's code")
        command.add_argument("--since", required=True, metavar="DAY", help="the first day, such as 2026-03-01")
        command.add_argument(
            "--until", required=verb == "leave", default="", metavar="DAY", help="the day after the last"
        )
        command.set_defaults(run=_join if verb == "join" else _leave)
    database.actor(commands, "list", "the delegations and memberships, as JSON").set_defaults(run=_list_delegations)


def _register_users(commands: Commands) -> None:
    add = database.actor(commands, "add", "add a person, and print their invitation")
    add.add_argument("name", metavar="NAME", help="what they sign in with, such as an e-mail address")
    add.add_argument(
        "--role", choices=[role for role in get_args(Role) if role != "public"], required=True, help="what they do"
    )
    add.add_argument("--delegation", required=True, metavar="CODE", help="for whom")
    add.add_argument("--shown", default="", metavar="WORDS", help="the name that others read")
    add.set_defaults(run=_add_user)
    invite = database.actor(commands, "invite", "print a new invitation; earlier ones hold no more")
    invite.add_argument("name", metavar="NAME", help="the account")
    invite.set_defaults(run=_invite)
    role = database.actor(commands, "role", "give a person another role, from now on")
    role.add_argument("name", metavar="NAME", help="the account")
    role.add_argument("role", metavar="ROLE", help="as for `add`")
    role.set_defaults(run=_role)
    close = database.actor(commands, "close", "close an account: its sessions and tokens hold no more")
    close.add_argument("name", metavar="NAME", help="the account")
    close.set_defaults(run=_close)
    link = database.actor(
        commands,
        "link",
        "let a person sign in by an identity provider (`serve --oidc`)",
        description="The person whom ISSUER knows as SUBJECT signs in as NAME. What they may do stays NAME's own. "
        "Without SUBJECT, prints who is linked to NAME, as JSON.",
    )
    link.add_argument("name", metavar="NAME", help="the account")
    link.add_argument("issuer", nargs="?", metavar="ISSUER", help="the identity provider, as it calls itself")
    link.add_argument("subject", nargs="?", metavar="SUBJECT", help="the person, as the provider names them (`sub`)")
    link.set_defaults(run=_link)
    unlink = database.actor(commands, "unlink", "nobody signs in as NAME by an identity provider; its sessions end")
    unlink.add_argument("name", metavar="NAME", help="the account")
    unlink.set_defaults(run=_unlink)
    signing.register_factors(commands)
    database.actor(commands, "list", "the people, as JSON").set_defaults(run=_list_users)


def _add_delegation(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.add_delegation(desk, args.code, args.name, args.capacity)
    talk.say(f"{args.code}: {args.name}, {args.capacity}")
    return 0


def _join(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.join(desk, args.group, args.member, since=args.since, until=args.until)
    talk.say(f"{args.member} belongs to {args.group} from {args.since}")
    return 0


def _leave(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.leave(desk, args.group, args.member, since=args.since, until=args.until)
    talk.say(f"{args.member} belongs to {args.group} until {args.until}")
    return 0


def _list_delegations(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        texts.print_json({"delegations": people.delegations(desk), "memberships": people.memberships(desk)})
    return 0


def _add_user(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.add_user(desk, args.name, args.role, args.delegation, shown=args.shown)
    return _invite(args)


def _invite(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import accounts

        secret = accounts.invite(desk, args.name)
    texts.print_json({"account": args.name, "invitation": secret.secret, "expires_at": secret.expires_at})
    talk.say(f"hand it to {args.name}: it holds once, until {secret.expires_at}")
    return 0


def _role(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.change_user(desk, args.name, role=args.role)
    talk.say(f"{args.name} is {args.role}")
    return 0


def _close(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        people.close_user(desk, args.name)
    talk.say(f"{args.name} is closed; what they did stays done")
    return 0


def _link(args: argparse.Namespace) -> int:
    if args.issuer and not args.subject:
        raise WrongUse("an issuer without a subject names nobody", step="give both, or NAME alone to see who is linked")
    with database.desk(args) as desk:
        from treaty_drafts.service import subjects

        if not args.subject:
            rows = subjects.linked(desk, args.name)
            texts.print_json([{"issuer": row.issuer, "subject": row.subject, "at": row.at} for row in rows])
            return 0
        subjects.link(desk, args.name, args.issuer, args.subject)
    talk.say(f"{args.subject} of {args.issuer} signs in as {args.name}")
    return 0


def _unlink(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import subjects

        subjects.unlink(desk, args.name)
    talk.say(f"nobody signs in as {args.name} by an identity provider; its sessions are over")
    return 0


def _list_users(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        texts.print_json(
            [
                {
                    "name": row.name,
                    "shown": row.shown,
                    "role": row.role,
                    "delegation": row.delegation,
                    "closed_at": row.closed_at,
                }
                for row in people.users(desk)
            ]
        )
    return 0
