"""One delivery: to the checked address, in 15 seconds, following nothing."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from typing import Final

from treaty_drafts.api.hooks.target import Target

SECONDS: Final = 15


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever its name says by now."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self._target = target

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.address, self._target.port), SECONDS)
        if self._target.tls:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self._target.host)


def send(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer; 0 where there was none."""
    connection = _Pinned(target)
    try:
        connection.request("POST", target.path, body, {"Content-Type": "application/json", **headers})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
