"""A version: one immutable state of an agreement in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from treaty_drafts.errors import NotFound
from treaty_drafts.model.tree import Attrs, Block, Node, Opaque, Provision


class Facts(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the metadata of a version says that the product uses.

    `work` is the FRBR Work IRI (`/akn/un/bill/provision/icg/2025-03-01/rivers`), `language` ISO 639-2 (`eng`),
    `number` the FRBR version number (`rev-2`), `symbol` the document symbol as printed (`A/CONF.900/L.1/Rev.2`), `date`
    ISO 8601.
    """

    title: str = ""
    work: str = ""
    language: str = "eng"
    number: str = ""
    symbol: str = ""
    date: str = ""

    @property
    def expression(self) -> str:
        """The FRBR Expression IRI: `work/language@number`."""
        return f"{self.work}/{self.language}@{self.number}"


def survey(
    node: Node,
    parent: str,
    index: dict[str, Provision | Block],
    parents: dict[str, str],
    repeated: dict[str, Provision | Block],
) -> None:
    """Enter the node and all under it by wId into `index`, and the wId of each one's parent into `parents`.

    What has the wId of an element before it is entered into `repeated` instead.
    """
    if type(node) is Opaque:
        return
    wid = node.wid
    if wid not in index:
        index[wid] = node
        parents[wid] = parent
    else:
        repeated[wid] = node
    if type(node) is Provision:
        for child in node.children:
            if type(child) is Block and not child.text.marks and child.wid not in index:  # most of what there is
                index[child.wid] = child
                parents[child.wid] = wid
            else:
                survey(child, wid, index, parents, repeated)
    elif node.text.marks:
        for mark in node.text.marks:
            if mark.atom is not None:
                survey(mark.atom, wid, index, parents, repeated)


class Version(msgspec.Struct, frozen=True, dict=True):
    """One state of the text: the document element (`bill`, `act` …) and its facts.

    The document element's first child is `meta`, carried whole; `attrs` are those of the `akomaNtoso` wrapper.
    """

    root: Provision
    facts: Facts
    attrs: Attrs = ()

    @cached_property
    def index(self) -> Mapping[str, Provision | Block]:
        """Every provision and block by wId; where a foreign document repeats a wId, the first."""
        return self._places[0]

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The wId of the enclosing element, for every provision and block (for a note: of the block it stands in)."""
        return self._places[1]

    @cached_property
    def repeated(self) -> Mapping[str, Provision | Block]:
        """What a foreign document gives the wId of another provision or block before it."""
        return self._places[2]

    @cached_property
    def _places(self) -> tuple[dict[str, Provision | Block], dict[str, str], dict[str, Provision | Block]]:
        index: dict[str, Provision | Block] = {}
        parents: dict[str, str] = {}
        repeated: dict[str, Provision | Block] = {}
        survey(self.root, "", index, parents, repeated)
        return index, parents, repeated

    def find(self, wid: str) -> Provision | Block:
        """The provision or block of that wId; `NotFound` if there is none."""
        node = self.index.get(wid)
        if node is None:
            raise NotFound(
                f"there is no provision `{wid}` in {self.facts.symbol or 'this version'}",
                step="it should be like `art_5__para_1`: the XML has it as wId, or as eId where there is no wId",
            )
        return node

    def block(self, wid: str) -> Block:
        """The block of that wId, or the one block of words (numbers, headings and notes apart) of that provision."""
        node = self.find(wid)
        if isinstance(node, Block):
            return node
        lines = list(_lines(node))
        if len(lines) != 1:
            texts = [line.wid for line in _lines(node, but_not=("num",))]
            some = ", ".join(texts[:6]) or "those that have words"
            raise NotFound(f"`{wid}` holds {len(lines)} texts, not one", step=f"name one of {some}")
        return lines[0]


def _lines(node: Provision, *, but_not: tuple[str, ...] = ("num", "heading")) -> Iterator[Block]:
    """The blocks of words under a provision, numbers and headings apart, without looking into notes."""
    for child in node.children:
        if isinstance(child, Provision):
            yield from _lines(child, but_not=but_not)
        elif isinstance(child, Block) and child.name not in but_not:
            yield child
