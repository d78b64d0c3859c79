"""Every Word file that a test has the package write is kept, so that LibreOffice can open each (tests/conftest.py)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from treaty_drafts.render import docx

MOST = 6_000
"""Files that are kept of one process: more than all tests write together, less than the long runs of the laws do."""


class Written:
    """The distinct files in the order of writing, in a folder, each named by its digest."""

    def __init__(self, folder: Path) -> None:
        self.paths: dict[Path, None] = {}
        self._folder = folder

    def keep(self, data: bytes) -> None:
        path = self._folder / f"{hashlib.sha256(data).hexdigest()}.docx"
        if path not in self.paths and len(self.paths) < MOST:
            path.write_bytes(data)
            self.paths[path] = None


@contextmanager
def written(folder: Path) -> Iterator[Written]:
    """The files that this process makes from here on: all are made by one function."""
    found = Written(folder)
    package = docx.package

    def keeping(*given) -> bytes:
        data = package(*given)
        found.keep(data)
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(docx, "package", keeping)
        yield found
