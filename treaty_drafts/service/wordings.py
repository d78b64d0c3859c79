"""An amendment's words as the store keeps them, and back."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from treaty_drafts import amend
from treaty_drafts.store import AmendmentRow, WordingRow


def wording_of(
    ident: str,
    stage: Literal["draft", "tabled"],
    number: int,
    base: str,
    amendment: amend.Amendment,
    *,
    parent: str = "",
) -> WordingRow:
    """An amendment's words as a row; `parent` is the id of the one whose words it amends."""
    patch = amend.patch_to_json(amendment.patch).decode()
    origin = msgspec.json.encode(amendment.origin).decode() if amendment.origin else ""
    digest = "sha256:" + hashlib.sha256(patch.encode()).hexdigest()
    return WordingRow(ident, stage, number, base, parent, patch, origin, amendment.reason, amendment.standing, digest)


def amendment_from(row: AmendmentRow, wording: WordingRow, *, parent: str = "") -> amend.Amendment:
    """The amendment that a row and its wording are; `parent` is the symbol of the one that it amends."""
    return amend.Amendment(
        row.symbol or row.id,
        row.sponsors,
        amend.patch_from_json(wording.patch),
        wording.reason,
        parent,
        row.at[:10] if row.rank else "",
        wording.waits,
        msgspec.json.decode(wording.origin, type=amend.Origin) if wording.origin else None,
    )
