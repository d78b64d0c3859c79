"""From hunks to brackets: how the wishes on one block are shown.

Hunks whose ranges overlap make a cluster; ranges that only touch are apart; an insertion joins others at its gap, or a
range that strictly contains it. A hunk over the whole cluster is an alternative to the base's wording, which holds the
rest, compiled in turn: brackets nest. Where no hunk covers the cluster the ranges cross, and each amendment's own
wording of the hull is an alternative; so it is where a sub-amendment reaches across its parent's hunks. Equal wordings
are one alternative.
"""

from __future__ import annotations

from collections.abc import Sequence

from treaty_drafts.compilation.compiled import Alternative, Bracket, Words
from treaty_drafts.compilation.hunks import Hunk, asked, settle
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.model.tree import Text


def present(wid: str, base: Text, hunks: Sequence[Hunk], tabling: Tabling) -> Words:
    """The block's words with every wish in brackets; `hunks` are sorted by (start, stop) and then by tabling."""
    return _Presenter(wid, tabling).words(base, 0, len(base.chars), hunks)


class _Presenter:
    """What stays the same while one block is presented."""

    __slots__ = ("tabling", "wid")

    def __init__(self, wid: str, tabling: Tabling) -> None:
        self.wid = wid
        self.tabling = tabling

    def words(self, base: Text, start: int, stop: int, hunks: Sequence[Hunk]) -> Words:
        if not hunks:
            return (base.slice(start, stop),) if start < stop else ()
        parts: list[Text | Bracket] = []
        for cluster in clusters(hunks):
            left = cluster[0].start
            right = max([hunk.stop for hunk in cluster]) if len(cluster) > 1 else cluster[0].stop
            if start < left:
                parts.append(base.slice(start, left))
            parts.append(self.bracket(base, left, right, cluster))
            start = right
        if start < stop:
            parts.append(base.slice(start, stop))
        return tuple(parts)

    def bracket(self, base: Text, start: int, stop: int, cluster: list[Hunk]) -> Bracket:
        rivals: list[Alternative] = []
        rest: list[Hunk] = []
        for hunk in cluster:
            if hunk.replaces:
                return self.hull(base, start, stop, cluster)
            if hunk.start == start and hunk.stop == stop:
                rivals.append(self.alternative(self.fresh(hunk), hunk.symbols))
            else:
                rest.append(hunk)
        if not rivals:
            return self.hull(base, start, stop, cluster)
        own = self.words(base, start, stop, rest) if rest or start == stop else (base.slice(start, stop),)
        kept = Alternative(own)
        kind = "insertion" if start == stop else "alternatives"
        return Bracket(self.wid, start, stop, kind, (kept, *rivals))  # type: ignore[arg-type]

    def hull(self, base: Text, start: int, stop: int, cluster: list[Hunk]) -> Bracket:
        """One alternative for each amendment's own wording of the whole; equal wordings are one."""
        groups: dict[tuple[Text, Words], list[str]] = {}
        for symbol in sorted(
            {symbol for hunk in cluster for symbol in hunk.symbols}, key=self.tabling.rank.__getitem__
        ):
            voice = self.tabling.voice(symbol)
            own = asked(cluster, voice)
            if any(symbol in child.symbols for hunk in own for child in hunk.children):
                wording = settle(base, start, stop, own, voice)
                words: Words = (wording,) if wording.chars else ()
            else:
                wording = settle(base, start, stop, own, frozenset())
                words = self.mosaic(base, start, stop, own)
            groups.setdefault((wording, words), []).append(symbol)
        rivals = [self.alternative(words, tuple(symbols)) for (_, words), symbols in groups.items()]
        kept = Alternative((base.slice(start, stop),))
        return Bracket(self.wid, start, stop, "hull", (kept, *rivals))

    def mosaic(self, base: Text, start: int, stop: int, hunks: list[Hunk]) -> Words:
        """One amendment's wording of a hull; its words are in one piece unless a sub-amendment is inside them."""
        if not any(hunk.children for hunk in hunks):
            wording = settle(base, start, stop, hunks, frozenset())
            return (wording,) if wording.chars else ()
        parts: list[Text | Bracket] = []
        for hunk in hunks:
            parts.append(base.slice(start, hunk.start))
            parts.extend(self.fresh(hunk))
            start = hunk.stop
        parts.append(base.slice(start, stop))
        return tuple(part for part in parts if isinstance(part, Bracket) or part.chars)

    def fresh(self, hunk: Hunk) -> Words:
        """A hunk's new words, with the sub-amendments to them."""
        if hunk.children:
            return self.words(hunk.new, 0, len(hunk.new.chars), hunk.children)
        return (hunk.new,) if hunk.new.chars else ()

    def alternative(self, words: Words, symbols: tuple[str, ...]) -> Alternative:
        return Alternative(words, symbols, self.tabling.sponsors(symbols))


def clusters(hunks: Sequence[Hunk]) -> list[list[Hunk]]:
    """The hunks that belong together, in order of place; the first of each begins where they all do."""
    found: list[list[Hunk]] = []
    start = stop = -1
    reaching = False
    for hunk in hunks:
        if hunk.start < stop or (hunk.start == start and hunk.stop == stop):
            found[-1].append(hunk)
            stop = max(stop, hunk.stop)
        else:
            start, stop = hunk.start, hunk.stop
            found.append([hunk])
        if hunk.replaces:
            reaching = True
    return _linked(found) if reaching else found


def _linked(found: list[list[Hunk]]) -> list[list[Hunk]]:
    """The same, where a sub-amendment's hunk is with all its parent's hunks that it replaces, those at its edge too."""
    linked: list[list[Hunk]] = []
    for cluster in found:
        while linked and _replaces(linked[-1], cluster):
            cluster = linked.pop() + cluster
        linked.append(cluster)
    return linked


def _replaces(first: Sequence[Hunk], second: Sequence[Hunk]) -> bool:
    replaced = {place for hunk in (*first, *second) for place in hunk.replaces}
    return (any(hunk.place in replaced for hunk in first) and any(hunk.replaces for hunk in second)) or (
        any(hunk.place in replaced for hunk in second) and any(hunk.replaces for hunk in first)
    )
