"""Files in and out: refusals in words, never a half-written file, never an input replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from treaty_drafts.cli import files
from treaty_drafts.cli.parsing import WrongUse
from treaty_drafts.errors import NotFound, SourceError, TooLarge, TreatyDraftsError


def test_a_missing_file_is_refused_with_the_name_that_it_may_have_meant(tmp_path: Path) -> None:
    (tmp_path / "rivers.xml").write_bytes(b"<a/>")
    with pytest.raises(NotFound) as refused:
        files.read(str(tmp_path / "river.xml"))
    assert f"did you mean `{tmp_path / 'rivers.xml'}`?" in str(refused.value)


def test_a_missing_folder_is_refused_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="check the name and the folder"):
        files.read(str(tmp_path / "none" / "river.xml"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder"):
        files.read(str(tmp_path))


@pytest.mark.parametrize("name", ["nul\0name", "x" * 5000])
def test_an_impossible_name_is_refused_in_words(name: str) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        files.read(name)


def test_an_unreadable_file_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(SourceError, match="you may not read this file"):
        files.read(str(tmp_path / "rivers.xml"))


def test_an_endless_file_is_read_only_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that never ends gives `TooLarge`, not an exhausted memory."""
    monkeypatch.setattr(files, "LIMIT", 2**20)
    with pytest.raises(TooLarge, match="over 1 MB"):
        files.read("/dev/zero")


def test_what_is_written_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "next.xml"
    files.write(str(target), b"<a/>")
    assert target.read_bytes() == b"<a/>"
    assert [path.name for path in tmp_path.iterdir()] == ["next.xml"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "next.xml"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TreatyDraftsError, match="No space left on device"):
        files.write(str(target), b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["next.xml"]


def test_a_new_file_has_the_usual_mode_and_a_replaced_one_keeps_its_own(tmp_path: Path) -> None:
    target = tmp_path / "next.xml"
    files.write(str(target), b"a")
    usual = tmp_path / "usual"
    usual.touch()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    target.chmod(0o600)
    files.write(str(target), b"b")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.xml").write_bytes(b"old")
    (tmp_path / "link.xml").symlink_to("real.xml")
    files.write(str(tmp_path / "link.xml"), b"new")
    assert (tmp_path / "link.xml").is_symlink()
    assert (tmp_path / "real.xml").read_bytes() == b"new"


def test_a_device_is_written_straight() -> None:
    files.write("/dev/null", b"words")
    assert not Path("/dev/null").is_file()


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in (tmp_path / "none" / "out.xml", tmp_path / "file" / "out.xml", tmp_path):
        with pytest.raises(TreatyDraftsError, match="cannot write here"):
            files.write(str(name), b"x")
    with pytest.raises(TreatyDraftsError, match="cannot make this folder"):
        files.folder(str(tmp_path / "file" / "carried"))


def test_the_ending_tells_the_format_and_to_overrules_it() -> None:
    assert files.format_of("a.HTML", None) == "html"
    assert files.format_of("a.html", "txt") == "txt"
    assert files.format_of(None, None) == "txt"
    with pytest.raises(WrongUse, match="tells no format"):
        files.format_of("a.pages", None)


def test_an_output_never_replaces_an_input(tmp_path: Path) -> None:
    base = tmp_path / "base.xml"
    base.touch()
    (tmp_path / "same.xml").symlink_to(base)
    with pytest.raises(WrongUse, match="never changes"):
        files.keep_inputs(str(tmp_path / "same.xml"), [None, str(base)])
    files.keep_inputs(str(tmp_path / "new.xml"), [str(base)])
    files.keep_inputs("/dev/null", ["/dev/null"])


def test_a_symbol_becomes_a_file_name() -> None:
    assert files.slug("A/CONF.900/L.3") == "A-CONF.900-L.3"
    assert files.slug("../..") == "amendment"


def test_a_pdf_is_not_poured_into_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A binary format needs a file or a pipe; text goes anywhere."""
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: True))
    with pytest.raises(WrongUse, match=r"pdf is no text for a terminal \(name a file with -o"):
        files.format_of(None, "pdf")
    assert files.format_of("a.pdf", None) == "pdf"
    assert files.format_of(None, "md") == "md"
