"""PDF renditions: what the structure says, what the file carries, what is refused."""

from __future__ import annotations

import pytest

from tests.render.build import article, emissions, note, paragraph, version
from tests.render.pdf import structure
from tests.render.reading import squeezed
from treaty_drafts.amend import compare
from treaty_drafts.errors import MissingFont
from treaty_drafts.model.tree import Text, join
from treaty_drafts.render import Source, render


def pdf(source: Source, view: str = "clean") -> bytes:
    return bytes(render(source, view=view, to="pdf", keep_brackets=True))  # type: ignore[arg-type]


def said(data: bytes) -> str:
    return squeezed(structure(data).text)


MARKUP = "#set page() @x [a] _b_ 1. *c* $d$ = e // f \\u{12} `g` <h> ~ -- ''' #f[x](y)"


def test_text_that_looks_like_markup_is_text():
    """Words are data to the typesetter: whatever they look like, they come out as themselves."""
    draft = version(article(1, MARKUP, paragraph("art_1__para_1", "1.", MARKUP)), title=MARKUP)
    assert said(pdf(draft)).count(squeezed(MARKUP)) == 3


def test_the_same_text_gives_the_same_bytes():
    """No clock and no chance: a PDF can be made again and compared."""
    assert pdf(emissions(), "bracketed") == pdf(emissions(), "bracketed")


def test_a_redline_says_in_its_structure_what_it_strikes_and_underlines():
    """A screen reader is told of each change: the eye's strike and double underline are in the structure too."""
    old = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each Party shall act.")))
    new = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each Party should act.")))
    spans = [
        (span.attributes["TextDecorationType"], squeezed(span.text))
        for span in structure(pdf(compare(old, new), "redline")).all("Span")
        if "TextDecorationType" in span.attributes
    ]
    assert spans[-2:] == [("/LineThrough", "shall"), ("/Underline", "should")]


def test_headings_and_notes_are_what_they_are():
    """An article's heading is a heading; a footnote is a note, where it is called."""
    text = join([Text("Parties act"), note("art_1__note_1", "1", "See the report."), Text(" together.")])
    document = structure(pdf(version(article(1, "Aim", paragraph("art_1__para_1", "1.", text)))))
    assert [squeezed(one.text) for one in document.all("H1")] == ["Article1Aim"]
    assert [squeezed(one.text) for one in document.all("Note")] == ["1Seethereport."]


def test_a_character_that_no_font_has_is_refused():
    """Never an empty box: the refusal names the character and what can be done."""
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each \ue123 acts.")))
    with pytest.raises(MissingFont, match=r"no font at hand has U\+E123 \(write it otherwise"):
        pdf(draft)
