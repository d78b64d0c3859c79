"""Checking a document: the official schema, then what no schema can see (references, ids, numbers, glyphs, words)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec
from lxml import etree

from treaty_drafts.akn.profile import AKN, DOCUMENTS, LINES, NEG, UNITS, XML_ID
from treaty_drafts.akn.read import read
from treaty_drafts.akn.schema import official, parsed, plainly, profile
from treaty_drafts.model.ids import address
from treaty_drafts.model.numbers import count_of, number_of
from treaty_drafts.model.tree import blocks, walk
from treaty_drafts.model.version import Version

POINTERS: Final = (
    "href",
    "refersTo",
    "alternativeTo",
    "by",
    "as",
    "source",
    "for",
    "from",
    "upTo",
    "period",
    "outcome",
    "empoweredBy",
)
GLYPH: Final = "neg-glyph"
"""The class of the spans that hold the brackets which a compiler wrote."""

_NUMBERED: Final = UNITS - {"hcontainer", "attachment"}
_TAG: Final = f"{{{AKN}}}"
_OURS: Final = f"{{{NEG}}}"
_OPENING: Final = "\u202a\u202b\u202d\u202e"
_ISOLATES: Final = "\u2066\u2067\u2068"
_CONTROLS: Final = frozenset(_OPENING + _ISOLATES + "\u202c\u2069")


class Problem(msgspec.Struct, frozen=True):
    """Something wrong with a document: where (`line`, `wid` of the element or of one around it), `code`, words."""

    line: int
    wid: str
    code: str
    message: str
    step: str


def check(data: bytes, *, name: str = "") -> tuple[Problem, ...]:
    """The problems of a document, in the order of its lines; none if it is valid and keeps the treaty profile.

    Codes: `repaired` (read only after a repair), `schema` (the official schema), `profile`, `unresolved`,
    `alternative`, `address`, `identity`, `glyph`, `numbering`, `normal-form`, `bidi`. What cannot be
    read at all raises, as in `read`.
    """
    reading = read(data, name=name)
    tree = parsed(data)
    found = [Problem(one.line, one.place, "repaired", one.what, "save what was read") for one in reading.repairs]
    found += _schema(tree)
    if tree.tag == f"{_TAG}akomaNtoso":
        ids = _ids(tree)
        found += [
            *_references(tree, ids),
            *_alternatives(tree, ids),
            *_glyphs(tree),
            *_numbers(tree),
            *_characters(tree),
        ]
        found += [
            *_identities(tree),
        ]
        if _ours(reading.version):
            found += [*_profile(tree), *_addresses(reading.version, ids)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.code)))


def _schema(tree: etree._Element) -> Iterator[Problem]:
    """What the official schema says."""
    xsd = official()
    xsd.validate(tree)
    for error in xsd.error_log:
        wid = _wid(_element(tree, error.path or ""))
        yield Problem(error.line, wid, "schema", plainly(error.message), "see docs/profile/ for what may stand there")


def _element(tree: etree._Element, path: str) -> etree._Element | None:
    """The element at the path that the schema gives; none where the path has prefixes, which it does not explain."""
    try:
        found = tree.getroottree().xpath(path) if path else []
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and found and etree.iselement(found[0]) else None


def _ids(tree: etree._Element) -> dict[str, etree._Element]:
    """The elements by eId; the first where one repeats."""
    found: dict[str, etree._Element] = {}
    for element in tree.iter(f"{_TAG}*"):
        if eid := element.get("eId"):
            found.setdefault(eid, element)
    return found


def _wid(element: etree._Element | None) -> str:
    """The identity of the element, or of the nearest around it that has one."""
    while element is not None:
        for key in ("wId", "eId", XML_ID):
            if found := element.get(key):
                return str(found)
        element = element.getparent()
    return ""


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _references(tree: etree._Element, ids: dict[str, etree._Element]) -> Iterator[Problem]:
    """Each `#target` that no element has; a target is reported once, where it is first named."""
    missing: dict[str, tuple[etree._Element, str, int]] = {}
    for element in tree.iter(f"{_TAG}*"):
        if not element.attrib:
            continue
        for key in POINTERS:
            text = element.get(key)
            if text is None or "#" not in text:
                continue
            for part in text.split():
                if part.startswith("#") and part[1:] not in ids:
                    first, kind, count = missing.get(part, (element, key, 0))
                    missing[part] = (first, kind, count + 1)
    for part, (element, key, count) in missing.items():
        more = f", here and in {count - 1} other places" if count > 1 else ""
        message = f'{key}="{part}" names no element of this document{more}'
        yield Problem(
            _line(element), _wid(element), "unresolved", message, "add it to `references`, or correct the eId"
        )


def _alternatives(tree: etree._Element, ids: dict[str, etree._Element]) -> Iterator[Problem]:
    """An alternative stands beside the one that it is an alternative to."""
    for element in tree.iter(f"{_TAG}*"):
        to = element.get("alternativeTo")
        if to and to[1:] in ids and ids[to[1:]].getparent() is not element.getparent():
            message = f'alternativeTo="{to}" names an element that stands elsewhere'
            yield Problem(_line(element), _wid(element), "alternative", message, "name the first alternative beside it")


def _glyphs(tree: etree._Element) -> Iterator[Problem]:
    """The brackets that a compiler wrote open and close in turn."""
    opened: list[etree._Element] = []
    for span in tree.iter(f"{_TAG}span"):
        if span.get("class") != GLYPH:
            continue
        text = span.text or ""
        if text.startswith("["):
            opened.append(span)
        elif text.startswith("]") and opened:
            opened.pop()
        elif text.startswith("]"):
            yield Problem(
                _line(span), _wid(span), "glyph", "a compiler's bracket closes that none opened", "compile again"
            )
    for span in opened:
        yield Problem(_line(span), _wid(span), "glyph", "a compiler's bracket opens that none closes", "compile again")


def _numbers(tree: etree._Element) -> Iterator[Problem]:
    """Numbers that repeat or leave a gap: of articles through a document, of other units among their siblings."""
    for document in tree.iter(*(f"{_TAG}{name}" for name in DOCUMENTS)):
        articles = [one for one in document.iter(f"{_TAG}article") if _document(one) is document and not _optional(one)]
        yield from _sequence(articles)
    for parent in tree.iter(f"{_TAG}*"):
        same: dict[str, list[etree._Element]] = {}
        for child in parent:
            name = _name(child)
            if name in _NUMBERED and name != "article":
                same.setdefault(name, []).append(child)
        for siblings in same.values():
            yield from _sequence(siblings)


def _sequence(units: list[etree._Element]) -> Iterator[Problem]:
    """The problems of one run of numbers; only a run that is numbered in figures has any."""
    before = last = ""
    seen: set[str] = set()
    for unit in units:
        num = unit.find(f"{_TAG}num")
        label = "".join(num.itertext()) if num is not None else ""
        number = number_of(label)
        if number in ("1", "a", "i") and label != last:  # a new run: flat texts number their sections so
            before, seen = "", set()
        last = label
        if number and number in seen:
            message = f"`{label.strip()}` stands a second time"
            yield Problem(_line(unit), _wid(unit), "numbering", message, "renumber it; its wId stays")
        elif (last_count := count_of(before)) is not None and count_of(number) not in (None, last_count + 1):
            message = f"`{label.strip()}` follows number {before}"
            yield Problem(_line(unit), _wid(unit), "numbering", message, "see whether a provision is missing")
        seen.add(number)
        leading = number.rstrip("abcdefghijklmnopqrstuvwxyz")
        before = number if number.isdecimal() else leading if leading.isdecimal() else ""


def _document(element: etree._Element) -> etree._Element | None:
    """The document type, or the quotation, that an element stands in."""
    return next(
        (one for one in element.iterancestors() if _name(one) in DOCUMENTS or _name(one) == "quotedStructure"), None
    )


def _optional(element: etree._Element) -> bool:
    """Whether the element is in one of several options, each with its own numbers."""
    return any(one.get("name") == "option" for one in element.iterancestors(f"{_TAG}hcontainer"))


def _characters(tree: etree._Element) -> Iterator[Problem]:
    """Words that are not in Unicode normal form C, or whose direction controls do not match."""
    for line in tree.iter(*(f"{_TAG}{name}" for name in LINES)):
        words = "".join(line.itertext())
        if words.isascii():
            continue
        if not unicodedata.is_normalized("NFC", words):
            message = "the words are not in Unicode normal form C: what looks equal may not be"
            yield Problem(_line(line), _wid(line), "normal-form", message, "normalise the text before it is tabled")
        if not _CONTROLS.isdisjoint(words) and not _matched(words):
            message = "direction controls open that do not close, or override what is seen"
            yield Problem(_line(line), _wid(line), "bidi", message, "remove U+202A–202E; use isolates in pairs")


def _matched(words: str) -> bool:
    """Whether no direction is overridden and every embedding and isolate is closed."""
    opened: list[str] = []
    for char in words:
        if char in "\u202d\u202e":
            return False
        if char in _OPENING or char in _ISOLATES:
            opened.append("\u202c" if char in _OPENING else "\u2069")
        elif char in "\u202c\u2069" and (not opened or opened.pop() != char):
            return False
    return not opened


def _identities(tree: etree._Element) -> Iterator[Problem]:
    """A wId is one provision's in a document, in whatever alternatives it stands."""
    for document in tree.iter(*(f"{_TAG}{name}" for name in DOCUMENTS)):
        if any(_name(one) in DOCUMENTS for one in document.iterancestors()):
            continue
        seen: dict[str, etree._Element] = {}
        for element in document.iter(f"{_TAG}*"):
            wid = element.get("wId") or element.get("eId")
            if not wid:
                continue
            first = seen.setdefault(wid, element)
            if first is not element and not (_alternative(first) and _alternative(element)):
                message = f"the wId `{wid}` is also that of the element on line {_line(first)}"
                yield Problem(_line(element), wid, "identity", message, "give one of them another wId")


