# ruff: noqa: E501  (a case and its expectation read best side by side)
"""Renumbering: labels in the styles of six languages, references, concordance, and what is left for a person."""

from __future__ import annotations

import pytest

from tests.compilation.numbered import (
    article,
    block,
    labels,
    numbering,
    paragraph,
    point,
    reading,
    renumbered,
    text_of,
    unit,
    words,
)
from tests.conftest import corpus
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Deletion, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.compilation import compile, consolidate
from treaty_drafts.compilation.numbering.numerals import STYLES, readings
from treaty_drafts.compilation.numbering.renumber import Row, renumber
from treaty_drafts.model.tree import ATOM, Mark, Provision, Text
from treaty_drafts.sources.read import read_source


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_reads_what_it_writes(style: str) -> None:
    """Every number from 1 to 399 that a style can write is read back."""
    one = STYLES[style]
    written = {value: text for value in range(1, 400) if (text := one.write(value))}
    assert len(written) >= 10
    assert {value: one.read(text) for value, text in written.items()} == {value: value for value in written}


@pytest.mark.parametrize(
    "template, old, new",
    [
        ("Article {}", "1 3 3_bis 5", "1 2 3 4"),
        ("[Article {}]", "1 2bis 2ter", "1 2 3"),
        ("Article {}.", "1 1A 2", "1 2 3"),
        ("ARTICLE {}", "I II_bis IV", "I II III"),
        ("Article {}", "I II III IV V VI VII VIII X XI", "I II III IV V VI VII VIII IX X"),
        ("Article {}", "premier 3 4", "premier 2 3"),
        ("Article {}", "0_bis premier 2", "0_bis premier 2"),
        ("Статья {}", "1 3_bis 4", "1 2 3"),
        ("Статья {}", "1 1_бис 1_квинквиес 2", "1 2 3 4"),
        ("المادة {}", "١ ٢_مكرراً ٣", "١ ٢ ٣"),
        ("المادة {}", "١ ١_مكررا ١_مكرراً_ثانياً ٢", "١ ٢ ٣ ٤"),
        ("المادة {}", "الأولى الثالثة الرابعة", "الأولى الثانية الثالثة"),
        ("第{}条", "一 三 十一 十二 五 六 七", "一 二 三 四 五 六 七"),
        ("Article {}", "1 X 3", "1 X 2"),
        ("Article {}", "1 3 2", "1 2 3"),
    ],
)
def test_labels_keep_all_but_the_number(template: str, old: str, new: str) -> None:
    """Words, brackets and punctuation stay; suffixes go; an `X` is not counted."""
    assert numbering(*_split(old), template=template) == [template.format(one) for one in _split(new)]


def _split(numbers: str) -> list[str]:
    return [one.replace("_", " ") for one in numbers.split()]


def test_a_chinese_suffix_stands_after_the_measure() -> None:
    """`第三条之二` becomes `第四条`, in two places."""
    version = text_of(
        *(article(f"art_{n}", label, "。") for n, label in enumerate(("第一条", "第二条", "第三条", "第三条之二")))
    )
    assert labels(renumbered(version))[-1] == "第四条"
    assert [edit.old for edit in renumber(version).edits] == ["三", "之二"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("(a) (c) (d)", "(a) (b) (c)"),
        ("(i) (iii) (iv)", "(i) (ii) (iii)"),
        ("(h) (i) (j) (a) (b) (c)", "(a) (b) (c) (d) (e) (f)"),
        ("a) a)_bis c)", "a) b) c)"),
        ("(أ) (ج) (د)", "(أ) (ب) (ج)"),
        ("（一） （三）", "（一） （二）"),
        ("а) в) г)", "а) б) в)"),
        ("1. 2._bis 2.ter 2.quater.", "1. 2. 3. 4."),
        ("1. [4][2]. 5.", "1. [4][2]. 5."),
        ("1. 2. x. 4.", "1. 2. x. 3."),
        ("1. 2_alt. 3.", "1. 2_alt. 2."),
        ("(a) 2. IV", "(a) 2. IV"),
        ("(q)", "(q)"),
        ("1. 2. 1. 3. 5.", "1. 2. 1. 3. 4."),
        ("1. 1. 1. 3.", "1. 2. 3. 4."),
        ("(a) (a) (a) (e)", "(a) (a) (a) (e)"),
        ("1. 2. 3. 1. 2. 4. 5.", "1. 2. 3. 1. 2. 4. 5."),
        ("1. 40. 41.", "1. 40. 41."),
        ("5. 4. 3. 2. 1. 6.", "5. 4. 3. 2. 1. 6."),
    ],
)
def test_siblings(old: str, new: str) -> None:
    """A sequence is renumbered only if it is one; a list inside it, without a parent of its own, is another."""
    found = [point(f"p_{n}", label, "Words.") for n, label in enumerate(_split(old))]
    assert labels(renumbered(text_of(article("art_1", "Article 1", *found))))[1:] == _split(new)


