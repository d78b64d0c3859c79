"""From the service's values to the shapes that are answered."""

from __future__ import annotations

from collections.abc import Mapping

from treaty_drafts.api import shapes
from treaty_drafts.api.portal.published import ENDINGS, expression
from treaty_drafts.store import AgreementRow, PublicationRow, VersionRow


def agreement(row: AgreementRow) -> shapes.Agreement:
    """An agreement."""
    return shapes.Agreement(row.slug, row.title, row.work, row.phase)


def version(of: AgreementRow, row: VersionRow) -> shapes.Version:
    """A version, with addresses that its reader may follow: at its IRI once it is published."""
    name = f"{row.language}@{row.number}"
    iri = expression(of, row)
    stem = iri if row.issue == "published" else f"/v1/agreements/{row.agreement}/versions/{name}"
    return shapes.Version(
        row.agreement,
        name,
        row.language,
        row.number,
        row.symbol,
        row.title,
        row.date,
        row.digest,
        row.base,
        row.issue,
        row.at,
        iri,
        formats(stem),
    )


def change(of: AgreementRow, row: PublicationRow) -> shapes.Change:
    """A line of the publication log; what was withdrawn has no renditions any more."""
    iri = f"{of.work}/{row.language}@{row.number}"
    there = {} if row.kind == "withdrawn" else formats(iri)
    return shapes.Change(row.sequence, row.kind, row.agreement, iri, row.digest, row.at, there)


def formats(stem: str) -> Mapping[str, str]:
    """The address of each rendition by its ending."""
    return {ending: f"{stem}.{ending}" for ending in ENDINGS}
