"""PDF renditions: what the structure says, what the file carries, what is refused."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections import Counter
from functools import cache
from itertools import groupby
from operator import itemgetter

import msgspec
import pikepdf
import pytest
import regex
from rapidfuzz.distance import LCSseq

from tests.conftest import corpus, needs, times
from tests.render.build import HandMade, amendment, article, emissions, note, paragraph, version
from tests.render.pdf import Element, readable, structure, words_of_pdf
from tests.render.reading import squeezed
from treaty_drafts import akn
from treaty_drafts.amend import compare, propose
from treaty_drafts.compilation import compile
from treaty_drafts.errors import MissingFont
from treaty_drafts.model.tree import Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render import Rendition, Source, render, rendition_of
from treaty_drafts.render.labels import labels_in
from treaty_drafts.render.pdf import fonts
from treaty_drafts.render.pdf.data import page
from treaty_drafts.sources import read_source


def pdf(source: Source, view: str = "clean") -> bytes:
    return bytes(render(source, view=view, to="pdf", keep_brackets=True))  # type: ignore[arg-type]


def said(data: bytes) -> str:
    return squeezed(structure(data).text)


def test_the_same_text_gives_the_same_bytes():
    """No clock and no chance: a PDF can be made again and compared."""
    assert pdf(emissions(), "bracketed") == pdf(emissions(), "bracketed")


PRINTING = """
import sys
import typst
from tests.render.build import emissions
from treaty_drafts.render import render
before = render(emissions().base, to="pdf")
for _ in range(int(sys.argv[1])):
    typst.compile(b"x", font_paths=typst.Fonts(include_system_fonts=False), format="svg")
for _ in range(10):
    assert render(emissions().base, to="pdf") == before
"""


@pytest.mark.nightly
def test_a_process_prints_as_many_texts_as_it_likes():
    """Typst counts the files that it is given as bytes, up to 65,535 in a process: ours is none of them."""
    subprocess.run([sys.executable, "-c", PRINTING, str(times(0, 65_530))], check=True, capture_output=True)


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


def test_a_page_may_end_in_an_insertion_above_a_note_that_is_deleted_and_the_other_way_round():
    """PDF/UA allows no words of both, and Typst mixes them up there: the file is PDF/A alone, and says all the same."""
    held = paragraph("art_1__para_1", "1.", join([Text("Nets"), note("art_1__note_1", "1", "Of any mesh.")]))
    duty = "Each Party shall mark its fishing gear. " * 150
    long = paragraph("art_1__para_2", "2.", duty)
    noted = version(article(1, "Aim", held))
    unnoted = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Nets"), long))
    for old, new, words, mark in (
        (noted, unnoted, "/Underline", "/LineThrough"),
        (unnoted, noted, "/LineThrough", "/Underline"),
    ):
        data = pdf(compare(old, new), "redline")
        marked: dict[str, str] = {}
        for span in structure(data).all("Span"):
            name = span.attributes.get("TextDecorationType", "")
            marked[name] = marked.get(name, "") + squeezed(span.text)
        assert "Ofanymesh." in marked[mark]
        assert squeezed(duty) in marked[words]
        with pikepdf.open(io.BytesIO(data)).open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata.get("pdfuaid:part")) == ("2", None)


def test_on_such_a_page_too_a_character_that_no_font_has_is_refused():
    held = paragraph("art_1__para_1", "1.", join([Text("Nets"), note("art_1__note_1", "1", "Of any mesh.")]))
    long = paragraph("art_1__para_2", "2.", "Each Party shall mark its fishing gear. " * 150 + "\ue123")
    unnoted = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Nets"), long))
    with pytest.raises(MissingFont, match=r"no font at hand has U\+E123"):
        pdf(compare(version(article(1, "Aim", held)), unnoted), "redline")


def test_headings_and_notes_are_what_they_are():
    """An article's heading is a heading; a footnote is a note, where it is called."""
    text = join([Text("Parties act"), note("art_1__note_1", "1", "See the report."), Text(" together.")])
    document = structure(pdf(version(article(1, "Aim", paragraph("art_1__para_1", "1.", text)))))
    assert [squeezed(one.text) for one in document.all("H1")] == ["Article1Aim"]
    assert [squeezed(one.text) for one in document.all("Note")] == ["1Seethereport."]


