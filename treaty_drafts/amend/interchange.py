"""Patch text that other tools read, by diff-match-patch, and candidates for words that have moved.

diff-match-patch never applies anything here: its fuzzy apply puts words on wrong passages and reports success.
"""

from __future__ import annotations

from collections.abc import Iterable

from diff_match_patch import diff_match_patch

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.splice import in_order, splice
from treaty_drafts.amend.tokens import is_boundary
from treaty_drafts.model.tree import Text

_CONTEXT = 12


def patch_text(text: Text, edits: Iterable[Substitution]) -> str:
    """The edits of one block as diff-match-patch patch text (`@@ -1,3 +1,4 @@`), twelve characters around each.

    Positions are code points, as in its Python edition; its JavaScript edition counts UTF-16 units. Marks are left out.
    """
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    engine.Patch_Margin = _CONTEXT
    diffs: list[tuple[int, str]] = []
    at = 0
    ordered = in_order(edits)
    splice(text, ordered)
    for edit in ordered:
        for operation, chars in ((0, text.chars[at : edit.start]), (-1, edit.old), (1, edit.new.chars)):
            if chars:
                diffs.append((operation, chars))
        at = edit.stop
    if text.chars[at:]:
        diffs.append((0, text.chars[at:]))
    written: str = engine.patch_toText(engine.patch_make(text.chars, diffs))
    return written


def candidates(chars: str, old: str, near: int) -> tuple[int, ...]:
    """The code points at which the words `old` stand in `chars` as whole tokens, the nearest to `near` first.

    This is diff-match-patch's search at threshold 0, where it finds exact words only, without its limit of 32
    characters. More than one candidate is a choice for a person.
    """
    found: list[int] = []
    at = chars.find(old) if old else -1
    while at >= 0:
        if is_boundary(chars, at) and is_boundary(chars, at + len(old)):
            found.append(at)
        at = chars.find(old, at + 1)
    return tuple(sorted(found, key=lambda place: (abs(place - near), place)))
