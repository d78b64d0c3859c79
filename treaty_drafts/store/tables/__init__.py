"""The tables. Times are RFC 3339 in UTC, days ISO 8601, structured values JSON: text, the same in every database.

What was said is only ever inserted: versions, wordings, acts, checkpoints, manifests, the publication log. What is
derived from it, so that a list of ten thousand amendments is one query, stands in `standing`, `audience`, `issue`,
`log` and `agreement.phase`, is written in the transaction of the act that changes it, and `doctor` verifies it.
"""

from treaty_drafts.store.tables.amendments import amendment, audience, standing, wording
from treaty_drafts.store.tables.columns import metadata
from treaty_drafts.store.tables.edge import delivery, outbox, rendition, replay, webhook
from treaty_drafts.store.tables.people import (
    account,
    attempt,
    conference,
    delegation,
    factor,
    invitation,
    membership,
    recovery,
    session,
    subject,
    token,
)
from treaty_drafts.store.tables.record import act, checkpoint, log
from treaty_drafts.store.tables.texts import agreement, consolidation, issue, publication, version

__all__ = [
    "INSERT_ONLY",
    "account",
    "act",
    "agreement",
    "amendment",
    "attempt",
    "audience",
    "checkpoint",
    "conference",
    "consolidation",
    "delegation",
    "delivery",
    "factor",
    "invitation",
    "issue",
    "log",
    "membership",
    "metadata",
    "outbox",
    "publication",
    "recovery",
    "rendition",
    "replay",
    "session",
    "standing",
    "subject",
    "token",
    "version",
    "webhook",
    "wording",
]

INSERT_ONLY = (version, publication, consolidation, amendment, wording, checkpoint)
"""What was said, and never changes: the first migration has the database itself refuse to."""
