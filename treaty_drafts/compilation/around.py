"""Brackets and quotation marks that an amendment puts around words: two glyphs, inserted, that belong together.

Delegations that close at one place what they opened at two ask for two glyphs there, though these look the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, TypeGuard

from treaty_drafts.amend.edit import Edit, Substitution
from treaty_drafts.brackets.glyphs import CLOSING, OPENING

Gap: TypeAlias = tuple[str, int]
"""A place between two characters: the wId of the block, and the offset in code points."""

OPENS: Final = dict(zip(f"{OPENING}(（“‘«《「『", f"{CLOSING})）”’»》」』", strict=True))
"""What closes each glyph that opens."""
CLOSES: Final = frozenset(OPENS.values())
GLYPHS: Final = OPENS.keys() | CLOSES


def is_glyph(edit: Edit) -> TypeGuard[Substitution]:
    """Whether the edit inserts one glyph and no more."""
    return isinstance(edit, Substitution) and not edit.old and edit.new.chars.strip() in GLYPHS


def partners(edits: Iterable[Edit]) -> Mapping[Gap, Gap]:
    """Of each glyph that one amendment inserts where its partner goes; the edits are in the order of reading."""
    found: dict[Gap, Gap] = {}
    waiting: list[tuple[str, Gap]] = []
    for edit in filter(is_glyph, edits):
        glyph, gap = edit.new.chars.strip(), (edit.wid, edit.start)
        if glyph in OPENS:
            waiting.append((OPENS[glyph], gap))
        elif waiting and waiting[-1][0] == glyph:
            _, opened = waiting.pop()
            found[opened], found[gap] = gap, opened
    return found
