"""Elements that a treaty seldom has, and files of any origin: all of them are shown, nothing breaks the page."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tests.conftest import corpus
from tests.render.build import (
    HandMade,
    alternative,
    amendment,
    article,
    block,
    emissions,
    paragraph,
    provision,
    version,
)
from tests.render.reading import Page, side, words_of_text
from tests.word.reading import Docx
from treaty_drafts.akn import read
from treaty_drafts.amend import propose, propose_delete, propose_insert_after
from treaty_drafts.amend.compare import compare
from treaty_drafts.compilation import compile
from treaty_drafts.compilation.compiled import Bracket, Slot
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.tree import ATOM, Block, Mark, Opaque, Provision, Text, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render, rendition_of
from treaty_drafts.render.rendition import Run
from treaty_drafts.sources import read_source


def _page(*nodes):
    draft = version(article(1, "Aim", *nodes))
    text = str(render(draft, to="html"))
    page = Page(text)
    assert not page.faults
    assert page.words == words_of_text(str(render(draft)).replace("  |", ""))
    return text, draft


@pytest.mark.parametrize(("line", "heading"), [("Preamble", True), ("序言", True), ("The Parties,", False)])
def test_the_line_that_names_the_preamble_is_a_heading(line, heading):
    """The standard has no heading there; a reader, and the list of contents, have."""
    source = f"# A\n\n## {line}\n\nRecalling the Charter,\n\nHave agreed as follows:\n\n## Article 1\n\nWords.\n"
    draft = read_source(source.encode(), name="a.md").version
    (found,) = (one for one in rendition_of(draft, view="bracketed").lines if one.runs and one.runs[0].text == line)
    assert (found.role == "heading") is heading
    assert (f"## {line}\n" in str(render(draft, to="md"))) is heading


def test_a_row_about_a_heading_alone_says_so():
    """Beside a row about the words of the same article."""
    draft = read_source(b"# A\n\n## Article 8 Finance\n\nEach Party shall pay.\n", name="a.md").version
    wishes = {"L.1": "Means", "L.2": "Each Party may pay."}
    places = {"L.1": "art_8__heading", "L.2": "art_8__p_1"}
    tabled = [
        propose(draft, text, at=places[symbol], sponsors=("EU",), symbol=symbol) for symbol, text in wishes.items()
    ]
    rows = rendition_of(compile(draft, tabled), view="table").rows
    assert [row.title for row in rows] == ["Article 8, heading", "Article 8"]


def test_only_short_lines_of_the_front_matter_are_centred():
    """A date and a place are; the Chair's long note starts at the margin."""
    note = "Note by the Chair: this text is without prejudice to the positions of Parties, which stand as tabled."
    draft = read_source(f"# A\n\n{note}\n\nGeneva\n\n## Article 1\n\nWords.\n".encode(), name="a.md").version
    lines = str(render(draft, to="html")).splitlines()
    (long,) = (line for line in lines if note in line)
    (short,) = (line for line in lines if ">Geneva<" in line)
    assert ('class="front l0 long"' in long, 'class="front l0"' in short) == (True, True)


def test_tables_keep_rows_and_columns():
    """A table is a table on the page, an empty cell too; in plain text its cells stand one under the other."""
    rows = [
        provision("tr", f"tr_{r}", *(provision("td", f"td_{r}{c}", *cell) for c, cell in enumerate(cells)))
        for r, cells in enumerate(
            [([block("p", "p_1", "Gear")], [block("p", "p_2", "Mark")]), ([block("p", "p_3", "Net")], [])]
        )
    ]
    text, _ = _page(provision("table", "table_1", *rows), paragraph("para_2", "2.", "After it."))
    assert text.count('<table class="akn-table">') == 1
    assert text.count("<td>") == 4
    assert text.count("<tr>") == 2


def test_quotation_marks_that_elements_carry_are_shown():
    """Quotation marks kept as attributes (`replace “shall” by “should”`) stand in every rendition, nested too."""
    chars = "replace shall by  should ."
    quote = (("startQuote", "“"), ("endQuote", "”"))
    marks = (
        Mark(8, 13, "quotedText", quote),
        Mark(17, 25, "quotedText", quote),
        Mark(18, 24, "embeddedText", (("startQuote", "‘"),)),
    )
    text, draft = _page(paragraph("para_1", "1.", Text(chars, marks)))
    assert "replace “shall” by “ ‘should ”." in str(render(draft))
    assert "“<" in text


def test_images_line_breaks_and_references_to_notes_are_shown():
    """An image by its words, a line break as one, a reference to a note as a call."""
    chars = f"a{ATOM}b{ATOM}c{ATOM}"
    marks = (
        Mark(1, 2, "img", (("src", "map.png"), ("alt", "A map")), Provision("img", "", (), ())),
        Mark(3, 4, "eol", (), Provision("eol", "", (), ())),
        Mark(5, 6, "noteRef", (("href", "#art_1"), ("marker", "2")), Provision("noteRef", "", (), ())),
    )
    text, draft = _page(paragraph("para_1", "1.", Text(chars, marks)))
    assert 'aria-label="A map"' in text
    assert "b<br>" in text
    assert "![A map](map.png)" in str(render(draft, to="md"))


