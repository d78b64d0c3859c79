"""A conference for tests: two States and a group, an observer, a chair, a secretariat; one short agreement."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from treaty_drafts.conference import Policy
from treaty_drafts.model.version import Version
from treaty_drafts.service import (
    Desk,
    Done,
    Once,
    Service,
    Wish,
    World,
    drafting,
    open_service,
    people,
    tabling,
    versions,
)
from treaty_drafts.sources import read_source

TEXT = """# Draft Agreement on Lost Gear

## Article 1
### Aim

Each Party shall take appropriate measures to reduce the loss of fishing gear.

## Article 2
### Marking

1. Each Party shall mark its gear.

2. Marks should be visible.

## Article 3
### Reports

Parties may report on lost gear every year.
"""
WORK = "/akn/un/bill/treaty/conf-900/2026/gear"

USERS = {
    "root": ("administrator", "SEC"),
    "legal": ("legal", "SEC"),
    "translator": ("translator", "SEC"),
    "portal": ("portal", "SEC"),
    "chair": ("chair", "CHAIR"),
    "anna": ("head", "FRA"),
    "ari": ("expert", "FRA"),
    "nils": ("delegate", "NOR"),
    "mei": ("delegate", "CHN"),
    "gus": ("coordinator", "NORDIC"),
    "olga": ("delegate", "ICRC"),
}
"""Who takes part, by the name that they sign in with."""


@dataclass
class Clock:
    """A clock that a test sets."""

    at: datetime = datetime(2026, 3, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def later(self, **much: float) -> None:
        self.at += timedelta(**much)


@dataclass
class Chance:
    """Chance that a seed decides: what is drawn depends on who draws and how often they did."""

    seed: str = "1"
    drawn: Counter[str] = field(default_factory=Counter)

    def __call__(self, who: str, size: int) -> bytes:
        self.drawn[who] += 1
        return hashlib.shake_256(f"{self.seed} {who} {self.drawn[who]}".encode()).digest(size)


OPENED: list[Service] = []
"""The services of the test that runs; the fixture `database` closes them."""


def close_all() -> None:
    """Closes what was opened; a SQLite file goes."""
    while OPENED:
        store = OPENED.pop().store
        store.close()
        if store.engine.dialect.name == "sqlite":
            Path(str(store.engine.url.database)).unlink(missing_ok=True)


class Room:
    """The conference on one database, where it is as `furnish` left it: desks by the name of who sits there."""

    def __init__(self, url: str, *, policy: Policy | None = None, seed: str = "1") -> None:
        self.clock = Clock()
        self.service: Service = open_service(url, World(self.clock, Chance(seed)))
        OPENED.append(self.service)
        if policy is not None:
            people.set_policy(self.desk("root"), policy)

    def furnish(self) -> None:
        """Lets the conference begin on an empty database."""
        people.found(self.service, "conf", "Conference on Gear", admin="root")
        root = self.desk("root")
        for code, name, capacity in (
            ("FRA", "France", "state"),
            ("NOR", "Norway", "state"),
            ("CHN", "China", "state"),
            ("NORDIC", "Nordic Group", "group"),
            ("ICRC", "Red Cross", "igo"),
        ):
            people.add_delegation(root, code, name, capacity)  # type: ignore[arg-type]
        people.join(root, "NORDIC", "NOR", since="2020-01-01")
        for name, (role, code) in USERS.items():
            if name != "root":
                people.add_user(root, name, role, code)  # type: ignore[arg-type]
        versions.add_agreement(self.desk("legal"), "gear", "Agreement on Lost Gear", WORK, prefix="A/CONF.900")
        versions.add_version(self.desk("legal"), "gear", zero_draft())

    def desk(self, name: str, *, key: str = "", request: str = "") -> Desk:
        once = Once(key, request=request) if key else None
        return self.service.desk(self.service.as_user(name), once=once)

    def text(self) -> Version:
        return versions.version(self.desk("legal"), "gear", "eng")[1]

    def draft(self, name: str, at: str = "art_1__p_1", text: str = "", **more: str) -> str:
        """The id of a new draft that words a provision anew."""
        wish = Wish(at=at, text=text or f"What {name} wants instead.")
        made = drafting.draft(self.desk(name), "gear", wish, **more).amendment
        assert made is not None
        return made.id

    def tabled(self, name: str, at: str = "art_1__p_1", text: str = "", **more: str) -> str:
        """The id of a new amendment that is tabled."""
        ident = self.draft(name, at, text, **more)
        tabling.table(self.desk(name), ident)
        return ident


def zero_draft() -> Version:
    """The text that all begin with."""
    from treaty_drafts.compilation.consolidate import issued

    read = read_source(TEXT.encode(), name="gear.md").version
    facts = msgspec.structs.replace(
        read.facts, work=WORK, number="zero-draft", symbol="A/CONF.900/1", date="2026-03-01"
    )
    return issued(read, read, facts)


def what(done: Done) -> tuple[str, str]:
    """The status and the symbol that an act left its amendment with."""
    assert done.amendment is not None
    return done.amendment.status, done.amendment.symbol
