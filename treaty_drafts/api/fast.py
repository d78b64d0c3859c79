"""The short ways: a published text that lies on the shelf, and what a program was answered a moment ago, are answered
before any routing.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from treaty_drafts.api.http.conditional import matches
from treaty_drafts.api.server import Server
from treaty_drafts.api.shelf import Answer


class Fast:
    """The application behind the shelf and the memo."""

    def __init__(self, app: ASGIApp, server: Server) -> None:
        self._app = app
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith("/akn/") and scope["method"] == "GET" and not scope["query_string"]:
            answer = self._server.shelf.get(scope["path"])
            if answer is not None:
                await _published(answer, Headers(scope=scope), send)
                return
        memo = self._server.memo
        key = memo.key(scope)
        if key is not None:
            state = await run_in_threadpool(memo.state)
            said = memo.get(key, state)
            for message in said:
                await send({**message, "headers": list(message["headers"])} if "headers" in message else message)
            if said:
                return
            send = memo.keeping(key, state, send)
        await self._app(scope, receive, send)


async def _published(answer: Answer, headers: Headers, send: Send) -> None:
    coding, body = answer.coded.form(headers.get("accept-encoding", ""))
    asked = headers.get("if-none-match")
    known = asked is not None and matches(asked, answer.coded.tag)
    head = answer.raw(coding, known=known)
    await send({"type": "http.response.start", "status": 304 if known else 200, "headers": head})
    await send({"type": "http.response.body", "body": b"" if known else body})
