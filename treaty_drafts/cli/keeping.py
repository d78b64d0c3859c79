"""`init`, `doctor`, `backup`, `restore`: what the keeper of a database does."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from treaty_drafts.cli import database, files, talk, texts
from treaty_drafts.cli.parsing import Commands
from treaty_drafts.errors import NotFound

if TYPE_CHECKING:
    from treaty_drafts.service.upkeep import Finding


def register(commands: Commands) -> None:
    """Adds the commands."""
    _register_init(commands)
    doctor = commands.add_parser(
        "doctor",
        help="look whether all is well with a database",
        description="Checks the database, its journal and its disk; that every log is whole and signed; that the lists "
        "are what the acts make of them; that every text is the one that its digest names. Exit 1 if anything is not.",
    )
    database.add_database(doctor)
    doctor.add_argument("--json", action="store_true", help="the findings as JSON")
    doctor.set_defaults(run=_doctor)
    backup = commands.add_parser(
        "backup",
        help="the whole database in one file, while the service goes on",
        description="Writes every row to one archive. It holds all that is confidential, keys included: "
        "only you may read it.",
    )
    database.add_database(backup)
    backup.add_argument("out", metavar="BACKUP.zip", help="the archive")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore",
        help="fill an empty database from a backup, or rehearse it",
        description="Restores all of a backup or nothing of it, and looks whether it is whole. A backup from SQLite "
        "can be restored into PostgreSQL, and the other way round.",
    )
    database.add_database(restore)
    restore.add_argument("backup", metavar="BACKUP.zip", help="the archive")
    restore.add_argument("--verify", action="store_true", help="rehearse it, in a database that is thrown away")
    restore.set_defaults(run=_restore)


def _register_init(commands: Commands) -> None:
    init = commands.add_parser(
        "init",
        help="make a database, or bring its tables up to date; begin a conference",
        description="Makes the database where there is none and brings its tables up to date where there is one. With "
        "CONFERENCE, begins that conference, and prints the invitation of its administrator.",
    )
    database.add_database(init)
    init.add_argument("conference", nargs="?", metavar="CONFERENCE", help="its name in addresses, such as fishing-gear")
    init.add_argument("--title", default="", metavar="T", help="its title (default: its name)")
    init.add_argument("--admin", default="admin", metavar="NAME", help="the administrator's account (default: admin)")
    init.set_defaults(run=_init)


def _init(args: argparse.Namespace) -> int:
    with database.service(args, fresh=True) as service:
        from treaty_drafts.service import accounts, people

        if args.conference:
            admin = people.found(service, args.conference, args.title or args.conference, admin=args.admin)
            secret = accounts.invite(service.desk(admin), args.admin)
            texts.print_json({"account": args.admin, "invitation": secret.secret, "expires_at": secret.expires_at})
            talk.say(f"{args.conference} begins; its administrator is {args.admin}")
            talk.say(f"next: treaty-drafts delegation add FRA France --by {args.admin}")
        with service.store.everything() as everything:
            talk.say(f"{args.db}: tables at step {everything.facts().revision}")
    return 0


def _doctor(args: argparse.Namespace) -> int:
    with database.service(args) as service:
        from treaty_drafts.service.upkeep import doctor

        findings = doctor(service)
    if args.json:
        texts.print_json(findings)
        return 0 if all(finding.good for finding in findings) else 1
    return _said(findings)


def _said(findings: list[Finding]) -> int:
    """The findings on stdout, one a line; 1 if any is bad."""
    lines = [
        f"{'ok ' if one.good else 'BAD'}  {one.about:11} {one.fact}"
        + ("" if one.good else f"\n     {'':11} → {one.step}")
        for one in findings
    ]
    files.write(None, ("\n".join(lines) + "\n").encode())
    return 0 if all(finding.good for finding in findings) else 1


def _backup(args: argparse.Namespace) -> int:
    with database.service(args) as service:
        from treaty_drafts.service.backup import backup

        target = Path(args.out).resolve()
        files.folder(str(target.parent))
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:80]}.", delete=False) as file:
            try:
                contents = backup(service, file)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(target)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    rows = sum(part.rows for part in contents.tables.values())
    talk.say(
        f"{args.out}: {talk.count(rows, 'row')} of {talk.count(len(contents.tables), 'table')}, taken {contents.at}"
    )
    talk.say(f"rehearse it: treaty-drafts restore {args.out} --verify")
    return 0


def _restore(args: argparse.Namespace) -> int:
    if not Path(args.backup).is_file():
        raise NotFound("there is no such file", place=args.backup, step="name a backup")
    with tempfile.TemporaryDirectory(prefix="treaty-drafts-") as folder:
        if args.verify:
            args.db = str(Path(folder) / "rehearsal.db")
        with database.service(args, fresh=True) as service:
            from treaty_drafts.service.backup import rehearsed, restore

            with Path(args.backup).open("rb") as file:
                contents = restore(service, file, name=args.backup)
            code = _said(rehearsed(service))
    what = "can be restored" if args.verify else f"is restored into {args.db}"
    talk.say(f"the backup of {contents.at} {what}" if code == 0 else "the backup is not whole")
    return code
