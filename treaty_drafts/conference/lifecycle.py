"""The life of an amendment: one table, which the record, the service, the documentation and every button read.

A draft is its delegation's own. It may be *shared* with named delegations or groups, or *lodged* with the chair, and
becomes everybody's when it is *tabled* under a symbol. From then on nothing about it is taken back, only added to:
a withdrawal is an act, and what was withdrawn another delegation may take over (rules of procedure of the General
Assembly, rule 122); what was decided may be reopened (rule 123).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from treaty_drafts.errors import OutOfOrder

_TABLE: Final = """
    act          from                              to
    draft        -                                 draft
    edit         draft shared                      =
    discard      draft shared                      discarded
    share        draft shared                      shared
    lodge        draft shared                      lodged
    table        draft shared lodged               tabled
    cosponsor    tabled parked                     =
    unsponsor    tabled parked                     =
    revise       tabled parked                     tabled
    withdraw     tabled parked                     withdrawn
    carry        tabled parked                     =
    take_over    withdrawn                         tabled
    park         tabled                            parked
    adopt        tabled parked                     adopted
    reject       tabled parked                     rejected
    satisfy      tabled parked                     satisfied
    fall         tabled parked                     fallen
    reopen       parked adopted rejected satisfied fallen  tabled
"""


def _read(table: str) -> dict[str, dict[str, str]]:
    """By status, what each act that is in order makes of it; `=` is the same status, `-` is nothing yet."""
    found: dict[str, dict[str, str]] = {}
    for row in table.split("\n")[2:]:
        if row.strip():
            act, *befores, to = row.split()
            for status in befores:
                before = "" if status == "-" else status
                found.setdefault(before, {})[act] = before if to == "=" else to
    return found


LIFECYCLE: Final[Mapping[str, Mapping[str, str]]] = _read(_TABLE)
"""`LIFECYCLE[status][act]` is the status that follows; an act that is not there is out of order."""

LIVE: Final = frozenset(("tabled", "parked"))
"""What stands in the compilation: tabled, and not yet withdrawn or decided."""

DRAFTS: Final = frozenset(("draft", "shared", "lodged"))
"""What is not yet everybody's."""


def after(status: str, act: str) -> str:
    """The status that follows; `OutOfOrder` says which acts are possible instead."""
    possible = LIFECYCLE.get(status, {})
    following = possible.get(act)
    if following is None:
        now = f"is {status}" if status else "does not exist"
        step = f"possible now: {', '.join(possible)}" if possible else "nothing more can be done with it"
        raise OutOfOrder(f"the amendment {now}, so `{act}` is out of order", step=step)
    return following