def _alternative(element: etree._Element) -> bool:
    """Whether the element is, or is in, one of several alternatives or a slot of a compilation."""
    return any(
        one.get("alternativeTo") or one.get("name") == "option" or any(str(key).startswith(_OURS) for key in one.attrib)
        for one in (element, *element.iterancestors())
    )


def _ours(version: Version) -> bool:
    """Whether this package addressed the document: a treaty in which each line has an eId."""
    named = dict(version.root.attrs).get("name") == "treaty"
    return named and all("eId" in dict(block.attrs) for block in blocks(version.root))


def _profile(tree: etree._Element) -> Iterator[Problem]:
    """What the treaty profile says of a document of ours."""
    rules = profile()
    rules.validate(tree)
    for error in [one for one in rules.error_log if "failed to validate content" not in one.message]:
        wid = _wid(_element(tree, error.path or ""))
        yield Problem(error.line, wid, "profile", plainly(error.message), "see schemas/treaty-profile.rng")


def _addresses(version: Version, ids: dict[str, etree._Element]) -> Iterator[Problem]:
    """The eIds of a document of ours follow the naming convention."""
    for old, new in zip(walk(version.root), walk(address(version.root, fixed=True)), strict=True):
        is_, should = dict(old.attrs).get("eId"), dict(new.attrs).get("eId")
        if is_ and is_ != should:
            message = f"the eId `{is_}` would be `{should}` by the naming convention"
            yield Problem(_line(ids[is_]) if is_ in ids else 0, old.wid, "address", message, "renumber; wIds stay")


def _name(element: etree._Element) -> str:
    """The local name of an element of the standard, else the empty string."""
    tag = element.tag
    return tag[len(_TAG) :] if isinstance(tag, str) and tag.startswith(_TAG) else ""
