"""The numbers that Word computes: lists, levels, restarts and overrides (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

import msgspec
from lxml import etree

from treaty_drafts.sources.docx.names import VAL, W, integer, is_on, value
from treaty_drafts.sources.docx.numerals import numeral
from treaty_drafts.sources.docx.styles import Numbered, Styles

_LEVELS: Final = 9
_PLACE = re.compile("%([1-9])")


class Level(NamedTuple):
    """One level of a list: `text` is its label with `%1` … for the numbers; levels under `restart` start it anew."""

    format: str
    text: str
    start: int
    restart: int
    legal: bool


class Label(NamedTuple):
    """A computed label as Word prints it; `bullet` where it is a sign and no number; the level it is of, from 0.

    `alike` is how many levels above print their numbers in the same way: if one does, the number does not tell.
    """

    text: str
    bullet: bool
    level: int
    alike: int = 0


class List(NamedTuple):
    """A list instance: the counters it shares by `abstract`, its levels, and where its first use restarts them."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    styles: Mapping[str, int]


class Numbering(msgspec.Struct, frozen=True, gc=False):
    """The lists of a document by id."""

    lists: Mapping[str, List]

    def counting(self) -> Counting:
        """Counters that have not counted yet: for one reading."""
        return Counting(self.lists)


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """The lists in their part."""
    if root is None:
        return Numbering({})
    abstracts = {one.get(f"{W}abstractNumId", ""): one for one in root.iterfind(f"{W}abstractNum")}
    instances = {one.get(f"{W}numId", ""): one for one in root.iterfind(f"{W}num")}
    lists: dict[str, List] = {}
    for name, instance in instances.items():
        abstract = value(instance, "abstractNumId")
        element = abstracts.get(abstract)
        linked = value(element, "numStyleLink")
        if linked and (numbered := styles[linked].numbered) is not None and numbered.list in instances:
            abstract = value(instances[numbered.list], "abstractNumId")
            element = abstracts.get(abstract)
        if element is not None:
            lists[name] = _read(abstract, element, instance)
    return Numbering(lists)


class Counting:
    """Numbers for the paragraphs of one reading, asked for in order."""

    def __init__(self, lists: Mapping[str, List]) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, numbered: Numbered, style: str) -> Label | None:
        """The label of the next paragraph, which is in that list; None where the list gives it none."""
        found = self._lists.get(numbered.list)
        if found is None:
            return None
        at = numbered.level if numbered.level >= 0 else found.styles.get(style, 0)
        level = found.levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(found.abstract, {})
        if numbered.list not in self._begun:
            self._begun.add(numbered.list)
            for one, start in found.starts.items():
                counts[one] = start - 1
        counts[at] = counts[at] + 1 if at in counts else level.start
        for deeper in [one for one in counts if one > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else deeper
            if at < restart:
                del counts[deeper]
        if level.format == "bullet":
            return Label(level.text, bullet=True, level=at)
        words = _PLACE.sub(lambda place: _printed(found, counts, int(place[1]) - 1, level), level.text).strip()
        return Label(words, bullet=False, level=at, alike=_alike(found, at)) if words else None


def _alike(found: List, at: int) -> int:
    def look(level: Level) -> tuple[str, str]:
        return level.format, _PLACE.sub("%", level.text)

    return sum(above < at and look(level) == look(found.levels[at]) for above, level in found.levels.items())


def _printed(found: List, counts: Mapping[int, int], at: int, printing: Level) -> str:
    level = found.levels.get(at)
    if level is None:
        return ""
    count = counts.get(at, level.start)
    return numeral(count, "decimal" if printing.legal and level.format != "none" else level.format)


def _read(abstract: str, element: etree._Element, instance: etree._Element) -> List:
    """A list of its abstract definition and its own overrides."""
    elements = {integer(one.get(f"{W}ilvl", "0")): one for one in element.iterfind(f"{W}lvl")}
    starts: dict[int, int] = {}
    for override in instance.iterfind(f"{W}lvlOverride"):
        at = integer(override.get(f"{W}ilvl", "0"))
        own = override.find(f"{W}lvl")
        if own is not None:
            elements[at] = own
        start = override.find(f"{W}startOverride")
        if start is not None:
            starts[at] = integer(start.get(VAL, "1"), 1)
    levels = {at: _level(one, at) for at, one in elements.items() if 0 <= at < _LEVELS}
    styles = {value(one, "pStyle"): at for at, one in elements.items() if value(one, "pStyle")}
    return List(abstract, levels, starts, styles)


def _level(element: etree._Element, at: int) -> Level:
    restart = element.find(f"{W}lvlRestart")
    return Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        integer(value(element, "start"), 0),
        at if restart is None else integer(restart.get(VAL, "0")),
        is_on(element.find(f"{W}isLgl")),
    )
