"""Who somebody is: accounts, invitations, sessions and tokens. Secrets are kept as hashes only."""

from __future__ import annotations

from typing import Any, Final, Literal, TypeAlias

import msgspec
from sqlalchemy import Connection, and_, delete, insert, select, update

from treaty_drafts.conference import Capacity, Delegation, Membership, Policy, Role
from treaty_drafts.errors import NotFound
from treaty_drafts.store import tables as t

Way: TypeAlias = Literal["password", "code", "provider"]
"""How a session began: by a password alone, by a password with a second factor, by an identity provider."""


class AccountRow(msgspec.Struct, frozen=True):
    """A person's account: `name` is what they sign in with, `shown` what others read. `password` is a hash, empty
    before the invitation was taken up; `closed_at` is empty while the account is in use.
    """

    id: str
    conference: str
    delegation: str
    name: str
    shown: str
    role: Role
    capacity: Capacity
    password: str
    closed_at: str


class SessionRow(msgspec.Struct, frozen=True):
    """A session of an account, by the hash of its secret."""

    hash: str
    account: str
    at: str
    seen_at: str
    expires_at: str
    way: Way


class TokenRow(msgspec.Struct, frozen=True):
    """A token of an account: `scope` is a list of words with blanks between."""

    id: str
    account: str
    title: str
    scope: str
    at: str
    expires_at: str
    seen_at: str


