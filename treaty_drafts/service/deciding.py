"""The chair's acts: park, adopt, reject, reopen; open and close an agreement for proposals."""

from __future__ import annotations

from treaty_drafts.conference import Act
from treaty_drafts.errors import Misused, OutOfOrder
from treaty_drafts.service.amending import note, require_latest, take
from treaty_drafts.service.compiled import negotiated_in
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.recording import record
from treaty_drafts.store import AmendmentRow, Seen, Writing

PHASES = ("open", "closed", "scrub")


def park(desk: Desk, ident: str, *, ruling: str = "", expecting: str = "") -> Done:
    """Puts it aside: it stands in the text, and is decided later."""
    return _decide(desk, ident, "park", ruling, expecting)


def adopt(desk: Desk, ident: str, *, ruling: str = "", expecting: str = "") -> Done:
    """It is adopted; `ruling` says by which rule and with which tally. Its words stand in the next consolidation.

    `Incompatible` where what was adopted before on this version excludes it: that is to be reopened first. A
    sub-amendment is adopted after its parent.
    """
    with desk.seen() as seen:  # compiled before the room is locked, so that the check under the lock finds it made
        _require_together(desk, seen, seen.amendment(ident))
    return _decide(desk, ident, "adopt", ruling, expecting)


def reject(desk: Desk, ident: str, *, ruling: str = "", expecting: str = "") -> Done:
    """It is rejected."""
    return _decide(desk, ident, "reject", ruling, expecting)


def reopen(desk: Desk, ident: str, *, ruling: str = "", expecting: str = "") -> Done:
    """What was decided or parked is on the table again; `WrongBase` where the text has moved on since."""
    return _decide(desk, ident, "reopen", ruling, expecting)


def set_phase(desk: Desk, agreement: str, phase: str, *, why: str = "") -> Done:
    """Opens the agreement for proposals, closes it, or declares the legal scrub."""
    if phase not in PHASES:
        raise Misused(f"there is no phase `{phase}`", step=f"it is one of {', '.join(PHASES)}")

    def do(tx: Writing) -> Done:
        found = tx.seen.agreement(agreement)
        require(tx.seen, "phase", of=found)
        log = tx.lock(found.conference, agreement, "")
        if tx.seen.agreement(agreement).phase == phase:
            return Done()
        tx.set_phase(agreement, phase)
        _, act = record(desk.world, tx, log, Act("", 0, "", "phase", note=f"{phase}: {why}" if why else phase))
        return Done((act,))

    return desk.act(do)


def _decide(desk: Desk, ident: str, verb: str, ruling: str, expecting: str) -> Done:
    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, verb, expecting=expecting)
        if verb == "adopt":
            _require_together(desk, tx.seen, matter.row)
        if verb == "reopen" and matter.row.status != "parked":
            require_latest(tx.seen, matter.row)
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", verb, note=ruling))
        return Done((act,), row)

    return desk.act(do)


def _require_together(desk: Desk, seen: Seen, row: AmendmentRow) -> None:
    """`Incompatible` or `Misused` where this one cannot be adopted beside what is adopted already on its version."""
    if row.waits:
        raise OutOfOrder(
            f"{row.symbol} waits for its sponsors: the words that it was written on have changed ({row.waits})",
            step="let them revise it on the present version",
        )
    now = negotiated_in(desk, seen, seen.version_of(row.agreement, row.base))
    if row.symbol not in now.compilation.tabling.by_symbol:
        return
    adopted = {one.symbol for one in now.rows if one.status == "adopted"}
    for parent in sorted(now.compilation.tabling.voice(row.symbol) - adopted - {row.symbol}):
        raise Misused(f"{row.symbol} amends {parent}, which is not adopted", step=f"decide on {parent} first")
    now.compilation.require_compatible({*adopted, row.symbol})
