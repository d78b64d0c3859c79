"""Leaves: an act as bytes, salted, and what is left of it when it has to be taken out of the record.

A leaf's bytes are the canonical JSON of `{"act": …, "salt": …}`, its hash that of RFC 9162 (2.1.1). The salt is what
makes taking a body out final: without it, the hash of few words could be guessed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import msgspec

from treaty_drafts.errors import Misused, SourceError

SALT = 16
"""Bytes of salt: 128 bits, from a source of chance above this layer."""

_LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON reads as it was written (RFC 8785, appendix D)."""


class Leaf(msgspec.Struct, frozen=True):
    """One entry of the log: its hash, and its bytes unless they were taken out."""

    hash: bytes
    body: bytes | None

    @property
    def act(self) -> dict[str, Any] | None:
        """The act; None where the body was taken out."""
        return None if self.body is None else act_of(self.body)


def leaf(act: Mapping[str, Any], salt: bytes) -> Leaf:
    """The entry of an act, salted with 16 bytes that are used for no other."""
    if len(salt) != SALT:
        raise Misused(f"a salt has {SALT} bytes, not {len(salt)}", step="take secrets.token_bytes(16)")
    return kept(canonical({"act": act, "salt": salt.hex()}))


def kept(body: bytes) -> Leaf:
    """The entry whose bytes these are."""
    return Leaf(leaf_hash(body), body)


def redacted(entry: Leaf) -> Leaf:
    """The entry without its words: the hash stays, and with it every root and every receipt."""
    return Leaf(entry.hash, None)


def leaf_hash(body: bytes) -> bytes:
    """The hash of a leaf: SHA-256 of a zero byte and its bytes (RFC 9162, 2.1.1)."""
    return sha256(b"\0" + body).digest()


def act_of(body: bytes) -> dict[str, Any]:
    """The act in a leaf's bytes; `SourceError` where they are not the canonical JSON of an act and its salt."""
    try:
        value = json.loads(body)
        if canonical(value) == body and value.keys() == {"act", "salt"} and len(bytes.fromhex(value["salt"])) == SALT:
            return dict(value["act"])
    except (ValueError, TypeError, AttributeError, RecursionError, Misused):
        pass
    raise SourceError("these bytes are no act of a record", step="take them from acts.ndjson or from a receipt")


def canonical(value: Any) -> bytes:
    """The one form of a JSON value as bytes, by RFC 8785: no white space, keys sorted by UTF-16 units, UTF-8.

    Whole numbers up to 2⁵³ − 1 only: a number with a fraction has no place in an act. `Misused` for anything else that
    is not JSON, and for half a surrogate pair.
    """
    try:
        return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise Misused("half a surrogate pair is no character", step="repair the text before it is recorded") from error


def _sorted(value: Any) -> Any:
    """The value with every mapping in order of its keys."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int) and abs(value) <= _LARGEST:
        return int(value)
    if isinstance(value, (list, tuple)):
        return [_sorted(item) for item in value]
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    raise Misused(f"{value!r:.60} cannot be recorded", step="an act holds texts, whole numbers, lists and named values")
