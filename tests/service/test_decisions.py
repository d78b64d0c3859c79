"""From what was tabled to the next version, and to what everybody may read."""

from __future__ import annotations

import pytest

import treaty_drafts as td
from tests.rooms import Room, what
from treaty_drafts.conference import PUBLIC, Policy
from treaty_drafts.errors import Incompatible, Misused, NotFound, OutOfOrder, Refused, Withdrawn, WrongBase
from treaty_drafts.service import (
    Wish,
    compiled,
    consolidating,
    deciding,
    drafting,
    publishing,
    reading,
    tabling,
    versions,
)

AIM = "Each Party shall take appropriate measures to reduce the loss of fishing gear."


def bracketed(room: Room, name: str, **more: bool) -> str:
    return str(td.render(compiled.negotiated(room.desk(name), "gear", **more).compilation, view="bracketed"))


def test_everybody_reads_the_compilation_of_what_they_see(database: str) -> None:
    """What is tabled is in brackets for all; a draft only for its own delegation, when asked for."""
    room = Room(database)
    room.tabled("anna", text=AIM.replace("shall", "should"))
    room.draft("nils", text=AIM.replace("appropriate", "effective"))
    assert "Each Party [shall][should (FRA)] take appropriate" in bracketed(room, "mei")
    assert "effective" not in bracketed(room, "nils")
    assert "[appropriate][effective (NOR)]" in bracketed(room, "nils", drafts=True)
    assert "effective" not in bracketed(room, "anna", drafts=True)
    one = compiled.negotiated(room.desk("anna"), "gear")
    assert one.compilation is compiled.negotiated(room.desk("mei"), "gear").compilation
    with pytest.raises(NotFound):
        compiled.negotiated(room.service.desk(PUBLIC), "gear")


def test_one_more_amendment_grows_what_is_compiled(database: str) -> None:
    """The compilation that grew by tabling is the one that would be compiled of all."""
    room = Room(database)
    for name, at in (("anna", "art_1__p_1"), ("nils", "art_2__para_1__p_1"), ("mei", "art_1__p_1")):
        room.tabled(name, at)
        grown = bracketed(room, "mei")
    fresh = Room(database)
    assert bracketed(fresh, "mei") == grown
    tabling.cosponsor(room.desk("nils"), reading.amendments(room.desk("nils"), "gear")[0].id)
    assert "(FRA, NOR)" in bracketed(room, "mei")


def test_adopting_consolidating_carrying(database: str) -> None:
    """The chair adopts, the legal officer consolidates: words in, rivals in conflict, the untouched carried over."""
    room = Room(database)
    first = room.tabled("anna", text=AIM.replace("shall", "should"))
    rival = room.tabled("nils", text=AIM.replace("shall", "may"))
    same = room.tabled("mei", text=AIM.replace("shall", "should"))
    other = room.tabled("nils", "art_2__para_2__p_1", "Marks shall be visible.")
    chair, legal = room.desk("chair"), room.desk("legal")
    with pytest.raises(OutOfOrder, match="nothing was adopted"):
        consolidating.consolidate(legal, "gear")
    assert what(deciding.adopt(chair, first, ruling="by consensus")) == ("adopted", "A/CONF.900/L.1")
    with pytest.raises(Incompatible):
        deciding.adopt(chair, rival)
    rehearsed = consolidating.rehearse(legal, "gear")
    done = consolidating.consolidate(legal, "gear")
    assert done.version is not None
    assert (done.version.number, done.version.base, done.version.digest) == (
        "zero-draft-rev-1",
        "zero-draft",
        rehearsed.manifest.result_digest,
    )
    assert [(act.verb, act.symbol) for act in done.acts] == [
        ("consolidate", "A/CONF.900/1/Rev.1"),
        ("carry", "A/CONF.900/L.2"),
        ("satisfy", "A/CONF.900/L.3"),
        ("carry", "A/CONF.900/L.4"),
    ]
    text = versions.version(room.desk("mei"), "gear", "eng")[1]
    assert text.block("art_1__p_1").text.chars == AIM.replace("shall", "should")
    rows = {row.id: row for row in reading.amendments(room.desk("mei"), "gear")}
    assert [(rows[one].status, rows[one].waits) for one in (first, rival, same, other)] == [
        ("adopted", ""), ("tabled", "conflict"), ("satisfied", ""), ("tabled", ""),
    ]  # fmt: skip
    assert "should take" in bracketed(room, "mei")
    assert "[should][shall (NOR)]" in bracketed(room, "mei")
    with pytest.raises(OutOfOrder, match="waits for its sponsors"):
        deciding.adopt(chair, rival)
    tabling.revise(room.desk("nils"), rival, Wish(at="art_1__p_1", text=AIM.replace("shall", "may")))
    assert reading.amendment(chair, rival)[0].symbol == "A/CONF.900/L.2/Rev.1"
    assert "[should][may (NOR)]" in bracketed(room, "mei")
    with pytest.raises(WrongBase):
        deciding.reopen(chair, first)


