"""Second factors: the secret that a person's device shares with us, and the recovery codes for when it is lost."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from treaty_drafts.store import tables as t


class FactorRow(msgspec.Struct, frozen=True):
    """A second factor of an account: `secret` in base32; `step` is the last one whose code was used (RFC 6238, 5.2),
    `misses` how many codes in a row were wrong. `confirmed_at` is empty until a code has shown that the device has it.
    """

    account: str
    secret: str
    step: int
    misses: int
    at: str
    confirmed_at: str

    def __repr__(self) -> str:
        return f"FactorRow({self.account!r}, confirmed_at={self.confirmed_at!r})"


class Factors:
    """The second factors, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, account: str) -> FactorRow | None:
        """The second factor of an account, confirmed or not."""
        query = select(t.factor).where(t.factor.c.account == account)
        row = self.connection.execute(query).mappings().one_or_none()
        return FactorRow(**row) if row else None

    def begin(self, row: FactorRow) -> bool:
        """A second factor to be confirmed, in place of one that never was; whether the account had none confirmed."""
        return self._replace(row) or self._add(row) or self._replace(row)

    def _replace(self, row: FactorRow) -> bool:
        of = t.factor.c
        query = update(t.factor).where(of.account == row.account, of.confirmed_at == "")
        return self.connection.execute(query.values(**msgspec.structs.asdict(row))).rowcount == 1

    def _add(self, row: FactorRow) -> bool:
        """False where the account has one, even one that came a moment ago."""
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(t.factor).values(**msgspec.structs.asdict(row)))
        except IntegrityError:
            return False
        return True

    def confirm(self, row: FactorRow, step: int, at: str, hashes: Iterable[str]) -> bool:
        """The device has shown the code of that step; with the hashes of recovery codes. Whether it had not before."""
        of = t.factor.c
        query = update(t.factor).where(of.account == row.account, of.secret == row.secret, of.confirmed_at == "")
        if self.connection.execute(query.values(confirmed_at=at, step=step)).rowcount != 1:
            return False
        self.connection.execute(insert(t.recovery), [{"account": row.account, "hash": one} for one in hashes])
        return True

    def use(self, account: str, step: int, *, misses: int) -> bool:
        """Uses the code of a step; whether it is later than all that were used, after fewer than so many misses."""
        of = t.factor.c
        query = update(t.factor).where(of.account == account, of.step < step, of.misses < misses)
        return self.connection.execute(query.values(step=step, misses=0)).rowcount == 1

    def recover(self, account: str, hash_: str) -> bool:
        """Uses a recovery code, which there is once; whether it was there."""
        of = t.recovery.c
        if self.connection.execute(delete(t.recovery).where(of.account == account, of.hash == hash_)).rowcount != 1:
            return False
        self.connection.execute(update(t.factor).where(t.factor.c.account == account).values(misses=0))
        return True

    def miss(self, account: str) -> None:
        """One more code that was wrong."""
        of = t.factor.c
        self.connection.execute(update(t.factor).where(of.account == account).values(misses=of.misses + 1))

    def recoveries(self, account: str) -> int:
        """How many recovery codes are left."""
        query = select(func.count()).select_from(t.recovery).where(t.recovery.c.account == account)
        return self.connection.execute(query).scalar_one()

    def end(self, account: str) -> bool:
        """The account has no second factor, and no recovery codes; whether it had one, confirmed or not."""
        self.connection.execute(delete(t.recovery).where(t.recovery.c.account == account))
        return self.connection.execute(delete(t.factor).where(t.factor.c.account == account)).rowcount == 1
