"""The instruction in words: “In article 2, paragraph 1, replace “shall” by “should””, in the language of the text.

What a delegate reads; the patch is what counts. An instruction is a sequence of parts, so that a document can mark up
the reference, the words quoted and the provisions quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, Literal, TypeAlias

import msgspec

from treaty_drafts.akn.profile import NOTES, UNITS
from treaty_drafts.amend.citation import called, citation, cite, is_text, named, ordinal, whole_text
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.amend.rewrap import requoted, rewrapped
from treaty_drafts.amend.tokens import is_boundary, tokens
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Opaque, Provision, blocks, walk, words_of
from treaty_drafts.model.version import Version

Kind: TypeAlias = Literal["words", "place", "context", "old", "new", "provisions"]


class Part(msgspec.Struct, frozen=True):
    """A piece of an instruction: plain words, a place (`wid`), quoted words (`context` stays), or quoted provisions."""

    kind: Kind
    text: str = ""
    wid: str = ""
    provisions: tuple[Node, ...] = ()


Instruction: TypeAlias = tuple[Part, ...]
Nodes: TypeAlias = Mapping[str, Provision | Block]

_MOST_CONTEXT = 6
_BLANK: Final = re.compile(r"([^{]*)(?:\{(\w+)\})?")


def prose(patch: Patch, base: Version) -> tuple[str, ...]:
    """One sentence for each edit of the patch that a reader sees, in its order and the language of the base, quotation
    marks as printed.
    """
    quotes = phrases_in(base.facts.language).quotes
    return tuple(printed(instruction, quotes) for instruction in instructions(patch, base) if instruction)


def printed(instruction: Instruction, quotes: tuple[str, str]) -> str:
    """The instruction in characters."""
    return "".join(_printed(part, quotes) for part in instruction)


def _printed(part: Part, quotes: tuple[str, str]) -> str:
    if part.kind in ("old", "new", "context"):
        return f"{quotes[0]}{part.text.replace(ATOM, '')}{quotes[1]}"
    if part.kind == "provisions":
        return "".join(f"\n{line}" for node in part.provisions if not isinstance(node, Opaque) for line in _lines(node))
    return part.text


def _lines(provision: Provision | Block) -> Iterator[str]:
    """The texts of a provision, each number on the line of the text that it stands before."""
    lead = ""
    for block in blocks(provision):
        text = block.text.chars.strip()
        if block.name == "num":
            lead += f"{text} "
        elif text:
            yield lead + text
            lead = ""
    if lead:
        yield lead.rstrip()


def instructions(patch: Patch, base: Version) -> list[Instruction]:
    """What each edit asks for, against the version that the patch was written against.

    An inserted provision is quoted as the whole patch makes it, with what moves into it. The instruction is empty for
    an edit that only puts the words of a unit under another wrapper, as where a paragraph gets its first points, for
    one of words that are deleted and quoted again elsewhere, and for one that takes out a blank line.
    """
    arriving = any(isinstance(edit, Move) for edit in patch.edits)
    result = apply(patch, base).index if arriving and _receives(patch) else {}
    quiet = frozenset(edit.wid for edit in patch.edits if isinstance(edit, Deletion) and _is_blank(edit.wid, base))
    if arriving:
        quiet |= rewrapped(patch, base)
    again = requoted(patch, base, quiet) if arriving else frozenset()
    spoken = [(edit.parent if isinstance(edit, Insertion) else edit.wid) not in again for edit in patch.edits]
    found = [
        _instruction(edit, patch, base, result, quiet) if said else ()
        for edit, said in zip(patch.edits, spoken, strict=True)
    ]
    return found if any(found) else [_instruction(edit, patch, base, result, frozenset()) for edit in patch.edits]


def _receives(patch: Patch) -> bool:
    """Whether the patch puts anything into a provision that it inserts."""
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)}
    return any(isinstance(edit, Insertion | Move) and edit.parent in inserted for edit in patch.edits)


def _instruction(edit: Edit, patch: Patch, base: Version, result: Nodes, quiet: frozenset[str]) -> Instruction:
    phrases = phrases_in(base.facts.language)
    match edit:
        case Deletion() | Move() if edit.wid in quiet:
            return ()
        case Substitution():
            return _substitution(edit, base, phrases)
        case Deletion():
            return _filled(phrases.delete, place=_place(edit.wid, patch, base))
        case Insertion():
            new = _whole(edit, result, quiet)
            return (*_gap(edit, patch, base, quiet), Part("provisions", provisions=new)) if new else ()
        case Move():
            place = _place(edit.wid, patch, base)
            if edit.parent not in base.index:
                return _into(edit, place, patch, base)
            said = phrases.move_after if edit.after else phrases.move_first
            return _filled(said, place=place, other=_place(edit.after or edit.parent, patch, base))


def _filled(said: str, **parts: Part | tuple[Part, ...]) -> Instruction:
    """The sentence with its blanks filled in; its first letter is a capital."""
    filled: list[Part] = []
    for words, blank in _pieces(said):
        if words.text:
            filled.append(words)
        if blank:
            part = parts[blank]
            filled += part if isinstance(part, tuple) else (part,)
    first = filled[0]
    return (Part(first.kind, first.text[:1].upper() + first.text[1:], first.wid), *filled[1:])


@cache
def _pieces(said: str) -> list[tuple[Part, str]]:
    """The words before each blank of a sentence, and the name of the blank."""
    return [(Part("words", words), blank) for words, blank in _BLANK.findall(said)]


def _whole(edit: Insertion, result: Nodes, quiet: frozenset[str]) -> tuple[Node, ...]:
    shown = [node for node in edit.provisions if isinstance(node, Opaque) or node.wid not in quiet]
    return tuple(node if isinstance(node, Opaque) else result.get(node.wid, node) for node in shown)


def _into(edit: Move, place: Part, patch: Patch, base: Version) -> Instruction:
    """A move into a provision that the same patch inserts, named by the unit that the reader sees there."""
    phrases = phrases_in(base.facts.language)
    other = _place(edit.parent, patch, base)
    for one in patch.edits:
        if not isinstance(one, Insertion):
            continue
        inserted = [node for top in one.provisions for node in walk(top)]
        above = [node for node in inserted if any(held.wid == edit.parent for held in walk(node))]
        if above:
            unit = next((node for node in reversed(above) if node.name in UNITS), None)
            other = _fresh(unit, phrases) if unit else _place(one.parent, patch, base)
    return _filled(phrases.move_into, place=place, other=other)


def _place(wid: str, patch: Patch, base: Version) -> Part:
    """The citation of a provision of the base, or of one that the patch inserts."""
    phrases = phrases_in(base.facts.language)
    if wid in base.index:
        return Part("place", named(called(base, wid), phrases), wid)
    for edit in patch.edits:
        if isinstance(edit, Insertion):
            for provision in edit.provisions:
                for node in walk(provision):
                    if node.wid == wid:
                        return _fresh(node, phrases)
    return Part("place", phrases.lost.format(wid=wid), wid)


def _fresh(node: Provision | Block, phrases: Phrases) -> Part:
    return Part("place", phrases.fresh.format(unit=cite(node, [], phrases)), node.wid)


def _gap(edit: Insertion, patch: Patch, base: Version, quiet: frozenset[str]) -> Instruction:
    """Where provisions come to stand: after what a reader sees before them, or at the beginning of their unit."""
    phrases = phrases_in(base.facts.language)
    if edit.after in quiet and not _is_blank(edit.after, base):  # its words are now in another wrapper
        place = Part("place", named(whole_text(base, edit.parent), phrases), edit.parent)
        return _filled(phrases.add_after, place=place)
    before = _before_gap(edit, base)
    said = phrases.add_after if before else phrases.add_first
    return _filled(said, place=_place(before or edit.parent, patch, base))


def _before_gap(edit: Insertion, base: Version) -> str:
    """The wId of what a reader sees right before the gap: blank lines are passed over, and so is the edge of a
    wrapper. The empty string at the beginning of a unit, which is after its number.
    """
    before = edit.after
    while _is_blank(before, base):
        before = _previous(before, base)
    around = base.index.get(edit.parent)
    if not before and around and is_text(around):
        before = _previous(edit.parent, base)
    return "" if before in base.index and base.index[before].name == "num" else before


def _is_blank(wid: str, base: Version) -> bool:
    """Whether it is words of a unit that are none."""
    node = base.index.get(wid)
    return node is not None and is_text(node) and not words_of(node).strip()


def _previous(wid: str, base: Version) -> str:
    """The wId of the element before this one in their parent; the empty string for the first."""
    around = base.index[base.parents[wid]]
    assert isinstance(around, Provision)
    wids = [child.wid for child in around.children if not isinstance(child, Opaque)]
    at = wids.index(wid)
    return wids[at - 1] if at else ""


def _substitution(edit: Substitution, base: Version, phrases: Phrases) -> Instruction:
    block = base.find(edit.wid)
    chars = block.text.chars if isinstance(block, Block) else ""
    place = Part("place", named(citation(base, edit.wid), phrases), edit.wid)
    notes = [mark for mark in edit.new.marks if mark.name in NOTES and _is_new(mark.atom, base)]
    said = [_noted(note, edit, chars, place, phrases) for note in notes]
    if not said or edit.old.strip(ATOM) or edit.new.chars.strip(ATOM):
        said.insert(0, _rewording(edit, base, chars, place, phrases))
    return tuple(part for sentence in said for part in (Part("words", " "), *sentence))[1:]


def _is_new(note: Node | None, base: Version) -> bool:
    return isinstance(note, Provision) and note.wid not in base.index


def _noted(note: Mark, edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Instruction:
    """That a note comes, after which words of those that the edit makes."""
    before = chars[: edit.start] + edit.new.chars[: note.start]
    assert note.atom is not None
    new = Part("new", " ".join(words_of(note.atom).split()))
    if not before.strip():
        return _filled(phrases.add_note_first, place=place, new=new)
    made = before + edit.new.chars[note.start :] + chars[edit.stop :]
    return _filled(phrases.add_note, place=place, context=_before(len(before), made, phrases), new=new)


def _rewording(edit: Substitution, base: Version, chars: str, place: Part, phrases: Phrases) -> Instruction:
    if edit.old and edit.old == edit.new.chars:
        return _filled(phrases.formatting, place=place, old=_quoted(edit.start, edit.stop, chars, "old", phrases))
    if edit.old == ATOM and not edit.new.chars:
        if not chars[: edit.start].strip():
            return _filled(phrases.note_first, place=place)
        return _filled(phrases.note, place=place, context=_before(edit.start, chars, phrases))
    if not edit.old.strip(ATOM) and not edit.new.chars.strip(ATOM):  # a line break, an image
        return _filled(phrases.formatting, place=place, old=_before(edit.start, chars, phrases))
    if not edit.old:
        return _insertion(edit, chars, place, phrases)
    if edit.stop - edit.start == len(chars):
        place = Part("place", named(called(base, edit.wid), phrases), edit.wid)
        if not edit.new.chars.strip():
            return _filled(phrases.delete, place=place)
        return _filled(phrases.replace_whole, place=place, old=Part("old", edit.old), new=Part("new", edit.new.chars))
    return _replacement(edit, chars, place, phrases)


def _insertion(edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Instruction:
    new = Part("new", edit.new.chars.strip())
    if not chars.strip():
        return _filled(phrases.insert_words, place=place, new=new)
    if not chars[: edit.start].strip():
        return _filled(phrases.insert_first, place=place, new=new)
    if not chars[edit.stop :].strip():
        return _filled(phrases.insert_last, place=place, new=new)
    return _filled(phrases.insert, place=place, context=_before(edit.start, chars, phrases), new=new)


def _before(at: int, chars: str, phrases: Phrases) -> tuple[Part, ...]:
    """The words before a place, as many as name it."""
    return _quoted(_unique_before(chars, at), at, chars, "context", phrases)


def _unique_before(chars: str, stop: int) -> int:
    """Where to begin quoting so that the words before `stop` are met once in the text, or are six."""
    start = stop
    words = 0
    for token in reversed(tokens(chars[:stop])):
        start -= len(token)
        if token[0].isalnum():
            words += 1
            if chars.count(chars[start:stop].strip()) == 1 or words == _MOST_CONTEXT:
                break
    return start


def _replacement(edit: Substitution, chars: str, place: Part, phrases: Phrases) -> Instruction:
    start, stop, new = edit.start, edit.stop, edit.new.chars
    lead = len(edit.old) - len(edit.old.lstrip())
    if new[:lead] == edit.old[:lead]:
        start, new = start + lead, new[lead:]
    if not any(char.isalnum() for char in chars[start:stop]):
        wider = _unique_before(chars, start)
        start, new = wider, chars[wider:start] + new
    old = _quoted(start, stop, chars, "old", phrases)
    if not new.strip():
        return _filled(phrases.strike, place=place, old=old)
    return _filled(phrases.replace, place=place, old=old, new=Part("new", new.strip()))


def _quoted(start: int, stop: int, chars: str, kind: Kind, phrases: Phrases) -> tuple[Part, ...]:
    """The words at a place; where the same words stand elsewhere in the text too, which of them is meant."""
    quoted = chars[start:stop].strip()
    begin = chars.index(quoted, start) if quoted else start
    places = _places(chars, quoted)
    if len(places) < 2 or begin not in places:
        return (Part(kind, quoted),)
    nth = ordinal(places.index(begin) + 1, phrases)
    before, after = phrases.nth.replace("{nth}", nth).split("{quoted}")
    return tuple(part for part in (Part("words", before), Part(kind, quoted), Part("words", after)) if part.text)


def _places(chars: str, quoted: str) -> list[int]:
    """Where the words stand as whole tokens."""
    found: list[int] = []
    at = chars.find(quoted) if quoted else -1
    while at >= 0:
        if is_boundary(chars, at) and is_boundary(chars, at + len(quoted)):
            found.append(at)
        at = chars.find(quoted, at + 1)
    return found
