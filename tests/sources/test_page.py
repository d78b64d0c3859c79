"""Pages that we wrote, read back: what the page says around the text is no part of it."""

from __future__ import annotations

import re

import pytest

from treaty_drafts import akn
from treaty_drafts.amend import compare, propose
from treaty_drafts.compilation.compile import compile
from treaty_drafts.errors import SourceError
from treaty_drafts.model.tree import ATOM, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

DRAFT = """# Agreement on Nets

Note by the Chair.

Article 1 Scope

1. This Agreement applies to nets[^1] and to:

(a) buoys;

(b) lines.

2. It does **not** apply to boats.

[^1]: Of any mesh.
"""


def draft(text: str = DRAFT) -> Version:
    return read_source(text.encode(), name="nets.md", symbol="N/1", date="2026-03-02").version


def page(version: Version, view: str = "clean") -> str:
    return str(render(version, view=view, to="html", keep_brackets=True))


def read(text: str) -> Version:
    return read_source(text.encode(), name="copy.html").version


def written(version: Version) -> str:
    return akn.write(version).decode()


def said(version: Version) -> list[str]:
    return [block.text.chars for block in blocks(version.root)]


def notes(version: Version) -> list[list[str]]:
    """The words of each footnote, line by line."""
    atoms = [mark.atom for block in blocks(version.root) for mark in block.text.marks]
    return [[one.text.chars for one in blocks(atom)] for atom in atoms if atom and atom.name == "authorialNote"]


def test_header_contents_and_the_heading_of_the_notes_are_no_text() -> None:
    """Nor the skip link and the name of the view in the title; the report says so."""
    imported = read_source(page(draft()).encode(), name="copy.html")
    assert said(imported.version) == said(draft())
    assert imported.version.facts.title == "Agreement on Nets"
    (finding,) = imported.report
    assert (finding.kind, "are the page's own" in finding.message) == ("page", True)


def test_a_page_without_the_mark_is_read_as_anybodys() -> None:
    foreign = page(draft()).replace(' data-treaty-drafts="clean"', "")
    words = " ".join(said(read(foreign)))
    assert "Skip to the text" in words
    assert words.index("Contents") < words.index("Article 1")


def test_a_word_typed_into_the_page_is_the_amendment() -> None:
    base = draft()
    copy = read(page(base).replace("apply to boats", "apply to small boats"))
    (edit,) = propose(base, copy, sponsors=("EU",), symbol="L.1").patch.edits
    assert (edit.wid, edit.new.chars) == ("art_1__para_2__p_1", "small ")


def test_a_footnote_stands_at_its_call_with_all_its_lines() -> None:
    text = page(draft())
    line = '<p class="note l0 hang"'
    assert text.count(line) == 1
    longer = text.replace("Of any mesh.</p>", 'Of any mesh.</p><p class="note l0">Knotless too.</p>')
    assert notes(read(longer)) == [["Of any mesh.", "Knotless too."]]


def test_a_footnote_whose_call_was_taken_out_keeps_its_words() -> None:
    text = page(draft())
    start = text.index('<sup class="call">')
    stop = text.index("</sup>", start) + len("</sup>")
    imported = read_source((text[:start] + text[stop:]).encode(), name="copy.html")
    assert notes(imported.version) == []
    assert said(imported.version)[-1] == "1. Of any mesh."
    assert "nothing calls note 1" in [one.message for one in imported.report][-1]


def test_what_an_editor_puts_into_main_is_text() -> None:
    """Lists, paragraphs without our marks, words under the notes: no character is dropped."""
    more = "<ul><li>One more.</li></ul><p>And this.</p>"
    copy = read(page(draft()).replace("</main>", f"{more}</main>").replace("</h2>\n<p", "</h2>Loose<p"))
    assert {"One more.", "And this."} <= set(said(copy))
    assert any("Loose" in one for one in said(copy))


