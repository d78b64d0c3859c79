"""The legal officer's act: what was adopted becomes the next version; what is open is carried over to it.

Everything that follows from it is recorded in the same transaction: the version, its manifest, and for each open
amendment whether it goes on, waits for its sponsors, is satisfied, or falls.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from treaty_drafts import akn, compilation
from treaty_drafts.amend import Amendment
from treaty_drafts.compilation import Carried, Consolidation, Manifest
from treaty_drafts.conference import Act
from treaty_drafts.errors import OutOfOrder
from treaty_drafts.service.amending import note
from treaty_drafts.service.compilations import Negotiated, amendments_of
from treaty_drafts.service.compiled import negotiated_in
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.reading import require_tabled
from treaty_drafts.service.recording import record
from treaty_drafts.service.versions import version_row
from treaty_drafts.service.wordings import wording_of
from treaty_drafts.store import AgreementRow, AmendmentRow, Seen, VersionRow, Writing


class Naming(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the next version is called, where not one higher; `renumbered` runs all numbers through."""

    number: str = ""
    symbol: str = ""
    date: str = ""
    renumbered: bool = False


def rehearse(desk: Desk, agreement: str, *, language: str = "eng", naming: Naming | None = None) -> Consolidation:
    """What a consolidation would give now: the version, its manifest, what is carried over. Nothing is kept."""
    with desk.seen() as seen:
        require(seen, "consolidate", of=seen.agreement(agreement))
        version = seen.latest(agreement, language)
        now = negotiated_in(desk, seen, version)
        return _made(desk, now, _waiting(seen, version)[1], naming or Naming())


def consolidate(desk: Desk, agreement: str, *, language: str = "eng", naming: Naming | None = None) -> Done:
    """The next version of the language, made of what the chair declared adopted; `Done` has its row and all the acts.

    `OutOfOrder` where nothing was adopted, unless `naming` renumbers; other errors as `compilation.consolidate`.
    """

    def do(tx: Writing) -> Done:
        found = tx.seen.agreement(agreement)
        require(tx.seen, "consolidate", of=found)
        log = tx.lock(found.conference, agreement, "")
        version = tx.seen.latest(agreement, language)
        now = negotiated_in(desk, tx.seen, version)
        if not (naming and naming.renumbered) and not any(row.status == "adopted" for row in now.rows):
            raise OutOfOrder("nothing was adopted on the last version", place=agreement, step="adopt something first")
        rows, waiting = _waiting(tx.seen, version)
        rows += _left_out(tx.seen, version, now)
        made = _made(desk, now, waiting, naming or Naming())
        row = version_row(desk, tx, agreement, made.version, base=version.number)
        tx.add_version(row, akn.write(made.version))
        manifest = msgspec.json.encode(made.manifest).decode()
        tx.add_consolidation(row, manifest)
        name = f"{row.language}@{row.number}"
        act = Act("", 0, "", "consolidate", version=name, symbol=row.symbol, digest=row.digest)
        _, act = record(desk.world, tx, log, act)
        acts = _carry(desk, tx, found, [*now.rows, *rows], made)
        return Done((act, *acts), version=row)

    return desk.act(do)


def _waiting(seen: Seen, version: VersionRow) -> tuple[list[AmendmentRow], list[Amendment]]:
    """The amendments that an earlier consolidation left open, on the way to this version."""
    rows = [row for row in seen.amendments(version.agreement, statuses=("tabled", "parked")) if row.waits]
    rows = [row for row in rows if row.language == version.language]
    return rows, list(amendments_of(seen, rows))


def _left_out(seen: Seen, version: VersionRow, now: Negotiated) -> list[AmendmentRow]:
    """Sub-amendments to words that their parents no longer have: in no compilation, and with nowhere to go."""
    inside = {row.id for row in now.rows}
    rows = seen.amendments(version.agreement, statuses=("tabled", "parked"), base=version.digest)
    return [row for row in rows if row.id not in inside and not row.waits]


def _made(desk: Desk, now: Negotiated, waiting: Sequence[Amendment], naming: Naming) -> Consolidation:
    facts = compilation.successor(now.compilation.base.facts)
    facts = msgspec.structs.replace(
        facts,
        number=naming.number or facts.number,
        symbol=naming.symbol or facts.symbol,
        date=naming.date or desk.world.day(),
    )
    adopted = [row.symbol for row in now.rows if row.status == "adopted"]
    return compilation.consolidate(
        now.compilation, adopt=adopted, waiting=waiting, facts=facts, renumbered=naming.renumbered
    )


def _carry(
    desk: Desk, tx: Writing, agreement: AgreementRow, rows: Sequence[AmendmentRow], made: Consolidation
) -> list[Act]:
    """What becomes of each open amendment, recorded."""
    carried = {one.symbol: one for one in made.carried}
    reasons = {fate.symbol: fate.reason for fate in made.manifest.amendments}
    acts = []
    for row in rows:
        if row.status == "adopted":
            continue
        act, row = _fate(tx, row, carried.get(row.symbol), reasons.get(row.symbol, _GONE), made.manifest)
        acts.append(note(desk, tx, row, tx.lock(agreement.conference, agreement.slug, ""), act)[1])
    return acts


_GONE = "the words that it amends are no more"


def _fate(
    tx: Writing, row: AmendmentRow, carried: Carried | None, reason: str, manifest: Manifest
) -> tuple[Act, AmendmentRow]:
    if carried is None:
        return Act("", 0, "", "fall", note=reason), row
    if carried.amendment is None:
        return Act("", 0, "", "satisfy", note=reason), row
    parent = row.parent if carried.amendment.amends else ""
    wording = wording_of(row.id, "tabled", row.wording + 1, manifest.result_digest, carried.amendment, parent=parent)
    tx.add_wording(wording)
    row = msgspec.structs.replace(row, base=wording.base, parent=parent, waits=wording.waits)
    why = f"{carried.standing}: {reason}" if reason else carried.standing
    return Act("", 0, "", "carry", digest=wording.digest, wording=wording.number, note=why), row


def manifest(desk: Desk, agreement: str, language: str, number: str) -> Manifest | None:
    """The manifest of the consolidation that made a version; None where it was added as it is.

    For who reads what is tabled: `Refused` to others, because it names amendments and what became of them.
    """
    with desk.seen() as seen:
        require_tabled(seen, agreement)
        found = seen.manifest(seen.version(agreement, language, number))
    return msgspec.json.decode(found, type=Manifest) if found else None
