"""The one table of an amendment's life, and what its acts make of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from treaty_drafts.conference import LIFECYCLE, Act, Standing, after, fold
from treaty_drafts.conference.lifecycle import DRAFTS, LIVE
from treaty_drafts.conference.rights import OPERATION_OF
from treaty_drafts.errors import OutOfOrder

VERBS = sorted({act for row in LIFECYCLE.values() for act in row})


def life(*verbs: str) -> Standing:
    """The acts of one amendment of FRA; after a colon, the delegation that acts."""
    acts = []
    for serial, verb in enumerate(verbs):
        name, _, code = verb.partition(":")
        acts.append(Act("", serial, "2026-03-01T10:00:00Z", name, delegation=code or "FRA", amendment="a"))
    return fold(acts)


def test_from_draft_to_decision_and_back() -> None:
    assert life("draft", "edit", "share", "lodge", "table").status == "tabled"
    assert life("draft", "table", "park", "adopt", "reopen").status == "tabled"


def test_a_withdrawn_amendment_is_taken_over_by_another() -> None:
    taken = life("draft", "table", "cosponsor:NOR", "withdraw", "take_over:CHE")
    assert (taken.status, taken.sponsors) == ("tabled", ("CHE",))


def test_cosponsoring_twice_is_once_and_the_lead_stays_first() -> None:
    assert life("draft", "table", "cosponsor:NOR", "cosponsor:NOR", "cosponsor:CHE").sponsors == ("FRA", "NOR", "CHE")
    assert life("draft", "table", "cosponsor:NOR", "unsponsor").sponsors == ("NOR",)


def test_the_last_sponsor_withdraws_and_does_not_leave() -> None:
    with pytest.raises(OutOfOrder, match=r"FRA is the only sponsor left \(withdraw"):
        life("draft", "table", "unsponsor")
    with pytest.raises(OutOfOrder, match="NOR is not a sponsor"):
        life("draft", "table", "unsponsor:NOR")


def test_a_refusal_says_what_is_possible() -> None:
    with pytest.raises(OutOfOrder, match=r"is draft, so `adopt` is out of order \(possible now: edit, discard"):
        after("draft", "adopt")
    with pytest.raises(OutOfOrder, match="nothing more can be done"):
        after("discarded", "edit")


def test_every_act_needs_a_right_and_every_status_can_be_reached() -> None:
    assert set(VERBS) == set(OPERATION_OF)
    reached = {""}
    while grown := {to for status in reached for to in LIFECYCLE.get(status, {}).values()} - reached:
        reached |= grown
    assert reached - {"", "discarded"} == set(LIFECYCLE) - {""}
    assert reached > LIVE | DRAFTS


def test_nothing_tabled_becomes_a_draft_again() -> None:
    """Once everybody's, always everybody's: no path leads from what was tabled back to a draft."""
    public = {"tabled"}
    while grown := {to for status in public for to in LIFECYCLE.get(status, {}).values()} - public:
        public |= grown
    assert not public & (DRAFTS | {"discarded"})


@given(st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from(("FRA", "NOR", "CHE"))), max_size=12))
def test_there_is_always_a_sponsor(steps: list[tuple[str, str]]) -> None:
    """Whatever is done in whatever order, refused acts apart, an amendment has a sponsor, each once."""
    standing = Standing()
    for serial, (verb, code) in enumerate([("draft", "FRA"), *steps]):
        try:
            standing = standing.following(Act("", serial, "", verb, delegation=code, amendment="a"))
        except OutOfOrder:
            continue
        assert standing.sponsors
        assert len(set(standing.sponsors)) == len(standing.sponsors)
