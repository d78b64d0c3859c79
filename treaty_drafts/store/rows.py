"""What a principal is shown of the tables: values, not rows that could be written back."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Phase: TypeAlias = Literal["open", "closed", "scrub"]
"""Open for proposals; closed for new ones; in legal scrub, where only form is touched."""

Issue: TypeAlias = Literal["", "signed", "published", "withdrawn"]
"""Whether a version is public: not yet, signed by one of two, published, withdrawn again."""


class AgreementRow(msgspec.Struct, frozen=True):
    """An agreement: `slug` names it in addresses, `work` is its FRBR Work IRI, `prefix` begins its symbols."""

    slug: str
    conference: str
    title: str
    work: str
    prefix: str
    phase: Phase


class VersionRow(msgspec.Struct, frozen=True):
    """A version without its text. `ordinal` counts the versions of one language from 0; `base` is the number of the
    version that it was consolidated from, if it was; `number` and `language` name it in its IRI.
    """

    agreement: str
    language: str
    number: str
    ordinal: int
    digest: str
    symbol: str
    title: str
    date: str
    base: str
    at: str
    issue: Issue = ""
    signatures: tuple[str, ...] = ()


class AmendmentRow(msgspec.Struct, frozen=True):
    """An amendment as it stands now, without its patch.

    `delegation` drafted it; `base` is the digest of the version that its present wording is written against, `waits` is
    `fuzzy` or `conflict` where a consolidation left that open. `rank` orders what is tabled. `audience` is empty for
    all but the delegation that drafted it. `at` is the time of the last act about it.
    """

    id: str
    agreement: str
    language: str
    delegation: str
    parent: str
    status: str
    symbol: str
    sponsors: tuple[str, ...]
    audience: tuple[str, ...]
    stage: Literal["draft", "tabled"]
    wording: int
    rank: int
    base: str
    waits: str
    at: str


class WordingRow(msgspec.Struct, frozen=True):
    """One wording of an amendment: `patch` and `origin` are JSON, `digest` the SHA-256 of the patch.

    `parent` is the id of the amendment whose words it amends, if it is a sub-amendment on this base: once the parent
    has been adopted, it amends the text itself.

    Drafts and what is tabled are counted apart, each from 1, so that nobody learns how often a draft was edited.
    """

    amendment: str
    stage: Literal["draft", "tabled"]
    number: int
    base: str
    parent: str
    patch: str
    origin: str
    reason: str
    waits: str
    digest: str


class MatterRow(msgspec.Struct, frozen=True):
    """An amendment as it stands, its present wording, its agreement, the digest of the last version in its language;
    and how many acts there were, as this was read, in the log of the delegation that drafted it (`own`) and in the
    room's.
    """

    amendment: AmendmentRow
    wording: WordingRow
    agreement: AgreementRow
    latest: str
    own: int
    room: int


class ActRow(msgspec.Struct, frozen=True):
    """One line of a log: `body` is the canonical JSON that its leaf is the hash of; empty where it was redacted."""

    agreement: str
    owner: str
    serial: int
    body: str
    leaf: bytes
    at: str
    verb: str
    amendment: str


class LogRow(msgspec.Struct, frozen=True):
    """A log: `owner` is empty for the room's, else the code of a delegation; `agreement` empty for the conference's."""

    conference: str
    agreement: str
    owner: str
    size: int
    frontier: str
    tabled: int


class PublicationRow(msgspec.Struct, frozen=True):
    """One line of the publication log, gap-free from 1; `withdrawn` is the tombstone of what was published."""

    sequence: int
    kind: Literal["published", "republished", "withdrawn"]
    agreement: str
    language: str
    number: str
    digest: str
    at: str
