"""What a Word file says, case by case: each made by hand, as small as the format allows."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.docx.forge import dele, docx, heading, ins, level, p, run
from treaty_drafts.model.tree import ATOM, Block, Provision, blocks
from treaty_drafts.sources import Imported, read_source
from treaty_drafts.sources.docx.read import packed, read_document, unpacked
from treaty_drafts.sources.docx.reading import Reader, accepted, by, rejected
from treaty_drafts.sources.line import Line


def lines(data: bytes, sees=accepted) -> list[Line]:
    return list(Reader(read_document(data, "a.docx"), sees, []).source().lines)


def words(data: bytes, sees=accepted) -> list[str]:
    return [line.text.chars for line in lines(data, sees)]


def imported(data: bytes) -> Imported:
    return read_source(data, name="a.docx", language="eng")


def said(found: Imported, kind: str) -> list[str]:
    return [f"{one.line}: {one.message}" for one in found.report if one.kind == kind]


# -- words and marks -------------------------------------------------------------------------------------------------


def test_runs_are_one_text_whose_marks_nest() -> None:
    """Bold, and bold italic within it, then italic alone."""
    body = p(run("a", "<w:b/>"), run("b", "<w:b/><w:i/>"), run("c", "<w:i/>"), run("d", '<w:b w:val="0"/>'))
    (line,) = lines(docx(body))
    assert line.text.chars == "abcd"
    assert [(mark.name, mark.start, mark.stop) for mark in line.text.marks] == [("b", 0, 2), ("i", 1, 2), ("i", 2, 3)]


def test_signs_of_word_are_characters() -> None:
    """Tabs are blanks; a hyphen that does not break is one; a soft hyphen is none; a symbol is what it shows."""
    signs = '<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    assert words(docx(p(signs, "\t", "5"))) == ["a‑b≥ 5"]


def test_what_stands_between_words_is_passed_through() -> None:
    """Links, fields, content controls, smart tags, ruby and formulas hold runs; instructions of fields are no words."""
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    body = p(
        f'<w:hyperlink r:id="l1">{run("a")}</w:hyperlink>',
        f'<w:fldSimple w:instr="REF x">{run("b")}</w:fldSimple>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('c')}</w:sdtContent></w:sdt>",
        f"<w:smartTag><w:smartTagPr/>{run('d')}</w:smartTag>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF</w:instrText></w:r>',
        f"<w:r><w:ruby><w:rubyPr/><w:rubyBase>{run('e')}</w:rubyBase></w:ruby></w:r>",
        f'<m:oMath xmlns:m="{math}"><m:r><m:t>f</m:t></m:r></m:oMath>',
    )
    (line,) = lines(docx(body, links={"l1": "https://un.org/a"}))
    assert line.text.chars == "abcdef"
    assert [(mark.name, mark.attrs) for mark in line.text.marks] == [("a", (("href", "https://un.org/a"),))]


def test_a_line_break_begins_a_provision_or_is_a_blank() -> None:
    """As in plain text: a label begins a line, other words go on."""
    assert words(docx(p("Article 1\nUse of terms"))) == ["Article 1 Use of terms"] or len(words(docx(p("a\nb")))) == 2


def test_a_footnote_stands_at_its_call() -> None:
    """With its number; what the file holds and nothing calls is kept at the end."""
    notes = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " See above.")}</w:footnote>'
    notes += (
        f'<w:footnote w:id="3">{p("Lost.")}</w:footnote><w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
    )
    found = imported(docx(p("Peace", '<w:r><w:footnoteReference w:id="2"/></w:r>', "."), footnotes=notes))
    texts = [block.text.chars for block in blocks(found.version.root)]
    assert texts == [f"Peace{ATOM}.", "See above.", "Lost."]
    assert said(found, "note") == ["0: 1 notes are called nowhere; their words are kept at the end"]


def test_a_table_keeps_its_cells() -> None:
    """Spans, several paragraphs, a table within a table."""
    inner = f"<w:tbl><w:tr><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    cells = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("a")}{p("b")}{inner}</w:tc><w:tc>{p()}</w:tc>'
    (line,) = lines(docx(f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>"))
    assert line.node is not None
    (row,) = line.node.children
    assert isinstance(row, Provision)
    found = [
        (dict(cell.attrs), [one.text.chars for one in blocks(cell)])
        for cell in row.children
        if not isinstance(cell, Block)
    ]
    assert found == [({"colspan": "2"}, ["a", "b", "c"]), ({}, [""])]


# -- what is no text ---------------------------------------------------------------------------------------------------


def test_what_is_left_out_is_said() -> None:
    """Hidden words, header, footer, a table of contents, a picture."""
    toc = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = p("Article 1 … 3", style="T1") + p("Seen", run(" not seen", "<w:vanish/>"), "<w:r><w:drawing/></w:r>")
    found = imported(docx(body, styles=toc, header=p("Draft 3"), footer=p("page")))
    assert [block.text.chars for block in blocks(found.version.root)] == ["Seen"]
    assert said(found, "hidden") == ["2: hidden words, left out: “not seen”"]
    assert said(found, "margin") == ["0: the header is left out: “Draft 3”", "0: the footer is left out: “page”"]
    assert said(found, "picture")
    assert said(found, "contents") == [
        "0: the table of contents (1 lines) is left out: it is made anew from the headings"
    ]


def test_the_words_of_a_text_box_stand_after_the_paragraph_once() -> None:
    """Word writes a box twice, in a new and in an old way."""
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    found = docx(p(f"<w:r>{both}</mc:AlternateContent></w:r>", "around") + p("after"))
    assert words(found) == ["around", "boxed", "after"]
    assert len(said(imported(found), "box")) == 1


def test_comments_and_changes_are_reported_and_the_text_reads_as_accepted() -> None:
    """With the paragraph, the authors, and what to do."""
    comment = f'<w:comment w:id="7" w:author="Chile">{p("Why?")}</w:comment>'
    body = p("Peace ", ins("Chile", "and "), dele("Fiji", "or "), '<w:r><w:commentReference w:id="7"/></w:r>', "war")
    found = imported(docx(p("One.") + body, comments=comment))
    assert [block.text.chars for block in blocks(found.version.root)] == ["One.", "Peace and war"]
    assert said(found, "comment") == ["2: Chile: “Why?”"]
    (changes,) = said(found, "changes")
    assert "Chile (1), Fiji (1)" in changes or "Fiji (1), Chile (1)" in changes
    assert "--authors" in changes


# -- readings ----------------------------------------------------------------------------------------------------------

TRACKED = docx(
    p("Each Party ", dele("Fiji", "shall"), ins("Fiji", "should"), ins("Japan", " urgently"), " act.")
    + p(ins("Japan", "New."), mark=ins("Japan"))
    + p(dele("Fiji", "Old."), mark=dele("Fiji"))
    + p("Last.")
)


@pytest.mark.parametrize(
    ("sees", "expected"),
    [
        (accepted, ["Each Party should urgently act.", "New.", "Last."]),
        (rejected, ["Each Party shall act.", "Old.", "Last."]),
        (by({"Fiji"}), ["Each Party should act.", "Last."]),
        (by({"Japan"}), ["Each Party shall urgently act.", "New.", "Old.", "Last."]),
        (by({"Fiji", "Japan"}), ["Each Party should urgently act.", "New.", "Last."]),
    ],
)
def test_a_reading_has_the_changes_of_its_authors(sees, expected: list[str]) -> None:
    """Words and whole paragraphs."""
    assert words(TRACKED, sees) == expected


def test_a_paragraph_split_or_joined_goes_on_in_the_next() -> None:
    """An inserted end splits, a deleted end joins."""
    split = docx(p("One. ", mark=ins("Fiji")) + p("Two."))
    assert (words(split), words(split, rejected)) == (["One.", "Two."], ["One. Two."])
    joined = docx(p("One. ", mark=dele("Fiji")) + p("Two."))
    assert (words(joined), words(joined, rejected)) == (["One. Two."], ["One.", "Two."])


def test_an_insertion_in_which_another_author_deleted_belongs_to_both() -> None:
    """Fiji's words are there if Fiji's changes count and Japan's do not."""
    nested = docx(p("a", ins("Fiji", " b", dele("Japan", " c"))))
    readings = [words(nested, sees) for sees in (by({"Fiji"}), by({"Japan"}), accepted, rejected)]
    assert readings == [["a b c"], ["a"], ["a b"], ["a"]]


