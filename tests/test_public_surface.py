"""What `import treaty_drafts as td` offers: listed, sorted, documented, and nothing else."""

from __future__ import annotations

import types

import treaty_drafts as td


def test_all_is_sorted_and_complete() -> None:
    """`__all__` is sorted, and every public name that is not a module is in it."""
    public = {
        name for name, value in vars(td).items() if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert list(td.__all__) == sorted(td.__all__)
    assert set(td.__all__) - {"__version__"} == public


def test_every_public_name_says_what_it_is() -> None:
    """Functions and classes of the public surface have a docstring that is theirs."""
    for name in td.__all__:
        value = getattr(td, name)
        if callable(value):
            assert value.__doc__, name
            assert not value.__doc__.startswith(f"{name}("), f"{name} has only the docstring that was made for it"
