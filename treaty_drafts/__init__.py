"""Governments negotiate treaty text: rival bracketed amendments, one attributed Akoma Ntoso text, clean and redline.

    import treaty_drafts as td

    base = td.read(data).version
    mine = td.propose(base, "Each Party shall …", at="art_5__para_1", sponsors=("EU",), symbol="L.3")
    text = td.compile(base, [mine])
    print(td.render(text, view="bracketed"))

Every name is told in `docs/python.md`. A name is loaded when it is first used, so that a program that only compares
two texts does not wait for what prints tables.

The layers, whose imports point only downwards (`docs/architecture.md`; `tests/test_layers.py` walks them):

    cli | api
    service         what people do with a conference, in a database
    store           what is kept, and who sees it
    render          views of a text in a format
    compilation     what the meeting reads: compile, project, consolidate, rebase
    amend           what sponsors do: edits, differences, amendments
    brackets | sources      brackets that stand in a text | Markdown, plain text, HTML
    akn             the one door for Akoma Ntoso XML
    model           text, provisions, versions
    conference | record     who may do what, and when | the proof of what was done
    errors
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from treaty_drafts.akn import Problem, Reading, Repair, check, digest, read, write
    from treaty_drafts.amend import (
        Amendment,
        Comparison,
        Deletion,
        Insertion,
        Move,
        Patch,
        Substitution,
        apply,
        invert,
        patch_from_json,
        patch_to_json,
        read_amendment,
        write_amendment,
    )
    from treaty_drafts.amend.compare import compare
    from treaty_drafts.amend.propose import propose, propose_delete, propose_insert_after, propose_move
    from treaty_drafts.amend.settling import settle_brackets
    from treaty_drafts.amend.tracked import Tracked, propose_tracked
    from treaty_drafts.brackets import Inventory, plot_svg, read_brackets
    from treaty_drafts.compilation import Compilation, Consolidation
    from treaty_drafts.compilation.compile import compile
    from treaty_drafts.compilation.consolidate import consolidate
    from treaty_drafts.compilation.read import read as read_compilation
    from treaty_drafts.compilation.write import write as write_compilation
    from treaty_drafts.errors import (
        Contested,
        Incompatible,
        MarkupError,
        Misused,
        NotFound,
        OverlappingEdits,
        PatchError,
        SourceError,
        StaleEdit,
        TooLarge,
        TreatyDraftsError,
        WrongBase,
    )
    from treaty_drafts.model.tree import Block, Mark, Opaque, Provision, Text
    from treaty_drafts.model.version import Facts, Version
    from treaty_drafts.render import render
    from treaty_drafts.sources import Imported, read_source
    from treaty_drafts.sources.docx.read import read_document as read_word

__version__ = "0.1.0"

__all__ = [
    "Amendment",
    "Block",
    "Comparison",
    "Compilation",
    "Consolidation",
    "Contested",
    "Deletion",
    "Facts",
    "Imported",
    "Incompatible",
    "Insertion",
    "Inventory",
    "Mark",
    "MarkupError",
    "Misused",
    "Move",
    "NotFound",
    "Opaque",
    "OverlappingEdits",
    "Patch",
    "PatchError",
    "Problem",
    "Provision",
    "Reading",
    "Repair",
    "SourceError",
    "StaleEdit",
    "Substitution",
    "Text",
    "TooLarge",
    "Tracked",
    "TreatyDraftsError",
    "Version",
    "WrongBase",
    "__version__",
    "apply",
    "check",
    "compare",
    "compile",
    "consolidate",
    "digest",
    "invert",
    "patch_from_json",
    "patch_to_json",
    "plot_svg",
    "propose",
    "propose_delete",
    "propose_insert_after",
    "propose_move",
    "propose_tracked",
    "read",
    "read_amendment",
    "read_brackets",
    "read_compilation",
    "read_source",
    "read_word",
    "render",
    "settle_brackets",
    "write",
    "write_amendment",
    "write_compilation",
]

_MODULES: Mapping[str, str] = {
    "akn": "Problem Reading Repair check digest read write",
    "amend": "Amendment Comparison Deletion Insertion Move Patch Substitution apply invert patch_from_json "
    "patch_to_json read_amendment write_amendment",
    "amend.compare": "compare",
    "amend.propose": "propose propose_delete propose_insert_after propose_move",
    "amend.settling": "settle_brackets",
    "amend.tracked": "Tracked propose_tracked",
    "brackets": "Inventory plot_svg read_brackets",
    "compilation": "Compilation Consolidation read_compilation write_compilation",
    "compilation.compile": "compile",
    "compilation.consolidate": "consolidate",
    "errors": "Contested Incompatible MarkupError Misused NotFound OverlappingEdits PatchError SourceError StaleEdit "
    "TooLarge TreatyDraftsError WrongBase",
    "model.tree": "Block Mark Opaque Provision Text",
    "model.version": "Facts Version",
    "render": "render",
    "sources": "Imported read_source",
    "sources.docx.read": "read_word",
}
"""Where each public name lives."""

_RENAMED: Mapping[str, str] = {
    "read_compilation": "read",
    "read_word": "read_document",
    "write_compilation": "write",
}
"""Public names of what is called otherwise where it lives."""


class _Surface(ModuleType):
    """This module. `treaty_drafts.render` is a layer too, and importing a layer binds its name here: the public
    function of that name has to win, whatever was imported first.
    """

    @property
    def render(self) -> object:
        """The public function."""
        return __getattr__("render")

    @render.setter
    def render(self, layer: ModuleType) -> None:
        """The layer stays in `sys.modules`, where `from treaty_drafts.render import …` finds it."""


sys.modules[__name__].__class__ = _Surface


def __getattr__(name: str) -> object:
    """The public name, loaded from where it lives."""
    for module, names in _MODULES.items():
        if name in names.split():
            return getattr(import_module(f"treaty_drafts.{module}"), _RENAMED.get(name, name))
    raise AttributeError(f"module `treaty_drafts` has no name `{name}`")


def __dir__() -> list[str]:
    return __all__
