"""The provision that a person means by a wId, and the words by what they type for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


_WORD = re.compile(r"[^\W\d_]{2}")


def unlabelled(base: Version, block: Block, typed: str) -> str:
    """The words typed for a block, without the numbers of the units that begin with it, where these are typed along.

    A number that the block itself begins with is one of its words.
    """
    words = typed.strip()
    for label in reversed([*_labels(base, block)]):
        if not block.text.chars.lstrip().startswith(label):
            words = _after(label, words, heading=block.name in LABELS)
    return words


def _labels(base: Version, block: Block) -> Iterator[str]:
    """The numbers of the units that a heading names, or that a line of words is the first of; the inner before."""
    above = base.index.get(base.parents[block.wid])
    while isinstance(above, Provision) and above is not base.root:
        if block is not next((line for line in blocks(above) if line is block or line.name not in LABELS), None):
            return
        if above.num:
            yield above.num
        above = base.index.get(base.parents[above.wid]) if block.name not in LABELS else None


def _after(label: str, words: str, *, heading: bool) -> str:
    """The words after the number, if they begin with it: `1.` does not begin `1.5 °C`, nor `Article 3` a sentence."""
    closed, word = not label[-1].isalnum(), _WORD.search(label) is not None
    if closed and not word:
        behind = r"(?!\d)"
    elif closed or not word:
        behind = r"\s"
    else:
        behind = r"[.:]?\s" if heading else r"[^\S\n]*\n"
    found = re.match(rf"{re.escape(label)}{behind}\s*(?=\S)", words)
    return words[found.end() :] if found else words


def _spoken(provision: Provision) -> list[Block]:
    return [line for line in blocks(provision) if line.name != "num"]
