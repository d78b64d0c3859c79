"""Published texts: found by their IRI as anybody finds them, and answered in the format that was asked for.

A dated expression is for ever; its withdrawal is known (`Withdrawn`). An IRI without a version is the current one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from treaty_drafts.api.http.answers import IMMUTABLE, PUBLIC
from treaty_drafts.api.http.coded import Coded, coded
from treaty_drafts.api.http.negotiate import MEDIA, preferred
from treaty_drafts.api.portal.contents import contents
from treaty_drafts.api.portal.linked import linked
from treaty_drafts.api.portal.names import Asked
from treaty_drafts.api.portal.portion import portion
from treaty_drafts.api.server import Server
from treaty_drafts.conference import PUBLIC as ANYBODY
from treaty_drafts.errors import NotFound
from treaty_drafts.render import FORMATS
from treaty_drafts.service import Desk, portal, versions
from treaty_drafts.store import AgreementRow, VersionRow

Rows: TypeAlias = Sequence[VersionRow]
"""Published versions of one language: the one that is meant, last, and those before it."""

ENDINGS = ("html", "xml", "txt", "md", "json", "jsonld", *(one for one in ("docx", "pdf") if one in FORMATS))
"""The endings of a published text's addresses; the first is what a browser gets."""
OF_A_PORTION = ("html", "xml", "txt", "json")


def formats(portion_asked: bool) -> tuple[str, ...]:  # noqa: FBT001
    """The endings that such a text comes in."""
    return OF_A_PORTION if portion_asked else ENDINGS


def expression(agreement: AgreementRow, row: VersionRow) -> str:
    """The IRI of a version."""
    return f"{agreement.work}/{row.language}@{row.number}"


def answer(server: Server, asked: Asked, accept: str) -> tuple[Coded, dict[str, str]]:
    """The body and the headers; `NotFound`, `Withdrawn`, `NotAcceptable`."""
    iri = asked.iri
    desk = server.service.desk(ANYBODY)
    agreement, rows = portal.published(desk, iri.work, iri.language, iri.version)
    row = rows[-1]
    offered = formats(bool(iri.portion))
    if asked.ending and asked.ending not in offered:
        raise NotFound("this does not come in that format", place=asked.ending, step="see the endings in /v1/changes")
    ending = asked.ending or preferred(accept, offered)
    name = f"{row.digest}/{iri.portion}.{'toc' if asked.contents else ending}"
    body = server.kept(name, lambda: _made(server, desk, asked, ending, agreement, rows))
    headers = {"Cache-Control": IMMUTABLE if asked.dated else PUBLIC, "Link": _links(agreement, rows)}
    if not asked.ending and not asked.contents:
        headers["Content-Location"] = f"{iri}.{ending}"
        headers["Vary"] = "Accept, Accept-Encoding"
    return body, headers


def _made(server: Server, desk: Desk, asked: Asked, ending: str, agreement: AgreementRow, rows: Rows) -> Coded:
    row = rows[-1]
    if ending == "xml" and not asked.iri.portion and not asked.contents:
        return coded(versions.body(desk, agreement.slug, row.language, row.number)[1], MEDIA["xml"])
    _, text = versions.version(desk, agreement.slug, row.language, row.number)
    if asked.contents:
        return coded(msgspec.json.encode(contents(text)), MEDIA["json"])
    if ending == "jsonld":
        before = expression(agreement, rows[-2]) if len(rows) > 1 else ""
        media = {one: MEDIA[one] for one in ENDINGS}
        return coded(linked(text.facts, server.settings.origin, media, before), MEDIA["jsonld"])
    if asked.iri.portion:
        text = portion(text, asked.iri.portion)
    return coded(server.press.render(text, view="bracketed", to="akn" if ending == "xml" else ending), MEDIA[ending])


def _links(agreement: AgreementRow, rows: Rows) -> str:
    """RFC 5829: where the other versions are."""
    row = rows[-1]
    found = {
        "latest-version": f"{agreement.work}/{row.language}",
        "version-history": f"/v1/agreements/{agreement.slug}/versions",
        "describedby": f"{expression(agreement, row)}.jsonld",
    }
    if len(rows) > 1:
        found["predecessor-version"] = expression(agreement, rows[-2])
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in found.items())
