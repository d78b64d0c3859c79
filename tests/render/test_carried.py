"""Copies of texts from elsewhere in forms that do not carry all of them: words that change, and nothing else."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from treaty_drafts import akn
from treaty_drafts.amend import Amendment, apply
from treaty_drafts.cli.main import main
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.service.wishes import Wish, amendment_of
from treaty_drafts.sources import elements_of_others, read_source

TEXTS = {
    "akn4eu/council-position_bill_123": "consideration",
    "itu/res_2": "minimize",
    "leos/package_1_bill": "",
    "un-ga/A_RES_80_226-2520943E": "",
    "un-gd/GA_decision_78_413_A_and_B_E": "",
    "un-sc/S_RES_2699-2318982E": "invitation",
    "un-sc/S_2024_826-2421045R": "нуждается",
    "un-sc/S_2024_826-2421045A": "للمبادرات",
    "wipo/1974_brussels_clean": "",
}
"""Texts, and a word that stands in each once."""
EDITED = [name for name, word in TEXTS.items() if word]


def version(name: str) -> Version:
    return akn.read(corpus(f"akn/{name}.xml").read_bytes()).version


def copy(base: Version, ending: str) -> str:
    return str(render(base, view="clean", to=ending, keep_brackets=True))


def wish(base: Version, edited: str, ending: str) -> Amendment:
    asked = Wish(edited=edited.encode(), edited_name=f"copy.{ending}")
    return amendment_of(base, asked, sponsors=("EU",), symbol="L.1")


def words(base: Version) -> str:
    return "\n".join(block.text.chars for block in blocks(base.root))


@pytest.mark.parametrize("ending", ["md", "txt", "html"])
@pytest.mark.parametrize("name", TEXTS)
def test_a_copy_that_nobody_touched_changes_nothing(name: str, ending: str) -> None:
    base = version(name)
    with pytest.raises(Misused, match="changes nothing"):
        wish(base, copy(base, ending), ending)


@pytest.mark.parametrize("ending", ["md", "txt", "html"])
@pytest.mark.parametrize("name", EDITED)
def test_a_word_that_changes_is_the_only_one(name: str, ending: str) -> None:
    """Blanks, tabs and formatting of the base that the form does not have stay."""
    base, word = version(name), TEXTS[name]
    made = wish(base, copy(base, ending).replace(word, "Xyzzy"), ending)
    assert len(made.patch.edits) == 1
    assert words(apply(made.patch, base)) == words(base).replace(word, "Xyzzy")


@pytest.mark.parametrize("words_now", ["need", "the very need", "the need (and the wish)", "", "[the] need"])
def test_words_that_come_and_go_keep_the_blanks_around_them(words_now: str) -> None:
    """In a line of Markdown that begins with emphasis, and in the base with a tab."""
    base = version("un-sc/S_RES_2699-2318982E")
    before, after = (
        "\tReiterating the need for all Haitian",
        f"\tReiterating {words_now} for all Haitian".replace("  ", " "),
    )
    assert words(base).count(before) == 1
    edited = copy(base, "md").replace("the need for all Haitian", f"{words_now} for all Haitian".lstrip())
    made = wish(base, edited, "md")
    assert words(apply(made.patch, base)) == words(base).replace(before, after)


def test_more_than_words_is_refused_with_the_form_that_carries_it(tmp_path, capsys) -> None:
    """Through the command line: what plain text has no form for, and what to do."""
    base = version("un-sc/S_RES_2699-2318982E")
    (tmp_path / "base.xml").write_bytes(akn.write(base))
    edited = copy(base, "md").replace("\n15. ", "\n14 bis. Boats are meant too.\n\n15. ")
    (tmp_path / "copy.md").write_text(edited, "utf-8")
    asked = ["propose", str(tmp_path / "base.xml"), str(tmp_path / "copy.md"), "--sponsor", "EU", "--symbol", "L.1"]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "Markdown does not carry all of this text (container, coverPage" in said
    assert "treaty-drafts render BASE.xml --to docx" in said


@pytest.mark.parametrize("path", ["paris/agreement-23-oct-2015.md", "acta/acta-public-draft-2010-04.html"])
def test_of_what_an_import_makes_nothing_is_from_elsewhere(path: str) -> None:
    """So that a copy of it is read as it is, and only once."""
    assert not elements_of_others(read_source(corpus(f"texts/{path}").read_bytes(), name=path).version)
