"""References to numbered parts of the text itself: what each number means, and what it has to read after renumbering.

Words that name another instrument (`Article 4 of the Convention`) are never touched. What is not sure is said, with the
reason, and left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from treaty_drafts.compilation.numbering.mentions import Mention, Number, chains
from treaty_drafts.compilation.numbering.ownership import ANOTHER, FOREIGN, of_instrument, own_noun, owners
from treaty_drafts.compilation.numbering.reference_words import ARTICLE, ORDER, PARAGRAPH, POINT
from treaty_drafts.compilation.numbering.targets import Found, Targets
from treaty_drafts.compilation.numbering.units import Member, Run
from treaty_drafts.compilation.numbering.values import Reference, State
from treaty_drafts.model.tree import Block, Mark, Node, Provision
from treaty_drafts.model.version import Version

KEPT = "="
RIVAL = "rival wordings of it stand in brackets"


def references_of(version: Version, runs: list[Run]) -> list[Reference]:
    """The references that are repaired, unsure or dangling, in document order."""
    return [one for one in all_references(version, runs) if one.state != "kept"]


def all_references(version: Version, runs: list[Run]) -> Iterator[Reference]:
    """Every number of the text that refers to a unit of the text, those that stay as they are included."""
    targets = Targets(version, runs)
    noun = own_noun(version.facts.title)
    for block in _texts(version.root):
        found = chains(block.text.chars)
        if found:
            yield from _Reader(targets, block, noun).read(found)


def _texts(node: Node) -> Iterator[Block]:
    """The blocks that may refer: not labels, nor words quoted from elsewhere."""
    if isinstance(node, Block):
        if node.name != "num":
            yield node
        for mark in node.text.marks:
            yield from _note(mark)
    elif isinstance(node, Provision) and node.name not in ("quotedStructure", "embeddedStructure"):
        for child in node.children:
            yield from _texts(child)


def _note(mark: Mark) -> Iterator[Block]:
    if mark.atom is not None:
        yield from _texts(mark.atom)


class _Reader:
    """The references of one block."""

    def __init__(self, targets: Targets, block: Block, noun: str) -> None:
        self.targets = targets
        self.block = block
        self.chars = block.text.chars
        self.noun = noun
        self.article: tuple[Member, ...] | None = None
        self.path = targets.path(block.wid)
        self.scope = targets.scope(self.path)

    def read(self, found: list[list[Mention]]) -> Iterator[Reference]:
        """The references of these chains, in order."""
        for chain, owner in zip(found, owners(self.chars, found, self.noun), strict=True):
            if owner != FOREIGN:
                yield from sorted(self.chain(chain, owner), key=lambda one: one.start)

    def chain(self, chain: list[Mention], owner: str) -> Iterator[Reference]:
        """The numbers of one reference, from the whole to the part, each inside what the last meant."""
        phrase = self.chars[chain[0].start : chain[-1].stop]
        around: tuple[Member, ...] | None = self.article if owner == ANOTHER else None
        for mention in sorted(chain, key=lambda one: -ORDER[one.kind]):
            meant = self.mention(mention, chain, around)
            read = list(self.outcomes(meant, owner or (RIVAL if mention.rival else ""), phrase))
            yield from read
            owner = owner or next((one.reason for one in read if one.state == "unsure"), "")
            if mention.kind == ARTICLE:
                self.article = meant[-1][1].members
            around = tuple(member for number, found in meant if number.joined != "sub" for member in found.members)
            last = meant[-1]
            if last[0].joined == "sub":
                around = last[1].members
            if not around:
                return

    def mention(
        self, mention: Mention, chain: list[Mention], around: tuple[Member, ...] | None
    ) -> list[tuple[Number, Found]]:
        levels = self.levels(mention, chain, around)
        meant: list[tuple[Number, Found]] = []
        nested: list[list[list[Run]]] = [levels]
        for number in mention.numbers:
            if number.joined == "sub":
                nested.append([self.targets.under(meant[-1][1].members, POINT)])
            elif number.bare or len(nested) == 1:
                del nested[1:]
            meant.append((number, self.nearest(nested, number)))
        return meant

    def levels(self, mention: Mention, chain: list[Mention], around: tuple[Member, ...] | None) -> list[list[Run]]:
        """The sequences to look in, the nearest first."""
        if around is not None:
            return [self.targets.under(around, mention.kind)]
        if mention.kind in (PARAGRAPH, POINT):
            return self.targets.around(self.path)
        root = self.targets.version.root.wid
        if of_instrument(self.chars, chain[-1].stop):
            return [self.targets.whole(mention.kind, root)]
        own = self.targets.whole(mention.kind, self.scope)
        return [own] if self.scope == root else [own, self.targets.whole(mention.kind, root)]

    def nearest(self, nested: list[list[list[Run]]], number: Number) -> Found:
        """What the number means, and whether its successor will mean the same."""
        levels = [runs for depth in _depths(nested, number) for runs in depth]
        found = self.search(levels, number.token, number.ranks)
        if not found.members:
            return found
        news = tuple({_new(number, found, member): None for member in found.members})
        ranks, token = (number.ranks, number.token) if news[0] == KEPT else ((), news[0])
        again = self.search(levels, token, ranks, fresh=True) if token else found
        stable = {member.unit.wid for member in again.members} == {member.unit.wid for member in found.members}
        return msgspec.structs.replace(found, news=news, stable=stable or len(news) > 1)

    def search(self, levels: list[list[Run]], token: str, ranks: tuple[int, ...], *, fresh: bool = False) -> Found:
        """The units that the number means at the nearest level that has it."""
        looked: tuple[Run, ...] = ()
        for runs in levels:
            found = self.targets.find(runs, token, ranks, self.path, fresh=fresh)
            if found.members:
                return found
            looked += found.looked
        return Found((), None, "", looked)

    def outcomes(self, meant: list[tuple[Number, Found]], owner: str, phrase: str) -> Iterator[Reference]:
        """What becomes of each number; a part of what is not sure is not sure either."""
        wide = _widened(meant)
        last = around = ""
        for number, found in meant:
            if number.joined == "sub":
                around = around or last
            elif number.bare:
                around = ""
            reference = self.outcome(number, found, owner or around or wide.get(number, ""), phrase)
            last = reference.reason if reference is not None and reference.state == "unsure" else ""
            if reference is not None:
                yield reference

    def outcome(self, number: Number, found: Found, doubt: str, phrase: str) -> Reference | None:
        old = self.chars[number.start : number.stop]
        doubt = doubt or ("it may not be a part of the reference" if "loose" in number.joined else "")
        if not found.members:
            return self.missing(number, found, doubt, phrase)
        targets = tuple(member.unit.wid for member in found.members)
        new = old if found.news[0] == KEPT else found.news[0] and found.news[0] + number.kept
        if len(found.news) > 1:
            doubt, new = f"{len(targets)} units have this number", ""
        elif not new:
            doubt = doubt or "the new number cannot be written in this style"
        elif not found.stable:
            doubt = doubt or "the new number will mean another unit too"
        state: State = "unsure" if doubt and (new != old or not found.stable) else "kept" if new == old else "repaired"
        reason = doubt if state == "unsure" else ""
        return Reference(self.block.wid, number.start, number.stop, old, new, state, reason, phrase, targets)

    def missing(self, number: Number, found: Found, doubt: str, phrase: str) -> Reference | None:
        if not found.looked or (doubt and "range" not in doubt):
            return None
        old = self.chars[number.start : number.stop]
        hidden = any(run.left for run in found.looked)
        state: State = "unsure" if hidden else "dangling"
        reason = "it may be one whose label is no number" if hidden else "there is no unit of this number"
        return Reference(self.block.wid, number.start, number.stop, old, "", state, reason, phrase)


def _depths(nested: list[list[list[Run]]], number: Number) -> list[list[list[Run]]]:
    """Where to look: `(a)` of `2 (a)` inside what 2 means; `(b)` of `2 (a) and (b)` beside `(a)`; `3` where 2 was."""
    if number.joined == "sub":
        return nested[-1:]
    return nested[:1] if number.bare or len(nested) == 1 else nested[:0:-1]


def _new(number: Number, found: Found, member: Member) -> str:
    """The number after renumbering: `KEPT` if it stays as it is, empty where its style has no such number."""
    run = found.run
    if run is None or run.open or not member.changes:
        return KEPT
    return run.printed(member.new, found.style, number.token) or ""


def _widened(meant: list[tuple[Number, Found]]) -> dict[Number, str]:
    """The ends of ranges that would cover other units than they do now."""
    doubts: dict[Number, str] = {}
    for (one, first), (other, last) in pairwise(meant):
        if "range" not in other.joined:
            continue
        if len(first.members) != 1 or len(last.members) != 1 or first.run is None:
            doubts[one] = doubts[other] = "one end of the range is not here"
            continue
        low, high = first.members[0], last.members[0]
        covered = {member.unit.wid for member in first.run.members if low.old <= member.old <= high.old}
        new = {member.unit.wid for member in first.run.members if low.new <= member.new <= high.new}
        if covered != new:
            doubts[one] = doubts[other] = "the range would cover other units"
    return doubts
