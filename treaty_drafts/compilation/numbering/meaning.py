"""What the references of a text meant in the base that it was made of: where that is another unit, a person looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from treaty_drafts.compilation.numbering.citing import Changed, cite
from treaty_drafts.compilation.numbering.references import all_references
from treaty_drafts.compilation.numbering.units import Run, Unit, runs_of
from treaty_drafts.compilation.numbering.values import Reference, State
from treaty_drafts.model.tree import Block
from treaty_drafts.model.version import Version

_Key: TypeAlias = tuple[str, str, int, int]
"""Of a reference: its block, the words of the whole, where in these it is, and how many of the same stand before."""


def as_meant(version: Version, runs: list[Run], base: Version, before: list[Unit], changed: Changed) -> list[Reference]:
    """The references that are repaired, unsure or dangling, in document order.

    One that stood in the base, in the same block and the same words, is repaired only if it means the same units; else
    it says what it meant, and where that is now. `before` are the units of the base, `changed` the edits of numbers.
    """
    old, new = _by_wid(before), _by_wid([unit for run in runs for unit in run.units])
    found = {_key(one, version): one for one in all_references(version, runs)}
    told = {key: one for key, one in found.items() if one.state != "kept"}
    for key, meant in [(_key(one, base), one) for one in all_references(base, runs_of(before)) if one.targets]:
        here = found.get(key) or _unread(key, meant, version)
        if here is not None and here.targets != meant.targets:
            there = [wid for wid in meant.targets if wid in new]
            now = f"is {_listed(there, new, changed, version)} now" if there else "is gone"
            reason = f"it meant {_listed(meant.targets, old, {}, base)}, which {now}"
            state: State = "unsure" if here.targets else "dangling"
            told[key] = msgspec.structs.replace(here, state=state, reason=reason)
    order = {wid: place for place, wid in enumerate(version.index)}
    return sorted(told.values(), key=lambda one: (order[one.wid], one.start))


def _key(one: Reference, version: Version) -> _Key:
    chars = version.block(one.wid).text.chars
    start = chars.find(one.phrase, max(0, one.start - len(one.phrase) + 1))
    return one.wid, one.phrase, one.start - start, chars.count(one.phrase, 0, start)


def _unread(key: _Key, meant: Reference, version: Version) -> Reference | None:
    """A reference of the base whose words still stand here, though nothing here has its number any more."""
    wid, phrase, offset, count = key
    block = version.index.get(wid)
    if not isinstance(block, Block):
        return None
    start = -len(phrase)
    for _ in range(count + 1):
        start = block.text.chars.find(phrase, start + len(phrase))
        if start < 0:
            return None
    return Reference(wid, start + offset, start + offset + len(meant.old), meant.old, "", "dangling", "", phrase)


def _by_wid(units: list[Unit]) -> dict[str, Unit]:
    return {unit.wid: unit for unit in units}


def _listed(wids: Iterable[str], units: dict[str, Unit], changed: Changed, version: Version) -> str:
    language = version.facts.language
    return ", ".join(cite(units[wid], units, changed, language) for wid in wids)
