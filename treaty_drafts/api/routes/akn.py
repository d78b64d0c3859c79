"""Published texts at their Akoma Ntoso IRIs, one operation to a format. Nobody signs in here."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from treaty_drafts.api.http.answers import Routes, Stored
from treaty_drafts.api.http.negotiate import MEDIA, languages
from treaty_drafts.api.portal import published
from treaty_drafts.api.portal.names import TOC, asked
from treaty_drafts.api.routes.texts import content
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC
from treaty_drafts.service import portal

routes = Routes(tags=["published texts"], default_response_class=Response)


def _answer(request: Request, server: Server, path: str) -> Response:
    wanted = asked(path)
    body, headers = published.answer(server, wanted, request.headers.get("accept", ""))
    if wanted.ending or wanted.contents:
        server.shelf.put(path, body, headers)
    return Stored(request, body, headers=headers)


def _in(ending: str) -> Callable[..., Response]:
    def text(request: Request, here: Here, iri: str) -> Response:
        return _answer(request, here, f"/akn/{iri}{ending}")

    return text


routes.add_api_route(
    "/akn/{iri:path}" + TOC,
    _in(TOC),
    operation_id="contents_of_text",
    summary="The provisions of a published text, with their addresses",
    responses=content("application/json"),
)
for _ending in published.ENDINGS:
    routes.add_api_route(
        f"/akn/{{iri:path}}.{_ending}",
        _in(f".{_ending}"),
        operation_id=f"text_as_{_ending}",
        summary=f"A published text, or one provision of it, as {_ending}",
        responses=content(MEDIA[_ending]),
    )


@routes.get("/akn/{iri:path}", include_in_schema=False)
def negotiated(request: Request, here: Here, iri: str) -> Response:
    """A published text in the format that `Accept` prefers."""
    return _answer(request, here, f"/akn/{iri}")


@routes.get("/id/akn/{work:path}", status_code=303)
def work(request: Request, here: Here, work: str) -> Response:
    """From a work to its current text, in the language that `Accept-Language` prefers."""
    agreement, offered = portal.languages(here.service.desk(PUBLIC), f"/akn/{work}")
    language = languages(request.headers.get("accept-language", ""), offered)
    headers = {
        "Location": f"{agreement.work}/{language}",
        "Vary": "Accept-Language",
        "Cache-Control": "public, no-cache",
    }
    return Response(status_code=303, headers=headers)
