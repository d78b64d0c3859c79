"""A conference of all States: it loads, its record holds, its text is compiled, its lists are served.

By night 195 delegations, 40 groups, 70,000 words, 10,000 amendments, 100,000 acts. What that costs,
`python -m bench.scale` tells.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench.hall import SLUG
from bench.scale import Size, filled
from tests.conftest import times
from treaty_drafts.record import verify
from treaty_drafts.service import compiled, reading, recordkeeping
from treaty_drafts.service.upkeep import doctor

SIZE = Size(times(8, 300), times(9, 195), times(2, 40), times(60, 10_000), times(400, 100_000))


@pytest.mark.nightly
def test_a_conference_of_all_states(makers: dict[str, Callable[..., str]]) -> None:
    hall = filled(makers["sqlite"](empty=True), SIZE)
    service = hall.service
    assert [finding for finding in doctor(service) if not finding.good and finding.about != "disk"] == []
    legal = hall.desk("legal")
    room = reading.acts(legal, SLUG)
    drafted = sum(len(reading.acts(hall.desk(code.lower()), SLUG, own=True)) for code in hall.states + hall.groups)
    assert drafted == SIZE.amendments
    assert len(room) + drafted == SIZE.acts + 4  # the agreement, its version, two signatures
    problems = verify.Problems()
    archive = verify.unpacked(recordkeeping.export(legal, SLUG))
    said = verify.check(archive, verify.Key(recordkeeping.key(legal, SLUG)), {}, problems)
    assert problems == []
    assert f"acts         {len(room)}, 0 of them taken out" in said
    now = compiled.negotiated(hall.desk("chair"), SLUG)
    assert len(now.compilation.amendments) == len(now.rows) == SIZE.amendments
    some = reading.amendments(hall.desk("chair"), SLUG, limit=50)
    assert [row.symbol for row in some] == [f"A/CONF.900/L.{number}" for number in range(1, 51)]
    service.store.close()
