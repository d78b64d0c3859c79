"""The law of agreement for paper: a PDF says to a screen reader the words of its rendition, in their order.

Read from the structure tree (`tests/render/pdf.py`), where layout has no say. In a text that runs from the left, a sign
of another face beside letters from the right cannot be told from one of its own; so what holds such letters is compared
as a heap of characters here. Real Arabic is read in its order in `tests/render/test_pdf.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from tests.render.build import article, note, paragraph
from tests.render.build import version as draft
from tests.render.pdf import readable, words_of_pdf
from tests.strategies import versions
from treaty_drafts.akn import read, write
from treaty_drafts.amend import compare
from treaty_drafts.compilation.compile import compile
from treaty_drafts.errors import MissingFont
from treaty_drafts.model.tree import Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render import Line, Rendition, Source, render, rendition_of
from treaty_drafts.render.pdf.data import page

FROM_RIGHT = regex.compile(r"[\p{Script_Extensions=Arabic}\p{Script=Hebrew}]+")
STRANGE_MARK = regex.compile(
    r"[^\p{Script=Arabic}\p{M}][\u064b-\u0652]|[^\p{Script=Thai}]\u0e47|[^\p{Script=Devanagari}][\u093f\u0940]"
)
"""A mark of a script on a letter of another; the alphabet of the strategies has no others."""
LETTER = regex.compile(r"(?=\p{L})\p{Script=Arabic}")
CUT = regex.compile(r"\p{M}")
"""What begins with a mark whose letter is in the run before."""
NO_FONT = regex.compile("𐍈𐌰𐍃|👩‍👧|[👩👧𠀀𠀁]")


pytestmark = pytest.mark.usefixtures("noto")


def printable(version: Version, *, one_way: bool = False) -> Version:
    """The version without the words that no font has; with `one_way` also without those that run from the right."""
    text = NO_FONT.sub("Ωmega", write(version).decode())
    return read((FROM_RIGHT.sub("слово", text) if one_way else text).encode()).version


def agree(source: Source, view: str) -> None:
    rendition = rendition_of(source, view=view, keep_brackets=True)
    head, lines, called, left = expected(rendition)
    try:
        data = render(source, view=view, to="pdf", keep_brackets=True)
    except MissingFont:
        text = "".join((lines, *called, *left))
        cut = any(CUT.match(run.text) for line in rendition.lines for run in (*line.num, *line.runs))
        assert cut or STRANGE_MARK.search(text) or NO_FONT.search(text)
        return
    body, notes = words_of_pdf(bytes(data))  # type: ignore[arg-type]
    assert body.startswith(head)
    body = body.removeprefix(head)
    if FROM_RIGHT.search("".join((lines, *called, *left))):
        assert heap((body, *notes)) == heap((lines, *called, *left))
    else:
        assert body == "".join((lines, *left))
        assert Counter(notes) == Counter(called)


def heap(texts: Iterable[str]) -> tuple[Counter[str], set[str]]:
    """How often each character stands there, brackets apart, which are mirrored; of Arabic, which letters do.

    Where a face draws a letter in two parts, a reader finds it in each part.
    """
    text = "".join(texts)
    return Counter(regex.sub(r"[\p{Script_Extensions=Arabic}\[\]<>()]", "", text)), set(LETTER.findall(text))


def expected(rendition: Rendition) -> tuple[str, str, list[str], list[str]]:
    """The head of the first page, the lines but the notes, the notes that are called, and those that are not."""
    given = page(rendition, "")
    head = "".join(said(given[name]) for name in ("symbol", "facts", "view", "delegations", "keys"))
    notes: dict[str, str] = {}
    name = ""
    for line in rendition.lines:
        if line.role == "note":
            if line.num and line.num[0].kind == "call":
                name = line.anchors[0][0] or line.anchors[0][1]
                notes[name] = ""
            notes[name] += shown(line)
    targets = {run.target for line in rendition.lines for run in (*line.num, *line.runs) if run.kind == "call"}
    lines = "".join(shown(line) for line in rendition.lines if line.role != "note")
    called = [readable(note) for name, note in notes.items() if name in targets]
    return (
        readable(head),
        readable(lines),
        called,
        [readable(note) for name, note in notes.items() if name not in targets],
    )


def shown(line: Line) -> str:
    return "".join(run.text for run in (*line.num, *line.runs) if run.kind != "number")


def said(items: Iterable[object]) -> str:
    """The words among the items of a line."""
    return "".join(item if isinstance(item, str) else said(item[1]) for item in items)  # type: ignore[index]


@given(versions())
def test_a_printed_version_says_its_words_in_order(version: Version) -> None:
    """Headings, text, tables in the text and footnotes, whatever the scripts; from left to right in their order."""
    agree(printable(version), "clean")
    agree(printable(version, one_way=True), "clean")


@given(st.data(), bases())
def test_a_printed_compilation_says_its_words_in_order(data: st.DataObject, base: Version) -> None:
    """Brackets, labels, insertions and deletions."""
    base = printable(base)
    compilation = compile(base, data.draw(amendments(base)))
    agree(compilation, "bracketed")
    agree(compilation, "redline")


@given(versions(), versions())
def test_a_printed_comparison_says_its_words_in_order(old: Version, new: Version) -> None:
    """The redline of two versions, moves and renumbering included."""
    agree(compare(printable(old, one_way=True), printable(new, one_way=True)), "redline")


MARKUP = (
    *"""# @ * _ ` $ \\ ~ = + - / & ^ ; : , . ! ? ' " < > [ ] ( ) { } | % 1. a)""".split(),
    *"""#set #let #import #include #f(x)[y] #{1} \\u{12} \\# -- --- ... ``` // /* */ http://x.y mailto:a@b""".split(),
    *"""<label> @label $x^2$ *bold* _low_ Each Ёж Ωmega été 各方""".split(),
    " ",
    "\N{NO-BREAK SPACE}",
)
"""What Typst would read as more than itself, and words of several scripts that stand against it."""


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(MARKUP), min_size=1, max_size=12).map("".join), min_size=6, max_size=40))
def test_what_looks_like_markup_is_printed_as_itself(texts: list[str]) -> None:
    """In a title, in headings and their numbers, in numbers of paragraphs, in paragraphs, and in notes."""
    title, heading, number, called, *others = texts
    body = [paragraph(f"art_1__para_{n}", f"{number[:4]}{n}", text) for n, text in enumerate(others, 1)]
    noted = paragraph("art_1__para_0", number, join([Text(heading), note("art_1__note_1", "1", called)]))
    word = number.replace("{", "{{").replace("}", "}}")
    agree(draft(article(1, heading, noted, *body, word=word), title=title), "clean")
