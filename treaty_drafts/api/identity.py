"""Who asks: by a bearer token, by the session of a browser, or nobody in particular."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Annotated, Final

import msgspec
from fastapi import Depends, Request

from treaty_drafts.api.http.formtoken import holds
from treaty_drafts.api.http.problems import ForeignSite
from treaty_drafts.api.http.requests import Key
from treaty_drafts.api.server import Here, Server
from treaty_drafts.conference import PUBLIC, Principal
from treaty_drafts.errors import NotSignedIn, Refused
from treaty_drafts.service import Desk, Once, accounts

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))


def session_of(request: Request, here: Server) -> str:
    """The session's secret as the browser sends it, true or false."""
    return request.cookies.get(here.settings.cookie, "")


def principal_of(request: Request, here: Server, *, scope: str = "", narrow: bool = False) -> Principal:
    """Who asks; `NotSignedIn` where what they show does not hold, `Refused` where a token is not for this.

    `scope` is what a token has to be for: to read or to act by the method of the request where it is empty. `narrow`
    lets a session pass that can do nothing before a second factor is set up.
    """
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, secret = authorization.partition(" ")
        if scheme.lower() not in ("bearer", "token"):
            raise NotSignedIn("this is no bearer token", step="send Authorization: Bearer and the token")
        principal, scopes = accounts.by_token(here.service, secret.strip())
        needed = scope or ("read" if request.method in _SAFE else "act")
        if needed not in scopes and not (needed == "read" and scopes):
            raise Refused(f"this token is not for `{needed}`", step="issue one that is, with POST /v1/tokens")
        return principal
    session = session_of(request, here)
    if not session:
        return PUBLIC
    if request.method not in _SAFE and not holds(session, request.headers.get("x-form-token", "")):
        raise ForeignSite("the form token is missing or false", step="send X-Form-Token, as GET /v1/me gives it")
    return accounts.by_session(here.service, session, narrow=narrow)


def _principal(request: Request, here: Here) -> Principal:
    return principal_of(request, here)


def _narrow(request: Request, here: Here) -> Principal:
    return principal_of(request, here, narrow=True)


def _hook_keeper(request: Request, here: Here) -> Principal:
    return principal_of(request, here, scope="webhooks")


Who = Annotated[Principal, Depends(_principal)]
"""The principal of a request, as the accounts are at this moment."""
AnyWho = Annotated[Principal, Depends(_narrow)]
"""The same, where the conference asks for a second factor and they have yet to set it up: with the public's rights."""


async def _asking(here: Here, principal: Who) -> Desk:
    return here.service.desk(principal)


async def _once(request: Request, key: Key) -> Once:
    """The key of a change, where it counts, and the digest of what is asked, however its JSON is spaced and ordered."""
    body = await request.body()
    with suppress(msgspec.DecodeError, UnicodeError, RecursionError):  # what is no JSON the endpoint refuses
        body = msgspec.json.encode(msgspec.json.decode(body), order="sorted")
    state = request.headers.get("if-match", "").encode()
    return Once(key, f" {request.method} {request.url.path}", hashlib.sha256(body + b"\0" + state).hexdigest())


async def _person(request: Request, here: Here, principal: Who) -> Desk:
    return _desk_of_person(request, here, principal)


async def _newcomer(request: Request, here: Here, principal: AnyWho) -> Desk:
    return _desk_of_person(request, here, principal)


def _desk_of_person(request: Request, here: Server, principal: Principal) -> Desk:
    if principal is PUBLIC:
        raise NotSignedIn("this is for a person", step="sign in first")
    if "authorization" in request.headers:
        raise Refused("this is for a person, and a token is a program's", step="sign in as yourself")
    return here.service.desk(principal)


async def _keeping(here: Here, principal: Annotated[Principal, Depends(_hook_keeper)]) -> Desk:
    if principal is PUBLIC:
        raise NotSignedIn("a webhook is somebody's", step="sign in, or send a token that is for webhooks")
    return here.service.desk(principal)


async def _changing(here: Here, principal: Who, once: Annotated[Once, Depends(_once)]) -> Desk:
    if principal is PUBLIC:
        raise NotSignedIn("a change is somebody's", step="sign in, or send a token")
    return here.service.desk(principal, once=once)


Asking = Annotated[Desk, Depends(_asking)]
"""The desk of who reads."""
Changing = Annotated[Desk, Depends(_changing)]
"""The desk of who acts, once for each `Idempotency-Key`."""
Person = Annotated[Desk, Depends(_person)]
"""The desk of a person who is signed in themselves, not through a program."""
Newcomer = Annotated[Desk, Depends(_newcomer)]
"""The same, where they may have yet to set up a second factor."""
Keeping = Annotated[Desk, Depends(_keeping)]
"""The desk of who keeps webhooks."""
