"""What is kept, and who sees it. The only layer that knows the database (`docs/store.md`)."""

from treaty_drafts.store.accounts import AccountRow, Accounts, SessionRow, TokenRow, Way
from treaty_drafts.store.clauses import TABLED
from treaty_drafts.store.everything import Everything
from treaty_drafts.store.factors import FactorRow, Factors
from treaty_drafts.store.gate import Seen
from treaty_drafts.store.hooks import DeliveryRow, EventRow, Hooks, WebhookRow
from treaty_drafts.store.redacting import Redacting
from treaty_drafts.store.renditions import RenditionRow
from treaty_drafts.store.rows import (
    ActRow,
    AgreementRow,
    AmendmentRow,
    LogRow,
    MatterRow,
    PublicationRow,
    VersionRow,
    WordingRow,
)
from treaty_drafts.store.store import Store, open_store
from treaty_drafts.store.subjects import SubjectRow, Subjects
from treaty_drafts.store.waking import Waking
from treaty_drafts.store.writer import Writing

__all__ = [
    "TABLED",
    "AccountRow",
    "Accounts",
    "ActRow",
    "AgreementRow",
    "AmendmentRow",
    "DeliveryRow",
    "EventRow",
    "Everything",
    "FactorRow",
    "Factors",
    "Hooks",
    "LogRow",
    "MatterRow",
    "PublicationRow",
    "Redacting",
    "RenditionRow",
    "Seen",
    "SessionRow",
    "Store",
    "SubjectRow",
    "Subjects",
    "TokenRow",
    "VersionRow",
    "Waking",
    "Way",
    "WebhookRow",
    "WordingRow",
    "Writing",
    "open_store",
]
