"""The words of one block against those of its partner in another version, notes included."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance import LCSseq

from treaty_drafts.amend.diff import diff
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.naming import Naming, without_ids
from treaty_drafts.model.tree import Attrs, Block, Mark, Text, blocks, words_of


def reword(old: Block, new: Block, naming: Naming) -> tuple[Substitution, ...]:
    """The edits that give `old` the words and marks of `new`; those inside a note name the note's own blocks.

    A note or a mark that is in both is the old version's, whatever ids the new version gives it.
    """
    if not old.text.marks and not new.text.marks:
        return diff(old.text, new.text, old.wid)
    notes = _pair_notes(old.text, new.text)
    while True:
        edits = diff(old.text, _in_terms_of(old.text, new.text, notes, naming), old.wid)
        inner = {its: _inside(old.text.marks[mine], new.text.marks[its], naming) for its, mine in notes.items()}
        replaced = {its for its, mine in notes.items() if inner[its] and _covered(old.text.marks[mine], edits)}
        if not replaced:
            return (*edits, *(edit for found in inner.values() for edit in found))
        notes = {its: mine for its, mine in notes.items() if its not in replaced}


def _inside(old: Mark, new: Mark, naming: Naming) -> tuple[Substitution, ...]:
    """The edits within a note."""
    if old.atom == new.atom:
        return ()
    pairs = zip(_lines(old), _lines(new), strict=True)
    return tuple(edit for before, after in pairs for edit in reword(before, after, naming))


def _covered(note: Mark, edits: tuple[Substitution, ...]) -> bool:
    """Whether an edit of the text around a note replaces the note as well."""
    return any(edit.start <= note.start < edit.stop for edit in edits)


def _lines(mark: Mark) -> list[Block]:
    return [] if mark.atom is None else [line for line in blocks(mark.atom) if line is not mark.atom]


def _pair_notes(old: Text, new: Text) -> dict[int, int]:
    """Which note of the new text is which of the old, by place among the marks: equal ones, then those between."""
    ours = [index for index, mark in enumerate(old.marks) if mark.atom is not None]
    theirs = [index for index, mark in enumerate(new.marks) if mark.atom is not None]
    a = [_note_key(old.marks[at]) for at in ours]
    b = [_note_key(new.marks[at]) for at in theirs]
    pairs: dict[int, int] = {}
    i = j = 0
    for start, other, size in LCSseq.editops(a, b).as_matching_blocks():
        between = zip(ours[i:start], theirs[j:other], strict=False)
        pairs.update((its, mine) for mine, its in between if _same_shape(old.marks[mine], new.marks[its]))
        pairs.update(zip(theirs[other : other + size], ours[start : start + size], strict=True))
        i, j = start + size, other + size
    return pairs


def _note_key(mark: Mark) -> tuple[object, ...]:
    """What tells a note from others: its words, as its marker is only where it stands among them."""
    attrs = tuple(pair for pair in without_ids(mark.attrs) if pair[0] != "marker")
    return (mark.name, attrs, "" if mark.atom is None else words_of(mark.atom))


def _same_shape(old: Mark, new: Mark) -> bool:
    return old.name == new.name and [line.name for line in _lines(old)] == [line.name for line in _lines(new)] != []


def _in_terms_of(old: Text, new: Text, notes: dict[int, int], naming: Naming) -> Text:
    """The new text, its marks and notes being the old version's where these have them."""
    known: defaultdict[tuple[str, Attrs], list[Mark]] = defaultdict(list)
    for mark in old.marks:
        if mark.atom is None:
            known[mark.name, without_ids(mark.attrs)].append(mark)
    marks = []
    for index, mark in enumerate(new.marks):
        same = known[mark.name, without_ids(mark.attrs)] if mark.atom is None else []
        if index in notes:
            marks.append(old.marks[notes[index]].at(mark.start, mark.stop))
        elif same:
            marks.append((same.pop(0) if len(same) > 1 else same[0]).at(mark.start, mark.stop))
        else:
            marks.append(naming.mark(mark))
    return Text(new.chars, tuple(marks))
