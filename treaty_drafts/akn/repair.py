"""Repairs of near-valid documents: what is surely meant is put right, and each repair is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from treaty_drafts.akn.profile import AKN, DOCUMENTS, NO_ID, XML_ID, XML_LANG
from treaty_drafts.model.tree import Attrs
from treaty_drafts.model.version import Version

_PART_OF_DATE: Final = re.compile(r"\d{4}(-\d{2})?").fullmatch
_OLD_NAMES: Final = {"id": "eId", "evolvingId": "wId"}


class Repair(msgspec.Struct, frozen=True):
    """One thing put right while reading: at `line`, in the element `place` (its wId, or its name), `what` was done."""

    line: int
    place: str
    what: str


class Reading(msgspec.Struct, frozen=True):
    """A version, and what had to be repaired to have it."""

    version: Version
    repairs: tuple[Repair, ...]


class Repairs:
    """The repairs of one reading. `line` tells the parser's line."""

    __slots__ = ("_ids", "_language", "_line", "_old", "_said", "_xml_ids", "made")

    def __init__(self, line: Callable[[], int]) -> None:
        self.made: list[Repair] = []
        self._line = line
        self._ids: set[str] = set()
        self._xml_ids: set[str] = set()
        self._old = False
        self._language = ""
        self._said: set[str] = set()

    def say(self, place: str, what: str, *, once: bool = False) -> None:
        """Reports a repair; with `once`, the same words only the first time."""
        if once and what in self._said:
            return
        self._said.add(what)
        self.made.append(Repair(self._line(), place, what))

    def namespace(self, uri: str) -> None:
        """Notes that elements of an earlier namespace are read as the standard's."""
        self._old = self._old or uri.startswith("http://www.akomantoso.org/")
        self.say("akomaNtoso", f"the namespace `{uri}` was read as `{AKN}`", once=True)

    def attributes(self, name: str, attrs: Attrs) -> tuple[Attrs, str | None]:
        """The attributes of an element of the standard, repaired, and the wId that they give it, if any."""
        if len(attrs) == 1 and attrs[0][0] == "eId" and attrs[0][1] not in self._ids and name not in NO_ID:
            self._ids.add(attrs[0][1])
            return attrs, attrs[0][1]
        values = dict(attrs)
        if self._old:
            values = {_OLD_NAMES.get(key, key): text for key, text in values.items()}
        if name in NO_ID or self._language:
            self._documents(name, values)
        if "date" in values and _PART_OF_DATE(values["date"]):
            self._date(name, values)
        if "eId" in values:
            values["eId"] = self._unique(name, values["eId"])
        if XML_ID in values:
            self._xml_id(name, values)
        wid = values.get("wId") or values.get("eId") or values.get(XML_ID)
        return tuple(values.items()), wid

    def component(self) -> None:
        """The start of a component beside the document: it has an id space of its own."""
        self._ids = set()

    def carried(self, name: str, raws: list[str]) -> list[str]:
        """The same for an element of the standard within metadata, its attributes as the parser gives them."""
        if not raws:
            return raws
        pairs = iter(raws)
        attrs, _ = self.attributes(name, tuple(zip(pairs, pairs, strict=False)))
        return [part for pair in attrs for part in pair]

    def _unique(self, name: str, eid: str) -> str:
        """The eId, or where an element before has it, with the first free count after it."""
        if eid not in self._ids:
            self._ids.add(eid)
            return eid
        count = 2
        while f"{eid}_{count}" in self._ids:
            count += 1
        self._ids.add(f"{eid}_{count}")
        self.say(eid, f"a second eId `{eid}`, on `{name}`, was renamed `{eid}_{count}`")
        return f"{eid}_{count}"

    def _xml_id(self, name: str, values: dict[str, str]) -> None:
        """An xml:id must be unique; a second one goes."""
        xml_id = values[XML_ID]
        if xml_id in self._xml_ids:
            del values[XML_ID]
            self.say(xml_id, f"a second xml:id `{xml_id}`, on `{name}`, was left out")
        self._xml_ids.add(xml_id)

    def _date(self, name: str, values: dict[str, str]) -> None:
        """A date that is only a year, or a year and a month, begins with its first day."""
        date = values["date"]
        values["date"] = f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"
        self.say(name, f"the date `{date}` was completed to `{values['date']}`")

    def _documents(self, name: str, values: dict[str, str]) -> None:
        """A document's own element takes no ids and no language: the language moves to its body."""
        if name in DOCUMENTS:
            for key in [key for key in values if key not in ("name", "contains", "includedIn")]:
                text = values.pop(key)
                if key == XML_LANG:
                    self._language = text
                    self.say(name, f"xml:lang=\"{text}\" moved from `{name}` to its body")
                else:
                    self.say(name, f"the attribute {key}=\"{text}\" was left out: `{name}` takes none")
        elif self._language and name in ("body", "mainBody", "debateBody", "judgmentBody", "amendmentBody"):
            values.setdefault(XML_LANG, self._language)
            self._language = ""
