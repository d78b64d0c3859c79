"""A compilation as one Akoma Ntoso file that stands alone.

The body is the base with every wish marked up where a reader meets it: brackets as literal characters in spans of
class `neg-glyph`, sponsors in spans of class `neg-label`, rival wordings as `inline name="option"` of an
`inline name="alternatives"`, provisions with attributes of our namespace. The metadata holds the amendments exactly,
the base's own metadata, and the base's words of every text that carries brackets: all that reading needs to compile it
again (`treaty_drafts.compilation.read`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

import msgspec

from treaty_drafts import akn
from treaty_drafts.akn import escape
from treaty_drafts.compilation.compile import Compilation
from treaty_drafts.compilation.compiled import Bracket, Slot, Words
from treaty_drafts.compilation.fitting import ANNEXES, HIERARCHY, fitting, named, wrapped
from treaty_drafts.compilation.sequence import content
from treaty_drafts.model.naming import NO_ID, derived
from treaty_drafts.model.tree import Attrs, Block, Node, Opaque, Provision, Text, blocks

_OPEN: Final = '<span class="neg-glyph">[</span>'
_CLOSE: Final = '<span class="neg-glyph">]</span>'
INSERTED: Final = f"{{{akn.NEG}}}inserted"
DELETED: Final = f"{{{akn.NEG}}}deleted"
MOVED: Final = f"{{{akn.NEG}}}moved"
ARRIVAL: Final = f"{{{akn.NEG}}}arrival"
NO_BASE: Final = '"base":""'
"""What stands in the amendments' JSON for the digest of the base that the file names once."""
_json: Final = msgspec.json.Encoder()


def write(compilation: Compilation) -> bytes:
    """The compilation as canonical bytes, valid against the Akoma Ntoso schema. The same value gives the same bytes."""
    return _Document(compilation).written()


