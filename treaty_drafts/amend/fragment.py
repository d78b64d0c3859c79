"""New provisions from plain text, and where they can stand."""

from __future__ import annotations

import re

from treaty_drafts.akn.profile import LABELS, reference
from treaty_drafts.amend.edit import Insertion
from treaty_drafts.amend.naming import Naming
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.units import unit_of
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import Block, Node, Opaque, Provision, blocks, walk, words_of
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_part

_MARKDOWN = re.compile(r"^#{1,6}[ \t]|(?<!\*)(\*{1,3})(?=[^\s*])[^*\n]*[^\s*]\1(?!\*)", re.MULTILINE)
"""A heading mark, or words in emphasis: what is typed with either is Markdown."""


def placed(base: Version, wid: str, text: str, suffix: str) -> Insertion:
    """The insertion of the provisions in `text` after the provision `wid`, under wIds `{address}~{suffix}`.

    A labelled provision stands after the nearest one of its kind around `wid`, or as the last of its kind inside it.
    All that is typed is in the insertion; `Misused` where not all of it can stand there.
    """
    place = base.find(wid)
    parts = _parts(text, base)
    kinds = list(dict.fromkeys(_kind(part.name) for part in parts))
    if len(kinds) > 1:
        raise Misused(
            f"{_listed(kinds)} do not stand side by side, and this is typed to stand in one place",
            place=place.wid,
            step="propose each kind by itself, or an edited copy of the whole text",
        )
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


def _parts(text: str, base: Version) -> list[Provision]:
    """The provisions and annexes that the text is."""
    annexes = base.root.child("attachments")
    count = len(annexes.children) if isinstance(annexes, Provision) else 0
    name = "text.md" if _MARKDOWN.search(text) else "text.txt"
    root = read_part(text, name=name, facts=base.facts, annex=count + 1).root
    nodes = [child for part in root.children if isinstance(part, Provision) for child in part.children]
    parts = [child for child in nodes if isinstance(child, Provision) and words_of(child).strip()]
    if not parts:
        raise Misused("the text to be inserted holds no provision", step="write its words, with a number before them")
    return parts


def _kind(name: str) -> str:
    """What a delegate calls a provision of that name."""
    return phrases_in("eng").units.get(name, name)


def _listed(kinds: list[str]) -> str:
    named = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds]
    return f"{', '.join(named[:-1])} and {named[-1]}"


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
    kind = _kind(name)
    near = _nearest(base, place, name)
    raise Misused(
        f"there is no {kind} at `{place.wid}` that the new {kind} could follow",
        place=place.wid,
        step=f"name the {kind} that it should follow, such as `{near}`"
        if near
        else f"the text has no {kind} yet: propose an edited copy of it",
    )


def _nearest(base: Version, place: Provision | Block, name: str) -> str:
    """The wId of the last provision of that name in the place, else of the nearest before it, else of the first."""
    inside = {node.wid for node in walk(place)}
    found, passed = "", False
    for wid, node in base.index.items():
        passed = passed or wid == place.wid
        if node.name == name and (not found or not passed or wid in inside):
            found = wid
    return found


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
        f"lines without a number cannot follow the {_kind(unit.name)} `{unit.wid}`",
        place=place.wid,
        step="begin with the number that the new provision should have: `Annex II`, `Article 5 bis`, `3 bis.`, `(c)`",
    )


def _under(prefix: str, node: Node) -> Node:
    """The node with the addresses that it has inside the provision `prefix`."""
    if isinstance(node, Opaque) or not prefix:
        return node
    wid = f"{prefix}__{node.wid}"
    if isinstance(node, Block):
        return Block(node.name, wid, node.attrs, node.text)
    return Provision(node.name, wid, node.attrs, tuple(_under(prefix, child) for child in node.children))
