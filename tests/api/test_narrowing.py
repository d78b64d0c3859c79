"""Query parameters that leave something out: `by`, `since`, `attribution`."""

from __future__ import annotations

from tests.api.site import Caller, client
from tests.rooms import Room
from tests.service.test_narrowing import three
from treaty_drafts.service import deciding

TEXT = "/v1/agreements/gear/compilation"


def test_a_program_reads_less(database: str) -> None:
    room = Room(database)
    first, _, _ = three(room)
    with client(database, room=room) as browser:
        mei = Caller(browser, room, "mei")

        def said(query: str, ending: str = "md") -> str:
            answer = mei.get(f"{TEXT}.{ending}?{query}")
            assert answer.status_code == 200, answer.text
            return answer.text

        assert "[appropriate][urgent (FRA)]" in said("by=FRA")
        assert said("by=FRA&by=NOR") == said("") == said("since=2026-03-01") == said("attribution=true")
        assert "[shall" not in said("since=2026-03-01T12:00:00Z")
        assert "(FRA)" not in said("attribution=false", "html")
        assert "urgent measures" in said("by=FRA&view=clean&as=FRA")
        before = said("since=2026-03-02")
        room.clock.later(days=2)
        deciding.park(room.desk("chair"), first)
        deciding.reopen(room.desk("chair"), first)
        assert "urgent" not in before
        assert "urgent" in said("since=2026-03-02"), "the text is as it was, and yet something was done about it"
        items = mei.get("/v1/agreements/gear/amendments?since=2026-03-02").json()["items"]
        assert [one["id"] for one in items] == [first]
        for query in ("by=XYZ", "since=noon", "attribution=false&view=table"):
            assert mei.get(f"{TEXT}.md?{query}").status_code == 422, query
        assert mei.get(f"{TEXT}.xml?attribution=false").status_code == 422
        assert mei.get("/v1/agreements/gear/amendments?since=noon").status_code == 422
        assert mei.get(f"{TEXT}.md?attribution=perhaps").status_code == 400
