"""What every request shares: the service behind it, and what is worth keeping between requests."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Annotated, TypeAlias

import msgspec
from fastapi import Depends, Request

from treaty_drafts.api.http.coded import Coded
from treaty_drafts.api.press import Press
from treaty_drafts.api.settings import Settings
from treaty_drafts.api.shelf import Shelf
from treaty_drafts.service import Service, renditions
from treaty_drafts.store import RenditionRow

_PACKED: TypeAlias = tuple[dict[str, bytes], dict[str, str]]


class Server:
    """One process that answers. Threads share it; `clock` counts seconds upward."""

    def __init__(self, service: Service, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self.service = service
        self.settings = settings
        self.clock = clock
        self.press = Press()
        self.shelf = Shelf(clock, settings.fresh)

    def kept(self, key: str, make: Callable[[], Coded]) -> Coded:
        """The rendition of that name as it was made once, for all processes; made now where it is not there."""
        row = renditions.get(self.service, key)
        if row is not None:
            return Coded(row.media, row.body, row.etag, *msgspec.msgpack.decode(row.packed, type=_PACKED))
        made = make()
        packed = msgspec.msgpack.encode((made.forms, made.headers))
        renditions.put(self.service, RenditionRow(key, made.media, made.tag, made.body, packed))
        return made

    def start(self) -> None:
        """Begins what runs beside the requests."""

    def close(self) -> None:
        """Ends what was begun."""
        self.press.close()
        self.service.store.close()


def _server(request: Request) -> Server:
    found: Server = request.app.state.server
    return found


Here = Annotated[Server, Depends(_server)]
"""The server, as a parameter of an endpoint."""
