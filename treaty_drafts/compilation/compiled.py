"""The compiled form: what the meeting reads, as data.

A `Compilation` holds its base and its amendments and, for every sequence that an amendment touches, the compiled
sequence: of a block its words (`Text` and `Bracket` in turn), of a provision its slots. What no amendment touches
is the base's own value. Every view is a walk over the base that asks the compilation for these two.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from treaty_drafts.model.tree import Node, Text


class Alternative(msgspec.Struct, frozen=True, gc=False):
    """One wording of a bracket; empty `words` mean that nothing stands here.

    `symbols` are the amendments that ask for it and `sponsors` their delegations, both in the order of tabling;
    the base's own wording has neither.
    """

    words: Words
    symbols: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()

    @property
    def base(self) -> bool:
        """Whether this is the wording of the base version."""
        return not self.symbols


class Bracket(msgspec.Struct, frozen=True, gc=False):
    """Rival wordings of the code points `[start, stop)` of the base block `wid` (within an inserted provision or a
    parent amendment's new words: of that text). The base's wording is the first alternative.

    `kind` is `insertion` (the base has nothing here), `alternatives`, or `hull` (ranges cross: each alternative is one
    amendment's wording of the whole).
    """

    wid: str
    start: int
    stop: int
    kind: Literal["insertion", "alternatives", "hull"]
    alternatives: tuple[Alternative, ...]


Words: TypeAlias = tuple[Text | Bracket, ...]
"""A compiled block: agreed words and brackets in turn, in reading order."""


class Slot(msgspec.Struct, frozen=True, gc=False):
    """One place in a compiled sequence of provisions.

    `base`: a provision of the base, which `deleters` want out and `movers` want elsewhere.
    `inserted`: a provision that `proposers` want in. `arrival`: the place where `proposers` (movers) want `node`, which
    still stands in its `base` slot. All are symbols in the order of tabling.
    """

    kind: Literal["base", "inserted", "arrival"]
    node: Node
    proposers: tuple[str, ...] = ()
    deleters: tuple[str, ...] = ()
    movers: tuple[str, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether the slot is in brackets as a whole."""
        return bool(self.proposers or self.deleters or self.movers)
