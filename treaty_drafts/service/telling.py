"""What others are told of the room's acts: events for the outbox, written in the transaction of the act.

Private acts tell nobody anything. An event is thin: it names what changed and never says the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from treaty_drafts.conference import Act
from treaty_drafts.service.world import World
from treaty_drafts.store import LogRow, Writing

EVENTS: Final[Mapping[str, str]] = {
    "publish": "version.published",
    "withdraw_publication": "version.withdrawn",
    "phase": "agreement.phase_changed",
    "table": "amendment.tabled",
    "cosponsor": "amendment.sponsors_changed",
    "unsponsor": "amendment.sponsors_changed",
    "take_over": "amendment.sponsors_changed",
    "revise": "amendment.revised",
    "withdraw": "amendment.withdrawn",
    "park": "amendment.decided",
    "adopt": "amendment.decided",
    "reject": "amendment.decided",
    "satisfy": "amendment.decided",
    "fall": "amendment.decided",
    "reopen": "amendment.decided",
    "consolidate": "compilation.changed",
}
"""By the act, the event that it is to others; an act that is not here is none."""

PUBLIC_EVENTS: Final = frozenset(("version.published", "version.withdrawn"))
"""What everybody may be told; the rest only who may read what is tabled."""


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is told: `action` is the act, `serial` its place in the room's log of the agreement."""

    type: str
    at: str
    agreement: str
    serial: int
    action: str
    amendment: str = ""
    symbol: str = ""
    version: str = ""
    digest: str = ""


def tell(world: World, tx: Writing, log: LogRow, act: Act) -> None:
    """The event of an act of the room, if it is one to others."""
    kind = EVENTS.get(act.verb)
    if kind is not None:
        event = Event(
            kind, act.at, log.agreement, act.serial, act.verb, act.amendment, act.symbol, act.version, act.digest
        )
        tx.tell(world.ident("outbox"), kind, log, msgspec.json.encode(event).decode(), act.at)
