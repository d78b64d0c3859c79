"""Signing in through an identity provider: the way in, and everything that must not be one."""

from __future__ import annotations

import base64
import hmac
import http.cookiejar
import json
import math
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from httpx2 import Response
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import func, select
from starlette.testclient import TestClient

from tests.api import site
from tests.api.live import live
from tests.api.provider import Provider, provider
from tests.rooms import OPENED, Room
from treaty_drafts.api import settings
from treaty_drafts.api.oidc import fetching
from treaty_drafts.cli.main import main
from treaty_drafts.service import people, subjects
from treaty_drafts.store import tables as t

Spoil = Callable[[dict[str, Any]], None]


class Site:
    """A conference whose Frenchwoman's ministry has an identity provider, and a browser."""

    def __init__(self, room: Room, mfa: Provider, browser: TestClient) -> None:
        self.room, self.mfa, self.browser = room, mfa, browser

    def leave(self, name: str = "mfa") -> str:
        """The browser goes to the provider; the address that it is sent back to."""
        away = self.browser.get(f"/sign-in/{name}")
        assert away.status_code == 303
        assert away.headers["cache-control"] == "private, no-store"
        return sent_back(away.headers["location"])

    def sign_in(self) -> Response:
        return self.browser.get(self.leave())

    def refused(self, answer: Response, said: str, status: int = 401) -> dict[str, Any]:
        """What is refused is a problem, and leaves nobody signed in."""
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
        assert said in answer.text
        assert "set-cookie" not in answer.headers
        with self.room.service.store.engine.connect() as connection:
            assert connection.execute(select(func.count()).select_from(t.session)).scalar_one() == 0
            assert connection.execute(select(func.count()).select_from(t.account)).scalar_one() == 11
        problem: dict[str, Any] = answer.json()
        return problem


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def sent_back(address: str) -> str:
    with pytest.raises(HTTPError) as found:
        urllib.request.build_opener(_Stay).open(address)
    found.value.close()
    assert found.value.code == 303
    return str(found.value.headers["Location"])


@contextmanager
def opened(database: str, *, secret: str = "p/w:1", secure: bool = False, **more: Any) -> Iterator[Site]:
    room = Room(database)
    with provider(lambda: room.clock().timestamp(), secret=secret) as mfa:
        mfa.more = more
        origin = f"http{'s' if secure else ''}://localhost"
        known = settings.Provider(mfa.issuer, mfa.client, secret)
        setup = msgspec.structs.replace(
            site.OPEN, origin=origin, secure=secure, providers={"mfa": known, "other": known}
        )
        subjects.link(room.desk("root"), "anna", mfa.issuer, "f3b1")
        with site.client(database, setup, room=room) as browser:
            browser.base_url = origin  # type: ignore[assignment]
            OPENED.remove(room.service)  # it lives as long as this block, whatever a test closes after itself
            yield Site(room, mfa, browser)
            OPENED.append(room.service)


@pytest.fixture
def place(makers: dict[str, Callable[[], str]]) -> Iterator[Site]:
    with opened(makers["sqlite"]()) as found:
        yield found


@pytest.fixture(scope="module")
def closed(makers: dict[str, Callable[[], str]]) -> Iterator[Site]:
    """One for all tests in which nobody gets in, so that nothing changes."""
    with opened(makers["sqlite"]()) as found:
        yield found


def test_who_is_linked_signs_in_as_their_own_account(database: str) -> None:
    """The session is that of a password: the same cookie, the same rights, and the provider's claims give none."""
    with opened(database) as place:
        answer = place.sign_in()
        assert (answer.status_code, answer.headers["location"]) == (303, "/v1/me")
        cookie, gone = answer.headers.get_list("set-cookie")
        assert cookie.startswith("session=")
        assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
        assert gone.startswith('sign-in=""; HttpOnly; Max-Age=0')
        me = place.browser.get("/v1/me").json()
        assert (me["user"], me["role"], me["delegation"]) == ("anna", "head", "FRA")
        assert place.browser.delete("/v1/session", headers={"X-Form-Token": me["form_token"]}).status_code == 204
        assert place.browser.get("/v1/me").json()["user"] == ""


@pytest.mark.parametrize(
    ("secret", "more"), [("", {}), ("s", {"token_endpoint_auth_methods_supported": ["client_secret_post"]})]
)
def test_the_ways_in_which_a_client_is_known(makers: Any, secret: str, more: dict[str, Any]) -> None:
    with opened(makers["sqlite"](), secret=secret, **more) as place:
        assert place.sign_in().headers["location"] == "/v1/me"
        place.mfa.secret = "another"
        place.browser.cookies.clear()
        assert "does not take the code: invalid_client" in place.sign_in().text


