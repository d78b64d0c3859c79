"""Where a webhook may go: to an address of the open network, or to one that the administrator listed.

A name is resolved once, every address that it has is judged, and the connection is made to the judged address: a
second look-up could answer otherwise.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Set
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import msgspec

from treaty_drafts.errors import Misused

Resolve: TypeAlias = Callable[[str, int], list[str]]
"""From a name and a port to its addresses."""

_TRANSLATED: Final = tuple(
    ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)
"""Networks whose addresses carry an IPv4 address, which may be a private one."""


class Target(msgspec.Struct, frozen=True):
    """A checked destination: connect to `address` and `port`, call it `host`."""

    host: str
    address: str
    port: int
    tls: bool
    path: str


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as this machine finds them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked(url: str, listed: Set[str], look_up: Resolve = resolve) -> Target:
    """The destination of a URL; `Misused` where it may not be sent to."""
    host, port, tls, path = _parts(url)
    if not tls and host not in listed:
        raise _refused(
            "a webhook goes over https", step="give an https address, or let the administrator list the host"
        )
    try:
        addresses = look_up(host, port)
    except (OSError, UnicodeError):
        addresses = []
    if not addresses:
        raise _refused("the host of this address is not found", step="check the name")
    if host not in listed and not all(map(_open, addresses)):
        raise _refused(
            "this address leads into a private network", step="let the administrator list the host, if it is meant"
        )
    return Target(host, addresses[0], port, tls, path)


def _parts(url: str) -> tuple[str, int, bool, str]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("this is no address", step="like https://portal.example.org/hooks") from None
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= 2_000
    if not plain or parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise _refused("this is no address to send to", step="like https://portal.example.org/hooks")
    tls = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.hostname, port or (443 if tls else 80), tls, path


def _open(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in _TRANSLATED):
            return False
    return found.is_global and not found.is_multicast


def _refused(fact: str, *, step: str) -> Misused:
    return Misused(fact, place="url", step=step)
