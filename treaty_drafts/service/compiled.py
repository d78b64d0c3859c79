"""The negotiating text that a principal sees."""

from __future__ import annotations

from typing import Final

import msgspec

from treaty_drafts.service.compilations import Negotiated
from treaty_drafts.service.desk import Desk
from treaty_drafts.service.tags import tag
from treaty_drafts.store import AmendmentRow, Seen, VersionRow

STANDS: Final = ("tabled", "parked", "adopted")
"""What stands in the negotiating text: what is not yet decided, and what is adopted but not yet consolidated."""


def negotiated(
    desk: Desk, agreement: str, *, language: str = "eng", number: str = "", drafts: bool = False
) -> Negotiated:
    """The last version, or the one of that number, with every amendment to it that stands and that the principal sees.

    With `drafts`, also with the drafts of one's own delegation and those shared with it, under their ids.
    """
    with desk.seen() as seen:
        version = seen.version(agreement, language, number) if number else seen.latest(agreement, language)
        return negotiated_in(desk, seen, version, drafts=drafts)


def negotiated_in(desk: Desk, seen: Seen, version: VersionRow, *, drafts: bool = False) -> Negotiated:
    """The same of a version that was seen, within a transaction.

    Without drafts it depends on the room's log alone, for all who read what is tabled: until an act is added there, it
    is what it was.
    """
    stamp = ("", 0)
    if not drafts:
        agreement = seen.agreement(version.agreement)
        if agreement.conference in seen.conferences("read_tabled"):
            stamp = (version.digest, seen.log(agreement).size)
            kept = desk.service.negotiated.get(stamp)
            if kept is not None:
                return msgspec.structs.replace(kept, version=version)
    made = _negotiated(desk, seen, version, drafts=drafts)
    if stamp[0]:
        desk.service.negotiated.put(stamp, made)
    return made


def _negotiated(desk: Desk, seen: Seen, version: VersionRow, *, drafts: bool) -> Negotiated:
    statuses = (*STANDS, "draft", "shared", "lodged") if drafts else STANDS
    found = seen.amendments(version.agreement, statuses=statuses, base=version.digest)
    rows = sorted((row for row in found if not row.waits), key=_order)
    made = desk.service.compilations.of(seen, version, rows)
    names = {one.symbol for one in made.amendments}
    standing = tuple(row for row in rows if (row.symbol or row.id) in names)
    state = [(row.id, row.wording, row.symbol, row.status, row.sponsors) for row in standing]
    return Negotiated(version, made, standing, tag((version.digest, state)))


def _order(row: AmendmentRow) -> tuple[bool, int, str]:
    return (row.stage == "draft", row.rank, row.id)
