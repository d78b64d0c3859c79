"""Words that look like signs of Markdown: they come back as the words that they are."""

from __future__ import annotations

import pytest

from tests.render.build import article, note, paragraph, version
from treaty_drafts import akn
from treaty_drafts.model.tree import ATOM, Block, Text, blocks, join, walk, words_of
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

SIGNS = [
    *("--- ---", "-- --", "- - -", "***", "* * *", "_ _ _", "===", "# Nets", "1)", "> Nets", "+ Nets", "- Nets"),
    *("```", "~~~", "[^1]: Nets", "[Nets]: ropes", "See [^1] and [^2]", "[nets](ropes)", "&amp; nets", "&#64;"),
    *("R&D; nets", "&lt nets", "<div>", "<!-- nets", "\\", "a_b_c"),
]


@pytest.mark.parametrize("signs", SIGNS)
def test_words_that_look_like_signs_come_back(signs: str) -> None:
    """In a paragraph and in its footnote, where `--- ---` was a rule, found at 5,000 of the law."""
    words = join([Text(signs), note("art_1__p_1__note", "1", signs)])
    shown = render(version(article(1, "Nets", paragraph("art_1__p_1", "1.", words))), to="md", keep_brackets=True)
    copy = read_source(str(shown).encode(), name="copy.md").version
    (line,) = (block.text for block in blocks(copy.root) if ATOM in block.text.chars)
    assert line.chars == signs + ATOM
    assert [words_of(mark.atom).strip() for mark in line.marks if mark.atom] == [signs]


@pytest.mark.parametrize("signs", ["# Nets", "- Nets", "+ Nets"])
def test_signs_behind_a_blank_that_does_not_break_are_words(signs: str) -> None:
    """Such blanks stand before a line of ours that is far in: `#` behind one left all numbers that it stood under."""
    lines = (
        "# Draft",
        "## Article 1",
        "1. All:",
        "    (a) some:",
        "        (i) few:",
        "            - ropes",
        "            Nets",
    )
    plain = read_source("\n\n".join(lines).encode(), name="draft.md").version
    written = akn.write(plain).replace(b">Nets<", f">\u00a0{signs}<".encode())
    shown = str(render(akn.read(written).version, to="md"))
    copy = read_source(shown.encode(), name="copy.md").version
    assert f"\u00a0\\{signs}" in shown
    assert [node.name for node in walk(copy.root) if not isinstance(node, Block)] == [
        node.name for node in walk(plain.root) if not isinstance(node, Block)
    ]
    assert [block.text.chars for block in blocks(copy.root)][-2:] == ["ropes", signs]
