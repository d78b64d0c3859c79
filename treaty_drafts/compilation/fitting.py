"""Making rival structures fit one schema.

A provision of Akoma Ntoso holds either `content` or provisions with an `intro` before and a `wrapUp` after them.
Where one delegation keeps the first and another wants the second, both stand in the compilation: whatever then has no
place by the schema is wrapped in an `hcontainer` that says what it is, and reading unwraps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from treaty_drafts.akn import NEG
from treaty_drafts.model.naming import derived
from treaty_drafts.model.tree import Block, Node, Opaque, Provision

HIERARCHY: Final = frozenset(
    """alinea article book chapter clause division hcontainer indent item list paragraph part point proviso rule section
    subchapter subclause subdivision sublist subparagraph subpart subrule subsection subtitle title tome
    transitional crossHeading""".split()
)
ANNEXES: Final = "attachments"
"""The element around all annexes, of which a document has one."""
_LABELS: Final = ("num", "heading", "subheading")
_FRAME: Final = frozenset((*_LABELS, "content", "intro", "wrapUp"))
DERIVED: Final = f"{{{NEG}}}derived"
_WRAPPER: Final = f"{{{NEG}}}wrapper"


def fitting(names: Sequence[str]) -> list[bool]:
    """For each child of a provision, by name and in order, whether the schema has a place for it there."""
    if not any(name in _FRAME for name in names):
        return [True] * len(names)
    inner = [place for place, name in enumerate(names) if name not in _LABELS]
    provisions = [place for place in inner if names[place] not in ("content", "intro", "wrapUp")]
    fits: list[bool] = []
    for place, name in enumerate(names):
        if name in _LABELS:
            fits.append(place == names.index(name) and (not inner or place < inner[0]))
        elif name == "content":
            fits.append(len(inner) == 1)
        elif name == "intro":
            fits.append(place == inner[0] and len(inner) > 1)
        elif name == "wrapUp":
            fits.append(place == inner[-1] and len(inner) > 1 and bool(provisions))
        else:
            fits.append(True)
    return fits


def annexes_together(root: Provision) -> Provision:
    """The document with its annexes in one element, as it is read: several delegations may have brought the first."""
    both = [child for child in root.children if isinstance(child, Provision) and child.name == ANNEXES]
    wid = derived(root.wid, ANNEXES, 1)
    if not both or (len(both) == 1 and both[0].wid == wid):
        return root
    whole = Provision(ANNEXES, wid, both[0].attrs, tuple(inner for one in both for inner in one.children))
    kept = [whole if child is both[0] else child for child in root.children if child not in both[1:]]
    return Provision(root.name, root.wid, root.attrs, tuple(kept))


def named(node: Provision | Block) -> Provision | Block:
    """The node with its wId written out, and marked as written here, where no id of its own tells it."""
    if any(name in ("eId", "wId") for name, _ in node.attrs):
        return node
    return msgspec.structs.replace(node, attrs=(*node.attrs, ("wId", node.wid), (DERIVED, "true")))


def wrapped(node: Node) -> Node:
    """The node as a provision of its own."""
    if isinstance(node, Opaque):
        return node
    node = named(node)
    if isinstance(node, Provision):
        body = Provision("content", node.wid, node.attrs, node.children)
    else:
        body = Provision("content", f"{node.wid}~content", (), (Block("p", node.wid, node.attrs, node.text),))
    said = tuple(pair for pair in node.attrs if pair[0].startswith(f"{{{NEG}}}") and pair[0] != DERIVED)
    return Provision("hcontainer", f"{node.wid}~wrapper", (("name", node.name), *said, (_WRAPPER, "true")), (body,))


def is_wrapper(node: Node) -> bool:
    """Whether the element is one of `wrapped`."""
    return isinstance(node, Provision) and any(name == _WRAPPER for name, _ in node.attrs)


def unwrapped(node: Provision) -> Iterator[Node]:
    """What a wrapper holds, as it was."""
    name = dict(node.attrs)["name"]
    for body in node.children:
        if isinstance(body, Provision) and name in _LABELS:
            yield from (Block(name, one.wid, one.attrs, one.text) for one in body.children if isinstance(one, Block))
        elif isinstance(body, Provision):
            yield Provision(name, body.wid, body.attrs, body.children)
