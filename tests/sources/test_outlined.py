"""Markdown that we wrote, read back: where a line stands says what it belongs to, to us and to any reader."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from tests.conftest import CORPUS
from treaty_drafts.amend import propose
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import ATOM, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

HEAD = "Agreement on Nets\n\nArticle 1\n\n"


def imported(text: str) -> Version:
    return read_source(f"{HEAD}{text}".encode(), name="nets.txt").version


def written(version: Version) -> str:
    return str(render(version, view="clean", to="md", keep_brackets=True))


def edits_of(base: Version, text: str) -> list[str]:
    """What is said of the amendment that the text makes to the base."""
    copy = read_source(text.encode(), name="copy.md").version
    return [type(edit).__name__ for edit in propose(base, copy, sponsors=("EU",), symbol="L.1").patch.edits]


def body(text: str) -> str:
    """What is under the article's heading."""
    return text.partition("Article 1\n\n")[2]


def test_points_stand_under_their_paragraph_and_two_numbers_where_the_first_would() -> None:
    base = imported("1. Nets are:\n\n(a) gear;\n\n(i) of twine.\n\n2. (a) Gear is nets.\n\n(b) Nets are gear.\n")
    assert body(written(base)) == (
        "1. Nets are:\n\n    (a) gear;\n\n     (i) of twine.\n\n2. (a) Gear is nets.\n\n    (b) Nets are gear.\n"
    )


def test_a_list_in_an_option_is_a_list() -> None:
    base = imported("Option 1:\n\n1. Nets are gear.\n\nOption 2:\n\n1. Gear is nets.\n")
    assert body(written(base)) == ("Option 1:\n\n 1. Nets are gear.\n\nOption 2:\n\n 1. Gear is nets.\n")


SAMPLES = {
    "points": "1. Nets are:\n\n(a) gear;\n\n(i) of twine.\n\n2. (a) Gear is nets.\n\n(b) Nets are gear.\n",
    "options": "Option 1:\n\n1. Nets are gear:\n\n(a) of twine.\n\n2. So are lines.\n\nOption 2:\n\n1. Gear is nets.\n",
    "Chinese": "一、 渔网为渔具：\n\n（一） 双绞线；\n\n1. 细线；\n\n2. 粗线；\n\n（二） 其他。\n\n二、 渔具为渔网。\n",
    "a number alone": "4.\n\nOption 1: Nets are gear.\n\nOption 2: Gear is nets.\n",
    "a year": "1. Nets are gear since\n\n(a) the Conference; and\n\n(b) the Convention.\n",
}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_what_nobody_touched_changes_nothing(text: str) -> None:
    base = imported(text)
    with pytest.raises(Misused, match="changes nothing"):
        edits_of(base, written(base))


def standard(text: str) -> list[str]:
    """The paragraphs of Markdown as anybody's reader has them, each under the list items that it is in."""
    open_: list[str] = []
    found = []
    for token in MarkdownIt("commonmark").use(footnote_plugin).parse(text):
        assert token.type not in ("code_block", "fence", "html_block"), token.content
        if token.type == "list_item_open":
            open_.append(f"{token.info}{token.markup}")
        elif token.type == "list_item_close":
            open_.pop()
        elif token.type == "inline":
            found.append(" ".join((*open_, "".join(one.content for one in token.children or ()))))
    return found


def test_any_reader_of_markdown_sees_what_belongs_to_a_paragraph() -> None:
    base = imported("1. Nets are:\n\n(a) gear;\n\n(i) of twine.\n\n2. (a) Gear is nets.\n\n(b) Nets are gear.\n")
    assert standard(body(written(base))) == [
        "1. Nets are:",
        "1. (a) gear;",
        "1. (i) of twine.",
        "2. (a) Gear is nets.",
        "2. (b) Nets are gear.",
    ]


@pytest.mark.parametrize(
    "path",
    [one for one in sorted((CORPUS / "texts").glob("*/*.*")) if one.suffix in (".md", ".txt")],
    ids=lambda path: path.name,
)
def test_no_line_of_ours_is_code_to_any_reader(path) -> None:
    standard(written(read_source(path.read_bytes(), name=path.name).version))


