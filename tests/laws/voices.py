"""Strategies for many voices on one text: amendments that fit a base, with the shapes that break weaker tools."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from treaty_drafts import akn
from treaty_drafts.amend.edit import (
    Amendment,
    Deletion,
    Edit,
    Insertion,
    Move,
    Patch,
    Substitution,
    digest_of,
)
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import Block, Mark, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version

WORDS = [
    *("Each", "Party", "shall", "should", "may", "take", "[", "]", "urgent", "measures", ",", ".", "and", "the"),
    *("\u00a0", "措施", "各缔约方应", "采取", "الأطراف", "تَتَّخِذَ", "Сторона", "меры", "A\u0301gota", "𠀀𠀁", "नदी"),
    *("👩\u200d👩\u200d👧", "[shall][should]"),
]

DELEGATIONS = ("EU", "G77", "USA", "JPN", "FJI", "NOR")


@st.composite
def plain(draw: st.DrawFn, *, most: int = 7) -> str:
    """A few words in any script, with blanks between them or without."""
    words = draw(st.lists(st.sampled_from(WORDS), max_size=most))
    return draw(st.sampled_from([" ", " ", ""])).join(words)


@st.composite
def marked(draw: st.DrawFn, *, most: int = 7) -> Text:
    """Words with marks and references, also nested. Equal marks never touch: a splice makes those one mark."""
    chars = draw(plain(most=most))
    marks: list[Mark] = []
    if chars and draw(st.booleans()):
        spots = sorted(draw(st.lists(st.integers(0, len(chars)), min_size=2, max_size=4)))
        for start, stop in zip(spots[::2], spots[1::2], strict=False):
            if start < stop and (not marks or marks[-1].stop < start):
                name = draw(st.sampled_from(["b", "i", "ref"]))
                marks.append(Mark(start, stop, name, (("href", "#x"),) if name == "ref" else ()))
                if draw(st.booleans()):
                    marks.append(Mark(start, stop, "u"))
    return Text(chars, tuple(marks))


@st.composite
def noted(draw: st.DrawFn, wid: str) -> Text:
    """Marked words that may end in a footnote, whose own words can be amended too."""
    text = draw(marked())
    if not draw(st.booleans()):
        return text
    note = Provision(
        "authorialNote", f"{wid}__note", (("marker", "1"),), (Block("p", f"{wid}__note__p", (), draw(marked())),)
    )
    at = len(text.chars)
    return Text(text.chars + "\ufffc", (*text.marks, Mark(at, at + 1, "authorialNote", (("marker", "1"),), note)))


@st.composite
def bases(draw: st.DrawFn) -> Version:
    """A version with a few articles of a few paragraphs."""
    articles = []
    for n in range(1, draw(st.integers(1, 3)) + 1):
        wid = f"art_{n}"
        paragraphs = []
        for m in range(1, draw(st.integers(1, 2)) + 1):
            inner = f"{wid}__para_{m}__content"
            block = Block("p", f"{inner}__p_1", (), draw(noted(f"{inner}__p_1")))
            paragraphs.append(
                Provision(
                    "paragraph",
                    f"{wid}__para_{m}",
                    (("eId", f"{wid}__para_{m}"),),
                    (
                        Block("num", f"{wid}__para_{m}__num_1", (), Text(f"{m}.")),
                        Provision("content", inner, (), (block,)),
                    ),
                )
            )
        num = Block("num", f"{wid}__num_1", (), Text(f"Article {n}"))
        articles.append(Provision("article", wid, (("eId", wid),), (num, *paragraphs)))
    facts = Facts(
        title="A test",
        work="/akn/un/bill/provision/test/2026-01-01/x",
        number="rev-1",
        symbol="T/L.1",
        date="2026-01-01",
    )
    meta = Opaque("meta", akn.build(facts))
    body = Provision("body", "body", (("eId", "body"),), tuple(articles))
    written = akn.write(Version(Provision("bill", "main", (("name", "treaty"),), (meta, body)), facts))
    return akn.read(written).version


def _blocks(base: Version) -> list[Block]:
    return [node for node in base.index.values() if isinstance(node, Block) and node.name == "p"]


def _units(base: Version) -> list[Provision]:
    return [
        node for node in base.index.values() if isinstance(node, Provision) and node.name in ("article", "paragraph")
    ]


@st.composite
def substitutions(draw: st.DrawFn, base: Version) -> list[Substitution]:
    """Disjoint edits of one block, at ranges of tokens: insertions, deletions, replacements, of part or all of it."""
    block = draw(st.sampled_from(_blocks(base)))
    edges = [0]
    for token in tokens(block.text.chars):
        edges.append(edges[-1] + len(token))
    cuts = sorted(draw(st.lists(st.sampled_from(edges), min_size=2, max_size=4)))
    found = []
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.sampled_from(NEW)) if draw(st.booleans()) else draw(marked(most=3))
        edit = Substitution(block.wid, start, stop, block.text.chars[start:stop], new)
        if (not found or found[-1].stop < start) and block.text.slice(start, stop) != new:
            found.append(edit)
    return found


NEW = [Text(), Text("should"), Text("urgent "), Text(" and timely"), Text("紧急"), Text("عاجلة ")]
"""Wordings that several delegations come up with."""


@st.composite
def changes(draw: st.DrawFn, base: Version, symbol: str) -> tuple[Edit, ...]:
    """The edits of one amendment: of words, or a provision inserted, deleted or moved; `symbol` marks new wIds."""
    kind = draw(st.sampled_from(["words", "words", "words", "insert", "delete", "move", "both", "points"]))
    if kind == "words":
        return tuple(draw(substitutions(base)))
    if kind == "points":
        return draw(first_points(base, symbol))
    unit = draw(st.sampled_from(_units(base)))
    parent = base.parents[unit.wid]
    if kind in ("insert", "both"):
        words = draw(st.sampled_from([Text("A new provision."), Text("Another one."), Text("再加一条")]))
        wid = f"{unit.wid}bis~{symbol}"
        fresh = Provision(
            unit.name, wid, (), (Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), words),)),)
        )
        insertion = Insertion(parent, draw(st.sampled_from(["", unit.wid])), (fresh,))
        return (insertion, *draw(substitutions(base))) if kind == "both" else (insertion,)
    if kind == "delete":
        return (Deletion(unit.wid, digest_of(unit)),)
    others = [
        other for other in _units(base) if other is not unit and base.parents[other.wid] not in inside(base, unit.wid)
    ]
    if not others:
        return (Deletion(unit.wid, digest_of(unit)),)
    target = draw(st.sampled_from(others))
    return (Move(unit.wid, base.parents[target.wid], draw(st.sampled_from(["", target.wid]))),)


@st.composite
def first_points(draw: st.DrawFn, base: Version, symbol: str) -> tuple[Edit, ...]:
    """A paragraph gets its first points: its words move into an `intro`, which is new, and their wrapper goes."""
    paragraphs = [node for node in _units(base) if node.name == "paragraph"]
    paragraph = draw(st.sampled_from(paragraphs))
    content = paragraph.children[-1]
    assert isinstance(content, Provision)
    line = content.children[0]
    assert isinstance(line, Block)
    intro = Provision("intro", f"{paragraph.wid}__intro~{symbol}", (), ())
    wid = f"{paragraph.wid}__point_a~{symbol}"
    words = draw(st.sampled_from([Text("at once."), Text("in good faith.")]))
    point = Provision(
        "point", wid, (), (Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), words),)),)
    )
    return (
        Deletion(content.wid, digest_of(content)),
        Insertion(paragraph.wid, content.wid, (intro, point)),
        Move(line.wid, intro.wid, ""),
    )


def inside(base: Version, wid: str) -> set[str]:
    """The wIds of a provision and all in it."""
    return {found for found in base.index if found == wid or _above(base, found, wid)}


def _above(base: Version, wid: str, above: str) -> bool:
    while wid:
        wid = base.parents[wid]
        if wid == above:
            return True
    return False


@st.composite
def amendments(draw: st.DrawFn, base: Version, *, most: int = 6) -> list[Amendment]:
    """Amendments by several delegations on one base, and sub-amendments to some of them."""
    found: list[Amendment] = []
    digest = akn.digest(base)
    for n in range(draw(st.integers(1, most))):
        symbol = f"L.{n + 1}"
        sponsors = tuple(draw(st.lists(st.sampled_from(DELEGATIONS), min_size=1, max_size=2, unique=True)))
        edits = draw(changes(base, symbol))
        if found and draw(st.integers(0, 5)) == 0:
            twin = draw(st.sampled_from(found))
            edits = tuple(edit for edit in twin.patch.edits if isinstance(edit, Substitution)) or edits
        found.append(Amendment(symbol, sponsors, Patch(digest, edits)))
    if draw(st.booleans()):
        parent = draw(st.sampled_from(found))
        text = apply(parent.patch, base)
        if _blocks(text):
            edits = tuple(draw(substitutions(text)))
            found.append(
                Amendment(f"{parent.symbol}/1", ("CHE",), Patch(akn.digest(text), edits), amends=parent.symbol)
            )
    return found


def wanted(base: Version, amendment: Amendment, among: list[Amendment]) -> Version:
    """What the amendment's sponsors want the text to be, without any compiling."""
    by_symbol = {one.symbol: one for one in among}
    chain = [amendment]
    while chain[-1].amends:
        chain.append(by_symbol[chain[-1].amends])
    version = base
    for one in reversed(chain):
        version = apply(msgspec.structs.replace(one.patch, base=""), version)
    return version
