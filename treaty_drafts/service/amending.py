"""What every act about an amendment has in common: seen, allowed, in order; then recorded, and the row for lists."""

from __future__ import annotations

from typing import Literal

import msgspec

from treaty_drafts import compilation
from treaty_drafts.conference import Act, Standing, after
from treaty_drafts.conference.lifecycle import DRAFTS
from treaty_drafts.conference.rights import OPERATION_OF
from treaty_drafts.errors import Misused, NotFound, WrongBase
from treaty_drafts.model.version import Version
from treaty_drafts.service.desk import Desk, require, require_unchanged
from treaty_drafts.service.recording import record
from treaty_drafts.service.wordings import amendment_from
from treaty_drafts.store import AgreementRow, AmendmentRow, LogRow, MatterRow, Seen, VersionRow, WordingRow, Writing


class Matter(msgspec.Struct, frozen=True):
    """An amendment that is being acted on: its row, its present wording, its agreement, and its log, locked."""

    row: AmendmentRow
    wording: WordingRow
    agreement: AgreementRow
    log: LogRow


def take(desk: Desk, tx: Writing, ident: str, verb: str, *, expecting: str = "") -> Matter:
    """The amendment, its log locked, once it is sure that the principal may do this and that it is in order now.

    `NotFound` where the principal does not see it, `Refused` without the right, `Outdated` where `expecting` names
    another state than the present one, `OutOfOrder` by the table of an amendment's life.
    """
    log = lock(desk, tx, ident)
    found = tx.seen.matter(ident)
    require_in_order(desk, tx.seen, found, verb, expecting=expecting)
    if bool(log.owner) != (found.amendment.status in DRAFTS):
        raise NotFound("there is no such amendment", place=ident, step="see what is listed")
    return Matter(found.amendment, found.wording, found.agreement, log)


def lock(desk: Desk, tx: Writing, ident: str) -> LogRow:
    """The log of the amendment, locked: of a draft its delegation's, else the room's."""
    agreement, delegation, status = tx.seen.place(ident)
    return tx.lock(desk.principal.conference, agreement, delegation if status in DRAFTS else "")


def require_in_order(desk: Desk, seen: Seen, found: MatterRow, verb: str, *, expecting: str = "") -> None:
    """That this may be done with the amendment as it stands; errors as `take`."""
    require_unchanged(found.amendment, expecting)
    own = _is_own(found.amendment, verb, desk.principal.delegation)
    require(seen, OPERATION_OF[verb], own=own, of=found.agreement)
    after(found.amendment.status, verb)


def _is_own(row: AmendmentRow, verb: str, delegation: str) -> bool:
    """A draft is its delegation's; what is tabled, its lead sponsor's; to co-sponsor is everybody's for themselves."""
    if OPERATION_OF[verb] == "cosponsor":
        return bool(delegation)
    owner = row.delegation if row.status in DRAFTS else row.sponsors[0]
    return bool(delegation) and owner == delegation


def note(
    desk: Desk, tx: Writing, row: AmendmentRow, log: LogRow, act: Act, *, rank: int = 0
) -> tuple[AmendmentRow, Act]:
    """Records one act about the amendment in the locked log, and what it makes of the amendment."""
    act = msgspec.structs.replace(act, amendment=row.id, symbol=act.symbol or row.symbol)
    _, act = record(desk.world, tx, log, act)
    standing = Standing(row.status, row.symbol, row.sponsors, row.audience, row.wording).following(act)
    stage: Literal["draft", "tabled"] = "draft" if log.owner else "tabled"
    row = msgspec.structs.replace(
        row,
        status=standing.status,
        symbol=standing.symbol,
        sponsors=standing.sponsors,
        audience=standing.audience,
        wording=standing.wording,
        stage=stage,
        rank=rank or row.rank,
        at=act.at,
    )
    tx.set_standing(row.id, row.agreement, standing, stage=stage, rank=row.rank, at=act.at)
    return row, act


def text_for(desk: Desk, seen: Seen, version: VersionRow, parent: str) -> Version:
    """What an amendment of the version is written on: its text, or that text as the parent amendment would have it."""
    text = desk.texts.version(seen, version)
    if not parent:
        return text
    row = seen.amendment(parent)
    if row.parent:
        raise Misused(
            f"{row.symbol} is itself a sub-amendment", place=parent, step="amend the amendment of the text itself"
        )
    if row.base != version.digest or row.waits or row.stage == "draft":
        raise WrongBase(
            f"{row.symbol or 'the parent'} is not an amendment of this version that stands",
            place=parent,
            step="amend one that does",
        )
    main = amendment_from(row, seen.wording(row))
    return compilation.compile(text, [main]).project(main.symbol)


def require_latest(seen: Seen, row: AmendmentRow) -> VersionRow:
    """The version that it is written on, if that is the last one of its language; `WrongBase` otherwise."""
    latest = seen.latest(row.agreement, row.language)
    if row.base != latest.digest:
        raise WrongBase(
            f"it was written on another version than {latest.symbol or latest.number}, which is the text now",
            place=row.symbol or row.id,
            step="let it follow the text, or propose it again on the text as it is now",
        )
    return latest
