"""What a principal may see, as conditions of SQL: one for each table.

They depend on the principal and on the policies of the conferences alone, and are built once for all who ask as the
same: building them takes longer than answering them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
)

from treaty_drafts.conference import PUBLIC, Policy, Principal, may
from treaty_drafts.conference.lifecycle import DRAFTS
from treaty_drafts.store import tables as t
from treaty_drafts.store.rows import AgreementRow, VersionRow

TABLED: Final = ("tabled", "parked", "withdrawn", "adopted", "rejected", "satisfied", "fallen")

Policies: TypeAlias = tuple[tuple[str, Policy], ...]
"""The policy of each conference."""

AGREEMENTS: Final = select(*(t.agreement.c[name] for name in AgreementRow.__struct_fields__))
VERSIONS: Final = (
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
AMENDMENTS: Final[Select[Any]] = (
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
    .join(t.agreement, t.agreement.c.slug == t.standing.c.agreement)
    .join(
        t.wording,
        and_(
            t.wording.c.amendment == t.standing.c.amendment,
            t.wording.c.stage == t.standing.c.stage,
            t.wording.c.number == t.standing.c.wording,
        ),
    )
)
PLACES: Final = (
    select(t.amendment.c.agreement, t.amendment.c.delegation, t.standing.c.status)
    .join(t.standing, t.standing.c.amendment == t.amendment.c.id)
    .join(t.agreement, t.agreement.c.slug == t.standing.c.agreement)
)


def _spelled(words: Iterable[str]) -> list[ColumnElement[str]]:
    """Words that stand in the statement itself: a list of values would be written into it each time it is asked."""
    return [literal_column(f"'{word}'") for word in words]


_TABLED: Final = _spelled(TABLED)
_WAS_PUBLIC: Final = _spelled(("published", "withdrawn"))
_DRAFTS: Final = _spelled(sorted(DRAFTS))


def _size(owner: ColumnElement[str]) -> ScalarSelect[int]:
    """The size of the log of that owner in the agreement of the row."""
    of = t.log.c
    here = and_(of.conference == t.agreement.c.conference, of.agreement == t.agreement.c.slug, of.owner == owner)
    return select(of.size).where(here).correlate(t.agreement, t.amendment).scalar_subquery()


def _with_more(amendments: Select[Any], last: Select[Any]) -> Select[Any]:
    """Amendments with what acts about them need: their words, their agreement, the digest of the last version, and the
    sizes of the two logs.
    """
    words = (t.wording.c[name] for name in ("patch", "origin", "reason", "digest"))
    its = (t.agreement.c[name] for name in ("title", "work", "prefix", "phase"))
    latest = last.with_only_columns(t.version.c.digest).correlate(t.amendment).scalar_subquery().label("latest")
    sizes = (_size(t.amendment.c.delegation).label("own"), _size(literal_column("''")).label("room"))
    return amendments.add_columns(*words, *its, latest, *sizes)


DRAFTS_OF_IDS: Final = _with_more(
    AMENDMENTS.where(
        t.amendment.c.id.in_(bindparam("ids", expanding=True)),
        t.agreement.c.conference == bindparam("conference"),
        t.standing.c.status.in_(_DRAFTS),
    ),
    select(t.version)
    .where(t.version.c.agreement == t.amendment.c.agreement, t.version.c.language == t.amendment.c.language)
    .order_by(t.version.c.ordinal.desc())
    .limit(1),
)


class Clauses:
    """The conditions of one principal, and the statements that are asked most often, ready but for their values."""

    def __init__(self, principal: Principal, policies: Policies) -> None:
        self.principal = principal
        self.policies = dict(policies)
        self.policy = self.policies.get(principal.conference, Policy())

    def may(self, operation: str, *, own: bool = True) -> bool:
        """Whether the principal may do this in their own conference; the policy of none is the strictest."""
        return may(self.principal, operation, self.policy, own=own)

    def conferences(self, operation: str) -> tuple[str, ...]:
        """The conferences in which the principal may do this: in their own as who they are, elsewhere as anybody."""
        return tuple(
            slug
            for slug, policy in self.policies.items()
            if may(self.principal if slug == self.principal.conference else PUBLIC, operation, policy)
        )

    def _in(self, operation: str) -> ColumnElement[bool]:
        return t.agreement.c.conference.in_([literal(slug) for slug in self.conferences(operation)])

    @cached_property
    def agreements(self) -> ColumnElement[bool]:
        """Those of conferences in which one takes part, and those with a text that is or was public."""
        shown = select(t.issue.c.agreement).where(t.issue.c.status.in_(_WAS_PUBLIC))
        taking_part = (self._in(operation) for operation in ("read_version", "read_tabled", "read_record"))
        return or_(*taking_part, t.agreement.c.slug.in_(shown))

    @cached_property
    def versions(self) -> ColumnElement[bool]:
        """Those of conferences in which one takes part, and those that are published."""
        return or_(self._in("read_version"), t.issue.c.status == "published")

    @cached_property
    def amendments(self) -> ColumnElement[bool]:
        """What is tabled, for who reads that; drafts for whom they are."""
        return or_(
            and_(t.standing.c.status.in_(_TABLED), self._in("read_tabled")),
            and_(t.agreement.c.conference == self.principal.conference, or_(*self._drafts())),
        )

    def _drafts(self) -> Iterator[ColumnElement[bool]]:
        """What is not everybody's: one's own, what is shared with one, and what is lodged with the chair."""
        yield false()
        status, principal = t.standing.c.status, self.principal
        if self.may("read_draft") and principal.delegation:
            yield and_(status.in_(_DRAFTS), t.amendment.c.delegation == principal.delegation)
            codes = [literal(code) for code in sorted(principal.audience)]
            shared = select(t.audience.c.amendment).where(t.audience.c.code.in_(codes))
            yield and_(status.in_(_DRAFTS), t.amendment.c.id.in_(shared))
        if self.may("read_lodged", own=False):
            yield status == "lodged"

    def acts(self, owner: str) -> ColumnElement[bool]:
        """The acts of a room's log, or of the delegation's own; the conference's own log is its officers'."""
        principal = self.principal
        if not self.may("read_record") or (owner and not (owner == principal.delegation and self.may("read_draft"))):
            return false()
        here = and_(t.act.c.conference == principal.conference, t.act.c.owner == owner)
        return here if self.may("export_record") else and_(here, t.act.c.agreement != "")

    # Statements

    @cached_property
    def agreement_of_slug(self) -> Select[Any]:
        """The agreement of `slug`."""
        return AGREEMENTS.where(self.agreements, t.agreement.c.slug == bindparam("slug"))

    @cached_property
    def amendment_of_id(self) -> Select[Any]:
        """The amendment of `id`."""
        return AMENDMENTS.where(self.amendments, t.amendment.c.id == bindparam("id"))

    @cached_property
    def place_of_id(self) -> Select[Any]:
        """Where the amendment of `id` is, and how far it has come."""
        return PLACES.where(self.amendments, t.amendment.c.id == bindparam("id"))

    @cached_property
    def matter_of_id(self) -> Select[Any]:
        """The amendment of `id` with its present wording, its agreement (and whether that is seen), the digest of the
        last version of its language, and the sizes of the logs.
        """
        last = self.last(t.amendment.c.agreement, t.amendment.c.language)
        return _with_more(self.amendment_of_id, last).add_columns(self.agreements.label("known"))

    @cached_property
    def last_version(self) -> Select[Any]:
        """The last version of `agreement` in `language`."""
        return self.last(bindparam("agreement"), bindparam("language"))

    def last(self, agreement: ColumnElement[str], language: ColumnElement[str]) -> Select[Any]:
        """The last version of an agreement in a language."""
        of = t.version.c
        found = VERSIONS.where(of.agreement == agreement, of.language == language, self.versions)
        return found.order_by(of.ordinal.desc()).limit(1)

    @cached_property
    def version_of_digest(self) -> Select[Any]:
        """The version of `agreement` with `digest`."""
        of = t.version.c
        return VERSIONS.where(of.agreement == bindparam("agreement"), of.digest == bindparam("digest"), self.versions)


@lru_cache(maxsize=1_024)
def clauses_of(principal: Principal, policies: Policies) -> Clauses:
    """The conditions of a principal, built before or now."""
    return Clauses(principal, policies)
