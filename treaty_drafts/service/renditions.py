"""Renditions that are made once for all processes."""

from __future__ import annotations

from contextlib import suppress

from treaty_drafts.errors import Unavailable
from treaty_drafts.service.desk import Service
from treaty_drafts.store import RenditionRow


def get(service: Service, key: str) -> RenditionRow | None:
    """The rendition of that name, where it was made before."""
    with service.store.renditions() as renditions:
        return renditions.get(key)


def put(service: Service, row: RenditionRow) -> None:
    """Keeps a rendition; a database that cannot take it (full, read-only) does without."""
    with suppress(Unavailable), service.store.keeping_renditions() as renditions:
        renditions.put(row, service.world.time())
