"""The log of sign-ins: who got in or did not, when and from where; a line of JSON for each, by Python's logging.

No secret is in it, and no name that is nobody's: it might be a password that was typed into the wrong field.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, Literal, TypeAlias

import msgspec
from starlette.requests import Request

from treaty_drafts.api.server import Server
from treaty_drafts.errors import NotSignedIn
from treaty_drafts.service import accounts

LOGGER: Final = "treaty_drafts.sign_ins"

Event: TypeAlias = Literal["signed_in", "refused", "signed_out", "password_set", "factor_set", "factor_removed"]
Door: TypeAlias = Literal["password", "provider", "invitation", "session"]
"""What somebody came with: a password (and a code), an identity provider, an invitation, a session that was open."""


class SignIn(msgspec.Struct, frozen=True):
    """One line. `user` is empty where it is nobody's account, or not known whose."""

    at: str
    event: Event
    door: Door
    user: str
    address: str


def note(request: Request, here: Server, event: Event, door: Door, user: str) -> None:
    """One line, with the time and the address that the request comes from."""
    address = request.client.host if request.client else ""
    line = SignIn(here.service.world.time(), event, door, user, address)
    logging.getLogger(LOGGER).info(msgspec.json.encode(line).decode())


@contextmanager
def noting(request: Request, here: Server, door: Door, name: str = "") -> Iterator[None]:
    """Notes who is refused here."""
    try:
        yield
    except NotSignedIn:
        known = name and accounts.is_account(here.service, name)
        note(request, here, "refused", door, name if known else "")
        raise


def to_stdout(config: Mapping[str, Any]) -> dict[str, Any]:
    """A configuration of logging in which the lines go to stdout too, and nothing else does."""
    handler = {"class": "logging.StreamHandler", "formatter": LOGGER, "stream": "ext://sys.stdout"}
    logger = {"handlers": [LOGGER], "level": "INFO", "propagate": False}
    return {
        **config,
        "formatters": {**config["formatters"], LOGGER: {"format": "%(message)s"}},
        "handlers": {**config["handlers"], LOGGER: handler},
        "loggers": {**config["loggers"], LOGGER: logger},
    }
