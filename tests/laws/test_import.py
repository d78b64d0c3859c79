"""The law of import: every non-blank character of a source's text is in the version, in order, markup aside."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CORPUS, corpus
from tests.docx.forge import dele, docx, heading, ins, p, run
from treaty_drafts import akn
from treaty_drafts.errors import SourceError
from treaty_drafts.model.tree import ATOM, Block, Node, Provision
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

WORDS = (
    "shall should [shall][should] Parties Article article 2bis [Placeholder] measures, Option No text. the (Agreement) "
    "l’Accord États «biodiversité» Artículo señalan Статья Сторон, настоящего المادة الأطراف؛ "
    "تُسوَّى 第五条 缔约方 一、 协定。 "
    "naïve 🌍 𐍈𐌰 [x]40-[y]70% ] [ [EU: and/or] 10/50/[X] […] ؟ —"
).split()
STARTS = (
    *("Article 1 Article 2. Article 3bis [Article 4] ARTICLE 1.X: Artículo 5 Статья 6 Annex I".split(" Article")),
    *("Article 5-bis", "Article [6 ter]", "New Article", "Статья 5 бис", "第五条之二", "المادة 3 مكررا", "第五条 bis"),
    *(
        "2. bis",
        "(2 bis)",
        "2 бис.",
        "(a bis)",
        "a bis)",
        "(ii) ter",
        "二之二、",
        "（一之二）",
        "(أ مكررا)",
        "٢ مكررا -",
    ),
    *"1. 2. 3bis. 3.3alt: [4][2]. (a) a) (i) (ii) [b) 17quater) ALT 0. 一、 （二） (أ)".split(),
    *(
        "PART I",
        "CHAPTER II",
        "Section 3",
        "第一部分",
        "第七条",
        "المادة 3",
        "المادة ٤",
        "Option 1:",
        "Option (b):",
        "ANNEX II",
        "PREAMBLE",
    ),
    *("Have agreed as follows:", "The Parties to this Agreement,", "Recalling", "DONE at", "12", "A.", "I.", ""),
)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
lines = st.builds(lambda start, words: f"{start} {words}".strip(), st.sampled_from(STARTS), phrases) | st.sampled_from(
    STARTS
)


def read(source: str, name: str, said: str) -> Version | None:
    """The version, or None where the source says nothing: that is refused."""
    if solid(said):
        return read_source(source.encode(), name=name).version
    with pytest.raises(SourceError, match="no words"):
        read_source(source.encode(), name=name)
    return None


def words_of(version: Version) -> str:
    """The characters of a version's blocks in order, blanks and footnotes apart."""
    found: list[str] = []

    def visit(node: Node) -> None:
        if isinstance(node, Block):
            found.append(node.text.chars.replace(ATOM, ""))
        elif isinstance(node, Provision):
            for child in node.children:
                visit(child)

    visit(version.root)
    return solid("".join(found))


def solid(text: str) -> str:
    """The text in NFC without blanks."""
    return "".join(unicodedata.normalize("NFC", text).split())


@given(st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", " \n\t", "\r\n"])), max_size=30))
def test_plain_text_keeps_every_character_in_order(parts: list[tuple[str, str]]) -> None:
    """For any lines of treaty words in six scripts."""
    source = "".join(line + end for line, end in parts)
    version = read(source, "any.txt", source)
    assert version is None or words_of(version) == solid(source)
    assert version is None or akn.read(akn.write(version)).version == version


styles = st.sampled_from(["{}", "{}", "*{}*", "**{}**", "***{}***", "[{}](https://un.org/a)", "<b>{}</b>"])
plain_words = st.sampled_from([word for word in WORDS if not re.search(r"[\[\]]", word)])
spans = st.tuples(styles, plain_words)
blocks = st.tuples(
    st.sampled_from(["", "", "## ", "1. ", "3. ", "12) ", "- ", "    ", "    1. "]),
    st.sampled_from(STARTS),
    st.lists(spans | phrases.map(lambda words: ("{}", words)), min_size=1, max_size=6),
)


@given(st.lists(blocks, max_size=20))
def test_markdown_keeps_every_character_that_is_no_markup(parts: list[tuple[str, str, list[tuple[str, str]]]]) -> None:
    """For headings, lists at two depths, emphasis and links over the same words."""
    source, said = "", ""
    for lead, start, inner in parts:
        marker = lead.strip().rstrip("#-")
        source += f"{lead}{start} " + " ".join(style.format(word) for style, word in inner) + "\n\n"
        said += marker + start + "".join(word for _, word in inner)
    version = read(source, "any.md", said)
    if version is None:
        return
    loose = str.maketrans("", "", "*_#-+>\\")
    assert words_of(version).translate(loose) == solid(said).translate(loose)
    assert akn.read(akn.write(version)).version == version


elements = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<p><b>{}</b></p>", "<div>{}<br>{}</div>", "<ul><li>{}</li><li>{}</li></ul>"]
)
tables = st.sampled_from(
    [
        "<table><tr><td>{}</td><td><p>{}</p></td></tr></table>",
        "<table><tr><td><p>{}</p><ul><li>{}</li></ul></td></tr></table>",
        "<table><caption>{}</caption><tr><td>{}</td></tr></table>",
        "<table><tr><td>{}</td></tr>{}<tr><td></td></tr></table>",
        "<table><tr>{}<td></td>{}</tr></table>",
        "<table><tr><td>{}<table><tr><td></td><td>{}</td></tr></table></td></tr></table>",
        "<a><div>{}</div><div>{}</div></a>",
    ]
)


