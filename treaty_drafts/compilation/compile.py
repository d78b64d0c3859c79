"""Compiling: a version and its amendments become one text in which every wish can be read back.

Total and independent of order: a conflict is a bracket, not an error. What can fail is an amendment that does not fit
the version at all (another base, words that its sponsor never read).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from treaty_drafts import akn
from treaty_drafts.amend.apart import refuse_repeated
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.compiled import Bracket, Slot, Words
from treaty_drafts.compilation.gather import Wishes
from treaty_drafts.compilation.hunks import Hunk
from treaty_drafts.compilation.present import present
from treaty_drafts.compilation.project import project
from treaty_drafts.compilation.relations import Found, Relation, between_hunks, between_slots
from treaty_drafts.compilation.sequence import Arranged, aliases, arrange, wid_of
from treaty_drafts.compilation.survey import cycles, falls, rivals, survey
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.errors import Incompatible, NotFound, WrongBase
from treaty_drafts.model.tree import Block, Provision, Text
from treaty_drafts.model.version import Version


class Compilation:
    """A version with all its live amendments in it: the negotiating text. A value: nothing changes it.

    `hunks` (by the wId of a block) and `sequences` (by that of a provision) hold what amendments touch, inserted
    provisions included; everything else is the base's. Both are read through `words` and `slots`.
    """

    def __init__(self, base: Version, tabling: Tabling) -> None:
        self.base = base
        self.tabling = tabling
        self.hunks: dict[str, tuple[Hunk, ...]] = {}
        self.wishes = Wishes(base, tabling, self.hunks)
        self.sequences: dict[str, Arranged] = {}
        self._words: dict[str, Words] = {}
        self._found: dict[str, tuple[Found, ...]] = {}
        self._relations: tuple[Relation, ...] | None = None
        self._rivals: dict[str, set[str]] | None = None
        self._falls: Mapping[str, tuple[str, ...]] | None = None

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        """All amendments, in the order of tabling."""
        return self.tabling.amendments

    @property
    def base_digest(self) -> str:
        """The digest of the base, which every amendment of it names: `sha256:` and 64 hexadecimal digits."""
        return next((one.patch.base for one in self.amendments if not one.amends), "") or akn.digest(self.base)

    def sponsors_of(self, symbols: Iterable[str]) -> tuple[str, ...]:
        """The delegations behind these amendments, each once."""
        return self.tabling.sponsors(symbols)

    @property
    def delegations(self) -> tuple[str, ...]:
        """The codes of all sponsors, in the order in which they first tabled."""
        return tuple(dict.fromkeys(chain.from_iterable([one.sponsors for one in self.amendments])))

    # What the meeting reads

    def words(self, wid: str) -> Words | None:
        """The compiled words of a block, or None where no amendment touches it."""
        hunks = self.hunks.get(wid)
        if not hunks:
            return None
        words = self._words.get(wid)
        if words is None:
            words = self._words[wid] = present(wid, self.text(wid), hunks, self.tabling)
        return words

    def slots(self, wid: str) -> tuple[Slot, ...] | None:
        """The compiled children of a provision, or None where none comes in, goes out or moves."""
        sequence = self.sequences.get(wid)
        return sequence.slots if sequence else None

    def text(self, wid: str) -> Text:
        """The words of a block of the base or of an inserted provision, as they were written."""
        node = self.wishes.node(wid)
        if not isinstance(node, Block):
            raise NotFound(f"`{wid}` is no block of words in this compilation", step="name one with words")
        return node.text

    @property
    def brackets(self) -> tuple[Bracket | Slot, ...]:
        """Every outermost bracket around words and every bracketed provision, in order of reading."""
        return tuple(self._brackets(self.base.root))

    def _brackets(self, node: object) -> Iterator[Bracket | Slot]:
        if isinstance(node, Block):
            yield from (part for part in self.words(node.wid) or () if isinstance(part, Bracket))
            for mark in node.text.marks:
                yield from self._brackets(mark.atom)
        elif isinstance(node, Provision):
            for slot in self.slots(node.wid) or (Slot("base", child) for child in node.children):
                if slot.contested:
                    yield slot
                if slot.kind != "arrival":
                    yield from self._brackets(slot.node)

    @property
    def contested(self) -> tuple[Bracket, ...]:
        """The brackets with rival wordings: at least two, the base's among them, not only words or no words."""
        return tuple(
            found
            for found in self.brackets
            if isinstance(found, Bracket) and sum(bool(one.words) for one in found.alternatives) > 1
        )

    # One voice, or several

    def project(self, *symbols: str) -> Version:
        """The base as it would read if these amendments, with those that they amend, were adopted together.

        Of no amendment: the base itself. `Incompatible` names the pairs that cannot be had together.
        """
        active = self.tabling.voices(symbols)
        self.require_compatible(active)
        return project(self, active) if active else self.base

    def as_delegation(self, code: str) -> Version:
        """The text as one delegation wants it: the projection on all that it sponsors."""
        symbols = [amendment.symbol for amendment in self.amendments if code in amendment.sponsors]
        if not symbols:
            known = ", ".join(self.delegations)
            step = f"the sponsors are {known}" if known else "it holds no amendment"
            raise NotFound(f"no amendment here is sponsored by {code}", step=step)
        return self.project(*symbols)

    def require_compatible(self, symbols: Iterable[str]) -> None:
        """Raises `Incompatible`, naming every pair, unless all these amendments can be adopted together."""
        if self._rivals is None:
            self._rivals = rivals(self)
        active = set(symbols)
        pairs = {
            (one, other) if self.tabling.rank[one] < self.tabling.rank[other] else (other, one)
            for one in active
            for other in self._rivals.get(one, set()) & active
        }
        pairs |= cycles(self, active)
        if pairs:
            named = tuple(sorted(pairs, key=lambda pair: (self.tabling.rank[pair[0]], self.tabling.rank[pair[1]])))
            raise Incompatible(
                "these cannot be adopted together: " + "; ".join(f"{one} and {other}" for one, other in named[:12]),
                named,
                step="leave out one of each pair, or table one text for both",
            )

    # What amendments are to each other

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relation of every two amendments that are not independent, in the order of tabling."""
        if self._relations is None:
            self._relations = survey(self)
        return self._relations

    def found_at(self, wid: str) -> tuple[Found, ...]:
        """The relations between amendments at one block or sequence; computed once."""
        found = self._found.get(wid)
        if found is None:
            if wid in self.hunks:
                found = tuple(between_hunks(self.text(wid), self.hunks[wid]))
            else:
                found = tuple(between_slots(self.sequences[wid].slots))
            self._found[wid] = found
        return found

    def falls_if_adopted(self, symbol: str) -> tuple[str, ...]:
        """The amendments that could not be put any more once this one is adopted, in the order of tabling."""
        return self.falls.get(self.tabling.amendment(symbol).symbol, ())

    @property
    def falls(self) -> Mapping[str, tuple[str, ...]]:
        """For each amendment, those that fall if it is adopted: its rivals, what it overtakes, and what amends them."""
        if self._falls is None:
            self._falls = falls(self)
        return self._falls

    # One more

    def with_one(self, amendment: Amendment) -> Compilation:
        """This compilation with one more amendment at the end of the order of tabling.

        Equal to compiling all of them, at the cost of the places that the new one touches.
        """
        tabling = self.tabling.with_one(amendment)
        grown = Compilation(self.base, tabling)
        grown.hunks.update(self.hunks)
        grown.sequences.update(self.sequences)
        grown.wishes = self.wishes.copy(tabling, grown.hunks)
        grown._words, grown._found = dict(self._words), dict(self._found)
        grown.take([amendment])
        return grown

    def take(self, amendments: Sequence[Amendment]) -> None:
        """Enters amendments of one depth and compiles what they touch: for `compile` and `with_one` alone."""
        parents = {symbol: self.project(symbol) for symbol in {one.amends for one in amendments if one.amends}}
        for amendment in amendments:
            on = parents[amendment.amends] if amendment.amends else self.base
            if amendment.amends:
                _require_base(amendment, on)
            refuse_repeated(amendment, self.base)
            self.wishes.add(amendment, on)
        closed = self.wishes.close()
        self.hunks.update((wid, hunks) for wid, hunks in closed.items() if hunks)
        for wid in closed:
            self._words.pop(wid, None)
            self._found.pop(wid, None)
        while self.wishes.open:
            wid, _ = self.wishes.open.popitem()
            self._found.pop(wid, None)
            if wid in self.wishes.children:
                self._arrange(wid)
        self._relations = self._rivals = self._falls = None

    def _arrange(self, wid: str) -> None:
        node = self.wishes.node(wid)
        assert isinstance(node, Provision)
        tabling = self.tabling
        wishes = sorted(self.wishes.children[wid], key=lambda wish: (tabling.depth(wish[0]), tabling.rank[wish[0]]))
        sequence = self.sequences[wid] = arrange(node.children, wishes, lambda symbol: tabling.by_symbol[symbol].amends)
        shown = {wid_of(slot.node): slot.node for slot in sequence.slots}
        for copies in sequence.own.values():
            for first, other in copies.items():
                for joined in self.wishes.join(dict(aliases(shown[first], other))):
                    self.sequences.pop(joined, None)


def compile(base: Version, amendments: Iterable[Amendment]) -> Compilation:
    """All amendments in one text; their order is the order of tabling, and changes nothing but that of alternatives.

    Raises `WrongBase`, `StaleEdit`, `OverlappingEdits` or `NotFound` for an amendment that does not fit the base,
    `Misused` for two of one symbol, one that was carried over with a conflict, or a sub-amendment without its parent.
    """
    tabling = Tabling(tuple(amendments))
    compilation = Compilation(base, tabling)
    main = [one for one in tabling.amendments if not one.amends]
    for amendment in {one.patch.base: one for one in reversed(main)}.values():  # the first that names each base
        _require_base(amendment, base)
    compilation.take(main)
    compilation.take([one for one in tabling.amendments if one.amends])
    return compilation


_DIGITS = len("sha256:") + 12
"""As much of a digest as a person compares."""


def _require_base(amendment: Amendment, base: Version) -> None:
    if not akn.has_digest(base, amendment.patch.base):
        name = base.facts.symbol or base.facts.number or "the base given"
        text = f"{name} as {amendment.amends} would have it" if amendment.amends else name
        other, this = amendment.patch.base[:_DIGITS] or "of no digest", akn.digest(base)[:_DIGITS]
        raise WrongBase(
            f"{amendment.symbol} was written against another version, {other}, than {text}, which is {this}",
            step="compile it with its own base, or carry it over: `treaty-drafts consolidate … --carry DIR`",
        )
