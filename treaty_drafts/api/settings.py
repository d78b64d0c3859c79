"""How a server is set up: values only, read once when it starts."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True):
    """`origin` is the address under which the server is known outside, without a slash at its end.

    `hosts` are the names that a request may call it by. `secure` says that browsers reach it by HTTPS: only then can
    the session cookie carry the `__Host-` prefix. Limits are requests in a minute, for one token and for one
    address without, bytes of a body, and entries of a page. `private_targets` are the hosts inside the network that
    webhooks may be sent to; `contact` is whom to tell of a weakness (security.txt).
    """

    origin: str = "http://localhost:8000"
    hosts: frozenset[str] = frozenset(("localhost", "127.0.0.1", "[::1]"))
    secure: bool = False
    per_token: int = 600
    per_address: int = 120
    body: int = 1_000_000
    upload: int = 20_000_000
    page: int = 200
    fresh: float = 1.0
    """Seconds for which a published text is served from memory without asking the database whether it was withdrawn."""
    poll: float = 0.5
    """Seconds between two looks at the record for events, where the database cannot tell of itself."""
    private_targets: frozenset[str] = frozenset()
    contact: str = "mailto:security@localhost"

    @property
    def cookie(self) -> str:
        """The name of the session cookie."""
        return "__Host-session" if self.secure else "session"
