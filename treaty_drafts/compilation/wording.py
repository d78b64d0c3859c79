"""The words of one block under all amendments: their substitutions, checked, as hunks.

Every change is put on whole words, and equal changes are one hunk with all who ask for it. A sub-amendment counts its
places in the text as its parent would have it, so each is brought back to where it belongs: onto the parent's new
words, onto the base, or, if it reaches across both, onto the base with the parent's hunks that it replaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

import msgspec

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.compilation.around import GLYPHS, Gap
from treaty_drafts.compilation.hunks import Hunk, Place, on_words, with_blank_after
from treaty_drafts.compilation.layout import Layout
from treaty_drafts.compilation.sequence import REPROPOSE
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.errors import OverlappingEdits, StaleEdit
from treaty_drafts.model.tree import Block, Text, join

Tabled: TypeAlias = list[tuple[str, Substitution]]
"""The substitutions of one block, each with its amendment's symbol; those of one amendment stand together."""


def with_tabled(hunks: tuple[Hunk, ...], block: Block, tabled: Tabled, tabling: Tabling) -> tuple[Hunk, ...]:
    """The block's hunks with these substitutions among them, sorted by place and then by tabling.

    `StaleEdit` where the words that a sponsor read do not stand, `OverlappingEdits` where an amendment changes words
    twice.
    """
    text, wid = block.text, block.wid
    wishes = list(hunks)
    inside: dict[Hunk, list[Hunk]] = {}
    for symbol, of_one in groupby(tabled, key=itemgetter(0)):
        edits = [edit for _, edit in of_one]
        symbols = (symbol,)
        if tabling.by_symbol[symbol].amends:
            layout = Layout(text, hunks, tabling.voice(symbol))
            for (start, stop, new), home, replaces in layout.belongings(_places(symbol, wid, layout.text, edits)):
                among = wishes if home is None else inside.setdefault(home, [])
                among.append(Hunk(start, stop, new, symbols, (), replaces))
        else:
            for start, stop, new in _places(symbol, wid, text, edits):
                if start == stop and new.chars.strip() in GLYPHS:
                    partner = _partner(tabling.partners(symbol), (edits[0].wid, start))
                    wishes.append(Hunk(start, stop, new, symbols, partner=partner))
                else:
                    wishes.append(Hunk(start, stop, new, symbols))
    for hunk, amended in inside.items():
        children = _joined([*hunk.children, *amended], tabling.rank)
        wishes[wishes.index(hunk)] = msgspec.structs.replace(hunk, children=children)
    return _joined(wishes, tabling.rank)


def _partner(partners: Mapping[Gap, Gap], gap: Gap) -> Gap | None:
    """Where the partner goes of a glyph that an amendment puts into a gap; without a wId where that is in its block."""
    found = partners.get(gap)
    return found and ("" if found[0] == gap[0] else found[0], found[1])


def _joined(hunks: list[Hunk], rank: Mapping[str, int]) -> tuple[Hunk, ...]:
    """The hunks by place, then as they nest, then by tabling; those that ask for the same are made one."""
    if len(hunks) > 1:
        hunks.sort(key=lambda hunk: (hunk.start, hunk.stop, rank[hunk.symbols[0]]))
    joined: list[Hunk] = []
    glyphs = False
    for hunk in hunks:
        if hunk.partner:
            glyphs = True
        at = len(joined)
        while at and joined[at - 1].start == hunk.start and joined[at - 1].stop == hunk.stop:
            at -= 1
            one = joined[at]
            if one.new == hunk.new and one.replaces == hunk.replaces and one.partner == hunk.partner:
                joined[at] = _as_one(joined[at], hunk, rank)
                break
        else:
            joined.append(hunk)
    if glyphs:
        joined.sort(key=lambda hunk: (hunk.start, hunk.stop, hunk.nesting))
    return tuple(joined)


def _as_one(first: Hunk, other: Hunk, rank: Mapping[str, int]) -> Hunk:
    symbols = tuple(sorted((*first.symbols, *other.symbols), key=rank.__getitem__))
    return msgspec.structs.replace(first, symbols=symbols, children=first.children or other.children)


def _places(symbol: str, wid: str, text: Text, edits: Sequence[Substitution]) -> list[Place]:
    """Where one amendment's edits of a block go, on whole words; an edit that changes nothing goes nowhere."""
    if len(edits) == 1:  # as most amendments have on one text
        (edit,) = edits
        start, stop, new, chars = edit.start, edit.stop, edit.new, text.chars
        if 0 <= start <= stop <= len(chars) and chars[start:stop] == edit.old != new.chars:
            return [with_blank_after(text, on_words(text, start, stop, new))]
    edits = sorted(edits, key=lambda edit: (edit.start, edit.stop))
    _check(symbol, wid, text.chars, edits)
    changes = [edit for edit in edits if edit.old != edit.new.chars or text.slice(edit.start, edit.stop) != edit.new]
    places = [on_words(text, edit.start, edit.stop, edit.new) for edit in changes]
    return _apart(text, changes, places)


def _apart(text: Text, changes: Sequence[Substitution], places: Sequence[Place]) -> list[Place]:
    """The places of one amendment's changes, those that have come to share a word made one."""
    apart: list[Place] = []
    for edit, place in zip(changes, places, strict=True):
        if apart and (place[0] < apart[-1][1] or place[:2] == apart[-1][:2]):
            apart.append(_merged(text, apart.pop(), place, edit))
        else:
            apart.append(place)
    apart = [place for place in apart if place[0] < place[1] or place[2].chars]
    for number, place in enumerate(apart):
        moved = with_blank_after(text, place)
        if number + 1 == len(apart) or moved[1] < apart[number + 1][0]:
            apart[number] = moved
    return apart


def _check(symbol: str, wid: str, chars: str, edits: Iterable[Substitution]) -> None:
    """Each edit's old words stand where it says, and no two edits share a code point."""
    stop = 0
    for edit in edits:
        if edit.start < stop or edit.stop < edit.start:
            raise OverlappingEdits(
                f"two edits of {symbol} touch the same words", place=wid, step="merge them into one and propose again"
            )
        stop = edit.stop
        if chars[edit.start : stop] != edit.old or stop > len(chars):
            raise StaleEdit(
                f"{symbol} was written on “{edit.old}”, and the text reads “{chars[edit.start : stop]}”",
                place=f"{wid}, characters {edit.start}–{stop}",
                step=REPROPOSE,
            )


def _merged(text: Text, first: Place, second: Place, edit: Substitution) -> Place:
    """Two changes of one amendment that have come to share a word, as one."""
    start, stop = min(first[0], second[0]), max(first[1], second[1])
    kept = max(first[1] - edit.start, 0)
    before = first[2].slice(0, len(first[2].chars) - kept)
    between = text.slice(first[1] - kept, edit.start)
    return (start, stop, join((text.slice(start, first[0]), before, between, edit.new, text.slice(edit.stop, stop))))
