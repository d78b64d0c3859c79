"""Answers: a value as JSON, or a stored body, with its entity tag; 304 where the asker has it already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Generic, TypeVar

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from treaty_drafts.api.http.coded import Coded
from treaty_drafts.api.http.conditional import matches, tag_of

T = TypeVar("T")

PUBLIC: Final = "public, no-cache"
"""Anybody may keep it, and asks each time whether it is still so."""
IMMUTABLE: Final = "public, max-age=31536000, immutable"
"""A dated expression: what stands at its address never changes."""


class Routes(APIRouter):
    """A router whose endpoints say in their annotations what they answer (`Json[Version]`); nothing is copied or
    checked on the way out, and the OpenAPI document is made from the same annotations.
    """

    def add_api_route(self, path: str, endpoint: object, **options: object) -> None:
        """As of any router, without a response model."""
        super().add_api_route(path, endpoint, **{**options, "response_model": None})  # type: ignore[arg-type]


class Body(Response):
    """Bytes with their entity tag, or 304 where the asker has them already."""

    def __init__(
        self,
        request: Request,
        body: bytes,
        media: str,
        *,
        cache: str = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        tag: str = "",
    ) -> None:
        tag = tag or tag_of(body)
        sent = {**(headers or {}), "ETag": f'"{tag}"'}
        if cache:  # who signs in may be told more at the same address
            sent |= {"Cache-Control": cache, "Vary": "Cookie, Authorization"}
        if status == 200 and has(request, tag):
            super().__init__(status_code=304, headers=sent)
        else:
            super().__init__(body, status, sent, media)


class Json(Body, Generic[T]):
    """A value as JSON. Without `cache` it is for nobody else, but has its tag: a change may name it."""

    def __init__(
        self,
        request: Request,
        value: T,
        *,
        cache: str = "",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        tag: str = "",
    ) -> None:
        body = msgspec.json.encode(value)
        super().__init__(request, body, "application/json", cache=cache, status=status, headers=headers, tag=tag)


class Stored(Response):
    """A stored body, in the best coding that the asker takes."""

    def __init__(
        self, request: Request, found: Coded, *, cache: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        coding, body = found.form(request.headers.get("accept-encoding", ""))
        tag = f"{found.tag}-{coding}" if coding else found.tag
        sent = {**found.headers, **(headers or {}), "ETag": f'"{tag}"', "Vary": "Accept-Encoding"}
        if cache:
            sent["Cache-Control"] = cache
        if has(request, found.tag):
            super().__init__(status_code=304, headers=sent)
            return
        if coding:
            sent["Content-Encoding"] = coding
        super().__init__(body, 200, sent, found.media)


def has(request: Request, tag: str) -> bool:
    """Whether a request to read says that it has the representation of that tag."""
    header = request.headers.get("if-none-match")
    return header is not None and request.method in ("GET", "HEAD") and matches(header, tag)
