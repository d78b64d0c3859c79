"""The documentation: executed, generated, complete, and without a dead link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import treaty_drafts as td
from tests.cli.reference import reference
from tests.conftest import ROOT
from tests.console import play

SKIPPED = {
    "__pycache__",
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "demo-out",
    "bench-out",
}
PAGES = sorted((ROOT / "docs").rglob("*.md")) + [
    ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_shows_is_what_happens(page: Path, tmp_path: Path) -> None:
    """Every console and Python session of the documentation prints what it says."""
    play(page, tmp_path)


def test_the_command_reference_is_that_of_the_program() -> None:
    """docs/cli.md is what `make docs` writes."""
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == reference()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_is_dead(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop().resolve()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        todo += [page.parent / target for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))]
    assert {name_of(page) for page in PAGES} <= {name_of(page) for page in reached}


def test_every_note_is_listed_by_number() -> None:
    notes = ROOT / "docs" / "notes"
    listed = (notes / "README.md").read_text("utf-8")
    for page in sorted(notes.glob("[0-9]*.md")):
        assert f"]({page.name})" in listed
        assert page.read_text("utf-8").startswith(f"# {page.name[:4]} ")
        assert "would change our mind" in page.read_text("utf-8")


def test_every_public_name_is_in_the_documentation() -> None:
    """What `td` offers is named in docs/python.md."""
    page = (ROOT / "docs" / "python.md").read_text("utf-8")
    for name in td.__all__:
        assert f"`{name}`" in page or f"`td.{name}`" in page, name


def written() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        within = path.relative_to(ROOT).parts
        if path.is_file() and not SKIPPED & set(within) and not path.name.startswith(".coverage"):
            yield path


def test_nothing_names_the_machine_it_was_written_on() -> None:
    """No absolute path of a home or a work folder, and no package registry, stands in any file."""
    machine = re.compile(
        rb"/(?:work|root|home/\w+)/|(?:files\.pythonhosted|pypi)\.org/|--(?:extra-)?index-url", re.IGNORECASE
    )
    found = [name_of(path) for path in written() if machine.search(path.read_bytes())]
    assert found in ([], ["tests/test_documents.py"])
