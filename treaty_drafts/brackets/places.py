"""Where things stand in a version: reading order, the bracket around a bracket, the characters of a block."""

from __future__ import annotations

from collections.abc import Iterable

from treaty_drafts.brackets.standing import Anchor, Standing
from treaty_drafts.model.tree import Block
from treaty_drafts.model.version import Version

EXCERPT = 160
"""Code points of words that are quoted in a report."""


def order_of(version: Version) -> dict[str, int]:
    """The place of every provision and block in reading order, by wId."""
    return {wid: place for place, wid in enumerate(version.index)}


def around(brackets: Iterable[Standing], order: dict[str, int]) -> dict[str, str]:
    """The id of the innermost bracket around each bracket, or the empty string."""
    found: dict[str, str] = {}
    waiting: list[tuple[tuple[int, int], str]] = []
    for one in brackets:
        start, stop = key(one.start, order), key(one.stop, order)
        while waiting and waiting[-1][0] < stop:
            waiting.pop()
        found[one.id] = waiting[-1][1] if waiting and waiting[-1][0] > start else ""
        waiting.append((stop, one.id))
    return found


def key(anchor: Anchor, order: dict[str, int]) -> tuple[int, int]:
    """What anchors are sorted by."""
    return order.get(anchor.wid, -1), anchor.offset


def chars_of(version: Version, wid: str) -> str:
    """The characters of a block; none where it is no block of this version."""
    node = version.index.get(wid)
    return node.text.chars if isinstance(node, Block) else ""


def excerpt(version: Version, start: Anchor, stop: Anchor) -> str:
    """The words between two anchors; an ellipsis follows where they are over `EXCERPT` or leave their block."""
    chars = chars_of(version, start.wid)
    end = stop.offset if start.wid == stop.wid else len(chars)
    words = chars[start.offset : min(end, start.offset + EXCERPT)]
    return f"{words}…" if start.wid != stop.wid or end > start.offset + EXCERPT else words
