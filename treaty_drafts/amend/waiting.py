"""What an amendment says that was carried over and waits for its sponsors: how it stands, and what it asked for.

The words that its sponsors read are gone, so that it has no instruction on the version as it is now; a reader who opens
it should still see what they wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from treaty_drafts.amend.citation import called, citation, named
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Substitution
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.model.tree import ATOM, Opaque, Text, words_of
from treaty_drafts.model.version import Version


def waiting(amendment: Amendment, base: Version) -> Iterator[str]:
    """One sentence on how it stands, and, where it has no edits any more, one for each that its sponsors tabled."""
    if not amendment.standing:
        return
    phrases = phrases_in(base.facts.language)
    yield phrases.conflict if amendment.standing == "conflict" else phrases.fuzzy
    if amendment.origin is not None and not amendment.patch.edits:
        for edit in amendment.origin.patch.edits:
            yield phrases.asked + _asked(edit, base, phrases).replace(ATOM, "")


def _asked(edit: Edit, base: Version, phrases: Phrases) -> str:
    """The instruction, as far as it can be given on a text that has lost the words."""
    opening, closing = phrases.quotes
    match edit:
        case Substitution():
            old, new = (words.replace(ATOM, "").strip() for words in (edit.old, edit.new.chars))
            said = phrases.replace if old and new else phrases.strike if old else phrases.insert_words
            if not old and not new and edit.new.chars:
                said, new = phrases.put_note, _notes(edit.new)
            elif not old and not new:
                said = phrases.drop_note
            old, new = (f"{opening}{words}{closing}" for words in (old, new))
            return said.format(place=_place(edit.wid, base, phrases, citation), old=old, new=new)
        case Deletion():
            return phrases.delete.format(place=_place(edit.wid, base, phrases))
        case Insertion():
            words = " ".join(words_of(node) for node in edit.provisions if not isinstance(node, Opaque))
            where = phrases.add_after.format(place=_place(edit.after or edit.parent, base, phrases))
            return f"{where} {opening}{' '.join(words.split())}{closing}"
        case Move():
            other = _place(edit.after or edit.parent, base, phrases)
            return phrases.move_after.format(place=_place(edit.wid, base, phrases), other=other)


def _notes(text: Text) -> str:
    """The words of the notes in a text."""
    return " ".join(" ".join(words_of(mark.atom).split()) for mark in text.marks if mark.atom is not None)


def _place(wid: str, base: Version, phrases: Phrases, said: Callable[[Version, str], str] = called) -> str:
    return named(said(base, wid), phrases) if wid in base.index else phrases.lost.format(wid=wid)