class _Document:
    """One compilation on its way to XML."""

    def __init__(self, compilation: Compilation) -> None:
        self.compilation = compilation
        self.meta = compilation.base.root.child("meta")
        self.sponsors = compilation.tabling.sponsors
        self.writer = akn.Writer(words=self.words, children=self.children if compilation.sequences else None)
        self.writer.prefix(akn.NEG)
        self.opens: dict[str, int] = {}
        self.closes: dict[str, list[str]] = {}
        self.covered: dict[str, Text] = {}
        self.ids = {code: akn.organization_id(code) for code in compilation.delegations}
        self.more: dict[str, tuple[tuple[Node, Slot], ...]] = {}
        self.known: dict[tuple[tuple[str, ...], str], tuple[str, str]] = {}

    def written(self) -> bytes:
        base = self.compilation.base
        out = self.writer.out
        root = base.root
        children = tuple(child for child in root.children if child is not self.meta)
        self.writer.node(Provision(root.name, root.wid, root.attrs, children), 1)
        out[1:1] = self.metadata(self.meta)
        return self.writer.document(base.attrs)

    # Metadata

    def metadata(self, meta: Node | None) -> list[str]:
        """The element `meta` in pieces."""
        compilation = self.compilation
        facts = compilation.base.facts
        number = f"{facts.number}-compilation" if facts.number else "compilation"
        facts = msgspec.structs.replace(facts, number=number)
        own = akn.build(facts, kind=compilation.base.root.name, organizations=[(code, code) for code in self.ids])
        head, references, tail = own.partition("<references")
        analysis = f'<analysis source="#secretariat">{self.relations()}</analysis>'
        return ["  ", head, analysis, references, tail.removesuffix("</meta>"), *self.payload(meta), "</meta>\n"]

    def relations(self) -> str:
        rows = "".join(
            f'<neg:relation kind="{one.kind}" first="{escape.value(one.first)}" second="{escape.value(one.second)}"/>\n'
            for one in self.compilation.relations
        )
        falls = "".join(
            f'<neg:falls adopted="{escape.value(symbol)}">{escape.text(", ".join(falling))}</neg:falls>\n'
            for symbol, falling in self.compilation.falls.items()
        )
        return f'<otherAnalysis source="#secretariat"><neg:relations>\n{rows}{falls}</neg:relations></otherAnalysis>'

    def payload(self, meta: Node | None) -> Iterator[str]:
        """What reading needs: the base's own metadata, the amendments, the base's words of what carries brackets."""
        base = meta.xml if isinstance(meta, Opaque) else ""
        digest = self.compilation.base_digest
        amendments = _json.encode(self.compilation.amendments).replace(f'"base":"{digest}"'.encode(), NO_BASE.encode())
        words = escape.text(_json.encode_lines(self.covered.values()).decode()).split("\n")
        yield f'<proprietary source="#secretariat">\n<neg:base digest="{digest}">{escape.text(base)}</neg:base>\n'
        yield from ("<neg:amendments>", escape.text(amendments.decode()), "</neg:amendments>\n")
        for wid, text in zip(self.covered, words, strict=False):
            yield f'<neg:words wid="{escape.value(wid)}">{text}</neg:words>\n'
        yield "</proprietary>"

    # Provisions

    def children(self, writer: akn.Writer, node: Provision, depth: int) -> bool:
        slots = self.compilation.slots(node.wid)
        more = self.more.pop(node.wid, ())
        if slots is None and not more:
            return False
        if slots is None:
            slots = tuple(Slot("base", child) for child in node.children)
        counts: dict[str, int] = {}
        for shown, slot in [*self.fitted(tuple(slot for slot in slots if slot.node is not self.meta)), *more]:
            place = counts[shown.name] = counts.get(shown.name, 0) + 1
            if slot.kind == "base":
                shown = _with_wid(shown, node.wid, place)
            writer.node(shown, depth, parent=node.wid, count=place)
        return True

    def fitted(self, slots: Sequence[Slot]) -> list[tuple[Node, Slot]]:
        """The nodes of a sequence as the schema has a place for them; one for all annexes, whoever brings them."""
        done: list[tuple[Node, Slot]] = []
        annexes = ""
        for slot, fits in zip(slots, fitting([slot.node.name for slot in slots]), strict=True):
            shown = self.shown(slot)
            if slot.contested and not isinstance(shown, Opaque):
                self.enclose(shown, slot)
            if annexes and isinstance(shown, Provision) and shown.name == ANNEXES:
                self.more[annexes] = (*self.more.get(annexes, ()), *((child, slot) for child in shown.children))
                continue
            if isinstance(shown, Provision) and shown.name == ANNEXES:
                annexes = shown.wid
            done.append((shown if fits else wrapped(shown), slot))
        return done

    def shown(self, slot: Slot) -> Node:
        """The node of a slot with what the slot says of it as attributes."""
        node = slot.node
        if isinstance(node, Opaque):
            return node
        said = tuple(
            (name, ", ".join(symbols))
            for name, symbols in (
                (INSERTED if slot.kind == "inserted" else ARRIVAL, slot.proposers),
                (DELETED, slot.deleters),
                (MOVED, slot.movers),
            )
            if symbols
        )
        if slot.kind == "arrival":
            return _placeholder(node, said)
        if slot.kind == "inserted":
            node = _without_addresses(node)
        return _saying(node, said) if said else node

    def enclose(self, node: Provision | Block, slot: Slot) -> None:
        """Brackets around a whole provision: before its first words and after its last."""
        inside = [block.wid for block in blocks(node)]
        if inside:
            self.opens[inside[0]] = self.opens.get(inside[0], 0) + 1
            self.closes.setdefault(inside[-1], []).insert(0, self.said(slot))

    def said(self, slot: Slot) -> str:
        sponsors = self.sponsors
        parts = [", ".join(sponsors(slot.proposers))] if slot.proposers else []
        parts += [f"{', '.join(sponsors(slot.deleters))}: delete"] if slot.deleters else []
        parts += [f"{', '.join(sponsors(slot.movers))}: move"] if slot.movers else []
        return "; ".join(parts)

    # Words

    def words(self, block: Block) -> str | None:
        wid = block.wid
        compiled = self.compilation.words(wid)
        opening, closing = self.opens.get(wid, 0), self.closes.get(wid)
        if compiled is None and not opening and not closing:
            return None
        if wid in self.compilation.base.index:
            self.covered[wid] = block.text
        inner = self.writer.text(block.text, wid) if compiled is None else self.compiled(block, compiled)
        ending = "".join(f"{_label(said)}{_CLOSE}" for said in closing or ())
        return f"{_OPEN * opening}{inner}{ending}"

    def compiled(self, block: Block, words: Words) -> str:
        used = {value for mark in block.text.marks for name, value in mark.attrs if name == "eId"}
        ids = (eid for n in count(1) if (eid := f"{block.wid}__inline_{n}") not in used)
        return self.parts(words, block.wid, ids, base=True)

    def parts(self, words: Words, wid: str, ids: Iterator[str], *, base: bool) -> str:
        """Compiled words; `base` where they stand in the base, whose marks keep their ids."""
        if len(words) == 1 and type(words[0]) is Text and not words[0].marks:  # most wordings
            return escape.text(words[0].chars)
        out: list[str] = []
        for part in words:
            if type(part) is Bracket:
                self.bracket(out, part, wid, ids, base=base)
            elif type(part) is Text and not part.marks:
                out.append(escape.text(part.chars))
            elif type(part) is Text:
                out.append(self.writer.text(part if base else _without_ids(part), wid))
        return "".join(out)

    def bracket(self, out: list[str], bracket: Bracket, wid: str, ids: Iterator[str], *, base: bool) -> None:
        """Writes the rival wordings one after the other; who wants no words here is named with the base's."""
        kept = bracket.alternatives[0]
        shown = [one for one in bracket.alternatives if one.words]
        rival = len(shown) > 1
        head = '<inline name="bracket"'
        if rival:
            lead = next(ids)
            head = f'<inline name="option" eId="{lead}"'
            out.append(f'<inline name="alternatives" eId="{next(ids)}">')
        for one in shown:
            if one is not kept:
                attrs, label = self.said_by(one.sponsors, one.symbols, "proposed")
            elif kept.words and len(shown) < len(bracket.alternatives):
                attrs, label = self.deleted(bracket)
            else:
                attrs = label = ""
            words = self.parts(one.words, wid, ids, base=base and one is kept)
            bare = words.strip(" ")
            if len(bare) == len(words):
                out.append(f"{head}{attrs}>{_OPEN}{words}{label}{_CLOSE}</inline>")
            else:
                out.append(f"{head}{attrs}>{_enclosed(words, bare or words, label)}</inline>")
            if rival:
                head = f'<inline name="option" alternativeTo="#{lead}"'
        if rival:
            out.append("</inline>")

    def deleted(self, bracket: Bracket) -> tuple[str, str]:
        """The same of those who want the base's words out."""
        symbols = tuple([symbol for one in bracket.alternatives if not one.words for symbol in one.symbols])
        return self.said_by(self.sponsors(symbols), symbols, "deleted")

    def said_by(self, codes: tuple[str, ...], symbols: tuple[str, ...], verb: str) -> tuple[str, str]:
        """The attributes that name who asks for a wording, and the label that a reader sees."""
        known = self.known.get((codes, verb))
        if known is None:
            refers = " ".join([f"#{self.ids[code]}" for code in codes])
            said = ", ".join(codes)
            label = _label(f"{said}: delete" if verb == "deleted" else said)
            known = self.known[codes, verb] = f' refersTo="{refers}" neg:{verb}="', label
        return f'{known[0]}{escape.value(", ".join(symbols))}"', known[1]


