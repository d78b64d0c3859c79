"""A version as a Word file: what it says, what it is built of, and what it does not give away."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec
import pytest

from tests.conftest import corpus
from tests.render.build import article, emissions, note, paragraph, version
from tests.word.office import Office
from tests.word.reading import Docx, W, words_of
from treaty_drafts.akn import digest, read, write
from treaty_drafts.amend import compare, propose
from treaty_drafts.compilation import compile
from treaty_drafts.model.bookmarks import wids_by_name
from treaty_drafts.model.tree import Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render import render, rendition_of
from treaty_drafts.sources import read_source

TABLE = b"""# Draft

## Article 1 Rates

1. The rates are:

| Year | Rate |
|---|---|
| 2027 | 30 |

2. They rise.
"""
REAL = (
    ("paris/agreement-23-oct-2015.md", "eng"),
    ("bbnj/bbnj-agreement-2023.ar.txt", "ara"),
    ("bbnj/bbnj-agreement-2023.zh.txt", "zho"),
    ("bbnj/A-RES-77-321.en.txt", "eng"),
)


def docx(source: Version, view: str = "bracketed") -> bytes:
    data = render(source, view=view, to="docx", keep_brackets=True)
    assert isinstance(data, bytes)
    return data


def sample() -> Version:
    text = join([Text("Rivers"), note("art_1__note_1", "1", "And lakes."), Text(" are shared.")])
    return version(article(1, "Use", paragraph("art_1__para_1", "1.", text), paragraph("art_1__para_2", "(a)", "So.")))


def test_paragraphs_have_the_style_of_their_lines() -> None:
    """Title, headings by level, numbers hanging before their words, a footnote in its own part."""
    file = Docx(docx(sample()))
    found = [
        (paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(paragraph.itertext()))
        for paragraph in file.document.iter(f"{W}p")
    ]
    assert found == [
        ("Title", "Draft Agreement on Shared Rivers"),
        ("Text", "Recalling the importance of rivers,"),
        ("Heading1", "Article 1 Use"),
        ("Text1", "1.Rivers are shared."),
        ("Text1", "(a)So."),
    ]
    assert file.paragraphs()[-1] == "1 And lakes."
    assert len(file.document.findall(f".//{W}footnoteReference")) == 1
    assert file.document.find(f".//{W}lnNumType") is not None


def test_every_line_has_its_bookmark_and_the_base_is_in_the_file() -> None:
    """Bookmarks name wIds of the version; its canonical bytes are a part of the file, their digest a property."""
    made = sample()
    file = Docx(docx(made))
    names = wids_by_name(made.index)
    wids = [line.wid for line in rendition_of(made, view="bracketed").lines]
    assert [names[name] for name in file.bookmarks] == wids
    assert file.parts["customXml/item1.xml"] == write(made)
    said = {one.get("name"): one[0].text for one in file.trees["docProps/custom.xml"]}
    assert said == {
        "treaty-drafts.view": "bracketed",
        "treaty-drafts.base": digest(made),
        "treaty-drafts.expression": "/akn/un/bill/provision/icg/2026-03-01/rivers/eng@l-1",
        "treaty-drafts.language": "eng",
        "treaty-drafts.symbol": "A/CONF.900/L.1",
    }
    assert digest(made).endswith(hashlib.sha256(file.parts["customXml/item1.xml"]).hexdigest())


def test_nothing_says_who_made_it_where_or_when() -> None:
    """No creator, no user, no template, no revision ids, no clock; the same text gives the same bytes."""
    data = docx(sample())
    assert data == docx(sample())
    file = Docx(data)
    assert {entry.date_time for entry in file.entries} == {(1980, 1, 1, 0, 0, 0)}
    everything = b"".join(file.parts.values()).decode()
    assert not re.search(r"creator|lastModifiedBy|rsid|Template|Company|<Application", everything)
    dates = set(re.findall(r"\d{4}-\d\d-\d\dT[^<\"]*", everything))
    assert dates <= {"2026-03-01T00:00:00Z"}


def test_every_part_has_its_type_and_its_relationship() -> None:
    """What stands in the package is declared, and what is referred to is there."""
    file = Docx(docx(sample()))
    declared = {one.get("PartName") for one in file.trees["[Content_Types].xml"] if one.get("PartName")}
    assert {name[1:] for name in declared} <= set(file.parts)
    idents = {one.get("Id") for one in file.trees["word/_rels/document.xml.rels"]}
    used = set(re.findall(rb'r:id="([^"]+)"', file.parts["word/document.xml"]))
    assert {name.decode() for name in used} <= idents


def test_a_table_is_a_table(office: Office) -> None:
    """Rows and cells; the office reads the same words."""
    data = docx(read_source(TABLE, name="draft.md").version)
    (table,) = Docx(data).document.iter(f"{W}tbl")
    cells = [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert cells == [["Year", "Rate"], ["2027", "30"]]
    seen = [text for text in office.open(data).paragraphs if text]
    assert seen == Docx(data).paragraphs()
    assert seen[-5:] == ["Year", "Rate", "2027", "30", "2.\tThey rise."]


def test_the_page_number_runs_from_the_left_in_arabic_too() -> None:
    """Else page 1 of 2 reads 2/1."""
    arabic = version(article(1, "التعاريف", paragraph("art_1__para_1", "1.", "تتعاون الأطراف")), language="ara")
    bidi = Docx(docx(arabic)).trees["word/footer.xml"].find(f".//{W}bidi")
    assert bidi is not None
    assert bidi.get(f"{W}val") == "0"


def test_words_of_the_other_script_are_runs_of_their_own() -> None:
    """In Arabic, Latin words run left to right; in English, Arabic ones right to left."""
    arabic = version(article(1, "التعاريف", paragraph("art_1__para_1", "1.", "تتعاون EU مع الأطراف")), language="ara")
    english = version(article(1, "Use", paragraph("art_1__para_1", "1.", "called نهر in Arabic")))
    for made, latin in ((arabic, "EU"), (english, "called ")):
        runs = {
            "".join(run.itertext()): run.find(f"{W}rPr/{W}rtl") is not None
            for run in Docx(docx(made)).document.iter(f"{W}r")
        }
        assert runs[latin] is False
        assert any(rtl for text, rtl in runs.items() if not text.isascii())


@pytest.mark.parametrize("name, language", REAL)
def test_real_texts_open_with_their_words(name: str, language: str, office: Office) -> None:
    """The file says what the rendition says, and the office reads the same paragraphs."""
    made = read_source(corpus(f"texts/{name}").read_bytes(), name=name, language=language).version
    rendition = rendition_of(made, view="bracketed")
    data = docx(made)
    assert Docx(data).words() == words_of(rendition)
    seen = office.open(data)
    assert not seen.changes
    said = Docx(data).paragraphs()
    notes = sum(line.role == "note" for line in rendition.lines)
    assert [text for text in seen.paragraphs if text] == said[: len(said) - notes]
    assert sum(map(len, seen.notes)) == notes


def test_bracketed_text_of_a_compilation_is_visible(office: Office) -> None:
    """Brackets and sponsors are characters, nothing is tracked, and the base is what the file carries."""
    rendition = rendition_of(emissions(), view="bracketed")
    data = render(emissions(), view="bracketed", to="docx")
    assert isinstance(data, bytes)
    assert Docx(data).words() == words_of(rendition)
    assert not office.open(data).changes


def test_what_the_office_keeps(office: Office, tmp_path: Path) -> None:
    """Loaded and saved again, the file has its bookmarks where they start, its base, and its properties."""
    made = sample()
    data = docx(made)
    saved = tmp_path / "saved.docx"
    office.open(data, save=saved)
    before, after = Docx(data), Docx(saved.read_bytes())
    assert after.bookmarks == before.bookmarks
    assert write(read(after.parts["customXml/item1.xml"]).version) == write(made)
    said = [{one.get("name"): one[0].text for one in file.trees["docProps/custom.xml"]} for file in (before, after)]
    assert said[0] == said[1]


def test_what_xml_has_no_place_for_is_left_out(office: Office) -> None:
    """New words with control characters make a file that opens."""
    old = sample()
    new = version(article(1, "Use", paragraph("art_1__para_1", "1.", "Rivers\x0b and\x00 lakes\ufffe are\x1f shared.")))
    data = render(compare(old, new), view="redline", to="docx")
    assert isinstance(data, bytes)
    assert "1.\tRivers and lakes are shared." in office.open(data, "accept").paragraphs


def test_comments_do_not_take_the_footnotes_away(office: Office) -> None:
    """Between the first footnote and the second one costs LibreOffice 7.4 both, unless it is referred to later."""
    texts = [
        join([Text(f"{words} are shared"), note(f"art_1__note_{number}", str(number), f"Note {number}."), Text(".")])
        for number, words in enumerate(("Rivers", "Lakes"), 1)
    ]
    first, second = (paragraph(f"art_1__para_{at}", f"{at}.", text) for at, text in zip((1, 3), texts, strict=True))
    between = paragraph("art_1__para_2", "2.", "All are wet.")
    base = read(write(version(article(1, "Use", first, between, second)))).version
    amendment = propose(base, "All of them are wet.", at="art_1__para_2", sponsors=("EU", "JPN"), symbol="L.1")
    amendment = msgspec.structs.replace(amendment, reason="To be clear.")
    seen = office.open(render(compile(base, [amendment]), view="redline", to="docx"))  # type: ignore[arg-type]
    assert [text.strip() for (text,) in seen.notes] == ["Note 1.", "Note 2."]
    assert {comment.text for comment in seen.comments} == {"EU, JPN", "L.1 (EU, JPN): To be clear."}
