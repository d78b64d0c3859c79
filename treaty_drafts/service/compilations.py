"""Compilations, kept while they are in use: compiled once for all who see the same, grown when one more is tabled."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Final, TypeAlias

import msgspec

from treaty_drafts import compilation
from treaty_drafts.amend import Amendment
from treaty_drafts.compilation import Compilation
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.version import Version
from treaty_drafts.service.tags import tag
from treaty_drafts.service.texts import Texts
from treaty_drafts.service.wordings import amendment_from
from treaty_drafts.store import AmendmentRow, Seen, VersionRow

KEPT: Final = 6
"""Compilations; one of 10,000 amendments takes some 200 MB."""

_FEW: Final = 8
"""How many more amendments are added to a kept compilation one by one."""

Name: TypeAlias = tuple[str, int, str, tuple[str, ...]]
"""What names an amendment's words and labels in a compilation: id, wording, symbol, sponsors."""


class Negotiated(msgspec.Struct, frozen=True):
    """A version with what is proposed to it, as one principal sees it.

    `rows` are the amendments in it, in the order of tabling; `digest` names this state of it; who sees the same has the
    same one.
    """

    version: VersionRow
    compilation: Compilation
    rows: tuple[AmendmentRow, ...]
    digest: str


class Compilations:
    """The compilations that were read last."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._kept: OrderedDict[str, tuple[tuple[Name, ...], Compilation]] = OrderedDict()
        self._lock = Lock()

    def of(self, seen: Seen, version: VersionRow, rows: Sequence[AmendmentRow]) -> Compilation:
        """The version with these amendments: kept, grown from a kept one, or compiled."""
        names = tuple((row.id, row.wording, row.symbol, row.sponsors) for row in rows)
        key = tag((version.digest, names))
        base = self._texts.version(seen, version)
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                made = self._grown(version, names, rows, seen) or compile_all(base, amendments_of(seen, rows))
                found = self._kept[key] = (names, made)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found[1]

    def _grown(
        self, version: VersionRow, names: tuple[Name, ...], rows: Sequence[AmendmentRow], seen: Seen
    ) -> Compilation | None:
        """A kept compilation of the same version with a few more at its end."""
        for had, made in reversed(self._kept.values()):
            more = len(names) - len(had)
            if 0 < more <= _FEW and had and names[: len(had)] == had and made.base_digest == version.digest:
                for amendment in amendments_of(seen, rows[len(had) :]):
                    made = with_one(made, amendment)
                return made
        return None


def amendments_of(seen: Seen, rows: Sequence[AmendmentRow]) -> Iterator[Amendment]:
    """The amendments of these rows, in their order."""
    words = seen.wordings(rows)
    symbols = {row.id: row.symbol or row.id for row in rows}
    for row in rows:
        parent = row.parent and (symbols.get(row.parent) or seen.amendment(row.parent).symbol)
        yield amendment_from(row, words[row.id], parent=parent)


def compile_all(base: Version, amendments: Iterator[Amendment]) -> Compilation:
    """The compilation of what fits together: a sub-amendment to words that its parent no longer has is left out."""
    found = list(amendments)
    try:
        return compilation.compile(base, found)
    except TreatyDraftsError:
        made = compilation.compile(base, [one for one in found if not one.amends])
        for one in found:
            if one.amends:
                made = with_one(made, one)
        return made


def with_one(made: Compilation, amendment: Amendment) -> Compilation:
    """The compilation with one more; as it is, where that is a sub-amendment to words that are no more."""
    try:
        return made.with_one(amendment)
    except TreatyDraftsError:
        if not amendment.amends:
            raise
        return made