@pytest.mark.parametrize(
    "gone, moved, new",
    [
        ("", "art_1 art_2", "Article_1 1. 2. 3. 4. 5. Article_2 1. 2."),
        ("", "a_1 a_2", "Article_1 1. 2. Article_2 1. 2. 3. 4. 5."),
        ("", "b_1 a_2", "Article_1 1. 2. 3. Article_2 1. 2. 3. 4."),
        ("", "b_5 a_1", "Article_1 1. 2. 3. Article_2 1. 2. 3. 4."),
        ("b_2 b_3 b_4", "", "Article_1 1. 2. Article_2 1. 2."),
        ("a_1", "", "Article_1 1. Article_2 1. 2. 3. 4. 5."),
        ("art_1", "", "Article_1 1. 2. 3. 4. 5."),
    ],
)
def test_what_counted_in_the_base_counts_wherever_it_stands(gone: str, moved: str, new: str) -> None:
    """Two that change places, one that comes to others, few that are left: by themselves these are no sequences."""
    inside = {
        which: [paragraph(f"{which}_{n}", f"{n}.", f"Words {which}{n}.") for n in range(1, most)]
        for which, most in (("a", 3), ("b", 6))
    }
    base = text_of(article("art_1", "Article 1", *inside["a"]), article("art_2", "Article 2", *inside["b"]))
    edits: list[Deletion | Move] = [Deletion(wid, digest_of(base.find(wid))) for wid in gone.split()]
    if moved:
        wid, after = moved.split()
        edits.append(Move(wid, base.parents[after], after))
    one = Amendment("L.1", ("EU",), Patch(akn.digest(base), tuple(edits)))
    done = consolidate(compile(base, [one]), adopt=["L.1"], renumbered=True)
    assert labels(done.version) == _split(new)
    assert not done.manifest.left


def test_after_z_comes_aa() -> None:
    """Twenty-eight points end with (z), (aa), (bb), and closing a gap leads back to (aa)."""
    found = [point(f"p_{n}", f"({STYLES['latin'].write(n)})", "Words.") for n in range(1, 30) if n != 5]
    assert labels(renumbered(text_of(article("art_1", "Article 1", *found))))[-3:] == ["(z)", "(aa)", "(bb)"]


def test_articles_run_through_chapters_and_begin_anew_in_annexes() -> None:
    """Chapters have their own Roman numbers; an annex its own articles."""
    version = text_of(
        unit("chapter", "chp_1", "CHAPTER I", article("art_1", "Article 1", "."), article("art_3", "Article 3", ".")),
        unit("chapter", "chp_3", "CHAPTER III", article("art_4", "Article 4", "."), article("art_5", "Article 5", ".")),
        annexes=[unit("attachment", "att_2", "Annex II", Provision("doc", "d", (), (article("b_1", "Article 1", "."), article("b_3", "Article 3", "."))))],
    )  # fmt: skip
    assert labels(renumbered(version)) == (
        [
            "CHAPTER I",
            "Article 1",
            "Article 2",
            "CHAPTER II",
            "Article 3",
            "Article 4",
            "Annex II",
            "Article 1",
            "Article 2",
        ]
    )


