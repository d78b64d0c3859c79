"""How a server is set up: values only, read once when it starts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Provider(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity provider of a mission or a ministry: `issuer` as it calls itself, `client` as it calls this server.
    Without a `secret` this server is to it a public client, whose attempts are bound by PKCE alone.
    """

    issuer: str
    client: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Provider({self.issuer!r}, {self.client!r})"


class Settings(msgspec.Struct, frozen=True):
    """`origin` is the address under which the server is known outside, without a slash at its end.

    `hosts` are the names that a request may call it by. `secure` says that browsers reach it by HTTPS: only then can
    the session cookie carry the `__Host-` prefix. `per_token` and `per_address` are the requests in a minute of one
    token, and of one address without. `private_targets` are the hosts inside the network that webhooks may be sent to;
    `contact` is whom to tell of a weakness (security.txt). `providers` are the identity providers by the names that
    they have in addresses.
    """

    origin: str = "http://localhost:8000"
    hosts: frozenset[str] = frozenset(("localhost", "127.0.0.1", "[::1]"))
    secure: bool = False
    per_token: int = 600
    per_address: int = 120
    fresh: float = 1.0
    """Seconds for which a published text is served from memory without asking the database whether it was withdrawn."""
    private_targets: frozenset[str] = frozenset()
    contact: str = "mailto:security@localhost"
    providers: Mapping[str, Provider] = {}

    @property
    def cookie(self) -> str:
        """The name of the session cookie."""
        return "__Host-session" if self.secure else "session"

    @property
    def attempt_cookie(self) -> str:
        """The name of the cookie of a browser that is away at an identity provider."""
        return "__Host-sign-in" if self.secure else "sign-in"
