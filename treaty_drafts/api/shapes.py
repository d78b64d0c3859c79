"""What is answered and asked for, as data: the shapes of the OpenAPI document. Times are RFC 3339 in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec


class Agreement(msgspec.Struct, frozen=True):
    """A text under negotiation: `slug` names it here, `work` is its FRBR Work IRI."""

    slug: str
    title: str
    work: str
    phase: str


class Agreements(msgspec.Struct, frozen=True):
    """A page of agreements; `next` is the cursor of the page after, empty on the last."""

    items: tuple[Agreement, ...]
    next: str = ""


class Version(msgspec.Struct, frozen=True):
    """One state of an agreement in one language, which never changes. `name` is `language@number`; `issue` says
    whether it is `published`; `formats` has the address of each rendition by its ending.
    """

    agreement: str
    name: str
    language: str
    number: str
    symbol: str
    title: str
    date: str
    digest: str
    base: str
    issue: str
    at: str
    iri: str
    formats: Mapping[str, str]


class Versions(msgspec.Struct, frozen=True):
    """The versions of an agreement, by language, each language in its order."""

    items: tuple[Version, ...]


class Change(msgspec.Struct, frozen=True):
    """One line of the publication log. `withdrawn` is a tombstone: what was at `iri` is gone."""

    sequence: int
    kind: Literal["published", "republished", "withdrawn"]
    agreement: str
    iri: str
    digest: str
    at: str
    formats: Mapping[str, str]


class Changes(msgspec.Struct, frozen=True):
    """A page of the publication log. `next` is always there: keep it, and ask with it again later."""

    items: tuple[Change, ...]
    next: str
    more: bool
