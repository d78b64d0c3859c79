"""Whether all is well: what `doctor` looks at, and what it says to whoever is woken at two in the morning."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from treaty_drafts import akn, record
from treaty_drafts.conference import Act, Standing
from treaty_drafts.errors import OutOfOrder, TreatyDraftsError
from treaty_drafts.service.desk import Service
from treaty_drafts.service.recording import frontier_of, origin
from treaty_drafts.store import Everything, LogRow

LEAST_FREE: Final = 2**30
"""Bytes of disk under which a conference should not begin its day."""

MOST_WAL: Final = 2**28
"""Bytes of a write-ahead log over which something holds on to an old state of the database."""


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was looked at: whether it is as it should be, and if not, what to do."""

    about: str
    good: bool
    fact: str
    step: str = ""


def doctor(service: Service) -> list[Finding]:
    """Everything that can be checked without stopping the service; all of it good, or what to do about it."""
    with service.store.everything() as everything:
        return [
            *_database(everything),
            *_disk(everything),
            *_logs(everything),
            *_standings(everything),
            *_versions(everything),
        ]


def _database(everything: Everything) -> Iterator[Finding]:
    facts = everything.facts()
    name = f"{facts.engine} {facts.version}"
    yield Finding("database", facts.sound == "ok", f"{name}: {facts.sound}", "restore the last backup that is sound")
    yield Finding(
        "tables",
        facts.revision == facts.head,
        f"at step {facts.revision or 'none'} of {facts.head}",
        "run `treaty-drafts init`: it brings the tables up to date",
    )
    if facts.engine == "SQLite":
        right = facts.journal == facts.wanted_journal and facts.synchronous == "full"
        why = "" if facts.wanted_journal == "wal" else ", as this SQLite can lose commits with a write-ahead log"
        yield Finding(
            "journal",
            right,
            f"journal_mode={facts.journal}{why}; synchronous={facts.synchronous}",
            f"stop all processes and run `treaty-drafts init`: it sets journal_mode={facts.wanted_journal}",
        )


def _disk(everything: Everything) -> Iterator[Finding]:
    path = everything.path
    if path is None or not Path(path).is_file():
        return
    free = shutil.disk_usage(Path(path).resolve().parent).free
    yield Finding("disk", free >= LEAST_FREE, f"{free / 2**30:,.1f} GB free", "make room before the day begins")
    wal = Path(f"{path}-wal")
    size = wal.stat().st_size if wal.exists() else 0
    if size:
        yield Finding("wal", size <= MOST_WAL, f"{size / 2**20:,.1f} MB", "end reports and exports that run too long")


def _logs(everything: Everything) -> Iterator[Finding]:
    """Each log: gap-free, its leaves those of its acts, its frontier and its checkpoints those of its leaves."""
    wrong = {}
    logs = list(everything.logs())
    for log in logs:
        if fault := _log_fault(everything, log):
            wrong[origin(log)] = fault
    acts = sum(log.size for log in logs)
    said = "; ".join(f"{name}: {fault}" for name, fault in wrong.items())
    fact = said or f"{acts:,} acts in {len(logs):,} logs, all whole"
    yield Finding("record", not wrong, fact, "the record was changed: restore the last backup, and compare checkpoints")


def _log_fault(everything: Everything, log: LogRow) -> str:
    leaves = []
    empty: set[int] = set()
    said: set[int] = set()
    for serial, row in enumerate(everything.acts(log)):
        if row.serial != serial:
            return f"act {serial} is missing"
        if row.body and record.leaf_hash(row.body.encode()) != row.leaf:
            return f"act {serial} is not what was recorded"
        if not row.body:
            empty.add(serial)
        elif row.verb == "redact":
            said |= set(_ACTS.decode(row.body).act.acts)
        leaves.append(row.leaf)
    if empty - said:
        return f"act {min(empty - said)} has no words, and none says that they were taken out"
    tree = record.Tree(tuple(leaves))
    if len(leaves) != log.size or tree.root() != frontier_of(log).root:
        return f"it should have {log.size} acts"
    key = record.Signer(origin(log), everything.key(log.conference)).key
    for note in everything.checkpoints(log):
        try:
            checkpoint = record.Checkpoint.opened(note.encode(), key)
        except TreatyDraftsError as error:
            return str(error)
        if checkpoint.size > log.size or tree.root(checkpoint.size) != checkpoint.root:
            return f"the checkpoint of {checkpoint.size} acts does not hold"
    return ""


class _Leaf(msgspec.Struct):
    act: Act


_ACTS: Final = msgspec.json.Decoder(_Leaf)


def _standings(everything: Everything) -> Iterator[Finding]:
    """Each amendment's row is what its acts make of it."""
    folded: dict[str, Standing] = {}
    wrong: list[str] = []
    untold: set[str] = set()
    for row in everything.acts_about_amendments():
        if not row.body:  # what the acts make of it cannot be told any more
            untold.add(row.amendment)
        if row.amendment in untold:
            continue
        try:
            folded[row.amendment] = folded.get(row.amendment, Standing()).following(_ACTS.decode(row.body).act)
        except OutOfOrder:
            wrong.append(row.amendment)
    standings = everything.standings()
    told = (folded.keys() | standings.keys()) - untold
    wrong += [one for one in told if folded.get(one) != standings.get(one)]
    names = ", ".join(sorted(dict.fromkeys(wrong))[:5])
    fact = f"not what their acts make of them: {names}" if wrong else f"{len(told):,} as their acts make them"
    if untold and not wrong:
        fact += f"; {len(untold):,} with acts whose words were taken out"
    yield Finding("amendments", not wrong, fact, "restore the last backup that is sound")


def _versions(everything: Everything) -> Iterator[Finding]:
    """Each version's bytes are those that its digest names, and can be read."""
    wrong = []
    count = 0
    for row, body in everything.versions():
        count += 1
        try:
            good = akn.digest(akn.read(body, name=row.number).version) == row.digest
        except TreatyDraftsError:
            good = False
        if not good:
            wrong.append(f"{row.agreement} {row.language}@{row.number}")
    fact = f"damaged: {', '.join(wrong[:5])}" if wrong else f"{count:,}, each the text that its digest names"
    yield Finding("versions", not wrong, fact, "restore the last backup that is sound")
