"""Signing in through the identity provider of a mission or a ministry.

The provider says who somebody is, and nothing else: what they may do is the account's that the administrator linked
them to. Whom nobody linked has no way in, whatever the provider says of them.
"""

from __future__ import annotations

from typing import Final

from treaty_drafts.errors import Misused, NotSignedIn
from treaty_drafts.service.accounts import begin_session
from treaty_drafts.service.desk import Desk, Done, Service, require
from treaty_drafts.service.people import administered, noted
from treaty_drafts.service.secret import Secret, hashed
from treaty_drafts.store import Accounts, SubjectRow, Subjects, Writing

ATTEMPT_MINUTES: Final = 10

_LONGEST: Final = 255
"""Characters of a subject (OpenID Connect Core 1.0, 2)."""


def link(desk: Desk, name: str, issuer: str, subject: str) -> Done:
    """The person that an issuer knows as `subject` signs in as this account from now on; for the administrator alone.

    The record says that it was done and with which issuer, not by which subject.
    """
    if not issuer.startswith(("https://", "http://")) or not 0 < len(subject) <= _LONGEST:
        raise Misused(
            "a person is linked by issuer and subject", place=name, step="give both as the identity provider does"
        )

    def do(tx: Writing) -> Done:
        account = administered(desk, tx, name)
        subjects = Subjects(tx.connection)
        if account.closed_at:
            raise Misused("this account is closed", place=name, step="name another")
        if known := subjects.account(issuer, subject):
            if known == account.id:
                return Done()
            raise Misused("this subject is linked to another account", place=subject, step="unlink that one first")
        subjects.link(SubjectRow(issuer, subject, account.id, desk.world.time()))
        return noted(desk, tx, "link_user", account.delegation, f"{name} of {account.delegation} signs in by {issuer}")

    return desk.act(do)


def unlink(desk: Desk, name: str) -> Done:
    """Nobody signs in as this account by an identity provider any more; its sessions end."""

    def do(tx: Writing) -> Done:
        account = administered(desk, tx, name)
        if not Subjects(tx.connection).unlink(account.id):
            return Done()
        Accounts(tx.connection).end_sessions(account.id)
        return noted(desk, tx, "unlink_user", account.delegation, f"{name} of {account.delegation}")

    return desk.act(do)


def linked(desk: Desk, name: str) -> list[SubjectRow]:
    """The subjects that are linked to an account; for the administrator alone."""
    with desk.seen() as seen:
        require(seen, "people", own=False)
        account = Accounts(seen.connection).account(name=name)
        return Subjects(seen.connection).of(account.id) if account.conference == desk.principal.conference else []


def begin(service: Service, state: str) -> None:
    """An attempt to sign in is under way, and is known by its state for ten minutes."""
    world = service.world
    with service.store.changing_accounts() as accounts:
        attempts = Subjects(accounts.connection)
        attempts.begin(hashed(state), world.time(), world.time(hours=ATTEMPT_MINUTES / 60))


def take(service: Service, state: str) -> None:
    """The attempt of that state is answered; `NotSignedIn` where it was before, or is past."""
    with service.store.changing_accounts() as accounts:
        if not Subjects(accounts.connection).take(hashed(state), service.world.time()):
            raise NotSignedIn("this attempt to sign in is over", step="sign in again from the beginning")


def sign_in(service: Service, issuer: str, subject: str) -> Secret:
    """A session for the person whom the issuer knows as `subject`; `NotSignedIn` where they are linked to no account
    that is open.
    """
    with service.store.changing_accounts() as accounts:
        ident = Subjects(accounts.connection).account(issuer, subject)
        account = accounts.account(ident=ident) if ident else None
        if account is None or account.closed_at:
            raise NotSignedIn(
                "no open account is linked to you",
                place=subject,
                step="let the administrator link this name to yours",
            )
        return begin_session(service, accounts, account, "provider")
