"""Who takes part: the conference, its delegations, groups and people. These acts are in the conference's own log."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from treaty_drafts.conference import Act, Capacity, Delegation, Membership, Policy, Principal, Role
from treaty_drafts.errors import Misused, NotFound, Refused
from treaty_drafts.service.desk import Desk, Done, Service, require
from treaty_drafts.service.recording import record
from treaty_drafts.store import AccountRow, Accounts, Writing

_CODE: Final = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CAPACITIES: Final = ("state", "group", "igo", "ngo", "chair", "secretariat")
_ROLES_OF: Final = {
    "chair": ("chair", "expert"),
    "secretariat": ("legal", "translator", "administrator", "portal"),
    "group": ("coordinator", "expert"),
}
"""The roles that people of a delegation in that capacity have; of States and observers, those of a delegation."""


def found(
    service: Service, slug: str, title: str, *, admin: str, shown: str = "", policy: Policy | None = None
) -> Principal:
    """A new conference with its secretariat, its chair and one administrator, who may do all that follows.

    `Misused` where there is one of that slug, or an account of that name.
    """
    _name(slug, _SLUG, "a slug is lower-case letters and digits with single hyphens: fishing-gear")
    principal = Principal(admin, "administrator", slug, "SEC", "secretariat")
    desk = service.desk(principal)
    key = service.world.chance(f"{slug}//", 32)

    def do(tx: Writing) -> Done:
        accounts = Accounts(tx.connection)
        if slug in (one for one, _ in accounts.conferences()):
            raise Misused("there is a conference of that name", place=slug, step="name another")
        tx.add_conference(slug, title, policy or Policy(), key, service.world.time())
        for code, name, capacity in (("SEC", "Secretariat", "secretariat"), ("CHAIR", "Chair", "chair")):
            tx.add_delegation(slug, Delegation(code, name, capacity))  # type: ignore[arg-type]
        _free(accounts, admin)
        row = AccountRow(desk.ident(), slug, "SEC", admin, shown or admin, "administrator", "secretariat", "", "")
        accounts.add(row, service.world.time())
        log = tx.lock(slug, "", "")
        record(desk.world, tx, log, Act("", 0, "", "found", note=title))
        return Done()

    desk.act(do)
    return principal


def add_delegation(desk: Desk, code: str, name: str, capacity: Capacity = "state") -> Done:
    """One more delegation of the conference: a State, a group, an observer."""
    _name(code, _CODE, "a code is capital letters, digits and hyphens, at most 16: FRA, G77, EU-27")
    if capacity not in _CAPACITIES:
        raise Misused(f"there is no capacity `{capacity}`", step=f"it is one of {', '.join(_CAPACITIES)}")

    def do(tx: Writing) -> Done:
        require(tx.seen, "people", own=False)
        if code in (one.code for one in Accounts(tx.connection).delegations(desk.principal.conference)):
            raise Misused("there is a delegation of that code", place=code, step="name another")
        tx.add_delegation(desk.principal.conference, Delegation(code, name, capacity))
        return noted(desk, tx, "add_delegation", code, f"{code}, {name}, {capacity}")

    return desk.act(do)


def join(desk: Desk, group: str, member: str, *, since: str, until: str = "") -> Done:
    """A delegation belongs to a group from a day, to the day before another."""

    def do(tx: Writing) -> Done:
        require(tx.seen, "people", own=desk.principal.delegation == group)
        accounts = Accounts(tx.connection)
        of = {one.code: one.capacity for one in accounts.delegations(desk.principal.conference)}
        if of.get(group) != "group" or of.get(member, "group") == "group":
            raise Misused("members are delegations, of a group", place=f"{member}, {group}", step="name both by code")
        stay = Membership(group, member, since, until)
        if any(
            one.since == since and one.group == group
            for one in accounts.memberships(desk.principal.conference, member=member)
        ):
            raise Misused("that stay is known", place=f"{member}, {group}", step="end it with `leave`")
        tx.add_membership(desk.principal.conference, stay)
        return noted(
            desk, tx, "join", group, f"{member} belongs to {group} from {since}" + (f" until {until}" if until else "")
        )

    return desk.act(do)


def leave(desk: Desk, group: str, member: str, *, since: str, until: str) -> Done:
    """The stay that began on the day `since` ends the day before `until`."""

    def do(tx: Writing) -> Done:
        require(tx.seen, "people", own=desk.principal.delegation == group)
        tx.end_membership(desk.principal.conference, Membership(group, member, since, until))
        return noted(desk, tx, "leave", group, f"{member} belongs to {group} until {until}")

    return desk.act(do)


def add_user(desk: Desk, name: str, role: Role, delegation: str, *, shown: str = "") -> Done:
    """One more person, in a role for a delegation; they get in by an invitation (`accounts.invite`).

    A head of delegation or a coordinator adds people of their own delegation, the administrator anybody.
    """

    def do(tx: Writing) -> Done:
        own = desk.principal.delegation == delegation
        require(tx.seen, "people", own=own)
        accounts = Accounts(tx.connection)
        of = {one.code: one.capacity for one in accounts.delegations(desk.principal.conference)}
        capacity = of.get(delegation)
        if capacity is None:
            raise Misused("there is no such delegation", place=delegation, step="add it first")
        _require_role(role, capacity, name)
        _free(accounts, name)
        row = AccountRow(
            desk.ident(), desk.principal.conference, delegation, name, shown or name, role, capacity, "", ""
        )
        accounts.add(row, desk.world.time())
        return noted(desk, tx, "add_user", delegation, f"{name}, {role} of {delegation}")

    return desk.act(do)


def change_user(desk: Desk, name: str, *, role: Role) -> Done:
    """Another role for a person, from their next request on."""

    def do(tx: Writing) -> Done:
        account = _account(desk, tx, name)
        _require_role(role, account.capacity, name)
        Accounts(tx.connection).change(account.id, role=role)
        return noted(desk, tx, "change_user", account.delegation, f"{name}, {role} of {account.delegation}")

    return desk.act(do)


def close_user(desk: Desk, name: str) -> Done:
    """A person's account is closed: its sessions and tokens hold no more. What they did stays done."""

    def do(tx: Writing) -> Done:
        account = _account(desk, tx, name)
        Accounts(tx.connection).change(account.id, closed_at=desk.world.time())
        return noted(desk, tx, "close_user", account.delegation, f"{name} of {account.delegation}")

    return desk.act(do)


