"""Word files that LibreOffice made of real texts: they come in with their articles, points and brackets."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from tests.conftest import corpus, needs
from tests.sources.test_corpus import articles, from_the_preamble_on
from treaty_drafts import akn
from treaty_drafts.amend.compare import compare
from treaty_drafts.model.tree import ATOM, Text
from treaty_drafts.sources import Imported, counts, read_source
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import Reader, accepted

PARIS = ["23-oct-2015", "4-dec-2015", "9-dec-2015", "12-dec-2015", "29-jan-2016-final"]
LANGUAGES = ["en", "fr", "es", "ru", "zh", "ar"]
WORD = "docx:MS Word 2007 XML"
NOTE = '<a class="sdfootnoteanc" name="sdfootnote{0}anc" href="#sdfootnote{0}sym"><sup>{0}</sup></a>'
SIGN = '<p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote{0}sym" href="#sdfootnote{0}anc">{0}</a> '


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of Word files, by the names of the texts."""
    folder = tmp_path_factory.mktemp("word")
    for draft in PARIS:
        source = corpus(f"texts/paris/agreement-{draft}.md").read_text("utf-8")
        (folder / f"{draft}.html").write_text(page(source), "utf-8")
    for language in LANGUAGES:
        (folder / f"{language}.txt").write_text(bbnj(language), "utf-8")
    convert(folder, WORD, "HTML (StarWriter)", [f"{draft}.html" for draft in PARIS])
    convert(folder, WORD, "Text (encoded):UTF8,,,,", [f"{language}.txt" for language in LANGUAGES])
    return folder


def bbnj(language: str) -> str:
    """The text, with U+FFFD for what a conversion lost: LibreOffice has a sign of its own for that."""
    source = corpus(f"texts/bbnj/bbnj-agreement-2023.{language}.txt").read_text("utf-8")
    return re.sub("[\x0e-\x1f]", "\ufffd", source)


def convert(folder: Path, to: str, infilter: str, names: list[str]) -> None:
    """Converts files by a LibreOffice of its own, beside one that may be open."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [needs("soffice"), profile, "--headless", *([f"--infilter={infilter}"] if infilter else [])]
    subprocess.run([*command, "--convert-to", to, *names], cwd=folder, check=True, capture_output=True, timeout=300)


def page(source: str) -> str:
    """The Markdown as a page whose footnotes LibreOffice takes for footnotes."""
    parser = MarkdownIt("commonmark").use(footnote_plugin).use(front_matter_plugin)
    for part in ("block_open", "block_close", "anchor"):
        parser.add_render_rule(f"footnote_{part}", lambda *_: "")
    parser.add_render_rule("footnote_ref", lambda _, tokens, at, *__: NOTE.format(tokens[at].meta["id"] + 1))
    parser.add_render_rule(
        "footnote_open", lambda _, tokens, at, *__: f'<div id="sdfootnote{tokens[at].meta["id"] + 1}">'
    )
    parser.add_render_rule("footnote_close", lambda *_: "</div>")
    body = parser.render(re.sub(r"(?m)^\{:.*\}$|^\* TOC$", "", source))
    body = re.sub(r'(<div id="sdfootnote(\d+)">)<p>', lambda found: found[1] + SIGN.format(found[2]), body)
    return f"<html><head><meta charset='utf-8'></head><body>{body}</body></html>"


@cache
def imported(path: Path) -> Imported:
    return read_source(path.read_bytes(), name=path.name)


@pytest.mark.parametrize(
    ("draft", "opening", "count"),
    [
        ("23-oct-2015", 1023, 30),
        ("4-dec-2015", 1011, 30),
        ("9-dec-2015", 217, 29),
        ("12-dec-2015", 0, 29),
        ("29-jan-2016-final", 0, 29),
    ],
)
def test_paris_has_its_articles_and_opening_brackets(made: Path, draft: str, opening: int, count: int) -> None:
    """As many as from the Markdown; footnotes stay apart."""
    root = imported(made / f"{draft}.docx").version.root
    assert from_the_preamble_on(root).count("[") == opening
    assert len(articles(root)) == count


@pytest.mark.parametrize("draft", PARIS)
def test_paris_has_the_words_that_it_has_from_markdown(made: Path, draft: str) -> None:
    """Whatever the numbers that the lists of HTML lost; the notes are as many."""
    source = read_source(corpus(f"texts/paris/agreement-{draft}.md").read_bytes(), name="a.md")
    found = imported(made / f"{draft}.docx")
    plain = [solid(re.sub(r"[*\d]", "", from_the_preamble_on(one.version.root))) for one in (source, found)]
    assert abs(len(plain[0]) - len(plain[1])) <= 20
    assert counts(source.version.root)["notes"] - counts(found.version.root)["notes"] in {0, 1}
    assert akn.read(akn.write(found.version)).version == found.version


@pytest.mark.parametrize("language", LANGUAGES)
def test_bbnj_is_the_same_from_word_and_from_text(made: Path, language: str) -> None:
    """76 articles, two annexes, and not one difference."""
    source = read_source(bbnj(language).encode(), name=f"{language}.txt")
    found = imported(made / f"{language}.docx")
    assert len(articles(found.version.root)) == 76
    assert counts(found.version.root) == counts(source.version.root)
    comparison = compare(source.version, found.version)
    assert not comparison.wordings
    assert not comparison.structure


@pytest.mark.parametrize("draft", PARIS)
def test_numbers_and_words_are_those_that_libreoffice_prints(made: Path, draft: str) -> None:
    """LibreOffice writes the same file as plain text, with the numbers that it computes."""
    if not (made / f"{draft}.txt").exists():
        convert(made, "txt:Text (encoded):UTF8", "", [f"{one}.docx" for one in PARIS])
    theirs = re.sub(r"[•◦▪\uf0b7]", "", (made / f"{draft}.txt").read_text("utf-8-sig"))
    document = read_document((made / f"{draft}.docx").read_bytes(), draft)
    ours = [(line.label, line.text) for line in Reader(document, accepted, []).source().lines]
    assert solid("".join(label + called(text) for label, text in ours)) == solid(theirs)


def called(text: Text) -> str:
    """The words with the numbers of the notes where these are called."""
    numbers = iter([dict(mark.atom.attrs)["marker"] for mark in text.marks if mark.atom is not None])
    return re.sub(ATOM, lambda _: next(numbers), text.chars)


def solid(words: str) -> str:
    return "".join(words.split())
