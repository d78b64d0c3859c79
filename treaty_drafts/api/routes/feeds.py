"""The publication log for readers of feeds, and the list of published texts for crawlers."""

from __future__ import annotations

from fastapi import Request, Response

from treaty_drafts.api.http.answers import PUBLIC, Body, Routes
from treaty_drafts.api.http.cursors import cursor, position
from treaty_drafts.api.portal.feeds import ATOM, JSON_FEED, SITEMAP, Entry, Feed, atom, json_feed, sitemap
from treaty_drafts.api.routes.texts import content
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC as ANYBODY
from treaty_drafts.service import portal, versions

routes = Routes(tags=["published texts"], default_response_class=Response)
PAGE = 50


@routes.get("/feeds/{slug}.atom", responses=content("application/atom+xml"))
def atom_feed(request: Request, here: Here, slug: str, before: str = "") -> Response:
    """What was published of an agreement, the newest first, as Atom; `rel="next"` has what came before."""
    return Body(request, atom(_feed(here, slug, before, "atom")), ATOM, cache=PUBLIC)


@routes.get("/feeds/{slug}.json", responses=content("application/feed+json"))
def feed_json(request: Request, here: Here, slug: str, before: str = "") -> Response:
    """The same as a JSON Feed."""
    return Body(request, json_feed(_feed(here, slug, before, "json")), JSON_FEED, cache=PUBLIC)


@routes.get("/sitemap.xml", responses=content("application/xml"))
def site(request: Request, here: Here) -> Response:
    """Every published text."""
    desk = here.service.desk(ANYBODY)
    found = [(f"{of.work}/{row.language}@{row.number}", row.at[:10]) for of, row in portal.texts(desk)]
    return Body(request, sitemap(here.settings.origin, found), SITEMAP, cache=PUBLIC)


def _feed(here: Server, slug: str, before: str, ending: str) -> Feed:
    of = f"feeds/{slug}"
    last = int(position(of, before) or 0)
    desk = here.service.desk(ANYBODY)
    agreement = versions.agreement(desk, slug)
    lines = portal.log(desk, agreement=slug, before=last, newest=True, limit=PAGE + 1)
    entries = [
        Entry(
            row.sequence,
            row.kind,
            f"{agreement.work}/{row.language}@{row.number}",
            f"{agreement.title}, {row.number}",
            row.language,
            row.at,
        )
        for _, row in lines[:PAGE]
    ]
    older = f"/feeds/{slug}.{ending}?before={cursor(of, str(entries[-1].sequence))}" if len(lines) > PAGE else ""
    return Feed(agreement.title, here.settings.origin, f"/feeds/{slug}", entries, older)
