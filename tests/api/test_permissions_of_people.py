"""Webhooks and tokens over HTTP: each principal has their own, if any, and nobody another's; against tables by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pyotp

from tests.api.site import Caller, client
from tests.rooms import USERS, Room
from treaty_drafts.service import accounts, factors, webhooks
from treaty_drafts.store import SessionRow

PRINCIPALS = (*USERS, "")
KEEP_WEBHOOKS = {"portal", "chair", "legal", "root"}
TARGET = {"url": "https://93.184.215.14/told"}
Database = dict[str, Callable[[], str]]


def test_webhooks(makers: Database) -> None:
    database = makers["sqlite"]()
    room = Room(database)
    foreign = webhooks.add_webhook(room.desk("legal"), "https://93.184.215.15/told").id
    delivery = webhooks.test(room.desk("legal"), foreign).id
    with client(database, room=room) as browser:
        for name in PRINCIPALS:
            caller = Caller(browser, room, name)
            made = caller.send("/v1/webhooks", TARGET)
            assert made.status_code == (401 if not name else 201 if name in KEEP_WEBHOOKS else 403), name
            listed = caller.get("/v1/webhooks")
            assert listed.status_code == (200 if name else 401), name
            if name:
                own = (name in KEEP_WEBHOOKS) + (name == "legal")
                assert len(listed.json()["items"]) == own, name
            assert statuses(caller, foreign, delivery) == dict.fromkeys(
                ("rotate", "test", "deliveries", "replay"), 401 if not name else 404
            ) or (name == "legal"), name
            if name in KEEP_WEBHOOKS:
                ident = made.json()["id"]
                tried = caller.send(f"/v1/webhooks/{ident}/test").json()["id"]
                assert statuses(caller, ident, tried) == {"rotate": 201, "test": 202, "deliveries": 200, "replay": 202}
                assert caller.send(f"/v1/webhooks/{ident}", method="DELETE").status_code == 204
            if name != "legal":
                stopped = caller.send(f"/v1/webhooks/{foreign}", method="DELETE")
                assert stopped.status_code == (404 if name else 401), name
    assert [row.id for row in webhooks.webhooks(room.desk("legal"))] == [foreign]


def statuses(caller: Caller, ident: str, delivery: str) -> dict[str, int]:
    """What a webhook's operations answer."""
    address = f"/v1/webhooks/{ident}"
    return {
        "rotate": caller.send(f"{address}/rotate").status_code,
        "test": caller.send(f"{address}/test").status_code,
        "deliveries": caller.get(f"{address}/deliveries").status_code,
        "replay": caller.send(f"{address}/deliveries/{delivery}/replay").status_code,
    }


def test_tokens(makers: Database) -> None:
    """For a person who signed in themselves: nobody has another's, and no program gets one."""
    database = makers["sqlite"]()
    room = Room(database)
    foreign, _ = accounts.issue_token(room.desk("legal"), "the officer's")
    asked = {"title": "mine"}
    with client(database, room=room) as browser:
        for name in PRINCIPALS:
            program = Caller(browser, room, name)
            refused = 403 if name else 401
            assert program.get("/v1/tokens").status_code == refused, name
            assert program.send("/v1/tokens", asked).status_code == refused, name
            assert program.send(f"/v1/tokens/{foreign.id}", method="DELETE").status_code == refused, name
            if not name:
                continue
            browser.cookies.set("session", signed_in(room, name))
            form = {"X-Form-Token": browser.get("/v1/me").json()["form_token"]}
            made = browser.post("/v1/tokens", json=asked, headers=form)
            assert made.status_code == 201, name
            listed = {one["title"] for one in browser.get("/v1/tokens").json()["items"]}
            assert listed == {"test", "mine", *(["the officer's"] if name == "legal" else [])}, name
            own = browser.delete(f"/v1/tokens/{made.json()['id']}", headers=form)
            assert own.status_code == 204, name
            if name != "legal":
                assert browser.delete(f"/v1/tokens/{foreign.id}", headers=form).status_code == 404, name
            browser.cookies.clear()
    assert foreign.id in {row.id for row in accounts.tokens(room.desk("legal"))}


def test_second_factors(makers: Database) -> None:
    """Everybody who is signed in themselves has their own, whatever their role, and changes nobody else's."""
    database = makers["sqlite"]()
    room = Room(database)
    with client(database, room=room) as browser:
        for name in USERS:
            browser.cookies.set("session", signed_in(room, name))
            form = {"X-Form-Token": browser.get("/v1/me").json()["form_token"]}
            assert browser.get("/v1/me/factor").json()["state"] == "none", name
            device = pyotp.TOTP(browser.post("/v1/me/factor", headers=form).json()["secret"])
            code = {"code": device.at(room.clock())}
            assert browser.post("/v1/me/factor/confirm", json=code, headers=form).status_code == 201, name
            browser.cookies.clear()
            assert browser.get("/v1/me/factor").status_code == 401
            for what in ("", "/confirm", "/remove"):
                assert browser.post(f"/v1/me/factor{what}", json=code).status_code == 401, name
    assert {factors.state(room.desk(name)).state for name in USERS} == {"set"}


def signed_in(room: Room, name: str) -> str:
    """The secret of a session, without the second that a password takes."""
    secret = f"the session of {name}"
    with room.service.store.changing_accounts() as known:
        account, world = known.account(name=name).id, room.service.world
        hashed = hashlib.sha256(secret.encode()).hexdigest()
        known.open_session(SessionRow(hashed, account, world.time(), world.time(), world.time(hours=1), "password"))
    return secret
