"""Versions read from their bytes, kept while in use: reading a long text takes longer than anything done to it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from treaty_drafts import akn
from treaty_drafts.model.version import Version
from treaty_drafts.store import Seen, VersionRow

KEPT: Final = 32
"""Versions; a long one takes some 40 MB."""


class Texts:
    """The versions that were read last, by digest. They are values: whoever asks for the same one shares it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Version] = OrderedDict()
        self._lock = Lock()

    def version(self, seen: Seen, row: VersionRow) -> Version:
        """The version of a row that was seen."""
        with self._lock:
            found = self._kept.get(row.digest)
            if found is not None:
                self._kept.move_to_end(row.digest)
                return found
        read = akn.read(seen.body(row), name=row.symbol or row.number).version
        with self._lock:
            self._kept[row.digest] = read
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return read
