"""The command line as a program: exit codes, faults, pipes, interruptions, progress."""

from __future__ import annotations

import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from treaty_drafts.cli import main as program
from treaty_drafts.cli import reading, serve, talk
from treaty_drafts.cli.main import main
from treaty_drafts.errors import Contested, Incompatible


def failing(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """Runs `check x` where checking raises the error."""

    def check(_: object) -> int:
        raise error

    monkeypatch.setattr(reading, "_check", check)
    return main(["check", "x"])


@pytest.mark.parametrize("argv", [[], ["frobnicate"], ["check"], ["render", "x", "--view", "pretty"], ["propose", "x"]])
def test_a_misused_command_exits_with_2_and_says_where_help_is(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--help` )" not in said.err
    assert "--help`)" in said.err


@pytest.mark.parametrize("argv", [["--help"], ["--version"], ["compile", "--help"]])
def test_help_and_version_are_data(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 0
    said = capsys.readouterr()
    assert "treaty-drafts" in said.out
    assert said.err == ""


def test_a_fault_of_ours_is_one_line_with_a_next_step(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TREATY_DRAFTS_DEBUG", raising=False)
    assert failing(ZeroDivisionError("division\nby zero"), monkeypatch) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "ZeroDivisionError: division by zero (" in said
    assert "TREATY_DRAFTS_DEBUG=1" in said


def test_a_fault_shows_its_traceback_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TREATY_DRAFTS_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        failing(ZeroDivisionError("division by zero"), monkeypatch)


def test_memory_that_runs_out_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TREATY_DRAFTS_DEBUG", raising=False)
    assert failing(MemoryError(), monkeypatch) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_an_interruption_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert failing(KeyboardInterrupt(), monkeypatch) == 130
    assert "interrupted" in capsys.readouterr().err


def test_the_brackets_that_remain_and_the_pairs_that_exclude_each_other_are_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert failing(Contested("2 brackets remain", ("art_1: [shall]", "art_2: [may]"), step="adopt"), monkeypatch) == 1
    assert "  art_2: [may]\n" in capsys.readouterr().err
    pairs = tuple(("L.1", f"L.{number}") for number in range(2, 20))
    assert failing(Incompatible("cannot be adopted together", pairs, step="reject one"), monkeypatch) == 1
    assert "  L.1 and L.19\n" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_said_in_words() -> None:
    """No space on stdout is nobody's fault in the program, and the reader is told that the output is not whole."""
    with Path("/dev/full").open("wb") as full:
        code = "from treaty_drafts.cli import files, reading, main\nimport sys\n"
        code += "reading._check = lambda args: [files.write(None, b'words'), 0][1]\n"
        code += "sys.exit(main.main(['check', 'x']))\n"
        done = subprocess.run([sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"no space is left there" in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    """`treaty-drafts … | head -1` prints no complaint, with stdout buffered or not."""
    code = "from treaty_drafts.cli import files, reading, main\nimport sys\n"
    code += "reading._check = lambda args: [files.write(None, b'words\\n' * 10**6), 0][1]\n"
    code += "sys.exit(main.main(['check', 'x']))\n"
    for unbuffered in ("", "1"):
        running = subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
        assert running.stdout is not None
        assert running.stderr is not None
        with running, running.stdout, running.stderr:
            running.stdout.read(6)
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 1


def test_the_module_and_the_console_script_are_one_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "treaty_drafts", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"treaty-drafts {program.treaty_drafts.__version__}\n"


class Terminal(io.StringIO):
    """A stderr that says it is a terminal."""

    encoding = "ascii"

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_at_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen, shown in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", screen)
        assert list(talk.progress(range(40), "reading amendment")) == list(range(40))
        assert ("reading amendment 40 of 40" in screen.getvalue()) is shown


def test_a_terminal_without_the_characters_gets_them_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    talk.say("المادة 1")
    assert screen.getvalue().isascii()


def test_counts_and_lists_read_well() -> None:
    assert talk.count(1, "bracket") == "1 bracket"
    assert talk.count(1023, "bracket") == "1,023 brackets"
    assert talk.listed(["EU", "JPN"]) == "EU, JPN"
    assert talk.listed(map(str, range(15))) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more"


def test_a_command_seldom_looks_for_cycles_and_a_server_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = gc.get_threshold()
    found: list[int] = []

    def run() -> int:
        found.append(gc.get_threshold()[0])
        return 0

    monkeypatch.setattr(program, "main", run)
    monkeypatch.setattr("treaty_drafts.api.serving.serve", lambda _: found.append(gc.get_threshold()[0]))
    monkeypatch.setattr(serve, "_greet", lambda *_: None)
    try:
        with pytest.raises(SystemExit):
            program.entry()
        main(["serve", "--db", "sqlite://"])
    finally:
        gc.set_threshold(*usual)
    assert found == [1_000_000, usual[0]]
