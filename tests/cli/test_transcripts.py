"""The console transcripts beside this file: every command, as a user meets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.reference import commands
from tests.console import FENCE, matches, play, transcript

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize("document", TRANSCRIPTS, ids=lambda path: path.stem)
def test_what_the_transcript_shows_is_what_happens(document: Path, tmp_path: Path) -> None:
    play(document, tmp_path)


def test_every_command_and_every_option_is_in_a_transcript() -> None:
    """No option without an example that is played; those with a database are played in `test_database.py`."""
    shown = "\n".join(
        command.replace("\\\n", " ")
        for document in TRANSCRIPTS
        for block in FENCE.finditer(document.read_text("utf-8"))
        if block["kind"] == "console"
        for command, _ in transcript(block["body"])
    )
    for name, command in commands().items():
        if "--db" in command._option_string_actions:
            continue
        uses = re.findall(rf"^treaty-drafts {name} .*", shown, flags=re.MULTILINE)
        assert uses, name
        for action in command._actions:
            if action.option_strings and "--help" not in action.option_strings:
                said = [option for option in action.option_strings for use in uses if f" {option}" in use]
                assert said, f"{name} {action.option_strings}"


def test_every_refusal_of_a_transcript_ends_with_a_next_step() -> None:
    """A line that refuses says in parentheses what to do next."""
    refusals = [
        line
        for document in TRANSCRIPTS
        for line in document.read_text("utf-8").splitlines()
        if re.match(r"treaty-drafts(?: \w+)?: ", line)
    ]
    assert refusals
    for line in refusals:
        assert line.endswith((")", "…")), line


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("one\n", "one\n", True),
        ("one\n", "two\n", False),
        ("one\n...\nfour\n", "one\ntwo\nthree\nfour\n", True),
        ("one\n...\nfour\n", "one\nfour\n", True),
        ("one\n...\n", "one\n", True),
        ("one\n...\n", "none\ntwo\n", False),
        ("took ... s\n", "took 12 s\n", True),
    ],
)
def test_dots_stand_for_any_lines_and_nothing_else(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same
