"""What others are told of the room's acts, to whom, and how often it is tried."""

from __future__ import annotations

import threading

import msgspec
import pytest

from tests.rooms import Room
from treaty_drafts.conference import Policy
from treaty_drafts.errors import Misused, NotFound, Refused
from treaty_drafts.service import publishing, tabling, webhooks

URL = "https://portal.example/hook"


def sent(room: Room) -> list[tuple[str, str]]:
    """What is to be sent now: the event and what it is about."""
    webhooks.fan_out(room.service)
    found = [
        (one.event.type, msgspec.json.decode(one.event.payload).get("symbol", "")) for one in webhooks.due(room.service)
    ]
    return sorted(found)


def test_a_portal_is_told_what_is_public_and_the_chair_what_is_tabled(database: str) -> None:
    room = Room(database)
    webhooks.add_webhook(room.desk("portal"), URL)
    webhooks.add_webhook(room.desk("chair"), URL, types=("amendment.tabled", "version.published"))
    room.draft("anna")
    room.tabled("nils")
    assert sent(room) == [("amendment.tabled", "A/CONF.900/L.1")]
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    assert sent(room) == [("version.published", "A/CONF.900/1")] * 2
    assert sent(room) == []


def test_in_an_open_conference_a_portal_is_told_what_is_tabled(database: str) -> None:
    room = Room(database, policy=Policy(open=True))
    webhooks.add_webhook(room.desk("portal"), URL)
    tabling.cosponsor(room.desk("mei"), room.tabled("nils"))
    assert [kind for kind, _ in sent(room)] == ["amendment.sponsors_changed", "amendment.tabled"]


def test_who_may_and_what_for(database: str) -> None:
    room = Room(database)
    with pytest.raises(Refused):
        webhooks.add_webhook(room.desk("anna"), URL)
    with pytest.raises(Misused, match="no such event"):
        webhooks.add_webhook(room.desk("portal"), URL, types=("amendment.drafted",))
    mine = webhooks.add_webhook(room.desk("portal"), URL)
    for act in (webhooks.stop, webhooks.rotate, webhooks.deliveries, webhooks.test):
        with pytest.raises(NotFound):
            act(room.desk("chair"), mine.id)
    assert [(row.url, row.secret) for row in webhooks.webhooks(room.desk("portal"))] == [(URL, "")]


def test_a_delivery_is_taken_by_one_tried_again_and_given_up(database: str) -> None:
    """Who takes it has a minute; after a failure it waits; after the last it has failed; it can be sent again."""
    room = Room(database)
    portal = room.desk("portal")
    hook = webhooks.add_webhook(portal, URL)
    webhooks.test(portal, hook.id)
    (parcel,) = webhooks.due(room.service)
    assert (parcel.event.type, parcel.url, parcel.secrets, parcel.attempts) == ("endpoint.test", URL, (hook.secret,), 0)
    assert webhooks.due(room.service) == []
    room.clock.later(seconds=61)
    (again,) = webhooks.due(room.service)
    webhooks.answered(room.service, again.delivery, status="waiting", answer="503", seconds=300)
    room.clock.later(seconds=299)
    assert webhooks.due(room.service) == []
    room.clock.later(seconds=2)
    new = webhooks.rotate(portal, hook.id)
    (last,) = webhooks.due(room.service)
    assert (last.attempts, last.secrets) == (1, (new.secret, hook.secret))
    webhooks.answered(room.service, last.delivery, status="failed", answer="503")
    (row,) = webhooks.deliveries(portal, hook.id)
    assert (row.status, row.attempts, row.answer) == ("failed", 2, "503")
    webhooks.replay(portal, hook.id, row.id)
    (replayed,) = webhooks.due(room.service)
    webhooks.answered(room.service, replayed.delivery, status="gone", answer="410")
    assert webhooks.webhooks(portal) == []


def test_a_closed_account_is_told_nothing_but_what_is_public(database: str) -> None:
    from treaty_drafts.service import people

    room = Room(database)
    webhooks.add_webhook(room.desk("chair"), URL)
    people.close_user(room.desk("root"), "chair")
    room.tabled("nils")
    assert sent(room) == []


def test_who_waits_hears_that_somebody_wrote(database: str) -> None:
    """The wait ends when a log grows, and not before; it says neither whose nor how."""
    room = Room(database)
    waking = room.service.store.waking()
    try:
        assert not waking.wait(0.1)
        writer = threading.Timer(0.2, lambda: room.draft("anna"))
        writer.start()
        assert waking.wait(20)
        writer.join()
    finally:
        waking.close()