def test_chapters_begin_anew_in_each_part_if_they_did() -> None:
    """Two parts whose chapters have one number restart, a chapter left alone is left; two whose chapters go on run on."""

    def chapters(*numbers: str) -> list[str]:
        parts = [
            unit(
                "part",
                f"part_{n}",
                f"PART {n}",
                *(unit("chapter", f"c_{n}_{k}", f"Chapter {one}", ".") for k, one in enumerate(found)),
            )
            for n, found in enumerate(numbers, 1)
        ]
        return [label[8:] for label in labels(renumbered(text_of(*parts))) if label.startswith("Chapter")]

    assert chapters("124", "12", "2") == ["1", "2", "3", "1", "2", "2"]
    assert chapters("124", "56") == list("12345")


def test_options_are_branches() -> None:
    """Two options number the same place twice; what follows goes on after the longer one. Their labels are reported."""

    def option(number: int, *inside: Provision) -> Provision:
        return Provision(
            "hcontainer",
            f"opt_{number}",
            (("name", "option"),),
            (block("num", f"opt_{number}__num", f"Option {number}"), *inside),
        )

    first = option(1, paragraph("a", "2.", "."))
    second = option(2, paragraph("b", "2.", "."), paragraph("c", "4.", "."))
    both = Provision("hcontainer", "alts", (("name", "alternatives"),), (first, second))
    version = text_of(article("art_1", "Article 1", paragraph("p", "1.", "."), both, paragraph("q", "5.", ".")))
    assert labels(renumbered(version)) == ["Article 1", "1.", "Option 1", "2.", "Option 2", "2.", "3.", "4."]
    assert [left.wid for left in renumber(version).left] == ["opt_1", "opt_2"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("See Article 3.", "See Article 2."),
        ("See articles 3, 4 and 5.", "See articles 2, 3 and 4."),
        ("See articles 3 to 5 and Article 4bis.", "See articles 2 to 4 and Article 4bis."),
        ("See paragraph 3 of article 3.", "See paragraph 2 of article 2."),
        ("See article 3, paragraph 3 (c).", "See article 2, paragraph 2 (b)."),
        ("See article 3, paragraph 3 (b) and (c).", "See article 2, paragraph 2 (a) and (b)."),
        ("See Article 3(3)(c) and Article 3.3.", "See Article 2(2)(b) and Article 2.2."),
        ("See subparagraph (c) of paragraph 3 of article 3 of this Agreement.", "See subparagraph (b) of paragraph 2 of article 2 of this Agreement."),
        ("See Article [3], paragraphs [2] and [3].", "See Article [2], paragraphs [1] and [2]."),
        ("See Articles 3, 4 and 5 of the Convention.", None),
        ("See Article 4, paragraph 2 (a), of the United Nations Convention on the Law of the Sea.", None),
        ("See paragraph 3 of decision 1/CP.16 and the Convention’s Article 4.", None),
        ("In the Convention, in particular Article 4 [and Article 5], and in its Article 3", None),
        ("See Articles 3 and 4 and Article 9 of the Convention.", None),
        ("See Article 4 of the Agreement, and paragraph 3 of that article.", None),
        ("See Article XX, Article 3[bis] and article 10.", "See Article XX, Article 2[bis] and article 10."),
        ("The guidelines under article 3 in relevant legal instruments and frameworks", "The guidelines under article 2 in relevant legal instruments and frameworks"),
        ("In the framework of article 3 and under article 4 in the framework of talks", "In the framework of article 2 and under article 3 in the framework of talks"),
        ("Articles 3 and 4 introduce new regulations.", "Articles 2 and 3 introduce new regulations."),
        ("Within 30 days, 3 Parties took part in 4 meetings.", None),
    ],
)  # fmt: skip
def test_references_in_english(old: str, new: str | None) -> None:
    """A reference follows its unit; another instrument's, and one that is not sure, stays as it is."""
    assert reading(old) == (new or old)


