"""What `import treaty_drafts as td` offers: listed, sorted, documented, and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module

import pytest

import treaty_drafts as td
from tests.conftest import ROOT


def imported_for_checkers() -> set[str]:
    """The names that a type checker sees: those of the imports under TYPE_CHECKING."""
    tree = ast.parse((ROOT / "treaty_drafts" / "__init__.py").read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name for node in imports for alias in node.names}


def test_all_is_sorted_and_complete() -> None:
    """`__all__` is sorted; people, type checkers and the loader see the same names."""
    loaded = {name for names in td._MODULES.values() for name in names.split()}
    assert list(td.__all__) == sorted(td.__all__)
    assert set(td.__all__) - {"__version__"} == imported_for_checkers() == loaded
    assert dir(td) == sorted(td.__all__)


@pytest.mark.parametrize("name", td.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    """Functions and classes of the public surface have a docstring that is theirs."""
    value = getattr(td, name)
    if callable(value):
        assert value.__doc__, name
        assert not value.__doc__.startswith(f"{name}("), "only the docstring that was made for it"


def test_the_layers_have_a_surface_too() -> None:
    """Each layer's `__all__` holds what it says, once (its order is the linter's)."""
    for layer in (
        "akn",
        "amend",
        "brackets",
        "compilation",
        "conference",
        "record",
        "render",
        "service",
        "sources",
        "store",
    ):
        package = import_module(f"treaty_drafts.{layer}")
        assert len(package.__all__) == len(set(package.__all__))
        assert all(hasattr(package, name) for name in package.__all__)


def test_the_function_wins_over_the_layer_of_its_name() -> None:
    """`td.render` is the function, also where the layer `treaty_drafts.render` was imported first."""
    code = "from treaty_drafts.render import FORMATS; import treaty_drafts as td; print(td.render.__qualname__)\n"
    code += "from treaty_drafts import render; print(render is td.render)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "render\nTrue\n"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no name `merge`"):
        td.merge  # noqa: B018


def test_importing_the_package_loads_nothing_else() -> None:
    """`import treaty_drafts` is quick: what it offers is loaded when it is used."""
    code = "import sys, treaty_drafts; print([name for name in sys.modules if name in ('lxml', 'jinja2', 'msgspec')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
