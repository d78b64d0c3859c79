"""Webhooks: a foreign library verifies what we sign; a delivery goes only where it may, as often as it should."""

from __future__ import annotations

import datetime as dt
import http.server
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from treaty_drafts.api.hooks import schedule, sending
from treaty_drafts.api.hooks.signing import secret_of, signed
from treaty_drafts.api.hooks.target import Target, checked
from treaty_drafts.errors import Misused

NOW = int(dt.datetime.now(dt.UTC).timestamp())


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_the_standard_library_verifies_and_refuses(one: bytes, other: bytes) -> None:
    secret, body = secret_of(one), b'{"type":"version.published"}'
    headers = signed("evt_1", NOW, body, [secret])
    assert Webhook(secret).verify(body, headers) == {"type": "version.published"}
    tampered = [
        (body + b" ", headers),
        (body, {**headers, "webhook-id": "evt_2"}),
        (body, {**headers, "webhook-timestamp": str(NOW - 1)}),
        (body, signed("evt_1", NOW - 600, body, [secret])),
        (body, signed("evt_1", NOW, body, [secret_of(bytes(32) if other == one else other)])),
    ]
    for wrong, said in tampered[: 5 if one != bytes(32) else 4]:
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(wrong, said)


def test_while_a_secret_changes_both_verify() -> None:
    old, new = secret_of(b"o" * 32), secret_of(b"n" * 32)
    headers = signed("evt_1", NOW, b"{}", [new, old])
    for secret in (old, new):
        Webhook(secret).verify(b"{}", headers)


@pytest.mark.parametrize(
    "url, addresses",
    [
        ("https://a.example/", ["127.0.0.1"]),
        ("https://a.example/", ["93.184.216.34", "10.0.0.1"]),
        ("https://a.example/", ["169.254.169.254"]),
        ("https://a.example/", ["192.168.1.5"]),
        ("https://a.example/", ["100.64.0.1"]),
        ("https://a.example/", ["0.0.0.0"]),
        ("https://a.example/", ["224.0.0.1"]),
        ("https://a.example/", ["::1"]),
        ("https://a.example/", ["::ffff:10.0.0.1"]),
        ("https://a.example/", ["fe80::1%eth0"]),
        ("https://a.example/", ["fd00::1"]),
        ("https://a.example/", ["64:ff9b::a00:1"]),
        ("https://a.example/", ["2002:a00:1::1"]),
        ("https://a.example/", []),
        ("http://a.example/", ["93.184.216.34"]),
        ("ftp://a.example/", ["93.184.216.34"]),
        ("https://user@a.example/", ["93.184.216.34"]),
        ("https://a.example:x/", ["93.184.216.34"]),
        ("https:///x", ["93.184.216.34"]),
        ("https://a.example/\r\nHost: b", ["93.184.216.34"]),
        ("file:///etc/passwd", ["93.184.216.34"]),
    ],
)
def test_a_webhook_goes_nowhere_it_should_not(url: str, addresses: list[str]) -> None:
    with pytest.raises(Misused):
        checked(url, frozenset(), lambda host, port: addresses)


def test_a_listed_host_may_be_private_and_the_address_is_the_one_that_was_checked() -> None:
    found = checked("http://hall:8080/in?a=1", {"hall"}, lambda host, port: ["10.0.0.7"])
    assert found == Target("hall", "10.0.0.7", 8080, tls=False, path="/in?a=1")
    assert checked("https://a.example", frozenset(), lambda host, port: ["93.184.216.34"]).path == "/"


def test_a_delivery_is_tried_as_the_standard_says() -> None:
    assert schedule.outcome(204, 1) == ("delivered", 0)
    assert schedule.outcome(410, 1) == ("gone", 0)
    assert [schedule.outcome(500, n) for n in range(1, 11)] == [
        *(("waiting", seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)),
        ("failed", 0),
    ]
    assert schedule.outcome(302, 1)[0] == "waiting"


class Receiver(http.server.BaseHTTPRequestHandler):
    got: list[tuple[str, bytes, dict[str, str]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append((self.path, body, {key.lower(): value for key, value in self.headers.items()}))
        self.send_response(302 if self.path == "/away" else 204)
        self.send_header("Location", "/in")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[int]:
    Receiver.got = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_delivery_reaches_the_checked_address_by_the_name_and_follows_nothing(receiver: int) -> None:
    target = Target("portal.example", "127.0.0.1", receiver, tls=False, path="/in")
    secret = secret_of(b"s" * 32)
    assert sending.send(target, b'{"a":1}', signed("evt_1", NOW, b'{"a":1}', [secret])) == 204
    (path, body, headers) = Receiver.got[0]
    assert (path, headers["host"]) == ("/in", f"portal.example:{receiver}")
    assert Webhook(secret).verify(body, headers) == {"a": 1}
    assert sending.send(Target("p", "127.0.0.1", receiver, tls=False, path="/away"), b"{}", {}) == 302
    assert len(Receiver.got) == 2
    assert sending.send(Target("p", "127.0.0.1", 1, tls=False, path="/"), b"{}", {}) == 0