def test_each_row_of_the_comparative_table_has_its_head():
    """Heads by their scope: of a column in the first row, of a row in its first cell."""
    rows = structure(pdf(emissions(), "table")).all("TR")
    scopes = [[cell.attributes.get("Scope", "") for cell in row.held if isinstance(cell, Element)] for row in rows]
    heads = [["/Column"] * len(one) for one in scopes]
    below = [["/Row", *[""] * (len(one) - 1)] for one in scopes]
    assert scopes[0] == heads[0]
    assert scopes[1] == below[1]
    assert all(one in (head, row) for one, head, row in zip(scopes, heads, below, strict=True))


DATED = "1 March 2026, por"
WHO = "Delegations BRA\u00a0L.1"


@pytest.mark.parametrize(
    ("view", "own"),
    [
        ("clean", [f"{DATED}Clean text"]),
        ("bracketed", [f"{DATED}Negotiating text{WHO}[…] {labels_in('eng').keys[2]}", " (BRA)"]),
        ("table", [f"{DATED}Comparative table{WHO}inserted  deletedBaseBRAArticle 1, paragraph 1"]),
    ],
)
def test_a_page_says_the_language_of_its_text_and_that_of_its_own_words(view: str, own: list[str]):
    """To a screen reader, for the whole and for what the renderer says itself in English: its head, its labels."""
    draft = akn.read(
        akn.write(version(article(1, "A", paragraph("art_1__para_1", "1.", "Os Estados.")), language="por"))
    ).version
    tabled = propose(draft, "Todos os Estados.", at="art_1__para_1", sponsors=("BRA",), symbol="L.1")
    data = pdf(draft if view == "clean" else compile(draft, (tabled,)), view)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.Root.Lang) == "pt"
    stretches = groupby(structure(data).spoken("pt"), key=itemgetter(0))
    assert ["".join(said for _, said in group) for language, group in stretches if language == "en"] == own


def test_the_head_of_a_page_is_punctuated_and_directed_as_its_language_is():
    """The symbols of two texts run on in the direction of reading, each whole; lists have their own commas."""
    heads = {}
    for language in ("eng", "ara", "zho"):
        old = version(article(1, "A", paragraph("art_1__para_1", "1.", "…")), language=language)
        new = Version(old.root, msgspec.structs.replace(old.facts, symbol="A/CONF.900/L.2"))
        given = page(rendition_of(compare(old, new), view="redline"), "")
        heads[language] = given["symbol"][1], given["facts"]
    assert heads == {
        "eng": (" → ", ["1 March 2026, English"]),
        "ara": (" ← ", ["1 آذار/مارس 2026، العربية"]),
        "zho": (" → ", ["2026年3月1日，中文"]),
    }
    tabled = HandMade(version(language="ara"), (amendment("L.1", "EU"), amendment("L.2", "USA")))
    assert page(rendition_of(tabled, view="bracketed"), "")["delegations"][-1] == "EU\u00a0L.1؛ USA\u00a0L.2"


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\u200b", "\u00ad"])
def test_a_heading_that_says_nothing_is_no_heading(blank: str, request: pytest.FixtureRequest):
    """The standard knows no empty headings; what stands below is printed all the same."""
    if blank == "\u3000":  # which only fonts of Chinese have
        request.getfixturevalue("noto")
    draft = version(article(1, blank, paragraph("art_1__para_1", "1.", "Parties act."), word=blank))
    assert said(pdf(draft)).endswith("1.Partiesact.")


def test_a_character_that_no_font_has_is_refused():
    """Never an empty box: the refusal names the character and what can be done."""
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each \ue123 acts.")))
    with pytest.raises(MissingFont, match=r"no font at hand has U\+E123 \(write it otherwise"):
        pdf(draft)


