"""Names of states: what an `ETag` is made of."""

from __future__ import annotations

import hashlib

import msgspec


def tag(value: object) -> str:
    """What names a state of something as one principal sees it: an opaque word that changes when it does."""
    return hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:32]
