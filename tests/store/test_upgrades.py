"""From each earlier shape of the tables to the present one, with a conference in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import inspect

from tests.rooms import Room, close_all
from treaty_drafts.service import Service, people, subjects
from treaty_drafts.store import migrations, open_store


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
