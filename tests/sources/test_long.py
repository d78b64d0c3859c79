"""Long lines and paragraphs of signs that nothing follows: each is read in a time that grows with its length.

What looked over the rest of the line again at each sign would take many minutes here.
"""

from __future__ import annotations

from treaty_drafts.model.tree import blocks
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
