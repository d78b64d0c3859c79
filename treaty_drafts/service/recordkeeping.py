"""The record of an agreement: its key, its checkpoints, receipts of any act, and the whole of it as one archive."""

from __future__ import annotations

from treaty_drafts import record
from treaty_drafts.errors import NotFound
from treaty_drafts.service.desk import Desk, require
from treaty_drafts.service.recording import origin
from treaty_drafts.store import AgreementRow, LogRow, Seen


def key(desk: Desk, agreement: str) -> str:
    """The public key of the room's log, as it is printed and handed out; for all who see the agreement."""
    with desk.seen() as seen:
        return str(_signer(seen, seen.agreement(agreement)).key)


def checkpoint(desk: Desk, agreement: str, *, size: int = 0) -> str:
    """The last signed checkpoint of the room's log, or that of a size; for all who see the agreement. `NotFound`."""
    with desk.seen() as seen:
        found = seen.checkpoint(seen.agreement(agreement), size=size)
    if not found:
        raise NotFound("there is no such checkpoint", place=agreement, step="ask for the last one")
    return found


def receipt(desk: Desk, agreement: str, serial: int) -> bytes:
    """The proof that an act of the room is in its log, under the last checkpoint; with its words, for who may read it.

    `NotFound` where there is no such act. For all who see the agreement: without the words it says only that they
    were recorded.
    """
    with desk.seen() as seen:
        found = seen.agreement(agreement)
        leaves = seen.leaves(found)
        if not 0 <= serial < len(leaves):
            raise NotFound("there is no such act", place=f"{agreement}, {serial}", step=f"the log has {len(leaves)}")
        body = next((row.body for row in seen.acts(agreement, after=serial - 1, limit=1)), "")
        note = seen.checkpoint(found).encode()
    path = record.Tree(leaves).inclusion(serial)
    return record.Receipt(serial, path, note, body.encode() if body else None).written


def export(desk: Desk, agreement: str) -> bytes:
    """The whole record of the room as an archive that checks itself (`record.export`), with the versions and the
    amendments that the principal reads: of each wording that was tabled the patch, whose SHA-256 its act names.
    """
    with desk.seen() as seen:
        found = seen.agreement(agreement)
        require(seen, "export_record", of=found)
        leaves = [record.Leaf(row.leaf, row.body.encode() if row.body else None) for row in seen.acts(agreement)]
        return record.export(
            _signer(seen, found),
            leaves,
            [note.encode() for note in seen.checkpoints(found)],
            files={**_versions(seen, agreement), **_patches(seen, agreement)},
        )


def _versions(seen: Seen, agreement: str) -> dict[str, bytes]:
    rows = seen.versions(agreement)
    return {f"versions/{row.language}@{row.number}.xml": seen.body(row) for row in rows}


def _patches(seen: Seen, agreement: str) -> dict[str, bytes]:
    rows = [row for row in seen.amendments(agreement) if row.stage == "tabled"]
    return {
        f"amendments/{row.id}/{number}.patch.json": seen.wording(row, number).patch.encode()
        for row in rows
        for number in range(1, row.wording + 1)
    }


def _signer(seen: Seen, agreement: AgreementRow) -> record.Signer:
    log = LogRow(agreement.conference, agreement.slug, "", 0, "", 0)
    return record.Signer(origin(log), seen.key(agreement.conference))
