"""Instructions in the languages of the United Nations: the table is whole, and its sentences read as meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from treaty_drafts.akn import check, read
from treaty_drafts.amend import (
    Patch,
    citation,
    propose,
    propose_delete,
    propose_move,
    prose,
    read_amendment,
    write_amendment,
)
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.model.tree import Provision, blocks, words_of
from treaty_drafts.model.version import Facts, Version
from treaty_drafts.sources import read_source

LANGUAGES = ("eng", "fra", "spa", "rus", "ara", "zho")
WORDS = {
    "eng": ("Article 2", "Each Party shall act at once.", "shall", "may"),
    "fra": ("Article 2", "Chaque Partie agit sans tarder.", "agit", "agira"),
    "spa": ("Artículo 2", "Cada Parte actuará sin demora.", "actuará", "podrá actuar"),
    "rus": ("Статья 2", "Каждая Сторона действует незамедлительно.", "действует", "может действовать"),
    "ara": ("المادة 2", "يعمل كل طرف على الفور.", "يعمل", "يجوز"),
    "zho": ("第二条", "各缔约方应立即采取行动。", "应", "可"),
}


def draft(language: str) -> Version:
    article, words, _, _ = WORDS[language]
    other = article.replace("2", "3").replace("二", "三")
    text = f"# T\n\n## {article}\n\n1. {words}\n\n2. {words}\n\n## {other}\n\n1. {words}\n"
    return read_source(text.encode(), name="t.md", language=language).version


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("eng", "In article 2, paragraph 1, replace “shall” by “may”."),
        ("fra", "Article 2, paragraphe 1 : remplacer «\u00a0agit\u00a0» par «\u00a0agira\u00a0»."),
        ("spa", "Artículo 2, párrafo 1: sustituir «actuará» por «podrá actuar»."),
        ("rus", "Статья 2, пункт 1: заменить «действует» на «может действовать»."),
        ("ara", "المادة 2، الفقرة 1: يستعاض عن «يعمل» بعبارة «يجوز»."),
        ("zho", "第二条第1款：将“应”改为“可”。"),
    ],
)
def test_words_replaced(language: str, sentence: str) -> None:
    """The instruction is in the language of the text, and the document that holds it is valid."""
    base = draft(language)
    _, words, old, new = WORDS[language]
    wid = next(wid for wid in base.index if wid.endswith("para_1"))
    amendment = propose(base, words.replace(old, new), at=wid, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, base) == (sentence,)
    document = write_amendment(amendment, base)
    assert check(document) == ()
    assert read_amendment(document) == amendment
    opening, closing = phrases_in(language).quotes
    assert f'startQuote="{opening}" endQuote="{closing}">{new}</quotedText>' in document.decode()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("eng", "EU, CHE: sub-amendment to L.1"),
        ("fra", "EU, CHE : sous-amendement à L.1"),
        ("spa", "EU, CHE: subenmienda a L.1"),
        ("rus", "EU, CHE: поправка к поправке L.1"),
        ("ara", "EU, CHE: تعديل فرعي على L.1"),
        ("zho", "EU, CHE：对修正案L.1的再修正案"),
    ],
)
def test_a_sub_amendment_names_the_amendment_that_it_amends(language: str, line: str) -> None:
    """And points to its document, beside the text that both amend."""
    base = draft(language)
    wid = next(wid for wid in base.index if wid.endswith("para_1"))
    document = write_amendment(propose_delete(base, wid, sponsors=("EU", "CHE"), symbol="L.2", amends="L.1"), base)
    assert check(document) == ()
    preface = read(document).version.root.child("preface")
    assert isinstance(preface, Provision)
    assert words_of(preface).split("\n")[1].replace("\u00a0", " ") == line
    affected = [mark for block in blocks(preface) for mark in block.text.marks if mark.name == "affectedDocument"]
    assert [dict(mark.attrs)["href"] for mark in affected] == [
        f"/akn/un/amendment/t/l-1/{language}@",
        f"/akn/un/bill/t/{language}@",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("eng", "After the heading of article 2, insert:"),
        ("fra", "Article 2, titre : insérer à la suite :"),
        ("spa", "Artículo 2, título: insertar a continuación:"),
        ("rus", "Статья 2, заголовок: включить после этого:"),
        ("ara", "عنوان المادة 2: يضاف بعد ذلك ما يلي:"),
        ("zho", "第二条的标题：在其后插入："),
    ],
)
def test_words_after_a_heading(language: str, sentence: str) -> None:
    """What comes in before all other words of an article comes after its heading, and still in the article."""
    article, words, _, _ = WORDS[language]
    drafts = [
        read_source(f"# T\n\n## {article}\n\n#### H\n\n{lines}\n".encode(), name="t.md", language=language).version
        for lines in (words, f"X\n\n{words}")
    ]
    amendment = propose(*drafts, sponsors=("EU",), symbol="L.1")
    assert prose(amendment.patch, drafts[0]) == (f"{sentence}\nX",)


@pytest.mark.parametrize(
    ("language", "replaced", "deleted", "lifted"),
    [
        (
            "eng",
            "Replace the text of article 2 by the following:",
            "Delete article 2, paragraphs 1 and 2.",
            "In article 2, paragraph 1, delete the square brackets around “shall”.",
        ),
        (
            "fra",
            "Article 2, texte : remplacer par ce qui suit :",
            "Article 2, paragraphes 1 et 2 : à supprimer.",
            "Article 2, paragraphe 1 : supprimer les crochets autour de «\u00a0agit\u00a0».",
        ),
        (
            "spa",
            "Artículo 2, texto: sustituir por lo siguiente:",
            "Artículo 2, párrafos 1 y 2: suprímase.",
            "Artículo 2, párrafo 1: suprimir los corchetes de «actuará».",
        ),
        (
            "rus",
            "Статья 2, текст: заменить следующим:",
            "Статья 2, пункты 1 и 2: исключить.",
            "Статья 2, пункт 1: снять квадратные скобки вокруг «действует».",
        ),
        (
            "ara",
            "نص المادة 2: يستعاض عن ذلك بما يلي:",
            "المادة 2، الفقرة 1 والفقرة 2: حذف.",
            "المادة 2، الفقرة 1: تحذف الأقواس المعقوفة حول «يعمل».",
        ),
        ("zho", "第二条的案文：改为：", "第二条第1款和第2款：删除。", "第二条第1款：删除“应”的方括号。"),
    ],
)
def test_what_is_told_together(language: str, replaced: str, deleted: str, lifted: str) -> None:
    """A text replaced whole, neighbours deleted, brackets lifted: one instruction each."""
    article, words, old, _ = WORDS[language]
    text = "# T\n\n## {}\n\n#### H\n\n{}\n"
    base, whole, bracketed = (
        read_source(text.format(article, lines).encode(), name="t.md", language=language).version
        for lines in (
            f"1. {words}\n\n2. {words}\n\n3. {words}",
            "1. X\n\n2. Y",
            f"1. {words.replace(old, f'[{old}]')}\n\n2. {words}\n\n3. {words}",
        )
    )
    paragraphs = [wid for wid in base.index if re.fullmatch(r"art_[^_]+__para_[12]", wid)]
    gone = [propose_delete(base, wid, sponsors=("EU",), symbol="L.1").patch.edits[0] for wid in paragraphs]
    assert prose(propose(base, whole, sponsors=("EU",), symbol="L.1").patch, base) == (f"{replaced}\n1. X\n2. Y",)
    assert prose(Patch("", tuple(gone)), base) == (deleted,)
    assert prose(propose(bracketed, base, sponsors=("EU",), symbol="L.1").patch, bracketed) == (lifted,)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("eng", "The text of article 2 becomes paragraph 1."),
        ("fra", "Article 2, texte : devient paragraphe 1."),
        ("spa", "Artículo 2, texto: pasa a ser párrafo 1."),
        ("rus", "Статья 2, текст: становится: пункт 1."),
        ("ara", "نص المادة 2: يصبح: الفقرة 1."),
        ("zho", "第二条的案文：成为第1款。"),
    ],
)
def test_a_text_that_gets_a_number(language: str, sentence: str) -> None:
    article, words, _, _ = WORDS[language]
    base, wanted = (
        read_source(f"# T\n\n## {article}\n\n#### H\n\n{line}\n".encode(), name="t.md", language=language).version
        for line in (words * 3, f"1. {words * 3}")
    )
    assert prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base) == (sentence,)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("［应］［可］", "应", "将“［应］［可］”改为“应”"),
        ("［应］［可］", "［可］", "删除“［应］”"),
        ("［应］", "应", "删除“应”的方括号"),
        ("采取", "［采取］", "将“采取”置于方括号内"),
    ],
)
def test_the_brackets_of_chinese_texts_are_brackets(old: str, new: str, said: str) -> None:
    """Full-width ones too."""
    text = f"各缔约方{old if old != '采取' else ''}立即{old if old == '采取' else '采取'}行动。"
    base, wanted = (
        read_source(f"# T\n\n## 第二条\n\n1. {line}\n".encode(), name="t.md", language="zho").version
        for line in (text, text.replace(old, new))
    )
    assert prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base) == (f"第二条第1款：{said}。",)


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("eng", "article 2, table, second row, first column"),
        ("fra", "article 2, tableau, rangée 2, colonne 1"),
        ("spa", "artículo 2, cuadro, fila 2, columna 1"),
        ("rus", "статья 2, таблица, ряд 2, столбец 1"),
        ("ara", "المادة 2، الجدول، الصف 2، العمود 1"),
        ("zho", "第二条表格第2行第1列"),
    ],
)
def test_a_cell_of_a_table(language: str, place: str) -> None:
    article, words, _, _ = WORDS[language]
    text = f"# T\n\n## {article}\n\n{words}\n\n| A | B |\n|---|---|\n| X | Y |\n"
    base = read_source(text.encode(), name="t.md", language=language).version
    (cell,) = [wid for wid, node in base.index.items() if node.name == "td" and words_of(node).strip() == "X"]
    assert citation(base, cell) == place


def test_a_table_is_looked_through_once_for_all_its_cells() -> None:
    """Who amends a schedule may cite a cell in each of some thousand rows."""
    looked: list[int] = []

    class Watched(tuple[Provision, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Provision]:
            looked.append(len(self))
            return super().__iter__()

    rows = [Provision("tr", f"r{n}", (), (Provision("td", f"c{n}", (), ()),)) for n in range(1, 51)]
    table = Provision("table", "t", (), Watched(rows))
    version = Version(Provision("bill", "main", (), (Provision("body", "body", (), (table,)),)), Facts())
    assert version.index["c50"] is rows[-1].children[0]
    looked.clear()
    cited = [citation(version, f"c{n}") for n in range(1, 51)]
    assert (cited[1], cited[-1]) == ("table, second row, first column", "table, 50th row, first column")
    assert looked == [50]


@pytest.mark.parametrize(
    ("language", "place"),
    [
        ("eng", "chapeau of article 2, paragraph 1"),
        ("fra", "article 2, paragraphe 1, chapeau"),
        ("spa", "artículo 2, párrafo 1, encabezamiento"),
        ("rus", "статья 2, пункт 1, вводная часть"),
        ("ara", "مستهل المادة 2، الفقرة 1"),
        ("zho", "第二条第1款的起首部分"),
    ],
)
def test_the_words_before_points_are_their_chapeau(language: str, place: str) -> None:
    """They alone are meant; the paragraph is more."""
    article, words, _, _ = WORDS[language]
    text = f"# T\n\n## {article}\n\n1. {words[:-1]}:\n\n   (a) X;\n\n   (b) Y.\n"
    base = read_source(text.encode(), name="t.md", language=language).version
    (line,) = [wid for wid, node in base.index.items() if node.name == "p" and base.parents[wid].endswith("intro")]
    assert citation(base, line) == citation(base, base.parents[line]) == place


@pytest.mark.parametrize("language", LANGUAGES)
def test_provisions_deleted_and_moved(language: str) -> None:
    base = draft(language)
    one, other = [wid for wid in base.index if re.fullmatch(r"art_[^_]+", wid)]
    (deleted,) = prose(propose_delete(base, one, sponsors=("EU",), symbol="L.1").patch, base)
    (moved,) = prose(propose_move(base, one, other, sponsors=("EU",), symbol="L.1").patch, base)
    article = WORDS[language][0]
    assert article.lower() in deleted.lower()
    assert article.lower() in moved.lower()
    assert article.replace("2", "3").replace("二", "三").lower() in moved.lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_the_blanks_of_the_english_one(language: str) -> None:
    """No translation loses a place or a quotation; names of elements are those that English or the standard has."""
    english, phrases = phrases_in("eng"), phrases_in(language)
    for field in msgspec.structs.fields(Phrases):
        ours, theirs = getattr(phrases, field.name), getattr(english, field.name)
        if isinstance(theirs, str):
            assert set(re.findall(r"\{\w+\}", ours)) == set(re.findall(r"\{\w+\}", theirs)), field.name
    assert phrases.labels.keys() == english.labels.keys()
    assert phrases.parts.keys() == english.parts.keys()


def test_another_language_gets_english() -> None:
    assert phrases_in("por") is phrases_in("eng")


def test_neighbours_of_one_number_are_named_though_it_repeats() -> None:
    """As a draft may number two articles before it is renumbered."""
    twice, kept = (
        "## 第二条\n\n缔约方应立即采取行动。\n\n## 第二条\n\n河流是共有的。\n\n",
        "## 第三条\n\n本协定不设期限。\n",
    )
    texts = (f"# T\n\n## 第一条\n\n水是大家的。\n\n{between}{kept}" for between in (twice, ""))
    base, wanted = (read_source(text.encode(), name="t.md", language="zho").version for text in texts)
    assert prose(propose(base, wanted, sponsors=("EU",), symbol="L.1").patch, base) == ("第二条和第二条：删除。",)
