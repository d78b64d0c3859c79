"""Of `user`: the second factor of a person. `policy`: what the conference decides where the rules leave it open."""

from __future__ import annotations

import argparse

import msgspec

from treaty_drafts.cli import database, talk, texts
from treaty_drafts.cli.parsing import Commands, WrongUse
from treaty_drafts.conference import Policy


def register_factors(users: Commands) -> None:
    """Adds the commands about second factors to `user`."""
    factor = database.actor(
        users,
        "factor",
        "set up a second factor for --by: a device that shows one-time codes",
        description="Without CODE, prints a new secret for the device of --by, also as an otpauth address (for a QR "
        "code). With the CODE that the device then shows, confirms it, ends all their sessions and prints their "
        "recovery codes, each of which gets in once. From then on they sign in with password and code.",
    )
    factor.add_argument("code", nargs="?", metavar="CODE", help="what the device shows")
    factor.add_argument("--remove", action="store_true", help="remove it; a recovery code will do for CODE")
    factor.set_defaults(run=_factor)
    reset = database.actor(users, "reset-factor", "NAME has no second factor any more (a lost device); sessions end")
    reset.add_argument("name", metavar="NAME", help="the account")
    reset.set_defaults(run=_reset)


def register(commands: Commands) -> None:
    """Adds `policy`."""
    policy = commands.add_parser(
        "policy",
        help="what the conference decides where the rules leave it open",
        description="Prints the policy of the conference as JSON; with NAME and yes or no, changes it before. "
        "docs/rights.md says what each means.",
    )
    database.add_actor(policy)
    names = msgspec.structs.fields(Policy)
    policy.add_argument("name", nargs="?", choices=[one.name for one in names], help="what is decided")
    policy.add_argument("decision", nargs="?", choices=("yes", "no"), help="how")
    policy.set_defaults(run=_policy)


def _factor(args: argparse.Namespace) -> int:
    if args.remove and not args.code:
        raise WrongUse("a second factor is removed by a code", step="give what the device shows, or a recovery code")
    with database.desk(args) as desk:
        from treaty_drafts.service import factors

        if args.remove:
            factors.remove(desk, args.code)
            talk.say(f"{args.by} signs in by password alone; all their sessions are over")
        elif args.code:
            texts.print_json({"account": args.by, "recovery": factors.confirm(desk, args.code)})
            talk.say(f"{args.by} signs in with codes from now on; all their sessions are over")
        else:
            made = factors.begin(desk)
            texts.print_json({"account": args.by, "secret": made.secret, "uri": made.uri})
            talk.say(f"it counts once it is confirmed: treaty-drafts user factor CODE --by {args.by}")
    return 0


def _reset(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import factors

        done = factors.reset(desk, args.name)
    talk.say(f"{args.name} has no second factor; their sessions are over" if done.acts else "nothing changed")
    return 0


def _policy(args: argparse.Namespace) -> int:
    if args.name and not args.decision:
        raise WrongUse("how is it decided?", place=args.name, step="say yes or no")
    with database.desk(args) as desk:
        from treaty_drafts.service import people

        policy = people.policy(desk)
        if args.name:
            policy = msgspec.structs.replace(policy, **{args.name: args.decision == "yes"})
            people.set_policy(desk, policy)
    texts.print_json(msgspec.structs.asdict(policy))
    return 0
