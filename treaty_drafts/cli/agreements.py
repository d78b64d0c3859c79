"""`agreement` and `record`: the texts under negotiation, and the proof of what was done."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from treaty_drafts.cli import database, files, talk, texts
from treaty_drafts.cli.parsing import Commands

if TYPE_CHECKING:
    from treaty_drafts.service import Done


def register(commands: Commands) -> None:
    """Adds the two groups of commands."""
    _register_agreements(
        database.group(commands, "agreement", summary="Agreements: versions, phases, consolidations, publication.")
    )
    _register_record(database.group(commands, "record", summary="The record of an agreement, and the proof of it."))


def _register_agreements(commands: Commands) -> None:
    add = database.actor(commands, "add", "add an agreement to be negotiated")
    add.add_argument("slug", metavar="AGREEMENT", help="its name in addresses, such as gear")
    add.add_argument("--title", required=True, metavar="T", help="its title")
    add.add_argument("--work", required=True, metavar="IRI", help="its FRBR Work IRI, which its versions name")
    add.add_argument("--prefix", default="", metavar="S", help="what its symbols begin with, such as A/CONF.900")
    add.set_defaults(run=_add)
    version = database.actor(commands, "version", "add a version as it is, such as the zero draft")
    version.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    version.add_argument("file", metavar="VERSION.xml", help="the version, as `import` writes it")
    version.add_argument("--number", default="", metavar="N", help="its number in its IRI (default: the file's)")
    version.set_defaults(run=_version)
    phase = database.actor(commands, "phase", "open it for proposals, close it, or declare the legal scrub")
    phase.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    phase.add_argument("phase", choices=("open", "closed", "scrub"), help="what it is from now on")
    phase.add_argument("--why", default="", metavar="WORDS", help="for the record")
    phase.set_defaults(run=_phase)
    consolidate = database.actor(commands, "consolidate", "make the next version of what was adopted")
    consolidate.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    consolidate.add_argument("--rehearse", action="store_true", help="only print the manifest that it would have")
    consolidate.add_argument("--renumber", action="store_true", help="number all provisions through; mend references")
    consolidate.set_defaults(run=_consolidate)
    for verb, what in (
        ("publish", "sign a version; the last signature publishes it"),
        ("withdraw", "take a publication back"),
    ):
        command = database.actor(commands, verb, what)
        command.add_argument("slug", metavar="AGREEMENT", help="the agreement")
        command.add_argument("number", metavar="NUMBER", help="the version, such as zero-draft")
        command.set_defaults(run=_publish if verb == "publish" else _withdraw)
    text = database.actor(commands, "text", "the text that you read: a version, or the negotiating text")
    text.add_argument("slug", metavar="AGREEMENT", help="the agreement")
    text.add_argument("--number", default="", metavar="N", help="the version (default: the last)")
    text.add_argument("--view", choices=("clean", "bracketed", "redline", "table"), help="of the negotiating text")
    text.add_argument("--drafts", action="store_true", help="your drafts and those shared with you as well")
    text.add_argument("--to", metavar="FORMAT", help="the format (default: what -o ends in)")
    text.add_argument("-o", "--out", metavar="OUT", help="the file (default: stdout)")
    text.set_defaults(run=_text)
    database.actor(commands, "list", "the agreements that you see and their versions, as JSON").set_defaults(run=_list)
    for name, command in commands.choices.items():
        if name not in ("add", "list", "version", "phase"):
            command.add_argument("--language", default="eng", metavar="eng", help="ISO 639-2 code (default: eng)")


def _register_record(commands: Commands) -> None:
    for verb, what, run in (
        ("acts", "the acts of the room, as JSON", _acts),
        ("key", "the public key of the log, to be printed and handed out", _key),
        ("checkpoint", "the last signed checkpoint", _checkpoint),
        ("export", "the whole record as an archive that checks itself", _export),
        ("receipt", "the proof that an act is in the record", _receipt),
        ("redact", "take the words of acts out for good; their hashes stay, and a line that says why", _redact),
    ):
        command = database.actor(commands, verb, what)
        command.add_argument("slug", metavar="AGREEMENT", help="the agreement")
        if verb == "redact":
            command.add_argument(
                "serials", nargs="+", type=int, metavar="SERIAL", help="the acts, by number in the log"
            )
            command.add_argument("--why", required=True, metavar="WORDS", help="the reason, for the record")
            command.add_argument("--authority", required=True, metavar="WORDS", help="who ordered it, for the record")
        if verb == "receipt":
            command.add_argument("serial", type=int, metavar="SERIAL", help="the act, by its number in the log")
        if verb in ("export", "receipt"):
            command.add_argument("-o", "--out", required=verb == "export", metavar="OUT", help="the file")
        if verb == "acts":
            command.add_argument("--own", action="store_true", help="those of your own delegation's log instead")
        command.set_defaults(run=run)


def _add(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import versions

        versions.add_agreement(desk, args.slug, args.title, args.work, prefix=args.prefix)
    talk.say(f"{args.slug}: {args.title}")
    return 0


def _version(args: argparse.Namespace) -> int:
    version = texts.base_version(args.file)
    with database.desk(args) as desk:
        from treaty_drafts.service import versions

        return _said(versions.add_version(desk, args.slug, version, number=args.number))


def _phase(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import deciding

        deciding.set_phase(desk, args.slug, args.phase, why=args.why)
    talk.say(f"{args.slug} is {args.phase}")
    return 0


def _consolidate(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import consolidating

        naming = consolidating.Naming(renumbered=args.renumber)
        if args.rehearse:
            made = consolidating.rehearse(desk, args.slug, language=args.language, naming=naming)
            texts.print_json(made.manifest)
            return 0
        return _said(consolidating.consolidate(desk, args.slug, language=args.language, naming=naming))


def _publish(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import publishing

        return _said(publishing.publish(desk, args.slug, args.language, args.number))


def _withdraw(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import publishing

        return _said(publishing.withdraw(desk, args.slug, args.language, args.number))


def _text(args: argparse.Namespace) -> int:
    to = files.format_of(args.out, args.to)
    with database.desk(args) as desk:
        from treaty_drafts.render import render
        from treaty_drafts.service import compiled, versions

        if args.view is None and not args.drafts:
            version = versions.version(desk, args.slug, args.language, args.number)[1]
            made = render(version, view="clean", to=to, keep_brackets=True)
        else:
            now = compiled.negotiated(desk, args.slug, language=args.language, number=args.number, drafts=args.drafts)
            made = render(now.compilation, view=args.view or "bracketed", to=to)
    files.write(args.out, made.encode() if isinstance(made, str) else made)
    return 0


def _list(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import versions

        rows = [{"agreement": row, "versions": versions.versions(desk, row.slug)} for row in versions.agreements(desk)]
        texts.print_json(rows)
    return 0


def _acts(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import reading

        texts.print_json(reading.acts(desk, args.slug, own=args.own))
    return 0


def _key(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import recordkeeping

        files.write(None, f"{recordkeeping.key(desk, args.slug)}\n".encode())
    return 0


def _checkpoint(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import recordkeeping

        files.write(None, recordkeeping.checkpoint(desk, args.slug).encode())
    return 0


def _receipt(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import recordkeeping

        files.write(args.out, recordkeeping.receipt(desk, args.slug, args.serial))
    return 0


def _export(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import recordkeeping

        data = recordkeeping.export(desk, args.slug)
    files.write(args.out, data)
    talk.say(f"{args.out}: unpack it, and run `python3 verify.py . --key KEY` in it")
    return 0


def _redact(args: argparse.Namespace) -> int:
    with database.desk(args) as desk:
        from treaty_drafts.service import redacting

        done = redacting.redact(desk, args.slug, args.serials, why=args.why, authority=args.authority)
    talk.say("backups of before have the words still, and so has whoever was given a receipt or an export")
    return _said(done)


def _said(done: Done) -> int:
    """What an act did, on stderr, and on stdout as JSON."""
    texts.print_json(done)
    for act in done.acts:
        talk.say(
            f"{act.serial}: {act.verb} {act.version or act.symbol}".rstrip() + (f" ({act.note})" if act.note else "")
        )
    if not done.acts:
        talk.say("nothing changed: it was so already")
    return 0
