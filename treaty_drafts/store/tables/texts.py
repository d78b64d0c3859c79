"""The agreements and their versions."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from treaty_drafts.store.tables.columns import metadata, number, text

agreement = Table(
    "agreement",
    metadata,
    text("slug"),
    text("conference", ForeignKey("conference.slug"), index=True),
    text("title"),
    text("work"),
    text("prefix"),
    text("phase"),
    text("at"),
    PrimaryKeyConstraint("slug"),
    UniqueConstraint("work"),
)

version = Table(
    "version",
    metadata,
    text("agreement", ForeignKey("agreement.slug")),
    text("language"),
    text("number"),
    number("ordinal"),
    text("digest"),
    text("symbol"),
    text("title"),
    text("date"),
    text("base"),
    Column("body", LargeBinary, nullable=False),
    text("at"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    UniqueConstraint("agreement", "language", "ordinal"),
    UniqueConstraint("agreement", "digest"),
)

issue = Table(
    "issue",
    metadata,
    text("agreement"),
    text("language"),
    text("number"),
    text("status"),
    text("signatures"),
    text("at"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)

publication = Table(
    "publication",
    metadata,
    Column("sequence", Integer, nullable=False, autoincrement=False),
    text("kind"),
    text("agreement"),
    text("language"),
    text("number"),
    text("digest"),
    text("at"),
    PrimaryKeyConstraint("sequence"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)

consolidation = Table(
    "consolidation",
    metadata,
    text("agreement"),
    text("language"),
    text("number"),
    text("base"),
    text("manifest"),
    PrimaryKeyConstraint("agreement", "language", "number"),
    ForeignKeyConstraint(
        ("agreement", "language", "number"), ("version.agreement", "version.language", "version.number")
    ),
)
