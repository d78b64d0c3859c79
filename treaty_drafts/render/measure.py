"""Line numbers that amendments never move: they count the lines of the base text set at a fixed width.

Every block but a number begins a line; notes do not count. A line ends at the last blank within `MEASURE` columns;
ideographs and full-width forms take two columns and may be parted anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from treaty_drafts.model.tree import Block, Opaque, Provision

MEASURE = 85
"""Columns of a line: A4 in a 12 point serif face."""

EVERY = 5
"""Which lines have their number printed."""

_TITLE = 24
"""Code points of the longest line that names a preamble."""

_NARROW = "\u1100"
"""The first code point that may be two columns wide."""

_ODD = re.compile(f"[{_NARROW}-\u1dff\u2060-\U0010ffff]")
"""What may take two columns or none; between the two ranges are Latin and Greek letters, and punctuation."""

Places = tuple[tuple[int, int], ...]
"""Of one block: (offset in code points, number of the base line that begins there), for the numbers printed."""


def line_numbers(root: Provision) -> Mapping[str, Places]:
    """By wId of the block, where the printed line numbers of a base text stand."""
    return numbers_of(_blocks(root))


def _blocks(root: Provision) -> Iterator[Block]:
    """The blocks of a text but the numbers, in the order of reading; those inside texts do not count."""
    stack: list[Provision | Block | Opaque] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Provision):
            stack += node.children[::-1]
        elif isinstance(node, Block) and node.name != "num":
            yield node


def numbers_of(blocks: Iterable[Block]) -> Mapping[str, Places]:
    """The same, given the blocks that count, in the order of reading."""
    found: dict[str, Places] = {}
    count = 0
    for block in blocks:
        chars = block.text.chars
        if not chars:
            continue
        if len(chars) <= MEASURE and chars.isascii():
            count += 1
            if count % EVERY == 0:
                found[block.wid] = ((0, count),)
            continue
        starts = line_starts(chars)
        last = count + len(starts)
        first = (count // EVERY + 1) * EVERY
        if first <= last:
            found[block.wid] = tuple([(starts[at - count - 1], at) for at in range(first, last + 1, EVERY)])
        count = last
    return found


def line_starts(chars: str) -> list[int]:
    """The offsets at which the lines of a block begin; the first is 0."""
    size = len(chars)
    starts = [0]
    begin = 0
    if chars.isascii() or not _ODD.search(chars):  # a column for each character
        blank, last = chars.rfind, size - MEASURE
        while begin < last:
            begin = blank(" ", begin + 1, begin + MEASURE + 1) + 1 or begin + MEASURE
            starts.append(begin)
        if begin == size > 0:
            starts.pop()
        return starts
    while (end := _reach(chars, begin)) < size:
        begin = _last_gap(chars, begin, end) or end
        if begin < size:
            starts.append(begin)
    return starts


def _last_gap(chars: str, begin: int, end: int) -> int:
    """The last offset at which the line may end: behind a blank, or beside an ideograph; 0 where there is none."""
    for at in range(end, begin, -1):
        if chars[at] == " ":
            return at + 1
        if _is_wide(chars[at]) or _is_wide(chars[at - 1]):
            return at
    return 0


def _is_wide(char: str) -> bool:
    return char >= _NARROW and unicodedata.east_asian_width(char) in "WF"


def _reach(chars: str, begin: int) -> int:
    """The offset after the last character that fits on the line; a combining mark takes no column of its own."""
    at, left = begin, MEASURE
    for found in _ODD.finditer(chars, begin):
        offset, char = found.start(), found.group()
        if offset - at > left:
            break
        left -= offset - at
        columns = 2 if _is_wide(char) else not unicodedata.combining(char)
        if columns > left:
            return max(offset, begin + 1)
        at, left = offset + 1, left - columns
    return min(at + left, len(chars))


def title_of(preamble: Provision) -> str | None:
    """The wId of the line that names a preamble: its first, where that is short and no part of a sentence."""
    first = next((child for child in preamble.children if not isinstance(child, Opaque)), None)
    if not isinstance(first, Block) or first.name != "p":
        return None
    chars = first.text.chars.strip(" []［］.:")
    return first.wid if 0 < len(chars) <= _TITLE and not chars.endswith((",", ";", "，", "،")) else None
