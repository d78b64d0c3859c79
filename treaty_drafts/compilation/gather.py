"""From amendments to wishes: every edit, checked against what its sponsor read, sorted to its block or sequence.

Amendments of the base come first, then their sub-amendments. A sub-amendment's words are counted in the text as its
parent would have it, so each is brought back to where it belongs: onto the parent's new words, onto the base, or, if it
reaches across both, onto the base with the parent's hunks that it replaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treaty_drafts.amend.edit import Amendment, Deletion, Insertion, Move, Substitution, digest_of
from treaty_drafts.compilation.entry import Entries, ask, freeze, thaw
from treaty_drafts.compilation.hunks import Hunk, Place, on_words, with_blank_after
from treaty_drafts.compilation.layout import Layout, check
from treaty_drafts.compilation.sequence import REPROPOSE, Arrival, Wish, into, wid_of
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.errors import NotFound, OverlappingEdits, StaleEdit
from treaty_drafts.model.tree import Block, Provision, Text, join
from treaty_drafts.model.version import Version, survey


class Wishes:
    """All edits by place.

    `hunks` are the compiled blocks so far; `entries` the blocks that are open for more, until `close` makes them hunks.
    """

    def __init__(self, base: Version, tabling: Tabling, hunks: Mapping[str, tuple[Hunk, ...]]) -> None:
        self.base = base
        self.tabling = tabling
        self.hunks = hunks
        self.entries: dict[str, Entries] = {}
        self.children: dict[str, tuple[tuple[str, Wish], ...]] = {}
        self.inserted: dict[str, Provision | Block] = {}
        self.above: dict[str, str] = {}
        self.alias: dict[str, str] = {}
        self.touched: dict[str, tuple[str, ...]] = {}

    def copy(self, tabling: Tabling, hunks: Mapping[str, tuple[Hunk, ...]]) -> Wishes:
        """The same wishes under a longer order of tabling; what is added to the copy is not added here."""
        twin = Wishes(self.base, tabling, hunks)
        twin.children, twin.touched = dict(self.children), dict(self.touched)
        twin.inserted, twin.above, twin.alias = dict(self.inserted), dict(self.above), dict(self.alias)
        return twin

    def node(self, wid: str) -> Provision | Block | None:
        """A provision or block of the base, or one that an amendment inserts."""
        return self.base.index.get(wid) or self.inserted.get(wid)

    def parent(self, wid: str) -> str:
        """The wId of what encloses a provision of the base or an inserted one."""
        found = self.base.parents.get(wid)
        return self.above[wid] if found is None else found

    def add(self, amendment: Amendment) -> None:
        """Every edit of the amendment to its place; `PatchError` where it does not fit."""
        symbol = amendment.symbol
        by_block: dict[str, list[Substitution]] = {}
        for edit in amendment.patch.edits:
            if isinstance(edit, Insertion):  # first of all: other edits may go into what comes in
                self.insert(symbol, edit)
        for edit in amendment.patch.edits:
            if isinstance(edit, Substitution):
                by_block.setdefault(edit.wid, []).append(edit)
            elif isinstance(edit, Deletion):
                self.delete(symbol, edit)
            elif isinstance(edit, Move):
                self.move(symbol, edit)
        for wid, edits in by_block.items():
            self.substitute(symbol, wid, edits)
        if len(amendment.patch.edits) > 1:
            self._refuse_own_overlap(amendment, by_block)

    def _refuse_own_overlap(self, amendment: Amendment, by_block: Mapping[str, list[Substitution]]) -> None:
        """Raises `OverlappingEdits` where an amendment changes what it takes out itself, or takes it out twice."""
        moves = {edit.wid: edit.parent for edit in amendment.patch.edits if isinstance(edit, Move)}
        deletions = [edit.wid for edit in amendment.patch.edits if isinstance(edit, Deletion)]
        leaving = [edit.wid for edit in amendment.patch.edits if isinstance(edit, Deletion | Move)]
        twice = len(set(leaving)) < len(leaving)
        for edit in amendment.patch.edits:
            wid = edit.parent if isinstance(edit, Insertion | Move) else edit.wid
            if isinstance(edit, Deletion):
                wid = self.parent(wid)
            while wid and not twice:
                above = self.parent(wid)
                twice = wid in deletions or self._takes_note(above, wid, by_block.get(above, ()))
                wid = moves.get(wid, above)
        if twice:
            raise OverlappingEdits(
                f"{amendment.symbol} changes what it also takes out, or takes it out twice",
                place=wid,
                step="keep one of the two and propose it again",
            )

    def _takes_note(self, wid: str, note: str, edits: Sequence[Substitution]) -> bool:
        block = self.node(wid) if edits else None
        return isinstance(block, Block) and any(
            edit.start <= mark.start < edit.stop and mark.atom is not None and wid_of(mark.atom) == note
            for mark in block.text.marks
            for edit in edits
        )

    def join(self, alias: Mapping[str, str]) -> list[str]:
        """Has what goes into the copy of an inserted provision go into the equal one that is shown for both.

        `alias` gives the shown provision's wId for each in the copy. Returns the wIds of the copies that had wishes.
        """
        self.alias.update(alias)
        joined = [copy for copy in alias if copy in self.children]
        for copy in joined:
            for symbol, wish in self.children.pop(copy):
                self._wish(symbol, alias[copy], into(wish, alias))
        return joined

    # Words

    def substitute(self, symbol: str, wid: str, edits: list[Substitution]) -> None:
        """One amendment's edits of one block."""
        wid = self.alias.get(wid, wid)
        block = self.node(wid)
        if not isinstance(block, Block):
            raise _no_block(symbol, wid)
        text = block.text
        top = self.entries.get(wid)
        if top is None:
            top = self.entries[wid] = thaw(self.hunks.get(wid, ()))
        if self.tabling.by_symbol[symbol].amends:
            layout = Layout(text, top, self.tabling.voice(symbol))
            for place, container, replaces in layout.belongings(_places(symbol, wid, layout.text, edits)):
                ask(container, place, symbol, replaces)
        else:
            for place in _places(symbol, wid, text, edits):
                ask(top, place, symbol)
        self._touch(symbol, wid)

    def close(self) -> dict[str, tuple[Hunk, ...]]:
        """The hunks of the blocks that were open, which are then open no more."""
        closed = {wid: freeze(entries, self.tabling.rank) for wid, entries in self.entries.items()}
        self.entries = {}
        return closed

    # Provisions

    def insert(self, symbol: str, edit: Insertion) -> None:
        """Provisions that come in, under identifiers that nothing else has."""
        parent = self.alias.get(edit.parent, edit.parent)
        if not isinstance(self.node(parent), Provision):
            raise NotFound(f"{symbol} inserts into `{edit.parent}`, which is no provision here", step=REPROPOSE)
        fresh: dict[str, Provision | Block] = {}
        for node in edit.provisions:
            survey(node, parent, fresh, self.above)
        taken = [wid for wid in fresh if self.node(wid) is not None]
        if taken:
            raise OverlappingEdits(
                f"{symbol} inserts a provision under an identifier that is already in use",
                place=taken[0],
                step="propose it again: the software gives new provisions identifiers of their own",
            )
        self.inserted.update(fresh)
        after = self.alias.get(edit.after, edit.after)
        self._wish(symbol, parent, Insertion(parent, after, edit.provisions))

    def delete(self, symbol: str, edit: Deletion) -> None:
        """A provision that goes, with the words that its sponsor read."""
        wid, node = self._provision(symbol, edit.wid)
        if not self.tabling.by_symbol[symbol].amends and digest_of(node) != edit.old:
            raise StaleEdit(
                f"{symbol} deletes a provision whose words are no longer those that its sponsor read",
                place=edit.wid,
                step=REPROPOSE,
            )
        self._wish(symbol, self.parent(wid), Deletion(wid, edit.old))

    def move(self, symbol: str, edit: Move) -> None:
        """A provision that goes elsewhere: one wish where it stands, one where it is to stand."""
        wid, node = self._provision(symbol, edit.wid)
        parent = self.alias.get(edit.parent, edit.parent)
        above = parent
        while above and above != wid:
            above = self.parent(above)
        if above or not isinstance(self.node(parent), Provision):
            raise OverlappingEdits(
                f"{symbol} moves a provision into itself or to where there is none", place=edit.wid, step=REPROPOSE
            )
        move = Move(wid, parent, self.alias.get(edit.after, edit.after))
        self._wish(symbol, self.parent(wid), move)
        self._wish(symbol, parent, Arrival(move, node))

    def _provision(self, symbol: str, wid: str) -> tuple[str, Provision | Block]:
        wid = self.alias.get(wid, wid)
        node = self.node(wid)
        if node is None or not self.parent(wid):
            raise NotFound(f"{symbol} names a provision `{wid}` that is not in the text", step=REPROPOSE)
        if node.name in _WHOLE:
            raise OverlappingEdits(
                f"{symbol} takes out the whole text", place=wid, step="name the provisions that are to go"
            )
        return wid, node

    def _wish(self, symbol: str, parent: str, wish: Wish) -> None:
        self.children[parent] = (*self.children.get(parent, ()), (symbol, wish))
        self._touch(symbol, parent)

    def _touch(self, symbol: str, wid: str) -> None:
        self.touched[symbol] = (*self.touched.get(symbol, ()), wid)


