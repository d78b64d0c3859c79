"""The OpenAPI 3.1 document, made from the routes: their parameters by FastAPI, bodies and answers by annotation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from inspect import cleandoc
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from treaty_drafts.api.http.answers import Json
from treaty_drafts.api.http.problems import KINDS, MEDIA, Problem

_READS: Final = (400, 401, 403, 404, 406, 409, 410, 413, 421, 429, 503)
_CHANGES: Final = (400, 401, 403, 404, 409, 412, 413, 421, 422, 428, 429, 503)
_REF: Final = "#/components/schemas/{name}"


def document(app: FastAPI, routers: Iterable[APIRouter]) -> dict[str, Any]:
    """The document of the application that these routers are in."""
    found = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes, openapi_version="3.1.0"
    )
    every = (route for router in routers for route in router.routes)
    routes = [route for route in every if isinstance(route, APIRoute) and route.include_in_schema]
    kinds: list[Any] = [Problem, *dict.fromkeys(kind for route in routes for kind in _kinds(route))]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    schema_of = dict(zip(map(repr, kinds), schemas, strict=True))
    for route in routes:
        for method in route.methods or ():
            _describe(found["paths"][route.path_format][method.lower()], method, route, schema_of)
    found["components"] = {
        "schemas": {name: _plain(one) for name, one in sorted(components.items())},
        "securitySchemes": {
            "token": {"type": "http", "scheme": "bearer", "description": "A token of POST /v1/tokens."},
            "session": {"type": "apiKey", "in": "cookie", "name": "session", "description": "A signed-in browser."},
        },
    }
    found["security"] = [{}, {"token": []}, {"session": []}]
    return found


def _plain(schema: Any) -> Any:
    """The schema without what generators of clients stumble over: a tuple is a list of what its places hold.

    Descriptions are docstrings, whose indentation Python 3.13 takes away and earlier ones keep.
    """
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: _plain(one) for name, one in schema.items()}
    if isinstance(found.get("description"), str):
        found["description"] = cleandoc(found["description"])
    places = found.pop("prefixItems", None)
    if places is not None:
        kinds = [one for at, one in enumerate(places) if one not in places[:at]]
        found["items"] = kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    return found


def _kinds(route: APIRoute) -> Iterator[Any]:
    for kind in (_answered(route.endpoint), _taken(route.dependant)):
        if kind is not None:
            yield kind


def _answered(endpoint: Callable[..., Any] | None) -> Any:
    """The type in `-> Json[…]`."""
    said = get_type_hints(endpoint).get("return") if endpoint else None
    return get_args(said)[0] if get_origin(said) is Json else None


def _taken(dependant: Dependant) -> Any:
    """The type that a body is read as."""
    found = (getattr(one.call, "takes", None) or _taken(one) for one in dependant.dependencies)
    return next((kind for kind in found if kind is not None), None)


def _describe(operation: dict[str, Any], method: str, route: APIRoute, schema_of: dict[str, Any]) -> None:
    """Puts what is answered and taken into the operation."""
    operation.update(_said(operation))
    status = str(route.status_code or 200)
    answered, taken = _answered(route.endpoint), _taken(route.dependant)
    responses = {code: said for code, said in operation["responses"].items() if code != "422"}
    if answered is not None:
        responses[status]["content"] = {"application/json": {"schema": schema_of[repr(answered)]}}
        if status == "201":  # what was so already, or was only rehearsed
            responses["200"] = {**responses["201"], "description": "Nothing was changed."}
    if method == "GET":
        responses["304"] = {"description": "You have it already."}
    problem = {MEDIA: {"schema": {"$ref": _REF.format(name="Problem")}}}
    for code in _READS if method == "GET" else _CHANGES:
        titles = sorted({kind.title for kind in KINDS.values() if kind.status == code})
        responses.setdefault(str(code), {"description": "; or: ".join(titles), "content": problem})
    operation["responses"] = dict(sorted(responses.items()))
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "header" and parameter["name"] in _HEADERS:
            parameter.update(_HEADERS[parameter["name"]])
    if taken is not None:
        content = {"application/json": {"schema": schema_of[repr(taken)]}}
        operation["requestBody"] = {"required": True, "content": content}


def _said(operation: dict[str, Any]) -> dict[str, str]:
    """The first sentence of the endpoint's documentation as the summary, the whole as the description."""
    description = " ".join(operation.get("description", "").split())
    if not description:
        return {}
    return {"summary": re.split(r"(?<=[.;:]) ", description)[0].rstrip(".;:"), "description": description}


_HEADERS: Final = {
    "idempotency-key": {
        "name": "Idempotency-Key",
        "required": True,
        "description": "New for each change, the same when it is sent again: it is then made once.",
        "schema": {"type": "string", "pattern": "^[!-~]{8,64}$"},
    },
    "if-match": {
        "name": "If-Match",
        "required": True,
        "description": "The ETag of what the author of the change read.",
        "schema": {"type": "string", "pattern": '^"[!#-~]+"$'},
    },
    "last-event-id": {
        "name": "Last-Event-ID",
        "description": "The id of the last event that was had.",
        "schema": {"type": "string"},
    },
}