def test_quoted_structures_and_foreign_elements_are_shown():
    """What stands inside a sentence but needs lines of its own follows it; a foreign element shows its words."""
    quoted = provision("quotedStructure", "q", paragraph("q_para", "5.", "Quoted words."))
    chars = f"Read as follows: {ATOM}"
    outer = Text(chars, (Mark(len(chars) - 1, len(chars), "quotedStructure", (), quoted),))
    text, _ = _page(paragraph("para_1", "1.", outer), Opaque("foreign", "<foreign><x>E = mc&amp;c</x></foreign>"))
    assert "Quoted words." in text
    assert "E = mc&amp;c" in text


def test_options_stand_on_lines_of_their_own():
    """`Option 1` is no part of the number of the paragraph under it."""
    options = [
        provision(
            "hcontainer", f"o_{n}", block("num", f"o_{n}_num", f"Option {n}"), paragraph(f"o_{n}_p", "1.", "Words.")
        )
        for n in (1, 2)
    ]
    draft = version(article(1, "Aim", *options))
    found = [" ".join(line.split()) for line in str(render(draft)).split("\n\n")]
    assert found[-4:] == ["Option 1", "1. Words.", "Option 2", "1. Words."]


def test_sub_amendments_stand_inside_the_new_provision():
    """A delegation that changes another's new article has its own cell in the article's row."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties act.")))
    new = article(2, "Costs", paragraph("art_2__para_1", "1.", "Each Party pays."))
    body = base.find("body")
    assert isinstance(body, Provision)
    wid = "art_2__para_1__content__p_1"
    words = (
        Text("Each Party "),
        Bracket(
            wid,
            11,
            15,
            "alternatives",
            (alternative("pays"), alternative("may pay", "L.2", "USA"), alternative("", "L.3", "FJI")),
        ),
        Text("."),
    )
    slots = (*(Slot("base", child) for child in body.children), Slot("inserted", new, proposers=("L.1",)))
    compilation = HandMade(
        base,
        (amendment("L.1", "EU"), amendment("L.2", "USA", amends="L.1"), amendment("L.3", "FJI", amends="L.1")),
        {wid: words},
        {"body": slots},
    )
    assert "Each Party [pays (FJI: delete)][may pay (USA)]. (EU)]" in str(render(compilation, view="bracketed"))
    assert "{++Each Party ++}[{++pays++} (FJI: delete)][{++may pay++} (USA)]{++.++} (EU)" in str(
        render(compilation, view="redline")
    )
    cells = str(render(compilation, view="table"))
    assert "{++Each Party may pay.++}" in cells.split("USA:")[1]
    (row,) = rendition_of(compilation, view="table").rows
    assert [bool(cell) for cell in row.cells] == [False, True, True, True]
    assert "".join(side(rendition_of(compilation, view="redline"), "inserted")) == "".join(
        side(rendition_of(base), "none")
    )


def test_a_deletion_of_what_another_inserts_is_in_its_redline_and_in_its_cell():
    """Half of a new article that a sub-amendment wants out is bracketed with its label; its cell has the other half."""
    plain = "Agreement\n\nArticle 1\n\nParties act.\n"
    base = read_source(plain.encode(), name="a.txt").version
    new = "Article 2\n\n1. Parties pay.\n\n2. Parties report."
    parent = propose_insert_after(base, "art_1", new, sponsors=("EU",), symbol="L.1")
    wanted = compile(base, [parent]).project("L.1")
    child = propose_delete(wanted, "art_2__para_2~l-1", sponsors=("BRA",), symbol="L.2", amends="L.1")
    compilation = compile(base, [parent, child])
    assert "[{++2.++} {++Parties report.++} (BRA: delete)] (EU)" in str(render(compilation, view="redline"))
    (_, cell) = str(render(compilation, view="table")).split("BRA:")
    assert "{++Parties pay.++}" in cell
    assert "report" not in cell


def test_a_bracket_lifted_out_of_what_another_inserts_is_not_struck_from_the_base():
    """The base never had it: it is shown as inserted, with the wish, and Word has all the words as well."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "")))
    parent = propose(base, "[early] and often", at="art_1__para_1__content__p_1", sponsors=("EU",), symbol="L.1")
    wanted = compile(base, [parent]).project("L.1")
    child = propose(
        wanted, "early and often", at="art_1__para_1__content__p_1", sponsors=("CHE",), symbol="L.1/1", amends="L.1"
    )
    out = propose_delete(base, "art_1", sponsors=("BRA",), symbol="L.2")
    compilation = compile(base, [parent, out, child])
    shown = str(render(compilation, view="redline"))
    assert "{++[early]++} (CHE: delete [ ]){++ and often++} (EU) (BRA)" in shown
    word = Docx(render(compilation, view="redline", to="docx"))  # type: ignore[arg-type]
    assert word.paragraphs()[-1] == "1.\t[[early] (CHE: delete [ ]) and often (EU)] (BRA: delete)]"


