"""Bodies with their compressed forms, made once: never while somebody waits for an answer to an earlier request."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from typing import Final

import brotli
import msgspec
import zstandard

from treaty_drafts.api.http.conditional import tag_of

CODINGS: Final = ("zstd", "br", "gzip")
"""In the order of preference where the asker takes several."""

_STYLE: Final = re.compile(rb"<style>(.*?)</style>", re.DOTALL)
_SMALLEST: Final = 1_000
"""Bytes under which a coded form is not worth its header."""


class Coded(msgspec.Struct, frozen=True):
    """A body, its media type, its tag, and its form in each coding that makes it smaller."""

    media: str
    body: bytes
    tag: str
    forms: dict[str, bytes]
    headers: dict[str, str] = {}

    def form(self, accepted: str) -> tuple[str, bytes]:
        """The coding and the bytes for an `Accept-Encoding`; the coding is empty where none is taken."""
        for coding in CODINGS:
            if coding in accepted and coding in self.forms and _takes(accepted, coding):
                return coding, self.forms[coding]
        return "", self.body


def coded(body: bytes, media: str, *, quick: bool = False) -> Coded:
    """The body with all its forms; with `quick`, the two that cost next to nothing, for what changes soon."""
    forms: dict[str, bytes] = {}
    if len(body) < _SMALLEST or media.startswith(("application/pdf", "application/vnd")):
        pass
    elif quick:
        forms = {"zstd": zstandard.compress(body, 3), "gzip": gzip.compress(body, 1, mtime=0)}
    else:
        forms = {
            "zstd": zstandard.compress(body, 9),
            "br": brotli.compress(body, quality=5),
            "gzip": gzip.compress(body, 6, mtime=0),
        }
    smaller = {coding: form for coding, form in forms.items() if len(form) < len(body)}
    headers = {"Content-Security-Policy": _policy(body)} if media.startswith("text/html") else {}
    return Coded(media, body, tag_of(body), smaller, headers)


def _policy(page: bytes) -> str:
    """What a rendition may load: nothing but the style sheet that stands in it, known by its digest."""
    digests = (base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return f"default-src 'none'; style-src {allowed}; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"


def _takes(accepted: str, coding: str) -> bool:
    """Whether the header takes the coding: named, and not with `q=0`."""
    for part in accepted.split(","):
        name, _, weight = part.partition(";")
        if name.strip().lower() == coding:
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
