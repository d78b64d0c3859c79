"""Cursors: where a list was left, as an opaque word that a portal keeps and hands back.

A cursor names its list and checks itself, so that one that was cut, mistyped or taken from another list is refused
instead of silently skipping entries.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from treaty_drafts.api.http.problems import BadRequest


def cursor(of: str, after: str) -> str:
    """The cursor that stands after the entry `after` of the list `of`."""
    data = f"{of}\n{after}".encode()
    return base64.urlsafe_b64encode(_check(data) + data).decode().rstrip("=")


def position(of: str, word: str) -> str:
    """The entry after which a cursor of the list `of` stands; the empty cursor stands before the first."""
    if not word:
        return ""
    try:
        raw = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        check, data = raw[:6], raw[6:]
        found, _, after = data.decode().partition("\n")
    except (binascii.Error, UnicodeError, ValueError):
        check, data, found, after = b"", b"", "", ""
    if check != _check(data) or found != of or word != cursor(of, after):
        raise BadRequest("this is no cursor of this list", step="take it from `next`, whole, or begin without one")
    return after


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=6).digest()
