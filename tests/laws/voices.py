"""Strategies for many voices on one text: amendments that fit a base, with the shapes that break weaker tools.

What they choose is read off bytes that are drawn once (`tests.strategies.Choices`): a draw for each word and each place
took nine tenths of a law's time.
"""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from tests.strategies import Choices, choices
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
from treaty_drafts.compilation.compile import compile
from treaty_drafts.errors import PatchError
from treaty_drafts.model.tree import Block, Mark, Opaque, Provision, Text
from treaty_drafts.model.version import Facts, Version

WORDS = [
    *("Each", "Party", "shall", "should", "may", "take", "[", "]", "urgent", "measures", ",", ".", "and", "the"),
    *("\u00a0", "措施", "各缔约方应", "采取", "الأطراف", "تَتَّخِذَ", "Сторона", "меры", "A\u0301gota", "𠀀𠀁", "नदी"),
    *("👩\u200d👩\u200d👧", "[shall][should]"),
]

DELEGATIONS = ("EU", "G77", "USA", "JPN", "FJI", "NOR")


def plain(choose: Choices, most: int = 7) -> str:
    """A few words in any script, with blanks between them or without."""
    words = [choose.pick(WORDS) for _ in range(choose.below(most + 1))]
    return str(choose.pick((" ", " ", ""))).join(words)


def marked(choose: Choices, most: int = 7) -> Text:
    """Words with marks and references, also nested. Equal marks never touch: a splice makes those one mark."""
    chars = plain(choose, most)
    marks: list[Mark] = []
    if chars and choose.below(2):
        spots = sorted(choose.below(len(chars) + 1) for _ in range(2 + choose.below(3)))
        for start, stop in zip(spots[::2], spots[1::2], strict=False):
            if start < stop and (not marks or marks[-1].stop < start):
                name = choose.pick(("b", "i", "ref"))
                marks.append(Mark(start, stop, name, (("href", "#x"),) if name == "ref" else ()))
                if choose.below(2):
                    marks.append(Mark(start, stop, "u"))
    return Text(chars, tuple(marks))


def noted(choose: Choices, wid: str) -> Text:
    """Marked words that may end in a footnote, whose own words can be amended too."""
    text = marked(choose)
    if not choose.below(2):
        return text
    note = Provision(
        "authorialNote", f"{wid}__note", (("marker", "1"),), (Block("p", f"{wid}__note__p", (), marked(choose)),)
    )
    at = len(text.chars)
    return Text(text.chars + "\ufffc", (*text.marks, Mark(at, at + 1, "authorialNote", (("marker", "1"),), note)))


@st.composite
def bases(draw: st.DrawFn) -> Version:
    """A version with a few articles of a few paragraphs."""
    choose = draw(choices(192, 320))
    articles = []
    for n in range(1, 2 + choose.below(3)):
        wid = f"art_{n}"
        paragraphs = []
        for m in range(1, 2 + choose.below(2)):
            inner = f"{wid}__para_{m}__content"
            block = Block("p", f"{inner}__p_1", (), noted(choose, f"{inner}__p_1"))
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
    body = Provision("body", "body", (("eId", "body"),), tuple(articles))
    written = akn.write(Version(Provision("bill", "main", (("name", "treaty"),), (META, body)), FACTS))
    return akn.read(written).version


FACTS = Facts(
    title="A test",
    work="/akn/un/bill/provision/test/2026-01-01/x",
    number="rev-1",
    symbol="T/L.1",
    date="2026-01-01",
)
META = Opaque("meta", akn.build(FACTS))


def _blocks(base: Version) -> list[Block]:
    return [node for node in base.index.values() if isinstance(node, Block) and node.name == "p"]


def _units(base: Version) -> list[Provision]:
    return [
        node for node in base.index.values() if isinstance(node, Provision) and node.name in ("article", "paragraph")
    ]


def substitutions(choose: Choices, base: Version) -> list[Substitution]:
    """Disjoint edits of one block, at ranges of tokens: insertions, deletions, replacements, of part or all of it."""
    block = choose.pick(_blocks(base))
    edges = [0]
    for token in tokens(block.text.chars):
        edges.append(edges[-1] + len(token))
    cuts = sorted(choose.pick(edges) for _ in range(2 + choose.below(3)))
    found: list[Substitution] = []
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        new = choose.pick(NEW) if choose.below(2) else marked(choose, 3)
        edit = Substitution(block.wid, start, stop, block.text.chars[start:stop], new)
        if (not found or found[-1].stop < start) and block.text.slice(start, stop) != new:
            found.append(edit)
    return found


