"""Who may do what, and for how long somebody belongs to a group."""

from __future__ import annotations

import pytest

from treaty_drafts.conference import OPERATIONS, PUBLIC, RIGHTS, Membership, Policy, Principal, may
from treaty_drafts.conference.participants import groups_on

STRICT = Policy()


def test_the_administrator_has_no_right_over_text() -> None:
    admin = Principal("u", "administrator", "C", "SEC", "secretariat")
    over_text = ("read_tabled", "read_lodged", "read_draft", "draft", "table", "decide", "consolidate", "publish")
    assert not any(may(admin, operation, STRICT) for operation in over_text)


def test_an_expert_drafts_but_does_not_table() -> None:
    expert = Principal("u", "expert", "C", "FRA", "state")
    assert may(expert, "draft", STRICT)
    assert not may(expert, "table", STRICT)


def test_own_is_own() -> None:
    head = Principal("u", "head", "C", "FRA", "state")
    assert may(head, "revise", STRICT, own=True)
    assert not may(head, "revise", STRICT, own=False)


@pytest.mark.parametrize("capacity", ("igo", "ngo"))
def test_what_observers_may_is_the_conferences_decision(capacity: str) -> None:
    observer = Principal("u", "delegate", "C", "ICRC", capacity)  # type: ignore[arg-type]
    assert not may(observer, "table", STRICT)
    assert may(observer, "table", Policy(observers_table=True))
    assert not may(observer, "read_tabled", Policy(observers_read=False))


def test_the_public_reads_what_is_tabled_only_where_the_conference_is_open() -> None:
    assert not may(PUBLIC, "read_tabled", STRICT)
    assert may(PUBLIC, "read_tabled", Policy(open=True))
    assert may(PUBLIC, "read_published", STRICT)


def test_every_cell_of_the_table_is_a_right() -> None:
    roles = set(RIGHTS["decide"])
    assert all(set(RIGHTS[operation]) == roles for operation in OPERATIONS)
    assert {right for row in RIGHTS.values() for right in row.values()} == {"yes", "own", "policy", "no"}


def test_a_delegation_belongs_to_a_group_from_a_day_to_a_day() -> None:
    """Memberships overlap, end, and begin again; the last day is not part of it."""
    stays = [Membership("G77", "MEX", "1964-06-15", "1994-05-18"), Membership("EIG", "MEX", "2000-09-01")]
    assert groups_on("1994-05-17", "MEX", stays) == {"G77"}
    assert groups_on("1994-05-18", "MEX", stays) == frozenset()
    assert groups_on("2015-12-12", "MEX", stays) == {"EIG"}
    assert groups_on("2015-12-12", "CHE", stays) == frozenset()
