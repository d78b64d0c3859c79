"""The law of agreement: the words of all renditions of one view are the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from tests.render.reading import Page, squeezed, words_of_json, words_of_markdown, words_of_text
from tests.strategies import versions
from tests.word.reading import Docx, words_of
from treaty_drafts.akn import read
from treaty_drafts.amend import compare
from treaty_drafts.compilation.compile import Compilation, compile
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import ATOM, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import Source, render, rendition_of
from treaty_drafts.render.rendition import words


def _agree(source: Source, view: str) -> None:
    said = words_of_json(render(source, view=view, to="json", keep_brackets=True))  # type: ignore[arg-type]
    page = Page(str(render(source, view=view, to="html", keep_brackets=True)))
    assert not page.faults
    assert len(page.ids) == len(set(page.ids))
    assert page.words == said
    assert words_of_text(str(render(source, view=view, to="txt", keep_brackets=True))) == said
    if view != "redline":
        assert Docx(render(source, view=view, to="docx", keep_brackets=True)).words() == said  # type: ignore[arg-type]
    assert words_of_markdown(str(render(source, view=view, to="md", keep_brackets=True))) == said


def _agrees_in_word(compilation: Compilation) -> None:
    """The redline in Word has its words, authors and comments standing for the labels.

    Where nobody contradicts anybody the file is two whole texts, and held to these (`test_word.py`).
    """
    if _contested(compilation):
        found = Docx(render(compilation, view="redline", to="docx")).words(apparatus=False)  # type: ignore[arg-type]
        said = words_of(rendition_of(compilation, view="redline"), apparatus=False)
        assert sorted(found) == sorted(said)


def _agrees_in_akn(source: Source) -> None:
    """The redline in AKN has the words of the redline; footnotes stand where they are called, so order is left out."""
    written = read(render(source, view="redline", to="akn"))  # type: ignore[arg-type]
    found = "".join(block.text.chars for block in blocks(written.version.root)).replace(ATOM, "")
    said = "".join(words(line.num) + words(line.runs) for line in rendition_of(source, view="redline").lines)
    assert sorted(squeezed(found)) == sorted(squeezed(said))


def _contested(compilation: Compilation) -> bool:
    """Whether there are amendments in it that cannot be adopted together."""
    try:
        compilation.project(*(amendment.symbol for amendment in compilation.amendments))
    except Incompatible:
        return True
    return False


@given(versions())
def test_formats_of_a_version_agree(version: Version) -> None:
    """A clean text says the same as plain text, Markdown, HTML and JSON, footnotes included."""
    _agree(version, "clean")


@given(st.data(), bases())
def test_formats_of_a_compilation_agree(data: st.DataObject, base: Version) -> None:
    """Bracketed text and redline say the same in every format, labels included."""
    compilation = compile(base, data.draw(amendments(base)))
    _agree(compilation, "bracketed")
    _agree(compilation, "redline")
    _agrees_in_word(compilation)
    _agrees_in_akn(compilation)


@given(versions(), versions())
def test_formats_of_a_comparison_agree(old: Version, new: Version) -> None:
    """The redline of two versions says the same in every format, moves and renumbering included."""
    comparison = compare(old, new)
    _agree(comparison, "redline")
    _agrees_in_akn(comparison)
