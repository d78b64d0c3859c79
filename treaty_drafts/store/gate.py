"""The gate: what a principal sees of the tables, one clause for each.

Everything that is read about agreements, versions, amendments and acts is read here, for somebody; no other module of
the package reads those tables. What a principal may not see is to them as if it were not there: the same `NotFound`,
by the same query.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from treaty_drafts.conference import Policy, Principal
from treaty_drafts.errors import NotFound
from treaty_drafts.store import tables as t
from treaty_drafts.store.clauses import AGREEMENTS, AMENDMENTS, DRAFTS_OF_IDS, VERSIONS, Policies, clauses_of
from treaty_drafts.store.rows import (
    ActRow,
    AgreementRow,
    AmendmentRow,
    LogRow,
    MatterRow,
    PublicationRow,
    VersionRow,
    WordingRow,
)

_PARTIES: Final = msgspec.json.Decoder(tuple[str, ...])


class Seen:
    """The tables as one principal sees them, within one transaction."""

    def __init__(self, connection: Connection, principal: Principal, policies: Policies | None = None) -> None:
        self.connection = connection
        self.principal = principal
        if policies is None:
            policies = tuple((slug, _policy(policy)) for slug, policy in connection.execute(_POLICIES))
        self._policies = policies
        self._of = clauses_of(principal, policies)

    def by(self, principal: Principal) -> Seen:
        """The same tables in the same transaction, as another principal sees them."""
        return Seen(self.connection, principal, self._policies)

    @property
    def policy(self) -> Policy:
        """The policy of the principal's own conference; of none, the strictest."""
        return self._of.policy

    def may(self, operation: str, *, own: bool = True) -> bool:
        """Whether the principal may do this in their own conference."""
        return self._of.may(operation, own=own)

    def conferences(self, operation: str) -> tuple[str, ...]:
        """The conferences in which the principal may do this: in their own as who they are, elsewhere as anybody."""
        return self._of.conferences(operation)

    # Agreements and versions

    def agreements(self) -> list[AgreementRow]:
        """The agreements that are seen, by slug."""
        rows = self.connection.execute(AGREEMENTS.where(self._of.agreements).order_by(t.agreement.c.slug))
        return [AgreementRow(**row) for row in rows.mappings()]

    def agreement(self, slug: str) -> AgreementRow:
        """One agreement; `NotFound`."""
        row = self.connection.execute(self._of.agreement_of_slug, {"slug": slug}).mappings()
        return AgreementRow(**_one(row.one_or_none(), "agreement", slug))

    def by_work(self, work: str) -> AgreementRow:
        """The agreement of that FRBR Work IRI; `NotFound`."""
        row = self.connection.execute(AGREEMENTS.where(self._of.agreements, t.agreement.c.work == work)).mappings()
        return AgreementRow(**_one(row.one_or_none(), "agreement", work))

    def versions(self, agreement: str, *, language: str = "") -> list[VersionRow]:
        """The versions of an agreement, by language and in their order; those that were withdrawn are not among them
        for whom they were only ever public.
        """
        self.agreement(agreement)
        query = VERSIONS.where(t.version.c.agreement == agreement, self._of.versions)
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
        row = self.connection.execute(self._of.version_of_digest, {"agreement": agreement, "digest": digest})
        return _version(_one(row.mappings().one_or_none(), "version", digest))

    def latest(self, agreement: str, language: str) -> VersionRow:
        """The last version of a language that is seen; `NotFound`."""
        found = self.connection.execute(self._of.last_version, {"agreement": agreement, "language": language})
        row = found.mappings().one_or_none()
        if row is None:
            raise NotFound(f"no version in {language} is here", place=agreement, step="ask for another language")
        return _version(row)

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
        row = self.connection.execute(VERSIONS.where(self._of.versions, *which)).mappings().one_or_none()
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
        since: str = "",
        after: tuple[int, str] | None = None,
        limit: int = 0,
    ) -> list[AmendmentRow]:
        """The amendments that are seen: tabled ones in the order of tabling, then drafts by id.

        `symbol` is whole or its end (`L.3`); `since` is the time of the last act at the earliest; `after` is the
        (rank, id) of the last one had; `limit` 0 means all.
        """
        self.agreement(agreement)
        rank, ident = t.standing.c.rank, t.standing.c.amendment
        query = AMENDMENTS.where(t.standing.c.agreement == agreement, self._of.amendments).order_by(rank, ident)
        if statuses:
            query = query.where(t.standing.c.status.in_(tuple(statuses)))
        if base:
            query = query.where(t.wording.c.base == base)
        if sponsor:
            query = query.where(t.standing.c.sponsors.contains(f'"{sponsor}"', autoescape=True))
        if symbol:
            whole = t.standing.c.symbol
            query = query.where(or_(whole == symbol, whole.endswith(f"/{symbol}", autoescape=True)))
        if since:
            query = query.where(t.standing.c.at >= since)
        if after is not None:
            query = query.where(or_(rank > after[0], and_(rank == after[0], ident > after[1])))
        if limit:
            query = query.limit(limit)
        return [self._amendment(row) for row in self.connection.execute(query).mappings()]

    def amendment(self, ident: str) -> AmendmentRow:
        """One amendment as it stands now; `NotFound` where there is none or it is not for this principal."""
        row = self.connection.execute(self._of.amendment_of_id, {"id": ident}).mappings()
        return self._amendment(_one(row.one_or_none(), "amendment", ident))

    def place(self, ident: str) -> tuple[str, str, str]:
        """Of an amendment its agreement, the delegation that drafted it, and its status now; `NotFound`."""
        row = self.connection.execute(self._of.place_of_id, {"id": ident}).one_or_none()
        agreement, delegation, status = _one(row, "amendment", ident)
        return agreement, delegation, status

    def matter(self, ident: str) -> MatterRow:
        """One amendment as it stands now, with what acts about it need; `NotFound` where either is not seen."""
        found = self.connection.execute(self._of.matter_of_id, {"id": ident}).mappings().one_or_none()
        row = dict(_one(found, "amendment", ident))
        if not row.pop("known"):
            raise _none("agreement", row["agreement"])
        return self._matter(row)

    def drafts(self, idents: Collection[str]) -> dict[str, Mapping[str, Any]]:
        """Drafts of the principal's conference by id, whosever they are: only `own_draft` shows what is in them."""
        values = {"ids": sorted(idents), "conference": self.principal.conference}
        return {row["id"]: dict(row) for row in self.connection.execute(DRAFTS_OF_IDS, values).mappings()}

    def own_draft(self, row: Mapping[str, Any] | None) -> MatterRow | None:
        """One of `drafts`, for whom it and the text that it is about are to be read; None for others."""
        own = row is not None and row["delegation"] == self.principal.delegation
        if row is None or not own or not self.may("read_draft") or not self.may("read_version"):
            return None
        return self._matter(dict(row))

    def _matter(self, row: dict[str, Any]) -> MatterRow:
        words = {name: row.pop(name) for name in ("patch", "origin", "reason", "digest")}
        its = {name: row.pop(name) for name in ("title", "work", "prefix", "phase")}
        latest, own, room = row.pop("latest") or "", row.pop("own") or 0, row.pop("room") or 0
        agreement = AgreementRow(row["agreement"], row["conference"], **its)
        one = self._amendment(row)
        wording = WordingRow(one.id, one.stage, one.wording, one.base, one.parent, waits=one.waits, **words)
        return MatterRow(one, wording, agreement, latest, own, room)

    def by_symbol(self, agreement: str, symbol: str) -> AmendmentRow:
        """The amendment of that symbol; `NotFound`."""
        query = AMENDMENTS.where(
            self._of.amendments, t.amendment.c.agreement == agreement, t.standing.c.symbol == symbol
        )
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
        values = {"id": amendment.id, "stage": amendment.stage, "number": number or amendment.wording}
        row = self.connection.execute(_WORDING, values).mappings().one_or_none()
        return WordingRow(**_one(row, "wording", f"{amendment.symbol or amendment.id}, wording {number}"))

    # The record

    def acts(
        self, agreement: str, *, owner: str = "", after: int = -1, amendment: str = "", limit: int = 0
    ) -> list[ActRow]:
        """The acts of a log after a serial number: of the room's, or of the delegation's own."""
        query = _ACTS.where(self._of.acts(owner), t.act.c.agreement == agreement, t.act.c.serial > after)
        if amendment:
            query = query.where(t.act.c.amendment == amendment)
        if limit:
            query = query.limit(limit)
        return [ActRow(**row) for row in self.connection.execute(query.order_by(t.act.c.serial)).mappings()]

    def last(self, agreement: str, *, owner: str = "") -> int:
        """The last serial number of those acts of a log that are seen; -1 where there is none."""
        query = select(func.max(t.act.c.serial)).where(self._of.acts(owner), t.act.c.agreement == agreement)
        found: int | None = self.connection.execute(query).scalar_one_or_none()
        return -1 if found is None else found

    def changed(self, log: LogRow, *, since: int) -> int:
        """The serial number of the last act of a log, from `since` on, about anything but one amendment; else -1."""
        values = {"c": log.conference, "a": log.agreement, "o": log.owner, "since": since}
        found: int | None = self.connection.execute(_CHANGED, values).scalar_one()
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
        key: bytes = self.connection.execute(_KEY, {"slug": conference}).scalar_one()
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
_PUBLICATIONS: Final = select(*(t.publication.c[name] for name in PublicationRow.__struct_fields__))
_WORDINGS: Final = select(*(t.wording.c[name] for name in WordingRow.__struct_fields__))
_WORDING: Final = _WORDINGS.where(
    t.wording.c.amendment == bindparam("id"),
    t.wording.c.stage == bindparam("stage"),
    t.wording.c.number == bindparam("number"),
)
_KEY: Final = select(t.conference.c.key).where(t.conference.c.slug == bindparam("slug"))
_CHANGED: Final = select(func.max(t.act.c.serial)).where(
    t.act.c.conference == bindparam("c"),
    t.act.c.agreement == bindparam("a"),
    t.act.c.owner == bindparam("o"),
    t.act.c.serial >= bindparam("since"),
    t.act.c.amendment == "",
)
_ACTS: Final = select(*(t.act.c[name] for name in ActRow.__struct_fields__))
_POLICIES: Final = select(t.conference.c.slug, t.conference.c.policy).order_by(t.conference.c.slug)


@lru_cache(maxsize=64)
def _policy(written: str) -> Policy:
    return msgspec.json.decode(written, type=Policy)


def _version(row: Any) -> VersionRow:
    return VersionRow(**{**row, "signatures": _PARTIES.decode(row["signatures"])})


def _one(row: Any, kind: str, name: str) -> Any:
    if row is None:
        raise _none(kind, name)
    return row


def _none(kind: str, name: str) -> NotFound:
    return NotFound(f"there is no such {kind}", place=name, step="see what is listed")
