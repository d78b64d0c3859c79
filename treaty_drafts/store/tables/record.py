"""The record: logs, their acts and their checkpoints."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, PrimaryKeyConstraint, Table

from treaty_drafts.store.tables.columns import metadata, number, text

log = Table(
    "log",
    metadata,
    text("conference", ForeignKey("conference.slug")),
    text("agreement"),
    text("owner"),
    number("size"),
    text("frontier"),
    number("tabled"),
    PrimaryKeyConstraint("conference", "agreement", "owner"),
)

act = Table(
    "act",
    metadata,
    text("conference"),
    text("agreement"),
    text("owner"),
    number("serial"),
    text("body"),
    Column("leaf", LargeBinary, nullable=False),
    text("at"),
    text("verb"),
    text("amendment"),
    PrimaryKeyConstraint("conference", "agreement", "owner", "serial"),
    ForeignKeyConstraint(("conference", "agreement", "owner"), ("log.conference", "log.agreement", "log.owner")),
    Index(None, "amendment"),
)

checkpoint = Table(
    "checkpoint",
    metadata,
    text("conference"),
    text("agreement"),
    text("owner"),
    number("size"),
    text("note"),
    PrimaryKeyConstraint("conference", "agreement", "owner", "size"),
    ForeignKeyConstraint(("conference", "agreement", "owner"), ("log.conference", "log.agreement", "log.owner")),
)
