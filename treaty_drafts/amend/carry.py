"""Plain words typed over a marked text: what stays keeps its marks and notes, what is new takes the marks around it."""

from __future__ import annotations

from treaty_drafts.amend.diff import diff
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.model.tree import ATOM, Mark, Text


def typed_over(base: Text, wanted: str, wid: str) -> tuple[Substitution, ...]:
    """The substitutions that give the block `wid` the words `wanted`.

    Unchanged words keep their marks. New words have the marks that strictly enclose their place. Where `wanted` has no
    U+FFFC at all its author saw no notes, and every note stays behind the word that it follows; otherwise a note whose
    U+FFFC is missing is deleted, and one more U+FFFC than there are notes stands for nothing and is left out.
    """
    bare = Text(base.chars)
    if ATOM not in wanted:
        wanted = _with_notes(base.chars, wanted)
    edits = diff(bare, Text(wanted), wid)
    return tuple(Substitution(wid, edit.start, edit.stop, edit.old, _marked(base, edit)) for edit in edits)


def _with_notes(chars: str, wanted: str) -> str:
    """The wanted words with every U+FFFC of `chars` where it belongs among them."""
    pieces = chars.split(ATOM)
    if len(pieces) == 1:
        return wanted
    bare = "".join(pieces)
    edits = diff(Text(bare), Text(wanted), "")
    at = 0
    placed: list[int] = []
    for piece in pieces[:-1]:
        at += len(piece)
        placed.append(_moved(at, edits))
    for place in reversed(placed):
        wanted = wanted[:place] + ATOM + wanted[place:]
    return wanted


def _moved(place: int, edits: tuple[Substitution, ...]) -> int:
    """Where a place comes to stand: inside a replaced range, at its end."""
    shift = 0
    for edit in edits:
        if edit.start >= place:
            break
        if edit.stop > place:
            return edit.start + shift + len(edit.new.chars)
        shift += len(edit.new.chars) - len(edit.old)
    return place + shift


def _marked(base: Text, edit: Substitution) -> Text:
    chars = edit.new.chars.replace(ATOM, "")
    if not chars:
        return Text()
    around = [mark for mark in base.marks if mark.start < edit.start and edit.stop < mark.stop]
    return Text(chars, tuple(Mark(0, len(chars), mark.name, mark.attrs) for mark in around))
