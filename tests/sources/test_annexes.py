"""Annexes: their articles are numbered anew, in every format and language, and are not those of the main text."""

from __future__ import annotations

import io
import zipfile

import pytest

from treaty_drafts.amend.propose import propose
from treaty_drafts.amend.prose import prose
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

DRAFT = """# Draft

## Article 1 Care

Parties shall take care.

# Annex I Procedure

## Article 1 Requests

Requests are made in writing.

# Annex II Forms

1. Form A.
"""
UNITS = ["art_1", "att_I", "att_I__art_1", "att_II", "att_II__para_1"]
LANGUAGES = {
    "eng": ("Article 1", "Parties shall take care of the rivers.", ("Annex I", "ANNEX 1", "Annex A", "Annex")),
    "fra": (
        "Article premier",
        "Les Parties prennent soin des rivières.",
        ("Annexe I", "ANNEXE 1", "Annexe A", "Annexe"),
    ),
    "spa": ("Artículo 1", "Las Partes cuidarán de los ríos.", ("Anexo I", "ANEXO 1", "Anexo A", "Anexo")),
    "rus": (
        "Статья 1",
        "Стороны заботятся о реках.",
        ("Приложение I", "ПРИЛОЖЕНИЕ 1", "Приложение № 1", "Приложение А"),
    ),
    "ara": ("المادة 1", "تعتني الأطراف بالأنهار.", ("المرفق الأول", "المرفق 1", "المرفق ألف", "مرفق")),
    "zho": ("第一条", "缔约方应当爱护河流。", ("附件一", "附件1", "附件A", "附件 I", "附件")),
}


def read(text: str, name: str) -> Version:
    """The version in a text of that name."""
    return read_source(text.encode(), name=name).version


def units(version: Version) -> list[str]:
    """The wIds of articles, paragraphs and annexes."""
    names = ("article", "paragraph", "attachment")
    return [wid for wid, node in version.index.items() if node.name in names]


def plain(text: str) -> str:
    """Markdown as plain text."""
    return text.replace("# ", "").replace("#", "")


@pytest.mark.parametrize("level", ["##", "###"])
@pytest.mark.parametrize("part", ["", "# Part I\n\n"])
def test_an_annex_whose_articles_begin_anew_is_an_attachment(part: str, level: str) -> None:
    text = DRAFT.replace("## Article 1 Care", f"{part}## Article 1 Care").replace(
        "## Article 1 R", f"{level} Article 1 R"
    )
    for name, words in (("draft.md", text), ("draft.txt", plain(text))):
        assert [wid for wid in units(read(words, name)) if wid != "part_I"] == UNITS, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_by_number_letter_or_alone(language: str) -> None:
    article, sentence, annexes = LANGUAGES[language]
    for annex in annexes:
        text = f"## {article}\n\n{sentence}\n\n# {annex}\n\n## {article}\n\n{sentence}\n"
        for name, words in (("draft.md", text), ("draft.txt", plain(text))):
            found = read(words, name)
            main, attachment, inside = units(found)
            assert (found.facts.language, main) == (language, "art_1")
            assert inside == f"{attachment}__art_1"


def test_annexes_of_a_chinese_and_an_arabic_text_have_the_wids_of_the_english_one() -> None:
    for name, first, second in (("zho", "附件一", "附件一之二"), ("ara", "المرفق الأول", "المرفق الأول مكررا")):
        article, sentence, _ = LANGUAGES[name]
        body = f"\n\n## {article}\n\n{sentence}\n\n"
        found = read(f"{body}# {first}{body}# {second}{body}", "draft.md")
        assert units(found) == ["art_1", "att_I", "att_I__art_1", "att_Ibis", "att_Ibis__art_1"]


def test_annexes_lettered_past_b_go_on() -> None:
    """C is a hundred, too."""
    text = DRAFT + "".join(f"\n# Annex {letter} Lists\n\n1. One.\n" for letter in "ABCD")
    found = read(
        text.replace("# Annex I P", "# P").replace("# Annex II", "#").replace("## Article 1 R", "1. R"), "x.md"
    )
    assert [wid for wid in units(found) if wid.startswith("att") and "__" not in wid] == [
        "att_A",
        "att_B",
        "att_C",
        "att_D",
    ]


def test_a_line_that_only_mentions_an_annex_or_an_article_begins_none() -> None:
    text = "Article 1 Care\n\nAnnex I Lists apply to rivers, too.\n\nArticle 2 Lists\n\nThere are lists.\n\nAnnex I\n\n"
    found = read(text + "Article 2 Parties shall keep the lists.\n", "draft.txt")
    assert [wid for wid in units(found) if "__" not in wid] == ["art_1", "art_2", "att_I"]
    assert "att_I__art_2" not in found.index


@pytest.mark.parametrize("ending", ["md", "txt", "html", "docx"])
def test_an_edit_of_an_annexs_article_says_which_it_is_of(ending: str) -> None:
    base = read(DRAFT, "draft.md")
    copy = _put_in(render(base, view="clean", to=ending), "in writing", "by letter")
    edited = read_source(copy, name=f"draft.{ending}").version
    (told,) = prose(propose(base, edited, sponsors=("EU",), symbol="L.3").patch, base)
    assert told == "In annex I, article 1, replace “in writing” by “by letter”."


@pytest.mark.parametrize(
    ("after", "heading", "wids"),
    [
        ("Form A.", "Annex III Lakes", [*UNITS, "att_III", "att_III__art_1"]),
        ("in writing", "Annex I bis Lakes", [*UNITS[:3], "att_Ibis", "att_Ibis__art_1", *UNITS[3:]]),
        ("take care", "Annex Lakes", ["art_1", "att_1", "att_1__art_1", *UNITS[1:]]),
    ],
)
def test_an_annex_put_into_a_word_copy_is_one_there_too(after: str, heading: str, wids: list[str]) -> None:
    base = read(DRAFT, "draft.md")
    new = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in (("Heading1", heading), ("Heading2", "Article 1 Names"), ("Text", "Each lake has a name."))
    )
    copy = render(base, view="clean", to="docx")
    place = _document(copy)
    at = place.index("</w:p>", place.index(after)) + len("</w:p>")
    edited = read_source(_put_in(copy, place[:at], place[:at] + new), name="draft.docx").version
    assert units(edited) == wids


def _document(copy: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(copy)).read("word/document.xml").decode()


def _put_in(copy: str | bytes, old: str, new: str) -> bytes:
    """The copy with these words in the place of those, in any format."""
    if isinstance(copy, str):
        return copy.replace(old, new).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(copy)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part.decode().replace(old, new).encode() if name == "word/document.xml" else part)
    return out.getvalue()
