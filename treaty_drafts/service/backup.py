"""Backups: every row of the database as text in one archive, which any database of this package can be filled from.

The same rows give the same archive, on SQLite and on PostgreSQL: a room that outgrows one is carried to the other. It
holds everything that is confidential, the private keys of the logs included: keep it as you keep the database.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

import msgspec

from treaty_drafts.errors import Misused, SourceError, TreatyDraftsError
from treaty_drafts.render import render
from treaty_drafts.service.desk import Service
from treaty_drafts.service.upkeep import Finding, doctor
from treaty_drafts.store import Everything

FORMAT: Final = "treaty-drafts/backup@v1"
_MANIFEST: Final = "manifest.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class Part(msgspec.Struct, frozen=True):
    """One table in a backup: its rows, and the SHA-256 of their lines."""

    rows: int
    sha256: str


class Contents(msgspec.Struct, frozen=True):
    """What a backup holds: of which step of the tables, taken when."""

    format: str
    revision: str
    at: str
    tables: dict[str, Part]


def backup(service: Service, file: IO[bytes]) -> Contents:
    """Writes the whole database, as it is at this moment, to the file; the service goes on meanwhile."""
    tables: dict[str, Part] = {}
    with (
        service.store.everything() as everything,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        for table in everything.tables():
            digest, rows = hashlib.sha256(), 0
            with archive.open(zipfile.ZipInfo(f"{table.name}.ndjson", _EPOCH), "w", force_zip64=True) as lines:
                for row in everything.rows(table):
                    line = msgspec.json.encode(row, order="sorted") + b"\n"
                    digest.update(line)
                    lines.write(line)
                    rows += 1
            tables[table.name] = Part(rows, digest.hexdigest())
        contents = Contents(FORMAT, everything.facts().revision, service.world.time(), tables)
        archive.writestr(zipfile.ZipInfo(_MANIFEST, _EPOCH), msgspec.json.encode(contents))
    return contents


def restore(service: Service, file: IO[bytes], *, name: str = "backup") -> Contents:
    """Fills the database, which must hold no conference, from a backup: all of it, or nothing.

    `SourceError` where the backup is damaged or none; `Misused` where the database is not empty, or the backup is of
    other tables than this version of the package has.
    """
    try:
        with zipfile.ZipFile(file) as archive, service.store.filling() as everything:
            contents = msgspec.json.decode(archive.read(_MANIFEST), type=Contents)
            _require_fitting(everything, contents, name)
            for table in everything.tables():
                binary = {column.name for column in table.columns if column.type.python_type is bytes}
                part = contents.tables[table.name]
                with archive.open(f"{table.name}.ndjson") as lines:
                    everything.fill(table, _rows(lines, part, binary, f"{name}, {table.name}"))
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, EOFError, ValueError, OSError) as error:
        raise SourceError(
            f"this backup is damaged, or none: {error}", place=name, step="take another; nothing was restored"
        ) from error
    return contents


def rehearsed(service: Service) -> list[Finding]:
    """Whether what was restored is whole: all that `doctor` sees, and that each agreement's last texts can be read."""
    findings = doctor(service)
    with service.store.everything() as everything:
        last = {(row.agreement, row.language): (row, body) for row, body in everything.versions()}
    from treaty_drafts import akn

    wrong = []
    for row, body in last.values():
        try:
            render(akn.read(body, name=row.number).version, view="clean", to="html", keep_brackets=True)
        except TreatyDraftsError as error:
            wrong.append(f"{row.agreement} {row.language}@{row.number}: {error}")
    fact = "; ".join(wrong) or f"the last of {len(last)} read again"
    return [*findings, Finding("renditions", not wrong, fact, "take another backup")]


def _require_fitting(everything: Everything, contents: Contents, name: str) -> None:
    if contents.format != FORMAT:
        raise SourceError(f"this backup is of the form {contents.format}", place=name, step="install a later version")
    if not everything.empty():
        raise Misused("there is a conference in this database", step="restore into a new one: --db NEW.db")
    here = everything.facts().revision
    if contents.revision != here:
        raise Misused(
            f"the backup is of step {contents.revision} of the tables, this version has {here}",
            place=name,
            step="restore it with the version that made it, then run `treaty-drafts init`",
        )


def _rows(lines: IO[bytes], part: Part, binary: set[str], place: str) -> Iterator[Mapping[str, Any]]:
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        rows += 1
        row: dict[str, Any] = msgspec.json.decode(line)
        for column in binary:
            row[column] = base64.b64decode(row[column], validate=True)
        yield row
    if (rows, digest.hexdigest()) != (part.rows, part.sha256):
        raise SourceError("these rows are not what was backed up", place=place, step="take another backup")