def _enclosed(words: str, bare: str, label: str) -> str:
    """The words of an alternative between glyphs, with the label of who asks for them; end blanks stay outside."""
    before, _, after = words.partition(bare)
    return f"{before}{_OPEN}{bare}{label}{_CLOSE}{after}"


def _label(said: str) -> str:
    return f'<span class="neg-label"> ({escape.text(said)})</span>' if said else ""


def _with_wid(node: Node, parent: str, place: int) -> Node:
    """A base node with its wId written out if a reader could no longer derive it from its place."""
    if isinstance(node, Opaque) or derived(parent, node.name, place) == node.wid:
        return node
    return named(node)


def _saying(node: Provision | Block, said: Attrs) -> Provision | Block:
    """The node with these attributes; they are its children's where the standard allows it none."""
    if node.name not in NO_ID or not isinstance(node, Provision):
        return msgspec.structs.replace(node, attrs=(*node.attrs, *said))
    children = [child if isinstance(child, Opaque) else _saying(child, said) for child in node.children]
    return msgspec.structs.replace(node, children=tuple(children))


def _placeholder(node: Provision | Block, said: Attrs) -> Node:
    """What stands where a provision would move to: its label only, for its words stand at its source."""
    wid = f"{node.wid}~arrival"
    if isinstance(node, Block):
        return Block(node.name, wid, said, Text("…"))
    words = Block("p", f"{wid}__p", (), Text(node.num or node.wid))
    if node.name in HIERARCHY:
        attrs = (("name", "arrival"), *said) if node.name == "hcontainer" else said
        return Provision(node.name, wid, attrs, (Provision("content", f"{wid}__content", (), (words,)),))
    if node.name in ("recital", "citation", "content", "intro", "wrapUp"):
        return Provision(node.name, wid, said, (words,))
    copy = _without_addresses(node)
    return msgspec.structs.replace(copy, wid=wid, attrs=(*copy.attrs, *said))


def _without_addresses(node: Node) -> Provision | Block:
    """An inserted provision as written: its wIds stay, its eIds, which rivals may share, go."""
    assert not isinstance(node, Opaque)
    attrs = tuple(pair for pair in node.attrs if pair[0] not in ("eId", "wId"))
    if isinstance(node, Block):
        return Block(node.name, node.wid, attrs, _without_ids(node.text))
    children = tuple(child if isinstance(child, Opaque) else _without_addresses(child) for child in node.children)
    return Provision(node.name, node.wid, attrs, children)


def _without_ids(text: Text) -> Text:
    """A text without the ids of its marks and notes, which another alternative may have too."""
    if not text.marks:
        return text
    plain = content(Block("p", "", (), text))
    assert isinstance(plain, Block)
    return plain.text
