"""The second factor over HTTP: set up, confirmed, asked for, removed; and all that a session does not do without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pyotp
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from tests.api.site import Caller, client
from tests.rooms import USERS, Room
from tests.service.test_factors import PASSWORD, REQUIRED, WRONG, Device, set_up, with_password
from treaty_drafts.api.app import document
from treaty_drafts.service import people

ASK_NOBODY = re.compile(
    r"/(health|problems|feeds)/.*|/(id/)?akn/.*|/sitemap.xml|/v1/changes.*|/v1/(invitations|session)"
)
"""What does not look who asks: it is there for the public."""

SETTING_UP = {
    ("get", "/v1/me"),
    ("get", "/v1/me/factor"),
    ("post", "/v1/me/factor"),
    ("post", "/v1/me/factor/confirm"),
}
SIGN_OUT = ("delete", "/v1/session")


class Browser:
    """Somebody's browser: it keeps the cookie, and sends the form token that it was given last."""

    def __init__(self, inner: TestClient) -> None:
        self.inner = inner
        self.form = ""

    def sign_in(self, name: str, code: str = "", password: str = PASSWORD) -> Response:
        given = {"name": name, "password": password} | ({"code": code} if code else {})
        answer = self.inner.post("/v1/session", json=given, headers={"X-Form-Token": self.form})
        self.form = answer.json().get("form_token", self.form)
        return answer

    def post(self, path: str, body: object = None, **headers: str) -> Response:
        return self.inner.post(path, json=body, headers={"X-Form-Token": self.form, **headers})

    def me(self) -> dict:
        found = self.inner.get("/v1/me").json()
        self.form = found["form_token"]
        return found

    def close(self) -> None:
        self.inner.cookies.clear()


@contextmanager
def opened(room: Room, database: str) -> Iterator[Browser]:
    with client(database, room=room) as inner:
        yield Browser(inner)


def problem(answer: Response, status: int, slug: str) -> str:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert answer.json()["type"] == f"/problems/{slug}"
    assert "set-cookie" not in answer.headers
    return str(answer.json().get("detail", ""))


def test_from_setting_one_up_to_removing_it(database: str) -> None:
    room = Room(database)
    with_password(room, "anna")
    with opened(room, database) as browser:
        assert browser.sign_in("anna").status_code == 201
        assert browser.inner.get("/v1/me/factor").json() == {"state": "none", "needed": False, "recovery": 0}
        made = browser.post("/v1/me/factor")
        assert (made.status_code, made.headers["cache-control"]) == (201, "private, no-store")
        device = Device(made.json()["secret"], room.clock)
        assert pyotp.parse_uri(made.json()["uri"]).secret == device.totp.secret
        problem(browser.post("/v1/me/factor/confirm", {"code": WRONG}), 403, "refused")
        before = browser.inner.cookies["session"]
        confirmed = browser.post("/v1/me/factor/confirm", {"code": device.code()})
        assert confirmed.status_code == 201
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(confirmed.headers["set-cookie"].split("; "))
        codes = confirmed.json()["codes"]
        assert len(codes) == 8
        assert browser.inner.cookies["session"] != before
        assert browser.me()["user"] == "anna"
        assert browser.inner.get("/v1/me/factor").json() == {"state": "set", "needed": False, "recovery": 8}
        problem(browser.post("/v1/me/factor"), 409, "out-of-order")
        old = browser.inner.get("/v1/me", headers={"Cookie": f"session={before}"})
        assert old.status_code == 401
        browser.close()
        problem(browser.sign_in("anna"), 401, "not-signed-in")
        code = device.next()
        assert browser.sign_in("anna", code).json()["may"]["table"] == "own"
        browser.close()
        problem(browser.sign_in("anna", code), 401, "not-signed-in")
        assert browser.sign_in("anna", codes[0]).status_code == 201
        problem(browser.post("/v1/me/factor/remove", {"code": WRONG}), 403, "refused")
        removed = browser.post("/v1/me/factor/remove", {"code": codes[1]})
        assert (removed.status_code, removed.headers["clear-site-data"]) == (204, '"cache", "storage"')
        assert browser.me()["user"] == ""
        assert browser.sign_in("anna").status_code == 201


