"""One delegation's reading of a bracketed version: what the text says if it has its way.

Only recorded positions count, those of the markup (`refersTo`) and those printed inside the brackets; words are never
chosen on anybody's behalf.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from treaty_drafts.brackets.carry import carried_out
from treaty_drafts.brackets.places import key
from treaty_drafts.brackets.settle import Settlement
from treaty_drafts.brackets.standing import Inventory, Standing
from treaty_drafts.model.tree import Block, Node, Provision, Text
from treaty_drafts.model.version import Version

_WORDS = frozenset({"wording", "number", "reference", "footnote"})


def project(version: Version, code: str) -> Version:
    """The version as the delegation `code` would have it.

    Of a choice, the branch that it is named for, the others out; a choice that it has no branch in stays open.
    A bracket that it proposes or supports is lifted; one that it opposes, or that only others propose, is dropped; one
    that nobody is named for, or that only others oppose, stands in the text and is lifted. Blanks, placeholders,
    labels and notes stay. Tracked changes (`del`, `ins`) are decided already: they read as adopted.
    """
    decided = Version(_adopted(version.root), version.facts, version.attrs)
    work = Settlement(decided)
    gone = _Gone(work)
    for place, act, ident, n in sorted(_acts(work, code)):
        if not gone.covers(place):
            if act == "take":
                work.take(ident, n)
            elif act == "lift":
                work.lift(ident)
            else:
                work.drop(ident)
    settled = carried_out(decided, tuple(work.edits()))
    return Version(_unmarked(settled.root), version.facts, version.attrs)


def _acts(work: Settlement, code: str) -> Iterator[tuple[tuple[int, int], str, str, int]]:
    """What to do, and where it begins; a choice sorts after a bracket around it and before those in it."""
    inventory = work.inventory
    for choice in inventory.choices:
        named = [n for n, branch in enumerate(choice.branches, 1) if code in branch.delegations]
        if named:
            start = choice.branches[0].start if choice.kind == "options" else work.reach(choice)[0]
            yield key(start, work.order), "take", choice.id, named[0]
    branches = _in_choices(inventory)
    for one in inventory.brackets:
        if one.kind in _WORDS and one.id not in branches:
            yield key(one.start, work.order), "lift" if _stands(one, code) else "settle", one.id, 0


def _in_choices(inventory: Inventory) -> set[str]:
    """The brackets that are branches of a choice or that hold one between their glyphs: settled with it, or open."""
    found = {branch.bracket for choice in inventory.choices for branch in choice.branches}
    return found | {choice.within for choice in inventory.choices if choice.kind == "slash"}


def _stands(one: Standing, code: str) -> bool:
    """Whether the words of the bracket stand in the delegation's reading."""
    said = one.attribution
    sponsors = one.delegations + (said.sponsors + said.supporters if said else ())
    if said is not None and code in said.opposers:
        return False
    return code in sponsors or not sponsors


class _Gone:
    """Which places are out already, asked in document order."""

    def __init__(self, work: Settlement) -> None:
        self.spans = work.spans
        self.seen = 0
        self.coming: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.until = (-1, 0)

    def covers(self, place: tuple[int, int]) -> bool:
        """Whether what begins at `place` goes with something settled before."""
        for start, stop, _ in self.spans[self.seen :]:
            heapq.heappush(self.coming, (start, stop))
        self.seen = len(self.spans)
        while self.coming and self.coming[0][0] <= place:
            self.until = max(self.until, heapq.heappop(self.coming)[1])
        return place < self.until


def _adopted(node: Provision) -> Provision:
    """The provision with tracked changes read as adopted."""
    return Provision(node.name, node.wid, node.attrs, tuple(_adopted_node(child) for child in node.children))


def _adopted_node(node: Node) -> Node:
    if isinstance(node, Provision):
        return _adopted(node)
    if isinstance(node, Block) and any(mark.name in ("del", "ins") for mark in node.text.marks):
        return Block(node.name, node.wid, node.attrs, _decided_text(node.text))
    return node


def _decided_text(text: Text) -> Text:
    deleted = [mark for mark in text.marks if mark.name == "del"]
    text = Text(text.chars, tuple(mark for mark in text.marks if mark.name not in ("del", "ins")))
    for mark in reversed(deleted):
        text = text.splice(mark.start, mark.stop, Text())
    return text


def _unmarked(node: Provision) -> Provision:
    """The provision without attributes that call it a bracket: all that could be settled is."""
    attrs = tuple((name, value) for name, value in node.attrs if not name.endswith("}bracket"))
    children = tuple(_unmarked(child) if isinstance(child, Provision) else child for child in node.children)
    return Provision(node.name, node.wid, attrs, children)
