"""Nobody learns of another delegation's drafts: with and without them, everything that is answered is the same.

Two worlds begin alike. In one, FRA also drafts, edits, shares with CHN, lodges, discards. NOR, the public, a portal,
an observer and NORDIC's coordinator do the same in both, and are answered the same, to the byte: values, refusals, ids,
times, symbols, receipts, digests of what they see.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import treaty_drafts as td
from tests.rooms import Room, close_all
from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.service import (
    Desk,
    Wish,
    compiled,
    deciding,
    drafting,
    publishing,
    reading,
    recordkeeping,
    tabling,
    tag,
    versions,
)  # fmt: skip

PLACES = ("art_1__p_1", "art_2__para_1__p_1", "art_2__para_2__p_1", "art_3__p_1")

hidden = st.tuples(
    st.sampled_from(("draft", "edit", "share", "lodge", "discard", "sub")), st.integers(0, 3), st.sampled_from(PLACES)
)
shown = st.tuples(
    st.sampled_from(
        (
            "draft",
            "edit",
            "table",
            "cosponsor",
            "withdraw",
            "adopt",
            "publish",
            "list",
            "text",
            "acts",
            "read",
            "record",
        )
    ),
    st.sampled_from(("nils", "gus", "olga", "portal", "public", "translator")),
    st.integers(0, 3),
    st.sampled_from(PLACES),
)
steps = st.lists(st.one_of(st.tuples(st.just("FRA"), hidden), st.tuples(st.just("others"), shown)), max_size=14)


class World:
    """One of the two worlds, and what the others were answered in it."""

    def __init__(self, url: str) -> None:
        self.room = Room(url)
        self.mine: list[str] = []
        self.known: list[str] = []
        self.answers: list[bytes] = []

    def desk(self, who: str) -> Desk:
        return self.room.service.desk(PUBLIC) if who == "public" else self.room.desk(who)

    def hide(self, act: str, which: int, place: str) -> None:
        """What FRA does for itself; nobody else is shared with but CHN, which is not among those who look."""
        anna = self.room.desk("anna")
        ident = self.mine[which % len(self.mine)] if self.mine else ""
        wish = Wish(at=place, text=f"Hidden words, {which}.")
        try:
            if act == "draft" or not ident:
                done = drafting.draft(anna, "gear", wish)
                assert done.amendment is not None
                self.mine.append(done.amendment.id)
            elif act == "sub" and self.known:
                drafting.draft(anna, "gear", wish, amends=self.known[which % len(self.known)])
            elif act == "edit":
                drafting.edit(anna, ident, wish)
            elif act == "share":
                drafting.share(anna, ident, ["CHN"])
            elif act == "lodge":
                drafting.lodge(anna, ident)
            elif act == "discard":
                drafting.discard(anna, ident)
        except TreatyDraftsError:
            pass

    def show(self, act: str, who: str, which: int, place: str) -> None:
        self.room.clock.later(seconds=7)
        ident = self.known[which % len(self.known)] if self.known else "nothing"
        try:
            answer: Any = self._do(act, "nils" if act in ("draft", "edit", "table") else who, ident, place, which)
        except TreatyDraftsError as error:
            answer = (type(error).__name__, str(error))
        self.answers.append(msgspec.json.encode((act, who, answer)))

    def _do(self, act: str, who: str, ident: str, place: str, which: int) -> Any:
        desk = self.desk(who)
        match act:
            case "draft":
                done = drafting.draft(desk, "gear", Wish(at=place, text=f"Words of NOR, {which}."))
                assert done.amendment is not None
                self.known.append(done.amendment.id)
                return done
            case "edit":
                return drafting.edit(desk, ident, Wish(at=place, text=f"Better words, {which}."))
            case "table":
                return tabling.table(desk, ident)
            case "cosponsor":
                return tabling.cosponsor(desk, ident)
            case "withdraw":
                return tabling.withdraw(self.desk("nils"), ident)
            case "adopt":
                return deciding.adopt(self.desk("chair"), ident)
            case "publish":
                publishing.publish(self.desk("legal"), "gear", "eng", "zero-draft")
                return publishing.publish(self.desk("chair"), "gear", "eng", "zero-draft")
            case "list":
                rows = reading.amendments(desk, "gear", limit=which)
                return rows, [tag(row) for row in rows], versions.agreements(desk)
            case "text":
                now = compiled.negotiated(desk, "gear", drafts=bool(which % 2) and who == "nils")
                return now.rows, now.digest, td.render(now.compilation, view="bracketed")
            case "acts":
                return reading.acts(desk, "gear", own=which == 3), publishing.publications(desk)
            case "read":
                return reading.amendment(desk, ident)
        return recordkeeping.checkpoint(desk, "gear")


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_nobody_learns_of_anothers_drafts(kind: str, makers: dict[str, Any]) -> None:
    """200 pairs of worlds on SQLite, 20 on PostgreSQL, which answers the same by the other tests."""

    @settings(
        settings.get_profile("default") if kind == "sqlite" else settings(max_examples=20, deadline=None),
        suppress_health_check=list(HealthCheck),
    )
    @given(steps)
    @example(
        [
            ("others", ("draft", "nils", 0, PLACES[0])),
            ("FRA", ("draft", 0, PLACES[0])),
            ("others", ("table", "nils", 0, PLACES[0])),
            ("FRA", ("sub", 0, PLACES[0])),
            ("others", ("text", "gus", 0, PLACES[0])),
        ]
    )
    def law(script: list[tuple[str, Any]]) -> None:
        with_, without = (World(makers[kind]()) for _ in range(2))
        try:
            for who, step in script:
                if who == "FRA":
                    with_.hide(*step)
                else:
                    with_.show(*step)
                    without.show(*step)
            assert with_.answers == without.answers
        finally:
            close_all()

    law()
