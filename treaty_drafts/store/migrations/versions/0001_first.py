"""0001 The tables of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEPT = ("version", "publication", "consolidation", "amendment", "wording", "checkpoint")
_REFUSE = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is only ever added to'; END $$"
)


def upgrade() -> None:
    """Makes the tables, and has the database refuse to change what is only ever added to."""
    _tables()
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        bind.exec_driver_sql(_REFUSE)
    for table in _KEPT:
        if bind.dialect.name == "postgresql":
            bind.exec_driver_sql(
                f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
        else:
            bind.exec_driver_sql(
                f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def _tables() -> None:
    op.create_table(
        "conference",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_conference")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_taken_at_at"), "outbox", ["taken_at", "at"], unique=False)
    op.create_table(
        "rendition",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.CheckConstraint("etag <> ''", name=op.f("ck_rendition_etag")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rendition")),
    )
    op.create_table(
        "replay",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_replay")),
    )
    op.create_index(op.f("ix_replay_at"), "replay", ["at"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("work", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conference.slug"], name=op.f("fk_agreement_conference")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_agreement")),
        sa.UniqueConstraint("work", name=op.f("uq_agreement_work")),
    )
    op.create_index(op.f("ix_agreement_conference"), "agreement", ["conference"], unique=False)
    op.create_table(
        "delegation",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conference.slug"], name=op.f("fk_delegation_conference")),
        sa.PrimaryKeyConstraint("conference", "code", name=op.f("pk_delegation")),
    )
    op.create_table(
        "log",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("frontier", sa.Text(), nullable=False),
        sa.Column("tabled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conference"], ["conference.slug"], name=op.f("fk_log_conference")),
        sa.PrimaryKeyConstraint("conference", "agreement", "owner", name=op.f("pk_log")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "delegation"],
            ["delegation.conference", "delegation.code"],
            name=op.f("fk_account_conference_delegation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "act",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("amendment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "agreement", "owner"],
            ["log.conference", "log.agreement", "log.owner"],
            name=op.f("fk_act_conference_agreement_owner"),
        ),
        sa.PrimaryKeyConstraint("conference", "agreement", "owner", "serial", name=op.f("pk_act")),
    )
    op.create_index(op.f("ix_act_amendment"), "act", ["amendment"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("delegation", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.slug"], name=op.f("fk_amendment_agreement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index(op.f("ix_amendment_agreement_delegation"), "amendment", ["agreement", "delegation"], unique=False)
    op.create_table(
        "checkpoint",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "agreement", "owner"],
            ["log.conference", "log.agreement", "log.owner"],
            name=op.f("fk_checkpoint_conference_agreement_owner"),
        ),
        sa.PrimaryKeyConstraint("conference", "agreement", "owner", "size", name=op.f("pk_checkpoint")),
    )
    op.create_table(
        "membership",
        sa.Column("conference", sa.Text(), nullable=False),
        sa.Column("group_code", sa.Text(), nullable=False),
        sa.Column("member", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conference", "group_code"],
            ["delegation.conference", "delegation.code"],
            name=op.f("fk_membership_conference_group_code"),
        ),
        sa.ForeignKeyConstraint(
            ["conference", "member"],
            ["delegation.conference", "delegation.code"],
            name=op.f("fk_membership_conference_member"),
        ),
        sa.PrimaryKeyConstraint("conference", "group_code", "member", "since", name=op.f("pk_membership")),
    )
    op.create_table(
        "version",
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.slug"], name=op.f("fk_version_agreement")),
        sa.PrimaryKeyConstraint("agreement", "language", "number", name=op.f("pk_version")),
        sa.UniqueConstraint("agreement", "digest", name=op.f("uq_version_agreement_digest")),
        sa.UniqueConstraint("agreement", "language", "ordinal", name=op.f("uq_version_agreement_language_ordinal")),
    )
    op.create_table(
        "audience",
        sa.Column("amendment", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["amendment"], ["amendment.id"], name=op.f("fk_audience_amendment")),
        sa.PrimaryKeyConstraint("amendment", "code", name=op.f("pk_audience")),
    )
    op.create_table(
        "consolidation",
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement", "language", "number"],
            ["version.agreement", "version.language", "version.number"],
            name=op.f("fk_consolidation_agreement_language_number"),
        ),
        sa.PrimaryKeyConstraint("agreement", "language", "number", name=op.f("pk_consolidation")),
    )
    op.create_table(
        "invitation",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_invitation_account")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_invitation")),
    )
    op.create_table(
        "issue",
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("signatures", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement", "language", "number"],
            ["version.agreement", "version.language", "version.number"],
            name=op.f("fk_issue_agreement_language_number"),
        ),
        sa.PrimaryKeyConstraint("agreement", "language", "number", name=op.f("pk_issue")),
    )
    op.create_table(
        "publication",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement", "language", "number"],
            ["version.agreement", "version.language", "version.number"],
            name=op.f("fk_publication_agreement_language_number"),
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_publication")),
    )
    op.create_table(
        "session",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_session_account")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"], unique=False)
    op.create_table(
        "token",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_token_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
    )
    op.create_index(op.f("ix_token_account"), "token", ["account"], unique=False)
    op.create_table(
        "webhook",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("former_secret", sa.Text(), nullable=False),
        sa.Column("types", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("stopped_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_webhook_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )
    op.create_index(op.f("ix_webhook_account"), "webhook", ["account"], unique=False)
    op.create_table(
        "wording",
        sa.Column("amendment", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("waits", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["amendment"], ["amendment.id"], name=op.f("fk_wording_amendment")),
        sa.PrimaryKeyConstraint("amendment", "stage", "number", name=op.f("pk_wording")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("webhook", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["outbox.id"], name=op.f("fk_delivery_event")),
        sa.ForeignKeyConstraint(["webhook"], ["webhook.id"], name=op.f("fk_delivery_webhook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_status_due_at"), "delivery", ["status", "due_at"], unique=False)
    op.create_index(op.f("ix_delivery_webhook"), "delivery", ["webhook"], unique=False)
    op.create_table(
        "standing",
        sa.Column("amendment", sa.Text(), nullable=False),
        sa.Column("agreement", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("sponsors", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("wording", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agreement"], ["agreement.slug"], name=op.f("fk_standing_agreement")),
        sa.ForeignKeyConstraint(
            ["amendment", "stage", "wording"],
            ["wording.amendment", "wording.stage", "wording.number"],
            name=op.f("fk_standing_amendment_stage_wording"),
        ),
        sa.ForeignKeyConstraint(["amendment"], ["amendment.id"], name=op.f("fk_standing_amendment")),
        sa.PrimaryKeyConstraint("amendment", name=op.f("pk_standing")),
    )
    op.create_index(
        op.f("ix_standing_agreement_rank_amendment"), "standing", ["agreement", "rank", "amendment"], unique=False
    )
