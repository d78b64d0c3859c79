"""Shared fixtures: hypothesis profiles, programs that tests need, and the corpus of real texts beside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.word.office import PYTHON, Office
from tests.word.written import written
from treaty_drafts.render.pdf.fonts import installed

pytest_plugins = ["tests.databases"]

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

settings.register_profile(
    "default",
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
FOUND = DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples")
"""Where the long runs keep what failed, so that it is tried first the next time; the short one is always the same."""

for name, examples in (("laws", 20_000), ("nightly", 5_000)):
    settings.register_profile(
        name, settings.get_profile("default"), max_examples=examples, derandomize=False, database=FOUND
    )
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
settings.load_profile(PROFILE)


def times(ordinary: int, nightly: int) -> int:
    """How often a test that is marked `nightly` tries: the second number under `make nightly`."""
    return nightly if PROFILE == "nightly" else ordinary


def corpus(path: str) -> Path:
    """The corpus file or folder of that name; skips the test, with the reason, where the corpus is absent."""
    found = CORPUS / path
    if not found.exists():
        pytest.skip(f"no corpus at ../shared/corpus ({path}): real texts are not shipped with the project")
    return found


def needs(program: str) -> str:
    """The path of a program; without it the test is skipped, but fails under CI: a skip hides nothing."""
    found = shutil.which(program)
    if found is None:
        reason = f"`{program}` is not installed"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}: .ci/run must install it")
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def noto() -> None:
    """The system's faces for scripts beyond Latin, Greek, Cyrillic and Arabic, in which PDF are set."""
    for family in ("Noto Serif CJK SC", "Noto Serif Devanagari", "Noto Serif Thai"):
        if family not in installed():
            needs(family)


def needs_office() -> None:
    """LibreOffice, and the Python that speaks to it."""
    needs("soffice")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        needs("python3-uno")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once."""
    needs_office()
    found = Office(tmp_path_factory.mktemp("office"))
    yield found
    found.close()


@pytest.fixture(scope="session", autouse=True)
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """LibreOffice opens every Word file that the tests of this process write, the random ones of the laws included."""
    folder = tmp_path_factory.mktemp("written")
    with written(folder) as kept:
        yield
    if kept.paths:
        needs_office()
        office = Office(tmp_path_factory.mktemp("opening"))
        refused = office.refused([*kept.paths])
        office.close()
        assert not refused, f"LibreOffice does not open {refused}"
        shutil.rmtree(folder)
