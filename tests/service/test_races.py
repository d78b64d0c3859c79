"""Many at once: no number given twice or left out, no act lost, the log whole, and one effect of what is done once.

PostgreSQL with threads of one process, SQLite with processes, as each is used; by night there are many more.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from tests.conftest import times
from tests.rooms import Room, close_all
from treaty_drafts.errors import OutOfOrder, TreatyDraftsError, Unavailable
from treaty_drafts.service import deciding, drafting, reading, real, tabling
from treaty_drafts.service.upkeep import doctor

WRITERS = {"postgresql": times(16, 64), "sqlite": times(8, 32)}
EACH = {"postgresql": times(50, 200), "sqlite": times(50, 100)}
NAMES = ("anna", "nils", "mei", "gus")


def opened(url: str) -> Room:
    """The room in the world as it is: a seed would give two processes the same ids."""
    room = Room(url)
    room.service.world = real()
    return room


def write(url: str, number: int, many: int) -> list[str]:
    """One writer's drafts, each tabled at once; the symbols that it was given."""
    room = opened(url)
    return _tabled(room, number, many)


def _tabled(room: Room, number: int, many: int) -> list[str]:
    name = NAMES[number % len(NAMES)]
    symbols = []
    for at in range(many):
        ident = patiently(lambda at=at: room.draft(name, text=f"Words {number}, {at}."))
        done = patiently(lambda ident=ident: tabling.table(room.desk(name), ident))
        assert done.amendment is not None
        assert done.receipt
        symbols.append(done.amendment.symbol)
    return symbols


def patiently(do: Callable[[], Any]) -> Any:
    """Does it, again where the database was too busy for half a minute: nothing was done then, as is said."""
    for _ in range(20):
        with suppress(Unavailable):
            return do()
    return do()


def as_processes(url: str, writers: int, many: int) -> list[str]:
    with ProcessPoolExecutor(writers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return [symbol for one in pool.map(write, [url] * writers, range(writers), [many] * writers) for symbol in one]


def as_threads(url: str, writers: int, many: int) -> list[str]:
    room = opened(url)
    with ThreadPoolExecutor(writers) as pool:
        found = list(pool.map(lambda number: _tabled(room, number, many), range(writers)))
    return [symbol for one in found for symbol in one]


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_many_who_table_at_once(kind: str, makers: dict[str, Any]) -> None:
    """All are tabled, numbered from 1 without a gap, in the order of the log."""
    url = makers[kind]()
    run = as_processes if kind == "sqlite" else as_threads
    symbols = run(url, WRITERS[kind], EACH[kind])
    total = WRITERS[kind] * EACH[kind]
    assert Counter(symbols) == Counter(f"A/CONF.900/L.{number}" for number in range(1, total + 1))
    room = opened(url)
    acts = reading.acts(room.desk("mei"), "gear")
    assert [act.serial for act in acts] == list(range(total + 2))
    assert [act.symbol for act in acts if act.verb == "table"] == [f"A/CONF.900/L.{n}" for n in range(1, total + 1)]
    own = [len(reading.acts(room.desk(name), "gear", own=True)) for name in NAMES]
    assert sum(own) == total
    assert [finding for finding in doctor(room.service) if not finding.good and finding.about != "disk"] == []
    close_all()


def together(count: int, do: Callable[[int], object]) -> Counter[str]:
    """What so many at once are answered: `done`, or the kind of refusal."""

    def one(number: int) -> str:
        try:
            answer = do(number)
        except TreatyDraftsError as error:
            return type(error).__name__
        return str(answer)

    with ThreadPoolExecutor(16) as pool:
        return Counter(pool.map(one, range(count)))


def test_who_cosponsors_many_times_at_once_does_so_once(database: str) -> None:
    room = opened(database)
    ident = room.tabled("anna")
    answers = together(50, lambda _: len(tabling.cosponsor(room.desk("nils"), ident).acts))
    assert answers == {"1": 1, "0": 49}
    assert reading.amendment(room.desk("mei"), ident)[0].sponsors == ("FRA", "NOR")


def test_a_decision_is_taken_once(database: str) -> None:
    """Half want to adopt, half to reject: one decision stands, the others are out of order."""
    room = opened(database)
    ident = room.tabled("anna")
    acts = (deciding.adopt, deciding.reject)
    answers = together(50, lambda number: bool(acts[number % 2](room.desk("chair"), ident)))
    assert answers == {"True": 1, OutOfOrder.__name__: 49}


def test_rivals_are_not_both_adopted(database: str) -> None:
    room = opened(database)
    rivals = [room.tabled(name) for name in ("anna", "nils", "mei")]
    answers = together(12, lambda number: bool(deciding.adopt(room.desk("chair"), rivals[number % 3])))
    assert answers["True"] == 1
    assert [row.status for row in reading.amendments(room.desk("mei"), "gear")].count("adopted") == 1


def test_a_request_that_is_sent_many_times_at_once_has_one_effect(database: str) -> None:
    room = opened(database)
    ident = room.draft("anna")
    desk = room.desk("anna")

    def send(_: int) -> str:
        done = tabling.table(
            room.service.desk(desk.principal, once=room.desk("anna", key="k", request="r").once), ident
        )
        return f"{done.amendment.symbol if done.amendment else ''} {done.replayed}"

    assert together(50, send) == {"A/CONF.900/L.1 False": 1, "A/CONF.900/L.1 True": 49}
    assert [act.verb for act in reading.acts(desk, "gear")].count("table") == 1


def test_tabling_discarding_and_editing_at_once_leave_one_story(database: str) -> None:
    """Whatever comes first, the rest is refused or follows it: the acts fold, and the row is what they make."""
    room = opened(database)
    for _ in range(6):
        ident = room.draft("anna")
        acts = (
            lambda ident=ident: tabling.table(room.desk("anna"), ident),
            lambda ident=ident: drafting.discard(room.desk("anna"), ident),
            lambda ident=ident: drafting.share(room.desk("anna"), ident, ["NOR"]),
            lambda ident=ident: drafting.lodge(room.desk("anna"), ident),
        )
        together(8, lambda number: bool(acts[number % 4]()))  # noqa: B023
    assert [finding for finding in doctor(room.service) if not finding.good and finding.about != "disk"] == []
