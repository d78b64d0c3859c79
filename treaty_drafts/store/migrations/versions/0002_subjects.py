"""0002 Whom identity providers know, and attempts to sign in with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the two tables."""
    op.create_table(
        "subject",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_subject_account")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_subject")),
    )
    op.create_index(op.f("ix_subject_account"), "subject", ["account"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_attempt")),
    )
