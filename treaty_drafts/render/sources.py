"""What the renderer asks of a version, a compilation or a comparison: two questions about each sequence it meets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.compiled import Slot, Words
from treaty_drafts.model.tree import Block, Provision, walk
from treaty_drafts.model.version import Version


class Compiled(Protocol):
    """A compilation, as far as a rendition needs it."""

    @property
    def base(self) -> Version:
        """The version that the amendments were tabled against."""

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """The live amendments in the order of tabling."""

    def words(self, wid: str) -> Words | None:
        """The compiled words of a block that an amendment touches."""

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        """The compiled children of a provision whose sequence an amendment touches."""

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:
        """The delegations that sponsor those amendments, in the order of tabling."""


class Touched(Protocol):
    """What was done to the sequences of a text; `None` where nothing was."""

    def words(self, wid: str, /) -> Words | None:
        """The compiled words of a block."""

    def slots(self, wid: str, /) -> tuple[Slot, ...] | None:
        """The compiled children of a provision."""

    def sponsors_of(self, symbols: tuple[str, ...]) -> tuple[str, ...]:
        """The delegations behind amendments."""


def slots_of(slots: tuple[Slot, ...] | None, node: Provision) -> Sequence[Slot]:
    """The slots, or the provision's children as they stand where nothing was done to them."""
    return [Slot("base", child) for child in node.children] if slots is None else slots


def nests(source: Touched | None, slot: Slot) -> bool:
    """Whether some want a provision out in which others ask for something."""
    if source is None or slot.kind != "base" or not slot.deleters:
        return False
    return any(
        source.words(one.wid) is not None if isinstance(one, Block) else source.slots(one.wid) is not None
        for one in walk(slot.node)
    )


class Moves(Protocol):
    """Of two versions compared, where provisions that moved came from and went to, in words."""

    def origin(self, wid: str) -> str:
        """Where the provision stood."""

    def destination(self, wid: str) -> str:
        """Where it stands now."""

    def met_elsewhere(self, wid: str) -> bool:
        """Whether a reader meets it elsewhere, and not only under another heading in the same order."""
