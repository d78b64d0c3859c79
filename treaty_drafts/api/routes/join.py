"""The one page that the API itself has: where an invitation leads, to set a password."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import parse_qs

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from treaty_drafts.api.http.answers import Routes
from treaty_drafts.api.server import Here
from treaty_drafts.api.sign_ins import note, noting
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.service import accounts

routes = Routes(include_in_schema=False)
HTML: Final = "text/html; charset=utf-8"
_PAGE: Final = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Join the conference</title></head>\n'
    "<body>\n<main>\n<h1>Join the conference</h1>\n{body}\n</main>\n</body>\n</html>\n"
)
_FORM: Final = (
    '<form method="post">\n<p><label for="password">Choose a password, of at least 12 characters</label></p>\n'
    '<p><input id="password" name="password" type="password" autocomplete="new-password" required minlength="12"></p>\n'
    '<p><button type="submit">Set password</button></p>\n</form>'
)


@routes.get("/join/{invitation}")
def page(invitation: str) -> Response:  # noqa: ARG001  whether it holds is said when it is used
    """The form."""
    return _shown(_FORM)


@routes.post("/join/{invitation}")
async def take_up(request: Request, here: Here, invitation: str) -> Response:
    """Sets the password; says so, or what is wrong with the form again."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
    try:
        with noting(request, here, "invitation"):
            account = await run_in_threadpool(accounts.take_up, here.service, invitation, sent.get("password", [""])[0])
    except TreatyDraftsError as error:
        return _shown(f"<p role=alert>{escape(str(error))}</p>\n{_FORM}", 422)
    note(request, here, "password_set", "invitation", account.name)
    return _shown(f"<p>The password of <b>{escape(account.name)}</b> is set. You can sign in now.</p>")


def _shown(body: str, status: int = 200) -> Response:
    return Response(_PAGE.format(body=body), status, media_type=HTML)
