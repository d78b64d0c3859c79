"""Words are taken out of the record: gone from every answer, while everything that was proved stays proved."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from tests.api.site import Caller, client
from tests.rooms import Room
from treaty_drafts.errors import Misused, NotFound, Refused
from treaty_drafts.record import verify
from treaty_drafts.service import deciding, people, publishing, reading, recordkeeping, tabling, upkeep
from treaty_drafts.service.redacting import redact

SECRET = "as the witness Ravensworth told us"
WHY = {"why": "a name that is under protection", "authority": "order 12 of the court"}


def said(room: Room) -> int:
    """The serial number of an act whose note should not have been written; it was asked for with a key."""
    ident = room.tabled("anna")
    done = deciding.park(room.desk("chair", key="park-it-now", request="1"), ident, ruling=SECRET)
    deciding.reopen(room.desk("chair"), ident, ruling="nothing stands against it")
    return done.acts[0].serial


def kept(room: Room) -> str:
    """All that stands in all tables, receipts opened."""
    tables = MetaData()
    with room.service.store.engine.connect() as connection:
        tables.reflect(connection)
        return "".join(repr(tuple(row)) for table in tables.sorted_tables for row in connection.execute(table.select()))


def test_the_words_are_gone_and_all_that_was_proved_holds(database: str, tmp_path: Path) -> None:
    """A receipt of before, with its words, is still of this record; the export verifies; the tombstone says why."""
    room = Room(database)
    serial = said(room)
    legal = room.desk("legal")
    key = recordkeeping.key(legal, "gear")
    before = recordkeeping.receipt(legal, "gear", serial)
    checkpoint = recordkeeping.checkpoint(legal, "gear")
    assert SECRET in kept(room)
    done = redact(room.desk("root"), "gear", [serial], **WHY)
    assert [(act.verb, act.acts, act.by, act.note) for act in done.acts] == [
        ("redact", (serial,), "root", "a name that is under protection (by order 12 of the court)")
    ]
    assert SECRET not in kept(room)
    acts = reading.acts(legal, "gear")
    assert [(act.serial, act.verb, act.note, act.by) for act in acts if act.serial == serial] == [
        (serial, "park", "", "")
    ]
    assert acts[-1] == done.acts[0]
    (tmp_path / "before.tlog-proof").write_bytes(before)
    (tmp_path / "after.tlog-proof").write_bytes(recordkeeping.receipt(legal, "gear", serial))
    archive = recordkeeping.export(legal, "gear")
    (tmp_path / "record.zip").write_bytes(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        assert not [name for name in parts.namelist() if SECRET.encode() in parts.read(name)]
        assert parts.read("acts.ndjson").splitlines()[serial] == b'{"redacted":true}'
        assert checkpoint.encode() in [parts.read(name) for name in parts.namelist() if name.startswith("checkpoints/")]
    files = [str(tmp_path / name) for name in ("record.zip", "before.tlog-proof", "after.tlog-proof")]
    assert verify.main([*files, "--key", key]) == 0


def test_who_asks_again_is_answered_without_the_words(database: str) -> None:
    """The same request with the same key: it is not done again, and says what is left."""
    room = Room(database)
    ident = room.draft("anna")
    first = tabling.table(room.desk("anna", key="table-it-now", request="1"), ident, why=SECRET)
    assert SECRET.encode() in base64.b64decode(first.receipt.split("extra ")[1].split("\n")[0])
    redact(room.desk("root"), "gear", [first.acts[-1].serial], **WHY)
    again = tabling.table(room.desk("anna", key="table-it-now", request="1"), ident, why=SECRET)
    assert again.replayed
    assert (again.receipt, again.acts[-1].note, again.acts[-1].verb) == ("", "", "table")
    assert again.amendment == first.amendment


def test_over_http_nothing_says_them(database: str) -> None:
    room = Room(database)
    serial = said(room)
    with client(database, room=room) as browser:
        mei = Caller(browser, room, "mei")
        addresses = [f"/v1/agreements/gear/{rest}" for rest in ("acts", f"record/proofs/{serial}", "amendments")]

        def told() -> str:
            texts = [mei.get(address).text for address in addresses]
            proof = next((line for line in texts[1].splitlines() if line.startswith("extra ")), "extra ")
            return "".join(texts) + base64.b64decode(proof[6:]).decode()

        assert SECRET in told()
        redact(room.desk("root"), "gear", [serial], **WHY)
        assert SECRET not in told()
        assert mei.get(addresses[1]).status_code == 200


def test_doctor_knows_what_was_taken_out_and_what_is_missing(database: str) -> None:
    """An act without its words of which no act says so was not redacted: the record was changed."""
    room = Room(database)
    serial = said(room)
    redact(room.desk("root"), "gear", [serial], **WHY)
    findings = {one.about: one for one in upkeep.doctor(room.service)}
    assert findings["record"].good, findings["record"]
    assert findings["amendments"].good, findings["amendments"]
    from treaty_drafts.store import Redacting
    from treaty_drafts.store.engine import writing

    with room.service.store.seen_by(room.service.as_user("legal")) as seen:
        log = seen.log(seen.agreement("gear"))
    with writing(room.service.store.engine) as connection:
        Redacting(connection, log).take_out(serial + 1)
    findings = {one.about: one for one in upkeep.doctor(room.service)}
    assert not findings["record"].good
    assert f"act {serial + 1} has no words, and none says that they were taken out" in findings["record"].fact


def test_only_the_administrator_for_a_reason_and_by_an_authority(database: str) -> None:
    """And only in their own conference; all of it is done, or nothing."""
    room = Room(database)
    serial = said(room)
    for who in ("legal", "chair", "anna", "portal"):
        with pytest.raises(Refused):
            redact(room.desk(who), "gear", [serial], **WHY)
    for missing in ("why", "authority"):
        with pytest.raises(Misused, match="for a reason, and by an authority"):
            redact(room.desk("root"), "gear", [serial], **{**WHY, missing: " "})
    people.found(room.service, "other", "Another", admin="admin")
    with pytest.raises(NotFound):
        redact(room.desk("admin"), "gear", [serial], **WHY)
    for wrong in ([serial, 999], [-1]):
        with pytest.raises(NotFound):
            redact(room.desk("root"), "gear", wrong, **WHY)
    assert SECRET in kept(room)
    assert len(redact(room.desk("root"), "gear", [serial, serial], **WHY).acts) == 1
    assert redact(room.desk("root"), "gear", [serial], **WHY).acts == ()


def test_what_was_published_stays_so(database: str) -> None:
    """Taking out the words of the act that published says nothing against the text."""
    room = Room(database)
    for who in ("legal", "chair"):
        done = publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    redact(room.desk("root"), "gear", [done.acts[-1].serial], **WHY)
    with client(database, room=room) as browser:
        assert browser.get("/v1/changes").json()["items"][0]["kind"] == "published"


def test_sqlite_writes_over_the_place(makers, tmp_path: Path) -> None:
    """The file itself has the words no more, once its journal is gone."""
    database = makers["sqlite"]()
    room = Room(database)
    serial = said(room)
    assert SECRET.encode() in Path(database).read_bytes()
    redact(room.desk("root"), "gear", [serial], **WHY)
    room.service.store.close()
    assert SECRET.encode() not in Path(database).read_bytes()
