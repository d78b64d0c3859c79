"""HTML that stands alone: for the eye, for paper, for a screen reader."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec
import pytest

from tests.render.build import article, emissions, note, paragraph, version
from tests.render.reading import Page
from treaty_drafts.amend import compare, propose_delete
from treaty_drafts.compilation import compile
from treaty_drafts.model.tree import Mark, Text, join
from treaty_drafts.model.version import Version
from treaty_drafts.render import render


def html(source, view: str = "clean") -> str:
    return str(render(source, view=view, to="html"))


@pytest.mark.parametrize("view", ["bracketed", "redline", "table"])
def test_page_is_well_formed_and_stands_alone(view: str):
    """Every element is closed, ids are unique, links lead somewhere, nothing is fetched, no script runs."""
    text = html(emissions(), view)
    page = Page(text)
    assert not page.faults
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert not re.search(r"<script|<link|src=|url\(|@import", text)


def test_page_has_landmarks_headings_and_a_skip_link():
    """A screen reader finds its way: skip link, header, navigation, main, and headings that leave no level out."""
    text = html(emissions(), "bracketed")
    page = Page(text)
    assert {"header", "nav", "main", "aside"} <= set(page.attributes)
    assert '<a class="skip" href="#text">' in text
    levels = [level for level in page.headings if level]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_redline_is_said_in_words():
    """`ins` and `del` carry words for those who hear the page, with the delegation's name; the eye has labels."""
    text = html(emissions(), "redline")
    assert '<ins><span class="sr"> inserted by EU, JPN: </span>should<span class="sr"> end. </span></ins>' in text
    assert "deleted by SAU:" in text
    assert '<span class="by"> (<bdi>EU, JPN</bdi>) </span>' in text


def test_every_provision_has_its_anchor():
    """A link to an article, a paragraph or a point leads to it."""
    ids = Page(html(emissions(), "bracketed")).ids
    assert {"preamble", "body", "art_1", "art_1__para_2", "art_2__para_1", "art_5"} <= set(ids)


@pytest.mark.parametrize(
    ("language", "tag", "direction"), [("ara", "ar", "rtl"), ("zho", "zh", "ltr"), ("fra", "fr", "ltr")]
)
def test_page_says_its_language_and_direction(language: str, tag: str, direction: str):
    """`lang` and `dir` are the document's; the renderer's own words are in its language too."""
    text = html(version(article(1, "…", paragraph("p", "1.", "…")), language=language))
    assert Page(text).attributes["html"] == {"lang": tag, "dir": direction}
    assert "Skip to the text" not in text


@pytest.mark.parametrize(
    ("language", "tag", "direction"), [("por", "pt", "ltr"), ("fas", "fa", "rtl"), ("haw", "haw", "ltr")]
)
def test_english_words_in_a_text_of_another_language_are_said_to_be_english(language: str, tag: str, direction: str):
    """What the renderer says itself, where it does not know the language of the text."""
    text = join([Text("Parties act"), note("art_1__note", "1", "At once.")])
    base = version(article(1, "Aim", paragraph("art_1__para_1", "1.", text)), language=language)
    compiled = compile(base, [propose_delete(base, "art_1__para_1", sponsors=("EU",), symbol="L.1")])
    english = ' lang="en" dir="ltr">'
    page = html(compiled, "bracketed")
    assert Page(page).attributes["html"] == {"lang": tag, "dir": direction}
    for said in ("Skip to the text", "Negotiating text", "Contents", "Notes", " (<bdi>EU</bdi>: delete)"):
        assert f"{english}{said}</" in page
    assert f"{english} deleted by EU: </span>" in html(compiled, "redline")
    assert f'<th scope="col"{english}Base</th>' in html(compiled, "table")
    assert html(version(language="eng")).count('lang="en"') == 1


def test_two_symbols_stand_in_the_direction_of_reading():
    """From the right in Arabic, where an arrow to the right would lead from the new text to the old."""
    for language, arrow in (("eng", "→"), ("ara", "←"), ("heb", "←")):
        old = version(article(1, "A", paragraph("art_1__para_1", "1.", "…")), language=language)
        new = Version(old.root, msgspec.structs.replace(old.facts, symbol="A/CONF.900/L.2"))
        assert f"<bdi>A/CONF.900/L.1</bdi> {arrow} <bdi>A/CONF.900/L.2</bdi>" in html(compare(old, new), "redline")
        assert html(compare(old, old), "redline").count("<bdi>A/CONF.900/L.1</bdi>") == 1


def test_a_wide_table_holds_what_only_screen_readers_see():
    """Else it lengthens the page, which in Arabic then begins beside its text."""
    page = html(emissions(), "table")
    assert '<div class="wide"' in page
    assert re.search(r"\.wide \{[^}]*overflow-x: auto; position: relative", page)


def test_text_is_escaped_and_bidi_controls_are_kept_apart():
    """No text of a delegation becomes markup, and none turns its neighbours around."""
    hostile = '<script>alert("x")</script> & \u202egnitirw\u202c'
    text = html(version(article(1, hostile, paragraph("p", "1.", hostile)), title=hostile))
    assert "<script" not in text
    assert '<bdi class="ctl" data-u="U+202E">' in text
    assert not Page(text).faults


def test_links_lead_nowhere_unexpected():
    """Only web, mail and in-document links are links; anything else is plain text."""
    chars = "see a b c"
    marks = (Mark(4, 5, "ref", (("href", "#art_1"),)), Mark(6, 7, "a", (("href", "javascript:alert(1)"),)))
    text = html(version(article(1, "x", paragraph("p", "1.", Text(chars, marks)))))
    assert '<a href="#art_1">a</a>' in text
    assert "javascript" not in text


def _numbers(text: str) -> dict[str, str]:
    """The words that follow each line number."""
    plain = re.sub(
        r'<ins>.*?</ins>|<span class="by">.*?</span>|<span class="alt">.*?</span>|<b class="g">.</b>', "", text
    )
    plain = re.sub(r'<span class="sr">.*?</span>', "", plain)
    numbered = re.findall(r'data-n="(\d+)"></span>((?:<[^>]+>|[^<])*)', plain)
    return {number: re.sub(r"<[^>]+>", "", rest)[:12] for number, rest in numbered}


def test_amendments_never_move_a_line_number():
    """Line 5 begins at the same word of the base in the clean text, the negotiating text and the redline."""
    compilation = emissions()
    clean = _numbers(html(compilation.base))
    assert clean
    assert _numbers(html(compilation, "bracketed")) == clean
    assert _numbers(html(compilation, "redline")) == clean
