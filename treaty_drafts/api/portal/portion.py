"""One provision of a version, as a document of its own: what `…/!main~art_3` names."""

from __future__ import annotations

from treaty_drafts.errors import NotFound
from treaty_drafts.model.tree import Provision, walk
from treaty_drafts.model.version import Version


def portion(version: Version, eid: str) -> Version:
    """The version cut down to the provision with that eId and what it stands in; `NotFound`."""
    found = next(
        (
            node
            for node in walk(version.root)
            if isinstance(node, Provision) and _eid(node) == eid and node is not version.root
        ),
        None,
    )
    if found is None:
        raise NotFound("there is no such provision", place=eid, step="see toc.json")
    keep = {found.wid}
    wid = version.parents[found.wid]
    while wid:
        keep.add(wid)
        wid = version.parents[wid]
    root = _cut(version.root, found, keep)
    assert isinstance(root, Provision)
    return Version(root, version.facts, version.attrs)


def _eid(node: Provision) -> str:
    return dict(node.attrs).get("eId", node.wid)


def _cut(node: Provision, found: Provision, keep: set[str]) -> Provision:
    """The node with only those children on the way to what was found, and the metadata."""
    if node is found:
        return node
    children = tuple(
        _cut(child, found, keep) if isinstance(child, Provision) else child
        for child in node.children
        if child.name == "meta" or (isinstance(child, Provision) and child.wid in keep)
    )
    return Provision(node.name, node.wid, node.attrs, children)
