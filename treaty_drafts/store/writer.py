"""The writing side: what an act leaves in the tables, within one transaction.

One lock for each log gives serial numbers and symbols (`lock`). Who needs several takes them in one order: a
delegation's own log, the room's, the publication log; so that nobody waits for each other in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

import msgspec
from sqlalchemy import Connection, Table, and_, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from treaty_drafts.conference import Delegation, Membership, Policy, Principal, Standing
from treaty_drafts.store import tables as t
from treaty_drafts.store.engine import in_one_go
from treaty_drafts.store.gate import Seen
from treaty_drafts.store.rows import AgreementRow, LogRow, PublicationRow, VersionRow, WordingRow
from treaty_drafts.store.waking import wake

Name: TypeAlias = tuple[str, str, str]
"""Of a log: its conference, its agreement, its owner."""


class Writing:
    """One transaction that writes; `seen` is the gate of the principal who acts, on the same transaction.

    What acts leave is collected and written at its end, each table once: an act takes few statements, and a
    consolidation of ten thousand amendments not many more. What is read meanwhile is the database as it was.
    """

    def __init__(self, connection: Connection, principal: Principal) -> None:
        self.connection = connection
        self.seen = Seen(connection, principal)
        self._seen = {principal: self.seen}
        self._keys: dict[str, bytes] = {}
        self._dialect = connection.dialect.name
        self.advanced: dict[Name, LogRow] = {}
        """The logs that got acts and no checkpoint yet, as they are now."""
        self.body = self.note = ""
        """The act and the checkpoint that were written last."""
        self._logs: dict[Name, LogRow] = {}
        self._changed: set[Name] = set()
        self._rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in _COLLECTED}

    def turn_to(self, principal: Principal) -> Writing:
        """The same transaction, in which another principal acts from now on."""
        if principal not in self._seen:
            self._seen[principal] = self.seen.by(principal)
        self.seen = self._seen[principal]
        return self

    def flush(self) -> None:
        """Writes what was collected."""
        with in_one_go(self.connection):
            self._write()

    def _write(self) -> None:
        for name in sorted(self._changed):
            log = self._logs[name]
            self.connection.execute(_SET_LOG, {"c": name[0], "a": name[1], "o": name[2], **_of_log(log)})
            wake(self.connection, log)
        for table, rows in self._rows.items():
            if rows:
                self.connection.execute(_adding(table, self._dialect), rows)
                rows.clear()
        self._changed.clear()

    # The logs

    def lock(self, conference: str, agreement: str, owner: str) -> LogRow:
        """The log, locked until the transaction ends; begun where nothing is in it yet."""
        name = (conference, agreement, owner)
        if name not in self._logs:
            values = {"c": conference, "a": agreement, "o": owner}
            row = self.connection.execute(_LOCK, values).mappings().one_or_none()
            if row is None:
                self._insert_once(t.log, msgspec.structs.asdict(LogRow(*name, 0, "", 0)))
                row = self.connection.execute(_LOCK, values).mappings().one()
            self._logs[name] = LogRow(**row)
        return self._logs[name]

    def lock_free(self, conference: str, agreement: str, owners: Iterable[str]) -> dict[str, int]:
        """Locks those of the owners' logs that nobody has locked, and waits for nobody; their sizes."""
        values = {"c": conference, "a": agreement, "owners": sorted(owners)}
        logs = [LogRow(**row) for row in self.connection.execute(_LOCK_FREE, values).mappings()]
        self._logs.update(((conference, agreement, log.owner), log) for log in logs)
        return {log.owner: log.size for log in logs}

    def append(
        self, log: LogRow, *, body: str, leaf: bytes, frontier: str, at: str, verb: str, amendment: str = ""
    ) -> LogRow:
        """One act at the end of a locked log; the log after it."""
        self._rows[t.act].append(
            {
                "conference": log.conference,
                "agreement": log.agreement,
                "owner": log.owner,
                "serial": log.size,
                "body": body,
                "leaf": leaf,
                "at": at,
                "verb": verb,
                "amendment": amendment,
            }
        )
        self.body = body
        log = self._log(log, size=log.size + 1, frontier=frontier)
        self.advanced[log.conference, log.agreement, log.owner] = log
        return log

    def next_symbol(self, log: LogRow) -> LogRow:
        """The log of a room with one more amendment tabled: `tabled` is the number that this one gets."""
        return self._log(log, tabled=log.tabled + 1)

    def checkpoint(self, log: LogRow, note: str) -> None:
        """A signed checkpoint of the log as it is."""
        self.note = note
        name = {"conference": log.conference, "agreement": log.agreement, "owner": log.owner, "size": log.size}
        self._rows[t.checkpoint].append({**name, "note": note})

    def key(self, conference: str) -> bytes:
        """The private key of a conference, to sign with."""
        if conference not in self._keys:
            self._keys[conference] = self.seen.key(conference)
        return self._keys[conference]

    def _log(self, log: LogRow, **changed: Any) -> LogRow:
        name = (log.conference, log.agreement, log.owner)
        self._changed.add(name)
        self._logs[name] = msgspec.structs.replace(self._logs[name], **changed)
        return self._logs[name]

    # Who takes part

    def add_conference(self, slug: str, title: str, policy: Policy, key: bytes, at: str) -> None:
        """A conference, with the private key that its checkpoints are signed with."""
        values = {"slug": slug, "title": title, "policy": _json(policy), "key": key, "at": at}
        self.connection.execute(insert(t.conference).values(**values))

    def set_policy(self, conference: str, policy: Policy) -> None:
        """Another policy for the conference."""
        self.connection.execute(
            update(t.conference).where(t.conference.c.slug == conference).values(policy=_json(policy))
        )

    def add_delegation(self, conference: str, delegation: Delegation) -> None:
        """A delegation."""
        self.connection.execute(
            insert(t.delegation).values(conference=conference, **msgspec.structs.asdict(delegation))
        )

    def add_membership(self, conference: str, stay: Membership) -> None:
        """A stay of a delegation in a group."""
        values = {"group_code": stay.group, "member": stay.member, "since": stay.since, "until": stay.until}
        self.connection.execute(insert(t.membership).values(conference=conference, **values))

    def end_membership(self, conference: str, stay: Membership) -> None:
        """The day from which a stay holds no more."""
        of = t.membership.c
        self.connection.execute(
            update(t.membership)
            .where(
                of.conference == conference,
                of.group_code == stay.group,
                of.member == stay.member,
                of.since == stay.since,
            )
            .values(until=stay.until)
        )

    # The texts

    def add_agreement(self, agreement: AgreementRow, at: str) -> None:
        """An agreement."""
        self.connection.execute(insert(t.agreement).values(**msgspec.structs.asdict(agreement), at=at))

    def agreement_is_known(self, slug: str, work: str) -> bool:
        """Whether a slug or a work is taken, by whatever conference."""
        query = select(func.count()).where((t.agreement.c.slug == slug) | (t.agreement.c.work == work))
        return self.connection.execute(query).scalar_one() > 0

    def set_phase(self, agreement: str, phase: str) -> None:
        """Another phase of an agreement."""
        self.connection.execute(update(t.agreement).where(t.agreement.c.slug == agreement).values(phase=phase))

    def add_version(self, version: VersionRow, body: bytes) -> None:
        """A version with its bytes."""
        values = msgspec.structs.asdict(version)
        del values["issue"], values["signatures"]
        self.connection.execute(insert(t.version).values(**values, body=body))

    def next_ordinal(self, agreement: str, language: str) -> int:
        """The number of versions that a language has, seen or not."""
        query = select(func.count()).where(t.version.c.agreement == agreement, t.version.c.language == language)
        return self.connection.execute(query).scalar_one()

    def set_issue(self, version: VersionRow, status: str, signatures: Sequence[str], at: str) -> None:
        """Whether a version is public, and who signed for it."""
        name = {"agreement": version.agreement, "language": version.language, "number": version.number}
        self._put(t.issue, name, {"status": status, "signatures": _json(signatures), "at": at})

    def publish(self, version: VersionRow, kind: str, at: str) -> PublicationRow:
        """The next line of the publication log, whose lock is taken here: last of all."""
        self.lock_publications()
        last = self.connection.execute(select(func.max(t.publication.c.sequence))).scalar_one_or_none() or 0
        row = PublicationRow(
            last + 1,
            kind,  # type: ignore[arg-type]
            version.agreement,
            version.language,
            version.number,
            version.digest,
            at,
        )
        self.connection.execute(insert(t.publication).values(**msgspec.structs.asdict(row)))
        return row

    def lock_publications(self) -> None:
        """The lock of the publication log."""
        if self._dialect == "postgresql":
            self.connection.execute(select(func.pg_advisory_xact_lock(_PUBLICATIONS)))

    def add_consolidation(self, version: VersionRow, manifest: str) -> None:
        """The manifest of the consolidation that made a version."""
        self.connection.execute(
            insert(t.consolidation).values(
                agreement=version.agreement,
                language=version.language,
                number=version.number,
                base=version.base,
                manifest=manifest,
            )
        )

    # The amendments

    def add_amendment(self, ident: str, agreement: str, language: str, delegation: str, at: str) -> None:
        """An amendment, whose first wording follows."""
        values = {"id": ident, "agreement": agreement, "language": language, "delegation": delegation, "at": at}
        self._rows[t.amendment].append(values)

    def add_wording(self, wording: WordingRow) -> None:
        """One more wording of an amendment."""
        self._rows[t.wording].append(msgspec.structs.asdict(wording))

    def set_standing(
        self, amendment: str, agreement: str, standing: Standing, *, stage: str, rank: int, at: str
    ) -> None:
        """What the acts so far make of an amendment, as the lists show it."""
        self._rows[t.standing].append(
            {
                "amendment": amendment,
                "agreement": agreement,
                "status": standing.status,
                "symbol": standing.symbol,
                "sponsors": _json(standing.sponsors),
                "audience": _json(standing.audience),
                "stage": stage,
                "wording": standing.wording,
                "rank": rank,
                "at": at,
            }
        )
        self._rows[t.audience] += [{"amendment": amendment, "code": code} for code in standing.audience]

    # The edge

    def replayed(self, scope: str, key: str) -> tuple[str, str] | None:
        """The request and the answer that were kept under a key."""
        row = self.connection.execute(_REPLAYED, {"of_scope": scope, "of_key": key}).one_or_none()
        return (row[0], row[1]) if row else None

    def begin_replay(self, scope: str, key: str, request: str, at: str) -> bool:
        """Takes a key for this transaction; False, once the other transaction has ended, where it is taken."""
        values = {"scope": scope, "key": key, "request": request, "answer": "", "at": at}
        return self._insert_once(t.replay, values)

    def end_replay(self, scope: str, key: str, answer: str) -> None:
        """The answer that is given again to who asks with the key again."""
        self.connection.execute(_END_REPLAY, {"of_scope": scope, "of_key": key, "said": answer})

    def tell(self, ident: str, kind: str, log: LogRow, payload: str, at: str) -> None:
        """An event for the outbox, about the last act of a log."""
        self._rows[t.outbox].append(
            {
                "id": ident,
                "type": kind,
                "conference": log.conference,
                "agreement": log.agreement,
                "serial": log.size - 1,
                "payload": payload,
                "at": at,
                "taken_at": "",
            }
        )

    # How

    def _insert_once(self, table: Table, values: dict[str, Any]) -> bool:
        """Inserts the row unless one with its name is there; whether it did."""
        statement = _adding(table, self._dialect)
        done = self.connection.execute(statement, values, execution_options={"preserve_rowcount": True})
        return done.rowcount == 1

    def _put(self, table: Table, name: dict[str, Any], values: dict[str, Any]) -> None:
        """Inserts the row, or gives the one of that name these values."""
        statement = _insert(table, self._dialect).values(**name, **values)
        self.connection.execute(statement.on_conflict_do_update(index_elements=list(name), set_=values))


