"""Who tables while others do is in one transaction with them; nobody's failure and no private act holds others up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from tests.databases import Maker
from tests.rooms import Room, close_all
from treaty_drafts.errors import NotFound, Outdated, OutOfOrder
from treaty_drafts.service import Done, deciding, real, tabling
from treaty_drafts.service.upkeep import doctor
from treaty_drafts.store import LogRow, Seen, Writing


class Held:
    """The first who tables is held in their transaction until `go`; the others come meanwhile, and wait."""

    def __init__(self, room: Room, pool: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
        self.room, self.pool, self.commits = room, pool, 0
        room.service.world = real()
        entered, self._go = Event(), Event()
        flush, first = Writing.flush, room.draft("anna")

        def held(tx: Writing) -> None:
            self.commits += 1
            if not entered.is_set():
                entered.set()
                assert self._go.wait(60)
            flush(tx)

        monkeypatch.setattr(Writing, "flush", held)
        self.first = self.table("anna", first)
        assert entered.wait(60)

    def table(self, name: str, ident: str, **options: str) -> Future[Done]:
        return self.pool.submit(lambda: tabling.table(self.room.desk(name), ident, **options))

    def go(self, waiting: int) -> None:
        """Lets the first go on once so many wait behind them."""
        rush = self.room.service.rush("conf")
        while len(rush._waiting) < waiting:
            Event().wait(0.01)
        self._go.set()


def symbol(done: Future[Done]) -> str:
    amendment = done.result(30).amendment
    assert amendment is not None
    return amendment.symbol


def test_those_who_wait_are_one_transaction(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four more table meanwhile: all get their number and their receipt by one more transaction."""
    room = Room(database)
    names = ("anna", "nils", "mei", "nils")
    drafts = [room.draft(name) for name in names]
    with ThreadPoolExecutor(8) as pool:
        held = Held(room, pool, monkeypatch)
        others = [held.table(name, ident) for name, ident in zip(names, drafts, strict=True)]
        held.go(waiting=4)
        assert symbol(held.first) == "A/CONF.900/L.1"
        assert {symbol(one) for one in others} == {f"A/CONF.900/L.{number}" for number in (2, 3, 4, 5)}
        assert all(one.result().receipt for one in others)
    assert held.commits == 2
    assert sound(room)


def test_who_is_refused_holds_nobody_up(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stale state, a draft of another delegation, none at all: each is told so, the others have tabled."""
    room = Room(database)
    good, stale, foreign = room.draft("anna"), room.draft("nils"), room.draft("mei")
    with ThreadPoolExecutor(8) as pool:
        held = Held(room, pool, monkeypatch)
        waiting = [held.table("anna", good), held.table("nils", stale, expecting="another")]
        waiting += [held.table("nils", foreign), held.table("mei", "nothing")]
        held.go(waiting=4)
        assert symbol(held.first) == "A/CONF.900/L.1"
        assert symbol(waiting[0]) == "A/CONF.900/L.2"
        assert [type(one.exception(30)) for one in waiting[1:]] == [Outdated, NotFound, NotFound]
    assert sound(room)


def test_what_fails_together_is_done_alone(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database fails in the transaction of all: nothing of it is kept, and each is done by itself."""
    room = Room(database)
    names = ("anna", "nils", "mei")
    drafts = [room.draft(name) for name in names]
    checkpoint, failed = Writing.checkpoint, list[LogRow]()

    def failing(tx: Writing, log: LogRow, note: str) -> None:
        if log.size == 4 and not failed:  # the second of those who are together
            failed.append(log)
            raise RuntimeError("the disk has gone")
        checkpoint(tx, log, note)

    with ThreadPoolExecutor(8) as pool:
        held = Held(room, pool, monkeypatch)
        others = [held.table(name, ident) for name, ident in zip(names, drafts, strict=True)]
        monkeypatch.setattr(Writing, "checkpoint", failing)
        held.go(waiting=3)
        assert {symbol(one) for one in others} == {f"A/CONF.900/L.{number}" for number in (2, 3, 4)}
    assert failed
    assert sound(room)


@pytest.fixture
def shared(makers: dict[str, Maker]) -> Iterator[str]:
    """A PostgreSQL: in SQLite, a writer is alone from the beginning."""
    yield makers["postgresql"]()
    close_all()


def test_what_changed_after_it_was_read_is_seen(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chair closes the agreement between reading and locking: those who wait are refused."""
    room = Room(shared)
    drafts = [room.draft("anna"), room.draft("nils")]
    drafts_of = Seen.drafts
    closing = Event()

    def drafts_then_closed(seen: Seen, idents: Collection[str]) -> dict[str, Mapping[str, Any]]:
        found = drafts_of(seen, idents)
        if len(idents) > 1 and not closing.is_set():
            closing.set()
            deciding.set_phase(Room(shared).desk("chair"), "gear", "closed")
        return found

    with ThreadPoolExecutor(8) as pool:
        held = Held(room, pool, monkeypatch)
        monkeypatch.setattr(Seen, "drafts", drafts_then_closed)
        others = [held.table("anna", drafts[0]), held.table("nils", drafts[1])]
        held.go(waiting=2)
        assert [type(one.exception(30)) for one in others] == [OutOfOrder, OutOfOrder]
    assert sound(room)


def test_a_private_act_holds_up_only_its_own_delegation(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a Norwegian draft is being worked on, France tables; Norway follows when that is done."""
    room = Room(shared)
    drafts = [room.draft("anna"), room.draft("nils")]
    with ThreadPoolExecutor(8) as pool:
        held = Held(room, pool, monkeypatch)
        with room.service.store.writing(room.desk("nils").principal) as tx:
            tx.lock("conf", "gear", "NOR")
            others = [held.table("anna", drafts[0]), held.table("nils", drafts[1])]
            held.go(waiting=2)
            assert symbol(others[0]) == "A/CONF.900/L.2"
            assert not others[1].done()
        assert symbol(others[1]) == "A/CONF.900/L.3"
    assert sound(room)


def sound(room: Room) -> bool:
    return [finding for finding in doctor(room.service) if not finding.good and finding.about != "disk"] == []
