"""The order in which amendments were tabled, and what follows from it: sponsors, parents, rank."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.around import Gap, partners
from treaty_drafts.errors import Misused, NotFound


class Tabling:
    """Amendments by symbol, in the order of tabling. Grows only by `with_one`, which leaves this one as it is."""

    __slots__ = ("_partners", "_voices", "amendments", "by_symbol", "rank")

    def __init__(self, amendments: Sequence[Amendment]) -> None:
        self.amendments: tuple[Amendment, ...] = ()
        self.by_symbol: dict[str, Amendment] = {}
        self.rank: dict[str, int] = {}
        self._voices: dict[str, frozenset[str]] = {}
        self._partners: dict[str, Mapping[Gap, Gap]] = {}
        self._enter(amendments)

    def with_one(self, amendment: Amendment) -> Tabling:
        """This order with one more at its end."""
        longer = Tabling(())
        longer.amendments = self.amendments
        longer.by_symbol, longer.rank = dict(self.by_symbol), dict(self.rank)
        longer._enter((amendment,))
        return longer

    def _enter(self, amendments: Sequence[Amendment]) -> None:
        entering = {amendment.symbol: amendment for amendment in amendments}
        if len(entering) < len(amendments) or not entering.keys().isdisjoint(self.rank):
            symbols = [amendment.symbol for amendment in amendments]
            twice = next(one for at, one in enumerate(symbols) if one in self.rank or one in symbols[:at])
            raise Misused(
                f"two amendments have the symbol {twice}", step="give each its own, or leave one of the files out"
            )
        for amendment in amendments:
            if amendment.standing:
                raise Misused(
                    f"{amendment.symbol} was carried over with a {amendment.standing} and is not live",
                    step="leave it out, or let its sponsors table it again on this version",
                )
        self.rank.update(zip(entering, itertools.count(len(self.rank))))
        self.by_symbol.update(entering)
        self.amendments += tuple(amendments)
        for amendment in amendments:
            if amendment.amends:
                self._require_parent(amendment)

    def amendment(self, symbol: str) -> Amendment:
        """The amendment of that symbol; `NotFound` if none is tabled."""
        found = self.by_symbol.get(symbol)
        if found is None:
            known = ", ".join(list(self.by_symbol)[:8])
            raise NotFound(f"no amendment {symbol} is in this compilation", step=f"it holds {known or 'none'}")
        return found

    def sponsors(self, symbols: Iterable[str]) -> tuple[str, ...]:
        """The delegations behind these amendments, each once, the leads in the order of tabling."""
        if isinstance(symbols, tuple) and len(symbols) == 1:
            return self.by_symbol[symbols[0]].sponsors
        return tuple(dict.fromkeys(code for symbol in symbols for code in self.by_symbol[symbol].sponsors))

    def voice(self, symbol: str) -> frozenset[str]:
        """The amendment, with the one that it amends if it is a sub-amendment."""
        found = self._voices.get(symbol)
        if found is None:
            parent = self.by_symbol[symbol].amends
            found = self._voices[symbol] = frozenset((symbol, parent) if parent else (symbol,))
        return found

    def partners(self, symbol: str) -> Mapping[Gap, Gap]:
        """Of each glyph that the amendment puts around words, where the other goes."""
        found = self._partners.get(symbol)
        if found is None:
            found = self._partners[symbol] = partners(self.by_symbol[symbol].patch.edits)
        return found

    def depth(self, symbol: str) -> int:
        """0 for an amendment of the base, 1 for a sub-amendment."""
        return 1 if self.by_symbol[symbol].amends else 0

    def voices(self, symbols: Iterable[str]) -> frozenset[str]:
        """The amendments with all that they amend."""
        return frozenset().union(*(self.voice(self.amendment(symbol).symbol) for symbol in symbols))

    def _require_parent(self, amendment: Amendment) -> None:
        """A sub-amendment's parent is here and amends the base: an amendment of the third degree is out of order."""
        parent = self.by_symbol.get(amendment.amends)
        if parent is None:
            raise Misused(
                f"{amendment.symbol} amends {amendment.amends}, which is not among the amendments",
                step=f"add {amendment.amends}, or leave {amendment.symbol} out",
            )
        if parent.amends or parent is amendment:
            raise Misused(
                f"{amendment.symbol} amends {parent.symbol}, which is itself a sub-amendment",
                step="let it amend the amendment of the text itself",
            )
