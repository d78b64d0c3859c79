"""A draft follows the text: after a consolidation its words are looked for where they have come to."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from treaty_drafts import compilation
from treaty_drafts.amend import Amendment
from treaty_drafts.compilation import Carried
from treaty_drafts.conference import Act
from treaty_drafts.errors import Misused, OutOfOrder, WrongBase
from treaty_drafts.service.amending import note, take
from treaty_drafts.service.compilations import amendments_of, compile_all
from treaty_drafts.service.desk import Desk, Done
from treaty_drafts.service.wordings import amendment_from, wording_of
from treaty_drafts.store import AmendmentRow, Seen, VersionRow, Writing


def follow(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """A draft of one's own, brought to the last version of its language, as consolidating would have carried it.

    `Done.amendment.waits` is `fuzzy` or `conflict` where its author has to look: then it cannot be tabled before it is
    edited. `OutOfOrder` where the text already reads as it asks; `WrongBase` where a version came that was not
    consolidated from the one before; `Misused` for a sub-amendment, which is drafted anew.
    """

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "edit", expecting=expecting)
        row, seen = matter.row, tx.seen
        if row.parent:
            raise Misused("a sub-amendment does not follow the text", place=ident, step="draft it anew")
        latest = seen.latest(row.agreement, row.language)
        if row.base == latest.digest:
            return Done((), row)
        amendment = msgspec.structs.replace(amendment_from(row, matter.wording), symbol=ident)
        for result in _chain(seen, row, latest):
            amendment = _carried(desk, seen, result, amendment)
        wording = wording_of(ident, "draft", row.wording + 1, latest.digest, amendment)
        tx.add_wording(wording)
        row = msgspec.structs.replace(row, base=latest.digest, waits=amendment.standing)
        act = Act("", 0, "", "edit", digest=wording.digest, wording=wording.number, note=amendment.reason)
        row, act = note(desk, tx, row, matter.log, act)
        return Done((act,), row)

    return desk.act(do)


def _chain(seen: Seen, row: AmendmentRow, latest: VersionRow) -> Sequence[VersionRow]:
    """The versions after the one that a draft was written on, each consolidated from the one before."""
    chain = [latest]
    while True:
        base = seen.version(row.agreement, row.language, chain[0].base) if chain[0].base else None
        if base is None:
            raise WrongBase(
                "the text that it was written on is not what the present one was made of",
                place=row.id,
                step="propose it again on the text as it is now",
            )
        if base.digest == row.base:
            return chain
        chain.insert(0, base)


def _carried(desk: Desk, seen: Seen, result: VersionRow, amendment: Amendment) -> Amendment:
    """The draft on one more version: consolidated again with what was adopted then, and the draft beside it."""
    base = seen.version(result.agreement, result.language, result.base)
    rows = [row for row in seen.amendments(result.agreement, statuses=("adopted",)) if row.base == base.digest]
    text, facts = desk.texts.version(seen, base), desk.texts.version(seen, result).facts
    live = [] if amendment.standing else [amendment]
    compiled = compile_all(text, iter([*amendments_of(seen, rows), *live]))
    for renumbered in (False, True):
        made = compilation.consolidate(
            compiled,
            adopt=[row.symbol for row in rows],
            waiting=[amendment] if amendment.standing else [],
            facts=facts,
            renumbered=renumbered,
        )
        if made.manifest.result_digest == result.digest:
            return _on(next(one for one in made.carried if one.symbol == amendment.symbol))
    raise WrongBase(
        f"{result.number} cannot be consolidated again as it was", place=amendment.symbol, step="propose it again"
    )


def _on(carried: Carried) -> Amendment:
    if carried.amendment is None:
        raise OutOfOrder(
            f"the text already reads as it asks: {carried.reason}", place=carried.symbol, step="discard the draft"
        )
    return carried.amendment
