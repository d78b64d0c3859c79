"""Less of a negotiating text: what some delegations ask for, what is new, or who asks left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

import msgspec

from treaty_drafts.compilation import Compilation, compile
from treaty_drafts.errors import Misused
from treaty_drafts.service.compilations import Negotiated


def narrowed(found: Negotiated, *, by: Collection[str] = (), since: str = "", attribution: bool = True) -> Compilation:
    """The same version with those amendments alone that one of the delegations `by` sponsors and about which something
    was done at the time `since` (as `moment` gives it) or later; a sub-amendment comes with what it amends.

    Without `attribution`, nobody's name and nobody's reasons stand in it. `Misused` where one of `by` sponsors nothing.
    """
    whole = found.compilation
    sponsors = dict.fromkeys(code for row in found.rows for code in row.sponsors)
    for code in by:
        if code not in sponsors:
            step = f"the sponsors are {', '.join(sponsors)}" if sponsors else "nobody asks for anything yet"
            raise Misused("this delegation sponsors nothing in this text", place=code, step=step)
    rows = [row for row in found.rows if (not by or set(by) & set(row.sponsors)) and row.at >= since]
    wanted = whole.tabling.voices(row.symbol or row.id for row in rows)
    amendments = [one for one in whole.amendments if one.symbol in wanted]
    if not attribution:
        amendments = [msgspec.structs.replace(one, sponsors=(), reason="") for one in amendments]
    elif len(amendments) == len(whole.amendments):
        return whole
    return compile(whole.base, amendments)


def moment(written: str) -> str:
    """A day, or a time with its zone (ISO 8601), as the record writes times; `Misused` where it is neither."""
    day = len(written) == len("2026-03-01")
    try:
        found = datetime.fromisoformat(f"{written}T00:00:00Z" if day else written)
        zone = found.tzinfo
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        zone = None
    if zone is None:
        step = "write 2026-03-01, or 2026-03-01T14:00:00Z"
        raise Misused("this is no day, and no time with its zone", place=written[:60], step=step)
    return found.strftime("%Y-%m-%dT%H:%M:%S.") + f"{found.microsecond // 1000:03}Z"
