"""What a principal reads of amendments and of the record."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from typing import Final

import msgspec

from treaty_drafts import amend
from treaty_drafts.conference import Act
from treaty_drafts.errors import NotFound, Refused
from treaty_drafts.model.version import Version
from treaty_drafts.service.amending import text_for
from treaty_drafts.service.desk import Desk
from treaty_drafts.service.redacting import bare
from treaty_drafts.service.wordings import amendment_from
from treaty_drafts.store import AmendmentRow, Seen


def amendments(
    desk: Desk,
    agreement: str,
    *,
    statuses: Collection[str] = (),
    sponsor: str = "",
    since: str = "",
    after: tuple[int, str] | None = None,
    limit: int = 0,
) -> list[AmendmentRow]:
    """The amendments that the principal sees: drafts by id (their rank is 0), then what is tabled, in order.

    `since` is the time of the last act about it at the earliest; `after` is the (rank, id) of the last one had.
    """
    with desk.seen() as seen:
        return seen.amendments(agreement, statuses=statuses, sponsor=sponsor, since=since, after=after, limit=limit)


def amendment(desk: Desk, ident: str) -> tuple[AmendmentRow, amend.Amendment]:
    """One amendment as it stands, and its present words; `NotFound` where the principal does not see it."""
    with desk.seen() as seen:
        row = seen.amendment(ident)
        parent = seen.amendment(row.parent).symbol if row.parent else ""
        return row, amendment_from(row, seen.wording(row), parent=parent)


def named(desk: Desk, name: str) -> AmendmentRow:
    """The amendment of that id or symbol (`A/CONF.900/L.3`; `L.3` where no other agreement has one); `NotFound`."""
    with desk.seen() as seen:
        with suppress(NotFound):
            return seen.amendment(name)
        rows = [row for agreement in seen.agreements() for row in seen.amendments(agreement.slug, symbol=name)]
    if len(rows) != 1:
        raise NotFound(
            f"{len(rows)} amendments have that symbol" if rows else "there is no such amendment",
            place=name,
            step="name it by its id, as `amendment list` shows it",
        )
    return rows[0]


def require_tabled(seen: Seen, agreement: str) -> None:
    """`Refused` unless the principal reads what is tabled to an agreement that they see; `NotFound` without that."""
    if seen.agreement(agreement).conference not in seen.conferences("read_tabled"):
        raise Refused("this is for who reads what is tabled", place=agreement, step="sign in")


def written_on(desk: Desk, row: AmendmentRow) -> Version:
    """The text that the present words of an amendment are written on."""
    with desk.seen() as seen:
        return text_for(desk, seen, seen.version_of(row.agreement, row.base), row.parent)


def text_now(desk: Desk, agreement: str, language: str, amends: str = "") -> Version:
    """The text that an amendment is written on now; with `amends`, as the amendment of that id would have it."""
    with desk.seen() as seen:
        return text_for(desk, seen, seen.latest(agreement, language), amends)


def acts(desk: Desk, agreement: str, *, own: bool = False, after: int = -1, limit: int = 0) -> list[Act]:
    """The acts of the room after a serial number; with `own`, those of the principal's own delegation.

    An act that was redacted has its serial, time and verb only.
    """
    with desk.seen() as seen:
        seen.agreement(agreement)
        owner = desk.principal.delegation if own else ""
        rows = seen.acts(agreement, owner=owner, after=after, limit=limit) if owner or not own else []
    return [_LEAF.decode(row.body).act if row.body else bare(row) for row in rows]


class _Leaf(msgspec.Struct):
    """An act as it stands in its leaf, beside its salt."""

    act: Act


_LEAF: Final = msgspec.json.Decoder(_Leaf)
