"""From each earlier shape of the tables to the present one, with a conference in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import inspect, text

from tests.rooms import Room, close_all
from treaty_drafts.conference import Policy
from treaty_drafts.errors import NoSecondFactor
from treaty_drafts.service import Service, accounts, factors, people, subjects
from treaty_drafts.service.secret import hashed
from treaty_drafts.store import migrations, open_store
from treaty_drafts.store.engine import writing


@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_identity_providers_come_to_a_conference_that_is_under_way(
    kind: str, makers: dict[str, Callable[..., str]]
) -> None:
    """From step 0001: what was there stays, people can be linked and sign in."""
    url = makers[kind](empty=True)
    store = open_store(url)
    migrations.upgrade(store.engine, "0001")
    assert "subject" not in inspect(store.engine).get_table_names()
    people.found(Service(store), "conf", "Conference on Gear", admin="root")
    store.close()
    room = Room(url)
    subjects.link(room.desk("root"), "root", "https://login.example.org", "1")
    assert subjects.sign_in(room.service, "https://login.example.org", "1").secret
    close_all()


@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_second_factors_come_to_a_conference_that_is_under_way(
    kind: str, makers: dict[str, Callable[..., str]]
) -> None:
    """From step 0002: who is signed in stays so, as by a password alone; there is no second factor, and can be one."""
    url = makers[kind](empty=True)
    store = open_store(url)
    migrations.upgrade(store.engine, "0002")
    people.found(Service(store), "conf", "Conference on Gear", admin="root")
    at, until = "2026-03-01T09:00:00.000Z", "2026-03-02T09:00:00.000Z"
    with writing(store.engine) as connection:
        ident = connection.execute(text("SELECT id FROM account")).scalar_one()
        values = {"hash": hashed("open"), "account": ident, "at": at, "until": until}
        connection.execute(text("INSERT INTO session VALUES (:hash, :account, :at, :at, :until)"), values)
    store.close()
    room = Room(url)
    assert accounts.by_session(room.service, "open").user == "root"
    people.set_policy(room.desk("root"), Policy(second_factor=True))
    with pytest.raises(NoSecondFactor):
        accounts.by_session(room.service, "open")
    assert factors.state(room.desk("root")) == factors.Factor("none", needed=True, recovery=0)
    assert factors.begin(room.desk("root")).secret
    close_all()
