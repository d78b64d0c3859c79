"""Plain texts that we wrote, read back: the margin is ours, and no other text is taken for one of these."""

from __future__ import annotations

import textwrap

import pytest

from tests.conftest import CORPUS
from treaty_drafts.amend import propose
from treaty_drafts.model.margin import RULE
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
