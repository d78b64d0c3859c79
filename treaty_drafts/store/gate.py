"""The gate: what a principal sees of the tables, one clause for each.

Everything that is read about agreements, versions, amendments and acts is read here, for somebody; no other module of
the package reads those tables. What a principal may not see is to them as if it were not there: the same `NotFound`,
by the same query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from treaty_drafts.conference import PUBLIC, Policy, Principal, may
from treaty_drafts.conference.lifecycle import DRAFTS
from treaty_drafts.errors import NotFound
from treaty_drafts.store import tables as t
from treaty_drafts.store.rows import (
    ActRow,
    AgreementRow,
    AmendmentRow,
    LogRow,
    PublicationRow,
    VersionRow,
    WordingRow,
)

TABLED: Final = ("tabled", "parked", "withdrawn", "adopted", "rejected", "satisfied", "fallen")
_PARTIES: Final = msgspec.json.Decoder(tuple[str, ...])


class Seen:
    """The tables as one principal sees them, within one transaction."""

    def __init__(self, connection: Connection, principal: Principal) -> None:
        self.connection = connection
        self.principal = principal
        rows = connection.execute(select(t.conference.c.slug, t.conference.c.policy))
        self.policies = {slug: msgspec.json.decode(policy, type=Policy) for slug, policy in rows}

    # The clauses

    @cached_property
    def policy(self) -> Policy:
        """The policy of the principal's own conference; of none, the strictest."""
        return self.policies.get(self.principal.conference, Policy())

    def may(self, operation: str, *, own: bool = True) -> bool:
        """Whether the principal may do this in their own conference."""
        return may(self.principal, operation, self.policy, own=own)

    def conferences(self, operation: str) -> tuple[str, ...]:
        """The conferences in which the principal may do this: in their own as who they are, elsewhere as anybody."""
        return tuple(
            slug
            for slug, policy in self.policies.items()
            if may(self.principal if slug == self.principal.conference else PUBLIC, operation, policy)
        )

    def _in(self, operation: str) -> ColumnElement[bool]:
        return t.agreement.c.conference.in_(self.conferences(operation))

    @cached_property
    def _agreements(self) -> ColumnElement[bool]:
        shown = select(t.issue.c.agreement).where(t.issue.c.status.in_(("published", "withdrawn")))
        return or_(self._in("read_version"), self._in("read_tabled"), t.agreement.c.slug.in_(shown))

    @cached_property
    def _versions(self) -> ColumnElement[bool]:
        return or_(self._in("read_version"), t.issue.c.status == "published")

    @cached_property
    def _amendments(self) -> ColumnElement[bool]:
        status = t.standing.c.status
        return or_(
            and_(status.in_(TABLED), self._in("read_tabled")),
            and_(t.agreement.c.conference == self.principal.conference, or_(*self._drafts())),
        )

    def _drafts(self) -> Iterator[ColumnElement[bool]]:
        """What is not everybody's: one's own, what is shared with one, and what is lodged with the chair."""
        yield false()
        status, principal = t.standing.c.status, self.principal
        if self.may("read_draft") and principal.delegation:
            yield and_(status.in_(DRAFTS), t.amendment.c.delegation == principal.delegation)
            shared = select(t.audience.c.amendment).where(t.audience.c.code.in_(sorted(principal.audience)))
            yield and_(status.in_(DRAFTS), t.amendment.c.id.in_(shared))
        if self.may("read_lodged", own=False):
            yield status == "lodged"

    def _acts(self, owner: str) -> ColumnElement[bool]:
        """The acts of a room's log, or of the delegation's own; the conference's own log is its officers'."""
        principal = self.principal
        if owner and not (owner == principal.delegation and self.may("read_draft")):
            return false()
        operation = "read_record" if self.may("read_record") else ""
        if not operation:
            return false()
        here = and_(t.act.c.conference == principal.conference, t.act.c.owner == owner)
        return here if self.may("export_record") else and_(here, t.act.c.agreement != "")

    # Agreements and versions

    def agreements(self) -> list[AgreementRow]:
        """The agreements that are seen, by slug."""
        rows = self.connection.execute(_AGREEMENTS.where(self._agreements).order_by(t.agreement.c.slug))
        return [AgreementRow(**row) for row in rows.mappings()]

    def agreement(self, slug: str) -> AgreementRow:
        """One agreement; `NotFound`."""
        row = self.connection.execute(_AGREEMENTS.where(self._agreements, t.agreement.c.slug == slug)).mappings()
        return AgreementRow(**_one(row.one_or_none(), "agreement", slug))

    def by_work(self, work: str) -> AgreementRow:
        """The agreement of that FRBR Work IRI; `NotFound`."""
        row = self.connection.execute(_AGREEMENTS.where(self._agreements, t.agreement.c.work == work)).mappings()
        return AgreementRow(**_one(row.one_or_none(), "agreement", work))

    def versions(self, agreement: str, *, language: str = "") -> list[VersionRow]:
        """The versions of an agreement, by language and in their order; those that were withdrawn are not among them
        for whom they were only ever public.
        """
        self.agreement(agreement)
        query = _VERSIONS.where(t.version.c.agreement == agreement, self._versions)
        if language:
            query = query.where(t.version.c.language == language)
        rows = self.connection.execute(query.order_by(t.version.c.language, t.version.c.ordinal))
        return [_version(row) for row in rows.mappings()]

    def version(self, agreement: str, language: str, number: str) -> VersionRow:
        """One version by its name; `NotFound`."""
        return self._version(
            f"{language}@{number}",
            t.version.c.agreement == agreement,
            t.version.c.language == language,
            t.version.c.number == number,
        )

    def version_of(self, agreement: str, digest: str) -> VersionRow:
        """One version by its digest; `NotFound`."""
        return self._version(digest, t.version.c.agreement == agreement, t.version.c.digest == digest)

    def latest(self, agreement: str, language: str) -> VersionRow:
        """The last version of a language that is seen; `NotFound`."""
        rows = self.versions(agreement, language=language)
        if not rows:
            raise NotFound(f"no version in {language} is here", place=agreement, step="ask for another language")
        return rows[-1]

    def body(self, version: VersionRow) -> bytes:
        """The bytes of a version that was seen."""
        query = select(t.version.c.body).where(
            t.version.c.agreement == version.agreement,
            t.version.c.language == version.language,
            t.version.c.number == version.number,
        )
        found: bytes = self.connection.execute(query).scalar_one()
        return found

    def _version(self, name: str, *which: ColumnElement[bool]) -> VersionRow:
        row = self.connection.execute(_VERSIONS.where(self._versions, *which)).mappings().one_or_none()
        return _version(_one(row, "version", name))

    def tombstone(self, agreement: str, language: str, number: str) -> PublicationRow | None:
        """The withdrawal of a publication, where there was one: what was public once may be known to be gone."""
        query = _PUBLICATIONS.where(
            t.publication.c.agreement == agreement,
            t.publication.c.language == language,
            t.publication.c.number == number,
        )
        rows = self.connection.execute(query.order_by(t.publication.c.sequence.desc()).limit(1)).mappings().all()
        found = PublicationRow(**rows[0]) if rows else None
        return found if found is not None and found.kind == "withdrawn" else None

    def publications(
        self, *, agreement: str = "", after: int = 0, before: int = 0, newest: bool = False, limit: int = 200
    ) -> list[PublicationRow]:
        """The publication log, which is public, between two sequence numbers; the oldest first, or the newest."""
        sequence = t.publication.c.sequence
        query = _PUBLICATIONS.where(sequence > after)
        if before:
            query = query.where(sequence < before)
        if agreement:
            query = query.where(t.publication.c.agreement == agreement)
        query = query.order_by(sequence.desc() if newest else sequence).limit(limit)
        return [PublicationRow(**row) for row in self.connection.execute(query).mappings()]

    def published(self) -> int:
        """The last sequence number of the publication log."""
        found: int | None = self.connection.execute(select(func.max(t.publication.c.sequence))).scalar_one_or_none()
        return found or 0

    def manifest(self, version: VersionRow) -> str:
        """The manifest of the consolidation that made a version that was seen; empty where none did."""
        query = select(t.consolidation.c.manifest).where(
            t.consolidation.c.agreement == version.agreement,
            t.consolidation.c.language == version.language,
            t.consolidation.c.number == version.number,
        )
        return self.connection.execute(query).scalar_one_or_none() or ""

    # Amendments

    def amendments(
        self,
        agreement: str,
        *,
        statuses: Collection[str] = (),
        base: str = "",
        sponsor: str = "",
        symbol: str = "",
        after: tuple[int, str] | None = None,
        limit: int = 0,
    ) -> list[AmendmentRow]:
        """The amendments that are seen: tabled ones in the order of tabling, then drafts by id.

        `symbol` is whole or its end (`L.3`); `after` is the (rank, id) of the last one had; `limit` 0 means all.
        """
        self.agreement(agreement)
        rank, ident = t.standing.c.rank, t.amendment.c.id
        query = _AMENDMENTS.where(t.amendment.c.agreement == agreement, self._amendments).order_by(rank, ident)
        if statuses:
            query = query.where(t.standing.c.status.in_(tuple(statuses)))
        if base:
            query = query.where(t.wording.c.base == base)
        if sponsor:
            query = query.where(t.standing.c.sponsors.contains(f'"{sponsor}"', autoescape=True))
        if symbol:
            whole = t.standing.c.symbol
            query = query.where(or_(whole == symbol, whole.endswith(f"/{symbol}", autoescape=True)))
        if after is not None:
            query = query.where(or_(rank > after[0], and_(rank == after[0], ident > after[1])))
        if limit:
            query = query.limit(limit)
        return [self._amendment(row) for row in self.connection.execute(query).mappings()]

    def amendment(self, ident: str) -> AmendmentRow:
        """One amendment as it stands now; `NotFound` where there is none or it is not for this principal."""
        row = self.connection.execute(_AMENDMENTS.where(self._amendments, t.amendment.c.id == ident)).mappings()
        return self._amendment(_one(row.one_or_none(), "amendment", ident))

    def by_symbol(self, agreement: str, symbol: str) -> AmendmentRow:
        """The amendment of that symbol; `NotFound`."""
        query = _AMENDMENTS.where(self._amendments, t.amendment.c.agreement == agreement, t.standing.c.symbol == symbol)
        return self._amendment(_one(self.connection.execute(query).mappings().one_or_none(), "amendment", symbol))

    def _amendment(self, row: Any) -> AmendmentRow:
        values = dict(row)
        mine = values["delegation"] == self.principal.delegation and values["conference"] == self.principal.conference
        del values["conference"]
        values["sponsors"] = _PARTIES.decode(values["sponsors"])
        values["audience"] = _PARTIES.decode(values["audience"]) if mine else ()
        return AmendmentRow(**values)

    def wordings(self, amendments: Sequence[AmendmentRow]) -> dict[str, WordingRow]:
        """The present wordings of amendments that were seen, by id."""
        found: dict[str, WordingRow] = {}
        for at in range(0, len(amendments), _MANY):
            some = {one.id: one for one in amendments[at : at + _MANY]}
            for row in self.connection.execute(_WORDINGS.where(t.wording.c.amendment.in_(some))).mappings():
                one = some[row["amendment"]]
                if (row["stage"], row["number"]) == (one.stage, one.wording):
                    found[one.id] = WordingRow(**row)
        return found

    def wording(self, amendment: AmendmentRow, number: int = 0) -> WordingRow:
        """One wording of an amendment that was seen, of the stage that it is in; the present one where 0."""
        query = _WORDINGS.where(
            t.wording.c.amendment == amendment.id,
            t.wording.c.stage == amendment.stage,
            t.wording.c.number == (number or amendment.wording),
        )
        row = self.connection.execute(query).mappings().one_or_none()
        return WordingRow(**_one(row, "wording", f"{amendment.symbol or amendment.id}, wording {number}"))

    # The record

    def acts(
        self, agreement: str, *, owner: str = "", after: int = -1, amendment: str = "", limit: int = 0
    ) -> list[ActRow]:
        """The acts of a log after a serial number: of the room's, or of the delegation's own."""
        query = _ACTS.where(self._acts(owner), t.act.c.agreement == agreement, t.act.c.serial > after)
        if amendment:
            query = query.where(t.act.c.amendment == amendment)
        if limit:
            query = query.limit(limit)
        return [ActRow(**row) for row in self.connection.execute(query.order_by(t.act.c.serial)).mappings()]

    def last(self, agreement: str, *, owner: str = "") -> int:
        """The last serial number of those acts of a log that are seen; -1 where there is none."""
        query = select(func.max(t.act.c.serial)).where(self._acts(owner), t.act.c.agreement == agreement)
        found: int | None = self.connection.execute(query).scalar_one_or_none()
        return -1 if found is None else found

    def log(self, agreement: AgreementRow, *, owner: str = "") -> LogRow:
        """How far a log has come; nothing yet where no act is in it. Who sees the agreement knows the room's."""
        if owner and owner != self.principal.delegation:
            raise NotFound("there is no such log", place=owner, step="the room's log has no owner")
        query = select(t.log).where(
            t.log.c.conference == agreement.conference, t.log.c.agreement == agreement.slug, t.log.c.owner == owner
        )
        row = self.connection.execute(query).mappings().one_or_none()
        return LogRow(**row) if row else LogRow(agreement.conference, agreement.slug, owner, 0, "", 0)

    def leaves(self, agreement: AgreementRow) -> tuple[bytes, ...]:
        """The hashes of all leaves of the room's log, which say nothing of the acts."""
        of = t.act.c
        query = select(of.leaf).where(
            of.conference == agreement.conference, of.agreement == agreement.slug, of.owner == ""
        )
        return tuple(self.connection.execute(query.order_by(of.serial)).scalars())

    def checkpoints(self, agreement: AgreementRow) -> list[str]:
        """The signed checkpoints of the room's log, in their order."""
        of = t.checkpoint.c
        query = select(of.note).where(
            of.conference == agreement.conference, of.agreement == agreement.slug, of.owner == ""
        )
        return list(self.connection.execute(query.order_by(of.size)).scalars())

    def key(self, conference: str) -> bytes:
        """The private key of a conference: to sign with, never to be shown."""
        query = select(t.conference.c.key).where(t.conference.c.slug == conference)
        key: bytes = self.connection.execute(query).scalar_one()
        return key

    def checkpoint(self, agreement: AgreementRow, *, owner: str = "", size: int = 0) -> str:
        """The last signed checkpoint of a log, or that of a size; empty where there is none."""
        log = self.log(agreement, owner=owner)
        here = and_(
            t.checkpoint.c.conference == log.conference,
            t.checkpoint.c.agreement == log.agreement,
            t.checkpoint.c.owner == log.owner,
        )
        query = select(t.checkpoint.c.note).where(here).order_by(t.checkpoint.c.size.desc()).limit(1)
        if size:
            query = query.where(t.checkpoint.c.size == size)
        return self.connection.execute(query).scalar_one_or_none() or ""


