"""Namespaces in scope while reading: what a tag or an attribute name means where it stands."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from treaty_drafts.akn.doors import refuse_attributes
from treaty_drafts.akn.profile import ABBREVIATIONS, AKN, EMPTIES, INLINES, LINES, NO_ID, STRUCTURES, WHOLE, XML
from treaty_drafts.errors import MarkupError

STRUCTURE: Final = 0
LINE: Final = 1
INLINE: Final = 2
EMPTY: Final = 3
CARRIED: Final = 4
ROOTS: Final = 5
"""What a tag is: structure, a line of words, an inline element, one without content, one carried whole; or structure
with rules of its own (documents, what takes no ids, components)."""

Meaning: TypeAlias = tuple[int, str, str]
"""A role (one of the six above), the local name, and what stands for it in an id."""

FORGOTTEN: Final = "urn:forgotten"
"""What a name without a prefix is in where nothing declares a default namespace: surely the standard's, forgotten."""

_EARLIER: Final = re.compile(
    rf"http://www\.akomantoso\.org/[12]\.0|{re.escape(AKN)}/(WD|CSD|CSPRD|CS)\d+|{FORGOTTEN}"
).fullmatch


def is_akn(namespace: str) -> bool:
    """Whether the namespace is Akoma Ntoso's: the standard, a draft (`…/3.0/WD17`), an earlier version, forgotten."""
    return namespace == AKN or _EARLIER(namespace) is not None


def meaning(name: str) -> Meaning:
    """The role of an element of the standard; one that the standard does not know is carried whole."""
    own = ABBREVIATIONS.get(name, name)
    if name in WHOLE:
        return CARRIED, name, own
    if name in NO_ID or name == "component":
        return ROOTS, name, own
    for role, names in ((INLINE, INLINES), (LINE, LINES), (STRUCTURE, STRUCTURES), (EMPTY, EMPTIES)):
        if name in names:
            return role, name, own
    return CARRIED, name, own


class Scope:
    """The bindings of prefixes at one element and, once asked, the meaning of each tag under them."""

    __slots__ = ("bindings", "depth", "names", "outer")

    def __init__(self, outer: Scope | None = None, declared: dict[str, str] | None = None, depth: int = 0) -> None:
        self.outer = outer
        self.depth = depth
        self.bindings: dict[str, str] = {
            **(outer.bindings if outer else {"": FORGOTTEN, "xml": XML}),
            **(declared or {}),
        }
        self.names: dict[str, Meaning] = {}

    def split(self, raw: str) -> tuple[str, str, str]:
        """Namespace, prefix and local name of a tag; `MarkupError` where the prefix is not declared."""
        prefix, colon, local = raw.rpartition(":")
        namespace = self.bindings.get(prefix)
        if namespace is None or (colon and not (namespace and local)):
            raise MarkupError(
                f"the prefix of `{raw}` is not declared", step=f"declare it: xmlns:{prefix or 'prefix'}=…"
            )
        return namespace, prefix, local

    def clark(self, raw: str) -> str:
        """An attribute's name in Clark notation; an attribute without a prefix has no namespace."""
        if ":" not in raw:
            return raw
        namespace, _, local = self.split(raw)
        return f"{{{namespace}}}{local}"

    def mean(self, raw: str) -> Meaning:
        """What the tag is; remembered in `names`."""
        namespace, _, local = self.split(raw)
        found = meaning(local) if is_akn(namespace) else (CARRIED, f"{{{namespace}}}{local}", local)
        self.names[raw] = found
        return found


def declarations(raws: list[str]) -> tuple[dict[str, str], list[str]]:
    """The prefixes that a tag's attributes declare, and the other attributes; `TooLarge` where they are too many."""
    refuse_attributes(len(raws) // 2)
    declared: dict[str, str] = {}
    rest: list[str] = []
    for at in range(0, len(raws), 2):
        name = raws[at]
        if name == "xmlns":
            declared[""] = raws[at + 1]
        elif name.startswith("xmlns:"):
            declared[name[6:]] = raws[at + 1]
        else:
            rest += raws[at : at + 2]
    return declared, rest
