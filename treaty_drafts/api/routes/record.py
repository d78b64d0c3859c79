"""The record: the acts in their order, the signed checkpoint of it, proofs, and the whole of it as one archive."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Query, Request, Response

from treaty_drafts.api import shapes
from treaty_drafts.api.http.answers import Body, Json, Routes
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.identity import Asking
from treaty_drafts.service import reading, recordkeeping

routes = Routes(tags=["record"])
LIST = "acts"
TEXT: dict[int | str, dict[str, Any]] = {
    200: {"description": "A text file.", "content": {"text/plain": {"schema": {"type": "string"}}}}
}


@routes.get("/v1/agreements/{slug}/acts")
def acts(
    request: Request,
    desk: Asking,
    slug: str,
    own: bool = False,  # noqa: FBT001, FBT002
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 100,
) -> Json[shapes.Acts]:
    """The acts of the room in their order; with `own`, those of your delegation's own log. Keep `next`, ask later."""
    last = int(position(LIST, after) or -1)
    rows = reading.acts(desk, slug, own=own, after=last, limit=limit)
    return Json(request, shapes.Acts(tuple(rows), cursor(LIST, str(rows[-1].serial if rows else last))))


@routes.get("/v1/agreements/{slug}/record/key", response_class=Response, responses=TEXT)
def key(request: Request, desk: Asking, slug: str) -> Response:
    """The public key of the room's log, as it is printed and handed out."""
    return _text(request, recordkeeping.key(desk, slug))


@routes.get("/v1/agreements/{slug}/record/checkpoint", response_class=Response, responses=TEXT)
def checkpoint(request: Request, desk: Asking, slug: str, size: Annotated[int, Query(ge=0)] = 0) -> Response:
    """The last signed checkpoint of the room's log (a C2SP signed note), or that of a size."""
    return _text(request, recordkeeping.checkpoint(desk, slug, size=size))


@routes.get("/v1/agreements/{slug}/record/proofs/{serial}", response_class=Response, responses=TEXT)
def proof(request: Request, desk: Asking, slug: str, serial: int) -> Response:
    """The receipt of an act (a C2SP tlog-proof), with its words where you may read them. It holds offline."""
    return _text(request, recordkeeping.receipt(desk, slug, serial).decode())


@routes.get(
    "/v1/agreements/{slug}/record/export",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}},
)
def export(desk: Asking, slug: str) -> Response:
    """The whole record as an archive that checks itself with Python alone."""
    name = {"Content-Disposition": f'attachment; filename="{slug}-record.zip"'}
    return Response(recordkeeping.export(desk, slug), 200, name, "application/zip")


def _text(request: Request, text: str) -> Response:
    return Body(request, text.encode(), "text/plain; charset=utf-8")
