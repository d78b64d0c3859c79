"""The instruction in words: “In article 2, paragraph 1, replace “shall” by “should””, in the language of the text.

What a delegate reads; the patch is what counts. An instruction is a sequence of parts, so that a document can mark up
the reference, the words quoted and the provisions quoted.
"""

from __future__ import annotations

import msgspec

from treaty_drafts.akn.profile import LABELS, UNITS
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.rewrap import becoming, requoted, rewrapped
from treaty_drafts.amend.sentence import Parts, printed
from treaty_drafts.amend.telling import Telling, is_blank
from treaty_drafts.amend.together import together
from treaty_drafts.model.tree import blocks, walk
from treaty_drafts.model.version import Version


class Instruction(msgspec.Struct, frozen=True, gc=False):
    """One sentence or two that a delegate reads: their parts, the edits that they tell, and where these stand.

    `number` is the place of the last of them in the patch, the first edit being 1. Substitutions of one text that are
    told together are one among the `edits`.
    """

    number: int
    edits: tuple[Edit, ...]
    parts: Parts


def prose(patch: Patch, base: Version) -> tuple[str, ...]:
    """What the patch asks for, as far as a reader sees it, in its order, in the language of the base and its quotes."""
    quotes = phrases_in(base.facts.language).quotes
    return tuple(printed(instruction.parts, quotes) for instruction in instructions(patch, base))


def instructions(patch: Patch, base: Version) -> list[Instruction]:
    """What the edits ask for, against the version that the patch was written against.

    An inserted provision is quoted as the whole patch makes it, with what moves into it; where articles that stand as
    they are come under a new heading, that alone. Nothing is said of an edit that only puts the words of a unit under
    another wrapper, as where a paragraph gets its first points, of one of words that are deleted and quoted again
    elsewhere, and of one that takes out a blank line.
    """
    structure = Patch(patch.base, tuple([edit for edit in patch.edits if not isinstance(edit, Substitution)]))
    arriving = any(isinstance(edit, Move) for edit in structure.edits)
    result = apply(patch, base).index if arriving and _receives(structure) else {}
    quiet = frozenset(edit.wid for edit in structure.edits if isinstance(edit, Deletion) and is_blank(edit.wid, base))
    if arriving:
        quiet |= rewrapped(structure, base)
    again = requoted(structure, base, quiet) if arriving else frozenset()
    if result:
        bare = _bare(structure, base, quiet | again)
        result = {wid: node for wid, node in result.items() if wid not in bare}
    named = becoming(structure, base) if arriving else {}
    telling = Telling(patch, base, phrases_in(base.facts.language), result, quiet.union(named), named)
    spoken = {
        place: edit
        for place, edit in enumerate(patch.edits)
        if (edit.parent if isinstance(edit, Insertion) else edit.wid) not in again and not telling.is_silent(edit)
    }
    if not spoken:
        telling, spoken = telling.of_all(), dict(enumerate(patch.edits))
    told = together(spoken, patch, telling.quiet, base)
    return [Instruction(place + 1, edits, telling.told(edits)) for place, edits in telling.ordered(told)]


def _receives(patch: Patch) -> bool:
    """Whether the patch puts anything into a provision that it inserts."""
    tops = (top for edit in patch.edits if isinstance(edit, Insertion) for top in edit.provisions)
    inserted = {node.wid for top in tops for node in walk(top)}
    return any(isinstance(edit, Insertion | Move) and edit.parent in inserted for edit in patch.edits)


def _bare(patch: Patch, base: Version, unsaid: frozenset[str]) -> frozenset[str]:
    """The wIds of inserted provisions that are a number and a heading, and of which all else is said to move there."""
    moves = [edit for edit in patch.edits if isinstance(edit, Move)]
    whole = {edit.parent for edit in moves if base.find(edit.wid).name in UNITS and edit.wid not in unsaid}
    others = {edit.parent for edit in patch.edits if isinstance(edit, Insertion)}
    others |= {edit.parent for edit in moves if base.find(edit.wid).name not in UNITS or edit.wid in unsaid}
    found: set[str] = set()
    for edit in patch.edits:
        for top in edit.provisions if isinstance(edit, Insertion) else ():
            inner = {node.wid for node in walk(top)}
            if inner & whole and not inner & others and all(block.name in LABELS for block in blocks(top)):
                found |= inner
    return frozenset(found)
