"""Redlines that come back are refused: they are the words of two texts."""

from __future__ import annotations

import pytest

from treaty_drafts.amend import compare
from treaty_drafts.errors import SourceError
from treaty_drafts.model.tree import blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source


def draft(words: str) -> Version:
    return read_source(f"## Article 1\n\n1. Buoys float.\n\n2. {words}\n".encode(), name="nets.md").version


@pytest.mark.parametrize(("form", "inserted", "deleted"), [("txt", "{++", "{--"), ("md", "<ins>", "<del>")])
def test_insertions_and_deletions_are_refused(form: str, inserted: str, deleted: str) -> None:
    """The line of the first sign is named, and the view that can be read back."""
    base = draft("Nets are marked.")
    for wanted, sign in (("Nets and lines are marked.", inserted), ("Nets are.", deleted)):
        redline = str(render(compare(base, draft(wanted)), view="redline", to=form))
        with pytest.raises(SourceError, match=rf"copy.{form}:5: this is a redline.*--view clean .*COPY.{form}") as said:
            read_source(redline.encode(), name=f"copy.{form}")
        assert sign in str(said.value)


@pytest.mark.parametrize("form", ["txt", "md"])
@pytest.mark.parametrize("words", ["++} Braces {-- and signs {++ are words.", "A <del> or </ins> is a word."])
def test_signs_that_pair_with_nothing_are_not(form: str, words: str) -> None:
    """Of either form: they are words, or the tags that Markdown passes over."""
    assert read_source(f"Article 1\n\n{words}\n".encode(), name=f"copy.{form}").version


def test_what_looks_like_a_redline_in_the_words_themselves_comes_back() -> None:
    base = draft(r"Write \<del>old\</del> for what goes.")
    copy = read_source(str(render(base, to="md")).encode(), name="copy.md").version
    assert "Write <del>old</del> for what goes." in [block.text.chars for block in blocks(copy.root)]
