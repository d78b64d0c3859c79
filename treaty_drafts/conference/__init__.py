"""Who takes part, which acts there are, who may do them, and what becomes of an amendment by them. Values and tables
only: this layer knows neither clock nor database.
"""

from treaty_drafts.conference.acts import Act, Standing, fold
from treaty_drafts.conference.lifecycle import LIFECYCLE, after
from treaty_drafts.conference.participants import PUBLIC, Capacity, Delegation, Membership, Policy, Principal, Role
from treaty_drafts.conference.rights import OPERATIONS, RIGHTS, may

__all__ = [
    "LIFECYCLE",
    "OPERATIONS",
    "PUBLIC",
    "RIGHTS",
    "Act",
    "Capacity",
    "Delegation",
    "Membership",
    "Policy",
    "Principal",
    "Role",
    "Standing",
    "after",
    "fold",
    "may",
]
