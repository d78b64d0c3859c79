"""A receiver of webhooks, which keeps what it gets and answers as it is told."""

from __future__ import annotations

import http.server
import threading
import time
from collections.abc import Iterator

import pytest


class Receiver:
    """`got` has the path, the body and the headers of each delivery; `answers` the status by path, else 204."""

    def __init__(self) -> None:
        self.got: list[tuple[str, bytes, dict[str, str]]] = []
        self.answers: dict[str, int] = {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((self.path, body, {key.lower(): value for key, value in self.headers.items()}))
                self.send_response(outer.answers.get(self.path, 204))
                self.send_header("Location", "/in")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self._thread.start()

    def wait(self, count: int) -> None:
        """Until so many deliveries came."""
        for _ in range(400):
            if len(self.got) >= count:
                return
            time.sleep(0.05)
        raise AssertionError(f"{len(self.got)} deliveries came, not {count}")

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()
    yield found
    found.close()
