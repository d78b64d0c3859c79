"""The example conference that ships with the package: its texts, its delegations, what they table, what is decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from treaty_drafts.errors import NotFound


class Delegation(msgspec.Struct, frozen=True):
    """Who sits at the table: `kind` is state, group, observer or chair; `members` are the codes of a group's States."""

    code: str
    name: str
    kind: str
    members: tuple[str, ...] = ()


class Tabled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One amendment as a delegate writes it: an edited copy, or what should become of the provision `at` a wId."""

    symbol: str
    sponsors: tuple[str, ...]
    reason: str = ""
    at: str = ""
    amends: str = ""
    text: str | None = None
    delete: bool = False
    insert_after: str | None = None
    move_after: str | None = None
    edited: str | None = None


class Decisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one reading decided on the version `on`, and the symbol and date of the version that it made.

    `take`, `lift` and `drop` are about brackets that stand in the text, by the ids of `brackets --json`.
    """

    on: str
    makes: str
    symbol: str
    date: str
    withdraw: tuple[str, ...] = ()
    adopt: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    take: Mapping[str, int] = {}
    lift: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    renumber: bool = False


class Example:
    """The files of one conference, read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def delegations(self) -> tuple[Delegation, ...]:
        """Everyone at the table."""
        return msgspec.json.decode(self.bytes("delegations.json"), type=tuple[Delegation, ...])

    @property
    def decisions(self) -> tuple[Decisions, ...]:
        """What each reading decided, in order."""
        return msgspec.json.decode(self.bytes("decisions.json"), type=tuple[Decisions, ...])

    def tabled(self, version: str) -> tuple[Tabled, ...]:
        """The amendments tabled against a version, in the order of their numbers."""
        folder = self.folder / "amendments" / version
        names = sorted(folder.glob("*.json"), key=lambda path: [int(part) for part in re.findall(r"\d+", path.name)])
        return tuple(msgspec.json.decode(path.read_bytes(), type=Tabled) for path in names)

    def in_language(self, code: str) -> tuple[Tabled, ...]:
        """The amendments to the sample in one language."""
        return msgspec.json.decode(self.bytes(f"languages/{code}.json"), type=tuple[Tabled, ...])

    @property
    def languages(self) -> tuple[str, ...]:
        """The ISO 639-2 codes of the samples in other languages."""
        return tuple(sorted(path.stem for path in (self.folder / "languages").glob("*.md")))

    def bytes(self, name: str) -> bytes:
        """The bytes of a file of the conference; `NotFound` if it is not there."""
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            raise NotFound(
                "a file of the example is missing", place=str(self.folder / name), step="install the package again"
            ) from None


def find_example(slug: str = "fishing-gear") -> Example:
    """The conference of that name: beside the package in a checkout, inside it where it is installed."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples" / slug, package.parent / "examples" / slug):
        if (folder / "delegations.json").is_file():
            return Example(folder)
    raise NotFound(f"the example `{slug}` is not here", place=str(package), step="install the package again")