def test_behind_https_no_other_host_can_set_the_cookies(makers: Any) -> None:
    with opened(makers["sqlite"](), secure=True) as place:
        cookies = [
            place.browser.get("/sign-in/mfa").headers["set-cookie"],
            *place.sign_in().headers.get_list("set-cookie"),
        ]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-sign-in", "__Host-session", "__Host-sign-in"]
    assert all("; Secure" in cookie and "; Path=/" in cookie and "Domain" not in cookie for cookie in cookies)


def _set(**claims: Any) -> Spoil:
    return lambda found: found.update(claims)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set(nonce="another"), "nonce"),
        (lambda found: found.pop("nonce"), "nonce"),
        (_set(aud="another"), "another audience"),
        (_set(aud=["treaty", "another"]), "another audience"),
        (_set(aud=[]), "aud"),
        (_set(azp="another"), "azp"),
        (_set(iss="https://login.example.org"), "iss"),
        (lambda found: found.update(exp=found["iat"] - 61), "exp"),
        (_set(exp=math.nan), "exp"),
        (_set(exp="never"), "exp"),
        (lambda found: found.pop("exp"), "exp"),
        (lambda found: found.update(iat=found["iat"] + 120), "in the future"),
        (lambda found: found.update(nbf=found["iat"] + 120), "not yet valid"),
        (_set(sub=""), "sub"),
        (_set(sub=7), "sub"),
        (_set(sub="x" * 256), "too long"),
        (lambda found: found.pop("sub"), "sub"),
    ],
)
def test_a_token_that_does_not_say_what_it_must(
    closed: Site, spoil: Spoil, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed.mfa, "spoil", spoil)
    assert said in closed.refused(closed.sign_in(), "word does not hold")["detail"]


