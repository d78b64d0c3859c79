"""Versions read from their bytes, kept while in use: reading a long text takes longer than anything done to it."""

from __future__ import annotations

from typing import Final

from treaty_drafts import akn
from treaty_drafts.model.version import Version
from treaty_drafts.service.kept import Kept
from treaty_drafts.store import Seen, VersionRow

KEPT: Final = 32
"""Versions; a long one takes some 40 MB."""


class Texts:
    """The versions that were read last, by digest. They are values: whoever asks for the same one shares it."""

    def __init__(self) -> None:
        self._kept: Kept[str, Version] = Kept(KEPT)

    def version(self, seen: Seen, row: VersionRow) -> Version:
        """The version of a row that was seen."""
        found = self._kept.get(row.digest)
        if found is None:
            found = akn.read(seen.body(row), name=row.symbol or row.number).version
            self._kept.put(row.digest, found)
        return found
