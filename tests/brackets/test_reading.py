"""Where brackets are matched, what is counted, what is reported."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from tests.brackets.build import article, one, version
from tests.conftest import corpus
from treaty_drafts.akn import write
from treaty_drafts.brackets import Anchor, Unmatched, as_data, read_brackets
from treaty_drafts.errors import TooLarge
from treaty_drafts.model.tree import ATOM, Block, Mark, Provision, Text
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source


def test_matching_starts_afresh_at_every_article() -> None:
    """An opening glyph in one article and a closing one in the next are two reports, not a bracket."""
    found = read_brackets(version(article(1, "open [here"), article(2, "close] here [x]")))
    assert [(stray.id, stray.wid, stray.offset, stray.glyph, stray.unit) for stray in found.unmatched] == [
        ("u1", "a1p1", 5, "[", "a1"),
        ("u2", "a2p1", 5, "]", "a2"),
    ]
    assert [(bracket.start, bracket.stop, bracket.depth) for bracket in found.brackets] == [
        (Anchor("a2p1", 12), Anchor("a2p1", 15), 1)
    ]
    assert (found.open, found.close) == (2, 2)


def test_lines_are_reported_where_known() -> None:
    """An unmatched glyph has its line of the source that the version was read from, markup or not."""
    text = one("All Parties shall co-operate ]", "and not all of them")
    stray = Unmatched("u1", "a1p1", 29, "]", "a1")
    assert read_brackets(text).unmatched == (stray,)
    for source in (
        "# Title\n\n1. *All* Parties\n   shall co-operate ]\n2. and not all of them\n",
        "<akn>\n <p\n wId='x'>All <i>Parties</i> \nshall co-operate ]</p></akn>",
    ):
        assert read_brackets(text, source=source).unmatched == (replace(stray, line=4),)
    assert read_brackets(text, source="other words altogether").unmatched == (stray,)


def test_a_footnote_call_does_not_hide_the_line() -> None:
    """The mark of the call is no word of the block, and the words of the note stand elsewhere, or within."""
    source = "# A\n\n## Article 1\n\nEach Party shall act.[^1] And [so on.\n\n[^1]: A note.\n"
    text = read_source(source.encode(), name="a.md").version
    assert [one.line for one in read_brackets(text, source=source).unmatched] == [5]
    marked = write(text).decode()
    (line,) = (one.line for one in read_brackets(text, source=marked).unmatched)
    assert line is not None
    assert "And [so" in marked.split("\n")[line - 1]


def test_a_bracket_around_a_chapter() -> None:
    """Opened in the chapter's heading, twice, and closed by its very last characters (form 34)."""
    heading = Block("heading", "ch", (), Text("[[Investment"))
    chapter = Provision("chapter", "c1", (), (heading, article(1, "First."), article(2, "Last.] ].")))
    found = read_brackets(version(chapter))
    assert not found.unmatched
    assert [(bracket.start, bracket.stop) for bracket in found.brackets] == [
        (Anchor("ch", 0), Anchor("a2p1", 8)),
        (Anchor("ch", 1), Anchor("a2p1", 6)),
    ]
    assert {(count.name, count.open, count.close) for count in found.articles} == {
        ("chapter", 2, 0),
        ("article", 0, 0),
        ("article", 0, 2),
    }


def test_footnotes_are_apart() -> None:
    """Brackets in a footnote are listed and marked, and counted nowhere."""
    note = Provision("authorialNote", "n1", (), (Block("p", "n1p", (), Text("[not agreed] [")),))
    block = Block("p", "a1p1", (), Text(f"some [words{ATOM}]", (Mark(11, 12, "authorialNote", (), note),)))
    text = version(Provision("article", "a1", (), (Provision("content", "a1c", (), (block,)),)))
    found = read_brackets(text)
    assert [(bracket.id, bracket.note, bracket.negotiated) for bracket in found.brackets] == [
        ("b1", False, True),
        ("b2", True, False),
    ]
    assert (found.open, found.close) == (1, 1)
    assert [stray.note for stray in found.unmatched] == [True]


def test_full_width_glyphs_pair_with_any() -> None:
    """Typing mixes the two widths; both are brackets."""
    found = read_brackets(one("缔约方［应］应当[可］"))
    assert [bracket.kind for bracket in found.brackets] == ["wording", "wording"]
    assert not found.unmatched