@given(st.lists(st.tuples(elements | tables, lines, lines), max_size=20))
def test_html_keeps_every_character_of_its_text(parts: list[tuple[str, str, str]]) -> None:
    """For headings, paragraphs, line breaks, lists and tables; entities stand for their characters."""
    source = "".join(element.format(html.escape(one), html.escape(two)) for element, one, two in parts)
    said = "".join(one + two if element.count("{}") == 2 else one for element, one, two in parts)
    version = read(f"<html><body>{source}</body></html>", "any.html", said)
    assert version is None or words_of(version) == solid(said)
    assert version is None or akn.read(akn.write(version)).version == version


def texts(ending: str) -> list[Path]:
    """The corpus texts with that ending."""
    return sorted((CORPUS / "texts").glob(f"*/*.{ending}")) or [CORPUS / "texts" / f"none.{ending}"]


@pytest.mark.parametrize("path", texts("txt"), ids=lambda path: path.name)
def test_every_corpus_plain_text_is_in_its_version_character_by_character(path: Path) -> None:
    """Characters that a conversion lost (controls) are shown as U+FFFD."""
    data = corpus(f"texts/{path.parent.name}/{path.name}").read_bytes()
    source = re.sub(r"[\x00-\x08\x0e-\x1b\x7f]", "\ufffd", data.decode("utf-8-sig"))
    version = read_source(data, name=path.name).version
    assert words_of(version) == solid(source)
    assert akn.read(akn.write(version)).version == version


@pytest.mark.parametrize("path", texts("md"), ids=lambda path: path.name)
def test_every_corpus_markdown_is_in_its_version_markup_and_notes_aside(path: Path) -> None:
    """Front matter, link targets, note definitions and the marks of emphasis, heading and list are markup."""
    data = corpus(f"texts/{path.parent.name}/{path.name}").read_bytes()
    version = read_source(data, name=path.name).version
    words = words_of(version)
    source = re.sub(r"\A---\n.*?\n---\n", "", data.decode(), flags=re.DOTALL)
    source = re.sub(r"(?ms)^\[\^\w+\]:.*\Z", "", source)
    names = "|".join(re.escape(name) for name in re.findall(r"(?m)^\[([^\]^]+)\]: \S+$", source)) or "none"
    source = re.sub(r"(?m)^\[[^\]^]+\]: \S+$|^\{:.*\}$|^\* TOC$", "", source)
    source = re.sub(r"\[\^\w+\]|</?span[^>]*>", "", source)
    source = re.sub(rf"\[([^\[\]]+)\](?:\[(?:{names})\]|\((?:/|http)[^)]*\))", r"\1", source)
    source = re.sub(rf"\[({names})\]", r"\1", source)
    loose = str.maketrans("", "", "*#\\-")
    expected = solid(source).translate(loose)
    assert expected in words.translate(loose)
    assert akn.read(akn.write(version)).version == version


looks = st.sampled_from(["", "<w:b/>", '<w:vertAlign w:val="superscript"/>', "<w:i/><w:rtl/>"])
authors = st.sampled_from(["", "", "", "Chile", "Fiji"])
word_runs = st.tuples(st.sampled_from(WORDS), looks, authors, authors)
word_paragraphs = st.tuples(
    st.sampled_from(["", "", "H1", "H2"]),
    st.sampled_from(STARTS),
    st.lists(word_runs, max_size=6),
    authors,
    st.booleans(),
)


@given(st.lists(word_paragraphs, max_size=12))
def test_word_keeps_every_character_that_reads_when_all_changes_are_accepted(parts) -> None:
    """For headings, paragraphs, cells, formatted runs, insertions and deletions of words and paragraph ends."""
    body, told = "", ""
    for style, start, runs, deleter, celled in parts:
        inside, heard = [run(start + " ")] if start else [], start
        for words, look, inserter, remover in runs:
            one = run(words + " ", look)
            one = dele(remover, one) if remover else one
            inside.append(ins(inserter, one) if inserter else one)
            heard += "" if remover else words
        one = p(*inside, style=style, mark=dele(deleter) if deleter else "")
        body += f"<w:tbl><w:tr><w:tc>{one}</w:tc></w:tr></w:tbl>" if celled else one
        told += heard
    data = docx(body, styles=heading(1) + heading(2))
    if not solid(told):
        with pytest.raises(SourceError, match="no words"):
            read_source(data, name="any.docx")
        return
    version = read_source(data, name="any.docx").version
    assert words_of(version) == solid(told)
    assert akn.read(akn.write(version)).version == version
