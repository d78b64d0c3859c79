"""Two conferences in one database: an office in one is none in the other, however open that is."""

from __future__ import annotations

import pytest

from tests.rooms import Room
from treaty_drafts.conference import Policy
from treaty_drafts.errors import NotFound, Refused
from treaty_drafts.service import (
    Desk,
    Wish,
    compiled,
    consolidating,
    deciding,
    drafting,
    people,
    publishing,
    reading,
    recordkeeping,
    tabling,
    versions,
)  # fmt: skip

WISH = Wish(at="art_1__p_1", text="Words from elsewhere.")


@pytest.fixture
def elsewhere(database: str) -> tuple[Room, dict[str, Desk], str]:
    """A room that is open to the public and has a published text, and desks of another conference by role."""
    room = Room(database, policy=Policy(open=True))
    other = people.found(room.service, "other", "Another conference", admin="root2")
    desk = room.service.desk(other)
    people.add_delegation(desk, "FRA", "France")
    for name, role, code in (("legal2", "legal", "SEC"), ("chair2", "chair", "CHAIR"), ("head2", "head", "FRA")):
        people.add_user(desk, name, role, code)  # type: ignore[arg-type]
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    desks = {name: room.desk(name) for name in ("legal2", "chair2", "head2", "root2")}
    return room, desks, room.tabled("anna")


def test_what_is_public_is_read_there_as_by_anybody(elsewhere: tuple[Room, dict[str, Desk], str]) -> None:
    room, desks, ident = elsewhere
    hidden = room.draft("anna")
    for desk in desks.values():
        assert versions.version(desk, "gear", "eng")[0].number == "zero-draft"
        assert reading.amendment(desk, ident)[0].symbol == "A/CONF.900/L.1"
        assert reading.acts(desk, "gear") == []
        assert compiled.negotiated(desk, "gear").rows
        with pytest.raises(NotFound):
            reading.amendment(desk, hidden)


def test_nothing_is_done_there(elsewhere: tuple[Room, dict[str, Desk], str]) -> None:
    """Not even by a person of the same delegation's code, or in the same office."""
    room, desks, ident = elsewhere
    before = reading.acts(room.desk("anna"), "gear")
    legal, chair, head = desks["legal2"], desks["chair2"], desks["head2"]
    for act in (
        lambda: drafting.draft(head, "gear", WISH),
        lambda: drafting.preview(head, "gear", WISH),
        lambda: tabling.cosponsor(head, ident),
        lambda: tabling.withdraw(head, ident),
        lambda: tabling.revise(head, ident, WISH),
        lambda: deciding.adopt(chair, ident),
        lambda: deciding.park(chair, ident),
        lambda: deciding.set_phase(chair, "gear", "closed"),
        lambda: publishing.publish(chair, "gear", "eng", "zero-draft"),
        lambda: publishing.withdraw(legal, "gear", "eng", "zero-draft"),
        lambda: consolidating.consolidate(legal, "gear"),
        lambda: consolidating.rehearse(legal, "gear"),
        lambda: versions.add_version(legal, "gear", room.text(), number="rev-9"),
        lambda: recordkeeping.export(legal, "gear"),
    ):
        with pytest.raises(Refused):
            act()
    assert reading.acts(room.desk("anna"), "gear") == before
