"""Brackets that stand in a text, settled as an amendment: an edit on the record like any other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from treaty_drafts.akn.write import digest
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Move, Patch, Substitution, digest_of
from treaty_drafts.brackets import Cut, Relocation, Removal, settle
from treaty_drafts.model.version import Version

Settled: TypeAlias = Cut | Removal | Relocation
"""What `brackets` says of a bracket that is settled."""


def settle_brackets(
    base: Version,
    *,
    lift: Sequence[str] = (),
    take: Sequence[tuple[str, int]] = (),
    drop: Sequence[str] = (),
    symbol: str,
    sponsors: tuple[str, ...],
    date: str = "",
) -> Amendment:
    """What settles brackets of `base` by their ids, as an amendment of whoever settles them, such as the chair.

    `lift`: the glyphs off, the words stay; `take`: the N-th alternative kept, from 1; `drop`: the words go. `NotFound`
    for an unknown id, `Misused` for what makes no sense on that bracket, `OverlappingEdits` where two are at odds.
    """
    edits = tuple(_edit(base, one) for one in settle(base, lift=lift, take=take, drop=drop))
    return Amendment(symbol, sponsors, Patch(digest(base), edits), reason=_said(lift, take, drop), date=date)


def _edit(base: Version, one: Settled) -> Edit:
    if isinstance(one, Cut):
        return Substitution(one.wid, one.start, one.stop, one.old, one.new)
    if isinstance(one, Removal):
        return Deletion(one.wid, digest_of(base.find(one.wid)))
    return Move(one.wid, one.parent, one.after)


def _said(lift: Sequence[str], take: Sequence[tuple[str, int]], drop: Sequence[str]) -> str:
    """What was done to which bracket, for the record."""
    done = [f"{one} lifted" for one in lift]
    done += [f"{one}: wording {number} taken" for one, number in take]
    done += [f"{one} dropped" for one in drop]
    return "; ".join(done)
