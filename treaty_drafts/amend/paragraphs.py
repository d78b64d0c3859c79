"""Instructions in an amendment's document: each a `mod` in a paragraph, its places and quotations marked up.

They are written as XML at once: nothing else is ever made of the places and quotations of an instruction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """An instruction as a paragraph in XML, and the eIds of what it quotes: old words, and new words or provisions."""

    told: Instruction
    xml: str
    old: Sequence[str]
    new: Sequence[str]


class Paragraphs(msgspec.Struct, frozen=True):
    """Writes instructions as the paragraphs of the element `parent`.

    `main` before a wId is a reference to the base; `quotes` are the attributes that say how words are quoted. Both are
    escaped.
    """

    writer: akn.Writer
    parent: str
    main: str
    quotes: str

    def paragraph(self, told: Instruction, count: int) -> Paragraph:
        """The instruction as the `count`-th paragraph."""
        mod, wid = f"mod_{told.number}", f"{self.parent}__p_{told.number}"
        out: list[str] = []
        old: list[str] = []
        new: list[str] = []
        quoted = 0
        for part in told.parts:
            kind, chars = part.kind, part.text
            if kind == "words":
                out.append(escape.text(chars))
            elif kind == "place":
                out.append(self._place(part))
            elif kind == "provisions":
                new.append(f"{mod}__qstr_1")
                out.append(self._structure(part, new[-1], wid))
            elif chars := chars.replace(ATOM, ""):
                quoted += 1
                eid = f"{mod}__qtext_{quoted}"
                out.append(f'<quotedText eId="{eid}"{self.quotes}>{escape.text(chars)}</quotedText>')
                if kind != "context":
                    (old if kind == "old" else new).append(eid)
        own = "" if count == told.number else f' wId="{wid}"'
        return Paragraph(told, f'<p{own}><mod eId="{mod}">{"".join(out)}</mod></p>', old, new)

    def _place(self, part: Part) -> str:
        """A reference to the base, or to neighbours in it."""
        href = f"{self.main}{escape.value(part.wid)}"
        if part.upto:
            return f'<rref from="{href}" upTo="{self.main}{escape.value(part.upto)}">{escape.text(part.text)}</rref>'
        return f'<ref href="{href}">{escape.text(part.text)}</ref>'

    def _structure(self, part: Part, eid: str, around: str) -> str:
        """The provisions of an instruction, which has them but once, quoted in the paragraph `around`."""
        inside = tuple(quoted for node in part.provisions for quoted in _quotable(node))
        return self.writer.line(Provision("quotedStructure", eid, (("eId", eid),), inside), around, 1)


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
