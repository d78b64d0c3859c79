"""The gate in front of every address: host, origin, limits; and the headers of every answer.

An answer that says nothing of caching is nobody else's: `private, no-store`. A change that a browser asks for with its
session must come from our own pages (`Sec-Fetch-Site`, else `Origin`); the form token is the second check, because on
plain HTTP browsers send neither.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from treaty_drafts.api.http.limits import Limits
from treaty_drafts.api.http.problems import BodyTooLarge, ForeignSite, UnknownHost, answer
from treaty_drafts.api.http.requests import WHOLE_COPY
from treaty_drafts.api.settings import Settings
from treaty_drafts.errors import TreatyDraftsError

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'"
)
_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))
_ALWAYS: Final = ((b"x-content-type-options", b"nosniff"), (b"cross-origin-opener-policy", b"same-origin"))
_NOBODY_ELSES: Final = (
    (b"cache-control", b"private, no-store"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
)
_PUBLIC: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Content-Location"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)


class Guard:
    """The ASGI application behind the gate."""

    def __init__(self, app: ASGIApp, settings: Settings, limits: Limits) -> None:
        self._app = app
        self._settings = settings
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        address = (scope.get("client") or ("",))[0]
        credentials = self._credentials(headers)
        bucket = f"c{hash(credentials)}" if credentials else f"a{address}"

        async def finished(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == 304:
                    self._limits.give(bucket)
                elif message["status"] == 401 and credentials:
                    self._limits.spend(f"f{address}", self._settings.per_address)
                _complete(message)
            await send(message)

        try:
            self._admit(scope["method"], headers)
            length = headers.get("content-length", "")
            _refuse_large(int(length) if length.isdigit() else 0)
            if credentials:  # false ones are counted by address: who tries many gets no new bucket for each
                self._limits.require(f"f{address}", self._settings.per_address)
            self._limits.take(bucket, self._settings.per_token if credentials else self._settings.per_address)
        except TreatyDraftsError as error:
            await answer(error)(scope, receive, finished)
            return
        receive = _bounded(receive)
        if scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, _without_body(finished))
        else:
            await self._app(scope, receive, finished)

    def _admit(self, method: str, headers: Headers) -> None:
        host = headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self._settings.hosts:
            raise UnknownHost(
                "this server is not the host that the request names", step="use the address you were given"
            )
        if method in _SAFE or f"{self._settings.cookie}=" not in headers.get("cookie", ""):
            return
        site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        if site not in (None, "same-origin", "none") or (
            site is None and origin is not None and origin.partition("://")[2] != host
        ):
            raise ForeignSite("another site asked for this change", step="make it from the pages of this server")

    def _credentials(self, headers: Headers) -> str:
        """The bearer token or the session as sent, true or false; empty where there is neither."""
        session = f"{self._settings.cookie}="
        cookies = (part.strip() for part in headers.get("cookie", "").split(";"))
        return headers.get("authorization") or next((part for part in cookies if part.startswith(session)), "")


def _refuse_large(size: int) -> None:
    if size > WHOLE_COPY:
        raise BodyTooLarge(f"the body has over {WHOLE_COPY:,} bytes", step="send less")


def _bounded(receive: Receive) -> Receive:
    """Counts what comes, whatever the request said of its length."""
    size = 0

    async def counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        _refuse_large(size)
        return message

    return counted


def _without_body(send: Send) -> Send:
    """Sends an answer's headers alone: every address that can be read answers HEAD."""

    async def headers(message: Message) -> None:
        if message["type"] == "http.response.body":
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": b""}
        await send(message)

    return headers


def _complete(message: Message) -> None:
    """Adds the headers of every answer, and those of an answer that nobody may keep."""
    headers = MutableHeaders(raw=message["headers"])
    raw = message["headers"] = headers.raw
    raw.extend(_ALWAYS)
    if "content-security-policy" not in headers:
        raw.append((b"content-security-policy", CSP.encode()))
    if "cache-control" not in headers:
        raw.extend(_NOBODY_ELSES)
        headers.add_vary_header("Cookie, Authorization")
    elif headers["cache-control"].startswith("public"):
        raw.extend(_PUBLIC)
