"""Writes `docs/rights.md` from the two tables of `treaty_drafts.conference`: `make docs`. A test compares."""

from __future__ import annotations

from treaty_drafts.conference import LIFECYCLE, RIGHTS
from treaty_drafts.conference.rights import OPERATION_OF

SIGNS = {"yes": "●", "own": "○", "policy": "policy", "no": "·"}
MEANS = {
    "read_published": "read published versions, the publication log",
    "read_version": "read versions that are not published",
    "read_tabled": "read what is tabled, and the negotiating text",
    "read_lodged": "read what is lodged with the chair",
    "read_draft": "read drafts: one's own, and what is shared with one",
    "draft": "draft, edit, share, lodge, discard",
    "table": "table",
    "cosponsor": "co-sponsor, sponsor no more, take over",
    "revise": "revise, withdraw what one leads",
    "decide": "adopt, reject, park, reopen",
    "phase": "open and close an agreement",
    "consolidate": "consolidate, with what follows from it",
    "publish": "sign a publication",
    "add_agreement": "add an agreement",
    "add_version": "add a version as it is",
    "read_record": "read the record",
    "export_record": "export the record, signed",
    "subscribe": "webhooks",
    "people": "people; the administrator also delegations and groups",
    "operate": "policy, backup, restore; words out of the record",
}

HEAD = """\
# Who may do what, and when

This page is written by `make docs` from the two tables that the program itself asks (`treaty_drafts/conference`); a
test compares them, and another holds the first beside a table that was written independently.

## Rights

● yes · ○ one's own: what one's delegation drafted, leads, or is shared with · policy: as the conference decides ·
`·` no. What one may not see is, to them, not there.

"""

MIDDLE = """
An observer (`igo`, `ngo`) reads what is tabled and the record, drafts and tables only where the policy of the
conference says so: `observers_read`, `observers_draft`, `observers_table`. `open` lets the public and portals read what
is tabled. `one_signature` lets the legal officer publish alone; otherwise the chair signs too. `second_factor` asks
chair, legal officer and administrator for one beside their password. `treaty-drafts policy` shows and changes these. A
coordinator is the delegate of a group. Publication is withdrawn by the legal officer. The administrator has no right
over text.

## The life of an amendment

"""

TAIL = """
*tabled*, *parked* and *adopted* stand in the negotiating text. Nothing that was tabled becomes a draft again: a
withdrawal is an act, what was withdrawn another delegation may take over (General Assembly, rule 122), what was decided
may be reopened (rule 123) as long as no consolidation has applied it.
"""


def page() -> str:
    """The page."""
    return HEAD + _rights() + MIDDLE + _lifecycle() + TAIL


def _rights() -> str:
    roles = tuple(next(iter(RIGHTS.values())))
    rows = [f"| | {' | '.join(roles)} |", "|---|" + "---|" * len(roles)]
    rows += [
        f"| {MEANS[operation]} | " + " | ".join(SIGNS[row[role]] for role in roles) + " |"
        for operation, row in RIGHTS.items()
    ]
    return "\n".join(rows) + "\n"


def _lifecycle() -> str:
    acts = list(OPERATION_OF)
    rows = ["| act | from | to | right |", "|---|---|---|---|"]
    for act in acts:
        by_result: dict[str, list[str]] = {}
        for before, possible in LIFECYCLE.items():
            if act in possible:
                after = possible[act]
                by_result.setdefault("as it was" if after == before else after, []).append(before or "nothing")
        rows += [f"| {act} | {', '.join(befores)} | {to} | {OPERATION_OF[act]} |" for to, befores in by_result.items()]
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(page(), end="")
