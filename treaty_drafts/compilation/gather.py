"""From amendments to wishes: every edit, checked against what its sponsor read, sorted to its block or sequence.

Amendments of the base come first, then their sub-amendments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Substitution, digest_of
from treaty_drafts.compilation.hunks import Hunk
from treaty_drafts.compilation.sequence import REPROPOSE, Arrival, Wish, into, wid_of
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.compilation.wording import Tabled, with_tabled
from treaty_drafts.errors import NotFound, OverlappingEdits, StaleEdit
from treaty_drafts.model.tree import Block, Provision
from treaty_drafts.model.version import Version, survey


class Wishes:
    """All edits by place.

    `hunks` are the compiled blocks so far; `tabled` what comes onto the words of some, until `close` makes hunks of it.
    `open` are the sequences with wishes that are not arranged yet, `resequenced` those that an amendment touches.
    """

    def __init__(self, base: Version, tabling: Tabling, hunks: Mapping[str, tuple[Hunk, ...]]) -> None:
        self.base = base
        self.tabling = tabling
        self.hunks = hunks
        self.tabled: dict[str, Tabled] = {}
        self.children: dict[str, tuple[tuple[str, Wish], ...]] = {}
        self.inserted: dict[str, Provision | Block] = {}
        self.above: dict[str, str] = {}
        self.alias: dict[str, str] = {}
        self.resequenced: dict[str, tuple[str, ...]] = {}
        self.open: dict[str, None] = {}

    def copy(self, tabling: Tabling, hunks: Mapping[str, tuple[Hunk, ...]]) -> Wishes:
        """The same wishes under a longer order of tabling; what is added to the copy is not added here."""
        twin = Wishes(self.base, tabling, hunks)
        twin.children, twin.resequenced = dict(self.children), dict(self.resequenced)
        twin.inserted, twin.above, twin.alias = dict(self.inserted), dict(self.above), dict(self.alias)
        return twin

    def node(self, wid: str) -> Provision | Block | None:
        """A provision or block of the base, or one that an amendment inserts."""
        return self.base.index.get(wid) or self.inserted.get(wid)

    def parent(self, wid: str) -> str:
        """The wId of what encloses a provision of the base or an inserted one."""
        found = self.base.parents.get(wid)
        return self.above[wid] if found is None else found

    def touched(self, symbol: str) -> set[str]:
        """The blocks and sequences that the amendment changes."""
        found = set(self.resequenced.get(symbol, ()))
        for edit in self.tabling.by_symbol[symbol].patch.edits:
            if isinstance(edit, Substitution):
                found.update((edit.wid, self.alias.get(edit.wid, edit.wid)))
        return found

    def add(self, amendment: Amendment, on: Version) -> None:
        """Every edit of an amendment written on that version to its place; `PatchError` where it does not fit."""
        symbol = amendment.symbol
        edits = amendment.patch.edits
        for edit in edits:  # first: other edits may go into what comes in
            if isinstance(edit, Insertion):
                self.enter(symbol, edit)
        for edit in edits:
            if isinstance(edit, Substitution):
                self.substitute(symbol, edit)
            elif isinstance(edit, Deletion):
                self.delete(symbol, edit, on)
            elif isinstance(edit, Move):
                self.move(symbol, edit, on)
            else:
                self.insert(symbol, edit)
        if len(edits) > 1 or any(isinstance(edit, Move) for edit in edits):
            self._refuse_own_overlap(amendment, on)

    def _refuse_own_overlap(self, amendment: Amendment, on: Version) -> None:
        """Raises `OverlappingEdits` where an amendment changes what it takes out, or takes it out twice."""
        edits = amendment.patch.edits
        moves = {edit.wid: edit.parent for edit in edits if isinstance(edit, Move)}
        deletions = {edit.wid for edit in edits if isinstance(edit, Deletion)}
        leaving = [edit.wid for edit in edits if isinstance(edit, Deletion | Move)]
        twice = len(set(leaving)) < len(leaving)
        for edit in edits:
            wid = edit.parent if isinstance(edit, Insertion | Move) else edit.wid
            if isinstance(edit, Deletion):
                wid = self._around(wid, on)
            way: set[str] = set()
            while wid and not twice:
                above = self._around(wid, on)
                twice = wid in way or wid in deletions or _takes_note(on.index.get(above), wid, edits)
                way.add(wid)
                wid = moves.get(wid, above)
        if twice:
            raise OverlappingEdits(
                f"{amendment.symbol} changes what it also takes out, takes it out twice or moves it into itself",
                place=wid,
                step="keep one of the two and propose it again",
            )

    def _around(self, wid: str, on: Version) -> str:
        """What encloses a provision in the text that an amendment is written on, or has in what it inserts."""
        found = on.parents.get(wid)
        return self.parent(wid) if found is None else found

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

    def substitute(self, symbol: str, edit: Substitution) -> None:
        """An edit of a block's words, which is checked when all that come onto the block are known."""
        wid = self.alias.get(edit.wid, edit.wid)
        tabled = self.tabled.get(wid)
        if tabled is None:
            if not isinstance(self.node(wid), Block):
                raise NotFound(f"{symbol} edits the words of `{wid}`, which has none here", step=REPROPOSE)
            tabled = self.tabled[wid] = []
        tabled.append((symbol, edit))

    def close(self) -> dict[str, tuple[Hunk, ...]]:
        """The hunks of the blocks that something came onto."""
        closed: dict[str, tuple[Hunk, ...]] = {}
        for wid, tabled in self.tabled.items():
            block = self.node(wid)
            assert isinstance(block, Block)
            closed[wid] = with_tabled(self.hunks.get(wid, ()), block, tabled, self.tabling)
        self.tabled = {}
        return closed

    # Provisions

    def enter(self, symbol: str, edit: Insertion) -> None:
        """Provisions that come in have identifiers that nothing else has."""
        parent = self.alias.get(edit.parent, edit.parent)
        fresh: dict[str, Provision | Block] = {}
        for node in edit.provisions:
            survey(node, parent, fresh, self.above, {})
        taken = [wid for wid in fresh if self.node(wid) is not None]
        if taken:
            raise OverlappingEdits(
                f"{symbol} inserts a provision under an identifier that is already in use",
                place=taken[0],
                step="propose it again: the software gives new provisions identifiers of their own",
            )
        self.inserted.update(fresh)

    def insert(self, symbol: str, edit: Insertion) -> None:
        """Provisions that come in, and where."""
        parent = self.alias.get(edit.parent, edit.parent)
        if not isinstance(self.node(parent), Provision):
            raise NotFound(f"{symbol} inserts into `{edit.parent}`, which is no provision here", step=REPROPOSE)
        after = self.alias.get(edit.after, edit.after)
        self._wish(symbol, parent, Insertion(parent, after, edit.provisions))

    def delete(self, symbol: str, edit: Deletion, on: Version) -> None:
        """A provision that goes, with the words that its sponsor read."""
        wid, node = self._provision(symbol, edit.wid)
        if not self.tabling.by_symbol[symbol].amends and digest_of(node) != edit.old:
            raise StaleEdit(
                f"{symbol} deletes a provision whose words are no longer those that its sponsor read",
                place=edit.wid,
                step=REPROPOSE,
            )
        self._wish(symbol, self._stands_in(edit.wid, on), Deletion(wid, edit.old))

    def move(self, symbol: str, edit: Move, on: Version) -> None:
        """A provision that goes elsewhere: one wish where it stands, one where it is to stand."""
        wid, node = self._provision(symbol, edit.wid)
        parent = self.alias.get(edit.parent, edit.parent)
        if not isinstance(self.node(parent), Provision):
            raise OverlappingEdits(f"{symbol} moves a provision to where there is none", place=edit.wid, step=REPROPOSE)
        move = Move(wid, parent, self.alias.get(edit.after, edit.after))
        self._wish(symbol, self._stands_in(edit.wid, on), move)
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

    def _stands_in(self, wid: str, on: Version) -> str:
        """The sequence of which a provision is one: for a sub-amendment, where the one that it amends has it."""
        around = self._around(wid, on)
        return self.alias.get(around, around)

    def _wish(self, symbol: str, parent: str, wish: Wish) -> None:
        self.children[parent] = (*self.children.get(parent, ()), (symbol, wish))
        self.resequenced[symbol] = (*self.resequenced.get(symbol, ()), parent)
        self.open[parent] = None


_WHOLE = frozenset(("body", "mainBody"))
"""What holds all provisions of a text, and has to hold some."""


def _takes_note(block: object, note: str, edits: Sequence[Edit]) -> bool:
    """Whether one of the edits rewrites the place of a note in the words of a block."""
    return isinstance(block, Block) and any(
        edit.start <= mark.start < edit.stop and mark.atom is not None and wid_of(mark.atom) == note
        for mark in block.text.marks
        for edit in edits
        if isinstance(edit, Substitution) and edit.wid == block.wid
    )
