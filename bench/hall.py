"""A conference to measure the service in: one agreement, a published version, delegations and groups that table."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import msgspec

from bench import words
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.consolidate import issued
from treaty_drafts.conference import Principal
from treaty_drafts.model.version import Version
from treaty_drafts.service import (
    Desk,
    Done,
    Service,
    Wish,
    accounts,
    drafting,
    open_service,
    people,
    publishing,
    tabling,
    versions,
)
from treaty_drafts.service.recording import seal
from treaty_drafts.service.rush import Check, Do
from treaty_drafts.store import Seen, Writing

WORK = "/akn/un/bill/treaty/conf-900/2026/gear"
IRI = f"{WORK}/eng@zero-draft"
SLUG = "gear"
_SEED = 20151130
_MEMBERS = 15
"""Delegations of a group."""


class Hall:
    """The conference on an empty database: a delegate for each delegation, a coordinator for each group, the base as
    its published text.
    """

    def __init__(self, url: str, base: Version, delegations: int, groups: int = 0) -> None:
        self.service: Service = open_service(url)
        self.states, self.groups = words.CODES[:delegations], words.GROUPS[:groups]
        people.found(self.service, "conf", "Conference", admin="root")
        self._seat(self.desk("root"))
        legal = self.desk("legal")
        versions.add_agreement(legal, SLUG, "Agreement", WORK, prefix="A/CONF.900")
        facts = msgspec.structs.replace(base.facts, work=WORK, number="zero-draft", date="2026-03-01")
        versions.add_version(legal, SLUG, issued(base, base, facts))
        for name in ("legal", "chair"):
            publishing.publish(self.desk(name), SLUG, "eng", "zero-draft")
        self.base = versions.version(legal, SLUG, "eng")[0].digest

    def _seat(self, root: Desk) -> None:
        chance = random.Random(_SEED)
        for code in self.states:
            people.add_delegation(root, code, code)
            people.add_user(root, code.lower(), "delegate", code)
        for code in self.groups:
            people.add_delegation(root, code, code, "group")
            people.add_user(root, code.lower(), "coordinator", code)
            for member in chance.sample(self.states, min(_MEMBERS, len(self.states))):
                people.join(root, code, member, since="2020-01-01")
        people.add_user(root, "legal", "legal", "SEC")
        people.add_user(root, "chair", "chair", "CHAIR")

    def desk(self, name: str) -> Desk:
        return self.service.desk(self.service.as_user(name))

    def draft(self, amendment: Amendment) -> tuple[str, str]:
        """The lead sponsor's draft of an amendment to the base: who drafted, and its id."""
        name = amendment.sponsors[0].lower()
        return name, self._draft(self.desk(name), amendment)

    def _draft(self, desk: Desk, amendment: Amendment) -> str:
        wish = Wish(patch=msgspec.structs.replace(amendment.patch, base=self.base))
        made = drafting.draft(desk, SLUG, wish).amendment
        assert made is not None
        return made.id

    def table(self, amendment: Amendment) -> None:
        name, ident = self.draft(amendment)
        tabling.table(self.desk(name), ident)

    def fill(self, amendments: Sequence[Amendment], acts: int) -> int:
        """Drafts and tables these amendments, and has more and more delegations co-sponsor them until there are so
        many acts; how many that are. They are acts as any, in one transaction, with a checkpoint for each thousand.
        """
        with self.service.store.writing(self.service.as_user("legal")) as tx:
            codes = self.states + self.groups
            desks = {code: Bulk(self.service, self.service.as_user(code.lower()), tx) for code in codes}
            idents = [""] * len(amendments)
            for some in _thousands(range(len(amendments))):
                for place in some:
                    idents[place] = self._draft(desks[amendments[place].sponsors[0]], amendments[place])
                _keep(tx)
                for place in some:
                    tabling.table(desks[amendments[place].sponsors[0]], idents[place])
                _keep(tx)
            done, chance = 2 * len(amendments), random.Random(_SEED)
            asked = [list(amendment.sponsors[1:]) for amendment in amendments]
            while done < acts:
                for some in _thousands(range(min(len(amendments), acts - done))):
                    for place in some:
                        code = asked[place].pop() if asked[place] else chance.choice(codes)
                        done += len(tabling.cosponsor(desks[code], idents[place]).acts)
                    _keep(tx)
        return done

    def token(self, name: str) -> str:
        return accounts.issue_token(self.desk(name), "bench", scope=("read", "act"))[1].secret


class Bulk(Desk):
    """A desk whose acts are checked, recorded and told as ever, in a transaction that it shares with others."""

    def __init__(self, service: Service, principal: Principal, tx: Writing) -> None:
        super().__init__(service, principal)
        self._tx = tx
        self._seen = Seen(tx.connection, principal)

    def act(self, do: Callable[[Writing], Done]) -> Done:
        self._tx.seen = self._seen
        return do(self._tx)

    def act_in_rush(self, ident: str, check: Check, do: Do[Done], alone: Callable[[Writing], Done]) -> Done:
        return self.act(alone)


def _keep(tx: Writing) -> None:
    """Signs and writes what was done: the next acts read it."""
    seal(tx)
    tx.flush()


def _thousands(places: range) -> Iterator[range]:
    return (places[at : at + 1000] for at in range(0, len(places), 1000))
