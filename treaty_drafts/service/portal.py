"""What portals read: published versions by their IRI, and the publication log. All of it is public."""

from __future__ import annotations

from treaty_drafts.errors import NotFound, Withdrawn
from treaty_drafts.service.desk import Desk
from treaty_drafts.store import AgreementRow, PublicationRow, VersionRow


def published(
    desk: Desk, work: str, language: str, number: str | None = None
) -> tuple[AgreementRow, tuple[VersionRow, ...]]:
    """The published versions of a work in a language up to the one with that number, the last one where None.

    `NotFound`; `Withdrawn` where it was published once and is no more.
    """
    with desk.seen() as seen:
        agreement = seen.by_work(work)
        rows = [row for row in seen.versions(agreement.slug, language=language) if row.issue == "published"]
        if number is not None:
            at = next((at for at, row in enumerate(rows) if row.number == number), None)
            if at is None and seen.tombstone(agreement.slug, language, number) is not None:
                raise Withdrawn(
                    "this publication was withdrawn", place=f"{work}/{language}@{number}", step=f"see {work}/{language}"
                )
            rows = rows[: at + 1] if at is not None else []
    if not rows:
        raise NotFound("there is no such published text", place=work, step="see /v1/changes")
    return agreement, tuple(rows)


def languages(desk: Desk, work: str) -> tuple[AgreementRow, tuple[str, ...]]:
    """The languages in which a work is published; `NotFound` where it is in none."""
    with desk.seen() as seen:
        agreement = seen.by_work(work)
        rows = [row.language for row in seen.versions(agreement.slug) if row.issue == "published"]
    if not rows:
        raise NotFound("nothing of this work is published", place=work, step="see /v1/changes")
    return agreement, tuple(dict.fromkeys(rows))


def log(
    desk: Desk, *, agreement: str = "", after: int = 0, before: int = 0, newest: bool = False, limit: int = 200
) -> list[tuple[AgreementRow, PublicationRow]]:
    """The publication log, of one agreement or of all, between two sequence numbers; oldest first, or newest."""
    with desk.seen() as seen:
        known = {row.slug: row for row in seen.agreements()}
        rows = seen.publications(agreement=agreement, after=after, before=before, newest=newest, limit=limit)
        return [(known[row.agreement], row) for row in rows if row.agreement in known]


def texts(desk: Desk) -> list[tuple[AgreementRow, VersionRow]]:
    """Every published version."""
    with desk.seen() as seen:
        return [
            (agreement, row)
            for agreement in seen.agreements()
            for row in seen.versions(agreement.slug)
            if row.issue == "published"
        ]
