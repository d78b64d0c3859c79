"""The second factor: set up, asked for, used once, lost and reset."""

from __future__ import annotations

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import msgspec
import pyotp
import pytest

from tests.rooms import Clock, Room
from treaty_drafts.conference import Policy
from treaty_drafts.errors import NoSecondFactor, NotFound, NotSignedIn, OutOfOrder, Refused
from treaty_drafts.service import accounts, factors, onetime, people, subjects
from treaty_drafts.service.upkeep import doctor

PASSWORD = "a rather long sentence"
WRONG = "000000"
REQUIRED = Policy(second_factor=True)


class Device:
    """What a person carries: it knows a secret, and shows codes by a clock that may go wrong."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self.totp = pyotp.TOTP(secret)
        self.clock = clock

    def code(self, *, seconds: int = 0) -> str:
        return self.totp.at(int(self.clock().timestamp()) + seconds)

    def next(self) -> str:
        """The code of the next half minute, in which it then is."""
        self.clock.later(seconds=30)
        return self.code()


@cache
def hash_of_password() -> str:
    return accounts._hash_of(PASSWORD)


def with_password(room: Room, name: str = "chair") -> None:
    """As by an invitation, without the second that it takes to hash a password."""
    with room.service.store.changing_accounts() as known:
        known.change(known.account(name=name).id, password=hash_of_password())


def set_up(room: Room, name: str = "chair") -> tuple[Device, tuple[str, ...]]:
    """Somebody with a password and a second factor: their device and their recovery codes."""
    with_password(room, name)
    device = Device(factors.begin(room.desk(name)).secret, room.clock)
    return device, factors.confirm(room.desk(name), device.code())


def sign_in(room: Room, code: str = "", name: str = "chair", password: str = PASSWORD) -> str:
    return accounts.sign_in(room.service, name, password, code).secret


def refused(room: Room, code: str = "", name: str = "chair", password: str = PASSWORD) -> str:
    """What is said to who does not get in."""
    with pytest.raises(NotSignedIn) as found:
        sign_in(room, code, name, password)
    return str(found.value)


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B (SHA-1), whose eight digits end in the six of devices."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    for time, code in (
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ):
        assert onetime.step_of(secret, code, time) == time // 30
        assert onetime.step_of(secret, WRONG, time) is None
    for code in ("", "28708", "2870822", "٢٨٧٠٨٢", "２８７０８２", "28708\ud800", "-28708", "x" * 5_000):
        assert onetime.step_of(secret, code, 59) is None


def test_what_a_person_is_shown(database: str) -> None:
    """An address that devices read, with the account and the conference in it, and a secret of 160 bits; neither in
    what a traceback would show.
    """
    room = Room(database)
    shown = factors.begin(room.desk("anna"))
    read = pyotp.parse_uri(shown.uri)
    assert (read.name, read.issuer, read.secret) == ("anna", "Conference on Gear", shown.secret)
    assert isinstance(read, pyotp.TOTP)
    assert (read.interval, read.digits, len(base64.b32decode(shown.secret))) == (30, 6, 20)
    assert shown.secret not in repr(shown)


def test_a_factor_counts_once_it_is_confirmed(database: str) -> None:
    room = Room(database)
    with_password(room)
    desk = room.desk("chair")
    assert factors.state(desk) == factors.Factor("none", False, 0)
    with pytest.raises(OutOfOrder, match="nothing to confirm"):
        factors.confirm(desk, WRONG)
    first = factors.begin(desk)
    assert factors.state(desk).state == "begun"
    sign_in(room)
    second = factors.begin(desk)
    assert first.secret != second.secret
    for code in (Device(first.secret, room.clock).code(), WRONG, ""):
        with pytest.raises(Refused, match="not the code"):
            factors.confirm(desk, code)
    device = Device(second.secret, room.clock)
    assert len(factors.confirm(desk, device.code())) == 8
    assert factors.state(desk) == factors.Factor("set", False, 8)
    for act in (lambda: factors.begin(desk), lambda: factors.confirm(desk, device.next())):
        with pytest.raises(OutOfOrder, match="second factor already"):
            act()
    said = refused(room)
    assert accounts.by_session(room.service, sign_in(room, device.next())).user == "chair"
    assert said.startswith("name, password or code is wrong")


def test_several_set_ups_at_once_leave_the_last(database: str) -> None:
    """Two windows, both asked for one: a device has the secret that is kept, or its code confirms nothing."""
    room = Room(database)
    desk = room.desk("chair")
    with ThreadPoolExecutor(6) as pool:
        secrets = [made.secret for made in pool.map(lambda _: factors.begin(desk), range(6))]
    with room.service.store.changing_accounts() as known:
        store = factors.Factors(known.connection)
        kept = store.of(known.account(name="chair").id)
        (lost, *_) = (secret for secret in secrets if secret != kept.secret)
        assert not store.confirm(msgspec.structs.replace(kept, secret=lost), 1, "now", ["1"])
        assert kept.secret in secrets
    assert len(factors.confirm(desk, Device(kept.secret, room.clock).code())) == 8


def test_setting_one_up_ends_what_a_password_alone_had_opened(database: str) -> None:
    room = Room(database)
    with_password(room)
    before = sign_in(room)
    device = Device(factors.begin(room.desk("chair")).secret, room.clock)
    factors.confirm(room.desk("chair"), device.code())
    with pytest.raises(NotSignedIn):
        accounts.by_session(room.service, before)
    assert accounts.by_session(room.service, accounts.renew(room.desk("chair")).secret).user == "chair"


def test_a_code_is_taken_once(database: str) -> None:
    """RFC 6238, 5.2: not even that of the confirmation, nor an earlier one that was never used."""
    room = Room(database)
    device, _ = set_up(room)
    refused(room, device.code())
    skipped, code = device.next(), device.next()
    sign_in(room, f" {code[:3]} {code[3:]} ")
    refused(room, code)
    refused(room, skipped)
    sign_in(room, device.next())


def test_two_who_come_with_one_code_do_not_both_get_in(database: str) -> None:
    room = Room(database)
    device, _ = set_up(room)
    code = device.next()

    def come(_: int) -> bool:
        try:
            return bool(sign_in(room, code))
        except NotSignedIn:
            return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(come, range(6))) == 1


@pytest.mark.parametrize(("seconds", "good"), ((-60, False), (-30, True), (30, True), (60, False)))
def test_a_clock_may_be_one_step_wrong(seconds: int, good: bool, database: str) -> None:
    room = Room(database)
    device, _ = set_up(room)
    room.clock.later(minutes=10)
    if good:
        sign_in(room, device.code(seconds=seconds))
    else:
        refused(room, device.code(seconds=seconds))


def test_a_recovery_code_gets_in_once(database: str) -> None:
    """However it is typed; and it is nobody else's."""
    room = Room(database)
    _, codes = set_up(room)
    set_up(room, "legal")
    assert len(set(codes)) == 8
    assert all(re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", code) for code in codes)
    refused(room, codes[0], "legal")
    sign_in(room, codes[0])
    refused(room, codes[0])
    sign_in(room, codes[1].upper().replace("-", " "))
    assert factors.state(room.desk("chair")).recovery == 6


def test_who_does_not_know_the_password_is_told_nothing(database: str) -> None:
    """Whatever is wrong, the words are the same: with a second factor or without, with a code, without, or false."""
    room = Room(database)
    device, codes = set_up(room)
    with_password(room, "anna")
    wrong = (
        ("chair", ""),
        ("chair", device.next()),
        ("chair", codes[0]),
        ("anna", ""),
        ("nils", WRONG),
        ("nobody", ""),
    )
    said = {refused(room, code, name, "a wrong sentence") for name, code in wrong}
    said |= {refused(room, code) for code in ("", WRONG, "\ud800")}
    assert len(said) == 1
    sign_in(room, codes[0])  # a wrong password has not used it
    sign_in(room, WRONG, "anna")  # who has none is not asked for one


def test_wrong_codes_make_one_wait_as_wrong_passwords_do(makers: dict) -> None:
    """Longer each time, however right the password is, until one gets in."""
    waits: list[float] = []
    room = Room(makers["sqlite"]())
    device, _ = set_up(room)
    room.service.world.wait = waits.append
    for _ in range(3):
        refused(room, WRONG)
        refused(room, password="a wrong sentence")
    sign_in(room, device.next())
    sign_in(room, device.next())
    assert waits == [0.2, 0.4, 0.8, 1.6, 2.0, 2.0]


def test_who_guesses_codes_comes_to_an_end(database: str) -> None:
    """After a hundred in a row that were wrong beside a right password no code is taken; a recovery code still is,
    and then codes are again. Passwords that are wrong do not count: who does not know it can lock nobody out.
    """
    room = Room(database)
    device, codes = set_up(room)
    with room.service.store.changing_accounts() as known:
        ident = known.account(name="chair").id
        for _ in range(onetime.MOST_MISSES - 2):
            factors.Factors(known.connection).miss(ident)
    refused(room, WRONG, password="a wrong sentence")
    for _ in range(2):
        refused(room, WRONG)
        sign_in(room, device.next())
    with room.service.store.changing_accounts() as known:
        for _ in range(onetime.MOST_MISSES - 1):
            factors.Factors(known.connection).miss(ident)
    refused(room, WRONG)
    refused(room, device.next())
    sign_in(room, codes[0])
    sign_in(room, device.next())


def test_where_the_conference_requires_one_a_password_alone_does_nothing_else(database: str) -> None:
    room = Room(database, policy=REQUIRED)
    for name in ("chair", "legal", "root", "translator", "anna"):
        with_password(room, name)
    for name in ("chair", "legal", "root"):
        session = sign_in(room, name=name)
        with pytest.raises(NoSecondFactor, match="asks for a second factor"):
            accounts.by_session(room.service, session)
        narrow = accounts.by_session(room.service, session, narrow=True)
        assert (narrow.user, narrow.role, narrow.conference, narrow.delegation) == (name, "public", "", "")
        desk = room.service.desk(narrow)
        assert factors.state(desk) == factors.Factor("none", True, 0)
        device = Device(factors.begin(desk).secret, room.clock)
        factors.confirm(desk, device.code())
        whole = accounts.by_session(room.service, sign_in(room, device.next(), name))
        assert whole == room.desk(name).principal
    for name in ("translator", "anna"):
        assert accounts.by_session(room.service, sign_in(room, name=name)).user == name


def test_what_is_required_counts_from_the_next_request(database: str) -> None:
    """Another policy, another role; a code, an identity provider and a token of before are enough."""
    room = Room(database)
    device, _ = set_up(room, "legal")
    by_code = sign_in(room, device.next(), "legal")
    with_password(room)
    by_password = sign_in(room)
    subjects.link(room.desk("root"), "chair", "https://login.example.org", "1")
    by_provider = subjects.sign_in(room.service, "https://login.example.org", "1").secret
    _, token = accounts.issue_token(room.desk("chair"), "portal")
    with_password(room, "translator")
    translating = sign_in(room, name="translator")
    accounts.by_session(room.service, by_password)
    people.set_policy(room.desk("root"), REQUIRED)
    for secret in (by_code, by_provider, translating):
        accounts.by_session(room.service, secret)
    assert accounts.by_token(room.service, token.secret)[0].role == "chair"
    people.change_user(room.desk("root"), "translator", role="legal")
    for secret in (by_password, translating):
        with pytest.raises(NoSecondFactor):
            accounts.by_session(room.service, secret)


def test_the_first_administrator_gets_in_without_one(database: str) -> None:
    """As `serve` lets them: by the link that it prints, which sets the password."""
    room = Room(database)
    accounts.take_up(room.service, accounts.first_invitation(room.service), PASSWORD)
    assert accounts.by_session(room.service, sign_in(room, name="root")).role == "administrator"


def test_an_invitation_resets_the_password_and_not_the_second_factor(database: str) -> None:
    room = Room(database)
    device, _ = set_up(room)
    accounts.take_up(room.service, accounts.invite(room.desk("root"), "chair").secret, f"{PASSWORD} more")
    refused(room, password=f"{PASSWORD} more")
    sign_in(room, device.next(), password=f"{PASSWORD} more")


def test_who_has_one_removes_it_with_a_code(database: str) -> None:
    """A computer that was left open is not enough; a recovery code is. All sessions end."""
    room = Room(database)
    device, codes = set_up(room)
    session = sign_in(room, device.next())
    desk = room.desk("chair")
    for code in (WRONG, "", device.code()):
        with pytest.raises(Refused, match="not the code"):
            factors.remove(desk, code)
    factors.remove(desk, codes[3])
    with pytest.raises(NotSignedIn):
        accounts.by_session(room.service, session)
    with pytest.raises(OutOfOrder, match="no second factor"):
        factors.remove(desk, device.next())
    sign_in(room)
    device = Device(factors.begin(desk).secret, room.clock)
    factors.confirm(desk, device.code())
    refused(room, codes[0])
    factors.remove(desk, device.next())


def test_one_who_guesses_in_an_open_session_waits_too(makers: dict) -> None:
    waits: list[float] = []
    room = Room(makers["sqlite"]())
    room.service.world.wait = waits.append
    desk = room.desk("chair")
    device = Device(factors.begin(desk).secret, room.clock)
    for act in (factors.confirm, factors.remove):
        for _ in range(2):
            with pytest.raises(Refused):
                act(desk, WRONG)
        act(desk, device.next())
    factors.begin(desk)
    with pytest.raises(Refused):
        factors.confirm(desk, WRONG)
    assert waits == [0.2, 0.4] * 2


def test_the_administrator_resets_what_is_lost(database: str) -> None:
    """Sessions end, tokens stay; the record says that it was done; nobody else may, not even the head of delegation."""
    room = Room(database)
    device, codes = set_up(room, "ari")
    session = sign_in(room, device.next(), "ari")
    _, token = accounts.issue_token(room.desk("ari"), "portal")
    people.found(room.service, "other", "Another", admin="admin")
    for who in ("anna", "ari", "legal", "chair"):
        with pytest.raises(Refused):
            factors.reset(room.desk(who), "ari")
    with pytest.raises(NotFound):
        factors.reset(room.desk("admin"), "ari")
    done = factors.reset(room.desk("root"), "ari")
    assert [(act.verb, act.delegation, act.note) for act in done.acts] == [("reset_factor", "FRA", "ari of FRA")]
    assert factors.reset(room.desk("root"), "ari").acts == ()
    with pytest.raises(NotSignedIn):
        accounts.by_session(room.service, session)
    assert accounts.by_token(room.service, token.secret)[0].user == "ari"
    sign_in(room, codes[0], "ari")
    assert factors.state(room.desk("ari")).state == "none"
    assert all(finding.good for finding in doctor(room.service) if finding.about != "disk")


def test_recovery_codes_are_kept_as_hashes(database: str) -> None:
    """The secret of the device is kept as it is, and nowhere else."""
    from sqlalchemy import MetaData

    room = Room(database)
    device, codes = set_up(room)
    tables = MetaData()
    with room.service.store.engine.connect() as connection:
        tables.reflect(connection)
        kept = {table.name: repr(connection.execute(table.select()).all()) for table in tables.sorted_tables}
    everything = "".join(kept.values())
    assert not [code for code in codes if code in everything or code.replace("-", "") in everything]
    assert [name for name, rows in kept.items() if device.totp.secret in rows] == ["factor"]
