"""What a delivery says: which kind of thing happened where, and where to read it. Never what it says."""

from __future__ import annotations

import msgspec

from treaty_drafts.service.telling import Event
from treaty_drafts.store import EventRow


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """What happened: `action` is the act, `sequence` its place in the agreement's record, `url` where to read it."""

    action: str
    sequence: int
    agreement: str = ""
    url: str = ""
    amendment: str = ""
    symbol: str = ""
    version: str = ""
    digest: str = ""


class Message(msgspec.Struct, frozen=True):
    """The body of a delivery."""

    type: str
    timestamp: str
    data: Told


def told(row: EventRow, origin: str) -> bytes:
    """The body for an event of the outbox."""
    event = msgspec.json.decode(row.payload, type=Event)
    url = ""
    if event.amendment:
        url = f"{origin}/v1/amendments/{event.amendment}"
    elif event.version:
        url = f"{origin}/v1/agreements/{event.agreement}/versions/{event.version}"
    elif event.agreement:
        url = f"{origin}/v1/agreements/{event.agreement}"
    data = Told(
        event.action,
        event.serial,
        event.agreement,
        url,
        event.amendment,
        event.symbol,
        event.version,
        event.digest,
    )
    return msgspec.json.encode(Message(event.type, event.at, data))
