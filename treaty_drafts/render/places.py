"""In words, where a provision that moves comes from and goes to: `after article 7`, `the beginning of the preamble`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from treaty_drafts.akn.profile import LABELS, UNITS, WRAPPERS
from treaty_drafts.amend.citation import cite as cite_in_full
from treaty_drafts.amend.citation import named
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.amend.outline import Outline
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.model.tree import Block, Node, Opaque, Provision
from treaty_drafts.render.changes import changes_of
from treaty_drafts.render.labels import Labels, cite
from treaty_drafts.render.moves import told

_NAMED: Final = frozenset(("attachments", "body", "conclusions", "preamble", "preface"))
_EDGELESS: Final = WRAPPERS - _NAMED
"""What no reader sees begin or end."""


class Places:
    """In words, where what moved came from and where it went: in the old version's numbers throughout.

    Only what the old version does not have is named by its own number, and called new. A place in another unit than
    the reader's is named from the article inwards.
    """

    def __init__(self, comparison: Comparison, labels: Labels) -> None:
        self._labels = labels
        self._phrases = phrases_in(comparison.target.facts.language)
        self._alignment = comparison.alignment
        self._moved = told(comparison, changes_of(comparison).slots)

    def met_elsewhere(self, wid: str) -> bool:
        """Whether a reader meets the provision elsewhere: a change of its heading alone is not marked."""
        return wid in self._moved

    def origin(self, wid: str) -> str:
        """Where the provision of that wId stood in the old version."""
        old = self._alignment.old
        parent, before = _spot(old, old.numbers[wid])
        return self._named([], parent, [], before, near=self._stays(wid))

    def destination(self, wid: str) -> str:
        """Where the provision of that wId in the old version stands in the new one."""
        pairs = self._alignment
        parent, before = _spot(pairs.new, pairs.new_of[pairs.old.numbers[wid]])
        fresh, known = self._known(parent)
        neighbour = pairs.old_of[before] if before >= 0 else -1
        come = [pairs.new.nodes[before]] if before >= 0 > neighbour else []
        return self._named(fresh, known, come, neighbour, near=self._stays(wid))

    def _stays(self, wid: str) -> bool:
        """Whether it is still in the unit that it was in."""
        pairs = self._alignment
        number = pairs.old.numbers[wid]
        after, _ = _spot(pairs.new, pairs.new_of[number])
        return pairs.old_of[after] == _spot(pairs.old, number)[0]

    def _known(self, new: int) -> tuple[list[Node], int]:
        """The elements around one of the new version, itself first, that are new, and the first that is not."""
        pairs = self._alignment
        fresh: list[Node] = []
        while new >= 0 and pairs.old_of[new] < 0:
            fresh.append(pairs.new.nodes[new])
            new = pairs.new.parents[new]
        return fresh, pairs.old_of[new] if new >= 0 else 0

    def _named(self, fresh: Sequence[Node], parent: int, come: Sequence[Node], before: int, *, near: bool) -> str:
        """After an old element or one that has come, else the beginning of an old one or of one that is new in it."""
        labels, old = self._labels, self._alignment.old
        if not come and before < 0:
            return labels.first.format(unit=self._full(fresh, parent))
        node = come[0] if come else old.nodes[before]
        unit = cite(node, labels)
        if isinstance(node, Provision) and node.num.strip():
            if near:
                unit = labels.fresh.format(unit=unit) if come else unit
            else:
                unit = self._full([*come, *fresh], parent) if come else self._full([], before)
        return labels.after.format(unit=unit)

    def _full(self, fresh: Sequence[Node], number: int) -> str:
        """The unit of that number in the old version, from the article inwards, and what is new in it."""
        old, labels = self._alignment.old, self._labels
        above: list[Provision | Block] = []
        around = old.parents[number]
        while around >= 0:
            above.append(old.nodes[around])
            around = old.parents[around]
        units = [node for node in reversed(fresh) if isinstance(node, Provision) and node.name in UNITS]
        new = [labels.fresh.format(unit=cite(node, labels)) for node in units]
        if new and old.nodes[number].name not in UNITS:
            return labels.comma.join(new)
        cited = named(cite_in_full(old.nodes[number], above, self._phrases), self._phrases)
        return labels.comma.join([cited, *new])


def _spot(outline: Outline, number: int) -> tuple[int, int]:
    """The element in which one stands, for a reader, and the one that he reads before it there, or -1."""
    while True:
        parent = outline.parents[number]
        if parent < 0:
            return number, -1
        before = [sibling for sibling in outline.children(parent) if sibling < number]
        if before and outline.nodes[before[-1]].name not in LABELS:
            return _unwrapped(outline, parent), _last(outline, before[-1])
        if before or outline.nodes[parent].name not in _EDGELESS:
            return parent, -1
        number = parent


def _unwrapped(outline: Outline, number: int) -> int:
    while outline.nodes[number].name in _EDGELESS:
        number = outline.parents[number]
    return number


def _last(outline: Outline, number: int) -> int:
    """The last of what a wrapper holds, which is what a reader has before him."""
    while outline.nodes[number].name in _EDGELESS and (held := outline.children(number)):
        number = held[-1]
    return number


def place_after(
    before: Node | None, above: Sequence[Provision | Block], labels: Labels, language: str, *, near: bool
) -> str:
    """`after article 7`; where nothing that has a name stands before, the beginning of the nearest of those `above`.

    A place that is not `near`, in the unit of which the reader is, is named from the article inwards.
    """
    phrases = phrases_in(language)
    around = edged(above)
    if before is None or isinstance(before, Opaque) or before.name in LABELS:
        return labels.first.format(unit=named(cite_in_full(around[0], around[1:], phrases), phrases))
    if near or not (isinstance(before, Provision) and before.num.strip()):
        return labels.after.format(unit=cite(before, labels))
    return labels.after.format(unit=cite_in_full(before, around, phrases))


def edged(above: Sequence[Provision | Block]) -> list[Provision | Block]:
    """Of elements around a place those that a reader sees begin and end."""
    return [node for node in above if node.name not in _EDGELESS] or [above[-1]]
