"""From the service's values to the shapes that are answered."""

from __future__ import annotations

from collections.abc import Mapping

from treaty_drafts.api import shapes
from treaty_drafts.api.portal.published import ENDINGS, expression
from treaty_drafts.errors import Misused
from treaty_drafts.service import Done, Wish
from treaty_drafts.store import AgreementRow, AmendmentRow, PublicationRow, VersionRow


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


def amendment(row: AmendmentRow) -> shapes.Amendment:
    """An amendment."""
    return shapes.Amendment(
        row.id,
        row.agreement,
        row.language,
        row.delegation,
        row.parent,
        row.status,
        row.symbol,
        row.sponsors,
        row.audience,
        row.wording,
        row.base,
        row.waits,
        row.at,
    )


def acted(done: Done, of: AgreementRow | None = None) -> shapes.Acted:
    """What an act did; `of` is the agreement where it was about a version."""
    return shapes.Acted(
        done.acts,
        amendment(done.amendment) if done.amendment else None,
        version(of, done.version) if of and done.version else None,
        done.receipt,
    )


def wish(asked: shapes.NewAmendment) -> Wish:
    """What is wished, in the service's words."""
    edited = None if asked.edited is None else asked.edited.encode()
    return Wish(
        asked.at,
        asked.text,
        asked.delete,
        asked.move_after,
        asked.insert_after,
        edited,
        asked.patch,
        asked.edited_name,
    )


def wished(asked: shapes.NewAmendment | None) -> Wish:
    """The wish of an act that needs one."""
    if asked is None:
        raise Misused("this act says other words", place="wish", step="send `wish` with the act")
    return wish(asked)
