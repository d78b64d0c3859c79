"""Signing in through an identity provider: the two addresses of a browser that goes there and comes back.

They stand beside the API and not in it: what comes back has whatever parameters the provider likes to add.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse

from treaty_drafts.api.http.answers import Routes
from treaty_drafts.api.server import Server
from treaty_drafts.api.sessions import put
from treaty_drafts.api.sign_ins import note, noting
from treaty_drafts.errors import NotFound
from treaty_drafts.service import accounts, subjects

if TYPE_CHECKING:  # the module needs the extra `oidc`; the server has flows only where it is installed
    from treaty_drafts.api.oidc.flow import Flow

routes = Routes(include_in_schema=False)
_SECRET: Final = 32


def begin(request: Request) -> RedirectResponse:
    """Sends a browser to the provider of that name, with a cookie by which its return is known."""
    here, flow = _here(request)
    secret = here.service.world.chance("", _SECRET).hex()
    answer = RedirectResponse(flow.address(secret), 303)
    subjects.begin(here.service, flow.state(secret))
    _cookie(answer, here, secret, subjects.ATTEMPT_MINUTES * 60)
    return answer


def come_back(request: Request) -> RedirectResponse:
    """Signs a browser in by what the provider says of who sits there: the session comes as a cookie."""
    here, flow = _here(request)
    secret = request.cookies.get(here.settings.attempt_cookie, "")
    with noting(request, here, "provider"):
        code = flow.require_answer(request.query_params, secret)
        subjects.take(here.service, flow.state(secret))
        subject = flow.subject(code, secret, now=here.service.world.seconds())
        session = subjects.sign_in(here.service, flow.issuer, subject)
    note(request, here, "signed_in", "provider", accounts.by_session(here.service, session.secret).user)
    answer = RedirectResponse("/v1/me", 303)
    put(answer, here, session.secret)
    _cookie(answer, here, "", 0)
    return answer


routes.add_route("/sign-in/{name}", begin, ["GET"], include_in_schema=False)
routes.add_route("/sign-in/{name}/back", come_back, ["GET"], include_in_schema=False)


def _here(request: Request) -> tuple[Server, Flow]:
    here: Server = request.app.state.server
    flow = here.flows.get(request.path_params["name"])
    if flow is None:
        raise NotFound("there is no such identity provider")
    return here, flow


def _cookie(answer: RedirectResponse, here: Server, value: str, seconds: int) -> None:
    """What a browser that is away is known by."""
    name, secure = here.settings.attempt_cookie, here.settings.secure
    answer.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")
