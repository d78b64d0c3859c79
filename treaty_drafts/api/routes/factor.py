"""Your second factor: set up, confirmed, removed. The session that a password alone opened may be good for no more."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response

from treaty_drafts.api import shapes
from treaty_drafts.api.http.answers import Json, Routes
from treaty_drafts.api.http.requests import body_of
from treaty_drafts.api.identity import Newcomer, Person
from treaty_drafts.api.server import Here
from treaty_drafts.api.sessions import put, take_away
from treaty_drafts.api.sign_ins import note
from treaty_drafts.service import accounts, factors

routes = Routes(tags=["you"])
Given = Annotated[shapes.Code, Depends(body_of(shapes.Code))]


@routes.get("/v1/me/factor")
def factor(request: Request, desk: Newcomer) -> Json[factors.Factor]:
    """How it stands with your second factor, and whether the conference asks it of you."""
    return Json(request, factors.state(desk))


@routes.post("/v1/me/factor", status_code=201)
def set_up_factor(request: Request, desk: Newcomer) -> Json[shapes.NewFactor]:
    """A new second factor for your device: it is shown now and never again, and counts once it is confirmed."""
    made = factors.begin(desk)
    return Json(request, shapes.NewFactor(made.secret, made.uri), status=201)


@routes.post("/v1/me/factor/confirm", status_code=201)
def confirm_factor(request: Request, here: Here, desk: Newcomer, given: Given) -> Json[shapes.RecoveryCodes]:
    """Your device has it: from now on you sign in with its codes. Your sessions end; this browser gets a new one."""
    codes = factors.confirm(desk, given.code)
    note(request, here, "factor_set", "session", desk.principal.user)
    answer = Json(request, shapes.RecoveryCodes(codes), status=201)
    put(answer, here, accounts.renew(desk).secret)
    return answer


@routes.post("/v1/me/factor/remove", status_code=204)
def remove_factor(request: Request, here: Here, desk: Person, given: Given) -> Response:
    """You have no second factor any more; a code of it is asked for. All your sessions end, this one too."""
    factors.remove(desk, given.code)
    note(request, here, "factor_removed", "session", desk.principal.user)
    answer = Response(status_code=204)
    take_away(answer, here)
    return answer
