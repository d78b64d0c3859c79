"""Repairs of near-valid documents: what is surely meant is put right, and each repair is reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import msgspec

from treaty_drafts.akn import meta
from treaty_drafts.akn.profile import AKN, DOCUMENTS, NO_ID, UNITS, XML_ID, XML_LANG, derived
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import Attrs, Node, Provision
from treaty_drafts.model.version import Version

_DATE: Final = re.compile(r"-?\d{4,}-\d\d-\d\d.*", re.DOTALL).fullmatch
_PART_OF_DATE: Final = re.compile(r"\d{4}(-\d{2})?").fullmatch
UNDATED: Final = "0001-01-01"
"""The date that stands where the schema wants one and none is known."""
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

    __slots__ = ("_language", "_line", "_old", "_said", "_xml_ids", "ids", "made")

    def __init__(self, line: Callable[[], int]) -> None:
        self.made: list[Repair] = []
        self._line = line
        self.ids: set[str] = set()
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
        values = dict(attrs)
        if self._old:
            values = {_OLD_NAMES.get(key, key): text for key, text in values.items()}
        if name in NO_ID or self._language:
            self._documents(name, values)
        if "date" in values and not _DATE(values["date"]):
            self._date(name, values)
        if values.get("colspan") == "" or values.get("rowspan") == "":
            self._spans(name, values)
        if "eId" in values:
            values["eId"] = self._unique(name, values["eId"])
        if XML_ID in values:
            self._xml_id(name, values)
        wid = values.get("wId") or values.get("eId") or values.get(XML_ID) or None
        return tuple(values.items()), wid

    def component(self) -> set[str]:
        """The start of a component beside the document: it has an id space of its own, which is returned."""
        self.ids = set()
        return self.ids

    def carried(self, name: str, raws: list[str]) -> list[str]:
        """The same for an element of the standard within metadata, its attributes as the parser gives them."""
        if name == "step":
            raws = self._step(raws)
        if not raws:
            return raws
        pairs = iter(raws)
        attrs, _ = self.attributes(name, tuple(zip(pairs, pairs, strict=False)))
        return [part for pair in attrs for part in pair]

    def meta(self, xml: str) -> str:
        """The metadata, with an identification that states nothing where it has none."""
        if "<identification" in xml:
            return xml
        self.say("meta", "the metadata had no identification; one that states nothing was made")
        return meta.identified(xml)

    def children(self, name: str, wid: str, held: list[Node]) -> list[Node]:
        """The children of an element, in an order that the schema knows."""
        if name in UNITS and any(child.name == "content" for child in held[:-1]):
            return self._chapeau(wid, held)
        if name in DOCUMENTS and sum(child.name == "preamble" for child in held) > 1:
            return self._one_body(wid, held)
        if name == "table" and any(isinstance(child, Provision) and not child.children for child in held):
            self.say(wid, "rows without cells were left out")
            return [child for child in held if not isinstance(child, Provision) or child.children]
        return held

    def _chapeau(self, wid: str, held: list[Node]) -> list[Node]:
        """Words before provisions of the same unit are its `intro`, not its `content`."""
        at = next(at for at, child in enumerate(held) if child.name == "content")
        words = held[at]
        if not isinstance(words, Provision) or any(child.name == "intro" for child in held):
            return held
        named = any(key in ("eId", "wId", XML_ID) for key, _ in words.attrs)
        self.say(wid, "`content` before provisions was read as `intro`")
        intro = Provision("intro", words.wid if named else derived(wid, "intro", 1), words.attrs, words.children)
        return [*held[:at], intro, *held[at + 1 :]]

    def _one_body(self, wid: str, held: list[Node]) -> list[Node]:
        """A second preamble, and the body after it, go into the first body: the preamble as a container."""
        at = next((at for at, child in enumerate(held) if child.name == "mainBody"), len(held))
        body = held[at] if at < len(held) else None
        if not isinstance(body, Provision):
            raise MarkupError(f"`{wid}` has two preambles and no mainBody", step="make one preamble of them")
        within: list[Node] = list(body.children)
        rest: list[Node] = []
        for child in held[at + 1 :]:
            if isinstance(child, Provision) and child.name == "preamble":
                count = 1 + sum(one.name == "container" for one in within)
                within.append(
                    Provision(
                        "container",
                        derived(body.wid, "container", count),
                        (("name", "preamble"), *child.attrs),
                        child.children,
                    )
                )
                self.say(wid, 'a second preamble was put into the body as `container name="preamble"`')
            elif isinstance(child, Provision) and child.name == "mainBody":
                within += child.children
            else:
                rest.append(child)
        return [*held[:at], Provision(body.name, body.wid, body.attrs, tuple(within)), *rest]

    def _step(self, raws: list[str]) -> list[str]:
        """A step of the record has a date and an agent, unknown ones if need be."""
        for key, text in (("date", UNDATED), ("by", "")):
            if key not in raws[::2]:
                raws = [*raws, key, text]
                self.say("step", f"a step without `{key}` was given an unknown one (`{text}`)")
        return raws

    def _spans(self, name: str, values: dict[str, str]) -> None:
        """An empty span says nothing."""
        for key in ("colspan", "rowspan"):
            if values.get(key) == "":
                del values[key]
                self.say(name, f"an empty `{key}` was left out")

    def _unique(self, name: str, eid: str) -> str:
        """The eId, or where an element before has it, with the first free count after it."""
        if eid not in self.ids:
            self.ids.add(eid)
            return eid
        count = 2
        while f"{eid}_{count}" in self.ids:
            count += 1
        self.ids.add(f"{eid}_{count}")
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
        if not _PART_OF_DATE(date):
            raise MarkupError(f"`{date}` is no date, on `{name}`", step="write it as 2025-12-31")
        values["date"] = f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"
        self.say(name, f"the date `{date}` was completed to `{values['date']}`")

    def _documents(self, name: str, values: dict[str, str]) -> None:
        """A document's own element takes no ids and no language: the language moves to its body."""
        if name in DOCUMENTS:
            for key in [key for key in values if key not in ("name", "contains", "includedIn")]:
                text = values.pop(key)
                if key == XML_LANG:
                    self._language = text
                    self.say(name, f'xml:lang="{text}" moved from `{name}` to its body')
                else:
                    self.say(name, f'the attribute {key}="{text}" was left out: `{name}` takes none')
        elif self._language and name in ("body", "mainBody", "debateBody", "judgmentBody", "amendmentBody"):
            values.setdefault(XML_LANG, self._language)
            self._language = ""
