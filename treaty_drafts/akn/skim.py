"""A quicker way to read a sound document: most of a treaty is units of a number and a line, and units that hold these.

These are found in the characters of the file at once (`units.py`), and the parser is given the file with a mark in the
place of each. Whatever is not as expected, an error among it, leaves all to the reader that looks at every tag and
knows the line of each (`reader.py`): the two never differ in what they read.
"""

from __future__ import annotations

import re
from typing import Final

from treaty_drafts.akn.doors import MAX_DEPTH
from treaty_drafts.akn.reader import BLANK, NODES_ATOM, Reader
from treaty_drafts.akn.scope import STRUCTURE
from treaty_drafts.akn.units import DEEPEST, MARK, Unexpected, Units
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.version import Version

_DECLARED: Final = re.compile(rb"""(?:<\?xml version=["']1.0["'](?: encoding=["'](?i:utf-8)["'])?\s*\?>)?""")
_CONTROLS: Final = bytes(code for code in range(32) if code not in (9, 10, 13))
_DEEPEST: Final = MAX_DEPTH - DEEPEST


def skimmed(data: bytes) -> Version | None:
    """The version that the bytes hold, if they are those of a sound document that needs no repair."""
    declared = _DECLARED.match(data)
    assert declared
    start = declared.end()
    if data.find(b"?", start) >= 0 and data.find(b"<?", start) >= 0:  # to look for one character first takes no time
        return None
    if any(code in data for code in _CONTROLS):
        return None
    if b"\r" in data:  # XML 1.0, 2.11
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        skimmer = _Skimmer(Units(data))
        reading = skimmer.run()
    except (TreatyDraftsError, Unexpected, UnicodeDecodeError):
        return None
    return reading.version if skimmer.has_met_all() and not reading.repairs else None


class _Skimmer(Reader):
    """A reading in which marks stand for units."""

    __slots__ = ("_marks", "_units", "_within")

    def __init__(self, units: Units) -> None:
        super().__init__(units.text, "")
        self._units = units
        self._marks = units.text.count(MARK)
        self._within = self.ids = self.repairs.ids = units.eids

    def instruction(self, target: str, data: str) -> None:  # noqa: ARG002 - a mark has none
        """A mark: units stand here."""
        kind, _, _, _, held, counts, _ = self.stack[-1]
        chars = self.chars
        if chars:
            if len(chars) > 1 or chars[0].strip(BLANK):
                raise Unexpected
            chars.clear()
        if kind > NODES_ATOM or self.carrier.depth or len(self.stack) > _DEEPEST:
            raise Unexpected
        for unit in self._units.at(f"<?{target}?>"):
            name = unit.name
            means = self.names.get(name) or self.mean(name)
            if means[0] != STRUCTURE:
                raise Unexpected
            counts[name] = counts.get(name, 0) + 1
            held.append(unit)
        self._marks -= 1

    def has_met_all(self) -> bool:
        """Whether every mark was met, none in a comment, and all in the document whose ids the units have."""
        return not self._marks and self.ids is self._within
