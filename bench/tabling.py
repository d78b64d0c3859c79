"""Amendments made from a seed: what sixty delegations ask for on one version, in whole words.

Every second one replaces a word, mostly as everybody would (so that many ask for the same); others insert words, delete
some, or write a passage anew. A delegation tables one amendment to a paragraph, so that it can have all that it asks.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from bench import words
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Patch, Substitution
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import Block, Text, blocks
from treaty_drafts.model.version import Version

SEED = 20151123


class Floor:
    """Where delegations take the floor in turn: `amendment` is the next one."""

    def __init__(self, base: Version, delegations: int, groups: int = 0, seed: int = SEED) -> None:
        self.random = random.Random(seed)
        self.digest = akn.digest(base)
        self.blocks = [block for block in blocks(base.root) if block.name == "p" and block.text.chars]
        self.codes = words.CODES[:delegations] + words.GROUPS[:groups]
        self._taken: set[tuple[str, str]] = set()
        self._places: dict[str, list[tuple[int, int]]] = {}
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
        chars, places = block.text.chars, self._words_of(block)
        last = len(places) - 1
        at = self.random.randrange(len(places))
        start, stop = places[at]
        kind = self.random.random()
        if kind < 0.5:
            new = words.INSTEAD.get(chars[start:stop]) or self.random.choice(words.OTHERS)
        elif kind < 0.7:
            stop = start
            new = self.random.choice(words.ADDED) + " "
        elif kind < 0.9:
            stop = places[min(last, at + self.random.randint(1, 4))][0] if at < last else stop
            new = ""
        else:
            stop = places[min(last, at + self.random.randint(3, 10))][1]
            new = " ".join(self.random.choices(words.OTHERS + words.ADDED, k=self.random.randint(3, 6)))
        return Substitution(block.wid, start, stop, chars[start:stop], Text(new))

    def _words_of(self, block: Block) -> list[tuple[int, int]]:
        """Where the block's words begin and end."""
        found = self._places.get(block.wid)
        if found is None:
            found = []
            start = 0
            for token in tokens(block.text.chars):
                if token[0].isalnum():
                    found.append((start, start + len(token)))
                start += len(token)
            self._places[block.wid] = found
        return found


def adoptable(amendments: Sequence[Amendment], count: int) -> tuple[str, ...]:
    """The symbols of so many amendments that can all be adopted: the first of each paragraph."""
    first: dict[str, str] = {}
    for amendment in amendments:
        for edit in amendment.patch.edits:
            if isinstance(edit, Substitution):
                first.setdefault(edit.wid, amendment.symbol)
    return tuple(first.values())[:count]
