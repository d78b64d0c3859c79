"""Delegations, groups, and the people who act for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import msgspec

Capacity: TypeAlias = Literal["state", "group", "igo", "ngo", "chair", "secretariat"]
"""In what capacity a delegation takes part; `igo` and `ngo` are the two kinds of observer."""

Role: TypeAlias = Literal[
    "public", "portal", "expert", "delegate", "head", "coordinator", "chair", "translator", "legal", "administrator"
]
"""What a person does for a delegation. An expert drafts but cannot table; a coordinator is the delegate of a group."""

OBSERVERS: Final = frozenset(("igo", "ngo"))

_HEAVY: Final = frozenset(("chair", "legal", "administrator"))
"""Whose password, in the hands of another, would decide, publish, or let others in."""


class Delegation(msgspec.Struct, frozen=True):
    """Who may sponsor or take a position, by its `code` (FRA, EU, ICRC); a group is a delegation with members."""

    code: str
    name: str
    capacity: Capacity


class Membership(msgspec.Struct, frozen=True, omit_defaults=True):
    """`member` belongs to `group` from the day `since` to the day before `until` (ISO 8601; empty: no end yet).

    A delegation may be in several groups at once, and leave and return: each stay is a membership of its own.
    """

    group: str
    member: str
    since: str
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether the membership is in force on that day."""
        return self.since <= day and (not self.until or day < self.until)


class Policy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the rules of a conference leave open, as decided by it; the defaults are the stricter choice, but for the
    last: a conference begins with people who have set up nothing yet.

    `open`: the public and portals read what is tabled. `observers_read`, `observers_draft`: observers read what is
    tabled, and draft for others to take up. `observers_table`: they table in their own name. `one_signature`:
    the legal officer publishes without the chair. `second_factor`: chair, legal officer and administrator, signed in
    by a password, can do nothing before they have set up a second factor; everybody may.
    """

    open: bool = False
    observers_read: bool = True
    observers_draft: bool = True
    observers_table: bool = False
    one_signature: bool = False
    second_factor: bool = False

    def needs_factor(self, role: Role) -> bool:
        """Whether a password alone is too little for people in that role."""
        return self.second_factor and role in _HEAVY


class Principal(msgspec.Struct, frozen=True, omit_defaults=True):
    """For whom something is read or done: a user in one role for one delegation of one conference, or the public.

    `groups` are the groups of which the delegation is a member today. `via` is `operator` where somebody
    acts for them at the command line of the database.
    """

    user: str = ""
    role: Role = "public"
    conference: str = ""
    delegation: str = ""
    capacity: Capacity | Literal[""] = ""
    groups: frozenset[str] = frozenset()
    via: str = ""

    @property
    def audience(self) -> frozenset[str]:
        """The codes to which something can be shared so that this principal reads it."""
        return self.groups | {self.delegation} if self.delegation else frozenset()


PUBLIC: Final = Principal()
"""Everybody: who has not signed in."""


def groups_on(day: str, delegation: str, memberships: Iterable[Membership]) -> frozenset[str]:
    """The groups of a delegation on a day."""
    return frozenset(one.group for one in memberships if one.member == delegation and one.holds(day))
