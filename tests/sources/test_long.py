"""Long lines and paragraphs of signs that nothing follows: each is read in a time that grows with its length.

What looked over the rest of the line again at each sign would take many minutes here.
"""

from __future__ import annotations

import pytest

from treaty_drafts.model.tree import ATOM, blocks
from treaty_drafts.sources import read_source


def words(source: str, name: str) -> list[str]:
    """The paragraphs of the source, read under a title and the number of an article."""
    head = "# Agreement\n\n## Article 1\n\n" if name.endswith(".md") else "Agreement\n\nArticle 1\n\n"
    root = read_source(f"{head}{source}\n".encode(), name=name).version.root
    return [block.text.chars for block in blocks(root) if block.name == "p"][1:]


def test_points_without_a_second_are_words_however_many() -> None:
    """No (b) follows the first (a), so none follows the other 20,000."""
    line = "The Parties 2. agree" + "; (a) y" * 20_000 + "."
    assert words(line, "a.txt") == [line]


def test_the_second_of_a_series_is_found_behind_other_series_without_one() -> None:
    """What is known of (a) and (i) says nothing of 1."""
    line = "The Parties shall" + "; (a) x" * 9 + "; (i) y" * 9 + "; 1. z; 2. z."
    assert words(line, "a.txt") == [line.partition(" 1.")[0], "z;", "z."]


@pytest.mark.parametrize("sign", ["[", "{"])
def test_brackets_on_lines_of_their_own_are_words_however_many(sign: str) -> None:
    """Where no label stands behind the last of them, all are words of one paragraph."""
    assert words("x\n" + f"{sign}\n" * 40_000 + "y", "a.md") == ["x " + f"{sign} " * 40_000 + "y"]


@pytest.mark.parametrize(
    ("label", "parts"),
    [("(b) y", ["x", "[", "[", "[", "y"]), ("[1]. y", ["x", "[", "[", "[", "y"]), ("y", ["x [ [ [ y"])],
)
def test_brackets_on_lines_of_their_own_begin_what_stands_behind_them(label: str, parts: list[str]) -> None:
    """Each of the lines is told by the label behind the last."""
    assert words(f"x\n[\n[\n[\n{label}", "a.md") == parts


def test_calls_without_an_end_are_words_however_many() -> None:
    """Of Markdown and of a plain text of ours; the name of a note has 999 code points at most."""
    line = "x" + "[^" * 20_000 + " y"
    assert words(line, "a.md") == [line]
    assert words(line, "a.txt") == [line]


def test_the_name_of_a_note_may_hold_a_bracket() -> None:
    assert words("x[^a[b] y\n\n[^a[b]: Note.", "a.md") == [f"x{ATOM} y", "Note."]


@pytest.mark.parametrize("label", ["第{}条", "第一条之{}", "第{}章", "{}、", "（{}）"])
def test_a_label_longer_than_any_number_is_kept_as_printed(label: str) -> None:
    """Of 4,400 digits, which no number has that Python reads."""
    printed = label.format("二" * 4_400)
    root = read_source(f"协定\n\n{printed}\n\n缔约方应合作。\n".encode(), name="a.txt").version.root
    assert printed in [block.text.chars for block in blocks(root)]
