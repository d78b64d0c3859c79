"""A conference to measure the service in: one agreement, a published version, delegations that table."""

from __future__ import annotations

import msgspec

from bench import words
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.consolidate import issued
from treaty_drafts.model.version import Version
from treaty_drafts.service import (
    Desk,
    Service,
    Wish,
    accounts,
    drafting,
    open_service,
    people,
    publishing,
    tabling,
    versions,
)

WORK = "/akn/un/bill/treaty/conf-900/2026/gear"
IRI = f"{WORK}/eng@zero-draft"
SLUG = "gear"


class Hall:
    """The conference on an empty database: a delegate for each delegation, the base as its published text."""

    def __init__(self, url: str, base: Version, delegations: int) -> None:
        self.service: Service = open_service(url)
        people.found(self.service, "conf", "Conference", admin="root")
        root = self.desk("root")
        for code in words.CODES[:delegations]:
            people.add_delegation(root, code, code)
            people.add_user(root, code.lower(), "delegate", code)
        people.add_user(root, "legal", "legal", "SEC")
        people.add_user(root, "chair", "chair", "CHAIR")
        legal = self.desk("legal")
        versions.add_agreement(legal, SLUG, "Agreement", WORK, prefix="A/CONF.900")
        facts = msgspec.structs.replace(base.facts, work=WORK, number="zero-draft", date="2026-03-01")
        versions.add_version(legal, SLUG, issued(base, base, facts))
        for name in ("legal", "chair"):
            publishing.publish(self.desk(name), SLUG, "eng", "zero-draft")
        self.base = versions.version(legal, SLUG, "eng")[0].digest

    def desk(self, name: str) -> Desk:
        return self.service.desk(self.service.as_user(name))

    def draft(self, amendment: Amendment) -> tuple[str, str]:
        """The lead sponsor's draft of an amendment to the base: who drafted, and its id."""
        name = amendment.sponsors[0].lower()
        wish = Wish(patch=msgspec.structs.replace(amendment.patch, base=self.base))
        made = drafting.draft(self.desk(name), SLUG, wish).amendment
        assert made is not None
        return name, made.id

    def table(self, amendment: Amendment) -> None:
        name, ident = self.draft(amendment)
        tabling.table(self.desk(name), ident)

    def token(self, name: str) -> str:
        return accounts.issue_token(self.desk(name), "bench")[1].secret
