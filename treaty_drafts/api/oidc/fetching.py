"""What an identity provider is asked: JSON over HTTPS, within a time and a size, following nothing."""

from __future__ import annotations

import http.client
import ipaddress
import ssl
import time
from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import msgspec

from treaty_drafts.errors import Misused, Unavailable

SECONDS: Final = 10
LARGEST: Final = 200_000
"""Bytes of an answer; any real one has a few thousand."""

_CHUNK: Final = 16_384


class ProviderAway(Unavailable):
    """The identity provider cannot be reached, or what it answers is none."""


def require_safe(url: str) -> None:
    """`Misused` unless what is sent there is read by nobody on the way: https, or this computer itself."""
    try:
        parts = urlsplit(url)
        good = parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname or ""))
        good = good and bool(parts.hostname) and parts.username is None and not parts.fragment and parts.port != 0
    except ValueError:
        good = False
    if not good or not url.isascii() or not url.isprintable() or " " in url:
        raise Misused("an identity provider is asked over https", place=url[:200], step="give its https address")


def fetched(
    url: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    *,
    refusals: Collection[int] = (),
) -> dict[str, Any]:
    """The JSON object that stands at an address, or that a form sent there is answered with; `ProviderAway`.

    `refusals` are the statuses beside 200 with which the provider says no, and says why.
    """
    require_safe(url)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    sent = {"Accept": "application/json", **(headers or {})}
    if form is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    connection = _connection(parts.scheme, parts.netloc)
    try:
        connection.request("GET" if form is None else "POST", path, None if form is None else urlencode(form), sent)
        answer = connection.getresponse()
        value = msgspec.json.decode(_whole(answer))
    except (OSError, http.client.HTTPException, msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ProviderAway(f"the identity provider gave no answer: {error}", place=url) from error
    finally:
        connection.close()
    if answer.status not in (200, *refusals) or not isinstance(value, dict):
        raise ProviderAway(f"the identity provider answered {answer.status}", place=url)
    return value


def _connection(scheme: str, where: str) -> http.client.HTTPConnection:
    if scheme == "http":
        return http.client.HTTPConnection(where, timeout=SECONDS)
    return http.client.HTTPSConnection(where, timeout=SECONDS, context=ssl.create_default_context())


def _whole(answer: http.client.HTTPResponse) -> bytes:
    """The body; `TimeoutError` where it drips past the time, `HTTPException` where it is over the size."""
    until = time.monotonic() + SECONDS
    found = b""
    while chunk := answer.read1(_CHUNK):
        found += chunk
        if len(found) > LARGEST:
            raise http.client.HTTPException(f"over {LARGEST:,} bytes")
        if time.monotonic() > until:
            raise TimeoutError(f"over {SECONDS} seconds")
    return found


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
