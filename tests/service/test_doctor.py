"""What `doctor` finds when somebody has been at the tables."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.rooms import Room
from treaty_drafts.service import tabling
from treaty_drafts.service.upkeep import doctor


def bad(room: Room) -> dict[str, str]:
    return {one.about: one.fact for one in doctor(room.service) if not one.good and one.about != "disk"}


@pytest.mark.parametrize(
    ("statement", "about", "fact"),
    [
        (
            "UPDATE act SET body = replace(body, 'NOR', 'CHN') WHERE verb = 'cosponsor'",
            "record",
            "is not what was recorded",
        ),
        ("DELETE FROM act WHERE verb = 'cosponsor'", "record", "act 3 is missing"),
        ("DELETE FROM act WHERE verb = 'withdraw'", "record", "it should have 6 acts"),
        ("UPDATE standing SET status = 'adopted'", "amendments", "not what their acts make of them"),
        ("UPDATE standing SET sponsors = '[\"CHN\"]'", "amendments", "not what their acts make of them"),
        ("UPDATE log SET size = size + 1 WHERE agreement <> '' AND owner = ''", "record", "should have"),
    ],
)
def test_what_was_tampered_with_is_named(database: str, statement: str, about: str, fact: str) -> None:
    room = Room(database)
    ident = room.tabled("anna")
    tabling.cosponsor(room.desk("nils"), ident)
    tabling.unsponsor(room.desk("nils"), ident)
    tabling.withdraw(room.desk("anna"), ident)
    assert bad(room) == {}
    with room.service.store.engine.begin() as connection:
        connection.execute(text(statement))
    assert fact in bad(room)[about]
