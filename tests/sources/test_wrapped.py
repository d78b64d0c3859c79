"""Plain texts that we wrote, read back: the margin is ours, and no other text is taken for one of these."""

from __future__ import annotations

import textwrap

import pytest

from tests.conftest import CORPUS
from treaty_drafts.amend import propose
from treaty_drafts.errors import Misused
from treaty_drafts.model.margin import RULE, WIDTH, columns
from treaty_drafts.model.tree import blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source
from treaty_drafts.sources.line import Finding
from treaty_drafts.sources.plain import read_plain

DUTY = (
    "Each Party shall ensure that the fishing gear used by vessels entitled to fly its flag is marked so that "
    "its owner can be identified, and shall annually report to the secretariat on the gear that was lost and on that "
    "which was recovered{}."
)
DRAFT = f"""# Agreement on Nets

## Article 1 Marking

1. {DUTY.format("[^1]")}

2. {DUTY.format("")}

[^1]: Of any mesh, and whatever the material that it is made of, provided that it is used for taking what lives in the
sea.
"""


def draft(text: str = DRAFT) -> Version:
    return read_source(text.encode(), name="nets.md").version


def printed(version: Version) -> str:
    return str(render(version, to="txt", keep_brackets=True))


def read(text: str) -> Version:
    return read_source(text.encode(), name="copy.txt").version


@pytest.mark.parametrize(
    ("was", "now", "old", "new"),
    [
        ("marked so", "marked clearly so", "", "clearly "),
        ("annually ", "", "annually ", ""),
    ],
    ids=["put in", "taken out"],
)
def test_a_line_that_was_edited_is_not_wrapped_anew_and_is_one_edit(was: str, now: str, old: str, new: str) -> None:
    base = draft()
    text = printed(base)
    at = text.rindex(was)
    (edit,) = propose(base, read(text[:at] + now + text[at + len(was) :]), sponsors=("EU",), symbol="L.1").patch.edits
    assert (edit.wid, edit.old, edit.new.chars) == ("art_1__para_2__p_1", old, new)


def test_a_footnote_of_several_lines_stands_at_its_call() -> None:
    copy = read(printed(draft()))
    assert [block.text.chars for block in blocks(copy.root)] == [block.text.chars for block in blocks(draft().root)]
    atoms = [mark.atom for block in blocks(copy.root) for mark in block.text.marks if mark.name == "authorialNote"]
    assert [next(blocks(atom)).text.chars[-12:] for atom in atoms if atom] == [" in the sea."]


def test_a_provision_typed_right_under_another_is_one_of_its_own() -> None:
    text = printed(draft()).replace(f"\n\n{RULE}", f"\n3. Nets are counted.\n\n{RULE}")
    assert "Nets are counted." in [block.text.chars for block in blocks(read(text).root)]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_text_of_another_margin_is_anybodys(width: int) -> None:
    """However many lines it has: for it the rules of any plain text hold."""
    text = "\n\n".join(textwrap.fill(f"{number}. {DUTY.format('')}", width) for number in range(1, 20))
    report: list[Finding] = []
    read_plain(text, "a.txt", report)
    assert [one for one in report if one.kind == "page"] == []


@pytest.mark.parametrize("path", sorted((CORPUS / "texts").glob("*/*.txt")), ids=lambda path: path.name)
def test_no_text_of_the_corpus_is_taken_for_ours(path) -> None:
    assert [one for one in read_source(path.read_bytes(), name=path.name).report if one.kind == "page"] == []


NESTED = """# Agreement on Nets

## Article 1 Marking of the gear of vessels that fly the flag of a Party, wherever they are and whatever their size

1. Each Party shall:

    (a) mark its gear:

        (i) with a tag, where the gear is set at a depth at which a vessel that passes could not otherwise see it;

        (ii) with a light;

    (b) report.

2. (a) Gear is nets.

    (b) Nets are gear.

Words that stand under no number, though what begins them looks like one, are as wide as the page is, and so this is one
of them.

## Article 2

Gear is marked.
"""


def edits_of(base: Version, text: str) -> list[str]:
    """What is said of the amendment that the text makes to the base."""
    return [type(edit).__name__ for edit in propose(base, read(text), sponsors=("EU",), symbol="L.1").patch.edits]


def test_numbers_and_headings_come_back_as_they_stand() -> None:
    base = draft(NESTED)
    with pytest.raises(Misused, match="changes nothing"):
        edits_of(base, printed(base))


def test_two_numbers_on_one_line_stand_where_the_first_would() -> None:
    assert "\n2. (a)  Gear is nets.\n\n    (b) Nets are gear.\n" in printed(draft(NESTED))


def test_an_article_put_in_under_one_blank_line_is_one() -> None:
    base = draft(NESTED)
    text = printed(base).replace("\n\n\nArticle 2", "\n\nArticle 1 bis Reports\n\nParties report.\n\n\nArticle 2")
    assert edits_of(base, text) == ["Insertion"]


def test_a_sentence_about_another_article_is_no_heading() -> None:
    base = draft(NESTED)
    text = printed(base).replace("Gear is marked.", "Article 1 applies.")
    assert edits_of(base, text) == ["Substitution"]


def test_a_line_that_stands_in_the_middle_by_chance_is_no_title() -> None:
    words = "fishing vessels that are entitled to fly the flag of a Party, and its gears;"
    base = draft(NESTED.replace("report.", words))
    line = next(line for line in printed(base).split("\n") if words[:30] in line)
    assert line == line.strip().center(WIDTH).rstrip()
    with pytest.raises(Misused, match="changes nothing"):
        edits_of(base, printed(base))


def test_chinese_lines_are_as_wide_as_others() -> None:
    words = "每一缔约方应确保其船旗渔船所使用的渔具均有标记，以便能够识别其所有人，" * 4
    base = draft(f"# 渔网协定\n\n## 第一条 标记\n\n一、 {words}\n\n二、 {words}： (子) 报告。\n")
    text = printed(base)
    assert max(columns(line) for line in text.split("\n")) <= WIDTH
    with pytest.raises(Misused, match="changes nothing"):
        edits_of(base, text)
