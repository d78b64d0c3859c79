"""Agreements and their versions."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from treaty_drafts import akn, compilation
from treaty_drafts.conference import Act
from treaty_drafts.errors import Misused, NotFound, OutOfOrder, Withdrawn
from treaty_drafts.model.version import Version
from treaty_drafts.service.desk import Desk, Done, require
from treaty_drafts.service.recording import record
from treaty_drafts.store import AgreementRow, Seen, VersionRow, Writing

_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORK: Final = re.compile(r"/akn/[^\s!~@]+[^\s!~@/]")


def add_agreement(desk: Desk, slug: str, title: str, work: str, *, prefix: str = "") -> Done:
    """An agreement to be negotiated: `slug` names it in addresses, `work` is its FRBR Work IRI, and its symbols begin
    with `prefix` (`A/CONF.900`).
    """
    if not _SLUG.fullmatch(slug):
        raise Misused("this cannot be a slug", place=slug, step="lower-case letters and digits: fishing-gear")
    if not _WORK.fullmatch(work):
        raise Misused("this is no FRBR Work IRI", place=work, step="it is like /akn/un/bill/treaty/conf-900/2026/gear")

    def do(tx: Writing) -> Done:
        require(tx.seen, "add_agreement")
        if tx.agreement_is_known(slug, work):
            raise Misused("there is an agreement of that slug or work", place=slug, step="name another")
        tx.add_agreement(AgreementRow(slug, desk.principal.conference, title, work, prefix, "open"), desk.world.time())
        _, act = record(
            desk.world, tx, tx.lock(desk.principal.conference, slug, ""), Act("", 0, "", "add_agreement", note=title)
        )
        return Done((act,))

    return desk.act(do)


def add_version(desk: Desk, agreement: str, version: Version, *, number: str = "") -> Done:
    """One more version, as it is: the zero draft, or another language of one. It never changes from here on.

    Its facts name it: the work must be the agreement's, and language and number (or the `number` given) not be taken.
    What a consolidation makes is added by `consolidate`.
    """
    if number and number != version.facts.number:
        version = compilation.issued(version, version, msgspec.structs.replace(version.facts, number=number))
    facts = version.facts
    if not facts.number or not facts.language:
        raise Misused("a version needs a number and a language", place=agreement, step="such as zero-draft, eng")
    body = akn.write(version)

    def do(tx: Writing) -> Done:
        found = tx.seen.agreement(agreement)
        require(tx.seen, "add_version", of=found)
        if facts.work != found.work:
            raise Misused("this is a version of another work", place=facts.work, step=f"this agreement is {found.work}")
        log = tx.lock(found.conference, agreement, "")
        if any(one.language == facts.language and one.number == facts.number for one in tx.seen.versions(agreement)):
            raise OutOfOrder(
                f"{facts.language}@{facts.number} is there, and versions never change",
                step="give this one a new number",
            )
        row = version_row(desk, tx, agreement, version, base="")
        tx.add_version(row, body)
        about = f"{row.language}@{row.number}"
        _, act = record(
            desk.world, tx, log, Act("", 0, "", "add_version", version=about, symbol=row.symbol, digest=row.digest)
        )
        return Done((act,), version=row)

    return desk.act(do)


def version_row(desk: Desk, tx: Writing, agreement: str, version: Version, *, base: str) -> VersionRow:
    """The row of a version that is the next of its language."""
    facts = version.facts
    return VersionRow(
        agreement=agreement,
        language=facts.language,
        number=facts.number,
        ordinal=tx.next_ordinal(agreement, facts.language),
        digest=akn.digest(version),
        symbol=facts.symbol,
        title=facts.title,
        date=facts.date,
        base=base,
        at=desk.world.time(),
    )


def agreements(desk: Desk) -> list[AgreementRow]:
    """The agreements that the principal sees."""
    with desk.seen() as seen:
        return seen.agreements()


def agreement(desk: Desk, slug: str) -> AgreementRow:
    """One of them; `NotFound`."""
    with desk.seen() as seen:
        return seen.agreement(slug)


def versions(desk: Desk, agreement: str, *, language: str = "") -> list[VersionRow]:
    """The versions that the principal sees, by language, in their order."""
    with desk.seen() as seen:
        return seen.versions(agreement, language=language)


def version(desk: Desk, agreement: str, language: str, number: str = "") -> tuple[VersionRow, Version]:
    """A version and its text; the last one of the language where no number is named.

    `Withdrawn` where it was public once and the principal has no other right to it; else `NotFound`.
    """
    with desk.seen() as seen:
        row = _row(seen, agreement, language, number)
        return row, desk.texts.version(seen, row)


def body(desk: Desk, agreement: str, language: str, number: str = "") -> tuple[VersionRow, bytes]:
    """A version and its canonical bytes; errors as `version`."""
    with desk.seen() as seen:
        row = _row(seen, agreement, language, number)
        return row, seen.body(row)


def _row(seen: Seen, agreement: str, language: str, number: str) -> VersionRow:
    try:
        return seen.version(agreement, language, number) if number else seen.latest(agreement, language)
    except NotFound:
        gone = seen.tombstone(agreement, language, number)
        if gone is None:
            raise
        fact = f"the publication of {language}@{number} was withdrawn on {gone.at[:10]}"
        raise Withdrawn(fact, place=agreement, step="ask the secretariat") from None
