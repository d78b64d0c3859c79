"""A draft follows the text that moved on: clean, in conflict, satisfied; never lost."""

from __future__ import annotations

import pytest

from tests.rooms import Room, what
from treaty_drafts.errors import Misused, NotFound, OutOfOrder, WrongBase
from treaty_drafts.service import Wish, consolidating, deciding, drafting, following, reading, tabling, versions

AIM = "Each Party shall take appropriate measures to reduce the loss of fishing gear."


def move_on(room: Room, ident: str, *, renumbered: bool = False) -> None:
    deciding.adopt(room.desk("chair"), ident)
    naming = consolidating.Naming(renumbered=renumbered)
    consolidating.consolidate(room.desk("legal"), "gear", naming=naming)


def test_words_that_moved_are_found_and_the_draft_can_be_tabled(database: str) -> None:
    """Over two consolidations, one of which numbers all through."""
    room = Room(database)
    mine = room.draft("mei", text=AIM.replace("fishing gear", "all gear"))
    move_on(room, room.tabled("anna", text=AIM.replace("Each Party", "Every single Party")), renumbered=True)
    move_on(room, room.tabled("nils", "art_2__para_2__p_1", "Marks shall be visible."))
    with pytest.raises(WrongBase, match="let it follow the text"):
        tabling.table(room.desk("mei"), mine)
    followed = following.follow(room.desk("mei"), mine)
    assert followed.amendment is not None
    assert followed.amendment.waits == ""
    assert following.follow(room.desk("mei"), mine).acts == ()
    assert what(tabling.table(room.desk("mei"), mine)) == ("tabled", "A/CONF.900/L.3")
    move_on(room, mine)
    text = versions.version(room.desk("mei"), "gear", "eng")[1].block("art_1__p_1").text.chars
    assert text == AIM.replace("Each Party", "Every single Party").replace("fishing gear", "all gear")


def test_words_that_are_gone_wait_for_their_author(database: str) -> None:
    """In conflict it is kept, is not tabled, and heals when the words return."""
    room = Room(database)
    mine = room.draft("mei", text=AIM.replace("appropriate", "swift"))
    move_on(room, room.tabled("anna", text=AIM.replace("appropriate ", "")))
    followed = following.follow(room.desk("mei"), mine).amendment
    assert followed is not None
    assert followed.waits == "conflict"
    with pytest.raises(OutOfOrder, match=r"have changed \(conflict\) \(edit it first\)"):
        tabling.table(room.desk("mei"), mine)
    again = tabling.table(room.desk("anna"), room.draft("anna", text=AIM)).amendment
    assert again is not None
    move_on(room, again.id)
    healed = following.follow(room.desk("mei"), mine).amendment
    assert healed is not None
    assert healed.waits == ""
    drafting.edit(room.desk("mei"), mine, Wish(at="art_1__p_1", text=AIM.replace("appropriate", "swift")))
    assert what(tabling.table(room.desk("mei"), mine))[0] == "tabled"


def test_what_is_granted_already_says_so(database: str) -> None:
    room = Room(database)
    mine = room.draft("mei", text=AIM.replace("appropriate", "swift"))
    move_on(room, room.tabled("anna", text=AIM.replace("appropriate", "swift")))
    with pytest.raises(OutOfOrder, match="already reads as it asks"):
        following.follow(room.desk("mei"), mine)
    assert reading.amendment(room.desk("mei"), mine)[0].status == "draft"


def test_what_does_not_follow(database: str) -> None:
    room = Room(database)
    parent = room.tabled("anna", text=AIM.replace("appropriate", "effective"))
    sub = room.draft("mei", text=AIM.replace("appropriate", "effective and swift"), amends=parent)
    mine = room.draft("mei")
    with pytest.raises(Misused, match="sub-amendment"):
        following.follow(room.desk("mei"), sub)
    with pytest.raises(NotFound):
        following.follow(room.desk("nils"), mine)
    versions.add_version(room.desk("legal"), "gear", room.text(), number="another")
    with pytest.raises(WrongBase, match="is not what the present one was made of"):
        following.follow(room.desk("mei"), mine)
