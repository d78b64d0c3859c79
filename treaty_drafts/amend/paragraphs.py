"""Instructions in an amendment's document: each a `mod` in a paragraph, its places and quotations marked up.

They are written as XML at once: nothing else is ever made of the places and quotations of an instruction.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from treaty_drafts import akn
from treaty_drafts.akn import escape
from treaty_drafts.amend.naming import without_ids
from treaty_drafts.amend.prose import Instruction
from treaty_drafts.amend.sentence import Part
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Opaque, Provision, Text

_FRAME = frozenset(
    """attachment attachments body citations conclusions content doc intro longTitle mainBody preamble preface
    recitals wrapUp""".split()
)
_QUOTED_AS = {"provisions": "qstr", "context": "qtext", "old": "qtext", "new": "qtext"}


def quotation_ids(told: Instruction) -> list[str]:
    """The eId of each part of the instruction that is a quotation; the empty string for the others."""
    ids: list[str] = []
    counts = {"qstr": 0, "qtext": 0}
    for part in told.parts:
        kind = _QUOTED_AS.get(part.kind)
        if kind and (part.text.strip(ATOM) or part.kind == "provisions"):
            counts[kind] += 1
            ids.append(f"mod_{told.number}__{kind}_{counts[kind]}")
        else:
            ids.append("")
    return ids


class Paragraphs(msgspec.Struct, frozen=True):
    """Writes instructions as the paragraphs of the element `parent`.

    `main` before a wId is a reference to the base; `quotes` are the attributes that say how words are quoted. Both are
    escaped.
    """

    parent: str
    main: str
    quotes: str

    def paragraph(self, writer: akn.Writer, told: Instruction, ids: list[str], count: int) -> str:
        """The instruction as the `count`-th paragraph; `ids` are its `quotation_ids`."""
        wid = f"{self.parent}__p_{told.number}"
        own = "" if count == told.number else f' wId="{wid}"'
        parts = [self._part(writer, part, eid, wid) for part, eid in zip(told.parts, ids, strict=True)]
        return f'<p{own}><mod eId="mod_{told.number}">{"".join(parts)}</mod></p>'

    def _part(self, writer: akn.Writer, part: Part, eid: str, around: str) -> str:
        """A part of an instruction in the paragraph `around`; `eid` is that of a quotation."""
        match part.kind:
            case "words":
                return escape.text(part.text)
            case "place" if part.upto:
                first, last = escape.value(part.wid), escape.value(part.upto)
                return f'<rref from="{self.main}{first}" upTo="{self.main}{last}">{escape.text(part.text)}</rref>'
            case "place":
                return f'<ref href="{self.main}{escape.value(part.wid)}">{escape.text(part.text)}</ref>'
            case "provisions":
                inside = tuple(quoted for node in part.provisions for quoted in _quotable(node))
                return writer.line(Provision("quotedStructure", eid, (("eId", eid),), inside), around, 1)
            case "old" | "new" | "context":
                chars = escape.text(part.text.replace(ATOM, ""))
                return f'<quotedText eId="{eid}"{self.quotes}>{chars}</quotedText>' if chars else ""


def _quotable(node: Node) -> Iterator[Node]:
    """What may stand in a `quotedStructure`: units and texts; of a part of the document's frame, the texts in it."""
    if isinstance(node, Provision) and node.name in _FRAME:
        for child in node.children:
            if child.name != "meta":
                yield from _quotable(child)
    else:
        yield _quoted(node)


def _quoted(node: Node) -> Node:
    """The node without eIds, which are addresses in another document."""
    if isinstance(node, Opaque):
        return node
    if isinstance(node, Block):
        marks = tuple(
            Mark(mark.start, mark.stop, mark.name, without_ids(mark.attrs), mark.atom) for mark in node.text.marks
        )
        return Block(node.name, node.wid, without_ids(node.attrs), Text(node.text.chars, marks))
    return Provision(node.name, node.wid, without_ids(node.attrs), tuple(_quoted(child) for child in node.children))