@pytest.mark.parametrize(
    "language, template, nums, old, new",
    [
        ("fra", "Article {}", "premier 3 4", "aux articles premier, 3 et 4", "aux articles premier, 2 et 3"),
        ("fra", "Article {}", "1 3 4", "l’alinéa c) du paragraphe 3 de l’article 3", "l’alinéa b) du paragraphe 2 de l’article 2"),
        ("fra", "Article {}", "1 3 4", "à l’article 4 de la Convention et à l’article 4 du présent Accord", "à l’article 4 de la Convention et à l’article 3 du présent Accord"),
        ("fra", "Article {}", "1 3 4", "en application de l’article 4 de celle-ci", None),
        ("spa", "Artículo {}", "1 3 4", "el párrafo 3 c) del artículo 3 y los artículos 3 y 4", "el párrafo 2 b) del artículo 2 y los artículos 2 y 3"),
        ("spa", "Artículo {}", "1 3 4", "el artículo 4 de la Convención; esa Parte 3 días después", None),
        ("rus", "Статья {}", "1 3 4", "пункту 3 c) статьи 3 и статьям 3 и 4", "пункту 2 b) статьи 2 и статьям 2 и 3"),
        ("rus", "Статья {}", "1 3 4", "статьи 3–4 Конвенции; статьёй 4 настоящего Соглашения", "статьи 3–4 Конвенции; статьёй 3 настоящего Соглашения"),
        ("ara", "المادة {}", "1 3 4", "وفقا للفقرة 3 من المادة 3 والمادتين 3 و4", "وفقا للفقرة 2 من المادة 2 والمادتين 2 و3"),
        ("ara", "المادة {}", "1 3 4", "المادة 4 من الاتفاقية والمادة 4 من هذا الاتفاق", "المادة 4 من الاتفاقية والمادة 3 من هذا الاتفاق"),
        ("zho", "第{}条", "一 三 四", "根据第三条第3款和第四条", "根据第二条第2款和第三条"),
        ("zho", "第{}条", "一 三 四", "《公约》第三条、本协定第四条", "《公约》第三条、本协定第三条"),
        ("spa", "Artículo {}", "1 3 4", "el artículo 4, incluso los acuerdos", "el artículo 3, incluso los acuerdos"),
        ("ara", "المادة {}", "1 3 4", "تنطبق الفقرة 3 من المادة 3 والفقرة 2 من المادة 3", "تنطبق الفقرة 2 من المادة 2 والفقرة 1 من المادة 2"),
        ("ara", "المادة {}", "1 3 4", "باستثناء المادة 4، لا ينطبق هذا الاتفاق", "باستثناء المادة 3، لا ينطبق هذا الاتفاق"),
        ("zho", "第{}条", "一 三 四", "该条第三款", None),
        ("zho", "第{}条", "一 三 四 五", "第三至五条和第四、第五条", "第二至四条和第三、第四条"),
        ("zho", "第{}条", "一 三 四 五", "第三条至第五条、第4至5条、第三条第2和3款", "第二条至第四条、第3至4条、第二条第1和2款"),
    ],
)  # fmt: skip
def test_references_in_other_languages(language: str, template: str, nums: str, old: str, new: str | None) -> None:
    """The words of the other five languages, their lists, and what is another instrument's."""
    assert reading(old, nums=nums.split(), language=language, template=template) == (new or old)


def test_references_within_an_article() -> None:
    """`paragraph 3` and `subparagraph (c)` mean the nearest; `above` and `of this article` say so."""
    inside = [
        point("pt_a", "(a)", "Words."),
        point("pt_c", "(c)", "Under subparagraph (c) and paragraph 4 (b), paragraph 5 above, and paragraph 9."),
    ]
    version = text_of(
        article(
            "art_1",
            "Article 1",
            paragraph("p1", "1.", "."),
            paragraph("p4", "4.", "Of:", *inside),
            paragraph("p5", "5.", "."),
        )
    )
    assert (
        words(renumbered(version), "pt_c__p_1")
        == "Under subparagraph (b) and paragraph 2 (b), paragraph 3 above, and paragraph 9."
    )
    states = [(one.old, one.new, one.state) for one in renumber(version).references]
    assert states == [
        ("c", "b", "repaired"),
        ("4", "2", "repaired"),
        ("b", "", "dangling"),
        ("5", "3", "repaired"),
        ("9", "", "dangling"),
    ]


