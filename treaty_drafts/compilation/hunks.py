"""The words of one block under many amendments: the flat form, and what one set of amendments makes of it.

A hunk says: whoever asks for it wants `new` in the place of the code points `[start, stop)`. The hunks of a block,
sorted by place, hold every wording that any amendment gives it; nothing else is stored. Reading one voice is
keeping the hunks that it asks for; brackets (`treaty_drafts.compilation.present`) are only a way to show them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from math import inf
from typing import TypeAlias

import msgspec

from treaty_drafts.amend.tokens import is_boundary, widen
from treaty_drafts.compilation.around import CLOSES, Gap
from treaty_drafts.model.tree import Text, join

Place: TypeAlias = tuple[int, int, Text]
"""A hunk's identity within its block: start, stop, new words."""


class Hunk(msgspec.Struct, frozen=True, gc=False):
    """`symbols` ask for `new` in the place of `[start, stop)`.

    `children` are sub-amendments' hunks on `new`. `replaces` are parents' hunks that a sub-amendment reaches across:
    where this one is asked for, they are not. `partner` is, of a glyph that goes around words, where the other goes;
    without a wId where that is in the same block.
    """

    start: int
    stop: int
    new: Text
    symbols: tuple[str, ...]
    children: tuple[Hunk, ...] = ()
    replaces: tuple[Place, ...] = ()
    partner: Gap | None = None

    @property
    def place(self) -> Place:
        """What makes two amendments' wishes the same wish."""
        return (self.start, self.stop, self.new)

    @property
    def nesting(self) -> tuple[int, float]:
        """Into one gap go first the glyphs that close, the inner before the outer, and last those that open."""
        if self.partner is None:
            return 0, 0
        wid, other = self.partner
        if self.new.chars.strip() in CLOSES:
            return -1, 1 if wid else -other
        return 1, -inf if wid else -other


def asked(hunks: Iterable[Hunk], active: Set[str]) -> list[Hunk]:
    """The hunks that the active amendments ask for, in order of place."""
    found = [hunk for hunk in hunks if not active.isdisjoint(hunk.symbols)]
    if any(hunk.replaces for hunk in found):
        replaced = {place for hunk in found for place in hunk.replaces}
        found = [hunk for hunk in found if hunk.place not in replaced]
    return found


def overlap(first: Hunk, second: Hunk) -> bool:
    """Whether two hunks cannot both be had: their ranges share a code point, or an insertion falls inside a range.

    Ranges that only touch are apart, and so are insertions at one gap.
    """
    if first.start == first.stop and second.start == second.stop:
        return False
    return first.start < second.stop and second.start < first.stop


def project_text(base: Text, hunks: Iterable[Hunk], active: Set[str]) -> Text:
    """The block as the active amendments, which must be compatible, would have it."""
    return settle(base, 0, len(base.chars), asked(hunks, active), active)


def settle(base: Text, start: int, stop: int, hunks: list[Hunk], active: Set[str]) -> Text:
    """`base[start:stop]` with those hunks made; they are disjoint, sorted and inside the range."""
    if not hunks:
        return base if stop - start == len(base.chars) else base.slice(start, stop)
    pieces: list[Text] = []
    for hunk in hunks:
        pieces.append(base.slice(start, hunk.start))
        pieces.append(project_text(hunk.new, hunk.children, active) if hunk.children else hunk.new)
        start = hunk.stop
    pieces.append(base.slice(start, stop))
    return join(pieces)


def on_words(base: Text, start: int, stop: int, new: Text) -> Place:
    """The same change on whole words: neither the old words nor the new ones are cut inside a word or a grapheme."""
    chars, fresh = base.chars, new.chars
    if _between_blanks(chars, start, stop, fresh):
        return (start, stop, new)
    left, right = widen(chars, start, stop)
    if left and left == start and _glued(chars[:left], fresh or chars[right:]):
        left = widen(chars, left - 1, left)[0]
    if right < len(chars) and right == stop and _glued(fresh or chars[:left], chars[right:]):
        right = widen(chars, right, right + 1)[1]
    if left == start and right == stop:
        return (start, stop, new)
    return (left, right, join((base.slice(left, start), new, base.slice(stop, right))))


def _between_blanks(chars: str, start: int, stop: int, fresh: str) -> bool:
    """Whether the change is whole words for certain, by the blanks around it: most are, and this is quick."""
    if start and (chars[start - 1] != " " or not chars[start : start + 1].isalnum()):
        return False
    if fresh and not fresh[0].isalnum():
        return False
    if stop == len(chars):
        return start < stop
    if chars[stop] == " ":
        return start < stop and chars[stop - 1] != " "
    if chars[stop] in ",;:)" and fresh[-1:].isalpha():
        return start < stop and chars[stop - 1].isalpha()
    return chars[stop - 1 : stop] == " " and chars[stop].isalnum() and (not fresh or fresh[-1] == " ")


_REACH = 40
"""How far a word is looked at on either side of a seam."""


def _glued(before: str, after: str) -> bool:
    """Whether the two strings, set side by side, make one word at the seam."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    before = before[-_REACH:]
    return not is_boundary(before + after[:_REACH], len(before))


def with_blank_after(base: Text, place: Place) -> Place:
    """The same insertion or deletion of words with the blank behind them, not the one before.

    "take[ urgent] measures" and "take [urgent ]measures" are one wish, and have to be seen as one. Where a mark begins
    or ends among these words, or the blank is one of several, the place stays as it is.
    """
    start, stop, new = place
    chars = base.chars
    if chars[start : start + 1] != " " or chars[stop : stop + 1] != " ":
        return place
    if not (is_boundary(chars, start + 1) and is_boundary(chars, stop + 1)):
        return place
    if any(start < edge <= stop for mark in base.marks for edge in (mark.start, mark.stop)):
        return place
    if start < stop and not new.chars:
        return (start + 1, stop + 1, new)
    if start == stop and new.chars[0] == " " and not new.marks and not _covered(base, start):
        return (start + 1, stop + 1, Text(new.chars[1:] + " "))
    return place


def _covered(base: Text, at: int) -> bool:
    return any(mark.start <= at < mark.stop for mark in base.marks)