def test_words_after_the_points_are_the_paragraphs() -> None:
    """The class of a line says how deep it stands, whatever its words."""
    end = re.compile(r"(?=</paragraph>\s*<paragraph)")
    base = akn.read(end.sub("<wrapUp><p>in any sea.</p></wrapUp>", written(draft())).encode()).version
    assert "in any sea." in said(base)
    assert not compare(base, read(page(base))).patch.edits


def test_line_breaks_images_and_cells_of_several_lines_come_back() -> None:
    xml = written(draft()).replace("Note by", 'Note<eol/>by <img src="seal.png" alt="a seal"/>')
    table = "<table><tr><td><p>Net</p><p>of nylon</p></td><td><p>1</p></td></tr></table>"
    base = akn.read(xml.replace("</intro>", f"{table}</intro>", 1).encode()).version
    copy = read(page(base))
    assert f"Note{ATOM}by {ATOM} the Chair." in said(copy)
    assert said(copy) == said(base)
    assert not compare(base, copy).patch.edits


def test_what_an_editor_typed_into_a_cell_or_above_its_table_is_in_lines_of_its_own() -> None:
    """Once the lines of such a cell ran into one another, and a caption was lost."""
    table = "<table><tr><td><p>Net</p><p>of nylon</p></td><td><p>1</p></td></tr></table>"
    base = akn.read(written(draft()).replace("</intro>", f"{table}</intro>", 1).encode()).version
    copy = page(base)
    edited = copy.replace("of nylon</p>", "of nylon</p><div>or hemp</div>")
    edited = edited.replace('<table class="akn-table">', '<table class="akn-table"><caption>Gear</caption>')
    (at,) = [at for at, line in enumerate(said(base)) if line == "Net"]
    assert said(read(edited)) == [*said(base)[:at], "Gear", "Net", "of nylon", "or hemp", *said(base)[at + 2 :]]


def test_where_a_file_was_broken_to_be_read_its_page_is_not() -> None:
    """A line feed of an indented file is a blank, as in every other rendition."""
    base = akn.read(written(draft()).replace("to boats", "to\n        boats").encode()).version
    assert "apply to boats" in page(base)


def test_the_language_is_the_one_that_the_page_names() -> None:
    """Its style sheet and its own words are English."""
    base = read_source("Статья 1\n\nСети запрещены.\n".encode(), name="a.txt").version
    assert read(page(base)).facts.language == "rus"


def test_a_redline_and_brackets_of_delegations_are_refused() -> None:
    """Whose words they are is not read back; the step names the view that is."""
    base = draft()
    amendment = propose(base, "It applies to boats.", at="art_1__para_2", sponsors=("EU",), symbol="L.1")
    compilation = compile(base, [amendment])
    for view in ("redline", "bracketed", "table"):
        with pytest.raises(SourceError, match=r"more than one text.*--view clean"):
            read(str(render(compilation, view=view, to="html")))
    with pytest.raises(SourceError, match="redline view"):
        read(str(render(compare(base, compilation.project("L.1")), view="redline", to="html")))


def test_brackets_that_stand_in_the_text_are_its_own() -> None:
    base = draft(DRAFT.replace("boats", "[boats][ships]"))
    assert said(read(page(base, view="bracketed"))) == said(base)


@pytest.mark.parametrize(("ident", "words"), [("art_1__p_9", True), ("art_1__para_1__point_b", False), ("", False)])
def test_what_looks_like_a_number_in_a_line_of_ours_is_words(ident: str, *, words: bool) -> None:
    """Of two lines with one id an editor has made the second of the first, and typed a number."""
    line = f'<p class="text l2" id="{ident}">1. of which much is said.</p>'
    text = re.sub(r'(<p class="text l2 hang" id="art_1__para_1__point_b">.*?</p>)', rf"\1{line}", page(draft()))
    assert ("1. of which much is said." in said(read(text))) is words
    assert ("of which much is said." in said(read(text))) is not words


def test_blanks_are_as_many_as_there_were_but_where_a_line_was_broken() -> None:
    base = draft(DRAFT.replace("apply to", "apply  to"))
    assert "It does not apply  to boats." in said(read(page(base)))
    assert "It does not apply to boats." in said(read(page(base).replace("apply  to", "apply\n        to")))
