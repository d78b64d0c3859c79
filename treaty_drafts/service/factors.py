"""The second factor of a person: a device that shows one-time codes, asked for beside the password.

Anybody may set one up. Of chair, legal officer and administrator the conference may ask it (`Policy.second_factor`).
Who signs in by an identity provider is asked for what that provider asks, and for nothing here.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from treaty_drafts.errors import OutOfOrder, Refused
from treaty_drafts.service import onetime
from treaty_drafts.service.desk import Desk, Done
from treaty_drafts.service.people import administered, noted
from treaty_drafts.store import AccountRow, Accounts, FactorRow, Factors, Writing

RECOVERY_CODES: Final = 8


class SetUp(msgspec.Struct, frozen=True):
    """What a device is given, shown once: the secret in base32, and the same as an `otpauth` address."""

    secret: str
    uri: str

    def __repr__(self) -> str:
        return "SetUp()"


class Factor(msgspec.Struct, frozen=True):
    """How it stands with somebody's second factor: `begun` is not confirmed yet; `needed` where the conference asks
    it of people in their role; `recovery` is the number of recovery codes that are left.
    """

    state: Literal["none", "begun", "set"]
    needed: bool
    recovery: int


def state(desk: Desk) -> Factor:
    """How it stands with one's own second factor."""
    with desk.store.accounts() as accounts:
        account, factors = _own(desk, accounts)
        row = factors.of(account.id)
        needed = accounts.policy(account.conference).needs_factor(account.role)
        kind: Literal["none", "begun", "set"] = "none" if row is None else "set" if row.confirmed_at else "begun"
        return Factor(kind, needed, factors.recoveries(account.id))


def begin(desk: Desk) -> SetUp:
    """A new second factor, which counts once it is confirmed; `OutOfOrder` where there is one that does."""
    secret = onetime.secret_of(desk.world.chance(desk.who, onetime.SECRET_BYTES))
    with desk.store.changing_accounts() as accounts:
        account, factors = _own(desk, accounts)
        if not factors.begin(FactorRow(account.id, secret, 0, 0, desk.world.time(), "")):
            raise _confirmed()
        titles = dict(accounts.conferences())
    return SetUp(secret, onetime.address_of(secret, account.name, titles[account.conference]))


def confirm(desk: Desk, code: str) -> tuple[str, ...]:
    """The device shows its first code: from now on it counts. The recovery codes, shown once; all sessions end.

    `OutOfOrder` where there is nothing to confirm, `Refused` where the code is wrong.
    """
    name = desk.principal.user
    desk.service.patience.wait(name)
    codes = [onetime.recovery_of(desk.world.chance(desk.who, onetime.RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]
    with desk.store.changing_accounts() as accounts:
        account, factors = _own(desk, accounts)
        row = factors.of(account.id)
        if row is None:
            raise OutOfOrder("there is nothing to confirm", step="set up a second factor first")
        step = onetime.step_of(row.secret, code, desk.world.seconds())
        if step is None and not row.confirmed_at:
            desk.service.patience.failed(name)
            raise _wrong()
        if step is None or not factors.confirm(row, step, desk.world.time(), map(onetime.kept_of, codes)):
            raise _confirmed()
        accounts.end_sessions(account.id)
    desk.service.patience.over(name)
    return tuple(codes)


def remove(desk: Desk, code: str) -> None:
    """One's own second factor is no more; a code of it, or a recovery code, is asked for. All sessions end."""
    name = desk.principal.user
    desk.service.patience.wait(name)
    with desk.store.changing_accounts() as accounts:
        account, factors = _own(desk, accounts)
        row = factors.of(account.id)
        if row is None or not row.confirmed_at:
            raise OutOfOrder("there is no second factor", step="there is nothing to remove")
        good = onetime.take(factors, row, code, desk.world.seconds())
        if good:
            factors.end(account.id)
            accounts.end_sessions(account.id)
    if not good:
        desk.service.patience.failed(name)
        raise _wrong()
    desk.service.patience.over(name)


def reset(desk: Desk, name: str) -> Done:
    """Somebody's second factor is no more, as their device is lost; their sessions end. For the administrator alone."""

    def do(tx: Writing) -> Done:
        account = administered(desk, tx, name)
        if not Factors(tx.connection).end(account.id):
            return Done()
        Accounts(tx.connection).end_sessions(account.id)
        return noted(desk, tx, "reset_factor", account.delegation, f"{name} of {account.delegation}")

    return desk.act(do)


def _own(desk: Desk, accounts: Accounts) -> tuple[AccountRow, Factors]:
    return accounts.account(name=desk.principal.user), Factors(accounts.connection)


def _confirmed() -> OutOfOrder:
    return OutOfOrder("there is a second factor already", step="remove it first, or have the administrator reset it")


def _wrong() -> Refused:
    return Refused(
        "this is not the code that your device shows", step="take the next one; if it stays so, set its clock"
    )
