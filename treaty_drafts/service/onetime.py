"""One-time codes by time (RFC 6238): six digits that a device shows for half a minute, or a recovery code instead."""

from __future__ import annotations

import base64
from typing import Final

import pyotp

from treaty_drafts.service.secret import hashed
from treaty_drafts.store import FactorRow, Factors, Way

MOST_MISSES: Final = 100
"""After so many wrong codes in a row beside a right password only a recovery code is taken: who tries a hundred of a
million is in with a chance of one in three thousand.
"""

_DRIFT: Final = 1
"""Steps of half a minute by which the clock of a device may be wrong, either way (RFC 6238, 5.2)."""

_DIGITS: Final = frozenset("0123456789")

SECRET_BYTES: Final = 20
RECOVERY_BYTES: Final = 10


def secret_of(chance: bytes) -> str:
    """A device's secret, in base32."""
    return base64.b32encode(chance).decode()


def address_of(secret: str, name: str, issuer: str) -> str:
    """The secret as an address that devices read, most often from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)


def step_of(secret: str, code: str, now: int) -> int | None:
    """The step whose code this is, at most one from that of `now` (seconds since 1970); None where it is none.

    Compared in a time that says nothing of how much of it is right.
    """
    code = _plain(code)
    if len(code) != 6 or not _DIGITS.issuperset(code):
        return None
    try:
        return pyotp.TOTP(secret).verify_and_get_timecode(code, for_time=now, valid_window=_DRIFT)
    except pyotp.OTPVerificationError:
        return None


def recovery_of(chance: bytes) -> str:
    """A recovery code of 80 bits, as a person copies it: `mzxw-6ytb-oi3d-kmrq`."""
    word = base64.b32encode(chance).decode().lower()
    return "-".join(word[at : at + 4] for at in range(0, len(word), 4))


def kept_of(recovery: str) -> str:
    """What the database keeps of a recovery code, however it is typed."""
    return hashed(_plain(recovery))


def way_of(factors: Factors, account: str, code: str, now: int) -> Way | None:
    """How somebody who knows the password gets in, who gave this code beside it; None where they do not."""
    row = factors.of(account)
    if row is None or not row.confirmed_at:
        return "password"
    return "code" if take(factors, row, code, now) else None


def take(factors: Factors, row: FactorRow, code: str, now: int) -> bool:
    """Uses a code of the device, or a recovery code, which can be done once; a wrong one is counted."""
    step = step_of(row.secret, code, now)
    if step is not None and factors.use(row.account, step, misses=MOST_MISSES):
        return True
    if factors.recover(row.account, kept_of(code)):
        return True
    factors.miss(row.account)
    return False


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()
