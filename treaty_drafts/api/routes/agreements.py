"""Agreements and their versions, as the principal sees them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request

from treaty_drafts.api import shapes, shaping
from treaty_drafts.api.http.answers import PUBLIC, Json, Routes
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.identity import Asking
from treaty_drafts.service import Desk, versions

routes = Routes(tags=["agreements"])
LIST = "agreements"


@routes.get("/v1/agreements")
def agreements(
    request: Request, desk: Asking, after: str = "", limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Json[shapes.Agreements]:
    """The agreements that you see, by slug."""
    last = position(LIST, after)
    rows = [row for row in versions.agreements(desk) if row.slug > last]
    more = cursor(LIST, rows[limit - 1].slug) if len(rows) > limit else ""
    page = shapes.Agreements(tuple(map(shaping.agreement, rows[:limit])), more)
    headers = {"Link": f'</v1/agreements?after={more}&limit={limit}>; rel="next"'} if more else {}
    return Json(request, page, cache=_cache(desk), headers=headers)


@routes.get("/v1/agreements/{slug}")
def agreement(request: Request, desk: Asking, slug: str) -> Json[shapes.Agreement]:
    """One agreement."""
    return Json(request, shaping.agreement(versions.agreement(desk, slug)), cache=_cache(desk))


@routes.get("/v1/agreements/{slug}/versions")
def versions_of(request: Request, desk: Asking, slug: str, language: str = "") -> Json[shapes.Versions]:
    """The versions of an agreement that you see, by language, each language in its order."""
    found = versions.agreement(desk, slug)
    rows = versions.versions(desk, slug, language=language)
    page = shapes.Versions(tuple(shaping.version(found, row) for row in rows))
    return Json(request, page, cache=_cache(desk))


def _cache(desk: Desk) -> str:
    """What anybody sees, anybody may keep; an answer to who signed in is theirs."""
    return "" if desk.principal.user else PUBLIC
