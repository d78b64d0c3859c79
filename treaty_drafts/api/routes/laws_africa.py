"""The façade for Peachjam portals: read-only, published texts only, under `/compat/laws-africa/v3`."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query, Request, Response

from treaty_drafts.api.http.answers import PUBLIC, Body, Routes, Stored
from treaty_drafts.api.portal import published
from treaty_drafts.api.portal.contents import contents
from treaty_drafts.api.portal.laws_africa import Document, Page, document, entries
from treaty_drafts.api.portal.names import asked
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC as ANYBODY
from treaty_drafts.errors import NotFound
from treaty_drafts.service import portal, versions
from treaty_drafts.store import AgreementRow, VersionRow

ROOT = "/compat/laws-africa/v3"
SIZE = 100
routes = Routes(prefix=ROOT, include_in_schema=False)
_EMPTY = ("commencements", "provision-enrichments", "media")
"""Lists that a draft has nothing for."""


@routes.get("/akn/{place}/.json")
@routes.get("/akn/{place}.json")
def works(
    request: Request,
    here: Here,
    place: str,
    page: Annotated[int, Query(ge=1)] = 1,
    page_size: Annotated[int, Query(ge=1, le=SIZE)] = SIZE,
) -> Response:
    """The works of a place, each as its current expression."""
    found: dict[str, list[tuple[AgreementRow, VersionRow]]] = {}
    for agreement, row in portal.texts(here.service.desk(ANYBODY)):
        if agreement.work.startswith(f"/akn/{place}/"):
            found.setdefault(agreement.work, []).append((agreement, row))
    some = list(found.values())[(page - 1) * page_size : page * page_size]
    address = f"{_root(here)}/akn/{place}/.json?page_size={page_size}&page={{}}"
    more = address.format(page + 1) if len(found) > page * page_size else None
    back = address.format(page - 1) if page > 1 else None
    results = tuple(_document(here, pairs, pairs[-1][1]) for pairs in some)
    return _json(request, Page(len(found), more, back, results))


@routes.get("/akn/{path:path}")
def text(request: Request, here: Here, path: str, resolver: str = "") -> Response:  # noqa: ARG001  links are as they are
    """A work or an expression as `.json`, or one of its parts and formats."""
    stem, _, part = path.rpartition("/")
    if part == "timeline.json" or part.removesuffix(".json") in _EMPTY:
        _found(here, f"/akn/{stem}")
        return _json(request, {"timeline": []} if part == "timeline.json" else {"results": [], "next": None})
    if part == "toc.json":
        pairs, row = _found(here, f"/akn/{stem}")
        _, version = versions.version(here.service.desk(ANYBODY), row.agreement, row.language, row.number)
        return _json(request, {"toc": entries(contents(version), _root(here))})
    if path.endswith(".json"):
        pairs, row = _found(here, f"/akn/{path.removesuffix('.json')}")
        return _json(request, _document(here, pairs, row))
    pairs, row = _found(here, f"/akn/{path.rpartition('.')[0]}")
    iri = f"{published.expression(pairs[0][0], row)}.{path.rpartition('.')[2]}"
    body, headers = published.answer(here, asked(iri), "")
    return Stored(request, body, headers={**headers, "Cache-Control": PUBLIC})


def _found(here: Server, iri: str) -> tuple[list[tuple[AgreementRow, VersionRow]], VersionRow]:
    """All published versions of the work that an IRI names, and the one that it names: else the current one."""
    texts = portal.texts(here.service.desk(ANYBODY))
    for agreement, row in texts:
        pairs = [pair for pair in texts if pair[0].slug == agreement.slug]
        if iri == agreement.work:
            return pairs, pairs[-1][1]
        if iri == published.expression(agreement, row):
            return pairs, row
        if iri == f"{agreement.work}/{row.language}":
            return pairs, [one for _, one in pairs if one.language == row.language][-1]
    raise NotFound("there is no such published text", place=iri)


def _document(here: Server, pairs: list[tuple[AgreementRow, VersionRow]], row: VersionRow) -> Document:
    return document(pairs[0][0], [one for _, one in pairs], row, _root(here))


def _root(here: Server) -> str:
    return f"{here.settings.origin}{ROOT}"


def _json(request: Request, value: Any) -> Response:
    return Body(request, msgspec.json.encode(value), "application/json", cache=PUBLIC)
