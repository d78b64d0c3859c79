"""New provisions from plain text, and where they can stand."""

from __future__ import annotations

import re

from treaty_drafts.akn.profile import LABELS, reference
from treaty_drafts.amend.edit import Insertion
from treaty_drafts.amend.naming import Naming
from treaty_drafts.amend.units import unit_of
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

_MARKDOWN = re.compile(r"^#{1,6}[ \t]|(?<!\*)(\*{1,3})(?=[^\s*])[^*\n]*[^\s*]\1(?!\*)", re.MULTILINE)
"""A heading mark, or words in emphasis: what is typed with either is Markdown."""


def placed(base: Version, wid: str, text: str, suffix: str) -> Insertion:
    """The insertion of the provisions in `text` after the provision `wid`, under wIds `{address}~{suffix}`.

    A labelled provision stands after the nearest one of its kind around `wid`, or as the last of its kind inside it.
    """
    place = base.find(wid)
    parts = _parts(text, base.facts.language)
    nodes: list[Node] = list(parts)
    neighbour: Provision | Block
    if _unlabelled(parts):
        nodes, neighbour = _like(base, place, parts)
    else:
        neighbour = _sibling(base, place, parts[0].name)
    prefix = neighbour.wid.rpartition("__")[0]
    naming = Naming(base.index, suffix, always=True)
    provisions = tuple(naming.node(_under(prefix, part)) for part in nodes)
    return Insertion(base.parents[neighbour.wid], neighbour.wid, provisions)


def _parts(text: str, language: str) -> list[Provision]:
    nodes: tuple[Node, ...] = ()
    if text.strip():
        name = "text.md" if _MARKDOWN.search(text) else "text.txt"
        body = read_source(text.encode(), name=name, language=language).version.root.child("body")
        nodes = body.children if isinstance(body, Provision) else ()
    parts = [child for child in nodes if isinstance(child, Provision)]
    if not parts:
        raise Misused("the text to be inserted holds no provision", step="write its words, with a number before them")
    return parts


def _unlabelled(parts: list[Provision]) -> bool:
    return all(part.name == "paragraph" and not part.num for part in parts)


def _sibling(base: Version, place: Provision | Block, name: str) -> Provision:
    """The provision of that name around the place, or the last one in it."""
    above: Provision | Block | None = place
    while above is not None and above is not base.root:
        if above.name == name and isinstance(above, Provision):
            return above
        above = base.index.get(base.parents[above.wid])
    inner = [child for child in place.children if child.name == name] if isinstance(place, Provision) else []
    if inner and isinstance(inner[-1], Provision):
        return inner[-1]
    raise Misused(
        f"there is no {name} at `{place.wid}` that the new {name} could follow",
        place=place.wid,
        step=f"name the {name} that it should follow, or propose new words for the whole provision",
    )


def _like(base: Version, place: Provision | Block, parts: list[Provision]) -> tuple[list[Node], Provision | Block]:
    """Unlabelled lines as what stands at the place: recitals after a recital, paragraphs after a paragraph."""
    lines = [line for part in parts for line in blocks(part)]
    unit = unit_of(base, place.wid)
    if isinstance(unit, Block) and unit.name not in LABELS:
        return [Block(unit.name, f"{reference(unit.name)}_1", (), line.text) for line in lines], unit
    if unit.name in ("recital", "citation"):
        name, short = unit.name, reference(unit.name)
        return [
            Provision(name, f"{short}_1", (), (Block("p", f"{short}_1__p_1", (), line.text),)) for line in lines
        ], unit
    if unit.name == "paragraph":
        return list(parts), unit
    raise Misused(
        f"lines without a number cannot follow the {unit.name} `{unit.wid}`",
        place=place.wid,
        step="begin with the number that the new provision should have: `Article 5 bis`, `3 bis.`, `(c bis)`",
    )


def _under(prefix: str, node: Node) -> Node:
    """The node with the addresses that it has inside the provision `prefix`."""
    if isinstance(node, Opaque) or not prefix:
        return node
    wid = f"{prefix}__{node.wid}"
    if isinstance(node, Block):
        return Block(node.name, wid, node.attrs, node.text)
    return Provision(node.name, wid, node.attrs, tuple(_under(prefix, child) for child in node.children))
