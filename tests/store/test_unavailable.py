"""A database that cannot do what it is asked: a refusal of ours, no half act, and everything well when it can again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from tests.databases import only_read
from tests.rooms import Room
from treaty_drafts.errors import Unavailable
from treaty_drafts.service import Service, reading, tabling
from treaty_drafts.service.upkeep import doctor


def sound(service: Service) -> bool:
    return all(finding.good for finding in doctor(service) if finding.about != "disk")


def test_a_full_disk(makers: dict[str, Any], tmp_path) -> None:
    """SQLite at its last page: the act is refused whole; with room again it is done."""
    room = Room(makers["sqlite"]())
    engine = room.service.store.engine
    ident = room.draft("anna")
    pages = {"most": 0}

    @event.listens_for(engine, "connect")
    def limit(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages['most'] or 1_000_000}")

    engine.dispose()
    with engine.connect() as connection:
        pages["most"] = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    engine.dispose()
    with pytest.raises(Unavailable, match=r"database or disk is full \(nothing was done"):
        for _ in range(50):
            room.draft("nils", text="Long words. " * 500)
    kept = reading.amendments(room.desk("nils"), "gear")
    pages["most"] = 0
    engine.dispose()
    assert sound(room.service)
    assert reading.amendments(room.desk("nils"), "gear") == kept
    assert tabling.table(room.desk("anna"), ident).receipt
    room.service.store.close()


def test_a_database_that_may_only_be_read(database: str) -> None:
    """What can be read is read; an act is refused and leaves nothing."""
    room = Room(database)
    ident = room.tabled("anna")
    writable = only_read(room.service.store.engine)

    assert reading.amendment(room.desk("nils"), ident)[0].symbol == "A/CONF.900/L.1"
    for act in (lambda: tabling.cosponsor(room.desk("nils"), ident), lambda: room.draft("mei")):
        with pytest.raises(Unavailable, match="nothing was done"):
            act()
    writable()
    assert sound(room.service)
    assert reading.amendment(room.desk("nils"), ident)[0].sponsors == ("FRA",)


def test_a_fault_anywhere_in_an_act_leaves_nothing_of_it(database: str) -> None:
    """The database fails at the n-th statement of a tabling, for every n: nothing of it is there afterwards."""
    room = Room(database)
    engine = room.service.store.engine
    ident = room.draft("anna")
    before = reading.acts(room.desk("anna"), "gear"), reading.amendment(room.desk("anna"), ident)[0]
    desk = room.desk("anna")
    count = {"left": 0}

    def fail(*_: object) -> None:
        count["left"] -= 1
        if count["left"] == 0:
            raise Unavailable("the disk has gone")

    event.listen(engine, "before_cursor_execute", fail)
    failed = 0
    for nth in range(1, 100):
        count["left"] = nth
        try:
            tabling.table(desk, ident)
        except Unavailable:
            failed += 1
            count["left"] = 0
            assert (reading.acts(desk, "gear"), reading.amendment(desk, ident)[0]) == before
            continue
        break
    event.remove(engine, "before_cursor_execute", fail)
    assert failed > 10
    assert sound(room.service)
    assert reading.amendment(desk, ident)[0].symbol == "A/CONF.900/L.1"
