"""How people get in, and how they are kept out."""

from __future__ import annotations

import pytest

from tests.rooms import Room
from treaty_drafts.errors import Misused, NotFound, NotSignedIn, Refused
from treaty_drafts.service import accounts, people
from treaty_drafts.service.secret import hashed

PASSWORD = "a rather long sentence"


def signed_in(room: Room, name: str = "anna") -> str:
    accounts.take_up(room.service, accounts.invite(room.desk("root"), name).secret, PASSWORD)
    return accounts.sign_in(room.service, name, PASSWORD).secret


def test_an_invitation_holds_once_and_for_three_days(database: str) -> None:
    room = Room(database)
    used = accounts.invite(room.desk("anna"), "ari").secret
    accounts.take_up(room.service, used, PASSWORD)
    late = accounts.invite(room.desk("anna"), "ari").secret
    replaced = accounts.invite(room.desk("root"), "nils").secret
    accounts.invite(room.desk("root"), "nils")
    room.clock.later(hours=73)
    for secret in (used, late, replaced, "no"):
        with pytest.raises(NotSignedIn, match="does not hold"):
            accounts.take_up(room.service, secret, PASSWORD)


def test_who_may_invite_whom(database: str) -> None:
    """A head invites people of their own delegation, the administrator everybody, others nobody."""
    room = Room(database)
    for who, whom in (("anna", "nils"), ("nils", "nils"), ("legal", "anna")):
        with pytest.raises(Refused):
            accounts.invite(room.desk(who), whom)
    with pytest.raises(NotFound):
        accounts.invite(room.desk("root"), "nobody")


def test_a_session_ends_by_rest_and_by_age(database: str) -> None:
    room = Room(database)
    secret = signed_in(room)
    for _ in range(3):
        room.clock.later(hours=7)
        assert accounts.by_session(room.service, secret).delegation == "FRA"
    room.clock.later(hours=4)
    with pytest.raises(NotSignedIn, match="session is over"):
        accounts.by_session(room.service, secret)
    idle = accounts.sign_in(room.service, "anna", PASSWORD).secret
    room.clock.later(hours=8, minutes=1)
    with pytest.raises(NotSignedIn):
        accounts.by_session(room.service, idle)


def test_sessions_that_have_run_out_are_not_kept(database: str) -> None:
    """When the person signs in again: talks last for years, and nothing is left of who was there when."""
    room = Room(database)
    over = signed_in(room)
    room.clock.later(hours=12)
    open_still = accounts.sign_in(room.service, "anna", PASSWORD).secret
    room.clock.later(hours=12)
    accounts.sign_in(room.service, "anna", PASSWORD)
    with room.service.store.accounts() as kept:
        assert kept.session(hashed(over)) is None
        assert kept.session(hashed(open_still)) is not None


def test_what_a_person_may_is_looked_up_each_time(database: str) -> None:
    """Another role counts at once, a closed account too; a new password ends what was open."""
    room = Room(database)
    secret = signed_in(room)
    people.change_user(room.desk("root"), "anna", role="expert")
    assert accounts.by_session(room.service, secret).role == "expert"
    other = signed_in(room)
    with pytest.raises(NotSignedIn):
        accounts.by_session(room.service, secret)
    people.close_user(room.desk("root"), "anna")
    with pytest.raises(NotSignedIn, match="closed"):
        accounts.by_session(room.service, other)
    with pytest.raises(NotSignedIn, match="name, password or code is wrong"):
        accounts.sign_in(room.service, "anna", PASSWORD)


def test_a_wrong_password_says_no_more_than_an_unknown_name(database: str) -> None:
    room = Room(database)
    signed_in(room)
    said = set()
    for name, password in (("anna", "wrong"), ("nobody", PASSWORD), ("nils", ""), ("anna", "x" * 2_000)):
        with pytest.raises(NotSignedIn) as refused:
            accounts.sign_in(room.service, name, password)
        said.add(str(refused.value))
    assert len(said) == 1
    with pytest.raises(Misused, match="from 12 to"):
        accounts.take_up(room.service, "any", "short")


def test_a_token_is_shown_once_expires_and_is_revoked(database: str) -> None:
    room = Room(database)
    anna = room.desk("anna")
    row, secret = accounts.issue_token(anna, "portal", scope=("read",), days=2)
    assert secret.secret.startswith("treaty_")
    assert secret.secret not in repr(secret)
    principal, scope = accounts.by_token(room.service, secret.secret)
    assert (principal.user, scope) == ("anna", {"read"})
    with pytest.raises(NotFound):
        accounts.revoke_token(room.desk("nils"), row.id)
    accounts.revoke_token(anna, row.id)
    with pytest.raises(NotSignedIn):
        accounts.by_token(room.service, secret.secret)
    _, late = accounts.issue_token(anna, "portal", days=2)
    room.clock.later(days=2)
    with pytest.raises(NotSignedIn):
        accounts.by_token(room.service, late.secret)
    with pytest.raises(Misused):
        accounts.issue_token(anna, "all", scope=("everything",))


def test_the_database_holds_no_secret(database: str) -> None:
    """None of the secrets that were shown can be found in any table."""
    from sqlalchemy import MetaData

    room = Room(database)
    _, token = accounts.issue_token(room.desk("anna"), "portal")
    shown = {signed_in(room), token.secret, PASSWORD, accounts.invite(room.desk("root"), "nils").secret}
    tables = MetaData()
    with room.service.store.engine.connect() as connection:
        tables.reflect(connection)
        kept = "".join(repr(row) for table in tables.sorted_tables for row in connection.execute(table.select()))
    assert not [secret for secret in shown if secret in kept]
