"""The instruction in words: “In article 2, paragraph 1, replace “shall” by “should””.

What a delegate reads; the patch is what counts. An instruction is a sequence of parts, so that a document can mark up
the reference, the words quoted and the provisions quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

import msgspec

from treaty_drafts.akn.profile import LABELS, UNITS
from treaty_drafts.amend.citation import citation, cite, named, ordinal
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.rewrap import rewrapped
from treaty_drafts.amend.tokens import is_boundary, tokens
from treaty_drafts.model.tree import ATOM, Block, Node, Opaque, Provision, blocks, walk
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


def prose(patch: Patch, base: Version) -> tuple[str, ...]:
    """One sentence for each edit of the patch that a reader sees, in its order, quotation marks as printed."""
    return tuple("".join(map(_printed, instruction)) for instruction in instructions(patch, base) if instruction)


def _printed(part: Part) -> str:
    if part.kind in ("old", "new", "context"):
        return f"“{part.text}”"
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
    an edit that only puts the words of a unit under another wrapper, as where a paragraph gets its first points.
    """
    arriving = any(isinstance(edit, Move) for edit in patch.edits)
    result = apply(patch, base).index if arriving and _filled(patch) else {}
    quiet = rewrapped(patch, base) if arriving else frozenset()
    found = [_instruction(edit, patch, base, result, quiet) for edit in patch.edits]
    return found if any(found) else [_instruction(edit, patch, base, result, frozenset()) for edit in patch.edits]


def _filled(patch: Patch) -> bool:
    """Whether the patch puts anything into a provision that it inserts."""
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)}
    return any(isinstance(edit, Insertion | Move) and edit.parent in inserted for edit in patch.edits)


def _instruction(edit: Edit, patch: Patch, base: Version, result: Nodes, quiet: frozenset[str]) -> Instruction:
    match edit:
        case Deletion() | Move() if edit.wid in quiet:
            return ()
        case Substitution():
            return tuple(_substitution(edit, base))
        case Deletion():
            return (Part("words", "Delete "), _place(edit.wid, patch, base), Part("words", "."))
        case Insertion():
            new = _whole(edit, result, quiet)
            gap = _end(edit, patch, base) if edit.after in quiet else _gap(edit.parent, edit.after, patch, base)
            return (*_capital(gap), Part("words", ", insert:"), Part("provisions", provisions=new)) if new else ()
        case Move():
            if edit.parent not in base.index:
                return _into(edit, patch, base)
            gap = _gap(edit.parent, edit.after, patch, base)
            return (Part("words", "Move "), _place(edit.wid, patch, base), Part("words", " "), *gap, Part("words", "."))


def _whole(edit: Insertion, result: Nodes, quiet: frozenset[str]) -> tuple[Node, ...]:
    shown = [node for node in edit.provisions if isinstance(node, Opaque) or node.wid not in quiet]
    return tuple(node if isinstance(node, Opaque) else result.get(node.wid, node) for node in shown)


def _into(edit: Move, patch: Patch, base: Version) -> Instruction:
    """A move into a provision that the same patch inserts, named by the unit that the reader sees there."""
    moved = base.find(edit.wid)
    lead = "Move " if isinstance(moved, Provision) and moved.name in UNITS else "Move the text of "
    inserted = [node for one in patch.edits if isinstance(one, Insertion) for node in one.provisions]
    above = [node for top in inserted for node in walk(top) if any(in_it.wid == edit.parent for in_it in walk(node))]
    unit = next((node for node in reversed(above) if node.name in UNITS), None)
    into = Part("place", f"the new {cite(unit, [])}", unit.wid) if unit else _place(edit.parent, patch, base)
    return (Part("words", lead), _place(edit.wid, patch, base), Part("words", " into "), into, Part("words", "."))


def _end(edit: Insertion, patch: Patch, base: Version) -> tuple[Part, ...]:
    """The gap behind a wrapper that gives way to another: what comes there follows the words of the unit."""
    return (Part("words", "after the text of "), _place(edit.parent, patch, base))


