"""The publication log: what was published, published again, withdrawn; in one order, without gaps."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query, Request, Response

from treaty_drafts.api import shapes, shaping
from treaty_drafts.api.http.answers import PUBLIC, Body, Json, Routes
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC as ANYBODY
from treaty_drafts.service import portal

routes = Routes(tags=["published texts"])
LIST = "changes"
Limit = Annotated[int, Query(ge=1, le=200)]


@routes.get("/v1/changes")
def changes(request: Request, here: Here, after: str = "", limit: Limit = 50) -> Json[shapes.Changes]:
    """What became public or was withdrawn, after a cursor, the oldest first. Keep `next`, and ask with it later."""
    return Json(request, _page(here, after, limit), cache=PUBLIC)


@routes.get("/v1/changes.ndjson", response_class=Response)
def changes_by_line(request: Request, here: Here, after: str = "", limit: Limit = 50) -> Response:
    """The same, one line each; the cursor stands in the `X-Next` header."""
    page = _page(here, after, limit)
    body = b"".join(msgspec.json.encode(one) + b"\n" for one in page.items)
    return Body(request, body, "application/x-ndjson", cache=PUBLIC, headers={"X-Next": page.next})


def _page(here: Server, after: str, limit: int) -> shapes.Changes:
    last = int(position(LIST, after) or 0)
    rows = portal.log(here.service.desk(ANYBODY), after=last, limit=limit + 1)
    some = rows[:limit]
    items = tuple(shaping.change(agreement, row) for agreement, row in some)
    return shapes.Changes(items, cursor(LIST, str(some[-1][1].sequence if some else last)), len(rows) > limit)
