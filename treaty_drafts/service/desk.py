"""A desk: where one principal reads and acts. What every act has in common is here: one transaction, in which its
effect, its line in the record and the answer to who asks again are kept together or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from treaty_drafts.conference import Act, Principal
from treaty_drafts.conference.participants import groups_on
from treaty_drafts.errors import Misused, Outdated, Refused, Repeated
from treaty_drafts.service.compilations import Compilations, Negotiated
from treaty_drafts.service.kept import Kept
from treaty_drafts.service.patience import Patience
from treaty_drafts.service.recording import seal
from treaty_drafts.service.rush import Check, Do, Rush
from treaty_drafts.service.tags import tag
from treaty_drafts.service.texts import Texts
from treaty_drafts.service.world import World, real
from treaty_drafts.store import (
    AccountRow,
    Accounts,
    AgreementRow,
    AmendmentRow,
    Seen,
    Store,
    VersionRow,
    Writing,
    open_store,
)


class Once(msgspec.Struct, frozen=True):
    """An idempotency key: with it, a request has its effect once, however often it is sent.

    `scope` is where the key counts (the principal's name is added), `request` the digest of what was asked.
    """

    key: str
    scope: str = ""
    request: str = ""


class Done(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an act did: its lines in the record, what it was about as the principal sees it now, and at tabling the
    receipt. No `acts` where everything was so already. `replayed` where it had been done under the same key before.
    """

    acts: tuple[Act, ...] = ()
    amendment: AmendmentRow | None = None
    version: VersionRow | None = None
    receipt: str = ""
    replayed: bool = False


_TEXTS: Final = 6
"""Negotiating texts that are kept; one of 10,000 amendments takes some 100 MB."""


class Service:
    """One database and one world, with what is worth keeping between requests. Threads may share it."""

    def __init__(self, store: Store, world: World | None = None) -> None:
        self.store = store
        self.world = world or real()
        self.texts = Texts()
        self.compilations = Compilations(self.texts)
        self.negotiated: Kept[tuple[str, int], Negotiated] = Kept(_TEXTS)
        self.patience = Patience(self.world)
        self._rushes: dict[str, Rush[Done]] = {}

    def require_ready(self) -> None:
        """`Misused` unless the tables are those that this version of the package works with."""
        with self.store.everything() as everything:
            facts = everything.facts(quick=True)
        if facts.revision != facts.head:
            raise Misused(
                f"the tables are at step {facts.revision or 'none'}, and this version needs {facts.head}",
                step="run `treaty-drafts init`: it brings them up to date",
            )

    def principal(self, account: AccountRow, accounts: Accounts) -> Principal:
        """For whom a person acts today: their groups are those of this day."""
        stays = accounts.memberships(account.conference, member=account.delegation)
        groups = groups_on(self.world.day(), account.delegation, stays)
        return Principal(account.name, account.role, account.conference, account.delegation, account.capacity, groups)

    def as_user(self, name: str, *, via: str = "") -> Principal:
        """The principal of the account of that name, `via` a door other than their own sign-in; `NotFound`, or
        `Refused` where it is closed.
        """
        with self.store.accounts() as accounts:
            account = accounts.account(name=name)
            if account.closed_at:
                raise Refused("this account is closed", place=name, step="name another, or open it again")
            return msgspec.structs.replace(self.principal(account, accounts), via=via)

    def rush(self, conference: str) -> Rush[Done]:
        """Where those wait who table in a conference."""
        return self._rushes.setdefault(conference, Rush(self.store, conference))

    def desk(self, principal: Principal, *, once: Once | None = None) -> Desk:
        """A desk for somebody; with a key, its next act has its effect once."""
        return Desk(self, principal, once)


class Desk:
    """Where one principal reads and acts; the functions of this package take it first."""

    def __init__(self, service: Service, principal: Principal, once: Once | None = None) -> None:
        self.service = service
        self.store = service.store
        self.world = service.world
        self.texts = service.texts
        self.principal = principal
        self.once = once

    @contextmanager
    def seen(self) -> Iterator[Seen]:
        """What the principal sees, for the length of one short transaction."""
        with self.store.seen_by(self.principal) as seen:
            yield seen

    @property
    def who(self) -> str:
        """For whom chance is drawn."""
        return f"{self.principal.conference}/{self.principal.delegation}/{self.principal.user}"

    def ident(self) -> str:
        """A new opaque name."""
        return self.world.ident(self.who)

    def act(self, do: Callable[[Writing], Done]) -> Done:
        """Does it in one transaction; with a key that was used before, gives the answer of then."""
        with self.store.writing(self.principal) as tx:
            return self._done(tx, do)

    def act_in_rush(self, ident: str, check: Check, do: Do[Done], alone: Callable[[Writing], Done]) -> Done:
        """Does it to a draft in one transaction with others who want to at once, if the `check` does not raise.

        `alone` does the same by itself, where it cannot be done so: only there it is refused.
        """
        rush = self.service.rush(self.principal.conference)
        done = rush.act(self.principal, ident, check, lambda tx, matter: self._done(tx, lambda tx: do(tx, matter)))
        return self.act(alone) if done is None else done

    def _done(self, tx: Writing, do: Callable[[Writing], Done]) -> Done:
        if self.once is None:
            done = do(tx)
            seal(tx)
            return done
        scope = f"{self.who}{self.once.scope}"
        if not tx.begin_replay(scope, self.once.key, self.once.request, self.world.time()):
            return _again(tx, scope, self.once)
        done = do(tx)
        seal(tx)
        tx.end_replay(scope, self.once.key, msgspec.json.encode(done).decode())
        return done


_DONE: Final = msgspec.json.Decoder(Done)


def _again(tx: Writing, scope: str, once: Once) -> Done:
    request, answer = tx.replayed(scope, once.key) or ("", "")
    if request != once.request:
        raise Repeated(
            "this key was sent before, with another request", place=once.key, step="take a new key for a new request"
        )
    return msgspec.structs.replace(_DONE.decode(answer), replayed=True)


def require(seen: Seen, operation: str, *, own: bool = True, of: AgreementRow | None = None) -> None:
    """`Refused` unless the principal may do this; to an agreement, in the conference whose it is and nowhere else."""
    if not seen.may(operation, own=own) or (of is not None and of.conference != seen.principal.conference):
        principal = seen.principal
        who = f"{principal.user}, {principal.role} of {principal.delegation}," if principal.user else "the public"
        raise Refused(
            f"{who} has no right to `{operation}`",
            step="docs/rights.md has the table of who may do what",
        )


def require_unchanged(value: object, expecting: str) -> None:
    """`Outdated` where somebody read another state than the present one; nothing where they named none."""
    if expecting and tag(value) != expecting:
        raise Outdated("it has changed since you read it", step="read it again, and act on what it is now")


def open_service(url: str, world: World | None = None, *, upgrade: bool = True) -> Service:
    """The service on the database of that URL or file, whose tables are brought up to date unless told otherwise."""
    store = open_store(url)
    if upgrade:
        store.upgrade()
    return Service(store, world)
