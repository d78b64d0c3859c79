"""The amendments: what was drafted and tabled, and how it stands."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, PrimaryKeyConstraint, Table

from treaty_drafts.store.tables.columns import metadata, number, text

amendment = Table(
    "amendment",
    metadata,
    text("id"),
    text("agreement", ForeignKey("agreement.slug")),
    text("language"),
    text("delegation"),
    text("at"),
    PrimaryKeyConstraint("id"),
    Index(None, "agreement", "delegation"),
)

wording = Table(
    "wording",
    metadata,
    text("amendment", ForeignKey("amendment.id")),
    text("stage"),
    number("number"),
    text("base"),
    text("parent"),
    text("patch"),
    text("origin"),
    text("reason"),
    text("waits"),
    text("digest"),
    PrimaryKeyConstraint("amendment", "stage", "number"),
)

standing = Table(
    "standing",
    metadata,
    text("amendment", ForeignKey("amendment.id")),
    text("agreement", ForeignKey("agreement.slug")),
    text("status"),
    text("symbol"),
    text("sponsors"),
    text("audience"),
    text("stage"),
    number("wording"),
    number("rank"),
    text("at"),
    PrimaryKeyConstraint("amendment"),
    ForeignKeyConstraint(("amendment", "stage", "wording"), ("wording.amendment", "wording.stage", "wording.number")),
    Index(None, "agreement", "rank", "amendment"),
)

audience = Table(
    "audience",
    metadata,
    text("amendment", ForeignKey("amendment.id")),
    text("code"),
    PrimaryKeyConstraint("amendment", "code"),
)
