"""What a paragraph's or a run's style says: heading levels, numbering, marks, hidden text (ISO/IEC 29500-1, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import msgspec
from lxml import etree

from treaty_drafts.sources.docx.names import VAL, W, integer, is_on, value

_HEADING = re.compile(r"heading (\d)")
_UN = re.compile(r"_?\s?(?:reg_|anno_)?\s*h\s?_+\s?(ch|m|[1-9])(?:/\d)?(?:_ch)?_g", re.IGNORECASE)
"""Heading styles of United Nations documents: `_ H_1_G`, `_ H _Ch_G`, `_ H_2/3_G`, `Reg_H_1_G`."""
_DEPTH = 20
_LEVELS = 9


class Numbered(NamedTuple):
    """Where a paragraph's number comes from: a list and a level of it; `level` is -1 where the style's list tells."""

    list: str
    level: int


class Style(NamedTuple):
    """One style with what it inherits."""

    name: str
    level: int
    numbered: Numbered | None
    marks: frozenset[str]
    hidden: bool


PLAIN = Style("", 0, None, frozenset(), hidden=False)


class Styles(msgspec.Struct, frozen=True, gc=False):
    """The styles of a document by id; `default` is that of a paragraph that names none."""

    known: Mapping[str, Style]
    default: str = ""

    def __getitem__(self, name: str) -> Style:
        """The style of that id, the default one for the empty id; a plain one where there is none."""
        return self.known.get(name or self.default, PLAIN)

    def of_run(self, name: str) -> Style:
        """The character style of that id; a plain one for the empty id."""
        return self.known.get(name, PLAIN)


def read_styles(root: etree._Element | None) -> Styles:
    """The styles in their part."""
    elements: dict[str, etree._Element] = {}
    default = ""
    for element in () if root is None else root.iterfind(f"{W}style"):
        name = element.get(f"{W}styleId", "")
        elements.setdefault(name, element)
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
            default = name
    known: dict[str, Style] = {}
    for name in elements:
        _enter(name, elements, known, _DEPTH)
    return Styles(known, default)


def _enter(name: str, elements: Mapping[str, etree._Element], known: dict[str, Style], depth: int) -> Style:
    """The style of that id, made with those that it is based on."""
    if name in known or name not in elements or depth == 0:
        return known.get(name, PLAIN)
    element = elements[name]
    base = _enter(value(element, "basedOn"), elements, known, depth - 1)
    told = value(element, "name")
    paragraph = element.find(f"{W}pPr")
    run = element.find(f"{W}rPr")
    numbered = numbered_by(paragraph)
    if numbered is not None and not numbered.list and base.numbered is not None:
        numbered = Numbered(base.numbered.list, numbered.level)
    made = Style(
        told,
        _level(told, paragraph, base),
        numbered or base.numbered,
        marked(run, base.marks),
        hides(run, hidden=base.hidden),
    )
    known[name] = made
    return made


def numbered_by(properties: etree._Element | None) -> Numbered | None:
    """The list that paragraph properties name, if they name one."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None
    level = value(found, "ilvl")
    return Numbered(value(found, "numId"), integer(level) if level else -1)


def _level(name: str, paragraph: etree._Element | None, base: Style) -> int:
    """The heading level that a style gives: by its name, else its outline level, else what it inherits."""
    lowered = name.lower()
    if lowered == "title":
        return 1
    found = _HEADING.fullmatch(lowered)
    if found is not None:
        return int(found[1])
    united = _UN.fullmatch(lowered.strip())
    if united is not None:
        return 1 if united[1] in ("ch", "m") else 1 + int(united[1])
    outline = value(paragraph, "outlineLvl")
    return outline_level(outline) if outline else base.level


def outline_level(written: str) -> int:
    """A heading level from an outline level, which counts from 0; 9 is body text."""
    level = integer(written, _LEVELS)
    return level + 1 if 0 <= level < _LEVELS else 0


_TOGGLED = {f"{W}b": "b", f"{W}i": "i"}
_TOGGLED_COMPLEX = {f"{W}bCs": "b", f"{W}iCs": "i"}
_COMPLEX = frozenset((f"{W}rtl", f"{W}cs"))
_UNDERLINE, _RAISED = f"{W}u", f"{W}vertAlign"
_SCRIPTS = {"superscript": "sup", "subscript": "sub"}


def marked(run: etree._Element | None, base: frozenset[str] = frozenset()) -> frozenset[str]:
    """The marks of run properties over those of the style: `b`, `i`, `u`, `sup`, `sub`."""
    if run is None or not len(run):
        return base
    told = {child.tag: child for child in run}
    complex_script = any(is_on(told.get(name)) for name in _COMPLEX)
    on = {
        mark: is_on(told[tag])
        for tag, mark in (_TOGGLED_COMPLEX if complex_script else _TOGGLED).items()
        if tag in told
    }
    if _UNDERLINE in told:
        on["u"] = told[_UNDERLINE].get(VAL, "single") != "none"
    if _RAISED in told:
        raised = _SCRIPTS.get(told[_RAISED].get(VAL, ""), "")
        on |= {"sup": raised == "sup", "sub": raised == "sub"}
    if not on:
        return base
    return (base - on.keys()) | {mark for mark, is_set in on.items() if is_set}


def hides(run: etree._Element | None, *, hidden: bool) -> bool:
    """Whether run properties hide their words, over what the style says."""
    element = None if run is None else run.find(f"{W}vanish")
    return hidden if element is None else is_on(element)


__all__ = ["PLAIN", "Numbered", "Style", "Styles", "hides", "marked", "numbered_by", "outline_level", "read_styles"]
