"""Two versions compared: what was edited, inserted, deleted, moved and renumbered, as one patch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from treaty_drafts.akn.write import digest
from treaty_drafts.amend.align import Alignment
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.naming import Naming
from treaty_drafts.amend.restructure import Restructuring
from treaty_drafts.amend.reword import reword
from treaty_drafts.model.tree import Block, Provision
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
    """What makes `new` of `old`. All places are the old version's.

    `pairs`: wId in the old version → wId in the new. `words`: the substitutions of each changed block, numbers apart.
    `numbers`: the edits that only change numbers, and `renumbered` what they say. `moved`: provisions that a reader
    meets elsewhere; `regrouped`: provisions in another part, or under another element, in the same order of reading.
    """

    old: Version
    new: Version
    pairs: Mapping[str, str]
    words: Mapping[str, tuple[Substitution, ...]]
    numbers: tuple[Substitution, ...]
    renumbered: tuple[Renumbering, ...]
    inserted: tuple[Insertion, ...]
    deleted: tuple[Deletion, ...]
    moved: tuple[Move, ...]
    regrouped: tuple[Move, ...]

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
        """All of it as one patch against the old version; `apply(patch, old)` has the words of the new, in its order."""
        return Patch(digest(self.old), (*self.wordings, *self.numbers, *self.structure))

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
    not agree between the two; an inserted provision keeps its own where that is free, or gets `{wId}~{suffix}` if there is
    a suffix. Opaque elements and metadata are not compared.
    """
    pairs = Alignment(old, new)
    naming = Naming(old.index, suffix or "new", always=bool(suffix))
    structure = Restructuring(pairs, naming)
    words: dict[str, tuple[Substitution, ...]] = {}
    numbers: list[Substitution] = []
    for number, partner in enumerate(pairs.new_of):
        before = pairs.old.nodes[number]
        if partner < 0 or not isinstance(before, Block):
            continue
        after = pairs.new.nodes[partner]
        if isinstance(after, Block) and before.text != after.text:
            edits = reword(before, after, naming)
            if before.name == "num":
                numbers.extend(edits)
            elif edits:
                words[before.wid] = edits
    return Comparison(
        old=old,
        new=new,
        pairs={pairs.old.nodes[a].wid: pairs.new.nodes[b].wid for a, b in enumerate(pairs.new_of) if b >= 0},
        words=words,
        numbers=tuple(numbers),
        renumbered=tuple(_renumbered(pairs)),
        inserted=tuple(structure.inserted),
        deleted=tuple(structure.deleted),
        moved=tuple(structure.moved),
        regrouped=tuple(structure.regrouped),
    )


def _renumbered(pairs: Alignment) -> Iterator[Renumbering]:
    """The paired provisions whose numbers differ, one of which may be missing."""
    for number, partner in enumerate(pairs.new_of):
        node = pairs.old.nodes[number]
        if node.name == "num" and isinstance(node, Block):
            other = pairs.new_of[pairs.old.parents[number]]
            after = pairs.new.nodes[partner] if partner >= 0 else None
            new = after.text.chars if isinstance(after, Block) else ""
            if other >= 0 and node.text.chars != new:
                yield Renumbering(pairs.old.nodes[pairs.old.parents[number]].wid, node.text.chars, new)
    for number, partner in enumerate(pairs.old_of):
        node = pairs.new.nodes[number]
        if partner < 0 and node.name == "num" and isinstance(node, Block):
            other = pairs.old_of[pairs.new.parents[number]]
            if other >= 0:
                yield Renumbering(pairs.old.nodes[other].wid, "", node.text.chars)
