"""The comparative table: which rows it has, how they are named, how they stand on paper."""

from __future__ import annotations

from tests.render.build import article, emissions, note, paragraph, provision, version
from tests.render.build import block as block_of
from tests.word.reading import Docx, W
from treaty_drafts.amend import propose
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation import compile
from treaty_drafts.model.tree import Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render import render, rendition_of
from treaty_drafts.render.pdf.data import page
from treaty_drafts.render.rendition import Line, Row
from treaty_drafts.sources import read_source


def noted() -> Version:
    text = join([Text("Parties act"), note("art_1__note_1", "1", "At once."), Text(" together.")])
    return version(article(1, "Aim", paragraph("art_1__para_1", "1.", text)))


def wish(base: Version, at: str, text: str) -> Amendment:
    return propose(base, text, at=at, sponsors=("EU",), symbol="L.1")


def rows_of(base: Version, *tabled: Amendment) -> tuple[Row, ...]:
    return rendition_of(compile(base, tabled), view="table").rows


def said(cell: tuple[Line, ...]) -> list[str]:
    return ["".join(run.text for run in line.runs if run.change != "deleted") for line in cell]


def test_who_amends_a_footnote_has_a_row():
    """That of the words that the note is to, which the delegation leaves as they stand."""
    (row,) = rows_of(noted(), wish(noted(), "art_1__note_1__p_1", "Without delay."))
    assert row.title == "Article 1, paragraph 1"
    base, wanted = row.cells
    assert said(base) == ["Parties act1 together.", "At once."]
    assert said(wanted) == ["Parties act1 together.", "Without delay."]


def test_on_paper_a_footnote_of_a_cell_stands_in_the_cell():
    """At the foot of the page the base's note and the delegation's would have the same number."""
    compiled = compile(noted(), [wish(noted(), "art_1__note_1__p_1", "Without delay.")])
    (row,) = page(rendition_of(compiled, view="table"), "")["tables"][0]["rows"]
    base, wanted = row["cells"]
    assert base[0]["text"] == ["Parties act", ["sup", ["1"]], " together."]
    assert [line["role"] for line in base] == ["text", "rule", "text"]
    assert base[2]["text"] == ["At once."]
    assert wanted[2]["text"] == [["del", ["At once"]], ["ins", ["Without delay"]], "."]


def test_an_option_is_named_without_its_colon():
    """`Option 2:` as a heading, `option 2` within a name."""
    option = provision(
        "hcontainer", "o_2", block_of("num", "o_2__num", "Option 2:"), paragraph("o_2__para_1", "1.", "Parties act.")
    )
    base = version(article(1, "Aim", option))
    (row,) = rows_of(base, wish(base, "o_2__para_1", "Parties shall act."))
    assert row.title == "Article 1, option 2, paragraph 1"


def test_what_has_no_number_is_named_by_whole_words():
    """A recital's first words end with a word, not within one; ideographs need no blank."""
    sources = {
        "Recalling the importance of the rivers that tie many peoples,": "“Recalling the importance of the rivers…”",
        "回顾" + "河流" * 20 + "，": "“回顾" + "河流" * 19 + "…”",
    }
    for recital, title in sources.items():
        base = read_source(f"# A\n\n## Preamble\n\n{recital}\n\n## Article 1\n\nWords.\n".encode(), name="a.md").version
        wid = next(line.wid for line in rendition_of(base).lines if line.runs and line.runs[0].text == recital)
        (row,) = rows_of(base, wish(base, wid, f"{recital[:-1]} also."))
        assert row.title == title


def test_a_heading_in_a_cell_begins_at_its_edge():
    """A blank stands between its number and its words, and before words without a number none."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties act.")))
    compiled = compile(base, [wish(base, "art_1__heading_1", "Goal")])
    (row,) = page(rendition_of(compiled, view="table"), "")["tables"][0]["rows"]
    assert row["cells"][0][0]["text"] == [["b", ["Aim"]]]


def test_the_end_of_a_page_parts_only_long_rows():
    """Of the comparative table and of a table in the text; ideographs take twice the room."""
    for words, whole in (("word " * 60, True), ("word " * 200, False), ("河" * 200, True), ("河" * 500, False)):
        base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", f"{words}.")))
        compiled = compile(base, [wish(base, "art_1__para_1", f"{words}!")])
        (row,) = page(rendition_of(compiled, view="table"), "")["tables"][0]["rows"]
        assert row["whole"] is whole
        table = read_source(f"# A\n\n## Article 1\n\n| a | b |\n|---|---|\n| {words} | c |\n".encode(), name="a.md")
        (found,) = (line for line in page(rendition_of(table.version), "")["lines"] if line["role"] == "table")
        assert [one["whole"] for one in found["rows"]] == [True, whole]


def test_on_paper_few_delegations_stand_beside_the_base():
    """In Word as in PDF: four a table, which is headed by their names, with the rows that they touch."""
    rendition = rendition_of(emissions(), view="table")
    tables = page(rendition, "")["tables"]
    assert [table["heading"] for table in tables] == ["EU, JPN, USA, SAU", "G77, KEN, NOR"]
    file = Docx(bytes(render(emissions(), view="table", to="docx")))  # type: ignore[arg-type]
    in_word = [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in file.document.iter(f"{W}tbl")
    ]
    assert [rows[0] for rows in in_word] == [table["head"] for table in tables]
    assert [len(rows) - 1 for rows in in_word] == [len(table["rows"]) for table in tables]
    assert "—" in in_word[1][1]


def test_in_word_a_struck_number_and_the_new_one_are_no_third():
    """Nothing is tracked in a comparative table, so that signs and a thin space tell them apart."""
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Within 12 months.")))
    data = render(compile(base, [wish(base, "art_1__para_1", "Within 24 months.")]), view="table", to="docx")
    cells = ["".join(cell.itertext()) for cell in Docx(bytes(data)).document.iter(f"{W}tc")]  # type: ignore[arg-type]
    assert cells[-2:] == ["Within 12 months.", "Within 12\u200924 months."]
