"""The event stream: that something happened, where, and its place in the log; never what is in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Final

import msgspec
from fastapi import Header, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from treaty_drafts.api.http.answers import Routes
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.identity import Asking, principal_of
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import NotSignedIn, TreatyDraftsError
from treaty_drafts.service import happening
from treaty_drafts.service.happening import Event

routes = Routes(tags=["events"])
LIST: Final = "events"
BEAT: Final = 15.0
"""Seconds of silence after which a comment keeps the line open; it comes by the clock, whatever is written."""


@routes.get(
    "/v1/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
def events(request: Request, here: Here, desk: Asking, last_event_id: Annotated[str, Header()] = "") -> Response:
    """What happens from now on that you may see, as server-sent events; with `Last-Event-ID`, what happened since."""
    if desk.principal is PUBLIC:
        raise NotSignedIn("events are for who takes part", step="sign in; without, ask /v1/changes from time to time")
    first = position(LIST, last_event_id) or happening.here(desk)
    return StreamingResponse(_frames(request, here, first), media_type="text/event-stream")


async def _frames(request: Request, here: Server, place: str) -> AsyncIterator[bytes]:
    yield b"retry: 3000\n\n"
    pulse = here.pulse
    while not pulse.stopped:
        count = pulse.count
        try:
            found = await run_in_threadpool(_since, request, here, place)
        except TreatyDraftsError:  # signed out, or the database is away: the browser comes back by itself
            return
        for event, after in found:
            place = after
            yield frame(event, place)
        if not found and not await pulse.next(count, BEAT):
            yield b": still here\n\n"


def _since(request: Request, here: Server, place: str) -> list[tuple[Event, str]]:
    """What happened since, for who they are at this moment."""
    return happening.since(here.service.desk(principal_of(request, here)), place)


def frame(event: Event, place: str) -> bytes:
    """An event as it is sent, with the place after it as its id."""
    data = msgspec.json.encode(event)
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (cursor(LIST, place).encode(), event.type.encode(), data)