def _coded(one: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")


def _unsigned(claims: dict[str, Any]) -> str:
    return f"{_coded({'alg': 'none', 'typ': 'JWT'})}.{_coded(claims)}."


def _by_hand(mfa: Provider, claims: dict[str, Any], **head: Any) -> str:
    """Truly signed, under a header that the library would not write."""
    said = ".".join(map(_coded, ({"alg": "RS256", "kid": mfa.key.kid, **head}, claims)))
    proof = mfa.key.private_key.sign(said.encode(), PKCS1v15(), SHA256())
    return f"{said}.{base64.urlsafe_b64encode(proof).decode().rstrip('=')}"


def _by_hmac(mfa: Provider, claims: dict[str, Any]) -> str:
    """What a library that asks the token how it is to be checked takes for signed."""
    said = f"{_coded({'alg': 'HS256', 'kid': mfa.key.kid})}.{_coded(claims)}"
    proof = hmac.digest(mfa.key.as_pem(private=False), said.encode(), "sha256")
    return f"{said}.{base64.urlsafe_b64encode(proof).decode().rstrip('=')}"


FORGERIES: dict[str, Callable[[Provider, dict[str, Any]], str]] = {
    "none": lambda mfa, claims: _unsigned(claims),
    "hmac by the public key": _by_hmac,
    "another's key by its name": lambda mfa, claims: jwt.encode(
        {"alg": "RS256", "kid": mfa.key.kid}, claims, RSAKey.generate_key(2048)
    ),
    "another's key": lambda mfa, claims: jwt.encode(
        {"alg": "RS256", "kid": "another"}, claims, RSAKey.generate_key(2048)
    ),
    "an algorithm that is not on the list": lambda mfa, claims: jwt.encode(
        {"alg": "RS512", "kid": mfa.key.kid}, claims, mfa.key, algorithms=["RS512"]
    ),
    "a changed byte": lambda mfa, claims: mfa.signed(claims)[:-8] + "AAAAAAAA",
    "changed words": lambda mfa, claims: ".".join(
        [
            mfa.signed(claims).split(".")[0],
            _unsigned({**claims, "sub": "root"}).split(".")[1],
            mfa.signed(claims).split(".")[2],
        ]
    ),
    "something critical that nobody knows": lambda mfa, claims: _by_hand(mfa, claims, crit=["new"], new=1),
    "a giant header": lambda mfa, claims: _by_hand(mfa, claims, x="x" * 100_000),
    "no token": lambda mfa, claims: "nonsense",
    "no text": lambda mfa, claims: "ü.ü.ü",
    "too long": lambda mfa, claims: mfa.signed({**claims, "more": "x" * 140_000}),
}


@pytest.mark.parametrize("how", FORGERIES)
def test_a_token_that_is_not_the_providers(closed: Site, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed.mfa, "sign", lambda claims: FORGERIES[how](closed.mfa, claims))
    closed.refused(closed.sign_in(), "the identity provider's word")


def test_a_shared_secret_in_the_keys_is_no_key(place: Site) -> None:
    """Nor is a short one, nor one that is broken."""
    shared = OctKey.import_key("shared with everybody who reads the keys", {"kid": "1"})
    keys = [
        shared.as_dict(private=True),
        {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "1"},
        {"kty": "EC", "crv": "?"},
        7,
    ]
    place.mfa.answers["/keys"] = (200, json.dumps({"keys": keys}).encode())
    place.mfa.sign = lambda claims: jwt.encode({"alg": "HS256", "kid": "1"}, claims, shared)
    place.refused(place.sign_in(), "HS256")
    place.mfa.sign = place.mfa.signed
    place.refused(place.sign_in(), "by a key that it does not have")


def test_a_new_key_of_the_provider_is_asked_for(place: Site) -> None:
    assert place.sign_in().status_code == 303
    place.mfa.renew()
    place.browser.cookies.clear()
    assert place.sign_in().headers["location"] == "/v1/me"
    assert place.mfa.asked.count("/keys") == 2


def test_an_answer_holds_once(place: Site) -> None:
    """The same address again, with the cookie that went with it: no second session, and the code is not sent again."""
    back = place.leave()
    secret = place.browser.cookies["sign-in"]
    assert place.browser.get(back).status_code == 303
    place.browser.cookies.clear()
    place.browser.cookies.set("sign-in", secret)
    answer = place.browser.get(back)
    assert (answer.status_code, place.mfa.asked.count("/token")) == (401, 1)
    assert "this attempt to sign in is over" in answer.text


def test_a_code_that_was_used_elsewhere_gives_nothing(place: Site) -> None:
    back = place.leave()
    place.mfa.codes.clear()
    place.refused(place.browser.get(back), "does not take the code: invalid_grant")


def test_an_answer_is_for_the_browser_that_asked(place: Site) -> None:
    """A link to the end of another's attempt signs nobody in: without its cookie, with another one, with none."""
    back = place.leave()
    place.browser.cookies.clear()
    place.refused(place.browser.get(back), "no attempt of this browser")
    place.leave()
    place.refused(place.browser.get(back), "no attempt of this browser")
    place.refused(place.browser.get("/sign-in/mfa/back"), "no attempt of this browser")
    place.refused(place.browser.get("/sign-in/mfa/back?code=1&state=ü"), "no attempt of this browser")


def test_who_comes_back_late_begins_again(place: Site) -> None:
    back = place.leave()
    place.room.clock.later(minutes=10)
    place.refused(place.browser.get(back), "this attempt to sign in is over")
    assert place.sign_in().status_code == 303
    with place.room.service.store.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(t.attempt)).scalar_one() == 0


def test_the_answer_of_another_provider_is_none_of_this_one(place: Site) -> None:
    back = place.leave()
    place.refused(place.browser.get(f"{back}&iss=https://login.example.org"), "of another identity provider")
    place.refused(place.browser.get(back.replace("/mfa/", "/other/")), "invalid_grant")
    place.refused(place.browser.get("/sign-in/none"), "not-found", 404)
    place.refused(place.browser.get("/sign-in/none/back"), "not-found", 404)


def test_who_says_that_it_names_itself_has_to(makers: Any) -> None:
    with opened(makers["sqlite"](), authorization_response_iss_parameter_supported=True) as place:
        back = place.leave()
        place.refused(place.browser.get(back), "of another identity provider")
        assert place.browser.get(f"{back}&iss={place.mfa.issuer}").status_code == 303


def test_the_person_may_say_no(place: Site) -> None:
    back = place.leave().replace("code=", "error=access_denied&x=")
    place.refused(place.browser.get(back), "the identity provider refused: access_denied")


def test_whom_nobody_linked_has_no_way_in(place: Site) -> None:
    """However well the provider knows them; they are told the name to have linked. Nothing is made for them."""
    place.mfa.person = "root"
    assert place.refused(place.sign_in(), "no open account is linked to you")["place"] == "root"
    place.mfa.person = "f3b1"
    people.close_user(place.room.desk("root"), "anna")
    place.refused(place.sign_in(), "no open account is linked to you")
    subjects.unlink(place.room.desk("root"), "anna")
    place.refused(place.sign_in(), "no open account is linked to you")


