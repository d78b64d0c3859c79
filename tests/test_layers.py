"""The arrows of `docs/architecture.md`: imports point down, libraries stay behind their fences, modules stay small."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "treaty_drafts"

TEXTS = {"errors", "model", "akn", "brackets", "sources", "amend", "compilation", "render"}
"""The layers that know texts and amendments."""

BELOW = {
    "errors": set(),
    "confined": {"errors"},
    "model": {"errors"},
    "record": {"errors"},
    "conference": {"errors"},
    "akn": {"errors", "model"},
    "brackets": {"errors", "model", "akn"},
    "sources": {"errors", "model", "akn"},
    "amend": {"errors", "model", "akn", "brackets", "sources"},
    "compilation": {"errors", "model", "akn", "brackets", "sources", "amend"},
    "render": {"errors", "model", "akn", "brackets", "sources", "amend", "compilation"},
    "store": {"errors", "conference"},
    "service": TEXTS | {"conference", "record", "store"},
    "api": TEXTS | {"conference", "record", "service", "store"},
    "cli": TEXTS | {"api", "confined", "conference", "record", "service"},
}
"""What each layer may import beside itself."""

FENCES = {
    "alembic": ("store/",),
    "brotli": ("api/http/coded.py",),
    "cobalt": ("akn/",),
    "cryptography": ("record/note.py",),
    "diff_match_patch": ("amend/",),
    "fastapi": ("api/",),
    "fontpkg_amiri": ("render/pdf/",),
    "jinja2": ("render/",),
    "joserfc": ("api/oidc/",),
    "lxml": ("akn/", "sources/html.py", "sources/docx/"),
    "markdown_it": ("sources/",),
    "mdit_py_plugins": ("sources/",),
    "msgspec": ("",),
    "rapidfuzz": ("amend/",),
    "pwdlib": ("service/accounts.py",),
    "pyotp": ("service/onetime.py",),
    "regex": ("",),
    "sqlalchemy": ("store/",),
    "starlette": ("api/",),
    "typst": ("render/pdf/",),
    "uvicorn": ("api/serving.py",),
    "zstandard": ("api/http/coded.py",),
}
"""Where each library may be imported; one that is not here may not be imported at all."""

WORLD = {"os", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time", "urllib", "uuid"}
"""Modules of clock, chance, environment, network and disk: above the core only."""

VERIFIER = PACKAGE / "record" / "verify.py"
"""A program of its own, which travels in every export: it reads files and prints."""

WORLDLY = (
    "api/hooks/",
    "api/oidc/",
    "api/routes/join.py",
    "api/server.py",
    "api/serving.py",
    "cli/",
    "confined.py",
    "service/world.py",
    "store/engine.py",
    "service/backup.py",
    "service/upkeep.py",
)
"""Where they may be used: by the commands, and where the service is given its clock, its chance and its disk."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, or whose files it takes; the package has no relative imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("files", "find_spec"):
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    """A layer imports itself and the layers below it; the two top modules may import anything of the package."""
    layer = layer_of(path)
    if layer.startswith("__"):
        return
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("treaty_drafts.")}
    ours -= {"__version__"}
    assert ours <= BELOW[layer] | {layer}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_behind_their_fences(path: Path) -> None:
    """A library is imported only where FENCES says, the standard library's doors to the world only by the commands."""
    import sys

    for top in {name.split(".")[0] for name in imported(path)} - {"treaty_drafts"}:
        if top in sys.stdlib_module_names:
            assert top not in WORLD or name_of(path).startswith(WORLDLY), f"{top} below the command line"
        else:
            assert name_of(path).startswith(FENCES.get(top, ())), f"{top} outside its fence"


@pytest.mark.parametrize("path", sorted((PACKAGE / "api").rglob("*.py")), ids=name_of)
def test_the_edge_takes_only_rows_from_the_store(path: Path) -> None:
    """What the API knows of the store are values; it reads and writes through the service."""
    names = {name for name in imported(path) if name.startswith("treaty_drafts.store")}
    assert all(name.endswith(("Row", ".Waking")) for name in names), names


def test_every_library_is_declared_and_used() -> None:
    """pyproject.toml lists exactly the libraries that the package imports; two extras among them."""
    distributions = {"diff_match_patch": "diff-match-patch", "markdown_it": "markdown-it-py"}
    used = {name.split(".")[0] for path in MODULES for name in imported(path)} & set(FENCES)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    declared, extra = (
        {line.split(">=")[0].split("[")[0] for line in lines}
        for lines in (project["dependencies"], [*extras["service"], *extras["oidc"]])
    )
    assert declared == {distributions.get(name, name.replace("_", "-")) for name in used} - extra


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_clock_below_the_command_line(path: Path) -> None:
    """No `now()`, no `today()`, no `open()` in the core: a result depends on its arguments alone."""
    if name_of(path).startswith(WORLDLY) or path == VERIFIER:
        return
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert not names & {"now", "utcnow", "today", "open", "input", "print", "write_text", "write_bytes", "getenv"}


def test_the_verifier_of_exports_needs_nothing_but_python() -> None:
    """It imports the standard library alone, and is written in the Python that old machines have."""
    import sys

    assert {name.split(".")[0] for name in imported(VERIFIER)} <= sys.stdlib_module_names
    ast.parse(VERIFIER.read_text("utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_readable(path: Path) -> None:
    """No module over 400 lines, no function over 60."""
    source = path.read_text("utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and "migrations/versions" not in name_of(path):  # a list of tables
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 60, f"{node.name} has {length} lines"
