"""What the lock file holds can be installed wherever the project says that it runs."""

from __future__ import annotations

import tomllib
from importlib.metadata import distributions

from packaging.specifiers import SpecifierSet

from tests.conftest import ROOT

OLDEST = "3.11.0"


def test_what_is_installed_is_for_the_oldest_python() -> None:
    """A later release of a dependency may drop a patch release of Python, as soupsieve 3.0.2 did 3.11.4."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert SpecifierSet(project["requires-python"]).contains(OLDEST)
    refused = {
        f"{found.metadata['Name']} {found.version}: {asked}"
        for found in distributions()
        if (asked := found.metadata.get("Requires-Python")) and not SpecifierSet(asked).contains(OLDEST)
    }
    assert refused == set(), "put an earlier version of these into requirements.lock"