def test_a_missing_face_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch):
    """Where the system lacks the face of a script: the characters, the script, the face, the package."""
    monkeypatch.setattr(fonts, "installed", frozenset)
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "各方")))
    with pytest.raises(MissingFont) as caught:
        pdf(draft)
    assert str(caught.value) == (
        "no font at hand has 各 (U+5404) 方 (U+65B9) (Han) "
        "(install Noto Serif CJK SC; on Debian and Ubuntu: apt-get install fonts-noto-cjk)"
    )


def test_a_mark_on_a_letter_of_another_script_is_refused():
    """Typst would print the mark and lose the letter."""
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "слово\u064e")))
    with pytest.raises(MissingFont, match=r"о \(U\+043E\) . \(U\+064E\)"):
        pdf(draft)


def test_what_comes_with_the_program_needs_no_font_of_the_system(monkeypatch: pytest.MonkeyPatch):
    """Latin, Greek, Cyrillic, Arabic: Vietnamese, Yoruba, Hausa, Serbian, Uzbek, polytonic Greek, Arabic marks."""
    words = "Tiếng Việt Ọ̀yọ́ ẹ̀tọ́ ƙasa ɗaya ŋutɔ ɛ̀ Ђурђевдан ўзбек ΐνα ᾧ ἄνθρωπος مُبرم إنّ ☐ →"
    monkeypatch.setattr(fonts, "installed", frozenset)
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", words)))
    said_words = said(pdf(draft))
    for word in words.split():
        assert word in said_words


def test_controls_are_shown_by_their_codes():
    """A control that turns the words around it is seen, and turns nothing."""
    draft = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Each \u202eyllear\u202c acts\u0085.")))
    assert "EachU+202EyllearU+202CactsU+0085." in said(pdf(draft))


def test_metadata_holds_nothing_but_the_text_and_its_maker():
    """Title, the version's date, the typesetter's name: no user, no clock, no path."""
    opened = pikepdf.open(io.BytesIO(pdf(emissions().base)))
    assert {key: str(value) for key, value in opened.docinfo.items()} == {
        "/Title": "Draft Agreement on Shared Rivers",
        "/Creator": str(opened.docinfo["/Creator"]),
        "/CreationDate": "D:20260301000000Z",
        "/ModDate": "D:20260301000000Z",
    }
    assert str(opened.docinfo["/Creator"]).startswith("Typst ")
    assert str(opened.Root.Lang) == "en"
    with opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")


def test_line_numbers_are_those_of_the_page_on_screen():
    """Every fifth line of the base, counted at the fixed measure: an amendment moves none, and they are no words."""
    old = version(article(1, "Aim", *(paragraph(f"art_1__para_{n}", f"{n}.", f"Line {n}.") for n in range(1, 12))))
    new = version(article(1, "Aim", *(paragraph(f"art_1__para_{n}", f"{n}.", f"Line {n}.") for n in range(4, 12))))
    numbers = [run.text for line in rendition_of(old).lines for run in line.runs if run.kind == "number"]
    assert numbers == ["5", "10"]
    for data in (pdf(old), pdf(compare(old, new), "redline")):
        assert printed(data, "-x", "0", "-y", "0", "-W", "85", "-H", "700").split() == numbers


LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
BODY = ("-x", "77", "-y", "74", "-W", "441", "-H", "698")
"""Where the text stands on each page, in points: without page heads, page feet and line numbers."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("noto")
def test_pdftotext_gives_back_the_words_of_a_treaty_in_order(language: str):
    """`pdftotext -layout` of the agreement on marine biodiversity: its words, in order, and no others.

    Vowel signs of Arabic apart, each of which it puts before its letter: all of them are there.
    """
    given, _, data = treaty(language)
    found = printed(data, "-layout", *BODY)
    assert words(found)[-len(words(given)) :] == words(given)
    assert len(words(found)) - len(words(given)) == len(words(head(language)))
    assert Counter(VOWELS.findall(found)) == Counter(VOWELS.findall(given))


@pytest.mark.parametrize("language, lost, moved", [(one, 0, 0) for one in ("en", "es", "fr", "zh")] + [("ar", 0, 13)])
@pytest.mark.usefixtures("noto")
def test_pdftotext_needs_no_options(language: str, lost: int, moved: int):
    """`pdftotext`: the words in order, among page heads and line numbers; of Arabic, a few headings it moves."""
    given, _, data = treaty(language)
    found = words(printed(data))
    assert (Counter(words(given)) - Counter(found)).total() == lost
    assert LCSseq.similarity(words(given), found) >= len(words(given)) - moved


@pytest.mark.usefixtures("noto")
def test_pdftotext_without_options_parts_russian_words_at_the_ends_of_pages():
    """The source has the hyphens of its own lines inside words; where a page ends in one, its foot stands between."""
    given, _, data = treaty("ru")
    assert LCSseq.similarity(words(given), words(printed(data, "-raw"))) >= len(words(given)) - 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("noto")
def test_the_structure_of_a_treaty_says_every_character_in_order(language: str):
    """What a screen reader is told: vowel signs, figures, brackets and all, from the right as from the left."""
    given, _, data = treaty(language)
    body, notes = words_of_pdf(data)
    assert not notes
    assert body == readable(head(language) + given)


def test_arabic_with_vowel_signs_figures_and_brackets_is_read_in_order():
    """A letter and its sign are one; figures that follow each other from the right, and signs between, are as typed."""
    text = "تُشجِّع الأطرافُ [نموًّا كبيراً] (أ) وفقاً للمادة 15، 2 - يُفسَّر هذا الاتفاق في A/CONF.900/L.1 حتى 2030."
    data = pdf(version(article(1, "الأهداف", paragraph("art_1__para_1", "1.", text)), language="ara"))
    assert readable(text) in words_of_pdf(data)[0]
    assert " ".join(words(text)) in " ".join(words(printed(data)))


@pytest.mark.parametrize("language", ["en", "zh", "ar"])
@pytest.mark.usefixtures("noto")
def test_all_fonts_are_embedded(language: str):
    """Nothing is left to the fonts of the machine that prints it."""
    rows = poppler("pdffonts", treaty(language)[2]).splitlines()[2:]
    assert rows
    assert {row.split()[-5] for row in rows} == {"yes"}


@cache
def treaty(language: str) -> tuple[str, Rendition, bytes]:
    """The text of the agreement, its rendition, and its PDF."""
    path = corpus(f"texts/bbnj/bbnj-agreement-2023.{language}.txt")
    draft = read_source(path.read_bytes(), name=path.name).version
    rendition = rendition_of(draft, keep_brackets=True)
    shown = " ".join(
        "".join(run.text for run in runs if run.kind != "number")
        for line in rendition.lines
        for runs in (line.num, line.runs)
    )
    return shown, rendition, pdf(draft)


def head(language: str) -> str:
    """What stands above the text on the first page."""
    given = page(treaty(language)[1], "")
    return " ".join(one for name in ("facts", "view") for one in given[name])


def words(text: str) -> list[str]:
    """The words, compounds as one: at the end of a line pdftotext takes their hyphen for the line's.

    A line that it ends without a break, and marks of direction, part no words.
    """
    return WORD.findall(SIGNS.sub("", text.replace("\u202c\u202b", "\n")))


VOWELS = regex.compile(r"[\u064b-\u0652]")
SIGNS = regex.compile(r"[\u00ad\u200f\u202a-\u202e\u064b-\u0652]|-\s*")
WORD = regex.compile(r"\p{Han}|\p{Arabic}+|\p{Nd}+|[\p{L}--\p{Han}\p{Arabic}]+", regex.VERSION1)
"""Arabic words and figures are told apart, whose blank between is where the direction turns."""


def printed(data: bytes, *options: str) -> str:
    """What pdftotext reads."""
    return poppler("pdftotext", data, *options, "-")


def poppler(program: str, data: bytes, *options: str) -> str:
    """What one of poppler's programs prints of a PDF; `options` follow the file where they are its output."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        flags = [option for option in options if option != "-"]
        command = [needs(program), *flags, file.name, *(option for option in options if option == "-")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