def test_rows_of_tables_and_changed_styles_are_changes_too() -> None:
    """A rejected row is not there; a heading made of a paragraph is a paragraph again."""
    table = "<w:tbl>" + "".join(
        f"<w:tr>{f'<w:trPr>{change}</w:trPr>' if change else ''}<w:tc>{p(word)}</w:tc></w:tr>"
        for word, change in (("kept", ""), ("new", ins("Fiji")), ("old", dele("Fiji")))
    )
    change = '<w:pPrChange w:id="1" w:author="Fiji"><w:pPr/></w:pPrChange>'
    data = docx(table + "</w:tbl>" + p("Aims", style="H2", more=change), styles=heading(2))
    for sees, cells, styled in ((accepted, ["kept", "new"], 2), (rejected, ["kept", "old"], 0)):
        first, second = lines(data, sees)
        assert first.node is not None
        assert [block.text.chars for block in blocks(first.node)] == cells
        assert second.level == styled


def test_a_document_is_handed_over_whole() -> None:
    """From the child process that opens it."""
    document = read_document(TRACKED, "a.docx")
    assert unpacked(packed(TRACKED, "a.docx")) == document


# -- headings and numbers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("heading 3", 3),
        ("Heading 1", 1),
        ("Title", 1),
        ("_ H_1_G", 2),
        ("_ H _Ch_G", 1),
        ("_ H_2/3_G", 3),
        ("_ Single Txt_G", 0),
    ],
)
def test_headings_are_told_by_their_styles(name: str, expected: int) -> None:
    """Those of Word in any language version (the name in the file is English), and of the United Nations."""
    styles = f'<w:style w:type="paragraph" w:styleId="S"><w:name w:val="{name}"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="mine"/><w:basedOn w:val="S"/></w:style>'
    assert [line.level for line in lines(docx(p("a", style="S") + p("b", style="T"), styles=styles))] == [expected] * 2


