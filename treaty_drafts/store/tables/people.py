"""Who takes part, and how they get in."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from treaty_drafts.store.tables.columns import metadata, number, text

conference = Table(
    "conference",
    metadata,
    text("slug"),
    text("title"),
    text("policy"),
    Column("key", LargeBinary, nullable=False),
    text("at"),
    PrimaryKeyConstraint("slug"),
)

delegation = Table(
    "delegation",
    metadata,
    text("conference", ForeignKey("conference.slug")),
    text("code"),
    text("name"),
    text("capacity"),
    PrimaryKeyConstraint("conference", "code"),
)

membership = Table(
    "membership",
    metadata,
    text("conference"),
    text("group_code"),
    text("member"),
    text("since"),
    text("until"),
    PrimaryKeyConstraint("conference", "group_code", "member", "since"),
    ForeignKeyConstraint(("conference", "group_code"), ("delegation.conference", "delegation.code")),
    ForeignKeyConstraint(("conference", "member"), ("delegation.conference", "delegation.code")),
)

account = Table(
    "account",
    metadata,
    text("id"),
    text("conference"),
    text("delegation"),
    text("name"),
    text("shown"),
    text("role"),
    text("password"),
    text("at"),
    text("closed_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("name"),
    ForeignKeyConstraint(("conference", "delegation"), ("delegation.conference", "delegation.code")),
)

invitation = Table(
    "invitation",
    metadata,
    text("hash"),
    text("account", ForeignKey("account.id")),
    text("expires_at"),
    text("used_at"),
    PrimaryKeyConstraint("hash"),
)

session = Table(
    "session",
    metadata,
    text("hash"),
    text("account", ForeignKey("account.id"), index=True),
    text("at"),
    text("seen_at"),
    text("expires_at"),
    text("way"),
    PrimaryKeyConstraint("hash"),
)

token = Table(
    "token",
    metadata,
    text("id"),
    text("hash"),
    text("account", ForeignKey("account.id"), index=True),
    text("title"),
    text("scope"),
    text("at"),
    text("expires_at"),
    text("seen_at"),
    PrimaryKeyConstraint("id"),
    UniqueConstraint("hash"),
)

subject = Table(
    "subject",
    metadata,
    text("issuer"),
    text("subject"),
    text("account", ForeignKey("account.id"), index=True),
    text("at"),
    PrimaryKeyConstraint("issuer", "subject"),
)

attempt = Table("attempt", metadata, text("hash"), text("expires_at"), PrimaryKeyConstraint("hash"))

factor = Table(
    "factor",
    metadata,
    text("account", ForeignKey("account.id")),
    text("secret"),
    number("step"),
    number("misses"),
    text("at"),
    text("confirmed_at"),
    PrimaryKeyConstraint("account"),
)

recovery = Table(
    "recovery",
    metadata,
    text("account", ForeignKey("factor.account")),
    text("hash"),
    PrimaryKeyConstraint("account", "hash"),
)
