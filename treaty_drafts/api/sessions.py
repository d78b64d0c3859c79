"""The session of a browser: a cookie that no script reads and no other site sends."""

from __future__ import annotations

from fastapi import Response

from treaty_drafts.api.server import Server


def put(answer: Response, here: Server, secret: str) -> None:
    """The browser has this session from now on."""
    answer.set_cookie(
        here.settings.cookie, secret, httponly=True, samesite="lax", secure=here.settings.secure, path="/"
    )


def take_away(answer: Response, here: Server) -> None:
    """The browser has no session any more, and forgets what it kept."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.delete_cookie(here.settings.cookie, httponly=True, samesite="lax", secure=here.settings.secure, path="/")
