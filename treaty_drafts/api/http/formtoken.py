"""The form token: the second proof that a change comes from our own page, for a browser that is signed in.

It is made from the session's secret, and shown under a new mask each time, so that compression tells nothing of it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Final

SIZE: Final = 32


def masked(session: str, chance: bytes) -> str:
    """The token of a session, under a mask of 32 random bytes."""
    return base64.urlsafe_b64encode(chance + _xor(chance, _proof(session))).decode().rstrip("=")


def holds(session: str, token: str) -> bool:
    """Whether it is a token of that session."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return False
    mask, hidden = raw[:SIZE], raw[SIZE:]
    return len(hidden) == SIZE and hmac.compare_digest(_xor(mask, hidden), _proof(session))


def _proof(session: str) -> bytes:
    return hashlib.sha256(b"form token\0" + session.encode()).digest()


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