NEW = [Text(), Text("should"), Text("urgent "), Text(" and timely"), Text("紧急"), Text("عاجلة ")]
"""Wordings that several delegations come up with."""


def changes(choose: Choices, base: Version, symbol: str) -> tuple[Edit, ...]:
    """The edits of one amendment: of words, or a provision inserted, deleted or moved; `symbol` marks new wIds."""
    kind = choose.pick(["words", "words", "words", "insert", "delete", "move", "both", "points", "several"])
    if kind == "words":
        return tuple(substitutions(choose, base))
    if kind == "several":
        return several(choose, base, symbol)
    if kind == "points":
        return first_points(choose, base, symbol)
    unit = choose.pick(_units(base))
    parent = base.parents[unit.wid]
    if kind in ("insert", "both"):
        words = choose.pick([Text("A new provision."), Text("Another one."), Text("再加一条")])
        wid = f"{unit.wid}bis~{symbol}"
        fresh = Provision(
            unit.name, wid, (), (Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), words),)),)
        )
        insertion = Insertion(parent, choose.pick(["", unit.wid]), (fresh,))
        return (insertion, *substitutions(choose, base)) if kind == "both" else (insertion,)
    if kind == "delete":
        return (Deletion(unit.wid, digest_of(unit)),)
    others = [
        other for other in _units(base) if other is not unit and base.parents[other.wid] not in inside(base, unit.wid)
    ]
    if not others:
        return (Deletion(unit.wid, digest_of(unit)),)
    target = choose.pick(others)
    return (Move(unit.wid, base.parents[target.wid], choose.pick(["", target.wid])),)


def several(choose: Choices, base: Version, symbol: str) -> tuple[Edit, ...]:
    """Two or three changes, as far as they can be made together: provisions that move and come in at one place."""
    made: tuple[Edit, ...] = ()
    for n in range(2 + choose.below(2)):
        more = changes(choose, base, f"{symbol}.{n}")
        reworded = [edit.wid for edit in made if isinstance(edit, Substitution)]
        if any(isinstance(edit, Substitution) and edit.wid in reworded for edit in more):
            continue
        try:
            compile(base, [Amendment(symbol, ("EU",), Patch(akn.digest(base), (*made, *more)))])
        except PatchError:  # one changes what another takes out
            continue
        made += more
    return made


def first_points(choose: Choices, base: Version, symbol: str) -> tuple[Edit, ...]:
    """A paragraph gets its first points: its words move into an `intro`, which is new, and their wrapper goes."""
    paragraphs = [node for node in _units(base) if node.name == "paragraph" and _words_alone(node)]
    if not paragraphs:
        return tuple(substitutions(choose, base))
    paragraph = choose.pick(paragraphs)
    content, line = paragraph.children[-1], _words_alone(paragraph)
    assert isinstance(content, Provision)
    assert line is not None
    intro = Provision("intro", f"{paragraph.wid}__intro~{symbol}", (), ())
    wid = f"{paragraph.wid}__point_a~{symbol}"
    words = choose.pick([Text("at once."), Text("in good faith.")])
    point = Provision(
        "point", wid, (), (Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), words),)),)
    )
    return (
        Deletion(content.wid, digest_of(content)),
        Insertion(paragraph.wid, content.wid, (intro, point)),
        Move(line.wid, intro.wid, ""),
    )


def _words_alone(paragraph: Provision) -> Block | None:
    """The line of a paragraph that holds words alone."""
    last = paragraph.children[-1] if paragraph.children else None
    inner = last.children if isinstance(last, Provision) and last.name == "content" else ()
    return inner[0] if len(inner) == 1 and isinstance(inner[0], Block) else None


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
    choose = draw(choices(192, 448))
    found: list[Amendment] = []
    digest = akn.digest(base)
    for n in range(1 + choose.below(most)):
        symbol = f"L.{n + 1}"
        sponsors = tuple(dict.fromkeys(choose.pick(DELEGATIONS) for _ in range(1 + choose.below(2))))
        edits = changes(choose, base, symbol)
        if found and choose.below(3) == 2:
            twin = choose.pick(found)
            edits = tuple(edit for edit in twin.patch.edits if isinstance(edit, Substitution)) or edits
        found.append(Amendment(symbol, sponsors, Patch(digest, edits)))
    if choose.below(2):
        parent = choose.pick(found)
        text = apply(parent.patch, base)
        if _blocks(text) and _units(text):
            edits = changes(choose, text, f"{parent.symbol}-1")
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
