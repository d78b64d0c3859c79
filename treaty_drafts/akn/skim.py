"""A quicker way to read a sound document: most of a treaty is units of a number and one line of words.

These are found in the characters of the file at once, four elements with each match, and the parser is given the file
with a mark in the place of each. Whatever is not as expected, an error among it, leaves all to the reader that looks at
every tag and knows the line of each (`reader.py`): the two never differ in what they read.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final
from xml.sax.saxutils import unescape

from treaty_drafts.akn.doors import MAX_DEPTH
from treaty_drafts.akn.profile import ROOT, UNITS
from treaty_drafts.akn.reader import BLANK, NODES_ATOM, Reader
from treaty_drafts.akn.scope import STRUCTURE
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.tree import Attrs, Block, Provision, Text
from treaty_drafts.model.version import Version

_EID: Final = r' eId="([^"<&\s]+)"'
_WID: Final = r'(?: wId="([^"<&\s]+)"|)'
_IDS: Final = rf"(?:{_EID}|){_WID}"
_BLANKS: Final = " \t\n"
_GAP: Final = rf"[{_BLANKS}]*"
_UNIT: Final = re.compile(
    rf"<([a-zA-Z]+){_EID}{_WID}>{_GAP}<num{_IDS}>([^<]*)</num>{_GAP}"
    rf"<content{_IDS}>{_GAP}<p{_IDS}>([^<]*)</p>{_GAP}</content>{_GAP}</\1>"
)
_PARTS: Final = _UNIT.groups + 1
_EIDS: Final = (1, 3, 6, 8)
_DECLARED: Final = re.compile(r"""(?:<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?\s*\?>)?""")
_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_REFERENCE: Final = re.compile("&(?!(?:amp|lt|gt);)").search
_MARK: Final = "unit"
_DEEPEST: Final = MAX_DEPTH - 3


class _Unexpected(Exception):
    """Something that only the reader of every tag can judge."""


def skimmed(data: bytes) -> Version | None:
    """The version that the bytes hold, if they are those of a sound document that needs no repair."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    declared = _DECLARED.match(text)
    assert declared
    if text.find("<?", declared.end()) >= 0 or not _is_plain(data, text):
        return None
    if "\r" in text:  # XML 1.0, 2.11
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = _UNIT.split(text)
    try:
        skimmer = _Skimmer(parts)
        reading = skimmer.run()
    except (TreatyDraftsError, _Unexpected):
        return None
    return reading.version if skimmer.has_met_all() and not reading.repairs else None


def _is_plain(data: bytes, text: str) -> bool:
    """Whether all characters outside of tags stand for themselves, which a parser would otherwise see to."""
    if len(data.translate(None, _CONTROLS)) < len(data):
        return False
    return "]]>" not in text and "\ufffe" not in text and "\uffff" not in text


class _Skimmer(Reader):
    """A reading in which marks stand for units."""

    __slots__ = ("_units", "_within")

    def __init__(self, parts: list[str]) -> None:
        super().__init__(_marked(parts[::_PARTS]), "")
        fields = [parts[at::_PARTS] for at in range(1, _PARTS)]
        self._units = iter(_units(fields))
        self._within = self.ids
        self.ids |= _eids(fields)

    def instruction(self, target: str, data: str) -> None:  # noqa: ARG002 - there is no other
        """A mark: the next units stand here."""
        kind, _, _, _, held, counts, _ = self.stack[-1]
        chars = self.chars
        if chars:
            if len(chars) > 1 or chars[0].strip(BLANK):
                raise _Unexpected
            chars.clear()
        if kind > NODES_ATOM or self.carrier.depth or len(self.stack) > _DEEPEST:
            raise _Unexpected
        for unit in islice(self._units, int(data)):
            name = unit.name
            means = self.names.get(name) or self.mean(name)
            if means[0] != STRUCTURE:
                raise _Unexpected
            counts[name] = counts.get(name, 0) + 1
            held.append(unit)

    def has_met_all(self) -> bool:
        """Whether every unit was met, none in a comment, and all in the document whose ids they have."""
        return next(self._units, None) is None and self.ids is self._within


def _marked(gaps: list[str]) -> str:
    """What stands around the units, with marks for these: the number of units that only blanks part."""
    out = [gaps[0]]
    run = 0
    for gap in gaps[1:]:
        run += 1
        if gap.strip(_BLANKS):
            out.append(f"<?{_MARK} {run}?>{gap}")
            run = 0
    return "".join(out)


def _eids(fields: list[list[str]]) -> set[str]:
    """The eIds of all units and of what is in them."""
    eids = [eid for at in _EIDS for eid in fields[at] if eid]
    found = set(eids)
    if len(found) < len(eids) or ROOT in found:
        raise _Unexpected
    return found


def _units(fields: list[list[str]]) -> list[Provision]:
    """The units, of which each field has one group of the pattern."""
    if not UNITS.issuperset(fields[0]) or ROOT in fields[2]:
        raise _Unexpected
    found: list[Provision] = []
    for name, eid, wid, num_eid, num_wid, number, in_eid, in_wid, p_eid, p_wid, words in zip(*fields, strict=True):
        unit, attrs = _named(eid, wid)
        num, of_num = _named(num_eid, num_wid) if num_eid or num_wid else (f"{unit}__num_1", ())
        content, of_content = _named(in_eid, in_wid) if in_eid or in_wid else (f"{unit}__content_1", ())
        line, of_line = _named(p_eid, p_wid) if p_eid or p_wid else (f"{content}__p_1", ())
        wrapped = Provision("content", content, of_content, (Block("p", line, of_line, _text(words)),))
        found.append(Provision(name, unit, attrs, (Block("num", num, of_num, _text(number)), wrapped)))
    return found


def _named(eid: str, wid: str) -> tuple[str, Attrs]:
    """The wId of an element that brings an eId, a wId or both (what it does not bring is None), and its attributes."""
    if not wid:
        return eid, (("eId", eid),)
    return wid, (("eId", eid), ("wId", wid)) if eid else (("wId", wid),)


def _text(chars: str) -> Text:
    if "&" in chars:
        if _REFERENCE(chars):
            raise _Unexpected
        chars = unescape(chars)
    return Text(chars)
