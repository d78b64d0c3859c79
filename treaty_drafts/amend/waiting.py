"""What an amendment says that was carried over and waits for its sponsors: how it stands, and what it asked for.

The words that its sponsors read are gone, so that it has no instruction on the version as it is now; a reader who opens
it should still see what they wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

from treaty_drafts.amend.citation import citation, named
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Substitution
from treaty_drafts.model.tree import ATOM, Opaque, words_of
from treaty_drafts.model.version import Version

_HOW = {
    "conflict": "The words that this amendment was written on are no longer there",
    "fuzzy": "The words around this amendment have changed since it was written",
}


def waiting(amendment: Amendment, base: Version) -> Iterator[str]:
    """One sentence on how it stands, and, where it has no edits any more, one for each that its sponsors tabled."""
    if not amendment.standing:
        return
    how = _HOW.get(amendment.standing, f"This amendment was carried over as {amendment.standing}")
    yield f"{how}; it waits for its sponsors, and is in no compilation."
    if amendment.origin is not None and not amendment.patch.edits:
        yield from (_asked(edit, base).replace(ATOM, "") for edit in amendment.origin.patch.edits)


def _asked(edit: Edit, base: Version) -> str:
    match edit:
        case Substitution():
            return f"In {_place(edit.wid, base)}, it asked to {_wording(edit.old.strip(), edit.new.chars.strip())}."
        case Deletion():
            return f"It asked to delete {_place(edit.wid, base)}."
        case Insertion():
            words = " ".join(words_of(node) for node in edit.provisions if not isinstance(node, Opaque))
            return f"After {_place(edit.after or edit.parent, base)}, it asked to insert “{' '.join(words.split())}”."
        case Move():
            return f"It asked to move {_place(edit.wid, base)} after {_place(edit.after or edit.parent, base)}."


def _wording(old: str, new: str) -> str:
    if old and new:
        return f"replace “{old}” by “{new}”"
    return f"insert “{new}”" if new else f"delete “{old}”"


def _place(wid: str, base: Version) -> str:
    return named(citation(base, wid)) if wid in base.index else f"the provision {wid} (no longer in the text)"