def test_depth_counts_brackets_not_strays() -> None:
    """A stray opening glyph nests nothing."""
    found = read_brackets(one("[ stray [a [b]] [c]"))
    assert [bracket.depth for bracket in found.brackets] == [1, 2, 1]


def test_false_brackets_are_told_apart() -> None:
    """A status, an editorial bracket and a footnote's call are listed, not counted."""
    found = read_brackets(one("agreed words [Agreed ad ref], as is [sic], see[^3] and [disputed]"))
    assert [bracket.kind for bracket in found.brackets] == ["status", "editorial", "call", "wording"]
    assert (found.open, found.close) == (1, 1)


def test_the_report_has_the_shape_of_the_contract() -> None:
    """`brackets --json`: keys, anchors by wId and code point, and nothing that JSON cannot hold."""
    text = one("[shall (EU)][should] 𝕊 [x", "y] and ]")
    data = json.loads(json.dumps(as_data(read_brackets(text), text)))
    assert {"open", "close", "unmatched", "articles", "brackets", "choices"} <= data.keys()
    assert data["unmatched"] == [
        {"id": "u1", "line": None, "wId": "a1p2", "offset": 7, "glyph": "]", "unit": "a1", "note": False}
    ]
    assert data["articles"] == [
        {"wId": "a1", "num": "Article 1", "heading": "", "name": "article", "open": 3, "close": 4}
    ]
    assert data["brackets"][0]["attribution"]["sponsors"] == ["EU"]
    assert data["brackets"][2]["start"] == {"wId": "a1p1", "offset": 23}
    assert data["brackets"][2]["stop"] == {"wId": "a1p2", "offset": 2}
    assert [branch["words"] for branch in data["choices"][0]["branches"]] == ["shall", "should"]


def test_repeated_wids_of_a_foreign_document() -> None:
    """Two blocks of one wId, as foreign documents have them, are both read; no choice is made of the second."""
    block = Block("p", "same", (), Text("[a][b]"))
    longer = Block("p", "same", (), Text("and here [c][d]"))
    root = Provision("bill", "main", (), (Provision("body", "body", (), (block, longer)),))
    found = read_brackets(Version(root, one("").facts))
    assert (found.open, len(found.choices)) == (4, 1)


def test_hostile_nesting_is_read() -> None:
    """Twelve thousand brackets in one another, closed or not, are read in one pass."""
    found = read_brackets(one("[" * 12_000 + "x / y" + "]" * 12_000, "[" * 12_000, "] " * 12_000))
    assert found.open == 24_000
    assert len(found.choices) == 1


def test_more_brackets_than_any_draft_has_are_refused_at_their_place() -> None:
    """Over fifty thousand glyphs were made by a machine: refused with the block where they went over."""
    with pytest.raises(TooLarge, match=r"^a1p2: over 50,000 square brackets"):
        read_brackets(one("peace", "[a][b]" * 15_000))


def test_true_negatives() -> None:
    """A resolution and a treaty in force have no brackets of negotiation."""
    for name in ("A-RES-77-321.en.txt", "bbnj-agreement-2023.en.txt", "bbnj-agreement-2023.zh.txt"):
        text = read_source(corpus(f"texts/bbnj/{name}").read_bytes(), name=name).version
        assert read_brackets(text).open == 0


def test_every_glyph_is_accounted_for() -> None:
    """ACTA, really unbalanced: every glyph is one half of a bracket or reported, none is lost."""
    name = "acta-public-draft-2010-04.txt"
    data = corpus(f"texts/acta/{name}").read_bytes()
    found = read_brackets(read_source(data, name=name).version)
    opening = sum(stray.glyph == "[" for stray in found.unmatched)
    assert len(found.brackets) + opening == data.count(b"[")
    assert len(found.brackets) + len(found.unmatched) - opening == data.count(b"]")


def test_verbs_of_obligation_are_a_slot_of_their_own() -> None:
    """`shall` and its rivals are a choice apart from the brackets beside them."""
    found = read_brackets(one("[Each Party][All Parties] [shall][should (EU)][other] act"))
    assert [[branch.words for branch in choice.branches] for choice in found.choices] == [
        ["Each Party", "All Parties"],
        ["shall", "should", "other"],
    ]
