"""What people do with a conference: each act checked, done and recorded in one transaction (`docs/service.md`).

    service = open_service("conference.db")
    desk = service.desk(service.as_user("anna@mfa.example"))
    mine = drafting.draft(desk, "gear", Wish(at="art_5__para_1", text="Each Party shall …")).amendment
    tabling.table(desk, mine.id)

A function of an act takes the desk first and returns a `Done`. What the principal may not see is `NotFound` to them;
what they may see but not do, `Refused`; what cannot be done now, `OutOfOrder`; a text that moved on, a `PatchError`.
"""

from treaty_drafts.service.desk import Desk, Done, Once, Service, open_service
from treaty_drafts.service.tags import tag
from treaty_drafts.service.wishes import Wish
from treaty_drafts.service.world import World, real

__all__ = ["Desk", "Done", "Once", "Service", "Wish", "World", "open_service", "real", "tag"]