def test_points_without_a_number_are_a_list_and_stay_points() -> None:
    text = "# Nets\n\n## Article 1\n\n1. Nets are:\n\n    * gear;\n\n    * of twine.\n\n2. Lines are gear.\n"
    base = read_source(text.encode(), name="nets.md").version
    assert standard(body(written(base))) == ["1. Nets are:", "1. - gear;", "1. - of twine.", "2. Lines are gear."]
    with pytest.raises(Misused, match="changes nothing"):
        edits_of(base, written(base))


def test_words_that_look_like_a_number_stay_words() -> None:
    base = imported("1. Nets are\n\n(a) gear.\n")
    copy = written(base).replace("gear.", "gear.\n\n    2\\. of twine.")
    assert standard(body(copy))[-1] == "1. 2. of twine."
    amendment = propose(base, read_source(copy.encode(), name="copy.md").version, sponsors=("EU",), symbol="L.1")
    assert "2. of twine." in str(amendment.patch)


def test_a_point_put_in_is_one_however_far_it_stands_in() -> None:
    base = imported("1. Nets are:\n\n(a) gear;\n\n(b) of twine.\n\n2. Lines are gear.\n")
    for blanks in ("  ", "   ", "    "):
        points = f"\n\n{blanks}(c) mended;\n\n{blanks}(d) new."
        assert edits_of(base, written(base).replace("\n\n2. Lines", f"{points}\n\n2. Lines")) == ["Insertion"]


def test_points_typed_right_under_one_another_are_two() -> None:
    base = imported("1. Nets are:\n\n(a) gear;\n\n(b) of twine.\n\n2. Lines are gear.\n")
    text = written(base).replace("of twine.", "of twine.\n    (c) mended.\n    (d) new.")
    assert edits_of(base, text) == ["Insertion"]


def test_a_line_break_that_markdown_keeps_stays() -> None:
    base = imported("1. Nets are:\n\n(a) gear.\n")
    copy = read_source(written(base).replace("gear.", "gear  \n    (b) or not.").encode(), name="copy.md").version
    assert [one.text.chars for one in blocks(copy.root)][-1] == f"gear{ATOM}(b) or not."


def test_emphasis_over_a_link_is_one_and_the_link_stays() -> None:
    text = "# Nets\n\n## Article 1\n\n*As [published](https://example.org/nets) in **May**.*\n"
    base = read_source(text.encode(), name="nets.md").version
    assert body(written(base)) == "*As [published](https://example.org/nets) in **May**.*\n"


@pytest.mark.parametrize("path", sorted((CORPUS / "texts").glob("*/*.md")), ids=lambda path: path.name)
def test_no_text_of_the_corpus_is_taken_for_ours(path) -> None:
    assert [one for one in read_source(path.read_bytes(), name=path.name).report if one.kind == "page"] == []


@pytest.mark.parametrize(
    ("item", "said"),
    [("- 2. Nets.", "2. Nets."), ("1. - Nets.", "1. Nets."), ("- 1. - (b) Nets.", "1. (b) Nets."), ("- 2.", "2.")],
)
def test_a_number_beside_the_sign_of_an_item_is_kept(item: str, said: str) -> None:
    """Law *import*, found at 20,000: the number of `- 2. Nets.` was lost where lines stand as we write them."""
    copy = read_source(f"1. Gear is nets:\n\n    to catch fish.\n\n{item}\n".encode(), name="copy.md").version
    assert "".join(written(copy).split()).endswith(f"tocatchfish.{''.join(said.split())}")


@pytest.mark.parametrize("ending", ["md", "txt"])
def test_a_bracket_that_closes_behind_a_number_and_its_note_are_words(ending: str) -> None:
    """Laws of *renditions that come back*, found at 20,000: `]` and the footnote were read as the number's."""
    text = "1. ][^1]\n\n    (a) Nets.\n\n[^1]: Gear.\n"
    if ending == "txt":
        text = text.replace("1. ", "1.  ").replace("[^1]:", "--------------------\n\n[^1]")
    copy = read_source(f"1. Gear:\n\n    (a) ropes.\n\n2{text[1:]}".encode(), name=f"copy.{ending}").version
    assert [block.text.chars for block in blocks(copy.root) if block.name == "num"] == ["1.", "(a)", "2.", "(a)"]
    assert f"]{ATOM}" in [block.text.chars for block in blocks(copy.root)]