def numbered(*levels: str, override: str = "") -> str:
    """Two lists of one definition."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )


LEVELS = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"))


def test_numbers_are_computed_and_read_as_if_typed() -> None:
    """Deeper levels restart under a new number, and the lifter finds paragraphs and points."""
    body = p("Article 1") + "".join(p(f"w{at}", numbered=(1, at)) for at in (0, 1, 1, 2, 2, 1, 0, 1))
    data = docx(body, numbering=numbered(*LEVELS))
    assert words(data)[1:] == ["1. w0", "(a) w1", "(b) w1", "(i) w2", "(ii) w2", "(c) w1", "2. w0", "(a) w1"]
    index = imported(data).version.index
    assert {"art_1__para_1__point_b__point_ii", "art_1__para_1__point_c", "art_1__para_2__point_a"} <= index.keys()


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("", ["1. a", "2. b", "3. c", "4. d"]),
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', ["1. a", "2. b", "1. c", "2. d"]),
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>', ["1. a", "2. b", "7. c", "8. d"]),
    ],
)
def test_a_second_list_goes_on_or_starts_anew(override: str, expected: list[str]) -> None:
    """Lists of one definition share their count, unless one says where it starts."""
    body = "".join(p(word, numbered=(1 if word in "ab" else 2, 0)) for word in "abcd")
    assert words(docx(body, numbering=numbered(*LEVELS, override=override))) == expected


def test_a_style_brings_its_number_and_an_article_is_numbered_too() -> None:
    """`Article %1` linked to a heading style; `0` takes a paragraph out of its style's list."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = level(0, "upperRoman", "PART %1", '<w:pStyle w:val="B"/>') + level(
        1, "decimal", "Article %2", '<w:pStyle w:val="A"/><w:lvlRestart w:val="0"/>'
    )
    body = p("First", numbered=(1, 0)) + p("Aims", style="A") + p("Second", numbered=(1, 0)) + p("Scope", style="A")
    data = docx(body + p("Bare", style="A", numbered=(0, 0)), styles=styles, numbering=numbered(linked))
    assert words(data) == ["PART I First", "Article 1 Aims", "PART II Second", "Article 2 Scope", "Bare"]
    assert {"part_I", "art_1", "part_II", "art_2"} <= imported(data).version.index.keys()


def test_numbers_under_numbers_of_the_same_look_are_told_apart_by_their_level() -> None:
    """1. under 1.: the list says so, the number alone does not."""
    alike = numbered(level(0, "decimal", "%1."), level(1, "decimal", "%2."))
    body = p("Article 1") + "".join(p("x", numbered=(1, at)) for at in (0, 1, 1, 0))
    index = imported(docx(body, numbering=alike)).version.index
    assert {"art_1__para_1__point_1", "art_1__para_1__point_2", "art_1__para_2"} <= index.keys()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("lowerLetter", "z aa bb"),
        ("upperRoman", "XXVI XXVII XXVIII"),
        ("russianLower", "ы э ю"),
        ("chineseCounting", "二十六 二十七 二十八"),
        ("arabicAbjad", "ض ظ غ"),
        ("decimalZero", "26 27 28"),
        ("ordinal", "26th 27th 28th"),
        ("nobody knows", "26 27 28"),
    ],
)
def test_numbers_are_printed_in_the_list_s_own_signs(form: str, expected: str) -> None:
    """In the scripts of the six languages; a format that is not known gives digits."""
    start = level(0, form, "%1").replace('<w:start w:val="1"/>', '<w:start w:val="26"/>')
    found = lines(docx("".join(p("x", numbered=(1, 0)) for _ in range(3)), numbering=numbered(start)))
    assert " ".join(line.label or line.text.chars.removesuffix(" x") for line in found) == expected


def test_a_bullet_is_a_point_without_a_number() -> None:
    """Under the paragraph that it stands in."""
    body = (
        p("Article 1")
        + p("1. Each Party shall:")
        + p("act", numbered=(1, 0))
        + p("pay", numbered=(1, 0))
        + p("2. End.")
    )
    found = imported(docx(body, numbering=numbered(level(0, "bullet", "\uf0b7"))))
    inside = found.version.find("art_1__para_1")
    assert isinstance(inside, Provision)
    assert [child.name for child in inside.children] == ["num", "intro", "point", "point"]
    assert all(before != after for before, after in pairwise(block.text.chars for block in blocks(inside)))
