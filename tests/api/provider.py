"""A small OpenID provider on this computer, which tells the truth unless a test spoils what it says."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

Clock = Callable[[], float]
KEY = RSAKey.generate_key(2048, auto_kid=True)
"""The first key of every provider: making one takes a while."""


class Provider:
    """It knows one client and one person. `spoil` changes the claims of the next tokens, `sign` makes the token of
    them, `answers` stand at addresses in place of the true ones (a status, a body).
    """

    def __init__(self, now: Clock, *, client: str = "treaty", secret: str = "p/w:1") -> None:
        self.now = now
        self.client, self.secret = client, secret
        self.person = "f3b1"
        self.spoil: Callable[[dict[str, Any]], None] = lambda claims: None
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.more: dict[str, Any] = {}
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.key = KEY
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def renew(self) -> None:
        """Another key, and no earlier one any more."""
        self.key = RSAKey.generate_key(2048, auto_kid=True)

    def signed(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def configuration(self) -> dict[str, Any]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{at}" for name, at in places.items()}, **self.more}

    def authorize(self, query: dict[str, str]) -> str:
        """Where the person is sent back to: they are signed in here already, and agree."""
        assert (query["response_type"], query["client_id"], query["scope"]) == ("code", self.client, "openid")
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        back = {"code": code, "state": query["state"], "session_state": "of-the-provider's-own"}
        return f"{query['redirect_uri']}?{urlencode(back)}"

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """The answer to a code, which holds once, for this client, with its verifier."""
        asked = self.codes.pop(form["code"], None)
        challenge = (
            base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().strip("=")
        )
        if self._client(form, authorization) != (self.client, self.secret):
            return 401, {"error": "invalid_client"}
        if asked is None or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(self.now())
        claims = {"iss": self.issuer, "sub": self.person, "aud": self.client, "nonce": asked["nonce"]}
        claims |= {"iat": now, "exp": now + 300, "auth_time": now, "email": "root"}
        self.spoil(claims)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.sign(claims)}

    def _client(self, form: dict[str, str], authorization: str) -> tuple[str, str]:
        if authorization:
            name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
            return unquote(name), unquote(secret)
        return form["client_id"], form.get("client_secret", "")


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        match at.path:
            case "/authorize":
                self.send_response(303)
                self.send_header("Location", self.provider.authorize(dict(_pairs(at.query))))
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/keys":
                self._say(200, {"keys": [self.provider.key.as_dict(private=False, use="sig", alg="RS256")]})
            case _:
                self._say(200, self.provider.configuration())

    def do_POST(self) -> None:
        form = dict(_pairs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self._say(*self.provider.token(form, self.headers.get("Authorization", "")))

    def _say(self, status: int, value: object) -> None:
        path = urlsplit(self.path).path
        self.provider.asked.append(path)
        status, body = self.provider.answers.get(path, (status, json.dumps(value).encode()))
        self.send_response(status)
        self.send_header("Location", f"{self.provider.issuer}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for name, (value,) in parse_qs(query, keep_blank_values=True).items():
        yield name, value


@contextmanager
def provider(now: Clock, **facts: str) -> Iterator[Provider]:
    found = Provider(now, **facts)
    try:
        yield found
    finally:
        found.close()
