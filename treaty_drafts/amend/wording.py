"""The instruction on the words of one text: which are replaced, deleted, inserted, bracketed, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from string import whitespace

from treaty_drafts.akn.profile import NOTES
from treaty_drafts.amend.citation import called, citation, named, ordinal
from treaty_drafts.amend.cleanup import is_closed, narrow
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.amend.quotation import opens_quotation
from treaty_drafts.amend.sentence import Kind, Part, Parts, filled
from treaty_drafts.amend.tokens import is_boundary, tokens
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Provision, Text, words_of
from treaty_drafts.model.version import Version

_MOST_CONTEXT = 6
_BLANK = ATOM + whitespace + "\u00a0\u202f"
_NEAR = 40
"""Characters that mostly have as many words as name a place."""
_CLOSING = tuple(",;:.)]،؛、，；：。）")
"""What stands right behind a word, and is not quoted without it."""
_STOPS = tuple(",;:.،؛、，；：。")


def reworded(edit: Substitution, base: Version, phrases: Phrases) -> Parts:
    """What the edit asks for; of a note that comes with words, a sentence of its own."""
    block = base.find(edit.wid)
    chars = block.text.chars if isinstance(block, Block) else ""
    place = Part("place", named(citation(base, edit.wid), phrases), edit.wid)
    notes = [mark for mark in edit.new.marks if mark.name in NOTES and _is_new(mark.atom, base)]
    said = [_noted(note, edit, chars, place, phrases) for note in notes]
    if not said or edit.old.strip(ATOM) or edit.new.chars.strip(ATOM):
        said.insert(0, _rewording(edit, base, chars, place, phrases))
    if len(said) == 1:
        return said[0]
    return tuple(part for sentence in said for part in (Part("words", " "), *sentence))[1:]


def _is_new(note: Node | None, base: Version) -> bool:
    return isinstance(note, Provision) and note.wid not in base.index


def _noted(note: Mark, edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Parts:
    """That a note comes, after which words of those that the edit makes."""
    before = chars[: edit.start] + edit.new.chars[: note.start]
    assert note.atom is not None
    new = Part("new", " ".join(words_of(note.atom).split()))
    if not before.strip():
        return filled(phrases.add_note_first, place=place, new=new)
    made = before + edit.new.chars[note.start :] + chars[edit.stop :]
    return filled(phrases.add_note, place=place, context=_before(len(before), made, phrases), new=new)


def _rewording(edit: Substitution, base: Version, chars: str, place: Part, phrases: Phrases) -> Parts:
    if edit.old and edit.old == edit.new.chars:
        start, stop = edit.start, edit.stop
        if not edit.old.strip(_BLANK):  # told with the words that it parts
            start, stop = _unique_before(chars, start), stop + len("".join(tokens(chars[stop:])[:1]))
        return filled(phrases.formatting, place=place, old=_quoted(start, stop, chars, "old", phrases))
    if edit.old == ATOM and not edit.new.chars:
        if not chars[: edit.start].strip():
            return filled(phrases.note_first, place=place)
        return filled(phrases.note, place=place, context=_before(edit.start, chars, phrases))
    if not edit.old.strip(_BLANK) and not edit.new.chars.strip(_BLANK):
        return _respaced(edit, chars, place, phrases)
    if _is_bracketed(edit.old, edit.new.chars) or _is_bracketed(edit.new.chars, edit.old):
        return _brackets(edit, base, chars, place, phrases)
    if not edit.old:
        return _insertion(edit, chars, place, phrases)
    if edit.stop - edit.start == len(chars):
        place = Part("place", named(called(base, edit.wid), phrases), edit.wid)
        if not edit.new.chars.strip():
            return filled(phrases.delete, place=place)
        return filled(phrases.replace_whole, place=place, old=Part("old", edit.old), new=Part("new", edit.new.chars))
    if stays := _mark_that_stays(edit):
        return _around_mark(edit, edit.start + stays, chars, place, phrases)
    return _replacement(edit, chars, place, phrases)


def _mark_that_stays(edit: Substitution) -> int:
    """Where in the old words the mark of punctuation stands that the new ones begin with; 0 where it is not plain."""
    old, new = edit.old, edit.new.chars
    mark = new[:1]
    if mark not in _STOPS or old.count(mark) != 1 or ATOM in old + new:
        return 0
    at = old.index(mark)
    if old[at + 1 : at + 2].isalnum() or new[1:2].isalnum():  # within a number
        return 0
    before, behind = old[:at], old[at + 1 :]
    told = (before,) if behind == new[1:] else (before, behind, new[1:])
    return at if all(is_closed(words) and any(map(str.isalnum, words)) for words in told) else 0


def _around_mark(edit: Substitution, at: int, chars: str, place: Part, phrases: Phrases) -> Parts:
    """That the words before a mark of punctuation go and those after it change, each in a sentence: the mark stays."""
    first = Substitution(edit.wid, edit.start, at, chars[edit.start : at], Text())
    behind = Substitution(edit.wid, at + 1, edit.stop, chars[at + 1 : edit.stop], Text(edit.new.chars[1:]))
    said = _replacement(first, chars, place, phrases)
    if behind.old == behind.new.chars:
        return said
    return (*said, Part("words", " "), *_replacement(behind, chars, place, phrases))


def _respaced(edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Parts:
    """That blanks come or go, a line break or an image, of which no words can be quoted but those beside them."""
    if not chars[: edit.start].strip(_BLANK):
        first = next((token for token in tokens(chars[edit.stop :]) if token.strip(_BLANK)), "")
        return filled(phrases.formatting, place=place, old=Part("old", first))
    before = _before(edit.start, chars, phrases)
    if ATOM in edit.old + edit.new.chars:
        return filled(phrases.formatting, place=place, old=before)
    return filled(phrases.spacing, place=place, context=before)


def _is_bracketed(chars: str, words: str) -> bool:
    outer, inner = chars.strip(), words.strip()
    return len(outer) == len(inner) + 2 > 2 and narrow(outer) == f"[{narrow(inner)}]"


def _brackets(edit: Substitution, base: Version, chars: str, place: Part, phrases: Phrases) -> Parts:
    """That square brackets come or go around some words, or around all."""
    lifted = len(edit.old) > len(edit.new.chars)
    if not chars[: edit.start].strip() and not chars[edit.stop :].strip():
        whole = Part("place", named(called(base, edit.wid), phrases), edit.wid)
        return filled(phrases.lift_whole if lifted else phrases.bracket_whole, place=whole)
    inner = 1 if lifted else 0
    start = chars.index(edit.old.strip(), edit.start) + inner
    stop = start + len(edit.old.strip()) - 2 * inner
    said = phrases.lift if lifted else phrases.bracket
    return filled(said, place=place, old=_quoted(start, stop, chars, "old", phrases))


def _insertion(edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Parts:
    new = Part("new", edit.new.chars.strip())
    if not chars.strip():
        return filled(phrases.insert_words, place=place, new=new)
    if not chars[: edit.start].strip():
        return filled(phrases.insert_first, place=place, new=new)
    if not chars[edit.stop :].strip():
        return filled(phrases.insert_last, place=place, new=new)
    if not any(map(str.isalnum, chars[: edit.start])):  # after a quotation mark that opens
        stop = edit.start + len(next(token for token in tokens(chars[edit.start :]) if not token.isspace()))
        made = Part("new", (edit.new.chars + chars[edit.start : stop]).strip())
        return filled(phrases.replace, place=place, old=_quoted(edit.start, stop, chars, "old", phrases), new=made)
    return filled(phrases.insert, place=place, context=_before(edit.start, chars, phrases), new=new)


def _before(at: int, chars: str, phrases: Phrases) -> tuple[Part, ...]:
    """The words before a place, as many as name it."""
    return _quoted(_unique_before(chars, at), at, chars, "context", phrases)


def _unique_before(chars: str, stop: int) -> int:
    """Where to begin quoting so that the words before `stop` are met once in the text, or are six."""
    start = stop
    words = 0
    for token in _tokens_before(chars, stop):
        start -= len(token)
        if token[0].isalnum():
            words += 1
            if chars.count(chars[start:stop].strip()) == 1 or words == _MOST_CONTEXT:
                break
    opening = max(chars.rfind("[", 0, start), chars.rfind("［", 0, start))
    if opening >= 0 and not is_closed(chars[start:stop]) and is_closed(chars[opening:stop]):
        return opening
    return start


def _tokens_before(chars: str, stop: int) -> Iterator[str]:
    """The tokens before a place, the last first; few are asked for, so that those far from it wait for it."""
    near = chars.rfind(" ", 0, max(stop - _NEAR, 0))
    if near > 0 and "!" <= chars[near - 1] <= "~":  # a token begins there, and another ends, for certain
        yield from reversed(tokens(chars[near:stop]))
        stop = near
    yield from reversed(tokens(chars[:stop]))


def _replacement(edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Parts:
    start, stop, new = edit.start, edit.stop, edit.new.chars
    lead = len(edit.old) - len(edit.old.lstrip())
    if new[:lead] == edit.old[:lead]:
        start, new = start + lead, new[lead:]
    blank = chars[start:stop].strip()
    if not any(map(str.isalnum, blank)) and not (narrow(blank[:1]) == "[" and is_closed(blank)):
        if not new.strip() and chars[:start].strip():
            mark, context = Part("old", blank), _before(start, chars, phrases)
            return filled(phrases.strike_after, place=place, context=context, old=mark)
        if opens_quotation(chars, start, stop):
            wider = stop + len(tokens(chars[stop:])[0])
            stop, new = wider, new + chars[stop:wider]
        else:
            wider = _unique_before(chars, start)
            start, new = wider, chars[wider:start] + new
    elif new.lstrip()[:1] in _CLOSING and chars[:start].strip():
        wider = _unique_before(chars, start)
        start, new = wider, chars[wider : edit.start] + edit.new.chars
    old = _quoted(start, stop, chars, "old", phrases)
    if not new.strip():
        return filled(phrases.strike, place=place, old=old)
    return filled(phrases.replace, place=place, old=old, new=Part("new", new.strip()))


def _quoted(start: int, stop: int, chars: str, kind: Kind, phrases: Phrases) -> tuple[Part, ...]:
    """The words at a place; where the same words stand elsewhere in the text too, which of them is meant."""
    quoted = chars[start:stop].strip()
    if not quoted or chars.find(quoted, chars.find(quoted) + 1) < 0:
        return (Part(kind, quoted),)
    begin = chars.index(quoted, start)
    places = _places(chars, quoted)
    if len(places) < 2 or begin not in places:
        return (Part(kind, quoted),)
    nth = ordinal(places.index(begin) + 1, phrases)
    before, after = phrases.nth.replace("{nth}", nth).split("{quoted}")
    return tuple(part for part in (Part("words", before), Part(kind, quoted), Part("words", after)) if part.text)


def _places(chars: str, quoted: str) -> list[int]:
    """Where the words stand as whole tokens."""
    found: list[int] = []
    at = chars.find(quoted)
    while at >= 0:
        if is_boundary(chars, at) and is_boundary(chars, at + len(quoted)):
            found.append(at)
        at = chars.find(quoted, at + 1)
    return found
