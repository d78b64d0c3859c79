"""The line of the source that a place stands on."""

from __future__ import annotations

from treaty_drafts.brackets.lines import lines_of
from treaty_drafts.brackets.standing import Anchor
from treaty_drafts.model.tree import blocks
from treaty_drafts.sources import read_source


def test_a_source_full_of_calls_without_an_end_has_lines_too() -> None:
    """None of the 20,000 looks for its end in more than 999 code points, the length of a name."""
    source = "# Agreement\n\n## Article 1\n\n" + "[^" * 20_000 + " The Parties shall cooperate.[^1]\n\n[^1]: Note.\n"
    version = read_source(source.encode(), name="a.md").version
    block = next(block for block in blocks(version.root) if "cooperate" in block.text.chars)
    assert lines_of(version, source, [Anchor(block.wid, block.text.chars.index("cooperate"))]) == [5]
