"""Published texts in the shapes of the Laws.Africa content API, version 3, which Peachjam portals harvest."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from treaty_drafts.api.portal.contents import Item
from treaty_drafts.store import AgreementRow, VersionRow


class Expression(msgspec.Struct, frozen=True):
    """One language of a text at a date, and where it is."""

    url: str
    language: str
    expression_frbr_uri: str
    expression_date: str
    title: str


class PointInTime(msgspec.Struct, frozen=True):
    """The expressions of a date."""

    date: str
    expressions: tuple[Expression, ...]


class Link(msgspec.Struct, frozen=True, rename={"media_type": "mediaType"}):
    """Another form of the text."""

    rel: str
    title: str
    href: str
    media_type: str


class Document(msgspec.Struct, frozen=True):
    """The current expression of a work, with all that the work has."""

    url: str
    title: str
    frbr_uri: str
    expression_frbr_uri: str
    expression_date: str
    language: str
    country: str
    nature: str
    subtype: str | None
    date: str
    year: str
    number: str
    created_at: str
    updated_at: str
    publication_date: str
    as_at_date: str
    points_in_time: tuple[PointInTime, ...]
    links: tuple[Link, ...]
    locality: str | None = None
    actor: str | None = None
    publication_name: str | None = None
    publication_number: str | None = None
    assent_date: str | None = None
    commencement_date: str | None = None
    commenced: bool = False
    stub: bool = False
    principal: bool = True
    repeal: None = None
    parent_work: None = None
    amendments: tuple[()] = ()
    aliases: tuple[()] = ()
    taxonomy_topics: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """A page of documents."""

    count: int
    next: str | None
    previous: str | None
    results: tuple[Document, ...]


class Entry(msgspec.Struct, frozen=True):
    """A provision of the table of contents."""

    type: str
    component: str
    title: str
    id: str
    num: str
    heading: str
    url: str
    children: tuple[Entry, ...]


def document(agreement: AgreementRow, rows: Sequence[VersionRow], row: VersionRow, root: str) -> Document:
    """The expression of `row` as a document; `rows` are all published versions of the work, `root` where the API is."""
    parts = agreement.work.removeprefix("/akn/").split("/")
    dates = dict.fromkeys(one.date for one in sorted(rows, key=lambda one: one.date))
    points = tuple(
        PointInTime(day, tuple(_expression(agreement, one, root) for one in rows if one.date == day)) for day in dates
    )
    here = _expression(agreement, row, root)
    links = tuple(
        Link("alternate", title, f"{here.url}{ending}", media)
        for title, ending, media in (
            ("HTML", ".html", "text/html"),
            ("Akoma Ntoso", ".xml", "application/xml"),
            ("Table of Contents", "/toc.json", "application/json"),
            ("PDF", ".pdf", "application/pdf"),
        )
    )
    return Document(
        url=here.url,
        title=here.title,
        frbr_uri=agreement.work,
        expression_frbr_uri=here.expression_frbr_uri,
        expression_date=row.date,
        language=row.language,
        country=parts[0],
        nature=parts[1] if len(parts) > 1 else "",
        subtype=parts[2] if len(parts) > 4 else None,
        date=row.date,
        year=row.date[:4],
        number=parts[-1],
        created_at=rows[0].at,
        updated_at=max(one.at for one in rows),
        publication_date=row.at[:10],
        as_at_date=row.date,
        points_in_time=points,
        links=links,
    )


def entries(items: Sequence[Item], root: str) -> tuple[Entry, ...]:
    """The table of contents."""
    return tuple(
        Entry(
            item.kind,
            "main",
            f"{item.num} {item.heading}".strip(),
            item.eId,
            item.num,
            item.heading,
            f"{root}{item.iri}",
            entries(item.children, root),
        )
        for item in items
    )


def _expression(agreement: AgreementRow, row: VersionRow, root: str) -> Expression:
    iri = f"{agreement.work}/{row.language}@{row.number}"
    return Expression(f"{root}{iri}", row.language, iri, row.date, row.title or agreement.title)
