"""Every principal × every act of the conference's housekeeping, beside a table that was written apart from
the code's (C6 of the requirements): what is not theirs is refused, and what they do not know of is not there.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.rooms import USERS, WORK, Room, zero_draft
from treaty_drafts.conference import PUBLIC, Policy
from treaty_drafts.errors import NotFound, Refused
from treaty_drafts.service import Desk, accounts, factors, people, recordkeeping, versions

ROOM = ("anna", "ari", "nils", "mei", "gus", "olga", "chair", "legal", "translator")
PRINCIPALS = (*USERS, "public")
ACTS: dict[str, Callable[[Desk, str], object]] = {
    "add a delegation": lambda desk, new: people.add_delegation(desk, new.upper(), "One more"),
    "join": lambda desk, new: people.join(desk, "NORDIC", "FRA", since=f"2026-01-{len(new):02}"),
    "leave": lambda desk, _: people.leave(desk, "NORDIC", "NOR", since="2020-01-01", until="2030-01-01"),
    "add one of FRA": lambda desk, new: people.add_user(desk, f"{new}@fra", "expert", "FRA"),
    "add one of NORDIC": lambda desk, new: people.add_user(desk, f"{new}@nordic", "expert", "NORDIC"),
    "add one of SEC": lambda desk, new: people.add_user(desk, f"{new}@sec", "translator", "SEC"),
    "invite one of FRA": lambda desk, _: accounts.invite(desk, "ari"),
    "invite one of NOR": lambda desk, _: accounts.invite(desk, "nils"),
    "invite one of NORDIC": lambda desk, _: accounts.invite(desk, "gus"),
    "change one of FRA": lambda desk, _: people.change_user(desk, "ari", role="expert"),
    "change one of CHN": lambda desk, _: people.change_user(desk, "mei", role="delegate"),
    "close one of FRA": lambda desk, _: people.close_user(desk, "eve"),
    "close one of NOR": lambda desk, _: people.close_user(desk, "odd"),
    "reset the factor of one of FRA": lambda desk, _: factors.reset(desk, "ari"),
    "set the policy": lambda desk, _: people.set_policy(desk, Policy()),
    "list people": lambda desk, _: people.users(desk),
    "add an agreement": lambda desk, new: versions.add_agreement(desk, new, "Another", f"{WORK}-{new}"),
    "add a version": lambda desk, new: versions.add_version(desk, "gear", zero_draft(), number=new),
    "export the record": lambda desk, _: recordkeeping.export(desk, "gear"),
}
MAY = {  # who may; all others are refused, where they know of what it is about
    "add a delegation": ("root",),
    "join": ("root", "gus"),
    "leave": ("root", "gus"),
    "add one of FRA": ("root", "anna"),
    "add one of NORDIC": ("root", "gus"),
    "add one of SEC": ("root",),
    "invite one of FRA": ("root", "anna"),
    "invite one of NOR": ("root",),
    "invite one of NORDIC": ("root", "gus"),
    "change one of FRA": ("root", "anna"),
    "change one of CHN": ("root",),
    "close one of FRA": ("root", "anna"),
    "close one of NOR": ("root",),
    "reset the factor of one of FRA": ("root",),
    "set the policy": ("root",),
    "list people": ("root", "anna", "gus"),
    "add an agreement": ("root", "legal"),
    "add a version": ("legal", "translator"),
    "export the record": ("root", "legal"),
}
ABOUT_THE_AGREEMENT = ("add a version", "export the record")
ABOUT_AN_ACCOUNT = ("invite", "change", "close")


def expected(who: str, act: str) -> str:
    if who in MAY[act]:
        return "done"
    if act in ABOUT_THE_AGREEMENT and who not in (*ROOM, "root"):
        return "not there"  # no text of it is public
    if act.startswith(ABOUT_AN_ACCOUNT) and who == "public":
        return "not there"  # they take part in no conference
    return "refused"


def found(desk: Desk, who: str, act: str) -> str:
    try:
        ACTS[act](desk, f"by-{who}")
    except NotFound:
        return "not there"
    except Refused:
        return "refused"
    return "done"


def test_the_matrix(database: str) -> None:
    """19 acts × 12 principals."""
    room = Room(database, seed="2")
    for name, code in (("eve", "FRA"), ("odd", "NOR")):
        people.add_user(room.desk("root"), name, "expert", code)
    desks = {name: room.desk(name) for name in USERS} | {"public": room.service.desk(PUBLIC)}
    got = {(who, act): found(desk, who, act) for who, desk in desks.items() for act in ACTS}
    assert {key: one for key, one in got.items() if one != expected(*key)} == {}


def test_who_takes_part_is_known_to_who_takes_part(database: str) -> None:
    """Delegations and groups to all of them; people to the administrator, and one's own to head and coordinator."""
    room = Room(database, seed="2")
    for name in USERS:
        desk = room.desk(name)
        assert {one.code for one in people.delegations(desk)} >= {"FRA", "NOR", "NORDIC", "SEC"}, name
        assert [one.member for one in people.memberships(desk)] == ["NOR"], name
    nobody = room.service.desk(PUBLIC)
    assert (people.delegations(nobody), people.memberships(nobody)) == ([], [])
    seen = {name: {row.name for row in people.users(room.desk(name))} for name in ("root", "anna", "gus")}
    assert seen == {"root": set(USERS), "anna": {"anna", "ari"}, "gus": {"gus"}}
    assert not any(row.password for row in people.users(room.desk("root")))
