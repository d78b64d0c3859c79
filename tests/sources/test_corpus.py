"""What the import recognises in real texts: the acceptance of the corpus."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from treaty_drafts.model.tree import Block, Node, Provision
from treaty_drafts.sources import Imported, counts, differences, read_source


def imported(path: str) -> Imported:
    """The import of a corpus text."""
    return read_source(corpus(f"texts/{path}").read_bytes(), name=path)


def from_the_preamble_on(root: Provision) -> str:
    """Words of preamble and body, footnotes apart."""
    found: list[str] = []

    def visit(node: Node) -> None:
        if isinstance(node, Block):
            found.append(node.text.chars)
        elif isinstance(node, Provision):
            for child in node.children:
                visit(child)

    for part in root.children:
        if part.name in ("preamble", "body"):
            visit(part)
    return "\n".join(found)


def articles(root: Provision) -> list[Provision]:
    """Every article of a version."""
    found = []

    def visit(node: Node) -> None:
        if isinstance(node, Provision):
            if node.name == "article":
                found.append(node)
            for child in node.children:
                visit(child)

    visit(root)
    return found


@pytest.mark.parametrize(
    ("draft", "opening", "count"),
    [
        ("23-oct-2015", 1023, 30),
        ("4-dec-2015", 1011, 30),
        ("9-dec-2015", 217, 29),
        ("12-dec-2015", 0, 29),
        ("29-jan-2016-final", 0, 29),
    ],
)
def test_paris_drafts_have_their_articles_and_opening_brackets(draft: str, opening: int, count: int) -> None:
    """Rule for footnotes: a note is its definition's paragraph, lines joined lazily, and what is indented under it."""
    root = imported(f"paris/agreement-{draft}.md").version.root
    assert from_the_preamble_on(root).count("[") == opening
    assert len(articles(root)) == count


def test_paris_articles_inserted_between_others_keep_their_numbers_and_places() -> None:
    """2bis, [3bis], [3ter] and 8 bis of 23 October 2015."""
    version = imported("paris/agreement-23-oct-2015.md").version
    for wid, num, heading in (
        ("art_2bis", "Article 2bis", "(general)"),
        ("art_3bis", "[Article 3bis]", "(REDD-plus)"),
        ("art_3ter", "[Article 3ter]", "(mechanism to support sustainable development)"),
        ("art_8bis", "Article 8 bis", ""),
    ):
        found = version.find(wid)
        assert isinstance(found, Provision)
        assert (found.num, found.heading) == (num, heading)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_bbnj_has_76_articles_in_sequence_and_two_annexes_in_every_language(language: str) -> None:
    """Also where headings run into the text, and where the text comes from optical recognition."""
    root = imported(f"bbnj/bbnj-agreement-2023.{language}.txt").version.root
    assert [found.wid for found in articles(root)] == [f"art_{number}" for number in range(1, 77)]
    assert counts(root)["annexes"] == 2
    assert counts(root)["parts"] == 12


@pytest.mark.parametrize(("language", "most"), [("fr", 0), ("es", 1), ("ru", 25), ("zh", 93)])
def test_bbnj_has_the_same_wids_where_the_structure_agrees(language: str, most: int) -> None:
    """Articles and numbered paragraphs have the same wIds; what differs is listed."""
    english = imported("bbnj/bbnj-agreement-2023.en.txt").version
    other = imported(f"bbnj/bbnj-agreement-2023.{language}.txt").version
    found = differences(english, other)
    assert len(found) <= most
    assert not [one for one in found if "__para" not in one.wid and one.wid.startswith("art_") and "__" not in one.wid]


def test_bbnj_in_chinese_has_numbers_under_bracketed_ones_and_says_where_a_list_begins_late() -> None:
    """Under （一） stands 1．, as in annex II; annex I begins at 三、 because the source lost the first two numbers."""
    found = imported("bbnj/bbnj-agreement-2023.zh.txt")
    english = imported("bbnj/bbnj-agreement-2023.en.txt").version
    nested = {wid for wid in english.index if wid.startswith("att_II__point_") and wid.count("__") == 2}
    nested = {wid for wid in nested if "__point_" in wid[14:]}
    assert len(nested) > 20
    assert nested <= found.version.index.keys()
    late = [one for one in found.report if one.kind == "missing"]
    assert [(one.line, "三、" in one.message) for one in late] == [(1153, True)]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_the_charter_without_line_breaks_gives_its_111_articles_by_sequence(language: str) -> None:
    """And says that one line held them all."""
    found = imported(f"un-charter/un-charter.{language}.txt")
    assert len(articles(found.version.root)) == 111
    assert any(one.kind == "flat" for one in found.report)


def test_characters_lost_in_a_conversion_are_shown_and_reported_with_line_and_column() -> None:
    """The Russian text has seven U+0012 where a solidus was."""
    found = imported("bbnj/bbnj-agreement-2023.ru.txt")
    assert [(one.line, one.kind) for one in found.report if one.kind == "control"][:2] == [
        (37, "control"),
        (157, "control"),
    ]
    assert from_the_preamble_on(found.version.root).count("\ufffd") == 7


def test_acta_is_the_same_from_html_and_from_text() -> None:
    """The text was derived from the HTML, so structure and words agree."""
    page, text = imported("acta/acta-public-draft-2010-04.html"), imported("acta/acta-public-draft-2010-04.txt")
    assert counts(page.version.root) == counts(text.version.root)
    assert counts(text.version.root)["articles"] == 52
    words = [from_the_preamble_on(one.version.root) for one in (page, text)]
    assert "".join(words[0].split()) == "".join(words[1].split())
    assert words[1].count("[") == 735 - 0


def test_options_stand_under_the_provision_they_are_options_for() -> None:
    """Article 3, paragraph 3 of 23 October: four options, the second with 3.3 to 3.3quat in it."""
    version = imported("paris/agreement-23-oct-2015.md").version
    rival = version.find("art_3__para_3__hcontainer_1")
    assert isinstance(rival, Provision)
    options = [child for child in rival.children if isinstance(child, Provision)]
    assert [option.num for option in options] == ["Option 1:", "Option 2:", "Option 3:", "Option 4:"]
    assert [child.num for child in options[1].children if child.name == "point" and isinstance(child, Provision)] == [
        "3.3",
        "3.3bis",
        "3.3ter",
        "3.3quat",
    ]