def test_a_part_of_what_is_not_sure_is_not_sure() -> None:
    """Paragraph 4 becomes 3, and there is another 3: neither it nor the (b) inside it is touched."""
    points = [point(f"pt_{label}", f"({label})", "Words.") for label in ("b", "c")]
    paragraphs = [paragraph(f"para_{n}", f"{num}.", "Words.") for n, num in enumerate((1, 2, 2, 1, 2))]
    last = paragraph("para_5", "4.", "Words.", *points)
    version = text_of(article("art_1", "Article 1", "See article 1, paragraph 4 (b).", *paragraphs, last))
    assert labels(renumbered(version)) == "Article 1|1.|2.|3.|1.|2.|3.|(a)|(b)".split("|")
    assert words(renumbered(version), "art_1__p_1") == "See article 1, paragraph 4 (b)."
    assert [one.state for one in renumber(version).references] == ["unsure", "unsure"]


def test_what_is_not_sure_is_said() -> None:
    """An unsure reference has its reason and what it would become; the text stays."""
    version = text_of(article("art_1", "Article 1", "As its Article 3 says."), article("art_3", "Article 3", "."))
    (found,) = renumber(version).references
    assert (found.state, found.old, found.new, found.phrase) == ("unsure", "3", "2", "Article 3")
    assert found.reason == "whose it is stands before"
    assert found.targets == ("art_3",)


@pytest.mark.parametrize(
    "sentence, reason",
    [
        ("See article 3 of relevant agreements.", "it may be a part of “agreements”"),
        ("See article 3 to the Secretariat under the Convention.", "“Convention” may not be what it is a part of"),
        ("Under the Convention and article 3, Parties report.", "an instrument is named before it"),
        ("The rules in article 3 apply.", "an instrument is named before it"),
        ("Упомянутые в статье 3 особых соглашений правила", "it may be a part of “соглашений”"),
    ],
)
def test_a_reference_that_may_be_to_another_instrument_is_said(sentence: str, reason: str) -> None:
    """Where other words stand between it and the instrument, or instruments in general are named."""
    version = text_of(article("art_1", "Article 1", sentence), article("art_3", "Article 3", "."))
    assert [(one.state, one.reason) for one in renumber(version).references] == [("unsure", reason)]
    assert words(renumbered(version), "art_1__p_1") == sentence


def test_a_range_that_would_cover_other_units_is_left() -> None:
    """Articles 1 to 3 do not become articles 1 to 2 where article 2 has moved behind article 3."""
    moved = [article(f"art_{n}", f"Article {n}", "See articles 1 to 3." if n == 1 else ".") for n in (1, 3, 2, 4)]
    version = text_of(*moved)
    assert words(renumbered(version), "art_1__p_1") == "See articles 1 to 3."
    assert {one.state for one in renumber(version).references} == {"unsure"}


@pytest.mark.parametrize("sentence", ["见第一至三条。", "见第一条至第三条。", "见第1条至第3条。"])
def test_a_chinese_range_that_would_cover_other_units_is_left(sentence: str) -> None:
    moved = [article(f"art_{n}", f"第{n}条", sentence if n == 1 else ".") for n in (1, 3, 2, 4)]
    version = text_of(*moved, language="zho")
    assert words(renumbered(version), "art_1__p_1") == sentence
    assert {one.state for one in renumber(version).references} == {"unsure"}


@pytest.mark.parametrize("number", ["十十", "百百", "一百十十", "十百", "一" * 4_400, "1" * 4_400])
def test_chinese_numerals_that_are_no_number_are_words(number: str) -> None:
    """In a label and in a reference; what has over 4,300 digits is longer than Python reads."""
    assert readings(number) == {}
    sentence = f"见第{number}条。"
    units = (article("art_1", "第一条", sentence), article("art_2", f"第{number}条"), article("art_3", "第五条"))
    found = renumbered(text_of(*units, language="zho"))
    assert (labels(found), words(found, "art_1__p_1")) == (["第一条", f"第{number}条", "第五条"], sentence)


@pytest.mark.parametrize("number", ["十十", "二〇二四"])
def test_a_reference_to_what_is_no_number_is_not_to_the_first(number: str) -> None:
    moved = [article(f"art_{n}", f"第{n}条", f"见第{number}条。") for n in (2, 3, 1)]
    found = renumbered(text_of(*moved, language="zho"))
    assert labels(found) == ["第1条", "第2条", "第3条"]
    assert words(found, "art_2__p_1") == f"见第{number}条。"


