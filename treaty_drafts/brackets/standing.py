"""What a reading of the brackets gives: values only.

A bracket that stands in a text is a range with two anchors, never an element: it may open in a chapeau and close in a
later item, and it may lack its other half. Nothing here changes a character of the version that was read.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "wording",
    "number",
    "reference",
    "placeholder",
    "blank",
    "label",
    "note",
    "footnote",
    "status",
    "editorial",
    "call",
    "extraction",
]
"""What a bracket is.

Negotiated: `wording`; `number` (of a provision), `reference` (digits of a cross-reference), `placeholder`, `blank`,
`label` (a working title in the same glyphs), `note` (about the text), `footnote` (a disputed note, or its call).
False: `status` (`[Agreed ad ref]`), `editorial` (`[sic]`), `call` (`[^4]`), `extraction` (`[tab]`).
"""

FALSE_KINDS = frozenset({"status", "editorial", "call", "extraction"})
"""The kinds that are no brackets of negotiation: told apart, listed, not counted."""


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A place between two characters: the code point `offset` of the block `wid`."""

    wid: str
    offset: int

    def moved(self, by: int) -> Anchor:
        """The place `by` code points further on in the same block."""
        return Anchor(self.wid, self.offset + by)


class Position(msgspec.Struct, frozen=True, gc=False):
    """What one delegation says of a wording: its name as printed, its code (empty where unknown), its stance."""

    name: str
    code: str
    stance: Literal["propose", "support", "oppose", "retain", "reserve", "consider"]


class Attribution(msgspec.Struct, frozen=True, gc=False):
    """Who wants the words of a bracket and who does not, as printed inside it.

    `head` and `tail` are the code points at the two ends of the bracket's inside that are attribution, not wording.
    """

    positions: tuple[Position, ...]
    head: int = 0
    tail: int = 0

    @property
    def sponsors(self) -> tuple[str, ...]:
        """Codes (or unknown names) of those who propose the words."""
        return self._with("propose")

    @property
    def supporters(self) -> tuple[str, ...]:
        """Codes (or unknown names) of those who support or want to retain the words."""
        return self._with("support", "retain")

    @property
    def opposers(self) -> tuple[str, ...]:
        """Codes (or unknown names) of those who oppose the words or want them deleted."""
        return self._with("oppose")

    def _with(self, *stances: str) -> tuple[str, ...]:
        return tuple(one.code or one.name for one in self.positions if one.name and one.stance in stances)


class Standing(msgspec.Struct, frozen=True, gc=False):
    """A bracket that stands in a text: from before its opening glyph to after its closing one.

    `depth` is 1 for an outermost bracket of its unit; `unit` is the wId of the article (preamble, annex …) that it was
    matched in; `note` says that it stands in a footnote; `delegations` are codes that the markup ties to it.
    """

    id: str
    start: Anchor
    stop: Anchor
    depth: int
    kind: Kind
    unit: str
    note: bool = False
    attribution: Attribution | None = None
    delegations: tuple[str, ...] = ()

    @property
    def negotiated(self) -> bool:
        """Whether this is a bracket of negotiation: neither a false one nor in a footnote."""
        return self.kind not in FALSE_KINDS and not self.note


class Unmatched(msgspec.Struct, frozen=True, gc=False):
    """A glyph whose other half is not in its article: the code point `offset` of block `wid`; `line` where known."""

    id: str
    wid: str
    offset: int
    glyph: str
    unit: str
    note: bool = False
    line: int | None = None


class ArticleCount(msgspec.Struct, frozen=True, gc=False):
    """How many glyphs of negotiation open and close in an article; `name` is its element (`article`, `preamble` …)."""

    wid: str
    name: str
    num: str
    heading: str
    open: int
    close: int


class Branch(msgspec.Struct, frozen=True, gc=False):
    """One of the wordings of a choice: words `[start, stop)`, glyphs and attribution not included.

    `bracket` is the id of the branch's own bracket, if it has one; `provision` the wId of a branch that is an element.
    """

    start: Anchor
    stop: Anchor
    words: str
    bracket: str = ""
    provision: str = ""
    delegations: tuple[str, ...] = ()


class Choice(msgspec.Struct, frozen=True, gc=False):
    """Rival wordings of one place, as a *candidate*: a person confirms that the branches fit the same slot.

    `kind`: `adjacent` (`[shall][should]`), `slash` (`[A / B]`), `marked` (the markup says so), `options` (provisions).
    `within` is the id of the innermost bracket around it: `[[climate][carbon] neutrality]` shares a tail.
    """

    id: str
    kind: Literal["adjacent", "slash", "marked", "options"]
    branches: tuple[Branch, ...]
    within: str = ""


SignKind: TypeAlias = Literal["blank", "placeholder", "instruction", "label", "null"]


class Sign(msgspec.Struct, frozen=True, gc=False):
    """A sign without square brackets that a text is not settled: `###`, `{placeholder …}`, `No text`."""

    kind: SignKind
    start: Anchor
    stop: Anchor
    words: str


class Inventory(msgspec.Struct, frozen=True):
    """All brackets of a version. `open` and `close` count glyphs of negotiation in the text, footnotes apart.

    `articles` are the articles, preambles and annexes, and any other unit with a bracket; `units` all.
    """

    open: int
    close: int
    unmatched: tuple[Unmatched, ...]
    articles: tuple[ArticleCount, ...]
    brackets: tuple[Standing, ...]
    choices: tuple[Choice, ...]
    signs: tuple[Sign, ...] = ()
    units: tuple[ArticleCount, ...] = ()
