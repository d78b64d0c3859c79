"""Renditions of published texts as they were made once, with their compressed forms: a cache for all processes."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from treaty_drafts.store import tables as t


class RenditionRow(msgspec.Struct, frozen=True):
    """A rendition by its name, which says of what digest it is; `packed` holds its compressed forms."""

    key: str
    media: str
    etag: str
    body: bytes
    packed: bytes


class Renditions:
    """The renditions, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, key: str) -> RenditionRow | None:
        """The rendition of that name."""
        columns = (t.rendition.c[name] for name in RenditionRow.__struct_fields__)
        row = self.connection.execute(select(*columns).where(t.rendition.c.key == key)).mappings().one_or_none()
        return RenditionRow(**row) if row else None

    def put(self, row: RenditionRow, at: str) -> None:
        """One more; nothing where another process was faster."""
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(t.rendition).values(**msgspec.structs.asdict(row), at=at))
        except IntegrityError:
            return