_WHOLE = frozenset(("body", "mainBody"))
"""What holds all provisions of a text, and has to hold some."""


def _no_block(symbol: str, wid: str) -> NotFound:
    return NotFound(f"{symbol} edits the words of `{wid}`, which has none here", step=REPROPOSE)


def _places(symbol: str, wid: str, text: Text, edits: list[Substitution]) -> list[Place]:
    """Where one amendment's edits of a block go, on whole words; an edit that changes nothing goes nowhere."""
    if len(edits) > 1:
        edits = sorted(edits, key=lambda edit: (edit.start, edit.stop))
    check(symbol, wid, text.chars, edits)
    changes = [edit for edit in edits if edit.old != edit.new.chars or text.slice(edit.start, edit.stop) != edit.new]
    places = [on_words(text, edit.start, edit.stop, edit.new) for edit in changes]
    if len(places) == 1:
        return [with_blank_after(text, places[0])]
    apart: list[Place] = []
    for edit, place in zip(changes, places, strict=True):
        if apart and (place[0] < apart[-1][1] or place[:2] == apart[-1][:2]):
            apart.append(_merged(text, apart.pop(), place, edit))
        else:
            apart.append(place)
    apart = [place for place in apart if place[0] < place[1] or place[2].chars]
    for number, place in enumerate(apart):
        moved = with_blank_after(text, place)
        if number + 1 == len(apart) or moved[1] < apart[number + 1][0]:
            apart[number] = moved
    return apart


def _merged(text: Text, first: Place, second: Place, edit: Substitution) -> Place:
    """Two changes of one amendment that have come to share a word, as one."""
    start, stop = min(first[0], second[0]), max(first[1], second[1])
    kept = max(first[1] - edit.start, 0)
    before = first[2].slice(0, len(first[2].chars) - kept)
    between = text.slice(first[1] - kept, edit.start)
    return (start, stop, join((text.slice(start, first[0]), before, between, edit.new, text.slice(edit.stop, stop))))
