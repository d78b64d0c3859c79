"""Whom identity providers know: subjects that are linked to accounts, and attempts to sign in that are under way."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from treaty_drafts.store import tables as t


class SubjectRow(msgspec.Struct, frozen=True):
    """A person as an identity provider knows them, and the account whose they are here."""

    issuer: str
    subject: str
    account: str
    at: str


class Subjects:
    """The subjects and the attempts, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def account(self, issuer: str, subject: str) -> str:
        """The id of the account that a subject is linked to; empty where to none."""
        of = t.subject.c
        query = select(of.account).where(of.issuer == issuer, of.subject == subject)
        return self.connection.execute(query).scalar_one_or_none() or ""

    def of(self, account: str) -> list[SubjectRow]:
        """The subjects of an account."""
        query = select(t.subject).where(t.subject.c.account == account).order_by(*t.subject.primary_key)
        return [SubjectRow(**row) for row in self.connection.execute(query).mappings()]

    def link(self, row: SubjectRow) -> None:
        """One more subject, which is linked to no account yet."""
        self.connection.execute(insert(t.subject).values(**msgspec.structs.asdict(row)))

    def unlink(self, account: str) -> int:
        """No subject is linked to the account any more; how many were."""
        return self.connection.execute(delete(t.subject).where(t.subject.c.account == account)).rowcount

    def begin(self, hash_: str, at: str, expires_at: str) -> None:
        """One more attempt, by the hash of its state; those that are past go."""
        self.connection.execute(delete(t.attempt).where(t.attempt.c.expires_at <= at))
        self.connection.execute(insert(t.attempt).values(hash=hash_, expires_at=expires_at))

    def take(self, hash_: str, at: str) -> bool:
        """Ends an attempt; whether it was under way, which each is once."""
        of = t.attempt.c
        return self.connection.execute(delete(t.attempt).where(of.hash == hash_, of.expires_at > at)).rowcount == 1
