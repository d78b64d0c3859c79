"""One identity provider: where it sends people, and who it says that they are (authorization code, PKCE, nonce).

What an attempt to sign in is bound to is made from one secret, which only the browser that began it has: its state, its
nonce, its verifier. What comes back with another browser's cookie, or from another provider, does not fit.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

import msgspec
from joserfc.jwk import KeySet

from treaty_drafts.api.oidc.fetching import ProviderAway, fetched, require_safe
from treaty_drafts.api.oidc.idtoken import UnknownKey, keys_of, subject_of
from treaty_drafts.api.settings import Provider
from treaty_drafts.errors import Misused, NotSignedIn

_HOUR: Final = 3600.0
"""Seconds for which what a provider says of itself is kept."""

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AGAIN: Final = "sign in again from the beginning"


class _Known(msgspec.Struct, frozen=True):
    """What a provider says of itself, and until when that is kept."""

    authorization: str
    token: str
    post: bool
    names_itself: bool
    keys: KeySet
    until: float


def flows(providers: Mapping[str, Provider], origin: str, clock: Callable[[], float]) -> dict[str, Flow]:
    """Signing in with each of these by its name, on the server that is at `origin`; `Misused` where one cannot be."""
    for name in providers:
        if not _NAME.fullmatch(name):
            raise Misused("this cannot name an identity provider", place=name, step="such as mfa-fr")
    return {name: Flow(one, f"{origin}/sign-in/{name}/back", clock) for name, one in providers.items()}


class Flow:
    """The steps of signing in with one provider; `back` is where it sends people back to. Threads may share it."""

    def __init__(self, provider: Provider, back: str, clock: Callable[[], float]) -> None:
        require_safe(provider.issuer)
        self.issuer = provider.issuer
        self._provider = provider
        self._back = back
        self._clock = clock
        self._said: _Known | None = None

    def state(self, secret: str) -> str:
        """What the provider hands back with its answer, so that it is known for whom."""
        return self._made("state", secret)

    def address(self, secret: str) -> str:
        """Where a person is sent, to say to the provider who they are."""
        verifier = hashlib.sha256(self._made("verifier", secret).encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self._provider.client,
            "redirect_uri": self._back,
            "scope": "openid",
            "state": self.state(secret),
            "nonce": self._made("nonce", secret),
            "code_challenge": base64.urlsafe_b64encode(verifier).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        there = self._known().authorization
        return f"{there}{'&' if '?' in there else '?'}{urlencode(query)}"

    def require_answer(self, query: Mapping[str, str], secret: str) -> str:
        """The code in what came back; `NotSignedIn` unless it is this provider's answer to this browser's attempt."""
        if not secret or not hmac.compare_digest(query.get("state", "").encode(), self.state(secret).encode()):
            raise NotSignedIn("this answer is to no attempt of this browser to sign in", step=_AGAIN)
        issuer = query.get("iss", "" if self._known().names_itself else self._provider.issuer)
        if issuer != self._provider.issuer:  # RFC 9207: another provider's answer, mixed up with this one's
            raise NotSignedIn("this is the answer of another identity provider", step=_AGAIN)
        if not query.get("code"):
            raise NotSignedIn(f"the identity provider refused: {query.get('error', 'no reason')[:60]}", step=_AGAIN)
        return query["code"]

    def subject(self, code: str, secret: str, *, now: int) -> str:
        """Whom the code stands for; `NotSignedIn` where the provider's word does not hold, `ProviderAway`."""
        token = self._exchanged(code, self._made("verifier", secret))
        asked = {"issuer": self._provider.issuer, "client": self._provider.client}
        nonce = self._made("nonce", secret)
        try:
            return subject_of(token, self._known().keys, nonce=nonce, now=now, **asked)
        except UnknownKey:
            pass
        try:  # keys change: what the provider has now
            return subject_of(token, self._known(anew=True).keys, nonce=nonce, now=now, **asked)
        except UnknownKey as error:
            raise NotSignedIn("the identity provider's word is signed by a key that it does not have") from error

    def _exchanged(self, code: str, verifier: str) -> str:
        """The ID token that the provider gives for a code."""
        provider, known = self._provider, self._known()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": verifier,
        }
        headers = {}
        if provider.secret and not known.post:
            pair = f"{quote(provider.client, safe='')}:{quote(provider.secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": provider.client} | ({"client_secret": provider.secret} if provider.secret else {})
        answer = fetched(known.token, form, headers, refusals=(400, 401))
        token = answer.get("id_token")
        if not isinstance(token, str):
            why = str(answer.get("error", "no ID token"))[:60]
            raise NotSignedIn(f"the identity provider does not take the code: {why}", step=_AGAIN)
        return token

    def _known(self, *, anew: bool = False) -> _Known:
        """What the provider says of itself: kept for an hour, or asked now."""
        if self._said is None or anew or self._said.until <= self._clock():
            self._said = self._discovered()
        return self._said

    def _discovered(self) -> _Known:
        """OpenID Connect Discovery 1.0: `ProviderAway` where what is found is not of this issuer, or unsafe."""
        issuer = self._provider.issuer
        found = fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        places = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        try:
            for place in places:
                require_safe(str(place))
        except Misused as error:
            raise ProviderAway(f"the identity provider names an unsafe address: {error.place}", place=issuer) from error
        if found.get("issuer") != issuer:
            raise ProviderAway(f"who answers there is {str(found.get('issuer'))[:200]}", place=issuer)
        methods: Any = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        return _Known(
            authorization=str(places[0]),
            token=str(places[1]),
            post="client_secret_basic" not in methods and "client_secret_post" in methods,
            names_itself=found.get("authorization_response_iss_parameter_supported") is True,
            keys=keys_of(fetched(str(places[2]))),
            until=self._clock() + _HOUR,
        )

    def _made(self, what: str, secret: str) -> str:
        """One of the things that an attempt is bound to: the secret shows in none of them, nor one in another."""
        return hmac.new(secret.encode(), f"{what} {self._provider.issuer}".encode(), hashlib.sha256).hexdigest()
