"""Less of a negotiating text: by whom, since when, and without names."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.rooms import Room
from treaty_drafts.errors import Misused
from treaty_drafts.render import render
from treaty_drafts.service import compiled, deciding, reading, tabling
from treaty_drafts.service.narrowing import moment, narrowed

URGENT = "Each Party shall take urgent measures to reduce the loss of fishing gear."


def three(room: Room) -> tuple[str, str, str]:
    """An hour apart: of France, of Norway, and Norway's amendment of the French one."""
    made = [room.tabled("anna", text=URGENT, reason="It is late.")]
    room.clock.later(hours=1)
    made.append(room.tabled("nils", at="art_3__p_1", text="Parties shall report on lost gear every year."))
    room.clock.later(hours=1)
    made.append(room.tabled("nils", text=URGENT.replace("urgent", "urgent and lasting"), amends=made[0]))
    return made[0], made[1], made[2]


def article(room: Room, **how: object) -> str:
    """Article 1 and Article 3 as the narrowed text has them."""
    text = render(narrowed(compiled.negotiated(room.desk("mei"), "gear"), **how), view="bracketed", to="md")  # type: ignore[arg-type]
    assert isinstance(text, str)
    return "\n".join(line for line in text.splitlines() if "measures" in line or "report" in line)


def test_what_some_delegations_sponsor(database: str) -> None:
    """A sub-amendment comes with what it amends, whosever that is; all together are the whole."""
    room = Room(database)
    first, _, _ = three(room)
    assert article(room, by=["FRA"]) == (
        "Each Party shall take [appropriate][urgent (FRA)] measures to reduce the loss of fishing gear.\n"
        "Parties may report on lost gear every year."
    )
    assert "[urgent (FRA)] [and lasting (NOR)]" in article(room, by=["NOR"])
    found = compiled.negotiated(room.desk("mei"), "gear")
    assert narrowed(found, by=["FRA", "NOR"]) is found.compilation
    tabling.cosponsor(room.desk("mei"), first)
    assert "urgent (FRA, CHN)" in article(room, by=["CHN"])
    with pytest.raises(Misused, match=r"sponsors nothing.*the sponsors are FRA, CHN, NOR"):
        article(room, by=["FRA", "ICRC"])


def test_what_is_new_since_a_time(database: str) -> None:
    room = Room(database)
    first, second, third = three(room)
    assert "[" not in article(room, since=moment("2026-03-01T12:00:00.001Z"))
    assert "report" in article(room, since=moment("2026-03-01T11:00:00Z")).partition("[shall (NOR)]")[2]
    assert article(room, since=moment("2026-03-01T13:00:00+01:00")) == article(
        room, since=moment("2026-03-01T12:00:00Z")
    )
    assert article(room, since=moment("2026-03-01")) == article(room)
    anna = room.desk("mei")
    listed = {
        since: [row.id for row in reading.amendments(anna, "gear", since=moment(since))]
        for since in ("2026-03-01", "2026-03-01T11:00:00Z", "2026-03-02")
    }
    assert list(listed.values()) == [[first, second, third], [second, third], []]
    room.clock.later(days=2)
    deciding.park(room.desk("chair"), first)
    deciding.reopen(room.desk("chair"), first)
    assert [row.id for row in reading.amendments(anna, "gear", since=moment("2026-03-02"))] == [first]


@pytest.mark.parametrize("to", ("docx", "html", "json", "md", "txt"))
def test_without_attribution_nobody_is_named(makers, to: str) -> None:
    """In no format, not in what a file says of itself; nor does a reason stand there, which may tell."""
    room = Room(makers["sqlite"]())
    three(room)
    text = narrowed(compiled.negotiated(room.desk("mei"), "gear"), attribution=False)
    assert text.delegations == ()
    for view in ("bracketed", "redline"):
        made = render(text, view=view, to=to)
        said = unpacked(made) if to == "docx" else str(made)
        assert not [word for word in ("FRA", "NOR", "France", "Norway", "It is late") if word in said]
    assert "[appropriate][urgent] [and lasting]" in article(room, attribution=False)
    assert "[appropriate][urgent]" in article(room, attribution=False, by=["FRA"])


def unpacked(made: Any) -> str:
    """What a Word file says in all its parts."""

    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "2026-13-01", "2026-03-01T10:00:00", "2026-03-01 10:00", "2026-W10", "0001-01-01T00:00:00+23:00"],
)
def test_what_is_no_time(written: str) -> None:
    with pytest.raises(Misused, match="no day, and no time with its zone"):
        moment(written)
