"""A delegation's own acts, before anything is tabled: draft, edit, share, lodge, discard. They are in its own log."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from treaty_drafts import amend
from treaty_drafts.conference import Act
from treaty_drafts.errors import Misused
from treaty_drafts.service.amending import note, take, text_for
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.wishes import Wish, amendment_of
from treaty_drafts.service.wordings import wording_of
from treaty_drafts.store import Accounts, AmendmentRow, WordingRow, Writing


def preview(desk: Desk, agreement: str, wish: Wish, *, language: str = "eng", amends: str = "") -> amend.Amendment:
    """The amendment that a wish would be, on the text as it is now; nothing is kept."""
    with desk.seen() as seen:
        require(seen, "draft", of=seen.agreement(agreement))
        version = seen.latest(agreement, language)
        text = text_for(desk, seen, version, amends)
    return amendment_of(text, wish, sponsors=(desk.principal.delegation,), symbol="preview")


def draft(
    desk: Desk, agreement: str, wish: Wish, *, language: str = "eng", reason: str = "", amends: str = "", base: str = ""
) -> Done:
    """A new draft of the principal's delegation on the last version, or on the one with the digest `base`; nobody else
    sees it, or that there is one. `amends` is the id of a tabled amendment that this is a sub-amendment to.
    """
    ident = desk.ident()

    def do(tx: Writing) -> Done:
        seen = tx.seen
        found = seen.agreement(agreement)
        require(seen, "draft", own=bool(desk.principal.delegation), of=found)
        version = seen.version_of(agreement, base) if base else seen.latest(agreement, language)
        text = text_for(desk, seen, version, amends)
        code = desk.principal.delegation
        made = amendment_of(text, wish, sponsors=(code,), symbol=ident, reason=reason)
        log = tx.lock(found.conference, agreement, code)
        tx.add_amendment(ident, agreement, version.language, code, desk.world.time())
        wording = wording_of(ident, "draft", 1, version.digest, made, parent=amends)
        tx.add_wording(wording)
        row = AmendmentRow(
            ident, agreement, version.language, code, amends, "", "", (), (), "draft", 0, 0, version.digest, "", ""
        )
        row, act = note(desk, tx, row, log, _about(wording, "draft"))
        return Done((act,), row)

    return desk.act(do)


def edit(desk: Desk, ident: str, wish: Wish, *, reason: str | None = None, expecting: str = "") -> Done:
    """Other words for a draft of one's own: what is wished now, on the last version, takes the place of what was."""

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "edit", expecting=expecting)
        row, seen = matter.row, tx.seen
        version = seen.latest(row.agreement, row.language)
        kept = matter.wording.reason if reason is None else reason
        text = text_for(desk, seen, version, row.parent)
        made = amendment_of(text, wish, sponsors=row.sponsors, symbol=ident, reason=kept)
        wording = wording_of(ident, "draft", row.wording + 1, version.digest, made, parent=row.parent)
        tx.add_wording(wording)
        row = msgspec.structs.replace(row, base=version.digest, waits="")
        row, act = note(desk, tx, row, matter.log, _about(wording, "edit"))
        return Done((act,), row)

    return desk.act(do)


def share(desk: Desk, ident: str, audience: Iterable[str], *, expecting: str = "") -> Done:
    """Shows a draft to delegations or groups, by code; who is of them reads it from now on."""
    codes = tuple(dict.fromkeys(audience))

    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, "share", expecting=expecting)
        known = {one.code for one in Accounts(tx.connection).delegations(desk.principal.conference)}
        if not codes or not known.issuperset(codes):
            strange = ", ".join(code for code in codes if code not in known) or "nobody"
            raise Misused(
                "it can be shared with delegations of this conference", place=strange, step="name their codes"
            )
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", "share", audience=codes))
        return Done((act,), row)

    return desk.act(do)


def lodge(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """Shows a draft to the chair and the legal officer, before it is tabled."""
    return _simply(desk, ident, "lodge", expecting)


def discard(desk: Desk, ident: str, *, expecting: str = "") -> Done:
    """A draft is no more; its own log keeps that it was."""
    return _simply(desk, ident, "discard", expecting)


def _simply(desk: Desk, ident: str, verb: str, expecting: str) -> Done:
    def do(tx: Writing) -> Done:
        matter = take(desk, tx, ident, verb, expecting=expecting)
        row, act = note(desk, tx, matter.row, matter.log, Act("", 0, "", verb))
        return Done((act,), row)

    return desk.act(do)


def _about(wording: WordingRow, verb: str) -> Act:
    return Act("", 0, "", verb, digest=wording.digest, wording=wording.number, note=wording.reason)
