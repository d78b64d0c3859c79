"""Which numbered units a number can mean, from where it is read: the index behind the repair of references."""

from __future__ import annotations

import msgspec

from treaty_drafts.compilation.numbering.numerals import LETTERED, STYLES, readings
from treaty_drafts.compilation.numbering.reference_words import ANNEX, ARTICLE, PARAGRAPH, POINT
from treaty_drafts.compilation.numbering.units import DIVISIONS, Key, Member, Run
from treaty_drafts.compilation.numbering.words import FIRST
from treaty_drafts.model.version import Version


class Found(msgspec.Struct, frozen=True, gc=False):
    """What a number can mean: `members` in `run`, read in `style`; `looked` are the runs where it could have stood.

    `news` are the ways in which the number is written after renumbering; `stable` if that one is read as these units.
    """

    members: tuple[Member, ...]
    run: Run | None
    style: str
    looked: tuple[Run, ...]
    news: tuple[str, ...] = ()
    stable: bool = True


class Targets:
    """The sequences of a version by where they can be cited from."""

    def __init__(self, version: Version, runs: list[Run]) -> None:
        self.version = version
        self.inner: dict[str, list[Run]] = {}
        self.wide: dict[tuple[str, str], list[Run]] = {}
        self.anchors: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.scopes: dict[str, str] = {}
        self.keyed: dict[int, tuple[dict[Key, list[Member]], dict[Key, list[Member]]]] = {}
        for run in runs:
            self._enter(run)

    def _enter(self, run: Run) -> None:
        units = run.units
        for unit in units:
            self.anchors[unit.wid], self.kinds[unit.wid], self.scopes[unit.wid] = unit.anchor, unit.kind, unit.scope
        kind = units[0].kind
        if kind == ARTICLE or kind in DIVISIONS or kind == "attachment":
            places = {(unit.scope if kind != "attachment" else "", kind) for unit in units}
            for place in places:
                self.wide.setdefault(place, []).append(run)
        else:
            for anchor in dict.fromkeys(unit.anchor for unit in units):
                self.inner.setdefault(anchor, []).append(run)
        old: dict[Key, list[Member]] = {}
        new: dict[Key, list[Member]] = {}
        for member in run.members:
            if not member.unit.moved:  # whose number meant it where it stood before, and nothing here
                old.setdefault(member.old, []).append(member)
            new.setdefault(member.old if run.open else (member.new,), []).append(member)
        self.keyed[id(run)] = old, new

    def path(self, wid: str) -> list[str]:
        """The labelled units around a block, the nearest first, then the document or annex."""
        parents = self.version.parents
        found = []
        while wid:
            if wid in self.anchors or self._is_scope(wid):
                found.append(wid)
            wid = parents.get(wid, "")
        return found

    def _is_scope(self, wid: str) -> bool:
        return wid == self.version.root.wid or getattr(self.version.index.get(wid), "name", "") == "attachment"

    def scope(self, path: list[str]) -> str:
        """The annex that the block stands in, or the document."""
        return next((wid for wid in path if self._is_scope(wid)), self.version.root.wid)

    def whole(self, kind: str, scope: str) -> list[Run]:
        """The sequences of articles, divisions or annexes of a document or annex."""
        if kind == ANNEX:
            return self.wide.get(("", "attachment"), [])
        return self.wide.get((scope, kind), [])

    def under(self, members: tuple[Member, ...], kind: str) -> list[Run]:
        """The sequences of that kind inside these units."""
        found: list[Run] = []
        for member in members:
            unit = member.unit
            if kind in (PARAGRAPH, POINT):
                found.extend(self.inner.get(unit.wid, []))
            else:
                found.extend(self.whole(kind, unit.wid if unit.kind == "attachment" else unit.scope))
        return list({id(run): run for run in found}.values())

    def around(self, path: list[str]) -> list[list[Run]]:
        """The sequences that `paragraph 3` or `subparagraph (b)` can mean, the nearest first, up to the article."""
        levels = []
        for wid in path:
            levels.append(self.inner.get(wid, []))
            if self.kinds.get(wid) == ARTICLE:
                break
        return levels

    def find(self, runs: list[Run], token: str, ranks: Key, path: list[str], *, fresh: bool = False) -> Found:
        """The units that the number can mean in these sequences; `fresh` if it is read after renumbering."""
        read = readings(token)
        if not read and token.lower() not in FIRST:
            return Found((), None, "", ())
        looked: list[Run] = []
        members: list[Member] = []
        first: tuple[Run, str] | None = None
        for run in runs:
            style = _style(read, run.style)
            if style is None:
                continue
            looked.append(run)
            found = self.keyed[id(run)][fresh].get((read[style] if style else 1, *ranks), ())
            if found:
                members.extend(found)
                first = first or (run, style or run.style)
        if first is None:
            return Found((), None, "", tuple(looked))
        return Found(tuple(_likely(members, path)), *first, ())


def _style(read: dict[str, int], style: str) -> str | None:
    """The style in which a token names a unit of such a sequence: empty for a word like `premier`, None for none."""
    if not read:
        return ""
    if style in read:
        return style
    if style in LETTERED or not style:
        return None
    return next((name for name in STYLES if name in read and name not in _OF_THEIR_OWN), None)


_OF_THEIR_OWN = LETTERED | {"roman", "ROMAN"}
"""Styles that name only units labelled in them: `Article (XX)` is no twentieth article, but a number not yet given."""


def _likely(members: list[Member], path: list[str]) -> list[Member]:
    """Of several units with one number: those of the option that is read, those that no amendment brought."""
    if len(members) == 1:
        return members
    beside = [member for member in members if member.unit.lane[1] and member.unit.lane[1] in path]
    if beside:
        return beside
    if not any("~" in wid for wid in path):
        return [member for member in members if not member.unit.inserted] or members
    return members
