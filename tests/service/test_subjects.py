"""Who is linked to whom an identity provider knows, and by whom."""

from __future__ import annotations

import pytest

from tests.rooms import Room
from treaty_drafts.errors import Misused, NotFound, NotSignedIn, Refused
from treaty_drafts.service import accounts, people, subjects
from treaty_drafts.service.upkeep import doctor

ISSUER = "https://login.example.org"


def test_only_the_administrator_links(database: str) -> None:
    """Not even the head of the delegation whose person it is; and only people of the conference."""
    room = Room(database)
    people.found(room.service, "other", "Another", admin="admin")
    for who in ("anna", "legal", "chair", "nils"):
        with pytest.raises(Refused):
            subjects.link(room.desk(who), "ari", ISSUER, "1")
        with pytest.raises(Refused):
            subjects.unlink(room.desk(who), "ari")
        with pytest.raises(Refused):
            subjects.linked(room.desk(who), "ari")
    for act in (
        lambda: subjects.link(room.desk("admin"), "ari", ISSUER, "1"),
        lambda: subjects.unlink(room.desk("admin"), "ari"),
    ):
        with pytest.raises(NotFound):
            act()
    assert subjects.linked(room.desk("admin"), "ari") == []
    with pytest.raises(NotSignedIn):
        subjects.sign_in(room.service, ISSUER, "1")


def test_a_subject_is_one_persons_and_a_person_may_have_several(database: str) -> None:
    room = Room(database)
    root = room.desk("root")
    assert len(subjects.link(root, "anna", ISSUER, "1").acts) == 1
    assert subjects.link(root, "anna", ISSUER, "1").acts == ()
    subjects.link(root, "anna", "https://other.example.org", "1")
    assert [(one.issuer, one.subject) for one in subjects.linked(root, "anna")] == [
        (ISSUER, "1"),
        ("https://other.example.org", "1"),
    ]
    with pytest.raises(Misused, match="linked to another account"):
        subjects.link(root, "nils", ISSUER, "1")
    for issuer, subject in (("login.example.org", "1"), (ISSUER, ""), (ISSUER, "x" * 256)):
        with pytest.raises(Misused, match="by issuer and subject"):
            subjects.link(root, "nils", issuer, subject)
    people.close_user(root, "nils")
    with pytest.raises(Misused, match="closed"):
        subjects.link(root, "nils", ISSUER, "2")


def test_who_is_unlinked_is_out_at_once(database: str) -> None:
    """The names are compared as they are: a capital letter is another person."""
    room = Room(database)
    root = room.desk("root")
    subjects.link(root, "anna", ISSUER, "f3b1")
    session = subjects.sign_in(room.service, ISSUER, "f3b1")
    assert accounts.by_session(room.service, session.secret).user == "anna"
    for issuer, subject in ((ISSUER, "F3B1"), (f"{ISSUER}/", "f3b1"), (ISSUER, "f3b1 ")):
        with pytest.raises(NotSignedIn, match="no open account is linked to you"):
            subjects.sign_in(room.service, issuer, subject)
    subjects.unlink(root, "anna")
    assert subjects.unlink(root, "anna").acts == ()
    with pytest.raises(NotSignedIn, match="session is over"):
        accounts.by_session(room.service, session.secret)
    with pytest.raises(NotSignedIn):
        subjects.sign_in(room.service, ISSUER, "f3b1")


def test_the_record_says_that_somebody_was_linked_and_not_by_which_name(database: str) -> None:
    room = Room(database)
    done = subjects.link(room.desk("root"), "anna", ISSUER, "f3b1")
    assert [(act.verb, act.delegation, act.note) for act in done.acts] == [
        ("link_user", "FRA", f"anna of FRA signs in by {ISSUER}")
    ]
    subjects.unlink(room.desk("root"), "anna")
    assert all(finding.good for finding in doctor(room.service) if finding.about != "disk")


def test_an_attempt_is_taken_once_and_in_time(database: str) -> None:
    room = Room(database)
    subjects.begin(room.service, "one")
    subjects.begin(room.service, "two")
    subjects.take(room.service, "one")
    for state in ("one", "three"):
        with pytest.raises(NotSignedIn):
            subjects.take(room.service, state)
    room.clock.later(minutes=10)
    with pytest.raises(NotSignedIn):
        subjects.take(room.service, "two")
