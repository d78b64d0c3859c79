"""Documents that LibreOffice edited by script give the amendment that a person would expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docx.forge import docx, level, p
from tests.docx.test_reading import numbered
from tests.docx.test_tracked import FIRST, SECOND, THIRD, agreement, said
from tests.word.office import Office
from treaty_drafts.amend import propose
from treaty_drafts.amend.tracked import authors, propose_tracked
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import Reader, accepted
from treaty_drafts.sources.docx.version import version_of

EDITS = {
    "words": (
        {"replace": "shall take", "by": "should take"},
        "In article 1, paragraph 1, replace “shall” by “should”.",
    ),
    "a paragraph inserted": (
        {"insert_after": "inland waters", "text": "4. Each Party shall publish its plan."},
        "After article 1, paragraph 3, insert:\n4. Each Party shall publish its plan.",
    ),
    "a paragraph deleted": ({"delete": "Works that are planned"}, "Delete article 1, paragraph 2."),
    "a paragraph moved": (
        {"move": "Works that are planned", "after": "inland waters"},
        "Move article 1, paragraph 2 after article 1, paragraph 3.",
    ),
}
"""What is done in the office, and how the instruction reads."""


@pytest.fixture(scope="module")
def base() -> Version:
    return read_source(agreement(FIRST, SECOND, THIRD), name="base.docx", symbol="A/1").version


@pytest.mark.parametrize("tracked", [False, True], ids=["untracked", "tracked"])
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_the_amendment_that_a_person_expects(
    office: Office, base: Version, tmp_path: Path, edit: str, *, tracked: bool
) -> None:
    """By one author, for its sponsor."""
    act, expected = EDITS[edit]
    saved = tmp_path / "edited.docx"
    office.open(agreement(FIRST, SECOND, THIRD), edits=[{"author": "Anna"}, {"track": tracked}, act], save=saved)
    document = read_document(saved.read_bytes(), "edited.docx")
    assert list(authors(document)) == (["Anna"] if tracked else [])
    amendment = propose(base, version_of(document, accepted, base), sponsors=("EU",), symbol="L.1")
    assert said(amendment, base) == [expected]


def test_edits_of_several_delegations_are_told_apart(office: Office, base: Version, tmp_path: Path) -> None:
    """All four edits, each by another author, in one document."""
    codes = ["EU", "CHL", "FJI", "NOR"]
    acts = []
    for code, (act, _) in zip(codes, EDITS.values(), strict=True):
        if code == "NOR":  # what one deletes, another cannot move
            act = {"replace": "two years", "by": "year"}
        acts += [{"author": f"{code} desk"}, {"track": True}, act]
    saved = tmp_path / "edited.docx"
    office.open(agreement(FIRST, SECOND, THIRD), edits=acts, save=saved)
    document = read_document(saved.read_bytes(), "edited.docx")
    table = {code: [f"{code} desk"] for code in codes}
    made = propose_tracked(base, document, delegations=table, symbol="L.1").amendments
    expected = [[told] for _, told in EDITS.values()]
    expected[3] = ["In article 2, replace “two years” by “year”."]
    assert [said(one, base) for one in made] == expected


def test_numbers_are_those_that_libreoffice_computes(office: Office, tmp_path: Path) -> None:
    """Levels under levels, restarts, several numbers in one label, letters past z."""
    levels = (
        level(0, "upperRoman", "PART %1"),
        level(1, "decimal", "%2."),
        level(2, "lowerLetter", "(%3)"),
        level(3, "decimal", "%2.%4"),
    )
    order = [0, 1, 2, 2, 3, 3, 2, 1, 1, 2, 0, 1, 3, 1, *([2] * 29)]
    data = docx("".join(p(f"w{at}", numbered=(1, at)) for at in order), numbering=numbered(*levels))
    saved = tmp_path / "saved.txt"
    office.open(data, save=saved)
    ours = [
        f"{line.label} {line.text.chars}".strip()
        for line in Reader(read_document(data, "a"), accepted, []).source().lines
    ]
    assert ["".join(line.split()) for line in ours] == [
        "".join(line.split()) for line in saved.read_text("utf-8-sig").splitlines()
    ]