def test_a_draft_on_a_text_that_moved_on_is_not_tabled(database: str) -> None:
    room = Room(database)
    ident = room.draft("mei")
    deciding.adopt(room.desk("chair"), room.tabled("anna"))
    consolidating.consolidate(room.desk("legal"), "gear")
    with pytest.raises(WrongBase, match="which is the text now"):
        tabling.table(room.desk("mei"), ident)
    drafting.edit(room.desk("mei"), ident, Wish(at="art_1__p_1", text="Something on the new text."))
    assert what(tabling.table(room.desk("mei"), ident))[0] == "tabled"


def test_a_sub_amendment_follows_its_parent(database: str) -> None:
    """It is written on the text as its parent would have it, adopted after it, and falls when those words change."""
    room = Room(database)
    parent = room.tabled("anna", text=AIM.replace("appropriate", "effective and lasting"))
    child = room.tabled("nils", text=AIM.replace("appropriate", "effective and durable"), amends=parent)
    lost = room.tabled("mei", text=AIM.replace("appropriate", "effective, swift and lasting"), amends=parent)
    assert "lasting" in bracketed(room, "mei")
    assert "[durable" in bracketed(room, "mei") or "durable (NOR)" in bracketed(room, "mei")
    chair = room.desk("chair")
    with pytest.raises(Misused, match="which is not adopted"):
        deciding.adopt(chair, child)
    deciding.adopt(chair, parent)
    deciding.adopt(chair, child)
    consolidating.consolidate(room.desk("legal"), "gear")
    text = versions.version(room.desk("mei"), "gear", "eng")[1].block("art_1__p_1").text.chars
    assert text == AIM.replace("appropriate", "effective and durable")
    row = reading.amendment(room.desk("mei"), lost)[0]
    assert (row.status, row.parent) == ("tabled", "")


def test_a_revised_parent_leaves_its_sub_amendments_without_words(database: str) -> None:
    room = Room(database)
    parent = room.tabled("anna", text=AIM.replace("appropriate", "effective and lasting"))
    child = room.tabled("nils", text=AIM.replace("appropriate", "effective and durable"), amends=parent)
    tabling.revise(room.desk("anna"), parent, Wish(at="art_1__p_1", text=AIM.replace("appropriate", "swift")))
    assert "durable" not in bracketed(room, "mei")
    deciding.adopt(room.desk("chair"), parent)
    consolidating.consolidate(room.desk("legal"), "gear")
    assert reading.amendment(room.desk("mei"), child)[0].status == "fallen"


def test_two_people_publish_and_a_tombstone_stays(database: str) -> None:
    room = Room(database)
    public = room.service.desk(PUBLIC)
    name = ("gear", "eng", "zero-draft")
    with pytest.raises(NotFound):
        versions.version(public, *name)
    signed = publishing.publish(room.desk("legal"), *name)
    assert signed.version is not None
    assert (signed.version.issue, versions.agreements(public)) == ("signed", [])
    assert publishing.publish(room.desk("legal"), *name).acts == ()
    published = publishing.publish(room.desk("chair"), *name)
    assert [act.verb for act in published.acts] == ["publish"]
    assert versions.version(public, *name)[0].issue == "published"
    with pytest.raises(Refused):
        publishing.withdraw(room.desk("chair"), *name)
    publishing.withdraw(room.desk("legal"), *name, why="a page was missing")
    with pytest.raises(Withdrawn, match="was withdrawn on 2026-03-01"):
        versions.version(public, *name)
    assert versions.version(room.desk("anna"), *name)[0].issue == "withdrawn"
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), *name)
    kinds = [(row.sequence, row.kind) for row in publishing.publications(public)]
    assert kinds == [(1, "published"), (2, "withdrawn"), (3, "republished")]


def test_one_signature_where_the_conference_says_so(database: str) -> None:
    room = Room(database, policy=Policy(one_signature=True))
    done = publishing.publish(room.desk("legal"), "gear", "eng", "zero-draft")
    assert done.version is not None
    assert done.version.issue == "published"


def test_an_agreement_that_is_closed_takes_proposals_of_the_chair_alone(database: str) -> None:
    room = Room(database)
    ident, bridging = room.draft("anna"), room.draft("chair")
    deciding.set_phase(room.desk("chair"), "gear", "closed", why="the last night")
    with pytest.raises(OutOfOrder, match="closed for proposals"):
        tabling.table(room.desk("anna"), ident)
    assert what(tabling.table(room.desk("chair"), bridging)) == ("tabled", "A/CONF.900/L.1")
    assert deciding.set_phase(room.desk("legal"), "gear", "closed").acts == ()
