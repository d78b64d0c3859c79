"""Which format a reader is given: what the suffix says, else what `Accept` prefers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from treaty_drafts.api.http.problems import NotAcceptable

MEDIA: Final = {
    "akn": "application/akn+xml",
    "xml": "application/akn+xml",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
}
"""By the ending of an address, the media type that it has."""


def preferred(accept: str, endings: Iterable[str]) -> str:
    """The ending whose media type the `Accept` header weighs highest, the earlier of equals.

    `NotAcceptable`, with the list, where it takes none of them.
    """
    offered = tuple(endings)
    wanted = _weights(accept or "*/*")
    best = max(offered, key=lambda ending: _weight(wanted, ending))
    if _weight(wanted, best) <= 0:
        raise NotAcceptable(
            "nothing here comes in a format that your request accepts",
            tuple(f".{ending}" for ending in offered),
            step="end the address in one of these instead",
        )
    return best


def _weight(wanted: dict[str, float], ending: str) -> float:
    media = MEDIA[ending].partition(";")[0]
    names = [media, f"{media.partition('/')[0]}/*", "*/*"]
    if media == "application/akn+xml":
        names[1:1] = ["application/xml", "text/xml"]
    return next((wanted[name] for name in names if name in wanted), 0.0)


def _weights(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        name, *parameters = (word.strip().lower() for word in part.split(";"))
        weight = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        try:
            found[name] = min(1.0, max(0.0, float(weight)))
        except ValueError:
            found[name] = 0.0
    return found


def languages(header: str, offered: Iterable[str]) -> str:
    """The language (ISO 639-2, as in an IRI) that `Accept-Language` prefers of those offered; else the first."""
    known = list(offered)
    wanted = sorted(_weights(header or "*").items(), key=lambda one: -one[1])
    for name, weight in wanted:
        code = _CODES.get(name.partition("-")[0], name)
        if weight > 0 and code in known:
            return code
    return known[0]


_CODES: Final = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