def test_recitals_have_a_row_title():
    """A row of the table is never without a name: of what has no number, its first words."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties act.")))
    one = propose_delete(base, "rec_1", sponsors=("EU",), symbol="L.1")
    (row,) = rendition_of(compile(base, [one]), view="table").rows
    assert row.title == "“Recalling the importance of rivers,”"


def test_a_number_may_be_contested_by_itself():
    """A contested label is bracketed where it stands."""
    compilation = emissions()
    num = compilation.base.find("art_2__para_2__num_1")
    parent = compilation.base.find("art_2__para_2")
    assert isinstance(num, Block)
    assert isinstance(parent, Provision)
    compilation.sequences[parent.wid] = (
        Slot("base", num, deleters=("L.4",)),
        *(Slot("base", c) for c in parent.children[1:]),
    )
    assert "[2. (SAU: delete)] Parties shall report every year." in " ".join(
        str(render(compilation, view="bracketed")).split()
    )


@pytest.mark.parametrize(
    "folder", ["oasis", "own-samples", "un-ga", "wipo", "akn4eu", "leos", "itu", "laws-africa", "uk"]
)
def test_files_of_any_origin_are_shown_whole(folder: str):
    """Every word of a real Akoma Ntoso file is on its page, and the page is well formed."""
    for path in sorted(corpus(f"akn/{folder}").rglob("*.xml"))[:4]:
        try:
            found = read(path.read_bytes(), name=path.name).version
        except TreatyDraftsError:
            continue
        text = str(render(found, to="html", keep_brackets=True))
        page = Page(text)
        assert not page.faults
        assert len(page.ids) == len(set(page.ids))
        shown, there = page.words, "".join(block.text.chars for block in blocks(found.root)).replace(ATOM, "")
        assert len(shown) >= len("".join(there.split()))


def test_the_indentation_of_a_file_is_not_shown():
    """Line breaks and tabs that an XML file is laid out with are one blank in text and Markdown; an `eol` stays."""
    chars = f"\n\t\tThe Parties\n\t\tto this{ATOM}Agreement\n"
    line = Text(chars, (Mark(24, 25, "eol", (), Provision("eol", "", (), ())),))
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", line)))
    assert "1.  The Parties to this\n    Agreement\n" in str(render(draft))
    assert "1. The Parties to this  \nAgreement" in str(render(draft, to="md"))


@pytest.mark.parametrize(
    "words", ["- shall act", " - shall act", "1. shall act", "# shall act", "(a) shall act", "---"]
)
def test_what_follows_a_line_break_is_no_block_of_markdown(words: str):
    """A dash or a number there is a word of the line, for every reader of Markdown."""
    chars = f"The Parties{ATOM}{words}"
    line = Text(chars, (Mark(11, 12, "eol", (), Provision("eol", "", (), ())),))
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", line)))
    shown = MarkdownIt().render(str(render(draft, to="md")))
    assert shown.endswith(f"The Parties<br />\n{words.strip()}</li>\n</ol>\n")


def test_changes_tracked_in_a_text_are_signed_as_such():
    """`del` and `ins` of a file that tracks changes itself never run into one word."""
    line = Text("shared fairlyequitably.", (Mark(7, 13, "del"), Mark(13, 22, "ins")))
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", line)))
    assert "shared {--fairly--}{++equitably++}." in str(render(draft))
    for to in ("md", "html"):
        assert "shared <del>fairly</del><ins>equitably</ins>." in str(render(draft, to=to))


def test_a_number_without_words_is_no_number() -> None:
    lines = rendition_of(version(article(1, "Aims", paragraph("para_1", "", "Words."))), view="clean").lines
    assert lines[-1].num == ()


def test_a_numbered_line_of_the_front_is_the_front_s() -> None:
    """It is shown as the other lines there, not as a paragraph of the text."""
    whole = version(article(1, "Aims"))
    front = provision("preface", "preface", provision("container", "box", paragraph("para_1", "1.", "Draft.")))
    children = (whole.root.children[0], front, *whole.root.children[2:])
    root = Provision(whole.root.name, whole.root.wid, whole.root.attrs, children)
    first = rendition_of(Version(root, whole.facts), view="clean").lines[0]
    assert (first.role, first.num) == ("front", (Run("1."),))


def test_a_numbered_line_that_moved_is_marked_as_one_that_moved() -> None:
    texts = [
        f"Parties agree on the rules of {what} that each applies." for what in ("rivers", "lakes", "ports", "seas")
    ]
    units = [paragraph(f"para_{at}", f"{at}.", text) for at, text in enumerate(texts, 1)]
    old, new = (version(article(1, "Aims", *held)) for held in (units, (*units[1:], units[0])))
    lines = rendition_of(compare(old, new), view="redline").lines
    assert [line.change for line in lines if line.wid == "para_1__content__p_1"] == ["moved"]


def test_a_numbered_line_in_a_table_is_in_its_cell() -> None:
    rows = provision("tr", "row", provision("td", "cell", paragraph("para_1", "1.", "Words.")))
    lines = rendition_of(version(article(1, "Aims", provision("table", "tab", rows))), view="clean").lines
    assert [line.cell for line in lines if line.num and line.wid == "para_1__content__p_1"] == [("tab", 0, 0, False)]
