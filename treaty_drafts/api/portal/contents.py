"""The table of contents of a version: every provision that has a number or a heading, with its addresses."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from treaty_drafts.model.tree import Provision
from treaty_drafts.model.version import Version


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One provision: `kind` is its element's name, `iri` its address in this version."""

    kind: str
    eId: str  # noqa: N815  the standard's spelling, as portals know it
    wId: str  # noqa: N815
    iri: str
    num: str = ""
    heading: str = ""
    children: tuple[Item, ...] = ()


def contents(version: Version) -> tuple[Item, ...]:
    """The provisions of the document, nested as they stand."""
    return tuple(_items(version.root, version.facts.expression))


def _items(node: Provision, expression: str) -> Iterator[Item]:
    for child in node.children:
        if not isinstance(child, Provision):
            continue
        below = tuple(_items(child, expression))
        eid = dict(child.attrs).get("eId", child.wid)
        if eid and (child.num or child.heading):
            iri = f"{expression}/!main~{eid}"
            yield Item(child.name, eid, child.wid, iri, child.num, child.heading, below)
        else:
            yield from below
