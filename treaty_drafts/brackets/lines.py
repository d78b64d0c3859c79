"""The line of the source that a place of a version stands on, told by the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from treaty_drafts.brackets.standing import Anchor
from treaty_drafts.brackets.units import units_of
from treaty_drafts.model.tree import ATOM, blocks
from treaty_drafts.model.version import Version

_TAG = re.compile(r"<[!/?A-Za-z][^<>]*>")
_CALL = re.compile(r"\[\^[^\]\s]{1,999}+\]")  # as in `sources.inline`
_NOT_WORDS = re.compile(r"[\W_]+")
_KEY = 48
_SURE = 12
"""Letters and digits that are sure to tell a block: with fewer, it is looked for nearby only."""


def lines_of(version: Version, source: str, anchors: Sequence[Anchor]) -> list[int | None]:
    """The line (from 1) of `source` of each anchor, None where its block is not found there.

    The source may be marked up in any way: only letters and digits are compared, tags apart. An anchor stands before
    a glyph; where the lines beside the one found hold that glyph and that one does not, the nearest such line is it.
    """
    letters, breaks = _letters(source)
    starts = _starts(version, letters, {anchor.wid for anchor in anchors})
    lines = source.split("\n")
    letters_of: dict[str, list[int]] = {}
    found: list[int | None] = []
    for anchor in anchors:
        start = starts.get(anchor.wid)
        chars = version.block(anchor.wid).text.chars
        if start is None:
            found.append(None)
            continue
        if anchor.wid not in letters_of:
            letters_of[anchor.wid] = [at for at, char in enumerate(chars) if char.isalnum()]
        before = bisect_left(letters_of[anchor.wid], anchor.offset)
        line = bisect_right(breaks, max(start, start + before - 1))
        glyph = chars[anchor.offset : anchor.offset + 1]
        near = (at for at in (line, line + 1, line - 1, line + 2) if 0 <= at < len(lines) and glyph in lines[at])
        found.append(next(near, line) + 1)
    return found


def _letters(source: str) -> tuple[str, list[int]]:
    """The letters and digits of the source, and how many of them stand before the end of each line."""
    flat = _CALL.sub("", _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), source))
    pieces: list[str] = []
    breaks: list[int] = []
    count = 0
    for line in flat.split("\n"):
        piece = _NOT_WORDS.sub("", line)
        pieces.append(piece)
        count += len(piece)
        breaks.append(count)
    return "".join(pieces), breaks


def _starts(version: Version, letters: str, wanted: set[str]) -> dict[str, int]:
    """Where the wanted blocks begin among the letters; blocks follow one another, footnotes stand anywhere."""
    notes = {block.wid for unit in units_of(version) if unit.note for _, block in unit.places}
    found: dict[str, int] = {}
    done = 0
    for block in blocks(version.root):
        words = _NOT_WORDS.sub("", block.text.chars)
        before = _NOT_WORDS.sub("", block.text.chars.partition(ATOM)[0])
        key = before[:_KEY] if len(before) >= _SURE else words[:_KEY]
        sure = len(key) >= _SURE
        at = letters.find(key, done) if sure else letters.find(key, done, done + 4 * _KEY)
        if at < 0 and sure and block.wid in wanted:
            at = letters.find(key)
        elif at >= 0 and sure and block.wid not in notes:
            done = at + len(words)
        if at >= 0:
            found.setdefault(block.wid, at)
    return found
