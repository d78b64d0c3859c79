"""An ID token: who it is that the provider knows, once all holds that OpenID Connect Core 1.0, 3.1.3.7 asks for."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from treaty_drafts.errors import NotSignedIn

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "ES384")
"""Signatures by a private key that only the provider has: never `none`, never one by a shared secret."""

_LEEWAY: Final = 60
"""Seconds by which the provider's clock may differ from ours."""

_REGISTRY: Final = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
"""Providers put names of their own into the header; what `crit` names has to be understood all the same."""

_RSA_2048: Final = 342
"""Characters of base64 in which a modulus of 2,048 bits is written; of a shorter one the library only warns."""


class UnknownKey(Exception):
    """The token is signed by a key that is not among those at hand: the provider may have a new one."""


def subject_of(token: str, keys: KeySet, *, issuer: str, client: str, nonce: str, now: int) -> str:
    """The subject of a token that this issuer made for this client in answer to this nonce, and that holds now.

    `NotSignedIn` says which of these it is not; `UnknownKey` where its key is not among `keys`.
    """
    asked: Any = {name: {"essential": True, "value": value} for name, value in (("iss", issuer), ("nonce", nonce))}
    asked |= {name: {"essential": True} for name in ("sub", "aud", "exp", "iat")}
    try:
        found = jwt.decode(token, keys, registry=_REGISTRY).claims
        jwt.JWTClaimsRegistry(now, _LEEWAY, azp={"value": client}, **asked).validate(found)
    except InvalidKeyIdError as error:
        raise UnknownKey from error
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise _refused(" ".join(str(error).split())[:200]) from error
    if found["aud"] not in (client, [client]):
        raise _refused("it is for another audience")
    subject: str = found["sub"]
    if len(subject) > 255:
        raise _refused("its subject is too long")
    return subject


def keys_of(found: dict[str, Any]) -> KeySet:
    """The keys of a JSON Web Key Set that tokens may be signed with: public ones, each of a kind and size that we use.

    What is none of these is passed over, as RFC 7517, 5 has it: a shared secret above all.
    """
    keys: list[Key] = []
    listed = found.get("keys")
    for one in listed if isinstance(listed, list) else ():
        with suppress(JoseError, ValueError, TypeError, KeyError, AttributeError):
            if one["kty"] == "EC":
                keys.append(ECKey.import_key(one))
            elif one["kty"] == "RSA" and len(one["n"]) >= _RSA_2048:
                keys.append(RSAKey.import_key(one))
    return KeySet(keys)


def _refused(why: str) -> NotSignedIn:
    return NotSignedIn(f"the identity provider's word does not hold: {why}", step="sign in again from the beginning")
