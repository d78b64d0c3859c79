"""Marks of quotation that are exchanged for others, as an edited copy does where a program makes them curly."""

from __future__ import annotations

from typing import Final

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.model.tree import ATOM

_MARKS: Final = frozenset("\"'‘’‚“”„‟‹›«»「」『』＂")
_FAR: Final = 80
"""Characters at most between two marks that are told together with what they enclose."""


def opens_quotation(chars: str, start: int, stop: int) -> bool:
    """Whether the characters `[start, stop)` are a mark that opens a quotation: right before a word, behind none."""
    if chars[start:stop] not in _MARKS:
        return False
    return not chars[start - 1 : start].isalnum() and chars[stop : stop + 1].isalnum()


def quotation(edits: list[Substitution], chars: str) -> int:
    """How many of the edits, from the first, exchange the two marks of one quotation, or words between them; else 1."""
    first = edits[0]
    if not _is_exchanged(first) or not opens_quotation(chars, first.start, first.stop):
        return 1
    for count, edit in enumerate(edits[1:], 2):
        if edit.start - first.stop > _FAR or edit.old == edit.new.chars or ATOM in edit.old + edit.new.chars:
            break
        if _is_exchanged(edit):
            return 1 if opens_quotation(chars, edit.start, edit.stop) else count
    return 1


def _is_exchanged(edit: Substitution) -> bool:
    return edit.old in _MARKS and edit.new.chars in _MARKS
