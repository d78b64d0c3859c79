"""Console transcripts: Markdown in which a fenced block is a file, or commands with what they print.

A block below a line that holds only `name.md`: (in backquotes, with a colon) is written to that file. In a `console`
block a line that starts with `$ ` is a command and the lines up to the next are all that it prints, stdout and stderr
as at a terminal; `...` stands for any lines, and `[1]` at the end for an exit code other than 0. A `pycon` block is a
doctest.
"""

from __future__ import annotations

import contextlib
import difflib
import doctest
import io
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from treaty_drafts.cli.main import main

FENCE = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n+)?^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def play(document: Path, folder: Path) -> None:
    """Plays every block of a document in the folder, where `examples` is the project's; asserts what is printed."""
    text = document.read_text("utf-8")
    now = replayed(text, document.name, folder)
    difference = difflib.unified_diff(text.splitlines(), now.splitlines(), "as written", "as printed", lineterm="")
    assert now == text, f"{document.name}\n" + "\n".join(difference)


def replayed(text: str, name: str, folder: Path) -> str:
    """The document with the output of each command as it is now; where the output is as expected, as it was."""
    if not (folder / "examples").exists():
        (folder / "examples").symlink_to(ROOT / "examples")
    names: dict[str, object] = {}

    def block(found: re.Match[str]) -> str:
        if found["file"]:
            Path(found["file"]).write_text(found["body"], "utf-8")
        elif found["kind"] == "console":
            return found[0].replace(found["body"], _commands(found["body"]))
        elif found["kind"] == "pycon":
            _session(found["body"], f"{name}:{text.count(chr(10), 0, found.start('body')) + 1}", names)
        return found[0]

    with contextlib.chdir(folder):
        return FENCE.sub(block, text)


def _commands(body: str) -> str:
    return "".join(
        f"$ {command}\n{expected if matches(expected, printed) else printed}"
        for command, expected in transcript(body)
        for printed in [run(command.replace("\\\n", " "))]
    )


def transcript(body: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is expected of it."""
    for command in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", body, flags=re.MULTILINE):
        yield command[1], command[2]


def matches(expected: str, printed: str) -> bool:
    """Whether what was printed is what was expected; `...` on a line of its own stands for any lines."""
    pattern = re.escape(expected.strip("\n")).replace(re.escape("..."), "\0")
    pattern = re.sub(r"(?m)^\0(?:\\\n|\n)", "(?:.*\\\\n)*?", pattern)
    pattern = re.sub(r"(?m)(?:\\\n|\n)\0$", "(?:\\\\n.*)*", pattern).replace("\0", ".*")
    return re.fullmatch(pattern, printed.strip("\n")) is not None


def run(command: str) -> str:
    """What a command prints, as at a terminal; `[code]` after it where that is not 0."""
    words = shlex.split(command)
    target = words[words.index(">") + 1] if ">" in words else None
    words = words[: words.index(">")] if target else words
    words = [word for pattern in words for word in _glob(pattern)]
    if words[0] == "cat":
        return "".join(Path(name).read_text("utf-8") for name in words[1:])
    if words[0] == "ls":
        return "".join(
            f"{name}\n" for name in sorted(path.name for path in Path(words[1] if words[1:] else ".").iterdir())
        )
    if words[0] == "python3":
        done = subprocess.run([sys.executable, *words[1:]], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr + (f"[{done.returncode}]\n" if done.returncode else "")
    assert words[0] == "treaty-drafts", f"a transcript runs treaty-drafts, python3, cat and ls, not {words[0]}"
    screen = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    file = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) if target else screen
    with contextlib.redirect_stdout(file), contextlib.redirect_stderr(screen):
        code = main(words[1:])
    if target:
        Path(target).write_bytes(_bytes(file))
    return _bytes(screen).decode("utf-8") + (f"[{code}]\n" if code else "")


def _bytes(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


def _glob(pattern: str) -> list[str]:
    """The files that a word with a star names, sorted; any other word as it is."""
    return sorted(str(path) for path in Path().glob(pattern)) or [pattern] if "*" in pattern else [pattern]


def _session(body: str, where: str, names: dict[str, object]) -> None:
    test = doctest.DocTestParser().get_doctest(body, names, where, where, 0)
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=report.write, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, report.getvalue()


if __name__ == "__main__":  # python -m tests.console DOCUMENT…: writes what is printed now, to be read as a diff
    import tempfile

    for path in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as temporary:
            path.write_text(replayed(path.read_text("utf-8"), path.name, Path(temporary)), "utf-8")