class Accounts:
    """The accounts, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def account(self, *, ident: str = "", name: str = "") -> AccountRow:
        """An account by its id or by the name to sign in with; `NotFound`."""
        which = t.account.c.id == ident if ident else t.account.c.name == name
        row = self.connection.execute(_ACCOUNTS.where(which)).mappings().one_or_none()
        if row is None:
            raise NotFound("there is no such account", place=ident or name, step="see `treaty-drafts user list`")
        return AccountRow(**row)

    def accounts(self, conference: str, *, delegation: str = "") -> list[AccountRow]:
        """The accounts of a conference, or of one delegation, by name."""
        query = _ACCOUNTS.where(t.account.c.conference == conference).order_by(t.account.c.name)
        if delegation:
            query = query.where(t.account.c.delegation == delegation)
        return [AccountRow(**row) for row in self.connection.execute(query).mappings()]

    def taken(self, name: str) -> bool:
        """Whether an account has that name, in whatever conference."""
        return self.connection.execute(select(t.account.c.id).where(t.account.c.name == name)).first() is not None

    def add(self, row: AccountRow, at: str) -> None:
        """One more account."""
        values = msgspec.structs.asdict(row)
        del values["capacity"]
        self.connection.execute(insert(t.account).values(**values, at=at))

    def change(self, ident: str, **values: str) -> None:
        """Other values for an account: `role`, `shown`, `password`, `closed_at`."""
        self.connection.execute(update(t.account).where(t.account.c.id == ident).values(**values))

    def delegations(self, conference: str) -> list[Delegation]:
        """The delegations of a conference, by code."""
        columns = (t.delegation.c.code, t.delegation.c.name, t.delegation.c.capacity)
        query = select(*columns).where(t.delegation.c.conference == conference).order_by(t.delegation.c.code)
        return [Delegation(*row) for row in self.connection.execute(query)]

    def memberships(self, conference: str, *, member: str = "") -> list[Membership]:
        """The stays in groups, of all delegations or of one."""
        columns = (t.membership.c.group_code, t.membership.c.member, t.membership.c.since, t.membership.c.until)
        query = select(*columns).where(t.membership.c.conference == conference).order_by(*columns)
        if member:
            query = query.where(t.membership.c.member == member)
        return [Membership(*row) for row in self.connection.execute(query)]

    def conferences(self) -> list[tuple[str, str]]:
        """The slugs and titles of all conferences."""
        query = select(t.conference.c.slug, t.conference.c.title).order_by(t.conference.c.slug)
        return [(slug, title) for slug, title in self.connection.execute(query)]

    def policy(self, conference: str) -> Policy:
        """What a conference has decided where the rules leave it open."""
        query = select(t.conference.c.policy).where(t.conference.c.slug == conference)
        return msgspec.json.decode(self.connection.execute(query).scalar_one(), type=Policy)

    # Invitations

    def invite(self, hash_: str, account: str, expires_at: str) -> None:
        """An invitation, by the hash of its secret; earlier ones of the account hold no more."""
        self.connection.execute(
            delete(t.invitation).where(t.invitation.c.account == account, t.invitation.c.used_at == "")
        )
        values = {"hash": hash_, "account": account, "expires_at": expires_at, "used_at": ""}
        self.connection.execute(insert(t.invitation).values(**values))

    def take_up(self, hash_: str, at: str) -> str:
        """The account of an invitation that is unused and not past, which is used with this; empty otherwise."""
        invitation = t.invitation.c
        taken = self.connection.execute(
            update(t.invitation)
            .where(invitation.hash == hash_, invitation.used_at == "", invitation.expires_at > at)
            .values(used_at=at)
        )
        if taken.rowcount != 1:
            return ""
        account: str = self.connection.execute(select(invitation.account).where(invitation.hash == hash_)).scalar_one()
        return account

    # Sessions and tokens

    def open_session(self, row: SessionRow) -> None:
        """One more session; of the account, those that have run out are forgotten."""
        session = t.session.c
        self.connection.execute(delete(t.session).where(session.account == row.account, session.expires_at <= row.at))
        self.connection.execute(insert(t.session).values(**msgspec.structs.asdict(row)))

    def session(self, hash_: str) -> SessionRow | None:
        """The session of that hash."""
        row = self.connection.execute(select(t.session).where(t.session.c.hash == hash_)).mappings().one_or_none()
        return SessionRow(**row) if row else None

    def see_session(self, hash_: str, at: str) -> None:
        """The session was used at that time."""
        self.connection.execute(update(t.session).where(t.session.c.hash == hash_).values(seen_at=at))

    def end_session(self, hash_: str) -> None:
        """The session is over."""
        self.connection.execute(delete(t.session).where(t.session.c.hash == hash_))

    def end_sessions(self, account: str) -> None:
        """All sessions of an account are over."""
        self.connection.execute(delete(t.session).where(t.session.c.account == account))

    def add_token(self, row: TokenRow, hash_: str) -> None:
        """One more token, by the hash of its secret."""
        self.connection.execute(insert(t.token).values(**msgspec.structs.asdict(row), hash=hash_))

    def token(self, hash_: str) -> TokenRow | None:
        """The token of that hash."""
        row = self.connection.execute(_TOKENS.where(t.token.c.hash == hash_)).mappings().one_or_none()
        return TokenRow(**row) if row else None

    def tokens(self, account: str) -> list[TokenRow]:
        """The tokens of an account."""
        query = _TOKENS.where(t.token.c.account == account).order_by(t.token.c.at, t.token.c.id)
        return [TokenRow(**row) for row in self.connection.execute(query).mappings()]

    def see_token(self, ident: str, at: str) -> None:
        """The token was used at that time."""
        self.connection.execute(update(t.token).where(t.token.c.id == ident).values(seen_at=at))

    def end_token(self, account: str, ident: str) -> bool:
        """Revokes a token of an account; whether there was one."""
        done = self.connection.execute(delete(t.token).where(t.token.c.id == ident, t.token.c.account == account))
        return done.rowcount == 1


_ACCOUNTS: Final[Any] = select(
    *(t.account.c[name] for name in AccountRow.__struct_fields__ if name != "capacity"), t.delegation.c.capacity
).join(
    t.delegation,
    and_(t.delegation.c.conference == t.account.c.conference, t.delegation.c.code == t.account.c.delegation),
)
_TOKENS: Final = select(*(t.token.c[name] for name in TokenRow.__struct_fields__))
