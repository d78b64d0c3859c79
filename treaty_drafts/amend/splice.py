"""Substitutions put into one text, strictly: the words that the sponsor read must stand there."""

from __future__ import annotations

from collections.abc import Iterable

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.errors import OverlappingEdits, StaleEdit
from treaty_drafts.model.tree import Text, join


def in_order(edits: Iterable[Substitution]) -> list[Substitution]:
    """The edits of one block by (start, stop): an insertion after a range that ends there, before one that starts."""
    return sorted(edits, key=lambda edit: (edit.start, edit.stop))


def splice(text: Text, edits: Iterable[Substitution]) -> Text:
    """The text with all edits in it at once; positions are code points of `text`.

    Edits may touch. `StaleEdit` where the old words do not stand at their place, `OverlappingEdits` where two edits
    share a character or an insertion lies strictly inside another's range.
    """
    ordered = in_order(edits)
    _check(text.chars, ordered)
    if not text.marks and not any(edit.new.marks for edit in ordered):
        return Text(_splice_chars(text.chars, ordered))
    pieces: list[Text] = []
    at = 0
    for edit in ordered:
        pieces.append(text.slice(at, edit.start))
        pieces.append(edit.new)
        at = edit.stop
    pieces.append(text.slice(at, len(text.chars)))
    return join(pieces)


def _splice_chars(chars: str, ordered: list[Substitution]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in ordered:
        pieces.append(chars[at : edit.start])
        pieces.append(edit.new.chars)
        at = edit.stop
    pieces.append(chars[at:])
    return "".join(pieces)


def _check(chars: str, ordered: list[Substitution]) -> None:
    at = 0
    for edit in ordered:
        inside = 0 <= edit.start <= edit.stop <= len(chars)
        if not inside or chars[edit.start : edit.stop] != edit.old:
            raise stale(edit, chars)
        if edit.start < at:
            raise OverlappingEdits(
                f"two edits of one patch touch the same words, {chars[edit.start : max(at, edit.stop)]!r}",
                place=edit.wid,
                step="make one edit of the two",
            )
        at = edit.stop


def stale(edit: Substitution, chars: str) -> StaleEdit:
    """The refusal of an edit whose words are not there: what it expects, and what stands there now."""
    found = chars[max(edit.start, 0) : max(edit.stop, edit.start, 0)]
    return StaleEdit(
        f"code points {edit.start} to {edit.stop} should read {_short(edit.old)}, but read {_short(found)}",
        place=edit.wid,
        step="compare the amendment with the version it was written against, and propose it again",
    )


def _short(words: str) -> str:
    return f"“{words}”" if len(words) <= 80 else f"“{words[:50]} … {words[-20:]}”"
