"""A store that is closed leaves nothing open, not even what is still at work then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from treaty_drafts.conference import PUBLIC
from treaty_drafts.store import open_store


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_connection_in_use_is_closed_once_its_work_is_done(kind: str, makers: dict[str, Callable[[], str]]) -> None:
    """A request that is being answered while the server ends: its connection goes back to a pool that is no more."""
    store = open_store(makers[kind]())
    with store.seen_by(PUBLIC) as seen:
        driver = seen.connection.connection.driver_connection
        store.close()
        assert seen.connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    if kind == "postgresql":
        assert driver.closed
    else:
        with pytest.raises(Exception, match="closed"):
            driver.execute("SELECT 1")
