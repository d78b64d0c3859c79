"""The application: routes behind the gate, errors as problems."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from treaty_drafts import __version__
from treaty_drafts.api import openapi
from treaty_drafts.api.fast import Fast
from treaty_drafts.api.http import problems
from treaty_drafts.api.http.guard import Guard
from treaty_drafts.api.http.limits import Limits
from treaty_drafts.api.http.requests import only_known_parameters
from treaty_drafts.api.routes import ALL
from treaty_drafts.api.server import Server
from treaty_drafts.api.settings import Settings
from treaty_drafts.errors import NotFound, TreatyDraftsError
from treaty_drafts.service import World, open_service

_ABOUT = (
    "Treaty texts under negotiation. Published texts stand at their Akoma Ntoso IRIs and need no account; "
    "docs/api.md is the guide."
)


def app(world: World, store_url: str, settings: Settings) -> ASGIApp:
    """The application on the database of that URL, whose tables are brought up to date."""
    server = Server(open_service(store_url, world), settings)
    inner = _routed(server)
    return Guard(Fast(inner, server), settings, Limits(server.clock))


def document() -> dict[str, Any]:
    """The OpenAPI document, which needs no database."""
    return openapi.document(_bare(), ALL)


def _bare() -> FastAPI:
    found = FastAPI(
        title="treaty_drafts",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(only_known_parameters)],
        generate_unique_id_function=lambda route: route.name,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for routes in ALL:
        found.include_router(routes)
    return found


def _routed(server: Server) -> FastAPI:
    found = _bare()
    found.state.server = server

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        server.start()
        try:
            yield
        finally:
            server.close()

    found.router.lifespan_context = lifespan
    found.add_exception_handler(TreatyDraftsError, _refused)
    found.add_exception_handler(RequestValidationError, _invalid)
    found.add_exception_handler(HTTPException, _http)
    found.add_exception_handler(Exception, _fault)
    return found


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, TreatyDraftsError)
    return problems.answer(error)


async def _invalid(_: Request, error: Exception) -> Response:
    """What FastAPI cannot read: a parameter that is no number, or out of bounds."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = str(first["loc"][-1])
    return problems.answer(problems.BadRequest(str(first["msg"]), place=place, step="see /openapi.json"))


async def _http(_: Request, error: Exception) -> Response:
    """What the framework itself answers: no such address, no such method."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        return problems.answer(problems.NoSuchMethod("this address has no such method"), error.headers)
    return problems.answer(NotFound("there is nothing here"))


async def _fault(_: Request, __: Exception) -> Response:
    return problems.fault()