def test_equal_numbers_of_rival_insertions_are_told_apart() -> None:
    """Words of the base mean the base's article 2; the one that an amendment brought has the number too."""
    version = text_of(
        article("art_1", "Article 1", "See article 2."),
        article("art_2~l-3", "Article 2", "See article 2."),
        article("art_2", "Article 2", "."),
    )
    after = renumbered(version)
    assert labels(after) == ["Article 1", "Article 2", "Article 3"]
    assert words(after, "art_1__p_1") == "See article 3."
    assert words(after, "art_2~l-3__p_1") == "See article 2."


def test_marks_and_notes_of_a_label_stay() -> None:
    """New characters stand under the marks that cover the old ones; a footnote call between number and suffix is no suffix."""
    label = Text(
        f"Article 3 bis{ATOM}",
        (Mark(0, 14, "b"), Mark(13, 14, "authorialNote", (), block("p", "n", "Note on article 3 bis."))),
    )
    version = text_of(article("art_1", "Article 1", "."), article("art_3bis", label, "."))
    edit, noted = renumber(version).edits
    assert edit == Substitution("art_3bis__num", 8, 13, "3 bis", Text("2", (Mark(0, 1, "b"),)))
    assert (noted.wid, noted.old, noted.new.chars) == ("n", "3 bis", "2")


def test_the_concordance_says_nothing_of_an_option_that_was_not_taken() -> None:
    """Its paragraph 2 was not the text's."""

    def option(number: int, *inside: Provision) -> Provision:
        num = block("num", f"opt_{number}__num", f"Option {number}")
        return Provision("hcontainer", f"opt_{number}", (("name", "option"),), (num, *inside))

    options = option(1, paragraph("a", "2.", ".")), option(2, paragraph("b", "2.", "."))
    both = Provision("hcontainer", "alts", (("name", "alternatives"),), options)
    base = text_of(article("art_1", "Article 1", paragraph("p", "1.", "."), both))
    one = Amendment("L.1", ("EU",), Patch(akn.digest(base), (Deletion("opt_2", digest_of(base.find("opt_2"))),)))
    assert consolidate(compile(base, [one]), adopt=["L.1"], renumbered=True).manifest.concordance == ()


def test_the_concordance_cites_the_base_and_says_what_is_gone() -> None:
    """A paragraph that came from another article was never that one's; nor does one that is gone leave without a word."""
    inside = [paragraph(f"{which}_{n}", f"{n}.", f"Words {which}{n}.") for which in "ab" for n in (1, 2)]
    base = text_of(article("art_1", "Article 1", *inside[:2]), article("art_2", "Article 2", *inside[2:]))
    edits = (Move("a_2", "art_2", "b_1"), Deletion("b_2", digest_of(base.find("b_2"))))
    one = Amendment("L.1", ("EU",), Patch(akn.digest(base), edits))
    done = consolidate(compile(base, [one]), adopt=["L.1"], renumbered=True)
    assert done.manifest.concordance == (
        Row("a_2", "Article 1, paragraph 2", "Article 2, paragraph 2"),
        Row("b_2", "Article 2, paragraph 2", ""),
    )


def test_concordance() -> None:
    """One row for each unit whose own number changes, cited as a delegate would."""
    version = text_of(
        article("art_1", "Article 1", "."),
        article("art_3", "[Article 3 bis.]", paragraph("p1", "1.", "."), paragraph("p3", "3.", ".", point("pa", "(a)", "."), point("pc", "(c)", "."))),
    )  # fmt: skip
    assert renumber(version).concordance == (
        Row("art_3", "Article 3 bis", "Article 2"),
        Row("p3", "Article 3 bis, paragraph 3", "Article 2, paragraph 2"),
        Row("pc", "Article 3 bis, paragraph 3 (c)", "Article 2, paragraph 2 (b)"),
    )