def _place(wid: str, patch: Patch, base: Version) -> Part:
    """The citation of a provision of the base, or of one that the patch inserts."""
    if wid in base.index:
        return Part("place", named(citation(base, wid)), wid)
    for edit in patch.edits:
        if isinstance(edit, Insertion):
            for provision in edit.provisions:
                for node in walk(provision):
                    if node.wid == wid:
                        return Part("place", f"the new {cite(node, [])}", wid)
    return Part("place", f"the provision {wid}", wid)


def _gap(parent: str, after: str, patch: Patch, base: Version) -> tuple[Part, ...]:
    if after:
        return (Part("words", "after "), _place(after, patch, base))
    return (Part("words", "at the beginning of "), _place(parent, patch, base))


def _capital(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    first = parts[0]
    return (Part(first.kind, first.text[0].upper() + first.text[1:], first.wid), *parts[1:])


def _substitution(edit: Substitution, base: Version) -> Iterator[Part]:
    block = base.find(edit.wid)
    chars = block.text.chars if isinstance(block, Block) else ""
    place = Part("place", named(citation(base, edit.wid)), edit.wid)
    if edit.old and edit.old == edit.new.chars:
        yield from (Part("words", "In "), place, Part("words", ", change the formatting of "))
        yield from _quoted(edit.start, edit.stop, chars, "old")
    elif edit.old == ATOM and not edit.new.chars:
        yield from (Part("words", "In "), place, Part("words", ", delete the note "))
        yield from _behind(edit.start, chars)
    elif not edit.old:
        yield from _insertion(edit, chars, place)
    elif edit.stop - edit.start == len(chars):
        text = "Replace " if isinstance(block, Block) and block.name in LABELS else "Replace the text of "
        yield from (Part("words", text), place, Part("words", ", "), Part("old", edit.old))
        yield from (Part("words", ", by "), Part("new", edit.new.chars))
    else:
        yield from (Part("words", "In "), place)
        yield from _replacement(edit, chars)
    yield Part("words", ".")


def _insertion(edit: Substitution, chars: str, place: Part) -> Iterator[Part]:
    new = Part("new", edit.new.chars.strip())
    first, last = not chars[: edit.start].strip(), not chars[edit.stop :].strip()
    if first or last:
        where = "At the beginning of " if first else "At the end of "
        yield from (Part("words", where), place, Part("words", ", insert "), new)
        return
    start = _unique_before(chars, edit.start)
    yield from (Part("words", "In "), place, Part("words", ", after "))
    yield from _quoted(start, edit.start, chars, "context")
    yield from (Part("words", ", insert "), new)


def _behind(at: int, chars: str) -> Iterator[Part]:
    """Where something without words of its own stands: after the words before it, or at the beginning."""
    if not chars[:at].strip():
        yield Part("words", "at the beginning")
        return
    yield Part("words", "after ")
    yield from _quoted(_unique_before(chars, at), at, chars, "context")


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


def _replacement(edit: Substitution, chars: str) -> Iterator[Part]:
    start, stop, new = edit.start, edit.stop, edit.new.chars
    lead = len(edit.old) - len(edit.old.lstrip())
    if new[:lead] == edit.old[:lead]:
        start, new = start + lead, new[lead:]
    if not any(char.isalnum() for char in chars[start:stop]):
        wider = _unique_before(chars, start)
        start, new = wider, chars[wider:start] + new
    verb = ", replace " if new.strip() else ", delete "
    yield Part("words", verb)
    yield from _quoted(start, stop, chars, "old")
    if new.strip():
        yield from (Part("words", " by "), Part("new", new.strip()))


def _quoted(start: int, stop: int, chars: str, kind: Kind) -> Iterator[Part]:
    """The words at a place; where the same words stand elsewhere in the text too, which of them is meant."""
    quoted = chars[start:stop].strip()
    begin = chars.index(quoted, start) if quoted else start
    places = _places(chars, quoted)
    if len(places) > 1 and begin in places:
        yield Part("words", f"the {ordinal(places.index(begin) + 1)} ")
    yield Part(kind, quoted)


def _places(chars: str, quoted: str) -> list[int]:
    """Where the words stand as whole tokens."""
    found: list[int] = []
    at = chars.find(quoted) if quoted else -1
    while at >= 0:
        if is_boundary(chars, at) and is_boundary(chars, at + len(quoted)):
            found.append(at)
        at = chars.find(quoted, at + 1)
    return found
