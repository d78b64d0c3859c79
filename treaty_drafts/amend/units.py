"""The provision that a person means by a wId."""

from __future__ import annotations

from treaty_drafts.akn.profile import LABELS, UNITS
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.model.tree import ATOM, Block, Provision, Text, blocks
from treaty_drafts.model.version import Version


def unit_of(base: Version, wid: str) -> Provision | Block:
    """The provision that a delegate means by a wId: of a text or a wrapper that is all that a unit says, the unit."""
    node = base.find(wid)
    while node.name not in UNITS and node.name not in LABELS:
        above = base.index.get(base.parents[node.wid])
        if not isinstance(above, Provision) or above is base.root or len(_spoken(above)) > 1:
            break
        node = above
    return node


def uncalled(base: Version, note: Provision | Block) -> Substitution:
    """The edit that takes a footnote, and the call that it hangs on, out of its block."""
    block = base.block(base.parents[note.wid])
    start = next(mark.start for mark in block.text.marks if mark.atom == note)
    return Substitution(block.wid, start, start + 1, ATOM, Text())


def _spoken(provision: Provision) -> list[Block]:
    return [line for line in blocks(provision) if line.name != "num"]
