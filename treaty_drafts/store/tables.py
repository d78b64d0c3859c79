"""The tables. Times are RFC 3339 in UTC, days ISO 8601, structured values JSON: text, the same in every database.

What was said is only ever inserted: versions, wordings, acts, checkpoints, manifests, the publication log. What is
derived from it, so that a list of ten thousand amendments is one query, stands in `standing`, `audience`, `issue`,
`log` and `agreement.phase`, is written in the transaction of the act that changes it, and `doctor` verifies it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *more: Any, **options: Any) -> Column[str]:
    return Column(name, Text, *more, nullable=False, **options)


def _number(name: str, **options: Any) -> Column[int]:
    return Column(name, Integer, nullable=False, **options)


# Who takes part

conference = Table(
    "conference",
    metadata,
    _text("slug"),
    _text("title"),
    _text("policy"),
    Column("key", LargeBinary, nullable=False),
    _text("at"),
    PrimaryKeyConstraint("slug"),
)

delegation = Table(
    "delegation",
    metadata,
    _text("conference", ForeignKey("conference.slug")),
    _text("code"),
    _text("name"),
    _text("capacity"),
    PrimaryKeyConstraint("conference", "code"),
)

membership = Table(
    "membership",
    metadata,
    _text("conference"),
    _text("group_code"),
    _text("member"),
    _text("since"),
    _text("until"),
    PrimaryKeyConstraint("conference", "group_code", "member", "since"),
    ForeignKeyConstraint(("conference", "group_code"), ("delegation.conference", "delegation.code")),
    ForeignKeyConstraint(("conference", "member"), ("delegation.conference", "delegation.code")),
)

account = Table(
    "account",
    metadata,
    _text("id"),
    _text("conference"),
    _text("delegation"),
    _text("name"),
    _text("shown"),
    _text("role"),
    _text("password"),
    _text("at"),
    _text("closed_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("name"),
    ForeignKeyConstraint(("conference", "delegation"), ("delegation.conference", "delegation.code")),
)

invitation = Table(
    "invitation",
    metadata,
    _text("hash"),
    _text("account", ForeignKey("account.id")),
    _text("expires_at"),
    _text("used_at"),
    PrimaryKeyConstraint("hash"),
)

session = Table(
    "session",
    metadata,
    _text("hash"),
    _text("account", ForeignKey("account.id"), index=True),
    _text("at"),
    _text("seen_at"),
    _text("expires_at"),
    PrimaryKeyConstraint("hash"),
)

token = Table(
    "token",
    metadata,
    _text("id"),
    _text("hash"),
    _text("account", ForeignKey("account.id"), index=True),
    _text("title"),
    _text("scope"),
    _text("at"),
    _text("expires_at"),
    _text("seen_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("hash"),
)

subject = Table(
    "subject",
    metadata,
    _text("issuer"),
    _text("subject"),
    _text("account", ForeignKey("account.id"), index=True),
    _text("at"),
    PrimaryKeyConstraint("issuer", "subject"),
)

attempt = Table("attempt", metadata, _text("hash"), _text("expires_at"), PrimaryKeyConstraint("hash"))

# The texts

agreement = Table(
    "agreement",
    metadata,
    _text("slug"),
    _text("conference", ForeignKey("conference.slug"), index=True),
    _text("title"),
    _text("work"),
    _text("prefix"),
    _text("phase"),
    _text("at"),
    PrimaryKeyConstraint("slug"),
    UniqueConstraint("work"),
)

version = Table(
    "version",
    metadata,
    _text("agreement", ForeignKey("agreement.slug")),
    _text("language"),
    _text("number"),
    _number("ordinal"),
    _text("digest"),
    _text("symbol"),
    _text("title"),
    _text("date"),
    _text("base"),
    Column("body", LargeBinary, nullable=False),
    _text("at"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    UniqueConstraint("agreement", "language", "ordinal"),
    UniqueConstraint("agreement", "digest"),
)

issue = Table(
    "issue",
    metadata,
    _text("agreement"),
    _text("language"),
    _text("number"),
    _text("status"),
    _text("signatures"),
    _text("at"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)

publication = Table(
    "publication",
    metadata,
    Column("sequence", Integer, nullable=False, autoincrement=False),
    _text("kind"),
    _text("agreement"),
    _text("language"),
    _text("number"),
    _text("digest"),
    _text("at"),
    PrimaryKeyConstraint("sequence"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)

consolidation = Table(
    "consolidation",
    metadata,
    _text("agreement"),
    _text("language"),
    _text("number"),
    _text("base"),
    _text("manifest"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)

# The amendments

amendment = Table(
    "amendment",
    metadata,
    _text("id"),
    _text("agreement", ForeignKey("agreement.slug")),
    _text("language"),
    _text("delegation"),
    _text("at"),
    PrimaryKeyConstraint("id"),
    Index(None, "agreement", "delegation"),
)

wording = Table(
    "wording",
    metadata,
    _text("amendment", ForeignKey("amendment.id")),
    _text("stage"),
    _number("number"),
    _text("base"),
    _text("parent"),
    _text("patch"),
    _text("origin"),
    _text("reason"),
    _text("waits"),
    _text("digest"),
    PrimaryKeyConstraint("amendment", "stage", "number"),
)

standing = Table(
    "standing",
    metadata,
    _text("amendment", ForeignKey("amendment.id")),
    _text("agreement", ForeignKey("agreement.slug")),
    _text("status"),
    _text("symbol"),
    _text("sponsors"),
    _text("audience"),
    _text("stage"),
    _number("wording"),
    _number("rank"),
    _text("at"),
    PrimaryKeyConstraint("amendment"),
    ForeignKeyConstraint(("amendment", "stage", "wording"), ("wording.amendment", "wording.stage", "wording.number")),
    Index(None, "agreement", "rank", "amendment"),
)

audience = Table(
    "audience",
    metadata,
    _text("amendment", ForeignKey("amendment.id")),
    _text("code"),
    PrimaryKeyConstraint("amendment", "code"),
)

# The record

log = Table(
    "log",
    metadata,
    _text("conference", ForeignKey("conference.slug")),
    _text("agreement"),
    _text("owner"),
    _number("size"),
    _text("frontier"),
    _number("tabled"),
    PrimaryKeyConstraint("conference", "agreement", "owner"),
)

act = Table(
    "act",
    metadata,
    _text("conference"),
    _text("agreement"),
    _text("owner"),
    _number("serial"),
    _text("body"),
    Column("leaf", LargeBinary, nullable=False),
    _text("at"),
    _text("verb"),
    _text("amendment"),
    PrimaryKeyConstraint("conference", "agreement", "owner", "serial"),
    ForeignKeyConstraint(("conference", "agreement", "owner"), ("log.conference", "log.agreement", "log.owner")),
    Index(None, "amendment"),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    _text("conference"),
    _text("agreement"),
    _text("owner"),
    _number("size"),
    _text("note"),
    PrimaryKeyConstraint("conference", "agreement", "owner", "size"),
    ForeignKeyConstraint(("conference", "agreement", "owner"), ("log.conference", "log.agreement", "log.owner")),
)

# At the edge: answers that can be given again, what is to be told to others, what was rendered

replay = Table(
    "replay",
    metadata,
    _text("scope"),
    _text("key"),
    _text("request"),
    _text("answer"),
    _text("at"),
    PrimaryKeyConstraint("scope", "key"),
    Index(None, "at"),
)

outbox = Table(
    "outbox",
    metadata,
    _text("id"),
    _text("type"),
    _text("conference"),
    _text("agreement"),
    _number("serial"),
    _text("payload"),
    _text("at"),
    _text("taken_at"),
    PrimaryKeyConstraint("id"),
    Index(None, "taken_at", "at"),
)

webhook = Table(
    "webhook",
    metadata,
    _text("id"),
    _text("account", ForeignKey("account.id"), index=True),
    _text("url"),
    _text("secret"),
    _text("former_secret"),
    _text("types"),
    _text("at"),
    _text("stopped_at"),
    PrimaryKeyConstraint("id"),
)

delivery = Table(
    "delivery",
    metadata,
    _text("id"),
    _text("webhook", ForeignKey("webhook.id")),
    _text("event", ForeignKey("outbox.id")),
    _number("attempts"),
    _text("due_at"),
    _text("status"),
    _text("answer"),
    PrimaryKeyConstraint("id"),
    Index(None, "status", "due_at"),
    Index(None, "webhook"),
)

rendition = Table(
    "rendition",
    metadata,
    _text("key"),
    _text("media"),
    _text("etag"),
    Column("body", LargeBinary, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    _text("at"),
    PrimaryKeyConstraint("key"),
    CheckConstraint("etag <> ''", name="etag"),
)

INSERT_ONLY = (version, publication, consolidation, amendment, wording, checkpoint)
"""What was said, and never changes: the first migration has the database itself refuse to."""
