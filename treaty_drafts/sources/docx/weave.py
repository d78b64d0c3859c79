"""Words that came back, over the text that they were printed from: what was kept keeps all that Word cannot show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import normalize

from treaty_drafts.akn.profile import NOTES
from treaty_drafts.model.tree import ATOM, Mark, Text, join

_WORDS = re.compile(r"\w+|\s+|.", re.DOTALL)


class Piece(NamedTuple):
    """A word, a blank or a sign as Word shows it, and what it is in a text; of a footnote's call, the mark."""

    shown: str
    text: Text
    note: Mark | None = None


def pieces(text: Text) -> list[Piece]:
    """A text in pieces; what has no characters of its own is one, shown as the renderer shows it or not at all."""
    found: list[Piece] = []
    turns = _quotation(text.marks)
    atoms = {mark.start: mark for mark in text.marks if mark.atom is not None}
    for start, stop in _spans(text.chars, {*turns, *atoms}):
        found.extend(Piece(sign, Text()) for sign in turns.get(start, ""))
        if start == stop:
            continue
        own = text.slice(start, stop)
        mark = atoms.get(start)
        if mark is None:
            found.append(Piece(" " if own.chars.isspace() else normalize("NFC", own.chars), own))
        elif mark.name in NOTES:
            found.append(Piece(ATOM, own, mark))
        else:  # the words that stand for it come back as words: the first of them brings it along
            first, *others = _WORDS.findall(_shown(mark)) or [""]
            found += [Piece(first, own), *(Piece(one, Text()) for one in others)]
    return found


def as_shown(text: Text) -> str:
    """A text in one line as Word shows it, blanks run together, in normal form."""
    chars = text.chars if not text.marks else "".join(piece.shown for piece in pieces(text))
    return " ".join(normalize("NFC", chars).split())


def woven(base: Text, read: Text, note: Callable[[Piece | None, Piece], Mark]) -> Text:
    """The words that were read, with the base's own pieces where they are the same.

    `note` gives the mark of a footnote: of the base's piece where there is one, and the piece that was read. What the
    base has and Word does not show stays where it was.
    """
    shown = as_shown(base)
    alike = shown == as_shown(read)
    if alike and ATOM not in read.chars:
        return base
    if not base.marks and not read.marks and base.chars == shown:  # nothing that Word does not show
        return read
    ours, theirs = pieces(base), pieces(read)
    if alike:
        calls = iter([one for one in theirs if one.note])
        again = [_noted(one, note(one, next(calls))) if one.note else one.text for one in ours]
        return base if again == [one.text for one in ours] else join(again)
    matcher = SequenceMatcher(None, [one.shown for one in ours], [one.shown for one in theirs], autojunk=False)
    out: list[Text] = []
    for act, start, stop, other, end in matcher.get_opcodes():
        if act == "equal":
            for own, new in zip(ours[start:stop], theirs[other:end], strict=True):
                out.append(_noted(own, note(own, new)) if new.note else own.text)
            continue
        out.extend(own.text for own in ours[start:stop] if not own.shown)
        out.extend(_noted(new, note(None, new)) if new.note else new.text for new in theirs[other:end])
    return join(out)


def _noted(piece: Piece, note: Mark) -> Text:
    """The call of a footnote, under the marks that the piece has, of that note."""
    return Text(piece.text.chars, tuple(note.at(0, 1) if mark.atom else mark for mark in piece.text.marks))


def _shown(mark: Mark) -> str:
    """How the renderer shows what has no characters of its own."""
    attrs = dict(mark.attrs)
    if mark.name in ("eol", "br"):
        return " "
    if mark.name == "img":
        return attrs.get("alt") or attrs.get("title") or attrs.get("src", "")
    return attrs.get("marker", "*") if mark.name == "noteRef" else ""


def _quotation(marks: Sequence[Mark]) -> Mapping[int, str]:
    """The quotation marks that elements carry as attributes, by offset, those that close before those that open."""
    turns: dict[int, str] = {}
    told = [(mark, dict(mark.attrs)) for mark in marks if mark.atom is None]
    for mark, attrs in reversed(told):
        if attrs.get("endQuote"):
            turns[mark.stop] = turns.get(mark.stop, "") + attrs["endQuote"]
    for mark, attrs in told:
        if attrs.get("startQuote"):
            turns[mark.start] = turns.get(mark.start, "") + attrs["startQuote"]
    return turns


def _spans(chars: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    """The words, blanks and signs of a text, cut at some places as well; an empty span where a cut is at the end."""
    for found in _WORDS.finditer(chars):
        start, end = found.span()
        if cuts:
            for cut in range(start + 1, end):
                if cut in cuts:
                    yield start, cut
                    start = cut
        yield start, end
    if len(chars) in cuts:
        yield len(chars), len(chars)
