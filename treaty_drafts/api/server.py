"""What every request shares: the service behind it, and what is worth keeping between requests."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, TypeAlias

import msgspec
from fastapi import Depends, Request

from treaty_drafts.api.hooks.runner import Runner
from treaty_drafts.api.http.coded import Coded
from treaty_drafts.api.memo import Memo
from treaty_drafts.api.press import Press
from treaty_drafts.api.pulse import Pulse
from treaty_drafts.api.settings import Settings
from treaty_drafts.api.shelf import Shelf
from treaty_drafts.service import Service, renditions
from treaty_drafts.store import RenditionRow

if TYPE_CHECKING:
    from treaty_drafts.api.oidc.flow import Flow

_PACKED: TypeAlias = tuple[dict[str, bytes], dict[str, str]]


class Server:
    """One process that answers. Threads share it; `clock` counts seconds upward."""

    def __init__(self, service: Service, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.service = service
        self.settings = settings
        self.clock = clock
        self.press = Press()
        self.shelf = Shelf(clock, settings.fresh)
        self.pulse = Pulse(service)
        self.runner = Runner(service, settings.origin, settings.private_targets)
        self.memo = Memo(service, clock, settings.fresh)
        self.desk_copies = Shelf(clock, float("inf"))
        self.flows = _flows(settings, clock)

    def kept(self, key: str, make: Callable[[], Coded]) -> Coded:
        """The rendition of that name as it was made once, for all processes; made now where it is not there."""
        row = renditions.get(self.service, key)
        if row is not None:
            return Coded(row.media, row.body, row.etag, *msgspec.msgpack.decode(row.packed, type=_PACKED))
        made = make()
        packed = msgspec.msgpack.encode((made.forms, made.headers))
        renditions.put(self.service, RenditionRow(key, made.media, made.tag, made.body, packed))
        return made

    def made(self, key: str, make: Callable[[], Coded]) -> Coded:
        """A rendition of what is not public, kept in memory: its name says of which state and for which view it is, so
        that all who see the same share it.
        """
        found = self.desk_copies.get(key)
        if found is None:
            found = self.desk_copies.put(key, make(), {})
        return found.coded

    def start(self) -> None:
        """Begins what runs beside the requests, from within the event loop."""
        self.pulse.start()
        self.runner.start()

    def close(self) -> None:
        """Ends what was begun."""
        self.pulse.stop()
        self.runner.stop()
        self.memo.close()
        self.press.close()
        self.service.store.close()


def _flows(settings: Settings, clock: Callable[[], float]) -> Mapping[str, Flow]:
    """Signing in with each identity provider, by its name; nothing of the extra `oidc` is asked for where none is."""
    if not settings.providers:
        return {}
    from treaty_drafts.api.oidc.flow import flows

    return flows(settings.providers, settings.origin, clock)


async def _server(request: Request) -> Server:
    found: Server = request.app.state.server
    return found


Here = Annotated[Server, Depends(_server)]
"""The server, as a parameter of an endpoint."""
