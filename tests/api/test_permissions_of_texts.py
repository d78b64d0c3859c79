"""Who may do what with texts, their publication and the record, over HTTP: every principal × state of a version ×
operation, against a table written by hand.

France's amendment is tabled and adopted. Who takes part sees all of that in every state; the administrator knows of the
agreement and reads its record, not its words; others know of an agreement once a text of it is public, and of a text
for as long as it is.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.api.site import IRI, Caller, client, publish, withdraw
from tests.rooms import USERS, Room
from treaty_drafts.service import consolidating, deciding, publishing

PRINCIPALS = (*USERS, "")
ROOM = {"anna", "ari", "nils", "mei", "gus", "olga", "chair", "legal", "translator"}
STATES = ("draft", "signed", "published", "withdrawn")
SLUG = "/v1/agreements/gear"
NAME = f"{SLUG}/versions/eng@zero-draft"
Database = dict[str, Callable[[], str]]

AGREEMENT = ("", "/versions", "/amendments", "/acts", "/acts?own=true", "/record/key", "/record/checkpoint")
PROOFS = ("/record/proofs/0", "/record/proofs/2")
VERSION = ("", ".txt", ".html", ".xml", ".json")
NEGOTIATED = ("/compilation.txt", "/provisions/art_1__p_1", "/diff.txt?from=eng@zero-draft&to=eng@zero-draft")
ANYBODY = ("/v1/me", "/v1/changes", "/v1/agreements", "/sitemap.xml", "/health/ready")

WISH = {"at": "art_3__p_1", "text": "Parties shall report."}
DRAFTERS = {"anna", "ari", "nils", "mei", "gus", "olga", "chair"}
"""The observer too: this conference lets them draft for others to take up."""

CHANGES = {
    "publish": (f"{NAME}/acts", {"act": "publish"}, {"legal", "chair"}),
    "withdraw": (f"{NAME}/acts", {"act": "withdraw"}, {"legal"}),
    "phase": (f"{SLUG}/phase", {"phase": "closed"}, {"legal", "chair"}),
    "rehearse": (f"{SLUG}/consolidations", {"rehearse": True}, {"legal"}),
    "consolidate": (f"{SLUG}/consolidations", {}, {"legal"}),
    "preview": (f"{SLUG}/previews", WISH, DRAFTERS),
    "draft": (f"{SLUG}/amendments", WISH, DRAFTERS),
}
"""Where it is sent, what, and whose right it is."""


def known(name: str, state: str) -> bool:
    """Whether they know that there is such an agreement."""
    return name in ROOM or name == "root" or state in ("published", "withdrawn")


def read(name: str, state: str, gone: int) -> int:
    """A version: there for who takes part, and for all while it is public; `gone` is what is said of it afterwards."""
    if name in ROOM or state == "published":
        return 200
    return gone if state == "withdrawn" else 404


def expected(name: str, state: str) -> dict[str, int]:
    """What each address that is read answers them."""
    there = 200 if known(name, state) else 404
    exported = 200 if name in ("legal", "root") else 403
    return {
        **{f"{SLUG}{path}": there for path in (*AGREEMENT, *PROOFS)},
        f"{SLUG}/record/export": exported if there == 200 else 404,
        **{f"{NAME}{path}": read(name, state, 410) for path in VERSION},
        f"{NAME}/provenance": 200 if name in ROOM else 403 if there == 200 else 404,
        f"{NAME}/manifest": 404 if name in ROOM or there == 404 else 403,  # no consolidation made it
        **{f"{SLUG}{path}": read(name, state, 410 if "diff" in path else 404) for path in NEGOTIATED},
        **{f"{IRI}{ending}": read("", state, 410) for ending in (".txt", ".html", ".xml", "")},
        "/feeds/gear.atom": 200 if known("", state) else 404,
        **dict.fromkeys(ANYBODY, 200),
    }


def changed(name: str, state: str, change: str) -> int:
    """What a change answers them."""
    if not name and change != "preview":
        return 401
    if not known(name, state):
        return 404
    if name not in CHANGES[change][2]:
        return 403
    if change == "publish":
        return 200 if state == "published" or (state, name) == ("signed", "legal") else 201
    if change == "withdraw":
        return 201 if state == "published" else 409
    return 200 if change in ("rehearse", "preview") else 201


def furnished(makers: Database, state: str) -> tuple[str, Room]:
    """A conference whose version is in that state."""
    database = makers["sqlite"]()
    room = Room(database)
    deciding.adopt(room.desk("chair"), room.tabled("anna"))
    if state == "signed":
        publishing.publish(room.desk("legal"), "gear", "eng", "zero-draft")
    elif state in ("published", "withdrawn"):
        publish(room)
    if state == "withdrawn":
        withdraw(room)
    return database, room


@pytest.mark.parametrize("state", STATES)
def test_what_is_read_is_what_the_table_says(state: str, makers: Database) -> None:
    database, room = furnished(makers, state)
    with client(database, room=room) as browser:
        for name in PRINCIPALS:
            caller = Caller(browser, room, name)
            answers = {path: caller.get(path, Accept="*/*") for path in expected(name, state)}
            got = {path: answer.status_code for path, answer in answers.items()}
            assert got == expected(name, state), name or "nobody"
            said = {path: answer.text for path, answer in answers.items() if answer.status_code == 200}
            assert ("gear" in said["/v1/agreements"]) == known(name, state), name
            if known(name, state):
                assert ("L.1" in said[f"{SLUG}/amendments"]) == (name in ROOM), name
                assert ("adopt" in said[f"{SLUG}/acts"]) == (name in ROOM | {"root"}), name
                assert ("\nextra " in said[f"{SLUG}/record/proofs/2"]) == (name in ROOM | {"root"}), name
                assert ("zero-draft" in said[f"{SLUG}/versions"]) == (read(name, state, 410) == 200), name
                assert ('"draft"' in said[f"{SLUG}/acts?own=true"]) == (name in ("anna", "ari")), name
            if f"{SLUG}/compilation.txt" in said:
                assert ("FRA" in said[f"{SLUG}/compilation.txt"]) == (name in ROOM), name


@pytest.mark.parametrize("state", STATES)
def test_what_is_done_is_what_the_table_says(state: str, makers: Database) -> None:
    """What is refused, and what leaves the version as it is, of one conference; the rest each in one of its own."""
    database, room = furnished(makers, state)
    alone = []
    with client(database, room=room) as browser:
        for name in PRINCIPALS:
            caller = Caller(browser, room, name)
            for change, (path, body, _) in CHANGES.items():
                right = changed(name, state, change)
                if right == 201 and change in ("publish", "withdraw", "consolidate"):
                    alone.append((name, change))
                    continue
                assert caller.send(path, body).status_code == right, (name, change)
                if right == 201 and change == "phase":
                    deciding.set_phase(room.desk("chair"), "gear", "open")
    for name, change in alone:
        database, room = furnished(makers, state)
        with client(database, room=room) as browser:
            path, body, _ = CHANGES[change]
            assert Caller(browser, room, name).send(path, body).status_code == 201, (name, change)


def test_how_a_public_text_came_about_is_for_who_reads_what_is_tabled(makers: Database) -> None:
    """The text is everybody's; which amendments made it, and what became of the others, is not."""
    database, room = furnished(makers, "draft")
    consolidating.consolidate(room.desk("legal"), "gear", naming=consolidating.Naming("rev-1"))
    publish(room, "rev-1")
    name = f"{SLUG}/versions/eng@rev-1"
    with client(database, room=room) as browser:
        for who in PRINCIPALS:
            caller = Caller(browser, room, who)
            assert caller.get(f"{name}.txt").status_code == 200, who
            for path in ("manifest", "provenance"):
                assert caller.get(f"{name}/{path}").status_code == (200 if who in ROOM else 403), (who, path)
            assert caller.get(f"{NAME}.txt").status_code == (200 if who in ROOM else 404), who
