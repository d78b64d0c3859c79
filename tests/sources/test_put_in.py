"""Provisions put in without renumbering (`bis`, `бис`, `之二`, `مكررا`), as delegates type them into a copy."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.conftest import corpus
from tests.sources.test_shapes import outline
from treaty_drafts.amend import propose
from treaty_drafts.amend.edit import Edit, Insertion
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import Provision, walk
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import against, read_source
from treaty_drafts.sources.labels import label_at


class Place(NamedTuple):
    """Where a new provision is typed: before the line of that opening, after the provision of that wId."""

    kind: str
    opening: str
    after: str
    numbers: tuple[str, ...]


ARTICLE, PARAGRAPH, POINT = "art_5", "art_5__para_2", "art_7__point_a"
BBNJ = {
    "en": (
        Place("article", "Article 6", ARTICLE, ("Article 5-bis", "Article [5 bis]", "[Article 5bis]", "New Article")),
        Place("paragraph", "3. The", PARAGRAPH, ("2 bis.", "2bis.", "2-bis.", "[2 bis.]", "2. bis", "(2 bis)")),
        Place("point", "(b) The", POINT, ("(a bis)", "(abis)", "(a-bis)", "(a) bis", "[(a quater)]", "a bis)")),
    ),
    "fr": (
        Place("article", "Article 6", ARTICLE, ("Article 5 nonies", "ARTICLE 5 BIS", "Nouvel article 5 bis")),
        Place("paragraph", "3. Le statut", PARAGRAPH, ("2 bis.", "2-ter.")),
        Place("point", "b) Le principe", POINT, ("a bis)", "a-bis)", "a) bis", "[a quinquies)")),
    ),
    "es": (
        Place("article", "Artículo 6", ARTICLE, ("Artículo 5-bis", "Artículo [5 bis]", "Nuevo artículo")),
        Place("paragraph", "3. La situación", PARAGRAPH, ("2 bis.", "2-ter.")),
        Place("point", "b) El principio", POINT, ("a bis)", "abis)", "a) ter")),
    ),
    "ru": (
        Place("article", "Статья 6", ARTICLE, ("Статья 5 бис", "СТАТЬЯ 5-БИС", "[Статья 5 кватер]", "Новая статья")),
        Place("paragraph", "3. Настоящее", PARAGRAPH, ("2 бис.", "2бис.", "[2 тер.]")),
        Place("point", "b) принцип", POINT, ("a бис)", "а бис)", "a) бис", "a-тер)")),
    ),
    "zh": (
        Place("article", "第六条", ARTICLE, ("第五条之二", "[第五条之二]", "第5条之三", "第五条（之二）", "新条")),
        Place("paragraph", "三、", PARAGRAPH, ("二之二、", "[二之二、]", "二（之二）、")),
        Place("point", "（二）", POINT, ("（一之二）", "(一之二)", "（一）之二")),
    ),
    "ar": (
        Place("article", "المادة 6", ARTICLE, ("المادة 5 مكررا", "المادة ٥-مكرراً", "المادة 5 مكررا ثانيا")),
        Place("point", "(ب)", POINT, ("(أ مكررا)", "(أ) مكررا", "[(أ مكرر)]")),
    ),
}  # fmt: skip
WORDS = {
    "zh": "缔约方应每年庆祝海洋。",
    "ar": "تحتفل الأطراف بالمحيطات كل سنة؛",
    "ru": "Стороны отмечают день океанов;",
}
TYPED = [
    pytest.param(language, place, number, id=f"{language} {number}")
    for language, places in BBNJ.items()
    for place in places
    for number in place.numbers
]


@cache
def bbnj(language: str) -> tuple[str, Version]:
    """The real text, and its import."""
    text = corpus(f"texts/bbnj/bbnj-agreement-2023.{language}.txt").read_text("utf-8")
    return text, read_source(text.encode(), name="bbnj.txt").version


@cache
def copied(language: str, ending: str) -> tuple[str, frozenset[str]]:
    """A copy of it in our Markdown or HTML, and the edits that reading it back makes by itself."""
    _, base = bbnj(language)
    text = render(base, view="clean", to=ending, keep_brackets=True)
    copy = text if isinstance(text, str) else text.decode()
    return copy, frozenset(map(repr, edits(base, copy, ending)))


def edits(base: Version, text: str, ending: str) -> tuple[Edit, ...]:
    """What an edited copy changes."""
    wanted = read_source(text.encode(), name=f"copy.{ending}", language=base.facts.language).version
    try:
        return propose(base, wanted, sponsors=("EU",), symbol="L.1").patch.edits
    except Misused:
        return ()


def typed(text: str, place: Place, line: str) -> str:
    """The text with a line before the place, which is the first of its opening after the heading of article 5 or 7."""
    heading = r"\w+ 7\b|第七条" if place.kind == "point" else r"\w+ 5\b|第五条"
    start = re.search(rf"^(?:#+ )?(?:{heading})", text, re.MULTILINE)
    assert start is not None
    before = "(?:^#* *)?" if place.kind == "point" else "^#* *"
    found = re.compile(before + re.escape(place.opening), re.MULTILINE).search(text, start.end())
    assert found is not None
    return text[: found.start()] + line + text[found.start() :]


def one_insertion(place: Place, number: str, found: tuple[Edit, ...]) -> None:
    """Asserts that the edits are one insertion of that number at the place."""
    (edit,) = found
    assert isinstance(edit, Insertion)
    (new,) = edit.provisions
    assert isinstance(new, Provision)
    assert (new.name, new.num, edit.after) == (place.kind, number, place.after)


@pytest.mark.parametrize(("language", "place", "number"), TYPED)
def test_a_provision_put_into_a_copy_of_bbnj_is_one_insertion(language: str, place: Place, number: str) -> None:
    """Of its kind, under its number, after its neighbour; and nothing else is changed."""
    text, base = bbnj(language)
    words = WORDS.get(language, "Parties celebrate the oceans;")
    runs_on = language == "ar" and place.kind == "point"
    line = f"{number}\n\n{words}\n\n" if place.kind == "article" else f"{number} {words}" + (" " if runs_on else "\n\n")
    one_insertion(place, number, edits(base, typed(text, place, line), "txt"))


@pytest.mark.parametrize("language", BBNJ)
def test_so_it_is_in_markdown(language: str) -> None:
    _, base = bbnj(language)
    text, noise = copied(language, "md")
    for place in BBNJ[language]:
        for number in place.numbers:
            words = WORDS.get(language, "Parties celebrate the oceans;")
            line = f"### {number}\n\n{words}\n\n" if place.kind == "article" else f"{number} {words}\n\n"
            found = edits(base, typed(text, place, line), "md")
            one_insertion(place, number, tuple(edit for edit in found if repr(edit) not in noise))


@pytest.mark.parametrize("language", BBNJ)
def test_and_in_our_page_whether_the_editor_keeps_our_marks_or_not(language: str) -> None:
    """A new line may have the class of the one before it, but its number is among its words."""
    _, base = bbnj(language)
    text, noise = copied(language, "html")
    next_to = {"article": "art_6", "paragraph": "art_5__para_3", "point": "art_7__point_b"}
    for place in BBNJ[language]:
        at = text.rindex("<", 0, text.index(f'id="{next_to[place.kind]}"'))
        words = WORDS.get(language, "Parties celebrate the oceans;")
        for number in (place.numbers[0], place.numbers[-1]):
            for line in (f"<p>{number} {words}</p>", f'<p class="text l1 hang">{number} {words}</p>'):
                html = f"<h3>{number}</h3><p>{words}</p>" if place.kind == "article" else line
                found = edits(base, text[:at] + html + text[at:], "html")
                one_insertion(place, number, tuple(edit for edit in found if repr(edit) not in noise))


def test_a_line_of_a_page_stands_as_deep_as_the_number_that_it_goes_on() -> None:
    """(i bis) typed without marks, deep in article 31."""
    _, base = bbnj("en")
    text, _ = copied("en", "html")
    at = text.rindex("<", 0, text.index('id="art_31__para_1__point_a__point_ii"'))
    (edit,) = edits(base, f"{text[:at]}<p>(i bis) A Party may ask for help;</p>{text[at:]}", "html")
    assert isinstance(edit, Insertion)
    assert edit.after == "art_31__para_1__point_a__point_i"


@pytest.mark.parametrize(
    "line",
    [
        "2 bis of article 5 applies",
        "2 bis, applies",
        "2 бис статьи 5 применяется",
        "(after) the entry",
        "after) the entry",
        "(water) and land",
        "新条约适用",
        "二之后、",
    ],
)
def test_words_that_look_like_a_suffix_are_words(line: str) -> None:
    assert label_at(line) is None


def test_the_bank_for_international_settlements_is_no_suffix() -> None:
    found = label_at("2. BIS shall report")
    assert found is not None
    assert found.key == (2,)


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("Article 5 bis of the Convention applies to the States named in it.", "a.txt"),
        ("Article 5 bis, paragraph 2, applies.", "a.txt"),
        ("第五条之二的规定适用。", "a.txt"),
        ("第五条之二第一款适用。", "a.txt"),
        ("Article 5 bis of the Convention applies to the States named in it.", "a.md"),
    ],
)
def test_a_line_that_begins_with_a_reference_to_such_an_article_is_no_heading(reference: str, name: str) -> None:
    chinese = reference[0] == "第"
    headings = ("第五条", "第六条", "第七条") if chinese else ("Article 5", "Article 6", "Article 7")
    mark = "## " if name == "a.md" else ""
    texts = ("甲。", f"乙。\n\n{reference}", "丙。") if chinese else ("X.", f"Y.\n\n{reference}", "Z.")
    source = "".join(f"{mark}{one}\n\n{words}\n\n" for one, words in zip(headings, texts, strict=True))
    found = [line for line in outline(source, name) if line.startswith("article")]
    assert found == [f"article {one}" for one in headings]


def test_an_article_put_between_two_chinese_ones_replaces_neither() -> None:
    source = "第五条 合作\n\n甲。\n\n第五条之二 报告\n\n乙。\n\n第六条 秘书处\n\n丙。\n"
    assert [line for line in outline(source, "a.txt") if line.startswith("article")] == [
        "article 第五条 合作",
        "article 第五条之二 报告",
        "article 第六条 秘书处",
    ]


def test_a_number_that_a_list_in_markdown_does_not_know_stands_beside_its_neighbour() -> None:
    """Indented as the list is, directly under it or after a blank line; and `2. bis`, of which Markdown makes a 2."""
    inner = "   1. act;\n   1bis. report;\n   2. pay.\n\n   2bis. rest.\n\n"
    lists = f"1. Parties shall:\n{inner}2. Next.\n\n2. bis More.\n\n3. Last.\n"
    found = [line for line in outline(f"## Article 1\n\n{lists}") if "paragraph" in line or "point" in line]
    assert [line.strip() for line in found] == [
        "paragraph 1.",
        "point 1.",
        "point 1bis.",
        "point 2.",
        "point 2bis.",
        "paragraph 2.",
        "paragraph 2. bis",
        "paragraph 3.",
    ]
    assert {len(line) - len(line.lstrip()) for line in found if "point" in line} == {4}


def test_a_number_put_into_an_option_stays_in_it() -> None:
    """As paragraph 3bis in Option 1 of article 3, paragraph 3, of 4 December 2015."""
    options = "3. **Option 1**: one\n\n   3bis. more\n\n   **Option 2**: two\n\n   3bis. other\n"
    found = [line for line in outline(f"## Article 3\n\n{options}") if "3" in line or "option" in line]
    assert [line.strip() for line in found] == [
        *("article Article 3", "paragraph 3.", "option Option 1:", "point 3bis.", "option Option 2:", "point 3bis."),
    ]


def test_a_number_that_goes_on_no_list_stands_beside_it_and_not_in_its_last_item() -> None:
    """As (5bis) in Option 3 of article 9, paragraph 5, of 23 October 2015."""
    found = outline("## Article 9\n\n1. act;\n2. report.\n\n(5bis) Others pay by:\n\n1. giving;\n2. lending.\n")
    assert [line for line in found if "paragraph" in line] == [
        *("  paragraph 1.", "  paragraph 2.", "  paragraph (5bis)", "  paragraph 1.", "  paragraph 2.")
    ]


def test_i_bis_stands_between_i_and_ii() -> None:
    found = outline("Article 1\n\n(a) x:\n\n(i) y;\n\n(i bis) z;\n\n(ii) w;\n\n(b) v.\n", "a.txt")
    assert [line for line in found if "point" in line] == [
        *("  point (a)", "    point (i)", "    point (i bis)", "    point (ii)", "  point (b)")
    ]


def test_points_put_in_where_points_run_on_in_one_line() -> None:
    source = (
        "Article 1\n\n1. They shall: (a) act: (i) now; (i bis) soon; (ii) late; (a bis) see (a bis); and (b) pay.\n"
    )
    found = [line.strip() for line in outline(source, "a.txt") if "point" in line]
    assert found == [f"point {one}" for one in ("(a)", "(i)", "(i bis)", "(ii)", "(a bis)", "(b)")]


@pytest.mark.parametrize(
    "title", ["**Article 1 bis**", "Article 1 bis", "Article 1 bis Transit", "[Article 1-bis] Costs"]
)
def test_the_number_of_an_article_is_its_heading_in_markdown_without_the_mark_of_one_too(title: str) -> None:
    """A line that ends as a sentence, and the number of an article between no others, are words as before."""
    source = f"## Article 1\n\nX.\n\n{title}\n\nY.\n\n## Article 2\n\nSee\n\nArticle 1\n\nArticle 1 bis Applies.\n"
    found = [line for line in outline(source) if line.startswith("article")]
    assert found == ["article Article 1", f"article {title.strip('*')}", "article Article 2"]


def test_it_is_so_in_a_plain_text_of_ours() -> None:
    """Whose headings only blank lines tell."""
    _, base = bbnj("en")
    text, _ = copied("en", "txt")
    at = re.search(r"\n\nArticle 6\b", text)
    assert at is not None
    (edit,) = edits(
        base, f"{text[: at.start()]}\nArticle 5 bis Oceans day\n\nParties celebrate.\n{text[at.start() :]}", "txt"
    )
    assert isinstance(edit, Insertion)
    assert [(node.num, node.heading) for node in edit.provisions if isinstance(node, Provision)] == [
        ("Article 5 bis", "Oceans day")
    ]


@pytest.mark.parametrize(
    ("source", "wids"),
    [
        ("第一条 用语\n\n（一） 甲；\n\n（一之二） 乙；\n\n（二）之三 丙。\n", ["a", "abis", "bter"]),
        ("المادة 1\n\n(أ) ماء؛\n\n(أ مكررا) هواء؛\n\n(ب) مكررا ثانيا نار.\n", ["a", "abis", "bter"]),
    ],
)
def test_they_have_the_same_wids_in_all_languages(source: str, wids: list[str]) -> None:
    version = read_source(source.encode(), name="a.txt").version
    assert [node.wid for node in walk(version.root) if node.name == "point"] == [f"art_1__point_{wid}" for wid in wids]


def test_what_was_read_is_said_beside_the_base() -> None:
    """Counts, the new articles, and the first line that looks like a number and was read as words."""
    base = read_source(b"Article 1\n\nX.\n\nArticle 2\n\nY.\n", name="a.txt").version
    same = read_source(b"Article 1\n\nZ.\n\nArticle 2\n\nY.\n", name="a.txt")
    assert against(base, same) == "read: 2 articles; as many as in the base"
    more = read_source(b"Article 1\n\nX.\n\nArticle 1-bis\n\n1. Z.\n\nArticle 2\n\nY.\n", name="a.txt")
    assert against(base, more) == (
        "read: 3 articles, 1 paragraph; 1 article, 1 paragraph more than the base; new: Article 1-bis"
    )
    misread = read_source(b"Article 1\n\nX.\n\nArticle 1~bis\n\nY.\n", name="a.txt")
    assert against(base, misread) == (
        "read: 1 article; 1 article fewer than the base\n"
        "noticed: line 5: `Article 1~bis` was read as words: if it is the number of a provision, write it as the "
        "others are (`treaty-drafts import` says where)"
    )
