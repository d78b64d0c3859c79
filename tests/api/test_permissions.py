"""Who may do what, over HTTP: every principal × state of an amendment × operation, against a table written by hand.

The table is not derived from the package's: it says who sees an amendment in a state, and for each operation in which
states whom it is for. Who sees it but is not named gets 403; who does not see it 404, and nobody in particular 401.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.api.site import Caller, client
from tests.rooms import USERS, Room
from treaty_drafts.service import drafting, tabling

PRINCIPALS = (*USERS, "")
FRANCE = {"anna", "ari"}
ROOM = {*FRANCE, "nils", "mei", "gus", "olga", "chair", "legal", "translator"}
STATES = ("draft", "shared", "lodged", "tabled", "withdrawn")
SEES = {
    "draft": FRANCE,
    "shared": FRANCE | {"nils"},
    "lodged": FRANCE | {"chair", "legal"},
    "tabled": ROOM,
    "withdrawn": ROOM,
}
DELEGATES = {"anna", "nils", "mei", "gus"}
RIGHT = {
    "read": ROOM,
    "edit": FRANCE,
    "discard": FRANCE,
    "share": FRANCE,
    "lodge": FRANCE,
    "table": {"anna"},
    "cosponsor": DELEGATES,
    "unsponsor": DELEGATES,
    "take_over": DELEGATES,
    "revise": {"anna"},
    "withdraw": {"anna"},
    "adopt": {"chair"},
    "reject": {"chair"},
    "park": {"chair"},
}
"""Whose right it is, where they see the amendment. The observer has none: this conference does not let them table."""

IN_ORDER = {
    "read": set(STATES),
    "edit": {"draft", "shared"},
    "discard": {"draft", "shared"},
    "share": {"draft", "shared"},
    "lodge": {"draft", "shared"},
    "table": {"draft", "shared", "lodged"},
    "cosponsor": {"tabled"},
    "unsponsor": set(),
    "take_over": {"withdrawn"},
    "revise": {"tabled"},
    "withdraw": {"tabled"},
    "adopt": {"tabled"},
    "reject": {"tabled"},
    "park": {"tabled"},
}
"""When it can be done; nobody but its only sponsor sponsors it, so that unsponsoring is never in order."""


def expected(name: str, state: str, operation: str) -> int:
    if name not in SEES[state]:
        return 401 if not name and operation != "read" else 404
    if name not in RIGHT[operation]:
        return 403
    if state not in IN_ORDER[operation]:
        return 409
    if operation == "cosponsor" and name == "anna":
        return 200  # who sponsors it already
    return {"read": 200, "edit": 200, "discard": 204}.get(operation, 201)


def made(room: Room, state: str) -> str:
    """The id of an amendment of France in that state."""
    ident = room.draft("anna")
    anna = room.desk("anna")
    if state == "shared":
        drafting.share(anna, ident, ["NOR"])
    elif state == "lodged":
        drafting.lodge(anna, ident)
    elif state != "draft":
        tabling.table(anna, ident)
    if state == "withdrawn":
        tabling.withdraw(anna, ident)
    return ident


def asked(caller: Caller, ident: str, operation: str, state: str) -> int:
    address, wish = f"/v1/amendments/{ident}", {"at": "art_1__p_1", "text": f"What {caller.name} wants."}
    if operation == "read":
        return caller.get(address).status_code
    if operation == "edit":
        return caller.send(address, wish, method="PATCH", state=state).status_code
    if operation == "discard":
        return caller.send(address, method="DELETE", state=state).status_code
    if operation in ("adopt", "reject", "park"):
        body = {"decision": operation, "amendment": ident}
        return caller.send("/v1/agreements/gear/decisions", body, state=state).status_code
    body = {"act": operation, **({"audience": ["CHN"]} if operation == "share" else {})}
    if operation == "revise":
        body["wish"] = wish
    return caller.send(f"{address}/acts", body, state=state).status_code


@pytest.mark.parametrize("state", STATES)
def test_the_answers_are_those_of_the_table(state: str, makers: dict[str, Callable[[], str]]) -> None:
    database = makers["sqlite"]()
    room = Room(database)
    with client(database, room=room) as browser:
        callers = {name: Caller(browser, room, name) for name in PRINCIPALS}
        ident = made(room, state)
        differences = []
        for operation in RIGHT:
            for name in PRINCIPALS:
                tag = callers["anna"].get(f"/v1/amendments/{ident}").headers["etag"]
                if name in SEES[state] and name not in FRANCE:
                    tag = callers[name].get(f"/v1/amendments/{ident}").headers["etag"]
                got, right = asked(callers[name], ident, operation, tag), expected(name, state, operation)
                if got != right:
                    differences.append(f"{name or 'nobody'}: {operation} what is {state}: {got}, not {right}")
                if got < 300 and operation != "read":
                    ident = made(room, state)
        assert differences == []
