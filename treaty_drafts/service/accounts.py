"""How a person gets in: invitations, passwords, sessions, tokens. The database keeps hashes, never a secret.

A session or a token says who; what they may do is looked up again at each request, so that another role, another
delegation or a closed account counts at once.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from pwdlib import PasswordHash

from treaty_drafts.conference import Principal
from treaty_drafts.conference.rights import RIGHTS
from treaty_drafts.errors import Misused, NoSecondFactor, NotFound, NotSignedIn, Unavailable
from treaty_drafts.service import onetime
from treaty_drafts.service.desk import Desk, Service, require
from treaty_drafts.service.secret import Secret, drawn, hashed
from treaty_drafts.store import AccountRow, Accounts, Factors, SessionRow, TokenRow, Way

INVITED_HOURS: Final = 72
IDLE_HOURS: Final = 8
SESSION_HOURS: Final = 24
SCOPES: Final = ("read", "act", "webhooks")
"""What a token may be for: to read, to act, to keep webhooks. It never may more than its person."""

_SHORTEST: Final = 12
_LONGEST: Final = 1_000
_PREFIX: Final = "treaty_"
_SEEN_EVERY: Final = 1 / 60
"""Hours after which the use of a session or a token is noted again."""

_hashing = BoundedSemaphore(4)
"""One hash takes 64 MB: a hundred people who sign in at nine o'clock must not take them all at once."""


def invite(desk: Desk, name: str) -> Secret:
    """An invitation for an account: with it, within 72 hours and once, a password is set. Earlier ones hold no more.

    For who may add people; a head of delegation invites people of their own.
    """
    secret = drawn(desk.service, desk.who)
    expires_at = desk.world.time(hours=INVITED_HOURS)
    with desk.store.writing(desk.principal) as tx:
        accounts = Accounts(tx.connection)
        account = _own(desk, accounts, name)
        require(tx.seen, "people", own=account.delegation == desk.principal.delegation)
        accounts.invite(hashed(secret), account.id, expires_at)
    return Secret(secret, expires_at)


def first_invitation(service: Service) -> str:
    """The secret of a new invitation for the first administrator who has no password yet; empty where all have one."""
    with service.store.accounts() as accounts:
        everybody = [row for slug, _ in accounts.conferences() for row in accounts.accounts(slug)]
    for row in everybody:
        if row.role == "administrator" and not row.password and not row.closed_at:
            return invite(service.desk(service.as_user(row.name)), row.name).secret
    return ""


def take_up(service: Service, secret: str, password: str) -> AccountRow:
    """Sets the password of an account by its invitation; all its sessions end. `NotSignedIn` where it does not hold."""
    kept = _hash_of(_sound(password))
    with service.store.changing_accounts() as accounts:
        ident = accounts.take_up(hashed(secret), service.world.time())
        if not ident:
            raise NotSignedIn("this invitation does not hold", step="ask for another: each holds once, for 72 hours")
        accounts.change(ident, password=kept)
        accounts.end_sessions(ident)
        return accounts.account(ident=ident)


def is_account(service: Service, name: str) -> bool:
    """Whether there is an account of that name; for the server's own log."""
    with service.store.accounts() as accounts:
        return accounts.taken(name)


def sign_in(service: Service, name: str, password: str, code: str = "") -> Secret:
    """A session for who knows the password and, where they have a second factor, gives a code of it; `NotSignedIn`,
    without saying which was wrong, or whether there is one.

    After a failure, the next tries for this name wait a little longer each; nobody is ever locked out by others.
    """
    service.patience.wait(name)
    try:
        with service.store.accounts() as accounts:
            account: AccountRow | None = accounts.account(name=name)
    except NotFound:
        account = None
    known = account is not None and account.password and not account.closed_at
    good = _verified(password, account.password if account is not None and known else _dummy())
    if account is not None and known and good:
        with service.store.changing_accounts() as accounts:
            way = onetime.way_of(Factors(accounts.connection), account.id, code, service.world.seconds())
            if way is not None:
                service.patience.over(name)
                return begin_session(service, accounts, account, way)
    service.patience.failed(name)
    raise NotSignedIn(
        "name, password or code is wrong",
        step="try again, with a code if you have set up a second factor; or ask the administrator",
    )


def begin_session(service: Service, accounts: Accounts, account: AccountRow, way: Way) -> Secret:
    """A session for a person who has shown in this way who they are."""
    world = service.world
    secret = drawn(service, f"{account.conference}/{account.delegation}/{account.name}")
    expires_at = world.time(hours=SESSION_HOURS)
    accounts.open_session(SessionRow(hashed(secret), account.id, world.time(), world.time(), expires_at, way))
    return Secret(secret, expires_at)


def renew(desk: Desk) -> Secret:
    """A session for a person who has just shown a code of their second factor, which ended all that they had."""
    with desk.store.changing_accounts() as accounts:
        return begin_session(desk.service, accounts, accounts.account(name=desk.principal.user), "code")


