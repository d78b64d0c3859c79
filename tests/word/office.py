"""LibreOffice, for tests: opens a Word file, lists its tracked changes, accepts or rejects them, edits, saves.

Debian's own Python has UNO and ours has not, so a worker runs under it (`office_worker.py`) with one office process,
and is spoken to in lines of JSON. The fixture `office` in `tests/conftest.py` starts it once a session.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

PYTHON = "/usr/bin/python3"


class Change(NamedTuple):
    """A tracked change as the office sees it; `kind` is `Insert`, `Delete` …"""

    author: str
    kind: str
    text: str


class Comment(NamedTuple):
    author: str
    text: str


class Seen(NamedTuple):
    """A file as the office sees it: the text of each paragraph and of each footnote's, cells included."""

    paragraphs: list[str]
    notes: list[list[str]]
    changes: list[Change]
    comments: list[Comment]


class Office:
    """A warm office process. `folder` takes its profile and the files that it is given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        worker = Path(__file__).with_name("office_worker.py")
        command = [PYTHON, str(worker), str(folder / "profile")]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def open(
        self,
        data: bytes,
        *acts: str,
        edits: Sequence[dict[str, Any]] = (),
        save: Path | None = None,
        changes: bool = True,
        suffix: str = ".docx",
    ) -> Seen:
        """The file after `edits` and `acts` (`accept`, `reject`: all tracked changes); what was tracked before.

        `save` writes it, in the format of its ending (.docx .odt .pdf .txt). Edits, in order: `{"author": "EU"}`,
        `{"track": True}`, `{"replace": words, "by": words}` (the first such words),
        `{"insert_after": words, "text": words}`, `{"delete": words}`, `{"move": words, "after": words}` (of paragraphs,
        named by words in them).
        """
        self._count += 1
        path = self._folder / f"given-{self._count}{suffix}"
        path.write_bytes(data)
        asked = {"path": str(path), "acts": acts, "edits": list(edits), "changes": changes}
        found = self._ask(asked | ({"save": str(save)} if save else {}))
        path.unlink()
        return Seen(
            found["paragraphs"],
            found["notes"],
            [Change(**one) for one in found.get("changes", ())],
            [Comment(**one) for one in found.get("comments", ())],
        )

    def refused(self, paths: Sequence[Path]) -> list[tuple[Path, str]]:
        """Which of those Word files the office does not open, and why; it takes several hundred a minute."""
        found = self._ask({"open": [str(path.resolve()) for path in paths]})["refused"]
        return [(paths[number], why) for number, why in found]

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the office has ended"
        answer: dict[str, Any] = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
