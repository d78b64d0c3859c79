"""Secrets: drawn, shown once, kept as hashes."""

from __future__ import annotations

import hashlib

import msgspec

from treaty_drafts.service.desk import Service


class Secret(msgspec.Struct, frozen=True):
    """A secret, shown once; the database has only its hash."""

    secret: str
    expires_at: str

    def __repr__(self) -> str:
        return f"Secret(expires_at={self.expires_at!r})"


def drawn(service: Service, who: str) -> str:
    """A secret of 256 bits for somebody."""
    return service.world.chance(who, 32).hex()


def hashed(secret: str) -> str:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
