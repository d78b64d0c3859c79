"""The demo's desk: runs the commands of this command line one by one, and keeps a transcript and a guide."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from treaty_drafts.cli import files, talk
from treaty_drafts.errors import TreatyDraftsError


@dataclass
class Part:
    """One part of the guide: what was found, and the files with what each shows."""

    title: str
    claims: list[str] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)


class Desk:
    """A folder in which commands are run; `guide` lists what they left, in order, under its headings."""

    def __init__(self, folder: str) -> None:
        self.folder = files.folder(folder)
        self.guide: list[Part] = []
        self._transcript: list[str] = []

    def heading(self, title: str) -> None:
        """A new part of the guide and of the transcript."""
        talk.say(title)
        self.guide.append(Part(title))
        self._transcript.append(f"\n# {title}\n")

    def shows(self, name: str, what: str) -> None:
        """A file of the folder for the guide."""
        self.guide[-1].files.append((name, what))

    def claim(self, words: str) -> None:
        """A result that was computed, for the reader of the terminal and of the guide."""
        talk.say(f"  {words}")
        self.guide[-1].claims.append(words)
        self._transcript.append(f"# {words}")

    def path(self, name: str) -> str:
        """The path of a file of the folder, its own folder made."""
        found = self.folder / name
        files.folder(str(found.parent))
        return str(found)

    def put(self, name: str, data: bytes | str, what: str = "") -> str:
        """Writes a file of the folder and returns its path."""
        path = self.path(name)
        files.write(path, data.encode() if isinstance(data, str) else data)
        if what:
            self.shows(name, what)
        return path

    def run(self, *argv: str, codes: Sequence[int] = (0,)) -> str:
        """Runs one command as a user would and returns its data; an exit that is none of `codes` is an error."""
        from treaty_drafts.cli.main import main

        data, err = io.BytesIO(), io.StringIO()
        out = io.TextIOWrapper(data, "utf-8", write_through=True)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(argv)
        self._transcript.append(f"$ treaty-drafts {shlex.join(argv)}")
        self._transcript.extend(line for line in err.getvalue().splitlines() if line)
        if code not in codes:
            raise TreatyDraftsError(
                f"a step of the demo ended with exit {code}: {err.getvalue().strip()[-400:]}",
                place=shlex.join(argv)[:200],
                step="run that command by itself",
            )
        return data.getvalue().decode()

    @property
    def transcript(self) -> str:
        """Every command of the demo as it can be typed, with what it said."""
        return "\n".join(self._transcript).lstrip("\n") + "\n"

    def names(self, folder: str, ending: str = ".xml") -> list[str]:
        """The files of a folder with that ending, amendments in the order of their numbers."""
        return [str(path) for path in in_order((self.folder / folder).glob(f"*{ending}"))]


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Files by the numbers in their names: L.9 before L.10."""
    return sorted(paths, key=lambda path: [int(part) for part in re.findall(r"\d+", path.stem)])
