"""Publishing: from here on a version is everybody's. Two people sign, the legal officer and the chair, unless the
conference says that one is enough; taking it back leaves a tombstone.
"""

from __future__ import annotations

import msgspec

from treaty_drafts.conference import Act
from treaty_drafts.errors import OutOfOrder, Refused
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.recording import record
from treaty_drafts.store import PublicationRow, VersionRow, Writing


def publish(desk: Desk, agreement: str, language: str, number: str) -> Done:
    """The principal's signature under a version; with the last one that is needed, it is published.

    Who has signed already does nothing more. `Done.version.issue` says how it stands now.
    """

    def do(tx: Writing) -> Done:
        found = tx.seen.agreement(agreement)
        require(tx.seen, "publish", of=found)
        log = tx.lock(found.conference, agreement, "")
        row = tx.seen.version(agreement, language, number)
        role = desk.principal.role
        if row.issue == "published" or role in row.signatures:
            return Done(version=row)
        signatures = (*row.signatures, role)
        whole = (tx.seen.policy.one_signature and role == "legal") or {"legal", "chair"} <= set(signatures)
        _, act = record(desk.world, tx, log, _about(row, "publish" if whole else "sign"))
        row = _issued(tx, row, "published" if whole else "signed", signatures, act.at)
        if whole:
            again = tx.seen.tombstone(agreement, language, number) is not None
            tx.publish(row, "republished" if again else "published", act.at)
        return Done((act,), version=row)

    return desk.act(do)


def withdraw(desk: Desk, agreement: str, language: str, number: str, *, why: str = "") -> Done:
    """The legal officer takes a publication back; that it was there stays known. To publish again, all sign again."""

    def do(tx: Writing) -> Done:
        found = tx.seen.agreement(agreement)
        require(tx.seen, "publish", of=found)
        if desk.principal.role != "legal":
            raise Refused("a publication is withdrawn by the legal officer", step="ask them")
        log = tx.lock(found.conference, agreement, "")
        row = tx.seen.version(agreement, language, number)
        if row.issue != "published":
            raise OutOfOrder(f"{language}@{number} is not published", step="nothing is to be withdrawn")
        _, act = record(desk.world, tx, log, _about(row, "withdraw_publication", why))
        row = _issued(tx, row, "withdrawn", (), act.at)
        tx.publish(row, "withdrawn", act.at)
        return Done((act,), version=row)

    return desk.act(do)


def publications(desk: Desk, *, after: int = 0, limit: int = 200) -> list[PublicationRow]:
    """The publication log after a sequence number: gap-free from 1, the same for everybody."""
    with desk.seen() as seen:
        return seen.publications(after=after, limit=limit)


def _about(row: VersionRow, verb: str, why: str = "") -> Act:
    return Act("", 0, "", verb, version=f"{row.language}@{row.number}", symbol=row.symbol, digest=row.digest, note=why)


def _issued(tx: Writing, row: VersionRow, status: str, signatures: tuple[str, ...], at: str) -> VersionRow:
    tx.set_issue(row, status, signatures, at)
    return msgspec.structs.replace(row, issue=status, signatures=signatures)
