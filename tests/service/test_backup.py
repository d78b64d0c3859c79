"""Backups: from either database into either, all or nothing, and a damaged one is found."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pyotp
import pytest

from tests.rooms import OPENED, Chance, Clock, Room, close_all
from treaty_drafts.errors import Misused, SourceError
from treaty_drafts.service import (
    Service,
    World,
    compiled,
    consolidating,
    deciding,
    factors,
    open_service,
    publishing,
    reading,
    tabling,
    webhooks,
)
from treaty_drafts.service.backup import backup, rehearsed, restore


def lively(url: str) -> Room:
    """A room in which a little of everything has happened."""
    room = Room(url)
    deciding.adopt(room.desk("chair"), room.tabled("anna"))
    room.tabled("nils", "art_2__para_1__p_1")
    consolidating.consolidate(room.desk("legal"), "gear")
    tabling.cosponsor(room.desk("mei"), room.tabled("nils", "art_3__p_1"))
    room.draft("mei")
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    webhooks.add_webhook(room.desk("chair"), "https://example.org")
    secret = factors.begin(room.desk("chair")).secret
    factors.confirm(room.desk("chair"), pyotp.TOTP(secret).at(room.clock()))
    return room


def taken(service: Service) -> bytes:
    file = io.BytesIO()
    backup(service, file)
    return file.getvalue()


def opened(url: str) -> Service:
    service = open_service(url, World(Clock(), Chance("another")))
    OPENED.append(service)
    return service


@pytest.mark.parametrize("source", ("sqlite", "postgresql"))
@pytest.mark.parametrize("target", ("sqlite", "postgresql"))
def test_from_either_database_into_either(source: str, target: str, makers: dict[str, Any]) -> None:
    """Every row comes back, whatever it is kept in; the next act goes on where the last one ended."""
    room = lively(makers[source]())
    data = taken(room.service)
    service = opened(makers[target](empty=True))
    restore(service, io.BytesIO(data))
    assert [one for one in rehearsed(service) if not one.good and one.about != "disk"] == []
    assert taken(service) == data
    there = Room.__new__(Room)
    there.clock, there.service = room.clock, service
    for who in ("anna", "nils", "mei", "chair"):
        assert reading.amendments(there.desk(who), "gear") == reading.amendments(room.desk(who), "gear")
        assert compiled.negotiated(there.desk(who), "gear").digest == compiled.negotiated(room.desk(who), "gear").digest
    assert factors.state(there.desk("chair")) == factors.Factor("set", needed=False, recovery=8)
    there.tabled("nils")
    assert [one for one in rehearsed(service) if not one.good and one.about != "disk"] == []
    close_all()


def test_a_damaged_backup_restores_nothing(makers: dict[str, Any]) -> None:
    """A flipped byte anywhere is refused, or is one that says nothing: then all rows are as they were."""
    data = taken(lively(makers["sqlite"]()).service)
    target = opened(makers["sqlite"](empty=True))
    for at in range(7, len(data), len(data) // 60):
        wrong = bytearray(data)
        wrong[at] ^= 0x10
        try:
            restore(target, io.BytesIO(wrong))
        except (SourceError, Misused):
            with target.store.everything() as everything:
                assert everything.empty()
            continue
        assert taken(target) == data
        target.store.close()
        target = opened(makers["sqlite"](empty=True))
    close_all()


def test_what_was_made_over_is_found(makers: dict[str, Any]) -> None:
    """A row that somebody changed, with a manifest that fits: the record says so."""
    data = taken(lively(makers["sqlite"]()).service)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["act.ndjson"] = parts["act.ndjson"].replace(b"cosponsor", b"unsponsor")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(SourceError, match="not what was backed up"):
        restore(opened(makers["sqlite"](empty=True)), made)
    import hashlib

    import msgspec

    manifest = msgspec.json.decode(parts["manifest.json"])
    manifest["tables"]["act"]["sha256"] = hashlib.sha256(parts["act.ndjson"]).hexdigest()
    parts["manifest.json"] = msgspec.json.encode(manifest)
    with zipfile.ZipFile(made := io.BytesIO(), "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    service = opened(makers["sqlite"](empty=True))
    restore(service, made)
    bad = {one.about for one in rehearsed(service) if not one.good}
    assert "record" in bad
    close_all()


@pytest.mark.parametrize("data", (b"", b"PK\x03\x04nothing", b"no archive at all"))
def test_what_is_no_backup(data: bytes, makers: dict[str, Any]) -> None:
    with pytest.raises(SourceError, match="damaged, or none"):
        restore(opened(makers["sqlite"](empty=True)), io.BytesIO(data))
    close_all()
