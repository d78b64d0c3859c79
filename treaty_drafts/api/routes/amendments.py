"""What negotiators do: preview, draft, edit, discard, and every act of an amendment's life."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request, Response

from treaty_drafts import amend, service
from treaty_drafts.api import shapes, shaping
from treaty_drafts.api.http.answers import Json, Routes
from treaty_drafts.api.http.conditional import IfMatch
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.http.requests import WHOLE_COPY, body_of
from treaty_drafts.api.identity import Asking, Changing
from treaty_drafts.api.previewing import previewed
from treaty_drafts.service import Desk, Done, drafting, reading, tabling
from treaty_drafts.service.narrowing import moment
from treaty_drafts.store import AmendmentRow

routes = Routes(tags=["amendments"])
Wished = Annotated[shapes.NewAmendment, Depends(body_of(shapes.NewAmendment, limit=WHOLE_COPY))]
Sent = Annotated[shapes.NewAct, Depends(body_of(shapes.NewAct))]
LIST = "amendments"


@routes.get("/v1/agreements/{slug}/amendments")
def amendments(
    request: Request,
    desk: Asking,
    slug: str,
    status: str = "",
    sponsor: str = "",
    since: str = "",
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Json[shapes.Amendments]:
    """The amendments that you see: your drafts and those shared with you, then what is tabled, in its order.

    With `since`, those about which something was done on that day or at that time, or later.
    """
    time = moment(since) if since else ""
    place = position(LIST, after).partition(" ")
    last = (int(place[0]), place[2]) if place[2] else None
    statuses = (status,) if status else ()
    rows = reading.amendments(desk, slug, statuses=statuses, sponsor=sponsor, since=time, after=last, limit=limit + 1)
    more = cursor(LIST, f"{rows[limit - 1].rank} {rows[limit - 1].id}") if len(rows) > limit else ""
    return Json(request, shapes.Amendments(tuple(map(shaping.amendment, rows[:limit])), more))


@routes.post("/v1/agreements/{slug}/previews")
def preview(request: Request, desk: Asking, slug: str, wished: Wished) -> Json[shapes.Preview]:
    """What an amendment would be, on the text as it is now. Nothing is kept."""
    found = drafting.preview(desk, slug, shaping.wish(wished), language=wished.language, amends=wished.amends)
    return Json(request, previewed(reading.text_now(desk, slug, wished.language, wished.amends), found))


@routes.post("/v1/agreements/{slug}/amendments", status_code=201)
def draft(request: Request, desk: Changing, slug: str, wished: Wished) -> Json[shapes.Acted]:
    """A new draft of your delegation. Nobody else sees it, or that there is one."""
    done = drafting.draft(
        desk,
        slug,
        shaping.wish(wished),
        language=wished.language,
        reason=wished.reason or "",
        amends=wished.amends,
        base=wished.base,
    )
    return acted(request, done, 201)


@routes.get("/v1/amendments/{ident}")
def amendment(request: Request, desk: Asking, ident: str) -> Json[shapes.AmendmentText]:
    """An amendment with its words. The ETag names this state of it: send it in If-Match with an act."""
    row, found = reading.amendment(desk, ident)
    return _text(request, desk, row, found)


@routes.patch("/v1/amendments/{ident}")
def edit(request: Request, desk: Changing, ident: str, wished: Wished, state: IfMatch) -> Json[shapes.Acted]:
    """Other words for a draft of yours."""
    done = drafting.edit(desk, ident, shaping.wish(wished), reason=wished.reason, expecting=state)
    return acted(request, done)


@routes.delete("/v1/amendments/{ident}", status_code=204)
def discard(desk: Changing, ident: str, state: IfMatch) -> Response:
    """A draft of yours is no more."""
    drafting.discard(desk, ident, expecting=state)
    return Response(status_code=204)


@routes.post("/v1/amendments/{ident}/acts", status_code=201)
def act(request: Request, desk: Changing, ident: str, sent: Sent, state: IfMatch) -> Json[shapes.Acted]:
    """An act about an amendment: share, lodge, table, cosponsor, unsponsor, withdraw, revise, take_over."""
    done = _do(desk, ident, sent, state)
    return acted(request, done, 201)


def _do(desk: Desk, ident: str, sent: shapes.NewAct, state: str) -> Done:
    match sent.act:
        case "share":
            return drafting.share(desk, ident, sent.audience, expecting=state)
        case "lodge":
            return drafting.lodge(desk, ident, expecting=state)
        case "table":
            return tabling.table(desk, ident, expecting=state, why=sent.note)
        case "cosponsor":
            return tabling.cosponsor(desk, ident, expecting=state)
        case "unsponsor":
            return tabling.unsponsor(desk, ident, expecting=state)
        case "withdraw":
            return tabling.withdraw(desk, ident, expecting=state, why=sent.note)
        case "take_over":
            return tabling.take_over(desk, ident, expecting=state)
        case "revise":
            reason = sent.wish.reason if sent.wish else None
            return tabling.revise(desk, ident, shaping.wished(sent.wish), reason=reason, expecting=state)


def acted(request: Request, done: Done, status: int = 200) -> Json[shapes.Acted]:
    """What an act did; 200 instead of 201 where everything was so already."""
    status = status if done.acts else 200
    headers = {"Idempotency-Replayed": "true"} if done.replayed else {}
    tag = ""
    if done.amendment is not None:
        tag = service.tag(done.amendment)
        if status == 201:
            headers["Location"] = f"/v1/amendments/{done.amendment.id}"
    return Json(request, shaping.acted(done), status=status, headers=headers, tag=tag)


def _text(request: Request, desk: Desk, row: AmendmentRow, found: amend.Amendment) -> Json[shapes.AmendmentText]:
    base = reading.written_on(desk, row)
    said = shapes.AmendmentText(shaping.amendment(row), found.reason, amend.prose(found.patch, base), found.patch)
    return Json(request, said, tag=service.tag(row))
