"""What is done with an amendment before everybody: table, co-sponsor, revise, withdraw, take over. The room's log."""

from __future__ import annotations

import msgspec

from treaty_drafts.conference import Act
from treaty_drafts.errors import OutOfOrder
from treaty_drafts.service.amending import lock, note, require_in_order, require_latest, take, text_for
from treaty_drafts.service.desk import Desk, Done
from treaty_drafts.service.recording import receipt
from treaty_drafts.service.wishes import Wish, amendment_of
from treaty_drafts.service.wordings import amendment_from, wording_of
from treaty_drafts.store import AgreementRow, AmendmentRow, MatterRow, Seen, Writing


def table(desk: Desk, ident: str, *, expecting: str = "", why: str = "") -> Done:
    """A draft becomes everybody's, under the next symbol of its agreement; it cannot be made private again.

    `WrongBase` where the text has moved on since; `OutOfOrder` where the agreement is closed for proposals, for all but
    the chair.
    """

    def check(seen: Seen, found: MatterRow) -> None:
        require_in_order(desk, seen, found, "table", expecting=expecting)
        row = found.amendment
        _require_open(desk, found.agreement)
        if row.base != found.latest:
            require_latest(seen, row)
        if row.waits:
            raise OutOfOrder(
                f"the words that it was written on have changed ({row.waits})", place=ident, step="edit it first"
            )
        if row.parent:
            text_for(desk, seen, seen.version_of(row.agreement, row.base), row.parent)

    def do(tx: Writing, found: MatterRow) -> Done:
        row, agreement = found.amendment, found.agreement
        room = tx.next_symbol(tx.lock(agreement.conference, agreement.slug, ""))
        symbol = f"{agreement.prefix}/L.{room.tabled}" if agreement.prefix else f"L.{room.tabled}"
        made = amendment_from(row, found.wording)
        wording = wording_of(ident, "tabled", 1, row.base, made, parent=row.parent)
        tx.add_wording(wording)
        act = Act("", 0, "", "table", symbol=symbol, digest=wording.digest, wording=1, note=why or wording.reason)
        row, act = note(desk, tx, row, room, act, rank=room.tabled)
        return Done((act,), row, receipt=receipt(tx, room, act))

    def alone(tx: Writing) -> Done:
        log = lock(desk, tx, ident)
        tx.lock(log.conference, log.agreement, "")
        found = tx.seen.matter(ident)
        check(tx.seen, found)
        return do(tx, found)

    return desk.act_in_rush(ident, check, do, alone)


def cosponsor(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """The principal's delegation sponsors it as well; who does so already has done nothing more."""

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "cosponsor", expecting=expecting)
        if desk.principal.delegation in matter.row.sponsors:
            return Done((), matter.row)
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", "cosponsor"))
        return Done((act,), row)

    return desk.act(do)


def unsponsor(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """The principal's delegation sponsors it no more; the last sponsor withdraws instead."""
    return _simply(desk, ident, "unsponsor", expecting, "")


def withdraw(desk: Desk, ident: str, *, expecting: str = "", why: str = "") -> Done:
    """Its lead sponsor withdraws it; another delegation may take it over."""
    return _simply(desk, ident, "withdraw", expecting, why)


def take_over(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """What was withdrawn stands again, for the principal's delegation; `WrongBase` where the text has moved on."""

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "take_over", expecting=expecting)
        require_latest(tx.seen, matter.row)
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", "take_over"))
        return Done((act,), row)

    return desk.act(do)


def revise(desk: Desk, ident: str, wish: Wish, *, reason: str | None = None, expecting: str = "") -> Done:
    """Its lead sponsor gives it other words, on the last version: `L.3` becomes `L.3/Rev.1`."""

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "revise", expecting=expecting)
        row, seen = matter.row, tx.seen
        _require_open(desk, matter.agreement)
        version = seen.latest(row.agreement, row.language)
        kept = matter.wording.reason if reason is None else reason
        made = amendment_of(
            text_for(desk, seen, version, row.parent), wish, sponsors=row.sponsors, symbol=ident, reason=kept
        )
        wording = wording_of(ident, "tabled", row.wording + 1, version.digest, made, parent=row.parent)
        tx.add_wording(wording)
        act = Act("", 0, "", "revise", symbol=_revised(row), digest=wording.digest, wording=wording.number, note=kept)
        row = msgspec.structs.replace(row, base=version.digest, waits="")
        row, act = note(desk, tx, row, matter.log, act)
        return Done((act,), row)

    return desk.act(do)


def _revised(row: AmendmentRow) -> str:
    stem, found, count = row.symbol.rpartition("/Rev.")
    return f"{stem}/Rev.{int(count) + 1}" if found else f"{row.symbol}/Rev.1"


def _simply(desk: Desk, ident: str, verb: str, expecting: str, why: str) -> Done:
    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, verb, expecting=expecting)
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", verb, note=why))
        return Done((act,), row)

    return desk.act(do)


def _require_open(desk: Desk, agreement: AgreementRow) -> None:
    if agreement.phase != "open" and desk.principal.role != "chair":
        raise OutOfOrder(
            f"{agreement.title} is {'in legal scrub' if agreement.phase == 'scrub' else 'closed for proposals'}",
            place=agreement.slug,
            step="ask the chair to open it",
        )
