"""The instruction in words: “In article 2, paragraph 1, replace “shall” by “should””, in the language of the text.

What a delegate reads; the patch is what counts. An instruction is a sequence of parts, so that a document can mark up
the reference, the words quoted and the provisions quoted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec

from treaty_drafts.akn.profile import UNITS
from treaty_drafts.amend.citation import called, cite, is_text, named, spanned, whole_text
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.amend.rewrap import requoted, rewrapped
from treaty_drafts.amend.sentence import Part, Parts, filled, printed
from treaty_drafts.amend.together import emptied, together
from treaty_drafts.amend.wording import reworded
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, walk, words_of
from treaty_drafts.model.version import Version


class Instruction(msgspec.Struct, frozen=True):
    """One sentence or two that a delegate reads: their parts, the edits that they tell, and where these stand.

    `number` is the place of the last of them in the patch, the first edit being 1. Substitutions of one text that are
    told together are one among the `edits`.
    """

    number: int
    edits: tuple[Edit, ...]
    parts: Parts


Nodes: TypeAlias = Mapping[str, Provision | Block]


def prose(patch: Patch, base: Version) -> tuple[str, ...]:
    """What the patch asks for, as far as a reader sees it, in its order, in the language of the base and its quotes."""
    quotes = phrases_in(base.facts.language).quotes
    return tuple(printed(instruction.parts, quotes) for instruction in instructions(patch, base))


def instructions(patch: Patch, base: Version) -> list[Instruction]:
    """What the edits ask for, against the version that the patch was written against.

    An inserted provision is quoted as the whole patch makes it, with what moves into it. Nothing is said of an edit
    that only puts the words of a unit under another wrapper, as where a paragraph gets its first points, of one of
    words that are deleted and quoted again elsewhere, and of one that takes out a blank line.
    """
    arriving = any(isinstance(edit, Move) for edit in patch.edits)
    result = apply(patch, base).index if arriving and _receives(patch) else {}
    quiet = frozenset(edit.wid for edit in patch.edits if isinstance(edit, Deletion) and _is_blank(edit.wid, base))
    if arriving:
        quiet |= rewrapped(patch, base)
    again = requoted(patch, base, quiet) if arriving else frozenset()
    spoken = {
        place: edit
        for place, edit in enumerate(patch.edits)
        if (edit.parent if isinstance(edit, Insertion) else edit.wid) not in again and not _is_quiet(edit, quiet)
    }
    if not spoken:
        quiet, spoken = frozenset(), dict(enumerate(patch.edits))
    told = together(spoken, patch, quiet, base)
    return [Instruction(place + 1, edits, _told(edits, patch, base, result, quiet)) for place, edits in told]


def _is_quiet(edit: Edit, quiet: frozenset[str]) -> bool:
    match edit:
        case Deletion() | Move():
            return edit.wid in quiet
        case Insertion():
            return not _shown(edit, quiet)
        case _:
            return False


def _receives(patch: Patch) -> bool:
    """Whether the patch puts anything into a provision that it inserts."""
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)}
    return any(isinstance(edit, Insertion | Move) and edit.parent in inserted for edit in patch.edits)


def _told(edits: tuple[Edit, ...], patch: Patch, base: Version, result: Nodes, quiet: frozenset[str]) -> Parts:
    phrases = phrases_in(base.facts.language)
    gone = [edit.wid for edit in edits if isinstance(edit, Deletion)]
    match edits[-1]:
        case Substitution() as edit:
            return reworded(edit, base, phrases)
        case Deletion():
            return filled(phrases.delete, place=_neighbours(gone, base, phrases, come=False))
        case Insertion() as edit:
            come = [node for one in edits if isinstance(one, Insertion) for node in _whole(one, result, quiet)]
            new = Part("provisions", provisions=tuple(come))
            if gone:
                return (*filled(phrases.replace_by, place=_neighbours(gone, base, phrases, come=True)), new)
            return (*_gap(edit, patch, base, quiet), new)
        case Move() as edit:
            place = _place(edit.wid, patch, base)
            if edit.parent not in base.index:
                return _into(edit, place, patch, base)
            said = phrases.move_after if edit.after else phrases.move_first
            return filled(said, place=place, other=_place(edit.after or edit.parent, patch, base))


def _neighbours(wids: Sequence[str], base: Version, phrases: Phrases, *, come: bool) -> Part:
    """What goes, as one place; `come` says that something comes in its stead."""
    first, last = wids[0], wids[-1]
    unit = emptied(wids, base)
    if unit and (come or base.index[first].name != base.index[last].name):
        return Part("place", named(whole_text(base, unit), phrases), unit)
    if first == last:
        return Part("place", named(called(base, first), phrases), first)
    return Part("place", named(spanned(base, first, last, several=len(wids) > 2), phrases), first, upto=last)


def _shown(edit: Insertion, quiet: frozenset[str]) -> list[Node]:
    return [node for node in edit.provisions if isinstance(node, Opaque) or node.wid not in quiet]


def _whole(edit: Insertion, result: Nodes, quiet: frozenset[str]) -> tuple[Node, ...]:
    shown = _shown(edit, quiet)
    return tuple(node if isinstance(node, Opaque) else result.get(node.wid, node) for node in shown)


def _into(edit: Move, place: Part, patch: Patch, base: Version) -> Parts:
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
    return filled(phrases.move_into, place=place, other=other)


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


def _gap(edit: Insertion, patch: Patch, base: Version, quiet: frozenset[str]) -> Parts:
    """Where provisions come to stand: after what a reader sees before them, or at the beginning of their unit."""
    phrases = phrases_in(base.facts.language)
    if edit.after in quiet and not _is_blank(edit.after, base):  # its words are now in another wrapper
        place = Part("place", named(whole_text(base, edit.parent), phrases), edit.parent)
        return filled(phrases.add_after, place=place)
    before = _before_gap(edit, base)
    said = phrases.add_after if before else phrases.add_first
    return filled(said, place=_place(before or edit.parent, patch, base))


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