def by_session(service: Service, secret: str, *, narrow: bool = False) -> Principal:
    """Who a session is for; `NotSignedIn` after 8 hours of rest or 24 in all, or when it was ended.

    `NoSecondFactor` where the conference asks people in their role for one, and a password alone began the session;
    `narrow` lets them pass with the rights of the public: all that is left to them is to set one up, or to leave.
    """
    world = service.world
    with service.store.accounts() as accounts:
        found = accounts.session(hashed(secret))
        if found is None or found.expires_at <= world.time() or found.seen_at <= world.time(hours=-IDLE_HOURS):
            raise NotSignedIn("the session is over", step="sign in again")
        principal = _principal(service, accounts, found.account)
        asked = found.way == "password" and accounts.policy(principal.conference).needs_factor(principal.role)
    if found.seen_at <= world.time(hours=-_SEEN_EVERY):
        with suppress(Unavailable), service.store.changing_accounts() as accounts:  # a full disk still lets people read
            accounts.see_session(found.hash, world.time())
    if asked and not narrow:
        raise NoSecondFactor(
            f"the conference asks for a second factor of who is {principal.role}",
            step="set one up with POST /v1/me/factor; if you have one, sign in again with its code",
        )
    return Principal(principal.user) if asked else principal


def sign_out(service: Service, secret: str) -> None:
    """The session is over."""
    with service.store.changing_accounts() as accounts:
        accounts.end_session(hashed(secret))


def sign_out_everywhere(desk: Desk) -> None:
    """All sessions of the person are over."""
    with desk.store.changing_accounts() as accounts:
        accounts.end_sessions(accounts.account(name=desk.principal.user).id)


def issue_token(
    desk: Desk, title: str, *, scope: tuple[str, ...] = ("read",), days: int = 90
) -> tuple[TokenRow, Secret]:
    """A token for a program that reads or acts for the person; it expires, and can be revoked."""
    if not scope or not set(scope) <= set(SCOPES):
        raise Misused("a token is for something", place=" ".join(scope), step=f"name of {', '.join(SCOPES)}")
    if not 1 <= days <= 366:
        raise Misused(f"a token lives from a day to a year, not {days} days", step="issue another when it has expired")
    world = desk.world
    secret = _PREFIX + drawn(desk.service, desk.who)
    with desk.store.changing_accounts() as accounts:
        account = accounts.account(name=desk.principal.user)
        expires_at = world.time(hours=24 * days)
        row = TokenRow(desk.ident(), account.id, title, " ".join(scope), world.time(), expires_at, "")
        accounts.add_token(row, hashed(secret))
    return row, Secret(secret, row.expires_at)


def by_token(service: Service, secret: str) -> tuple[Principal, frozenset[str]]:
    """Who a token is for, and what it is for; `NotSignedIn` where it has expired or was revoked."""
    world = service.world
    with service.store.accounts() as accounts:
        found = accounts.token(hashed(secret))
        if found is None or found.expires_at <= world.time():
            raise NotSignedIn("this token does not hold", step="issue another")
        principal = _principal(service, accounts, found.account)
    if found.seen_at <= world.time(hours=-_SEEN_EVERY):
        with suppress(Unavailable), service.store.changing_accounts() as accounts:  # as above
            accounts.see_token(found.id, world.time())
    return principal, frozenset(found.scope.split())


def tokens(desk: Desk) -> list[TokenRow]:
    """The person's own tokens, without their secrets."""
    with desk.store.accounts() as accounts:
        return accounts.tokens(accounts.account(name=desk.principal.user).id)


def revoke_token(desk: Desk, ident: str) -> None:
    """One of the person's own tokens holds no more; `NotFound` where they have no such one."""
    with desk.store.changing_accounts() as accounts:
        if not accounts.end_token(accounts.account(name=desk.principal.user).id, ident):
            raise NotFound("there is no such token", place=ident, step="see what is listed")


def operations(principal: Principal) -> dict[str, str]:
    """What the person's role may do, as the table of rights says it: `yes`, `own`, `policy` or `no`."""
    return {operation: row[principal.role] for operation, row in RIGHTS.items()}


def _own(desk: Desk, accounts: Accounts, name: str) -> AccountRow:
    """An account of the principal's conference."""
    account = accounts.account(name=name)
    if account.conference != desk.principal.conference:
        raise NotFound("there is no such account", place=name, step="see `treaty-drafts user list`")
    return account


def _principal(service: Service, accounts: Accounts, ident: str) -> Principal:
    account = accounts.account(ident=ident)
    if account.closed_at:
        raise NotSignedIn("this account is closed", step="ask the administrator")
    return service.principal(account, accounts)


def _sound(password: str) -> str:
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise Misused(f"a password has from {_SHORTEST} to {_LONGEST:,} characters", step="take a longer sentence")
    return password


def _hash_of(password: str) -> str:
    with _hashing:
        return PasswordHash.recommended().hash(password)


def _verified(password: str, kept: str) -> bool:
    with _hashing:
        return len(password) <= _LONGEST and PasswordHash.recommended().verify(password, kept)


@cache
def _dummy() -> str:
    """The hash of a password that nobody has: an unknown name takes as long as a wrong password."""
    return PasswordHash.recommended().hash("nobody signs in with this")
