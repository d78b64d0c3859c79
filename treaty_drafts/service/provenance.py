"""Word by word, where a version comes from: who proposed it, under which symbol, adopted by which act."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from treaty_drafts.compilation import provenance
from treaty_drafts.service.compilations import amendments_of, compile_all
from treaty_drafts.service.desk import Desk
from treaty_drafts.service.reading import require_tabled
from treaty_drafts.store import AmendmentRow, Seen, VersionRow


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where words come from: the `version` in which they first stood; the `symbols` that brought them, their
    `sponsors`, and the `serials` of the acts in the room's log by which they were adopted. No symbols: words of the
    first version, or what a consolidation itself did (numbers, references).
    """

    version: str
    symbols: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    serials: tuple[int, ...] = ()


class Run(msgspec.Struct, frozen=True):
    """Characters of one origin."""

    text: str
    origin: Origin


class Passage(msgspec.Struct, frozen=True):
    """One block of a version, as runs: their characters together are its own."""

    wid: str
    runs: tuple[Run, ...]


def of(desk: Desk, agreement: str, language: str, number: str = "") -> list[Passage]:
    """The origins of a version, block by block; the last one where no number is named.

    For who reads what is tabled: `Refused` to others, because it names the sponsors of amendments.
    """
    with desk.seen() as seen:
        require_tabled(seen, agreement)
        row = seen.version(agreement, language, number) if number else seen.latest(agreement, language)
        chain = _chain(seen, row)
        runs = provenance.first(desk.texts.version(seen, chain[0]), Origin(chain[0].number))
        adopted = seen.amendments(agreement, statuses=("adopted",))
        serials = {act.amendment: act.serial for act in seen.acts(agreement) if act.verb == "adopt"}
        for base, result in pairwise(chain):
            rows = [one for one in adopted if one.base == base.digest]
            compilation = compile_all(desk.texts.version(seen, base), amendments_of(seen, rows))
            runs = provenance.handed_on(
                compilation,
                {one.symbol for one in rows},
                desk.texts.version(seen, result),
                runs,
                label=_Labels(result, rows, serials),
                otherwise=Origin(result.number),
            )
    return [Passage(wid, tuple(Run(text, origin) for text, origin in some)) for wid, some in runs.items()]


def _chain(seen: Seen, row: VersionRow) -> list[VersionRow]:
    """The versions of which one was consolidated from the other, down to this one."""
    chain = [row]
    while chain[0].base:
        chain.insert(0, seen.version(row.agreement, row.language, chain[0].base))
    return chain


class _Labels:
    """The origin that amendments of one consolidation are."""

    def __init__(self, result: VersionRow, rows: Sequence[AmendmentRow], serials: dict[str, int]) -> None:
        self.number = result.number
        self.rows = {row.symbol: row for row in rows}
        self.serials = serials

    def __call__(self, symbols: Sequence[str]) -> Origin:
        rows = [self.rows[symbol] for symbol in symbols]
        sponsors = tuple(dict.fromkeys(code for row in rows for code in row.sponsors))
        return Origin(self.number, tuple(symbols), sponsors, tuple(self.serials.get(row.id, -1) for row in rows))
