"""What a comparison did to the sequences of its old version, in the form in which the walk asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from treaty_drafts.amend.compare import Comparison
from treaty_drafts.amend.edit import Deletion, Insertion, Move, Substitution
from treaty_drafts.compilation.compiled import Alternative, Bracket, Slot, Words
from treaty_drafts.compilation.sequence import Arrival, Wish, arrange
from treaty_drafts.model.tree import ATOM, Block, Provision, Text, walk
from treaty_drafts.render.moves import in_old_order, left_behind
from treaty_drafts.render.sources import Edits

NEW = "new"
"""The one voice that a comparison has, where a compilation has symbols."""

_NEW = (NEW,)
_NOTHING = Alternative(())
_WID = attrgetter("wid")


def changes_of(comparison: Comparison) -> Changes:
    """The changes of a comparison, worked out once for each."""
    kept: Changes | None = comparison.__dict__.get("_changes")
    if kept is None:
        kept = comparison.__dict__["_changes"] = Changes(comparison)
    return kept


class Changes:
    """A comparison as something `Touched`: the new version is the one amendment, and nobody's label is shown.

    `words` is asked of every block: where its words differ, the old ones and the new are alternatives; `slots` of every
    provision: what goes and what comes among its children. `edits` has the substitutions of each block that differs;
    it is None where a foreign document gives one wId to two elements, so that it does not tell which of them is meant.
    """

    edits: Edits | None
    slots: Callable[[str], tuple[Slot, ...] | None]

    def __init__(self, comparison: Comparison) -> None:
        self._old = comparison.base
        self._outline = comparison.alignment.old
        wishes: dict[str, list[tuple[str, Wish]]] = defaultdict(list)
        added: dict[str, Provision | Block] = {}
        edits: list[Deletion | Insertion | Move] = [*comparison.deleted, *comparison.inserted]
        edits += (*comparison.moved, *comparison.regrouped)
        for edit in edits:
            for parent, wish in self._wishes(edit):
                wishes[parent].append((NEW, wish))
            if isinstance(edit, Insertion):
                added.update((node.wid, node) for top in edit.provisions for node in walk(top))
        slots: dict[str, tuple[Slot, ...]] = {}
        for parent, asked in wishes.items():
            node = added.get(parent) or self._find(parent)
            children = node.children if isinstance(node, Provision) else ()
            slots[parent] = arrange(children, asked, lambda _: "").slots
        if behind := left_behind(comparison):
            slots = {parent: in_old_order(found, behind) for parent, found in slots.items()}
        self._edits = dict(_by_block(comparison))
        self.edits = self._edits.get if len(self._outline.numbers) == len(self._outline.nodes) else None
        self.slots = slots.get

    def words(self, wid: str) -> Words | None:
        """The words of a block with what was done to them as brackets between them."""
        edits = self._edits.get(wid)
        block = None if edits is None else self._find(wid)
        return bracketed(block.text, edits) if edits is not None and isinstance(block, Block) else None

    def _wishes(self, edit: Deletion | Insertion | Move) -> Iterator[tuple[str, Wish]]:
        if isinstance(edit, Insertion):
            yield edit.parent, edit
        elif isinstance(edit, Deletion):
            yield self._parent(edit.wid), edit
        else:
            yield self._parent(edit.wid), edit
            yield edit.parent, Arrival(edit, self._find(edit.wid))

    def _find(self, wid: str) -> Provision | Block:
        """The element of the old version; only for what stands inside a text is all of that version surveyed."""
        number = self._outline.numbers.get(wid)
        return self._old.find(wid) if number is None else self._outline.nodes[number]

    def _parent(self, wid: str) -> str:
        outline = self._outline
        return outline.nodes[outline.parents[outline.numbers[wid]]].wid

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002 - two versions have no sponsors
        """Nobody."""
        return ()


def _by_block(comparison: Comparison) -> Iterator[tuple[str, tuple[Substitution, ...]]]:
    """The substitutions of each block that has any; those of a block's notes come last among its own."""
    for wid, edits in comparison.words.items():
        if edits[-1].wid == wid:
            yield wid, edits
        else:
            yield from ((inner, tuple(group)) for inner, group in groupby(edits, _WID))
    yield from ((wid, tuple(group)) for wid, group in groupby(comparison.numbers, _WID))


def bracketed(text: Text, edits: Iterable[Substitution]) -> Words:
    """The words of a block with its edits, which are in order, as brackets between them."""
    words: list[Text | Bracket] = []
    start = 0
    for edit in edits:
        if start < edit.start:
            words.append(text.slice(start, edit.start))
        start = edit.stop
        if edit.old == edit.new.chars and ATOM not in edit.old:  # only emphasis changed: no word did
            words.append(edit.new)
            continue
        new = (edit.new,) if edit.new.chars else ()
        if edit.start < edit.stop:
            both = (Alternative((text.slice(edit.start, edit.stop),)), Alternative(new, _NEW))
            words.append(Bracket(edit.wid, edit.start, edit.stop, "alternatives", both))
        else:
            words.append(Bracket(edit.wid, edit.start, edit.stop, "insertion", (_NOTHING, Alternative(new, _NEW))))
    if start < len(text.chars):
        words.append(text.slice(start, len(text.chars)))
    return tuple(words)