def _account(desk: Desk, tx: Writing, name: str) -> AccountRow:
    """An account that the principal may change."""
    account = Accounts(tx.connection).account(name=name)
    if account.conference != desk.principal.conference:
        raise NotFound("there is no such account", place=name, step="see who is listed")
    require(tx.seen, "people", own=account.delegation == desk.principal.delegation)
    return account


def _require_role(role: Role, capacity: Capacity, name: str) -> None:
    roles = _ROLES_OF.get(capacity, ("expert", "delegate", "head"))
    if role not in roles:
        raise Misused(f"nobody is {role} for a {capacity}", place=name, step=f"the roles are {', '.join(roles)}")


def set_policy(desk: Desk, policy: Policy) -> Done:
    """What the rules leave open, as the conference has decided it."""

    def do(tx: Writing) -> Done:
        require(tx.seen, "operate")
        tx.set_policy(desk.principal.conference, policy)
        return noted(desk, tx, "set_policy", "", msgspec.json.encode(policy).decode())

    return desk.act(do)


def policy(desk: Desk) -> Policy:
    """How the conference of the principal has decided it; known to all who take part."""
    with desk.seen() as seen:
        return seen.policy


def delegations(desk: Desk) -> list[Delegation]:
    """The delegations of the principal's conference, by code; they are known to all who take part in it."""
    with desk.store.accounts() as accounts:
        return accounts.delegations(desk.principal.conference) if desk.principal.conference else []


def memberships(desk: Desk) -> list[Membership]:
    """The stays in groups of the principal's conference."""
    with desk.store.accounts() as accounts:
        return accounts.memberships(desk.principal.conference) if desk.principal.conference else []


def users(desk: Desk) -> list[AccountRow]:
    """The people of the conference, for the administrator; of one's own delegation, for its head."""
    with desk.seen() as seen:
        require(seen, "people")
        everybody = seen.may("people", own=False)
        accounts = Accounts(seen.connection)
        own = "" if everybody else desk.principal.delegation
        rows = accounts.accounts(desk.principal.conference, delegation=own)
    return [msgspec.structs.replace(row, password="") for row in rows]


def administered(desk: Desk, tx: Writing, name: str) -> AccountRow:
    """An account of the conference, for its administrator alone."""
    require(tx.seen, "people", own=False)
    account = Accounts(tx.connection).account(name=name)
    if account.conference != desk.principal.conference:
        raise NotFound("there is no such account", place=name, step="see `treaty-drafts user list`")
    return account


def noted(desk: Desk, tx: Writing, verb: str, delegation: str, note: str) -> Done:
    """An act in the conference's own log, about somebody of a delegation."""
    log = tx.lock(desk.principal.conference, "", "")
    _, act = record(desk.world, tx, log, Act("", 0, "", verb, delegation=delegation, note=note))
    return Done((act,))


def _name(word: str, form: re.Pattern[str], step: str) -> None:
    if not form.fullmatch(word):
        raise Misused("this cannot be a name here", place=word, step=step)


def _free(accounts: Accounts, name: str) -> None:
    if not name.strip() or len(name) > 100:
        raise Misused("an account needs a name to sign in with", place=name, step="an e-mail address is one")
    if accounts.taken(name):
        raise Refused("this name cannot be used", place=name, step="choose another")
