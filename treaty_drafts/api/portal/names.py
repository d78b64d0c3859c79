"""What an IRI under `/akn/` asks for."""

from __future__ import annotations

from typing import Final

import msgspec

from treaty_drafts.api.http.negotiate import MEDIA
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.model.frbr import Iri, parse

TOC: Final = "/toc.json"


class Asked(msgspec.Struct, frozen=True):
    """The IRI without its ending, and the ending (`xml`, `html` …; empty: what `Accept` prefers)."""

    iri: Iri
    ending: str = ""
    contents: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names one expression, which never changes."""
        return self.iri.version is not None


def asked(path: str) -> Asked:
    """What a path asks for; `NotFound` where it is no IRI of an expression."""
    contents = path.endswith(TOC)
    stem, dot, ending = path.removesuffix(TOC).rpartition(".")
    if contents or not dot or ending not in MEDIA:
        stem, ending = path.removesuffix(TOC), ""
    try:
        iri = parse(stem)
    except Misused:
        iri = Iri("")
    if not iri.language or iri.component not in ("", "main") or iri.format or (iri.portion and not iri.component):
        raise NotFound("this is no IRI of a published text", place=path, step="see /v1/changes")
    return Asked(iri, ending, contents)
