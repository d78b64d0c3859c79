"""At the edge: answers that can be given again, what is to be told to others, what was rendered."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, PrimaryKeyConstraint, Table

from treaty_drafts.store.tables.columns import metadata, number, text

replay = Table(
    "replay",
    metadata,
    text("scope"),
    text("key"),
    text("request"),
    text("answer"),
    text("at"),
    PrimaryKeyConstraint("scope", "key"),
    Index(None, "at"),
)

outbox = Table(
    "outbox",
    metadata,
    text("id"),
    text("type"),
    text("conference"),
    text("agreement"),
    number("serial"),
    text("payload"),
    text("at"),
    text("taken_at"),
    PrimaryKeyConstraint("id"),
    Index(None, "taken_at", "at"),
)

webhook = Table(
    "webhook",
    metadata,
    text("id"),
    text("account", ForeignKey("account.id"), index=True),
    text("url"),
    text("secret"),
    text("former_secret"),
    text("types"),
    text("at"),
    text("stopped_at"),
    PrimaryKeyConstraint("id"),
)

delivery = Table(
    "delivery",
    metadata,
    text("id"),
    text("webhook", ForeignKey("webhook.id")),
    text("event", ForeignKey("outbox.id")),
    number("attempts"),
    text("due_at"),
    text("status"),
    text("answer"),
    PrimaryKeyConstraint("id"),
    Index(None, "status", "due_at"),
    Index(None, "webhook"),
)

rendition = Table(
    "rendition",
    metadata,
    text("key"),
    text("media"),
    text("etag"),
    Column("body", LargeBinary, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    text("at"),
    PrimaryKeyConstraint("key"),
    CheckConstraint("etag <> ''", name="etag"),
)
