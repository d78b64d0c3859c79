"""What happens, as a principal may know of it: thin events from the logs that they may read, in the order of each log.

A place is where somebody was in each of those logs. It says nothing of logs that they may not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.errors import Misused
from treaty_drafts.service.desk import Desk
from treaty_drafts.service.telling import EVENTS
from treaty_drafts.store import Seen

LIMIT: Final = 200
"""Events of one log that are given at once."""

_PUBLIC: Final = "!"
"""The publication log among the places; no slug is spelled so."""


class Event(msgspec.Struct, frozen=True):
    """That something happened: `type` says what kind, `sequence` is its place in its log."""

    type: str
    agreement: str
    sequence: int
    at: str


Places: TypeAlias = dict[str, int]
_PLACES: Final = msgspec.json.Decoder(Places)


def here(desk: Desk) -> str:
    """The place where nothing that happened so far will be told."""
    with desk.seen() as seen:
        places = {_PUBLIC: seen.published()}
        for agreement in seen.agreements():
            for owner in _owners(seen):
                places[_name(agreement.slug, owner)] = seen.last(agreement.slug, owner=owner)
    return _written(places)


def since(desk: Desk, place: str) -> list[tuple[Event, str]]:
    """What happened since a place, each with the place after it; `Misused` where it is none."""
    try:
        places = _PLACES.decode(place)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Misused("this is no place in the events", step="take the id of an event, or none") from error
    with desk.seen() as seen:
        found = list(_events(seen, places))
    after = []
    for name, event in found:
        places[name] = event.sequence
        after.append((event, _written(places)))
    return after


def _events(seen: Seen, places: Places) -> Iterator[tuple[str, Event]]:
    for row in seen.publications(after=places.get(_PUBLIC, 0), limit=LIMIT):
        yield _PUBLIC, Event(f"version.{row.kind}", row.agreement, row.sequence, row.at)
    for agreement in seen.agreements():
        for owner in _owners(seen):
            name = _name(agreement.slug, owner)
            for act in seen.acts(agreement.slug, owner=owner, after=places.get(name, -1), limit=LIMIT):
                kind = "draft.changed" if owner else EVENTS.get(act.verb, "record.appended")
                yield name, Event(kind, agreement.slug, act.serial, act.at)


def _owners(seen: Seen) -> tuple[str, ...]:
    """The logs of a room that may be read: everybody's, and one's own delegation's."""
    own = seen.principal.delegation
    return ("", own) if own else ("",)


def _name(agreement: str, owner: str) -> str:
    return f"{agreement}/{owner}" if owner else agreement


def _written(places: Places) -> str:
    return msgspec.json.encode(places, order="sorted").decode()
