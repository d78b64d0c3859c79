"""Hypothesis strategies that every law draws from: bracketed, marked-up texts in many scripts, provision trees, versions.

The alphabet is made of what breaks naive text code: combining marks, characters beyond the BMP, joined emoji, Chinese
without spaces, right-to-left runs, square brackets that match and that do not, atoms (notes, line breaks, images).
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from treaty_drafts.akn import assemble
from treaty_drafts.model.tree import ATOM, Attrs, Block, Mark, Node, Provision, Text
from treaty_drafts.model.version import Facts, Version

WORDS = (
    "shall should may Parties emissions reduce take appropriate measures the of and or "
    "Vertragspartei co-operate naïve İstanbul État Стороны обязуются принимать меры "
    "يجب عَلَى الأطرافِ أَنْ تُخَفِّضَ الانبعاثات 各缔约方应采取适当措施 减少排放 应 可 𝒜𝓁𝓁 𐍈𐌰𐍃 👩‍👧 e\u0301te\u0301 ก็ตาม नीति"
).split()
PIECES = (" ", " ", " ", ", ", ".", "; ", "\u00a0", "\n ", "[", "]", "[", "]", "/", "(EU)", " & ", "<", ">", '"', "“", "”", "’", "-")
MARKS: tuple[tuple[str, Attrs], ...] = (
    ("b", ()),
    ("i", ()),
    ("u", ()),
    ("sup", ()),
    ("ref", (("href", "#art_1"),)),
    ("term", (("refersTo", "#secretariat"),)),
    ("span", (("class", "x & y"),)),
    ("inline", (("name", "style"),)),
)
NOTE: Attrs = (("marker", "*"), ("placement", "bottom"))


def plain() -> st.SearchStrategy[str]:
    """Words and separators of many scripts, brackets among them, in any order; may be empty."""
    return st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(PIECES)), max_size=12).map("".join)


def words() -> st.SearchStrategy[str]:
    """The same, never empty, never blank alone."""
    return st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(PIECES)), min_size=1, max_size=6).map("".join)


def note(chars: str) -> Provision:
    """A footnote, without ids."""
    return Provision("authorialNote", "", NOTE, (Block("p", "", (), Text(chars)),))


def _atom(node: Provision) -> Text:
    return Text(ATOM, (Mark(0, 1, node.name, node.attrs, node),))


def atoms() -> st.SearchStrategy[Text]:
    """One atom: a footnote, a line break or an image."""
    others = st.sampled_from((Provision("eol", "", (), ()), Provision("img", "", (("src", "x.png"),), ())))
    return st.one_of(words().map(note), others).map(_atom)


def _concat(texts: list[Text]) -> Text:
    """The texts one after the other, no marks merged."""
    chars, marks, offset = "", [], 0
    for text in texts:
        marks += [mark.at(mark.start + offset, mark.stop + offset) for mark in text.marks]
        chars += text.chars
        offset += len(text.chars)
    return Text(chars, tuple(marks))


def _within(mark: tuple[str, Attrs], text: Text) -> Text:
    return Text(text.chars, (Mark(0, len(text.chars), *mark), *text.marks))


def texts(*, marks: bool = True, notes: bool = True) -> st.SearchStrategy[Text]:
    """Marked-up, bracketed, multi-script text; `marks` and `notes` say what it may hold besides characters."""
    bare = words().map(Text)
    if not marks and not notes:
        return plain().map(Text)
    leaves = st.one_of(bare, bare, atoms()) if notes else bare
    if not marks:
        return st.lists(leaves, max_size=4).map(_concat)
    one = st.recursive(
        leaves,
        lambda inner: st.builds(_within, st.sampled_from(MARKS), st.lists(inner, min_size=1, max_size=3).map(_concat)),
        max_leaves=4,
    )
    return st.lists(st.one_of(bare, one), max_size=5).map(_concat)


def blocks(name: str = "p", wid: str = "art_1__p_1", **kinds: bool) -> st.SearchStrategy[Block]:
    """One block with `texts(**kinds)` in it; its notes have ids derived from its own."""
    return texts(**kinds).map(lambda text: _settled(Block(name, wid, (("eId", wid),), text)))


def _settled(block: Block) -> Block:
    """The block with wIds on its atoms, as a reader would derive them."""
    counts: dict[str, int] = {}
    marks = []
    for mark in block.text.marks:
        if isinstance(mark.atom, Provision):
            counts[mark.name] = counts.get(mark.name, 0) + 1
            wid = f"{block.wid}__{mark.name}_{counts[mark.name]}"
            children = tuple(
                Block("p", f"{wid}__p_{at}", child.attrs, child.text) for at, child in enumerate(mark.atom.children, 1) if isinstance(child, Block)
            )
            mark = Mark(mark.start, mark.stop, mark.name, mark.attrs, Provision(mark.name, wid, mark.attrs, children))
        marks.append(mark)
    return Block(block.name, block.wid, block.attrs, Text(block.text.chars, tuple(marks)))


def provision(name: str, /, *children: Node, **attrs: str) -> Provision:
    """A provision without ids, as importers make them."""
    return Provision(name, "", tuple(attrs.items()), children)


def line(name: str, text: Text | str) -> Block:
    """A block without ids."""
    return Block(name, "", (), Text(text) if isinstance(text, str) else text)


@st.composite
def paragraphs(draw: st.DrawFn, count: int = 1, **kinds: bool) -> Provision:
    """A numbered paragraph: words alone, or a chapeau with points and perhaps words after them."""
    num = line("num", f"{count}.")
    if draw(st.integers(0, 2)):
        return provision("paragraph", num, provision("content", line("p", draw(texts(**kinds)))))
    points = [
        provision("point", line("num", f"({'abc'[at]})"), provision("content", line("p", draw(texts(**kinds)))))
        for at in range(draw(st.integers(1, 3)))
    ]
    ends = [provision("wrapUp", line("p", draw(texts(**kinds))))] if draw(st.booleans()) else []
    return provision("paragraph", num, provision("intro", line("p", draw(texts(**kinds)))), *points, *ends)


@st.composite
def articles(draw: st.DrawFn, number: str = "1", **kinds: bool) -> Provision:
    """An article: unnumbered text, or paragraphs, or options of paragraphs."""
    labels: list[Node] = [line("num", f"Article {number}")]
    if draw(st.booleans()):
        labels.append(line("heading", draw(texts(marks=False, notes=False))))
    shape = draw(st.integers(0, 4))
    if shape == 0:
        return provision("article", *labels, provision("content", line("p", draw(texts(**kinds)))))
    held = [draw(paragraphs(at, **kinds)) for at in range(1, draw(st.integers(1, 3)) + 1)]
    if shape > 1:
        return provision("article", *labels, *held)
    options = [
        provision("hcontainer", line("num", f"Option {at}"), paragraph, name="option") for at, paragraph in enumerate(held, 1)
    ]
    return provision("article", *labels, provision("hcontainer", *options, name="alternatives"))


@st.composite
def versions(draw: st.DrawFn, *, max_articles: int = 4, **kinds: bool) -> Version:
    """A small draft treaty: preamble, articles in chapters or none, perhaps an annex; ids and metadata included."""
    numbers = draw(st.sampled_from((("1", "2", "3", "4", "5", "6"), ("1", "1 bis", "2", "3", "3 ter", "4"))))
    count = draw(st.integers(1, max_articles))
    body: list[Any] = [draw(articles(numbers[at], **kinds)) for at in range(count)]
    if draw(st.booleans()):
        body = [provision("chapter", line("num", "Chapter I"), line("heading", "General"), *body)]
    recitals = [provision("recital", line("p", draw(texts(**kinds)))) for _ in range(draw(st.integers(0, 2)))]
    preamble: list[Node] = [provision("formula", line("p", "The Parties,"), name="enactingAuthority")]
    if recitals:
        preamble.append(provision("recitals", *recitals))
    annexes: list[Node] = []
    if draw(st.integers(0, 3)) == 0:
        annexes.append(provision("attachment", line("num", "Annex I"), line("heading", "List"), draw(paragraphs(1, **kinds))))
    facts = Facts(
        title="Agreement on <Rivers> & Lakes",
        work="/akn/un/bill/provision/icg/2025-03-01/rivers",
        number=draw(st.sampled_from(("rev-1", "rev-2"))),
        symbol="A/CONF.900/L.1",
        date="2025-03-14",
    )
    return assemble(
        facts, title="Draft agreement", preamble=tuple(preamble), body=tuple(body), attachments=tuple(annexes)
    )
