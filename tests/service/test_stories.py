"""Any story, told to the service and to the pure fold: the same is possible, and the same comes of it.

The model is a list of acts for each amendment and the table of an amendment's life; it knows no database.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.conftest import times
from tests.rooms import Room, close_all
from treaty_drafts.conference import Act, Standing
from treaty_drafts.conference.lifecycle import DRAFTS
from treaty_drafts.errors import NotFound, OutOfOrder, Refused
from treaty_drafts.service import Wish, deciding, drafting, reading, tabling
from treaty_drafts.service.upkeep import doctor

PEOPLE = {"anna": "FRA", "nils": "NOR", "mei": "CHN"}
who = st.sampled_from(sorted(PEOPLE))
which = st.integers(0, 5)


class Model:
    """What the acts make of each amendment, and how many were tabled."""

    def __init__(self) -> None:
        self.standings: dict[str, Standing] = {}
        self.owners: dict[str, str] = {}
        self.tabled = 0
        self.done: dict[str, int] = {"": 2}

    def expect(self, verb: str, code: str, ident: str) -> type[Exception] | None:
        """What the service must answer; None where the act is done."""
        standing = self.standings[ident]
        hidden = standing.status in DRAFTS
        if standing.status == "discarded" or (hidden and code not in (self.owners[ident], *standing.audience)):
            return NotFound
        owner = self.owners[ident] if hidden else standing.sponsors[0]
        if verb not in ("cosponsor", "unsponsor", "take_over") and code != owner:
            return Refused
        try:
            standing.following(self.act(verb, code, ident))
        except OutOfOrder:
            return OutOfOrder
        return None

    def act(self, verb: str, code: str, ident: str, **more: Any) -> Act:
        standing = self.standings[ident]
        if verb == "table":
            more = {"symbol": f"A/CONF.900/L.{self.tabled + 1}", "wording": 1}
        elif verb == "edit":
            more = {"wording": standing.wording + 1}
        elif verb == "revise":
            stem, found, count = standing.symbol.rpartition("/Rev.")
            symbol = f"{stem}/Rev.{int(count) + 1}" if found else f"{standing.symbol}/Rev.1"
            more = {"wording": standing.wording + 1, "symbol": symbol}
        return Act("", 0, "", verb, delegation=code, amendment=ident, **more)

    def do(self, act: Act) -> None:
        standing = self.standings[act.amendment]
        again = act.verb == "cosponsor" and act.delegation in standing.sponsors
        hidden = standing.status in DRAFTS | {""}
        log = self.owners[act.amendment] if hidden and act.verb != "table" else ""
        self.done[log] = self.done.get(log, 0) + (not again)
        self.tabled += act.verb == "table"
        self.standings[act.amendment] = standing.following(act)


class Story(RuleBasedStateMachine):
    """People do what comes to their minds; whatever it is, service and model agree on it."""

    url = ""

    @initialize()
    def begin(self) -> None:
        self.room = Room(Story.make())
        self.model = Model()
        self.idents: list[str] = []

    @staticmethod
    def make() -> str:
        raise NotImplementedError

    @rule(name=who, place=st.sampled_from(("art_1__p_1", "art_3__p_1")))
    def draft(self, name: str, place: str) -> None:
        ident = self.room.draft(name, place)
        self.idents.append(ident)
        self.model.owners[ident] = PEOPLE[name]
        self.model.standings[ident] = Standing()
        self.model.do(Act("", 0, "", "draft", delegation=PEOPLE[name], amendment=ident, wording=1))

    @rule(
        name=who,
        which=which,
        verb=st.sampled_from(
            ("edit", "lodge", "discard", "table", "cosponsor", "unsponsor", "withdraw", "take_over", "revise")
        ),
    )
    def act(self, name: str, which: int, verb: str) -> None:
        """Something with an amendment, seen or not, in order or not."""
        if not self.idents:
            return
        ident = self.idents[which % len(self.idents)]
        desk = self.room.desk(name)
        wish = Wish(at="art_1__p_1", text=f"Words of {name}, {len(self.idents)} {verb} {self.model.tabled}.")
        acts = {
            "edit": lambda: drafting.edit(desk, ident, wish),
            "revise": lambda: tabling.revise(desk, ident, wish),
        }
        module = drafting if verb in ("lodge", "discard") else tabling
        self.agree(verb, PEOPLE[name], ident, acts.get(verb, lambda: getattr(module, verb)(desk, ident)))

    @rule(which=which, verb=st.sampled_from(("park", "reject", "reopen")))
    def decide(self, which: int, verb: str) -> None:
        if not self.idents:
            return
        ident = self.idents[which % len(self.idents)]
        standing = self.model.standings[ident]
        desk = self.room.desk("chair")
        if standing.status in DRAFTS | {"discarded"} and standing.status != "lodged":
            with pytest.raises(NotFound):
                getattr(deciding, verb)(desk, ident)
        else:
            act = Act("", 0, "", verb, delegation="CHAIR", amendment=ident)
            try:
                standing.following(act)
            except OutOfOrder:
                with pytest.raises(OutOfOrder):
                    getattr(deciding, verb)(desk, ident)
            else:
                getattr(deciding, verb)(desk, ident)
                self.model.do(act)

    @rule(name=who, to=who, which=which)
    def share(self, name: str, to: str, which: int) -> None:
        if not self.idents:
            return
        ident = self.idents[which % len(self.idents)]
        desk, codes = self.room.desk(name), (PEOPLE[to],)
        self.agree("share", PEOPLE[name], ident, lambda: drafting.share(desk, ident, codes), audience=codes)

    def agree(self, verb: str, code: str, ident: str, do: Any, **more: Any) -> None:
        expected = self.model.expect(verb, code, ident)
        if expected is not None:
            with pytest.raises(expected):
                do()
            return
        done = do()
        self.model.do(self.model.act(verb, code, ident, **more))
        standing = self.model.standings[ident]
        assert done.amendment is not None
        assert (done.amendment.status, done.amendment.symbol, done.amendment.sponsors, done.amendment.wording) == (
            standing.status, standing.symbol, standing.sponsors, standing.wording,
        )  # fmt: skip

    @invariant()
    def everybody_sees_what_the_acts_make_of_it(self) -> None:
        for name, code in PEOPLE.items():
            seen = {
                row.id: (row.status, row.symbol, row.sponsors)
                for row in reading.amendments(self.room.desk(name), "gear")
            }
            assert seen == {
                ident: (standing.status, standing.symbol, standing.sponsors)
                for ident, standing in self.model.standings.items()
                if standing.status != "discarded"
                and (standing.status not in DRAFTS or code in (self.model.owners[ident], *standing.audience))
            }
        assert len(reading.acts(self.room.desk("mei"), "gear")) == self.model.done[""]

    def teardown(self) -> None:
        if hasattr(self, "room"):
            assert [one for one in doctor(self.room.service) if not one.good and one.about != "disk"] == []
            close_all()


@pytest.mark.nightly
@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_any_story(kind: str, makers: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Story, "make", staticmethod(makers[kind]))
    run_state_machine_as_test(
        Story,
        settings=settings(
            max_examples=times(60, 2_000) if kind == "sqlite" else times(10, 200),
            stateful_step_count=times(25, 60),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
