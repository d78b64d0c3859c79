"""Hypothesis strategies that every law draws from: bracketed, marked-up texts in many scripts, provisions, versions.

The alphabet is made of what breaks naive text code: combining marks, characters beyond the BMP, joined emoji, Chinese
without spaces, right-to-left runs, square brackets that match and that do not, atoms (notes, line breaks, images).
"""

from __future__ import annotations

from collections.abc import Sequence
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
PIECES = (
    " ",
    " ",
    " ",
    ", ",
    ".",
    "; ",
    "\u00a0",
    "\n ",
    "[",
    "]",
    "[",
    "]",
    "/",
    "(EU)",
    " & ",
    "<",
    ">",
    '"',
    "“",
    "”",
    "’",
    "-",
)
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
EMPTY_ATOMS = (Provision("eol", "", (), ()), Provision("img", "", (("src", "x.png"),), ()))


class Choices:
    """Choices read off bytes: a strategy draws them once, not one by one; zero, the simplest, when used up."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """A number from 0 to `count - 1`."""
        return next(self._bytes, 0) % count

    def pick(self, options: Sequence[Any]) -> Any:
        """One of the options."""
        return options[self.below(len(options))]

    def plain(self, at_least: int = 0, at_most: int = 8) -> str:
        """Words and separators, brackets among them, in any order."""
        count = at_least + self.below(at_most - at_least + 1)
        return "".join(self.pick(WORDS if self.below(2) else PIECES) for _ in range(count))

    def text(self, *, marks: bool = True, notes: bool = True, depth: int = 0) -> Text:
        """Marked-up text."""
        return _concat([self._run(marks, notes, depth) for _ in range(self.below(4 if depth else 5))])

    def _run(self, marks: bool, notes: bool, depth: int) -> Text:
        kind = self.below(6)
        if kind == 5 and notes:
            return _atom(self.pick(EMPTY_ATOMS) if self.below(3) == 2 else note(self.plain(1)))
        if kind in (3, 4) and marks and depth < 3:
            inner = self.text(marks=marks, notes=notes, depth=depth + 1)
            return _within(self.pick(MARKS), inner if inner.chars else Text(self.plain(1)))
        return Text(self.plain(1))

    def paragraph(self, count: int, **kinds: bool) -> Provision:
        """A numbered paragraph: words alone, or a chapeau with points and perhaps words after them."""
        num = line("num", f"{count}.")
        if self.below(3) < 2:
            return provision("paragraph", num, provision("content", line("p", self.text(**kinds))))
        intro = provision("intro", line("p", self.text(**kinds)))
        points = [
            provision("point", line("num", f"({letter})"), provision("content", line("p", self.text(**kinds))))
            for letter in "abc"[: 1 + self.below(3)]
        ]
        ends = [provision("wrapUp", line("p", self.text(**kinds)))] if self.below(2) else []
        return provision("paragraph", num, intro, *points, *ends)

    def article(self, number: str, **kinds: bool) -> Provision:
        """An article: unnumbered text, or paragraphs, or options of paragraphs."""
        labels: list[Node] = [line("num", f"Article {number}")]
        if self.below(2):
            labels.append(line("heading", self.text(marks=False, notes=False)))
        shape = self.below(5)
        if shape == 0:
            return provision("article", *labels, provision("content", line("p", self.text(**kinds))))
        held = [self.paragraph(at, **kinds) for at in range(1, 2 + self.below(3))]
        if shape < 4:
            return provision("article", *labels, *held)
        options = [
            provision("hcontainer", line("num", f"Option {at}"), one, name="option") for at, one in enumerate(held, 1)
        ]
        return provision("article", *labels, provision("hcontainer", *options, name="alternatives"))

    def version(self, max_articles: int, **kinds: bool) -> Version:
        """A small draft treaty."""
        numbers = self.pick((("1", "2", "3", "4", "5", "6"), ("1", "1 bis", "2", "3", "3 ter", "4")))
        body = [self.article(number, **kinds) for number in numbers[: 1 + self.below(max_articles)]]
        if self.below(2):
            body = [provision("chapter", line("num", "Chapter I"), line("heading", "General"), *body)]
        preamble: list[Node] = [provision("formula", line("p", "The Parties,"), name="enactingAuthority")]
        if recitals := [provision("recital", line("p", self.text(**kinds))) for _ in range(self.below(3))]:
            preamble.append(provision("recitals", *recitals))
        annexes: list[Node] = []
        if self.below(4) == 3:
            annexes.append(
                provision("attachment", line("num", "Annex I"), line("heading", "List"), self.paragraph(1, **kinds))
            )
        facts = Facts(
            title="Agreement on <Rivers> & Lakes",
            work="/akn/un/bill/provision/icg/2025-03-01/rivers",
            number=self.pick(("rev-1", "rev-2")),
            symbol="A/CONF.900/L.1",
            date="2025-03-14",
        )
        return assemble(facts, title="Draft", preamble=tuple(preamble), body=tuple(body), attachments=tuple(annexes))


def choices(least: int, most: int) -> st.SearchStrategy[Choices]:
    """A supply of choices: between `least` and `most` of them before all are zero."""
    return st.binary(min_size=least, max_size=most).map(Choices)


def plain() -> st.SearchStrategy[str]:
    """Words and separators of many scripts, brackets among them, in any order; may be empty."""
    return choices(4, 24).map(lambda made: made.plain(0, 12))


def words() -> st.SearchStrategy[str]:
    """The same, never empty."""
    return choices(4, 16).map(lambda made: made.plain(1, 6))


def texts(*, marks: bool = True, notes: bool = True) -> st.SearchStrategy[Text]:
    """Marked-up, bracketed, multi-script text; `marks` and `notes` say what it may hold besides characters."""
    return choices(24, 96).map(lambda made: made.text(marks=marks, notes=notes))


def blocks(name: str = "p", wid: str = "art_1__p_1", **kinds: bool) -> st.SearchStrategy[Block]:
    """One block with `texts(**kinds)` in it; its notes have the wIds that a reader would derive."""
    return texts(**kinds).map(lambda text: _settled(Block(name, wid, (("eId", wid),), text)))


def paragraphs(count: int = 1, **kinds: bool) -> st.SearchStrategy[Provision]:
    """One numbered paragraph, without ids."""
    return choices(48, 160).map(lambda made: made.paragraph(count, **kinds))


def articles(number: str = "1", **kinds: bool) -> st.SearchStrategy[Provision]:
    """One article, without ids."""
    return choices(64, 240).map(lambda made: made.article(number, **kinds))


def versions(*, max_articles: int = 4, **kinds: bool) -> st.SearchStrategy[Version]:
    """A small draft treaty: preamble, articles in a chapter or not, perhaps an annex; ids and metadata included."""
    return choices(96, 480).map(lambda made: made.version(max_articles, **kinds))


def provision(name: str, /, *children: Node, **attrs: str) -> Provision:
    """A provision without ids, as importers make them."""
    return Provision(name, "", tuple(attrs.items()), children)


def line(name: str, text: Text | str) -> Block:
    """A block without ids."""
    return Block(name, "", (), Text(text) if isinstance(text, str) else text)


def note(chars: str) -> Provision:
    """A footnote, without ids."""
    return Provision("authorialNote", "", NOTE, (line("p", chars),))


def _atom(node: Provision) -> Text:
    """A text that is one atom."""
    return Text(ATOM, (Mark(0, 1, node.name, node.attrs, node),))


def _concat(parts: list[Text]) -> Text:
    """The texts one after the other, no marks merged."""
    marks: list[Mark] = []
    offset = 0
    for text in parts:
        marks += [mark.at(mark.start + offset, mark.stop + offset) for mark in text.marks]
        offset += len(text.chars)
    return Text("".join(text.chars for text in parts), tuple(marks))


def _within(mark: tuple[str, Attrs], text: Text) -> Text:
    """The text under one more mark."""
    return Text(text.chars, (Mark(0, len(text.chars), *mark), *text.marks))


def _settled(block: Block) -> Block:
    """The block with wIds on its atoms, as a reader would derive them."""
    counts: dict[str, int] = {}
    marks = []
    for mark in block.text.marks:
        if isinstance(mark.atom, Provision):
            counts[mark.name] = counts.get(mark.name, 0) + 1
            wid = f"{block.wid}__{mark.name}_{counts[mark.name]}"
            lines = [child for child in mark.atom.children if isinstance(child, Block)]
            children = tuple(Block("p", f"{wid}__p_{at}", child.attrs, child.text) for at, child in enumerate(lines, 1))
            mark = Mark(mark.start, mark.stop, mark.name, mark.attrs, Provision(mark.name, wid, mark.attrs, children))
        marks.append(mark)
    return Block(block.name, block.wid, block.attrs, Text(block.text.chars, tuple(marks)))