_PUBLICATIONS: Final = 0x7472_6561_7479
"""The name of the advisory lock of the publication log: "treaty"."""

_COLLECTED: Final = (t.amendment, t.wording, t.standing, t.audience, t.act, t.checkpoint, t.outbox)
"""The tables that acts write, each after those that it refers to."""

_THIS: Final = and_(
    t.log.c.conference == bindparam("c"), t.log.c.agreement == bindparam("a"), t.log.c.owner == bindparam("o")
)
_LOCK: Final = select(t.log).where(_THIS).with_for_update()
_LOCK_FREE: Final = (
    select(t.log)
    .where(
        t.log.c.conference == bindparam("c"),
        t.log.c.agreement == bindparam("a"),
        t.log.c.owner.in_(bindparam("owners", expanding=True)),
    )
    .with_for_update(skip_locked=True)
)
_SET_LOG: Final = update(t.log).where(_THIS).values(size=bindparam("n"), frontier=bindparam("f"), tabled=bindparam("t"))

_REPLAY: Final = and_(t.replay.c.scope == bindparam("of_scope"), t.replay.c.key == bindparam("of_key"))
_REPLAYED: Final = select(t.replay.c.request, t.replay.c.answer).where(_REPLAY)
_END_REPLAY: Final = update(t.replay).where(_REPLAY).values(answer=bindparam("said"))


@cache
def _adding(table: Table, dialect: str) -> Any:
    """The statement that adds rows to a table: of the derived ones, a row that is there already changes or stays."""
    statement = _insert(table, dialect)
    if table is t.standing:
        name, *others = table.c.keys()
        values = {other: statement.excluded[other] for other in others}
        return statement.on_conflict_do_update(index_elements=[name], set_=values)
    return statement.on_conflict_do_nothing() if table in (t.audience, t.log, t.replay) else statement


def _insert(table: Table, dialect: str) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def _of_log(log: LogRow) -> dict[str, Any]:
    return {"n": log.size, "f": log.frontier, "t": log.tabled}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
