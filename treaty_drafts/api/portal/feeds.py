"""The publication log of an agreement as Atom (RFC 4287) and JSON Feed 1.1, and all published texts as a sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from treaty_drafts.akn.escape import text, value

ATOM: Final = "application/atom+xml; charset=utf-8"
JSON_FEED: Final = "application/feed+json"
SITEMAP: Final = "application/xml"
SITEMAP_LIMIT: Final = 50_000


class Entry(msgspec.Struct, frozen=True):
    """A line of the publication log with what a reader wants to know of its version. `iri` is its expression's."""

    sequence: int
    kind: str
    iri: str
    title: str
    language: str
    at: str


class Feed(msgspec.Struct, frozen=True):
    """A page of a feed, the newest entry first; `older` is the address of the next page, or empty."""

    title: str
    origin: str
    address: str
    entries: Sequence[Entry]
    older: str = ""
    started: str = "1970-01-01T00:00:00Z"

    @property
    def updated(self) -> str:
        """When the newest entry came; of an empty feed, when the agreement did."""
        return self.entries[0].at if self.entries else self.started


def atom(feed: Feed) -> bytes:
    """The page as an Atom document."""
    first = f"{feed.origin}{feed.address}.atom"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
        f"<id>{text(first)}</id>\n<title>{text(feed.title)}</title>\n<updated>{feed.updated}</updated>\n",
        f"<author><name>{text(feed.title)}</name></author>\n",
        f'<link rel="self" type="application/atom+xml" href="{value(first)}"/>\n',
    ]
    if feed.older:
        parts.append(f'<link rel="next" type="application/atom+xml" href="{value(feed.origin + feed.older)}"/>\n')
    parts += [_entry(feed, entry) for entry in feed.entries]
    return "".join([*parts, "</feed>\n"]).encode()


def _entry(feed: Feed, entry: Entry) -> str:
    address = value(feed.origin + entry.iri)
    links = "" if entry.kind == "withdrawn" else f'<link rel="alternate" type="text/html" href="{address}.html"/>\n'
    if links:
        links += f'<link rel="alternate" type="application/akn+xml" href="{address}.xml"/>\n'
    return (
        f"<entry>\n<id>{text(feed.origin)}/v1/changes/{entry.sequence}</id>\n"
        f"<title>{text(_headline(entry))}</title>\n<updated>{entry.at}</updated>\n{links}"
        f'<category term="{value(entry.kind)}"/>\n<content type="text">{text(_headline(entry))}</content>\n</entry>\n'
    )


def json_feed(feed: Feed) -> bytes:
    """The page as a JSON Feed."""
    items = [
        {
            "id": f"{feed.origin}/v1/changes/{entry.sequence}",
            "title": _headline(entry),
            "content_text": _headline(entry),
            "date_published": entry.at,
            "language": entry.language,
            "tags": [entry.kind],
            **({} if entry.kind == "withdrawn" else {"url": f"{feed.origin}{entry.iri}.html"}),
        }
        for entry in feed.entries
    ]
    page = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "feed_url": f"{feed.origin}{feed.address}.json",
        **({"next_url": feed.origin + feed.older} if feed.older else {}),
        "items": items,
    }
    return msgspec.json.encode(page)


def _headline(entry: Entry) -> str:
    return f"{entry.title} ({entry.language}): {entry.kind}"


def sitemap(origin: str, published: Iterable[tuple[str, str]]) -> bytes:
    """Expressions (IRI, day of publication) as a sitemap; the newest `SITEMAP_LIMIT` where there are more."""
    lines = [
        f"<url><loc>{text(origin + iri)}.html</loc><lastmod>{text(at)}</lastmod></url>\n"
        for iri, at in list(published)[-SITEMAP_LIMIT:]
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return "".join([head, *lines, "</urlset>\n"]).encode()
