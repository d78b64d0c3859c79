"""Language parity: whether two language versions of one agreement have the same provisions at the same addresses."""

from __future__ import annotations

import msgspec

from treaty_drafts.akn.profile import UNITS
from treaty_drafts.model.tree import Node, Opaque, Provision
from treaty_drafts.model.version import Version


class Difference(msgspec.Struct, frozen=True, gc=False):
    """A provision (`wid`) that only the version in `language` has; `message` says which and where."""

    wid: str
    language: str
    message: str


def differences(a: Version, b: Version) -> tuple[Difference, ...]:
    """The provisions that one version has and the other has not, by wId, the outermost only; those of `a` first."""
    first, second = _units(a), _units(b)
    return (
        *_only(first, second, a.facts.language, b.facts.language),
        *_only(second, first, b.facts.language, a.facts.language),
    )


def _only(
    here: dict[str, tuple[str, str]], there: dict[str, tuple[str, str]], language: str, other: str
) -> list[Difference]:
    found = []
    for wid, (parent, name) in here.items():
        if wid not in there and (not parent or parent in there):
            where = f" in {parent}" if parent else ""
            found.append(
                Difference(wid, language, f"{name}{where} is in the {language} text and not in the {other} text")
            )
    return found


def _units(version: Version) -> dict[str, tuple[str, str]]:
    """By wId: the enclosing unit's wId, and what the provision is called."""
    found: dict[str, tuple[str, str]] = {}

    def visit(node: Node, parent: str) -> None:
        if isinstance(node, Opaque) or not isinstance(node, Provision):
            return
        if node.name in UNITS:
            label = node.num.strip()
            found.setdefault(node.wid, (parent, f"{node.name} {label}" if label else node.name))
            parent = node.wid
        for child in node.children:
            visit(child, parent)

    visit(version.root, "")
    return found