def test_a_session_that_has_yet_to_set_one_up_does_nothing_else(makers: dict) -> None:
    """Every operation that looks who asks is refused with what to do, but for those that lead out of it."""
    database = makers["sqlite"]()
    room = Room(database, policy=REQUIRED)
    with_password(room, "root")
    with opened(room, database) as browser:
        signed = browser.sign_in("root").json()
        assert (signed["user"], signed["role"], signed["conference"]) == ("root", "public", "")
        assert [operation for operation, right in signed["may"].items() if right == "yes"] == ["read_published"]
        passed = set()
        every = {(method, path) for path, found in document()["paths"].items() for method in found} - {SIGN_OUT}
        for method, path in sorted(every, key=lambda one: one[1]):
            headers = {"X-Form-Token": browser.form, "Idempotency-Key": "12345678", "If-Match": '"1"'}
            answer = browser.inner.request(method, re.sub(r"\{\w+\}", "1", path), headers=headers, json={})
            if "no-second-factor" in answer.text:
                problem(answer, 403, "no-second-factor")
                assert "POST /v1/me/factor" in answer.json()["step"]
            else:
                assert (method, path) in SETTING_UP or ASK_NOBODY.fullmatch(path), (method, path)
                passed.add((method, path))
        assert passed >= SETTING_UP
        assert browser.inner.get("/v1/me/factor").json()["needed"]
        device = Device(browser.post("/v1/me/factor").json()["secret"], room.clock)
        assert browser.post("/v1/me/factor/confirm", {"code": device.code()}).status_code == 201
        assert browser.me()["role"] == "administrator"
        assert browser.inner.get("/v1/tokens").status_code == 200
    with opened(room, database) as browser:
        with_password(room, "chair")
        browser.sign_in("chair")
        assert browser.inner.delete("/v1/session", headers={"X-Form-Token": browser.form}).status_code == 204
        assert browser.me()["user"] == ""


def test_who_does_not_know_the_password_is_answered_the_same_to_the_byte(database: str) -> None:
    """With a second factor or without, there or not, with a code that is right, wrong or none."""
    room = Room(database)
    device, codes = set_up(room, "anna")
    with_password(room, "nils")
    room.clock.later(minutes=1)
    with opened(room, database) as browser:
        said = set()
        for name, code, password in (
            ("anna", "", "a wrong sentence"),
            ("anna", device.code(), "a wrong sentence"),
            ("anna", codes[0], "a wrong sentence"),
            ("nils", "", "a wrong sentence"),
            ("nils", WRONG, "a wrong sentence"),
            ("nobody", WRONG, PASSWORD),
            ("anna", "", PASSWORD),
            ("anna", WRONG, PASSWORD),
        ):
            answer = browser.sign_in(name, code, password)
            headers = tuple((name, value) for name, value in answer.headers.items() if name != "date")
            said.add((answer.status_code, headers, answer.content))
        assert len(said) == 1
        assert browser.sign_in("anna", device.code()).status_code == 201


def test_a_token_goes_on_and_sets_up_nothing(makers: dict) -> None:
    """Whatever the conference asks of people; each principal has their own, and nobody in particular none."""
    database = makers["sqlite"]()
    room = Room(database)
    with client(database, room=room) as inner:
        callers = [Caller(inner, room, name) for name in (*USERS, "")]
        people.set_policy(room.desk("root"), REQUIRED)
        for caller in callers:
            status = 403 if caller.name else 401
            assert caller.get("/v1/me").json()["user"] == caller.name
            assert caller.get("/v1/me/factor").status_code == status
            for path, body in (("", None), ("/confirm", {"code": WRONG}), ("/remove", {"code": WRONG})):
                assert caller.send(f"/v1/me/factor{path}", body).status_code == status, (caller.name, path)


@pytest.mark.parametrize("path", ("", "/confirm", "/remove"))
def test_another_site_sets_up_nothing(path: str, makers: dict) -> None:
    database = makers["sqlite"]()
    room = Room(database)
    with_password(room, "anna")
    with opened(room, database) as browser:
        browser.sign_in("anna")
        body = {"code": WRONG} if path else None
        problem(browser.post(f"/v1/me/factor{path}", body, Origin="http://evil.example"), 403, "foreign-site")
        browser.form = ""
        problem(browser.post(f"/v1/me/factor{path}", body), 403, "foreign-site")
