"""The log of sign-ins: who, when, from where, and nothing that would let anybody in."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.live import live
from tests.api.test_factor import opened
from tests.api.test_oidc import opened as opened_with_provider
from tests.rooms import Room
from tests.service.test_factors import PASSWORD, WRONG, Device, with_password
from treaty_drafts.api.sign_ins import LOGGER
from treaty_drafts.service import accounts

MAKERS = dict[str, Callable[[], str]]


def events(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, str]]:
    """What was noted since this was asked last."""
    lines = [json.loads(record.getMessage()) for record in caplog.records if record.name == LOGGER]
    assert all(line["address"] == "testclient" and line["at"].startswith("2026-03-01T10:") for line in lines)
    caplog.clear()
    return [(line["event"], line["door"], line["user"]) for line in lines]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, LOGGER)
    return caplog


def test_every_way_in_and_out_is_noted(makers: MAKERS, log: pytest.LogCaptureFixture) -> None:
    database = makers["sqlite"]()
    room = Room(database)
    first, second = (accounts.invite(room.desk("root"), name).secret for name in ("anna", "nils"))
    with opened(room, database) as browser:
        for invitation in (first, "none"):
            browser.post("/v1/invitations", {"invitation": invitation, "password": PASSWORD})
        for invitation in (second, "none"):
            browser.inner.post(f"/join/{invitation}", data={"password": PASSWORD})
        assert events(log) == [
            ("password_set", "invitation", "anna"),
            ("refused", "invitation", ""),
            ("password_set", "invitation", "nils"),
            ("refused", "invitation", ""),
        ]
        browser.sign_in("anna")
        device = Device(browser.post("/v1/me/factor").json()["secret"], room.clock)
        browser.post("/v1/me/factor/confirm", {"code": device.code()})
        browser.me()
        browser.inner.delete("/v1/session", headers={"X-Form-Token": browser.form})
        browser.sign_in("anna", WRONG)
        browser.sign_in("anna", device.next())
        browser.post("/v1/me/factor/remove", {"code": device.next()})
        assert events(log) == [
            ("signed_in", "password", "anna"),
            ("factor_set", "session", "anna"),
            ("signed_out", "session", "anna"),
            ("refused", "password", "anna"),
            ("signed_in", "password", "anna"),
            ("factor_removed", "session", "anna"),
        ]


def test_no_secret_is_in_it(makers: MAKERS, log: pytest.LogCaptureFixture) -> None:
    """Nor a name that is nobody's, which might be one; a line stays a line."""
    database = makers["sqlite"]()
    room = Room(database)
    with_password(room, "anna")
    with opened(room, database) as browser:
        assert browser.sign_in(PASSWORD, WRONG).status_code == 401
        assert browser.sign_in('root\n{"event":"signed_in"}').status_code == 401
        assert events(log) == [("refused", "password", "")] * 2
        browser.sign_in("anna")
        secrets = [
            PASSWORD,
            browser.inner.cookies["session"],
            browser.form,
            browser.post("/v1/me/factor").json()["secret"],
        ]
        said = "".join(record.getMessage() for record in log.records if record.name == LOGGER)
        assert "anna" in said
        assert not [secret for secret in secrets if secret in said]


def test_who_comes_by_a_provider_is_noted(makers: Any, log: pytest.LogCaptureFixture) -> None:
    with opened_with_provider(makers["sqlite"]()) as place:
        place.sign_in()
        place.browser.get("/sign-in/mfa/back?code=1&state=2")
    assert events(log) == [("signed_in", "provider", "anna"), ("refused", "provider", "")]


def test_a_server_writes_it_to_stdout_and_nothing_else(makers: MAKERS) -> None:
    database = makers["sqlite"]()
    with_password(Room(database), "anna")
    with live(database) as server:
        for password in ("a wrong sentence", PASSWORD):
            request = urllib.request.Request(
                f"{server.origin}/v1/session",
                json.dumps({"name": "anna", "password": password}).encode(),
                {"Content-Type": "application/json"},
            )
            try:
                urllib.request.urlopen(request).close()
            except urllib.error.HTTPError as error:
                error.close()
    lines = [json.loads(line) for line in server.lines]
    assert [(line["event"], line["user"], line["address"]) for line in lines] == [
        ("refused", "anna", "127.0.0.1"),
        ("signed_in", "anna", "127.0.0.1"),
    ]
