"""Every principal × every state of an amendment × every act, beside a table that was written apart from the code's.

The table is C6 of the requirements, in the words of this file alone: it does not read `RIGHTS`. What a principal does
not see is not there for them; what they see but may not do is refused; what is not possible now is out of order; the
rest is done. Nothing else happens.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rooms import USERS, Room
from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import NotFound, OutOfOrder, Refused, TreatyDraftsError
from treaty_drafts.service import Desk, Wish, deciding, drafting, reading, tabling

STATES = (
    "draft", "shared", "shared with group", "lodged", "discarded",
    "tabled", "parked", "withdrawn", "adopted", "rejected",
)  # fmt: skip
OWN = ("anna", "ari")
"""FRA's people: the amendment is theirs. It is shared with CHN, or with NORDIC, whose member is NOR."""

ACTS: dict[str, Callable[[Desk, str], object]] = {
    "read": reading.amendment,
    "edit": lambda desk, ident: drafting.edit(desk, ident, Wish(at="art_1__p_1", text="Other words.")),
    "share": lambda desk, ident: drafting.share(desk, ident, ["CHN"]),
    "lodge": drafting.lodge,
    "discard": drafting.discard,
    "table": tabling.table,
    "cosponsor": tabling.cosponsor,
    "unsponsor": tabling.unsponsor,
    "revise": lambda desk, ident: tabling.revise(desk, ident, Wish(at="art_1__p_1", text="Other words.")),
    "withdraw": tabling.withdraw,
    "take over": tabling.take_over,
    "park": deciding.park,
    "adopt": deciding.adopt,
    "reject": deciding.reject,
    "reopen": deciding.reopen,
}
DONE, UNSEEN, FORBIDDEN, IMPOSSIBLE = "done", "not there", "refused", "out of order"

READERS = {  # who sees it, by its state
    "draft": OWN,
    "shared": (*OWN, "mei"),
    "shared with group": (*OWN, "nils", "gus"),
    "lodged": (*OWN, "chair", "legal"),
    "discarded": (),
    **dict.fromkeys(
        ("tabled", "parked", "withdrawn", "adopted", "rejected"),
        (*OWN, "nils", "mei", "gus", "olga", "chair", "legal", "translator"),
    ),
}
DELEGATES = ("anna", "nils", "mei", "gus")
"""Who acts for a delegation that is not an observer, an expert excepted."""

MAY = {  # who may, of those who see it
    "read": tuple(USERS),
    "edit": OWN,
    "share": OWN,
    "lodge": OWN,
    "discard": OWN,
    "table": ("anna",),
    "cosponsor": DELEGATES,
    "unsponsor": DELEGATES,
    "revise": ("anna",),
    "withdraw": ("anna",),
    "take over": DELEGATES,
    "park": ("chair",),
    "adopt": ("chair",),
    "reject": ("chair",),
    "reopen": ("chair",),
}
HIDDEN = ("draft", "shared", "shared with group", "lodged")
WHEN = {  # the states in which it can be done
    "read": STATES,
    "edit": HIDDEN[:3],
    "share": HIDDEN[:3],
    "lodge": HIDDEN[:3],
    "discard": HIDDEN[:3],
    "table": HIDDEN,
    "cosponsor": ("tabled", "parked"),
    "unsponsor": (),  # FRA is the only sponsor, others are none
    "revise": ("tabled", "parked"),
    "withdraw": ("tabled", "parked"),
    "take over": ("withdrawn",),
    "park": ("tabled",),
    "adopt": ("tabled", "parked"),
    "reject": ("tabled", "parked"),
    "reopen": ("parked", "adopted", "rejected"),
}


def expected(who: str, state: str, act: str) -> str:
    if who not in READERS[state]:
        return UNSEEN
    if who not in MAY[act]:
        return FORBIDDEN
    return DONE if state in WHEN[act] else IMPOSSIBLE


def amendment(room: Room, state: str) -> str:
    """FRA's amendment in that state."""
    ident = room.draft("anna")
    anna, chair = room.desk("anna"), room.desk("chair")
    steps: dict[str, Callable[[], object]] = {
        "shared": lambda: drafting.share(anna, ident, ["CHN"]),
        "shared with group": lambda: drafting.share(anna, ident, ["NORDIC"]),
        "lodged": lambda: drafting.lodge(anna, ident),
        "discarded": lambda: drafting.discard(anna, ident),
        "withdrawn": lambda: tabling.withdraw(anna, ident),
        "parked": lambda: deciding.park(chair, ident),
        "adopted": lambda: deciding.adopt(chair, ident),
        "rejected": lambda: deciding.reject(chair, ident),
    }
    if state not in (*HIDDEN, "discarded"):
        tabling.table(anna, ident)
    if state in steps:
        steps[state]()
    return ident


def found(desk: Desk, ident: str, act: str) -> str:
    try:
        ACTS[act](desk, ident)
    except NotFound:
        return UNSEEN
    except Refused:
        return FORBIDDEN
    except OutOfOrder:
        return IMPOSSIBLE
    except TreatyDraftsError as error:
        return repr(error)
    return DONE


@pytest.mark.parametrize("state", STATES)
def test_the_matrix(database: str, state: str) -> None:
    """10 states × 15 acts × 12 principals. Only what is done needs an amendment of its own."""
    room = Room(database)
    ident = amendment(room, state)
    desks = {name: room.desk(name) for name in USERS} | {"public": room.service.desk(PUBLIC)}
    wrong = {}
    for act in ACTS:
        for who, desk in desks.items():
            wanted = expected(who, state, act)
            if wanted == DONE and act != "read":
                before, ident = ident, amendment(room, state)
                got = found(desk, before, act)
            else:
                got = found(desk, ident, act)
            if got != wanted:
                wrong[who, act] = (got, wanted)
    assert wrong == {}
