"""Import: Markdown, plain text, HTML and Word into versions of the treaty profile, with a report of what was found.

A name is loaded when it is first used: a child process that only opens a Word file does not wait for the lifter.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treaty_drafts.sources.imported import KINDS, Imported, against, counts, elements_of_others, summary
    from treaty_drafts.sources.line import Finding
    from treaty_drafts.sources.parity import Difference, differences
    from treaty_drafts.sources.read import ENDINGS, guess_language, read_part, read_source

__all__ = [
    "ENDINGS",
    "KINDS",
    "Difference",
    "Finding",
    "Imported",
    "against",
    "counts",
    "differences",
    "elements_of_others",
    "guess_language",
    "read_part",
    "read_source",
    "summary",
]

_MODULES: Mapping[str, str] = {
    "imported": "KINDS Imported against counts elements_of_others summary",
    "line": "Finding",
    "parity": "Difference differences",
    "read": "ENDINGS guess_language read_part read_source",
}
"""Where each name lives."""


def __getattr__(name: str) -> object:
    """The name, loaded from where it lives."""
    for module, names in _MODULES.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module `{__name__}` has no name `{name}`")
