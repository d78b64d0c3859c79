"""The short way: a published text that lies on the shelf is answered before any routing."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from treaty_drafts.api.http.conditional import matches
from treaty_drafts.api.shelf import Shelf


class Fast:
    """The application behind the shelf."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and scope["path"].startswith("/akn/") and not scope["query_string"]:
            answer = self._shelf.get(scope["path"])
            if answer is not None and scope["method"] == "GET":
                headers = Headers(scope=scope)
                coding, body = answer.coded.form(headers.get("accept-encoding", ""))
                asked = headers.get("if-none-match")
                known = asked is not None and matches(asked, answer.coded.tag)
                head = answer.raw(coding, known=known)
                await send({"type": "http.response.start", "status": 304 if known else 200, "headers": head})
                await send({"type": "http.response.body", "body": b"" if known else body})
                return
        await self._app(scope, receive, send)
