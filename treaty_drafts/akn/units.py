"""Units found in the characters of a document, all of one shape at once, then those that hold them.

A shape is what a unit holds, in order. One pattern finds all units of a shape; each group of it is a column, and the
elements are built column by column. A mark takes the place of what was found, so that the next shape can hold it:
points, then their list, then the paragraph around it, then its article. Nothing is judged here of what is around a
unit, nor of the units that no shape fits: both are left in the text.

The patterns see every byte as one character: markup is ASCII, and a single dash would else make all characters of the
document wide. Words that are not ASCII are then decoded; ids that are not are left to who reads every tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise, repeat
from operator import add
from typing import Final
from xml.sax.saxutils import unescape

from treaty_drafts.akn.doors import MAX_ELEMENTS
from treaty_drafts.akn.profile import LABELS, ROOT, UNITS
from treaty_drafts.model.tree import Attrs, Block, Provision, Text

MARK: Final = "<?unit"
_HELD: Final = "held"
_SHAPES: Final = (
    ("num", "content"),
    ("num", "heading", "content"),
    ("intro", _HELD),
    ("num", "intro", _HELD),
    ("num", _HELD),
    ("num", "heading", _HELD),
)
DEEPEST: Final = 2 + len(_SHAPES)
"""How deep a unit can be that was found here: a line in its wrapper, and one level for each shape."""

_CUT: Final = b"</article>"
_STRETCH: Final = 500_000
"""Bytes of a document after which it may be cut."""
_NAMES: Final = UNITS | {"list"}
_BLANKS: Final = " \t\n"
# What a group or a repetition has taken it never gives back, so that what fits no shape is soon known.
_GAP: Final = rf"[{_BLANKS}]*+"
_EID: Final = r' eId="([^"]++)"'
_WID: Final = r'(?: wId="([^"]++)"|)'
_IDS: Final = rf"(?:{_EID}|){_WID}"
_WORDS: Final = "([^<]*+)"
_LINE: Final = f"{_GAP}<p{_IDS}>{_WORDS}</p>{_GAP}"
_PIECES: Final = {
    "num": f"<num{_IDS}>{_WORDS}</num>",
    "heading": f"<heading{_IDS}>{_WORDS}</heading>",
    "intro": f"<intro{_IDS}>{_LINE}</intro>",
    "content": f"<content{_IDS}>{_LINE}</content>",
    _HELD: rf"((?:{re.escape(MARK)}[0-9]++\?> {_GAP})++)",
}
_ELEMENTS: Final = {"num": 1, "heading": 1, "intro": 2, "content": 2, _HELD: 0}
_PATTERNS: Final = tuple(
    re.compile(rf"<([a-zA-Z]++){_EID}{_WID}>{_GAP}" + _GAP.join(_PIECES[piece] for piece in shape) + rf"{_GAP}</\1>")
    for shape in _SHAPES
)
_REFERENCE: Final = re.compile("&(?!(?:amp|lt|gt);)").search


class Unexpected(Exception):
    """Something that only the reader of every tag can judge."""


class Units:
    """The units of a document in UTF-8, their eIds, and the text that is left, with marks in their places."""

    __slots__ = ("_eids", "_elements", "_runs", "_wids", "eids", "text")

    def __init__(self, data: bytes) -> None:
        self.eids: set[str] = set()
        self._elements = 0
        self._eids: list[str] = []
        self._wids: list[str] = []
        self._runs: dict[str, tuple[Provision, ...]] = {}
        self.text = _decoded("".join(map(self._found, _stretches(data))))
        left = self.text.strip(_BLANKS)
        if left.startswith(MARK) or left.endswith("?>"):  # a unit beside the document's element
            raise Unexpected
        self._check()

    def _found(self, text: str) -> str:
        """What is left of a stretch of the text, with marks."""
        for shape, pattern in zip(_SHAPES, _PATTERNS, strict=True):
            gaps, *columns = _columns(pattern, text)
            if len(gaps) > 1:
                text = self._marked(gaps, iter(self._built(shape, columns)))
        return text

    def at(self, marks: str) -> tuple[Provision, ...]:
        """The units for which marks stand, with blanks between."""
        return tuple(chain.from_iterable(map(self._runs.__getitem__, marks.split())))

    def _marked(self, gaps: list[str], units: Iterator[Provision]) -> str:
        """What stands around units, with a mark for each run of them that only blanks part."""
        last = len(gaps) - 1
        ends = [at for at, gap in enumerate(gaps) if gap.strip(_BLANKS) or at in (0, last)]
        marks = [f"{MARK}{number}?>" for number, _ in enumerate(ends[1:], len(self._runs))]
        runs = [tuple(islice(units, stop - start)) for start, stop in pairwise(ends)]
        self._runs.update(zip(marks, runs, strict=True))
        return gaps[0] + "".join([f"{mark} {gaps[stop]}" for mark, stop in zip(marks, ends[1:], strict=True)])

    def _built(self, shape: tuple[str, ...], columns: list[list[str]]) -> Iterable[Provision]:
        """The units of one shape, of which each column has one group of its pattern."""
        if not _NAMES.issuperset(columns[0]):
            raise Unexpected
        rest = iter(columns)
        names = next(rest)
        units, attrs = self._named("", names, rest)
        self._elements += len(units) * (1 + sum(map(_ELEMENTS.__getitem__, shape)))
        if self._elements > MAX_ELEMENTS:
            raise Unexpected
        pieces: list[Iterable[Block | Provision]] = []
        held: list[tuple[Provision, ...]] = []
        for piece in shape:
            if piece in LABELS:
                pieces.append(self._lines(piece, units, rest))
            elif piece == _HELD:
                held = list(map(self.at, next(rest)))
            else:
                wids, of_wrapper = self._named(piece, units, rest)
                pieces.append(map(Provision, repeat(piece), wids, of_wrapper, zip(self._lines("p", wids, rest))))
        children = zip(*pieces, strict=True)
        return map(Provision, names, units, attrs, map(add, children, held) if held else children)

    def _lines(self, name: str, parents: list[str], rest: Iterator[list[str]]) -> Iterator[Block]:
        """The lines of words of that name, one in each parent."""
        wids, attrs = self._named(name, parents, rest)
        return map(Block, repeat(name), wids, attrs, map(Text, _characters(next(rest))))

    def _named(self, name: str, parents: list[str], rest: Iterator[list[str]]) -> tuple[list[str], Iterable[Attrs]]:
        """The wIds of elements of that name, the first in each parent, and their attributes."""
        eids, wids = next(rest), next(rest)
        if not any(wids):
            if not any(eids):
                return [f"{parent}__{name}_1" for parent in parents], repeat(())
            if all(eids):
                self._eids += eids
                return eids, zip(zip(repeat("eId"), eids))
        self._eids += filter(None, eids)
        self._wids += filter(None, wids)
        found = [wid or eid or f"{parent}__{name}_1" for parent, eid, wid in zip(parents, eids, wids, strict=True)]
        return found, map(_attrs, eids, wids)

    def _check(self) -> None:
        """Refuses ids that a parser, or the reader, would not take as they stand, and what may be too many elements."""
        if self._elements + self.text.count("<") > MAX_ELEMENTS:
            raise Unexpected
        characters = "".join(self._eids) + "".join(self._wids)
        if not characters.isascii() or any(char in characters for char in "<&\t\n") or ROOT in self._wids:
            raise Unexpected
        self.eids.update(self._eids)
        if len(self.eids) < len(self._eids) or ROOT in self.eids:
            raise Unexpected


def _stretches(data: bytes) -> Iterator[str]:
    """The text in stretches of some articles, so that what is at work on one stays near at hand however long it is.

    What a cut goes through fits no shape.
    """
    start = 0
    while start < len(data):
        end = data.find(_CUT, start + _STRETCH)
        stop = end + len(_CUT) if end >= 0 else len(data)
        yield data[start:stop].decode("latin-1")
        start = stop


def _decoded(chars: str) -> str:
    """The characters that the bytes are in UTF-8; `UnicodeDecodeError` where they are none."""
    return chars if chars.isascii() else chars.encode("latin-1").decode()


def _columns(pattern: re.Pattern[str], text: str) -> list[list[str]]:
    """What stands around all that the pattern finds in the text, and what each of its groups has."""
    parts = pattern.split(text)
    width = pattern.groups + 1
    return [parts[at::width] for at in range(width)]


def _attrs(eid: str, wid: str) -> Attrs:
    """The attributes of an element that brings an eId, a wId, both or none (what it does not bring is None)."""
    if not wid:
        return (("eId", eid),) if eid else ()
    return (("eId", eid), ("wId", wid)) if eid else (("wId", wid),)


def _characters(words: list[str]) -> list[str]:
    """Words as they are in the file, with their references replaced."""
    joined = "\n".join(words)
    if not joined.isascii():
        words = list(map(_decoded, words))
        joined = "\n".join(words)
    if (">" in joined and "]]>" in joined) or "\ufffe" in joined or "\uffff" in joined:
        raise Unexpected
    if "&" not in joined:
        return words
    if _REFERENCE(joined):
        raise Unexpected
    return [unescape(chars) if "&" in chars else chars for chars in words]
