"""Two versions compared: what was edited, inserted, deleted, moved and renumbered, as one patch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from treaty_drafts.akn.write import digest
from treaty_drafts.amend.align import Alignment
from treaty_drafts.amend.diff import diff
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.naming import Naming
from treaty_drafts.amend.restructure import Restructuring
from treaty_drafts.amend.reword import reword
from treaty_drafts.brackets.glyphs import same_but_brackets
from treaty_drafts.model.tree import Text
from treaty_drafts.model.version import Version


class Renumbering(msgspec.Struct, frozen=True):
    """The provision `wid` of the old version, numbered `old`, is numbered `new`; empty where there is no number."""

    wid: str
    old: str
    new: str


class Statistics(msgspec.Struct, frozen=True):
    """How much changed: places in the words, and provisions."""

    edits: int
    inserted: int
    deleted: int
    moved: int
    regrouped: int
    renumbered: int


class Comparison(msgspec.Struct, frozen=True, dict=True):
    """What makes `target` of `base`. All places are the old version's.

    `words`: the substitutions of each changed block, numbers apart.
    `numbers`: the edits of numbers and of brackets at them, and `renumbered` what they say. `moved`: provisions that a
    reader meets elsewhere; `regrouped`: those in another part, or under another element, in the same order of reading.
    """

    alignment: Alignment
    base: Version
    target: Version
    words: Mapping[str, tuple[Substitution, ...]]
    numbers: tuple[Substitution, ...]
    renumbered: tuple[Renumbering, ...]
    inserted: tuple[Insertion, ...]
    deleted: tuple[Deletion, ...]
    moved: tuple[Move, ...]
    regrouped: tuple[Move, ...]

    @cached_property
    def pairs(self) -> Mapping[str, str]:
        """WId in the old version → wId in the new."""
        old, new = self.alignment.old, self.alignment.new
        return {old.nodes[a].wid: new.nodes[b].wid for a, b in enumerate(self.alignment.new_of) if b >= 0}

    @property
    def wordings(self) -> tuple[Substitution, ...]:
        """All substitutions of words."""
        return tuple(edit for edits in self.words.values() for edit in edits)

    @property
    def structure(self) -> tuple[Edit, ...]:
        """All edits of provisions as wholes."""
        return (*self.deleted, *self.inserted, *self.moved, *self.regrouped)

    @cached_property
    def patch(self) -> Patch:
        """All of it as one patch; `apply(patch, old)` has the words of the new version, in its order."""
        return Patch(digest(self.base), (*self.wordings, *self.numbers, *self.structure))

    @cached_property
    def statistics(self) -> Statistics:
        """The counts."""
        return Statistics(
            edits=sum(map(len, self.words.values())),
            inserted=sum(len(edit.provisions) for edit in self.inserted),
            deleted=len(self.deleted),
            moved=len(self.moved),
            regrouped=len(self.regrouped),
            renumbered=len(self.renumbered),
        )


def compare(old: Version, new: Version, *, suffix: str = "") -> Comparison:
    """What changed from `old` to `new`, two versions of one agreement in one language, of whatever origin.

    Numbers are generated text: that a provision has another number is a renumbering, never an edit of words. wIds need
    not agree between the two; an inserted provision keeps its own where that is free, or gets `{wId}~{suffix}` if a
    suffix is given. Opaque elements and metadata are not compared.
    """
    pairs = Alignment(old, new)
    naming = Naming(pairs.old.wids, suffix or "new", always=bool(suffix))
    structure = Restructuring(pairs, naming)
    words: dict[str, tuple[Substitution, ...]] = {}
    lines, new_of = pairs.new.lines, pairs.new_of
    for number, before in pairs.old.lines.items():
        after = lines.get(new_of[number])
        if after is not None and before.text != after.text:
            edits = reword(before, after, naming)
            if edits:
                words[before.wid] = edits
    numbers, renumbered = _renumbered(pairs)
    return Comparison(
        alignment=pairs,
        base=old,
        target=new,
        words=words,
        numbers=numbers,
        renumbered=renumbered,
        inserted=tuple(structure.inserted),
        deleted=tuple(structure.deleted),
        moved=tuple(structure.moved),
        regrouped=tuple(structure.regrouped),
    )


def _renumbered(pairs: Alignment) -> tuple[tuple[Substitution, ...], tuple[Renumbering, ...]]:
    """The substitutions of numbers, and the paired provisions whose numbers differ, one of which may be missing."""
    old, new = pairs.old, pairs.new
    labels, new_of = new.labels, pairs.new_of
    numbers: list[Substitution] = []
    renumbered: list[Renumbering] = []
    for number, label in old.labels.items():
        after = labels.get(new_of[number])
        chars = label.text.chars
        if after is not None and after.text.chars == chars:
            continue
        words = Text() if after is None else after.text
        if after is not None and same_but_brackets(chars, words.chars):
            numbers += diff(Text(chars), Text(words.chars), label.wid)
        elif chars != words.chars and new_of[old.parents[number]] >= 0:
            renumbered.append(Renumbering(old.nodes[old.parents[number]].wid, chars, words.chars))
            if after is not None:
                numbers.append(Substitution(label.wid, 0, len(chars), chars, words))
    for number in pairs.come:
        added = labels.get(number)
        if added is not None and (above := pairs.old_of[new.parents[number]]) >= 0:
            renumbered.append(Renumbering(old.nodes[above].wid, "", added.text.chars))
    return tuple(numbers), tuple(renumbered)