_MANY: Final = 500
_AGREEMENTS: Final = select(*(t.agreement.c[name] for name in AgreementRow.__struct_fields__))
_PUBLICATIONS: Final = select(*(t.publication.c[name] for name in PublicationRow.__struct_fields__))
_WORDINGS: Final = select(*(t.wording.c[name] for name in WordingRow.__struct_fields__))
_ACTS: Final = select(*(t.act.c[name] for name in ActRow.__struct_fields__))
_VERSIONS: Final = (
    select(
        *(t.version.c[name] for name in VersionRow.__struct_fields__[:-2]),
        func.coalesce(t.issue.c.status, "").label("issue"),
        func.coalesce(t.issue.c.signatures, "[]").label("signatures"),
    )
    .join(t.agreement, t.agreement.c.slug == t.version.c.agreement)
    .outerjoin(
        t.issue,
        and_(
            t.issue.c.agreement == t.version.c.agreement,
            t.issue.c.language == t.version.c.language,
            t.issue.c.number == t.version.c.number,
        ),
    )
)
_AMENDMENTS: Final[Select[Any]] = (
    select(
        *(t.amendment.c[name] for name in ("id", "agreement", "language", "delegation")),
        *(
            t.standing.c[name]
            for name in ("status", "symbol", "sponsors", "audience", "stage", "wording", "rank", "at")
        ),
        t.wording.c.base,
        t.wording.c.parent,
        t.wording.c.waits,
        t.agreement.c.conference,
    )
    .join(t.standing, t.standing.c.amendment == t.amendment.c.id)
    .join(t.agreement, t.agreement.c.slug == t.amendment.c.agreement)
    .join(
        t.wording,
        and_(
            t.wording.c.amendment == t.standing.c.amendment,
            t.wording.c.stage == t.standing.c.stage,
            t.wording.c.number == t.standing.c.wording,
        ),
    )
)


def _version(row: Any) -> VersionRow:
    return VersionRow(**{**row, "signatures": _PARTIES.decode(row["signatures"])})


def _one(row: Any, kind: str, name: str) -> Any:
    if row is None:
        raise NotFound(f"there is no such {kind}", place=name, step="see what is listed")
    return row
