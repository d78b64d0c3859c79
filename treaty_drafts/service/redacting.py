"""Taking words out of the record: a name, a mistake, a court's order. The act stays in its place, as a hash and the
time and the verb; another act says who took its words out, why, and by whose authority.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from treaty_drafts.conference import Act
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.recording import record
from treaty_drafts.store import ActRow, Redacting, Writing


def redact(desk: Desk, agreement: str, serials: Sequence[int], *, why: str, authority: str) -> Done:
    """The words of these acts of the room are gone from here on: from every answer, receipt and export. For the
    administrator alone.

    Every root, checkpoint and receipt that was given holds as before, because they are made of hashes. Acts whose
    words are gone already are left as they are; `NotFound` where one of them is not there, and then nothing is done.
    """
    if not why.strip() or not authority.strip():
        raise Misused("words are taken out for a reason, and by an authority", place=agreement, step="give both")

    def do(tx: Writing) -> Done:
        require(tx.seen, "operate")
        log = tx.lock(desk.principal.conference, agreement, "")
        redacting = Redacting(tx.connection, log)
        rows = [_row(redacting, agreement, serial) for serial in sorted(set(serials))]
        rows = [row for row in rows if row.body]
        if not rows:
            return Done()
        for row in rows:
            redacting.take_out(row.serial)
            _forget(redacting, row)
        said = Act("", 0, "", "redact", acts=tuple(row.serial for row in rows), note=f"{why} (by {authority})")
        _, act = record(desk.world, tx, log, said)
        return Done((act,))

    return desk.act(do)


def _row(redacting: Redacting, agreement: str, serial: int) -> ActRow:
    row = redacting.act(serial)
    if row is None:
        raise NotFound("there is no such act", place=f"{agreement}, {serial}", step="see `treaty-drafts record acts`")
    if row.verb == "redact":
        raise Misused("this act says what was taken out, and stays", place=f"{agreement}, {serial}", step="name others")
    return row


def _forget(redacting: Redacting, row: ActRow) -> None:
    """Who sends a request again is answered again, without the words of the act and without its receipt."""
    for scope, key, answer in redacting.answers(row.at):
        done = _DONE.decode(answer)
        if any(_same(act, row) for act in done.acts):
            acts = tuple(bare(row) if _same(act, row) else act for act in done.acts)
            kept = msgspec.structs.replace(done, acts=acts, receipt="")
            redacting.set_answer(scope, key, msgspec.json.encode(kept).decode())


def bare(row: ActRow) -> Act:
    """What is left of an act whose words were taken out."""
    return Act(row.owner, row.serial, row.at, row.verb)


def _same(act: Act, row: ActRow) -> bool:
    return (act.log, act.serial, act.at) == (row.owner, row.serial, row.at)


_DONE: Final = msgspec.json.Decoder(Done)