OPENID = "/.well-known/openid-configuration"


AWAY = [
    (OPENID, (500, b"{}")),
    (OPENID, (302, b"{}")),
    (OPENID, (200, b"<html>")),
    (OPENID, (200, b"[]")),
    (OPENID, (200, b"[" * 100_000)),
    (OPENID, (200, b'{"a": "' + b"x" * fetching.LARGEST + b'"}')),
    (OPENID, (200, b'{"issuer": "https://login.example.org"}')),
    ("/keys", (404, b"{}")),
]


def test_a_provider_that_is_away_or_is_none(place: Site) -> None:
    """503, without a word of what it said; nothing is followed; and it is asked again the next time."""
    for at, answer in AWAY:
        place.mfa.answers = {at: answer}
        problem = place.refused(place.browser.get("/sign-in/mfa"), "/problems/unavailable", 503)
        assert problem.keys() == {"type", "title", "status", "step"}
    assert "/elsewhere" not in place.mfa.asked
    place.mfa.answers.clear()
    assert place.sign_in().status_code == 303


ELSEWHERE: list[dict[str, Any]] = [
    {"issuer": "https://login.example.org"},
    {"token_endpoint": "http://login.example.org/token"},
    {"jwks_uri": "file:///etc/passwd"},
    {"authorization_endpoint": "javascript:alert(1)"},
    {"authorization_endpoint": "https://user@login.example.org/"},
    {"token_endpoint": None},
]


def test_a_provider_that_leads_elsewhere(closed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for more in ELSEWHERE:
        monkeypatch.setattr(closed.mfa, "more", more)
        closed.refused(closed.browser.get("/sign-in/other"), "/problems/unavailable", 503)


def test_a_provider_that_is_not_there_or_drips(place: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    back = place.leave()
    monkeypatch.setattr(fetching, "SECONDS", 0)
    place.refused(place.browser.get(back), "/problems/unavailable", 503)
    monkeypatch.undo()
    back = place.leave()
    place.mfa.close()
    place.refused(place.browser.get(back), "/problems/unavailable", 503)


def test_serve_with_a_provider(makers: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A real server and a browser that follows: from the first address to who one is."""
    database = makers["sqlite"]()
    file = tmp_path / "providers.json"
    with provider(time.time) as mfa:
        file.write_text(json.dumps({"mfa": {"issuer": mfa.issuer, "client": mfa.client, "secret": mfa.secret}}))
        assert main(["user", "link", "nils", mfa.issuer, mfa.person, "--by", "root", "--db", database]) == 0
        with live(database, "--oidc", str(file)) as server:
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
            with browser.open(f"{server.origin}/sign-in/mfa") as answer:
                assert json.load(answer)["user"] == "nils"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"mfa": {"issuer": "https://login.example.org"}}', "missing required field `client`"),
        ('{"mfa": {"issuer": "http://login.example.org", "client": "c"}}', "is asked over https"),
        ('{"MFA": {"issuer": "https://login.example.org", "client": "c"}}', "cannot name an identity provider"),
        ('{"mfa": {"issuer": "https://login.example.org", "client": "c", "sekret": "s"}}', "unknown field `sekret`"),
        ("no JSON", "these are no identity providers"),
    ],
)
def test_what_is_no_list_of_providers(tmp_path: Path, written: str, said: str, capsys: Any) -> None:
    file = tmp_path / "providers.json"
    file.write_text(written)
    assert main(["serve", "--oidc", str(file), "--db", str(tmp_path / "none.db")]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_without_the_extra_serve_says_what_to_install(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    import sys

    file = tmp_path / "providers.json"
    file.write_text("{}")
    for name in [name for name in sys.modules if name.startswith(("joserfc", "treaty_drafts.api.oidc"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "joserfc", None)
    assert main(["serve", "--oidc", str(file)]) == 1
    assert (
        "needs `joserfc`, which is not installed (pip install 'treaty-drafts[service,oidc]')" in capsys.readouterr().err
    )


def test_a_secret_is_not_printed() -> None:
    assert "p/w" not in repr(settings.Settings(providers={"mfa": settings.Provider("https://x.example", "c", "p/w:1")}))


def test_what_is_signed_by_hand_is_signed(place: Site) -> None:
    """Without what is wrong with them, the forgeries above would be taken."""
    place.mfa.sign = lambda claims: _by_hand(place.mfa, claims, x="the provider's own")
    assert place.sign_in().status_code == 303
