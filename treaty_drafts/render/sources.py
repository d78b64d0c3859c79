"""What the renderer asks of a version, a compilation or a comparison: two questions about each sequence it meets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from treaty_drafts.amend.edit import Amendment, Substitution
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


Destination: TypeAlias = Callable[[tuple[str, str]], str]
"""In words, the place that the provision of a wId is moved to by the amendment of a symbol; `""` where it is not."""


Edits: TypeAlias = Callable[[str], tuple[Substitution, ...] | None]
"""The substitutions of a block, in order, where one hand alone has edited it."""


class Questions(NamedTuple):
    """What a reading asks of a text, one answer to each: all that its lines depend on beside the base."""

    words: Callable[[str], Words | None]
    slots: Callable[[str], tuple[Slot, ...] | None]
    sponsors_of: Callable[[tuple[str, ...]], tuple[str, ...]]
    place: Destination


def questions_to(touched: Touched | None, places: Destination | None) -> Questions:
    """The questions to a text; to one by itself, that nothing was done to, where `touched` is None."""
    if touched is None:
        return Questions(_untouched, _untouched, _nobody, _nowhere)
    return Questions(touched.words, touched.slots, touched.sponsors_of, places or _nowhere)


def _untouched(_: str) -> None:
    """What was done to any sequence of a version by itself."""


def _nobody(_: tuple[str, ...]) -> tuple[str, ...]:
    return ()


def _nowhere(_: tuple[str, str]) -> str:
    return ""


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
