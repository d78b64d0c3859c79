"""Who you are, how you get in, and the tokens of your programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from treaty_drafts.api import shapes
from treaty_drafts.api.http.answers import Json, Routes
from treaty_drafts.api.http.formtoken import SIZE, masked
from treaty_drafts.api.http.requests import body_of
from treaty_drafts.api.identity import AnyWho, Person, session_of
from treaty_drafts.api.server import Here, Server
from treaty_drafts.api.sessions import put, take_away
from treaty_drafts.api.sign_ins import note, noting
from treaty_drafts.service import Desk, accounts
from treaty_drafts.store import TokenRow

routes = Routes(tags=["you"])
Signing = Annotated[shapes.Credentials, Depends(body_of(shapes.Credentials))]
Taking = Annotated[shapes.Invitation, Depends(body_of(shapes.Invitation))]
Issuing = Annotated[shapes.NewToken, Depends(body_of(shapes.NewToken))]


@routes.get("/v1/me")
def me(request: Request, here: Here, principal: AnyWho) -> Json[shapes.Me]:
    """Who you are here, and what you may do, as the table of rights says it: `yes`, `own`, `policy` or `no`."""
    return Json(request, _me(here, here.service.desk(principal), session_of(request, here)))


@routes.post("/v1/invitations", status_code=204)
def take_up(request: Request, here: Here, taken: Taking) -> Response:
    """Sets the password of an account by its invitation."""
    with noting(request, here, "invitation"):
        account = accounts.take_up(here.service, taken.invitation, taken.password)
    note(request, here, "password_set", "invitation", account.name)
    return Response(status_code=204)


@routes.post("/v1/session", status_code=201)
def sign_in(request: Request, here: Here, signing: Signing) -> Json[shapes.Me]:
    """Signs a browser in: the session comes as a cookie."""
    with noting(request, here, "password", signing.name):
        secret = accounts.sign_in(here.service, signing.name, signing.password, signing.code).secret
    note(request, here, "signed_in", "password", signing.name)
    desk = here.service.desk(accounts.by_session(here.service, secret, narrow=True))
    answer = Json(request, _me(here, desk, secret), status=201)
    put(answer, here, secret)
    return answer


@routes.delete("/v1/session", status_code=204)
def sign_out(request: Request, here: Here, principal: AnyWho) -> Response:
    """Signs the browser out."""
    accounts.sign_out(here.service, session_of(request, here))
    note(request, here, "signed_out", "session", principal.user)
    answer = Response(status_code=204)
    take_away(answer, here)
    return answer


@routes.get("/v1/tokens")
def tokens(request: Request, desk: Person) -> Json[shapes.Tokens]:
    """Your tokens, without their secrets."""
    return Json(request, shapes.Tokens(tuple(_token(row) for row in accounts.tokens(desk))))


@routes.post("/v1/tokens", status_code=201)
def issue(request: Request, desk: Person, asked: Issuing) -> Json[shapes.Token]:
    """A token for a program of yours. Its secret is shown now and never again."""
    row, secret = accounts.issue_token(desk, asked.title, scope=asked.scope, days=asked.days)
    return Json(request, _token(row, secret.secret), status=201)


@routes.delete("/v1/tokens/{ident}", status_code=204)
def revoke(desk: Person, ident: str) -> Response:
    """A token of yours holds no more."""
    accounts.revoke_token(desk, ident)
    return Response(status_code=204)


def _me(here: Server, desk: Desk, session: str) -> shapes.Me:
    principal = desk.principal
    chance = here.service.world.chance(desk.who, SIZE) if session else b""
    return shapes.Me(
        principal.user,
        principal.role,
        principal.conference,
        principal.delegation,
        tuple(sorted(principal.groups)),
        accounts.operations(principal),
        masked(session, chance) if session else "",
    )


def _token(row: TokenRow, secret: str = "") -> shapes.Token:
    return shapes.Token(row.id, row.title, tuple(row.scope.split()), row.at, row.expires_at, row.seen_at, secret)
