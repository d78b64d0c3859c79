"""About the server: whether it is up, what its problems mean, whom to tell of a weakness, the API's description."""

from __future__ import annotations

from functools import cache

import msgspec
from fastapi import Request, Response

from treaty_drafts.api.http.answers import PUBLIC, Body, Json, Routes
from treaty_drafts.api.http.problems import FAULT, KINDS, Kind
from treaty_drafts.api.server import Here
from treaty_drafts.conference import PUBLIC as ANYBODY
from treaty_drafts.errors import NotFound
from treaty_drafts.service import versions

routes = Routes(tags=["server"])


class Explained(msgspec.Struct, frozen=True):
    """What a problem's type means."""

    type: str
    title: str
    status: int
    means: str


class Alive(msgspec.Struct, frozen=True):
    """That the server answers."""

    status: str


@routes.get("/health/live")
def live(request: Request) -> Json[Alive]:
    """Whether this process answers."""
    return Json(request, Alive("ok"), headers={"Cache-Control": "no-store"})


@routes.get("/health/ready")
def ready(request: Request, here: Here) -> Json[Alive]:
    """Whether its database does; 503 where not."""
    versions.agreements(here.service.desk(ANYBODY))
    return Json(request, Alive("ok"), headers={"Cache-Control": "no-store"})


@routes.get("/problems/{slug}")
def problem(request: Request, slug: str) -> Json[Explained]:
    """What a problem of that type means."""
    kind, means = _explained().get(slug, (None, ""))
    if kind is None:
        raise NotFound("there is no such problem")
    return Json(request, Explained(f"/problems/{slug}", kind.title, kind.status, means), cache=PUBLIC)


@cache
def _explained() -> dict[str, tuple[Kind, str]]:
    found = {kind.slug: (kind, " ".join((error.__doc__ or "").split())) for error, kind in KINDS.items()}
    return {**found, FAULT.slug: (FAULT, "Something in this server broke; what it was stands in its log.")}


@routes.get("/openapi.json", include_in_schema=False)
def described(request: Request) -> Response:
    """This API as an OpenAPI 3.1 document."""
    from treaty_drafts.api.app import document

    return Body(request, msgspec.json.encode(document()), "application/json", cache=PUBLIC)


@routes.get("/.well-known/security.txt", include_in_schema=False)
def security(request: Request, here: Here) -> Response:
    """RFC 9116: whom to tell of a weakness."""
    settings = here.settings
    until = here.service.world.time(hours=24 * 180)
    lines = (f"Contact: {settings.contact}", f"Expires: {until}", f"Canonical: {settings.origin}{request.url.path}")
    return Response(
        "\n".join(lines) + "\n", media_type="text/plain", headers={"Cache-Control": "public, max-age=86400"}
    )
