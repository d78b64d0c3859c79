"""Who may do what: the one table, which the service asks, the documentation prints, and a second, independently
written table is held against in the tests.

A right over one's `own` is over what one's own delegation drafted or sponsors. `policy` leaves it to the conference.
The administrator has no right over text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from treaty_drafts.conference.participants import OBSERVERS, Policy, Principal

Right: TypeAlias = Literal["yes", "own", "policy", "no"]

_TABLE: Final = """
    operation      public  portal  expert  delegate  head  coordinator  chair  translator  legal  administrator
    read_published yes     yes     yes     yes       yes   yes          yes    yes         yes    yes
    read_version   no      no      yes     yes       yes   yes          yes    yes         yes    no
    read_tabled    policy  policy  yes     yes       yes   yes          yes    yes         yes    no
    read_lodged    no      no      own     own       own   own          yes    no          yes    no
    read_draft     no      no      own     own       own   own          own    no          no     no
    draft          no      no      own     own       own   own          own    no          no     no
    table          no      no      no      own       own   own          own    no          no     no
    cosponsor      no      no      no      own       own   own          no     no          no     no
    revise         no      no      no      own       own   own          own    no          no     no
    decide         no      no      no      no        no    no           yes    no          no     no
    phase          no      no      no      no        no    no           yes    no          yes    no
    consolidate    no      no      no      no        no    no           no     no          yes    no
    publish        no      no      no      no        no    no           yes    no          yes    no
    add_agreement  no      no      no      no        no    no           no     no          yes    yes
    add_version    no      no      no      no        no    no           no     yes         yes    no
    read_record    no      no      yes     yes       yes   yes          yes    yes         yes    yes
    export_record  no      no      no      no        no    no           no     no          yes    yes
    subscribe      no      own     no      no        no    no           own    no          own    own
    people         no      no      no      no        own   own          no     no          no     yes
    operate        no      no      no      no        no    no           no     no          no     yes
"""


def _read(table: str) -> dict[str, dict[str, Right]]:
    head, *rows = (row.split() for row in table.split("\n") if row.strip())
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}  # type: ignore[arg-type]


RIGHTS: Final[Mapping[str, Mapping[str, Right]]] = _read(_TABLE)
"""`RIGHTS[operation][role]`."""

OPERATIONS: Final = tuple(RIGHTS)

OPERATION_OF: Final[Mapping[str, str]] = {
    "draft": "draft",
    "edit": "draft",
    "discard": "draft",
    "share": "draft",
    "lodge": "draft",
    "table": "table",
    "cosponsor": "cosponsor",
    "unsponsor": "cosponsor",
    "take_over": "cosponsor",
    "revise": "revise",
    "withdraw": "revise",
    "park": "decide",
    "adopt": "decide",
    "reject": "decide",
    "satisfy": "consolidate",
    "fall": "consolidate",
    "carry": "consolidate",
    "reopen": "decide",
}
"""By act of an amendment's life, the operation that it needs the right to."""

_OBSERVED: Final[Mapping[str, str]] = {
    "read_version": "observers_read",
    "read_tabled": "observers_read",
    "read_record": "observers_read",
    "draft": "observers_draft",
    "table": "observers_table",
    "cosponsor": "observers_table",
    "revise": "observers_table",
}
"""Of an observer's delegation, what the policy of the conference decides on top of the role."""


def may(principal: Principal, operation: str, policy: Policy, *, own: bool = True) -> bool:
    """Whether the principal may do this; `own` says that the object is its own delegation's."""
    if principal.capacity in OBSERVERS and operation in _OBSERVED and not getattr(policy, _OBSERVED[operation]):
        return False
    right = RIGHTS[operation][principal.role]
    if right == "policy":
        return policy.open
    return right == "yes" or (right == "own" and own)