def test_quoted_provisions_keep_their_numbers() -> None:
    """Text quoted from elsewhere is neither numbered nor read for references."""
    quoted = Provision("quotedStructure", "q", (), (article("q_7", "Article 7", "See article 3."),))
    version = text_of(
        article("art_1", "Article 1", Provision("content", "c", (), (quoted,))), article("art_3", "Article 3", ".")
    )
    assert [edit.wid for edit in renumber(version).edits] == ["art_3__num"]


@pytest.mark.parametrize("name", ["agreement-12-dec-2015.md", "agreement-29-jan-2016-final.md"])
def test_a_finished_text_needs_nothing(name: str) -> None:
    """The Paris Agreement as adopted is numbered 1 to 29, and every reference in it has its unit."""
    found = renumber(read_source(corpus(f"texts/paris/{name}").read_bytes(), name=name).version)
    assert found.edits == ()
    assert found.references == ()


def test_the_paris_draft_of_9_december() -> None:
    """Article 2bis becomes Article 3, Articles 18 to 26 close up behind it to 29; the Convention's articles stay."""
    name = "agreement-9-dec-2015.md"
    version = read_source(corpus(f"texts/paris/{name}").read_bytes(), name=name).version
    found = renumber(version)
    rows = {row.old: row.new for row in found.concordance}
    assert rows["Article 2bis"] == "Article 3"
    assert rows["Article 8 bis"] == "Article 12"
    assert rows["Article 26"] == "Article 29"
    after = renumbered(version)
    assert "defined in Articles 4, 7, 9, 10, 11 and 13 towards" in words(
        after, "art_2bis__hcontainer_1__hcontainer_1__para_1__p_1"
    )
    unsure = {(one.phrase, one.reason) for one in found.references if one.state == "unsure"}
    assert ("Article 4", "an instrument is named before it") in unsure
    assert not any(
        "of the Convention" in words(version, one.wid)[one.stop :][:40] for one in found.references if one.repaired
    )
    assert renumber(after).edits == ()


def test_new_numbers_are_no_new_words_to_what_is_carried_over() -> None:
    """An insertion that another's has made stays made, and a deletion goes on being of what its sponsors read."""
    paragraphs = [paragraph(f"art_1__para_{n}", f"{n}.", f"Words {n}.") for n in (1, 2, 3)]
    base = text_of(article("art_1", "Article 1", *paragraphs))
    new = [paragraph(f"art_1__para_1bis~{who}", "1 bis.", "New words.") for who in ("eu", "chn")]
    tabled = [
        Amendment(symbol, (symbol,), Patch(akn.digest(base), (edit,)))
        for symbol, edit in (
            ("EU", Insertion("art_1", "art_1__para_1", (new[0],))),
            ("CHN", Insertion("art_1", "art_1__para_1", (new[1],))),
            ("USA", Deletion("art_1__para_3", digest_of(paragraphs[2]))),
        )
    ]
    done = consolidate(compile(base, tabled), adopt=["EU"], renumbered=True)
    assert labels(done.version) == ["Article 1", "1.", "2.", "3.", "4."]
    assert [(one.symbol, one.standing) for one in done.carried] == [("CHN", "satisfied"), ("USA", "clean")]
    (deletion,) = [one.amendment for one in done.carried if one.amendment]
    text = compile(done.version, [deletion]).project("USA")
    assert labels(text) == ["Article 1", "1.", "2.", "3."]
    later = consolidate(compile(done.version, [deletion]), renumbered=True)
    assert [one.standing for one in later.carried] == ["clean"]


def test_a_deletion_of_other_words_under_new_numbers_is_for_a_person() -> None:
    paragraphs = [paragraph(f"art_1__para_{n}", f"{n}.", f"Words {n}.") for n in (1, 3)]
    base = text_of(article("art_1", "Article 1", *paragraphs))
    edits = {
        "EU": Substitution("art_1__para_3__p_1", 0, 5, "Words", Text("Terms")),
        "USA": Deletion("art_1__para_3", digest_of(paragraphs[1])),
    }
    tabled = [Amendment(symbol, (symbol,), Patch(akn.digest(base), (edit,))) for symbol, edit in edits.items()]
    done = consolidate(compile(base, tabled), adopt=["EU"], renumbered=True)
    assert [one.standing for one in done.carried] == ["fuzzy"]
