"""Settling brackets that stand in a text: lifted, chosen from, or dropped by id, each as edits on the record.

The edits are plain values that `treaty_drafts.amend` makes a patch of. Operations on one version combine where they
concern different words, and are refused where one takes out what another settles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile
from typing import TypeAlias

import msgspec

from treaty_drafts.brackets.gone import Cut, Removal, emptied, text_cuts
from treaty_drafts.brackets.markup import role_of
from treaty_drafts.brackets.places import order_of
from treaty_drafts.brackets.reading import read_brackets
from treaty_drafts.brackets.spacing import Run
from treaty_drafts.brackets.standing import FALSE_KINDS, Anchor, Branch, Choice, Inventory, Standing
from treaty_drafts.errors import Misused, NotFound, OverlappingEdits
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, blocks, walk
from treaty_drafts.model.version import Version


class Relocation(msgspec.Struct, frozen=True, gc=False):
    """The provision `wid` comes to stand in `parent` after its child `after`."""

    wid: str
    parent: str
    after: str


Edit: TypeAlias = Cut | Removal | Relocation

_NO_TEXT = re.compile(r"\W*(?:no text|pas de texte|(?:ningún|sin) texto|нет текста|无案文|لا نص)\b", re.IGNORECASE)
_LABELS = ("num", "heading", "subheading")
_LIST = "`treaty-drafts brackets FILE --json` lists them"


def lift(version: Version, ident: str) -> tuple[Edit, ...]:
    """The glyphs of a bracket and the names in it off, its words stay; `u1` …, unmatched glyphs, can be lifted too."""
    return settle(version, lift=(ident,))


def take(version: Version, ident: str, n: int) -> tuple[Edit, ...]:
    """The `n`-th wording (from 1) of a choice, or of the choice that a bracket has or belongs to; the others out."""
    return settle(version, take=((ident, n),))


def drop(version: Version, ident: str) -> tuple[Edit, ...]:
    """A bracket out, words and all; a provision that nothing is left of goes with its number."""
    return settle(version, drop=(ident,))


def settle(
    version: Version,
    *,
    lift: Iterable[str] = (),
    take: Iterable[tuple[str, int]] = (),
    drop: Iterable[str] = (),
) -> tuple[Edit, ...]:
    """The edits of several operations on one version at once; offsets are code points of that version's blocks.

    `NotFound` for an unknown id, `Misused` for an operation that makes no sense on that bracket, `OverlappingEdits`
    where one operation takes out what another settles.
    """
    work = Settlement(version)
    for ident, n in take:
        work.take(ident, n)
    for ident in drop:
        work.drop(ident)
    for ident in lift:
        work.lift(ident)
    return tuple(work.edits())


class Settlement:
    """What goes, block by block, while operations are added up."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.inventory: Inventory = read_brackets(version)
        self.order = order_of(version)
        self.brackets = {one.id: one for one in self.inventory.brackets}
        self.unmatched = {one.id: one for one in self.inventory.unmatched}
        self.choices = {one.id: one for one in self.inventory.choices}
        self.gone: dict[str, list[Run]] = {}
        self.unmarked: dict[str, set[Mark]] = {}
        self.removed: list[str] = []
        self.moved: list[Relocation] = []
        self.spans: list[tuple[tuple[int, int], tuple[int, int], str]] = []

    def lift(self, ident: str) -> None:
        """Glyphs and attribution of a bracket off."""
        stray = self.unmatched.get(ident)
        if stray is not None:
            self._range(stray.wid, stray.offset, stray.offset + 1, f"lift {ident}")
            return
        one = self._bracket(ident)
        if one.kind in FALSE_KINDS:
            raise Misused(f"`{ident}` is no bracket of negotiation ({one.kind})", step="`--drop` takes it out")
        rival = self._choice_of(ident)
        if rival is not None and rival.kind in ("slash", "marked"):
            raise Misused(f"`{ident}` holds rival wordings", step=f"`--take {rival.id}=N` keeps one of them")
        said = one.attribution
        self._range(one.start.wid, one.start.offset, one.start.offset + 1 + (said.head if said else 0), f"lift {ident}")
        self._range(one.stop.wid, one.stop.offset - 1 - (said.tail if said else 0), one.stop.offset, f"lift {ident}")
        if one.start.wid == one.stop.wid:
            self._unmark(one.start.wid, one.start.offset, one.stop.offset)
        self._unwrap(one)

    def drop(self, ident: str) -> None:
        """A bracket out, words and all."""
        if ident in self.unmatched:
            raise Misused(
                f"the other half of `{ident}` is missing, so that nobody can say which words it holds",
                step="`--lift` takes the glyph off",
            )
        one = self._bracket(ident)
        self._between(one.start, one.stop, f"drop {ident}")

    def take(self, ident: str, n: int) -> None:
        """The `n`-th branch of a choice kept, the others out."""
        choice = self.choices.get(ident) or self._choice_of(ident)
        if choice is None:
            self._bracket(ident)
            raise Misused(f"`{ident}` is no choice", step="`--lift` keeps its words, `--drop` takes them out")
        if not 1 <= n <= len(choice.branches):
            raise Misused(f"`{choice.id}` has {len(choice.branches)} wordings, no {n}", step=_LIST)
        kept = choice.branches[n - 1]
        if choice.kind == "options":
            self._option(choice, kept, f"take {choice.id}={n}")
            return
        start, stop = self.reach(choice)
        self._range(start.wid, start.offset, kept.start.offset, f"take {choice.id}={n}")
        self._range(start.wid, kept.stop.offset, stop.offset, f"take {choice.id}={n}")
        self._unmark(start.wid, start.offset, stop.offset)
        if kept.bracket:
            self._unmark(start.wid, self.brackets[kept.bracket].start.offset, self.brackets[kept.bracket].stop.offset)

    def edits(self) -> Iterator[Edit]:
        """The edits in document order, removals and relocations last."""
        self._refuse_overlaps()
        removals = list(dict.fromkeys([*self.removed, *emptied(self.version, self.gone)]))
        self._refuse_repeated(*removals, *(wid for move in self.moved for wid in (move.wid, move.parent)))
        kept = {node.wid for move in self.moved for node in walk(self.version.index[move.wid])}
        lost = {node.wid for wid in removals for node in walk(self.version.index[wid]) if node.wid not in kept}
        french = self.version.facts.language in ("fra", "fre", "fr")
        for wid in sorted(self.gone.keys() | self.unmarked.keys(), key=lambda wid: self.order[wid]):
            block = self.version.index[wid]
            if isinstance(block, Block) and wid not in lost:
                yield from text_cuts(block, self.gone.get(wid, []), self.unmarked.get(wid, set()), french=french)
        yield from (Removal(wid) for wid in removals)
        yield from self.moved

    def _bracket(self, ident: str) -> Standing:
        one = self.brackets.get(ident)
        if one is None:
            raise NotFound(f"there is no bracket `{ident}` in this version", step=_LIST)
        self._refuse_repeated(one.start.wid, one.stop.wid)
        return one

    def _refuse_repeated(self, *wids: str) -> None:
        """Refuses to name what another element has the wId of: an edit would reach both, or the wrong one."""
        for wid in wids:
            if wid in self.version.repeated:
                raise Misused(
                    "its wId stands more than once in the document",
                    place=wid,
                    step="give one of them another wId in the document",
                )

    def _choice_of(self, ident: str) -> Choice | None:
        """The choice that a bracket holds between its glyphs, or that it is a branch of."""
        for choice in self.inventory.choices:
            if choice.kind == "slash" and choice.within == ident:
                return choice
            if any(branch.bracket == ident for branch in choice.branches):
                return choice
        return None

    def reach(self, choice: Choice) -> tuple[Anchor, Anchor]:
        """The whole place of a choice, glyphs included."""
        if choice.kind == "slash":
            one = self.brackets[choice.within]
            return one.start, one.stop
        first, last = choice.branches[0], choice.branches[-1]
        start = self.brackets[first.bracket].start if first.bracket else first.start
        stop = self.brackets[last.bracket].stop if last.bracket else last.stop
        return start, stop

    def _range(self, wid: str, start: int, stop: int, act: str) -> None:
        if start < stop:
            self._refuse_repeated(wid)
            self.gone.setdefault(wid, []).append((start, stop))
            self.spans.append(((self.order[wid], start), (self.order[wid], stop), act))

    def _between(self, start: Anchor, stop: Anchor, act: str) -> None:
        """Everything between two anchors, block by block; footnotes go with the words that call them."""
        if start.wid == stop.wid:
            self._range(start.wid, start.offset, stop.offset, act)
            return
        within = dropwhile(lambda block: block.wid != start.wid, blocks(self.version.root))
        for block in within:
            end = stop.offset if block.wid == stop.wid else len(block.text.chars)
            self._range(block.wid, start.offset if block.wid == start.wid else 0, end, act)
            if block.wid == stop.wid:
                return

    def _unmark(self, wid: str, start: int, stop: int) -> None:
        """The markup that calls exactly these words a bracket, an option or alternatives goes with the glyphs."""
        block = self.version.index[wid]
        if isinstance(block, Block):
            for mark in block.text.marks:
                if mark.start == start and mark.stop == stop and role_of(mark.name, mark.attrs):
                    self.unmarked.setdefault(wid, set()).add(mark)

    def _option(self, choice: Choice, kept: Branch, act: str) -> None:
        """Of rival provisions one: what is in it takes the place of all of them; `No text` leaves nothing."""
        self._refuse_repeated(kept.provision)
        around = self.version.parents[kept.provision]
        self._refuse_repeated(around)
        parent = self.version.parents[around]
        option, outer = self.version.index[kept.provision], self.version.index[parent]
        if not isinstance(option, Provision) or not isinstance(outer, Provision):
            return
        for branch in choice.branches:
            if branch is not kept or _NO_TEXT.match(kept.words):
                places = [self.order[node.wid] for node in walk(self.version.index[branch.provision])]
                self.spans.append(((min(places), 0), (max(places) + 1, 0), act))
        if self.version.index[around].name == "recitals":
            self._recital(choice, option)
            return
        self.removed.append(around)
        if _NO_TEXT.match(kept.words):
            return
        inside = [child for child in option.children if not isinstance(child, Opaque) and child.name not in _LABELS]
        others = [child for child in outer.children if not isinstance(child, Opaque) and child.wid != around]
        alone = all(child.name in _LABELS for child in others)
        if not alone and any(child.name in ("content", "intro", "wrapUp") for child in inside):
            self.moved.append(Relocation(option.wid, parent, around))
            self.removed += [child.wid for child in option.children if isinstance(child, Block) and child.name == "num"]
            return
        self._move(inside, parent, around)

    def _recital(self, choice: Choice, kept: Provision) -> None:
        """Of rival recitals one stays, without the number of its option; `No text` leaves nothing."""
        nothing = any(branch.provision == kept.wid and _NO_TEXT.match(branch.words) for branch in choice.branches)
        self.removed += [branch.provision for branch in choice.branches if branch.provision != kept.wid or nothing]
        if not nothing:
            self.removed += [child.wid for child in kept.children if isinstance(child, Block) and child.name == "num"]

    def _unwrap(self, one: Standing) -> None:
        """Provisions that the markup wraps in this bracket come to stand where the wrapper stood."""
        wid = self.version.parents.get(one.start.wid, "")
        while wid:
            node = self.version.index[wid]
            inside = list(blocks(node))
            if not inside or inside[0].wid != one.start.wid or one.start.offset:
                return
            wrapper = isinstance(node, Provision) and node.name == "hcontainer" and inside[-1].wid == one.stop.wid
            if wrapper and isinstance(node, Provision) and role_of(node.name, node.attrs) == "bracket":
                self.removed.append(wid)
                self._move(node.children, self.version.parents[wid], wid)
            wid = self.version.parents.get(wid, "")

    def _move(self, children: Iterable[Node], parent: str, after: str) -> None:
        """The provisions come to stand in `parent`, one after the other, the first after `after`."""
        for child in children:
            if not isinstance(child, Opaque) and child.name not in _LABELS:
                self.moved.append(Relocation(child.wid, parent, after))
                after = child.wid

    def _refuse_overlaps(self) -> None:
        """Two operations that concern the same words contradict one another."""
        reached = ((-1, 0), "")
        for start, stop, act in sorted(self.spans):
            if start < reached[0] and act != reached[1]:
                raise OverlappingEdits(
                    f"`{reached[1]}` and `{act}` settle the same words", step="settle one of them in this step"
                )
            reached = max(reached, (stop, act))
