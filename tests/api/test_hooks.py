"""Webhooks: a foreign library verifies what we sign; a delivery goes only where it may, as often as it should."""

from __future__ import annotations

import base64
import datetime as dt
import time
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError
from starlette.testclient import TestClient

from tests.api.receiver import Receiver, receiver
from tests.api.site import OPEN, bearer, client, publish, withdraw
from tests.rooms import Room
from treaty_drafts.api.hooks import schedule, sending
from treaty_drafts.api.hooks.signing import PREFIX, signed
from treaty_drafts.api.hooks.target import Target, checked
from treaty_drafts.errors import Misused


def secret_of(chance: bytes) -> str:
    return PREFIX + base64.b64encode(chance).decode()


__all__ = ["receiver"]  # a fixture


def present() -> int:
    """The time: the library that verifies refuses what is older than five minutes by its own clock."""
    return int(dt.datetime.now(dt.UTC).timestamp())


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_the_standard_library_verifies_and_refuses(one: bytes, other: bytes) -> None:
    now, secret, body = present(), secret_of(one), b'{"type":"version.published"}'
    headers = signed("evt_1", now, body, [secret])
    assert Webhook(secret).verify(body, headers) == {"type": "version.published"}
    tampered = [
        (body + b" ", headers),
        (body, {**headers, "webhook-id": "evt_2"}),
        (body, {**headers, "webhook-timestamp": str(now - 1)}),
        (body, signed("evt_1", now - 600, body, [secret])),
        (body, signed("evt_1", now, body, [secret_of(bytes(32) if other == one else other)])),
    ]
    for wrong, said in tampered[: 5 if one != bytes(32) else 4]:
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(wrong, said)


def test_while_a_secret_changes_both_verify() -> None:
    old, new = secret_of(b"o" * 32), secret_of(b"n" * 32)
    headers = signed("evt_1", present(), b"{}", [new, old])
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


def test_a_delivery_reaches_the_checked_address_by_the_name_and_follows_nothing(receiver: Receiver) -> None:
    target = Target("portal.example", "127.0.0.1", receiver.port, tls=False, path="/in")
    secret = secret_of(b"s" * 32)
    assert sending.send(target, b'{"a":1}', signed("evt_1", present(), b'{"a":1}', [secret])) == 204
    (path, body, headers) = receiver.got[0]
    assert (path, headers["host"]) == ("/in", f"portal.example:{receiver.port}")
    assert Webhook(secret).verify(body, headers) == {"a": 1}
    receiver.answers["/away"] = 302
    assert sending.send(Target("p", "127.0.0.1", receiver.port, tls=False, path="/away"), b"{}", {}) == 302
    assert len(receiver.got) == 2
    assert sending.send(Target("p", "127.0.0.1", 1, tls=False, path="/"), b"{}", {}) == 0


@pytest.fixture
def hall(database: str) -> Iterator[tuple[Room, TestClient]]:
    room = Room(database)
    room.clock.at = dt.datetime.now(dt.UTC)
    settings = msgspec.structs.replace(OPEN, private_targets=frozenset(("127.0.0.1",)))
    with client(database, settings, room=room) as found:
        yield room, found


def test_who_subscribes_is_told_what_they_may_know_of(hall: tuple[Room, TestClient], receiver: Receiver) -> None:
    """Registered, tried, told; the secret changed; gone: asked for over HTTP, sent by the server, verified."""
    room, browser = hall
    portal = bearer(room, "portal")
    url = f"http://127.0.0.1:{receiver.port}/in"
    made = browser.post("/v1/webhooks", headers=portal, json={"url": url})
    assert made.status_code == 201, made.text
    address, secret = f"/v1/webhooks/{made.json()['id']}", made.json()["secret"]
    assert browser.get("/v1/webhooks", headers=portal).json()["items"][0]["secret"] == ""
    assert browser.post(f"{address}/test", headers=portal).status_code == 202
    receiver.wait(1)
    _, body, headers = receiver.got[0]
    assert Webhook(secret).verify(body, headers)["type"] == "endpoint.test"
    room.tabled("anna")
    publish(room)
    receiver.wait(2)
    _, body, headers = receiver.got[1]
    message = Webhook(secret).verify(body, headers)
    assert message["type"] == "version.published", "a portal is told nothing of amendments here"
    assert message["data"]["version"] == "eng@zero-draft"
    assert message["data"]["url"].endswith("/v1/agreements/gear/versions/eng@zero-draft")
    changed = browser.post(f"{address}/rotate", headers=portal).json()["secret"]
    delivery = browser.get(f"{address}/deliveries", headers=portal).json()["items"][0]["id"]
    assert browser.post(f"{address}/deliveries/{delivery}/replay", headers=portal).status_code == 202
    receiver.wait(3)
    _, body, again = receiver.got[2]
    assert {one["status"] for one in browser.get(f"{address}/deliveries", headers=portal).json()["items"]} <= {
        "delivered",
        "waiting",
    }
    assert again["webhook-id"] == headers["webhook-id"]
    for one in (secret, changed):
        Webhook(one).verify(body, again)
    receiver.answers["/in"] = 410
    withdraw(room)
    receiver.wait(4)
    for _ in range(100):
        if not browser.get("/v1/webhooks", headers=portal).json()["items"]:
            break
        time.sleep(0.05)
    assert browser.get("/v1/webhooks", headers=portal).json()["items"] == []


def test_a_webhook_is_its_owners_and_goes_nowhere_inside(hall: tuple[Room, TestClient]) -> None:
    room, browser = hall
    portal, legal = bearer(room, "portal"), bearer(room, "legal")
    for url in ("http://10.0.0.1/", "http://localhost/", "https://127.0.0.2/", "ftp://127.0.0.1/", "nothing"):
        refused = browser.post("/v1/webhooks", headers=portal, json={"url": url})
        assert (refused.status_code, refused.json()["place"]) == (422, "url"), url
    made = browser.post(
        "/v1/webhooks", headers=portal, json={"url": "http://127.0.0.1:9/", "types": ["version.published"]}
    )
    address = f"/v1/webhooks/{made.json()['id']}"
    for method, path in (("POST", "/rotate"), ("POST", "/test"), ("GET", "/deliveries"), ("DELETE", "")):
        assert browser.request(method, address + path, headers=legal).status_code == 404
    assert (
        browser.post("/v1/webhooks", headers=portal, json={"url": "http://127.0.0.1/", "types": ["x"]}).status_code
        == 422
    )
    assert (
        browser.post("/v1/webhooks", headers=bearer(room, "anna"), json={"url": "http://127.0.0.1/"}).status_code == 403
    )
    assert browser.delete(address, headers=portal).status_code == 204
    assert browser.get("/v1/webhooks").status_code == 401
