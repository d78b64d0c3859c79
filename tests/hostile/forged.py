"""Amendments, compilations and requests that are not what they claim to be: each made by tampering with good ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.run import treaty_drafts

DRAFT = """# Draft Agreement on Lost Gear

## Article 1. Objective

The objective of this Agreement is to prevent and reduce the loss of gear at sea.

## Article 2. Marking

1. Each Party shall ensure that gear is marked.

2. The mark [shall][should] be durable.

## Article 3. Reports

Each Party shall report to the secretariat once a year.
"""


@dataclass(frozen=True)
class Meeting:
    """A version, another one, two amendments to the first, one to the second, and a compilation of the two."""

    folder: Path

    @property
    def base(self) -> str:
        return str(self.folder / "base.xml")

    @property
    def other(self) -> str:
        return str(self.folder / "other.xml")

    def amendment(self, symbol: str) -> str:
        return str(self.folder / f"{symbol}.xml")

    @property
    def compilation(self) -> str:
        return str(self.folder / "compilation.xml")

    def tampered(self, name: str, into: Path, *pairs: tuple[str, str]) -> str:
        """A copy of a file of the meeting with words exchanged by hand, every one of which must be there."""
        text = (self.folder / name).read_text("utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new)
        (into / name).write_text(text, "utf-8")
        return str(into / name)


Argv = list[str | bytes]


@dataclass(frozen=True)
class Forgery:
    """A command line made from a good meeting, and what its refusal says."""

    title: str
    made: Callable[[Meeting, Path], Argv]
    says: str


def convene(folder: Path) -> Meeting:
    """Makes the files of the meeting with the program itself."""
    meeting = Meeting(folder)
    (folder / "base.md").write_text(DRAFT, "utf-8")
    (folder / "other.md").write_text(DRAFT.replace("once a year", "twice a year"), "utf-8")
    steps: list[list[str]] = [
        ["import", "base.md", "-o", "base.xml", "--symbol", "T/1"],
        ["import", "other.md", "-o", "other.xml", "--symbol", "T/2"],
        tabling("base.xml", "L.1", "EU", "--at", "art_3", "--text", "Each Party shall report to the Chair once a year."),
        tabling("base.xml", "L.2", "SAU", "--at", "art_3", "--text", "Each Party may report to the secretariat yearly."),
        tabling("base.xml", "L.3", "AOSIS", "--at", "art_2", "--insert-after", "### Article 2 bis. Colours\n\nGear shall be red."),
        tabling("other.xml", "L.9", "CHN", "--at", "art_1", "--text", "The objective of this Agreement is to prevent the loss of gear."),
        ["compile", "base.xml", "L.1.xml", "L.2.xml", "L.3.xml", "-o", "compilation.xml"],
    ]
    for argv in steps:
        outcome = treaty_drafts(*argv, within=folder)
        assert outcome.code == 0, f"{argv}: {outcome.talk}"
    return meeting


def tabling(base: str, symbol: str, sponsor: str, *wanted: str) -> list[str]:
    return ["propose", base, *wanted, "--sponsor", sponsor, "--symbol", symbol, "-o", f"{symbol}.xml"]


CASES: list[Forgery] = []
