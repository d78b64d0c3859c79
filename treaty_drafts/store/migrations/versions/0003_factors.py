"""0003 Second factors with their recovery codes; how each session began."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the two tables; the sessions that are open count as begun by a password alone."""
    op.create_table(
        "factor",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_factor_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_factor")),
    )
    op.create_table(
        "recovery",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["factor.account"], name=op.f("fk_recovery_account")),
        sa.PrimaryKeyConstraint("account", "hash", name=op.f("pk_recovery")),
    )
    with op.batch_alter_table("session") as session:
        session.add_column(sa.Column("way", sa.Text(), nullable=False, server_default="password"))
    with op.batch_alter_table("session") as session:
        session.alter_column("way", server_default=None)
