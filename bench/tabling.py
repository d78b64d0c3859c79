"""Amendments made from a seed: what sixty delegations ask for on one version, in whole words.

Every second one replaces a word, mostly as everybody would (so that many ask for the same); others insert words, delete
some, or write a passage anew. A delegation tables one amendment to a paragraph, so that it can have all that it asks.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate

from bench import words
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Patch, Substitution
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import Block, Text, blocks
from treaty_drafts.model.version import Version

SEED = 20151123


class Floor:
    """Where delegations take the floor in turn: `amendment` is the next one."""

    def __init__(self, base: Version, delegations: int, seed: int = SEED) -> None:
        self.random = random.Random(seed)
        self.digest = akn.digest(base)
        self.blocks = [block for block in blocks(base.root) if block.name == "p" and block.text.chars]
        self.codes = words.CODES[:delegations]
        self._taken: set[tuple[str, str]] = set()
        self._edges: dict[str, list[int]] = {}
        self._count = 0

    def amendment(self) -> Amendment:
        """The next one: a lead, at times with one or two co-sponsors, on a paragraph that none of them amends yet."""
        self._count += 1
        while True:
            sponsors = tuple(self.random.sample(self.codes, self.random.choice((1, 1, 1, 1, 2, 3))))
            block = self.random.choice(self.blocks)
            places = {(code, block.wid) for code in sponsors}
            if not places & self._taken:
                break
        self._taken |= places
        return Amendment(f"L.{self._count}", sponsors, Patch(self.digest, (self._edit(block),)))

    def _edit(self, block: Block) -> Substitution:
        chars, edges = block.text.chars, self._edges_of(block)
        last = len(edges) - 1
        at = self.random.randrange(0, last, 2)
        kind = self.random.random()
        if kind < 0.5:
            start, stop = edges[at], edges[at + 1]
            new = words.INSTEAD.get(chars[start:stop]) or self.random.choice(words.OTHERS)
        elif kind < 0.7:
            start = stop = edges[at]
            new = self.random.choice(words.ADDED) + " "
        elif kind < 0.9:
            start, stop = edges[at], edges[min(last, at + 2 * self.random.randint(1, 4))]
            new = ""
        else:
            start, stop = edges[at], edges[min(last, at + 2 * self.random.randint(3, 10) + 1)]
            new = " ".join(self.random.choices(words.OTHERS + words.ADDED, k=self.random.randint(3, 6)))
        return Substitution(block.wid, start, stop, chars[start:stop], Text(new))

    def _edges_of(self, block: Block) -> list[int]:
        """Where the block's tokens begin and end."""
        edges = self._edges.get(block.wid)
        if edges is None:
            edges = self._edges[block.wid] = list(accumulate(map(len, tokens(block.text.chars)), initial=0))
        return edges


def adoptable(amendments: Sequence[Amendment], count: int) -> tuple[str, ...]:
    """The symbols of so many amendments that can all be adopted: the first of each paragraph."""
    first: dict[str, str] = {}
    for amendment in amendments:
        for edit in amendment.patch.edits:
            if isinstance(edit, Substitution):
                first.setdefault(edit.wid, amendment.symbol)
    return tuple(first.values())[:count]
