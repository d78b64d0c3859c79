"""The law of bytes at the doors of Markdown, plain text and HTML: any bytes raise only the package's own errors."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx.forge import docx
from treaty_drafts import akn
from treaty_drafts.errors import Misused, SourceError, TooLarge, TreatyDraftsError
from treaty_drafts.sources import read_source

NAMES = ("a.md", "a.txt", "a.html", "a.htm")
FRAGMENTS = (
    b"# Article 1\n", b"1. a\n", b"   (a) b\n", b"[^1]", b"[^1]: x\n", b"**", b"*", b"__", b"`", b"``", b"[a](b)",
    b"[a]: /b\n", b"<p>", b"</p>", b"<ol><li>", b"<table>", b"<td>", b"</b>", b"<br>", b"&#0;", b"&#xFFFF;",
    b"&amp;", b"&nope;", b"\xff", b"\xd9\x85", b"\xe7\xac\xac", b"\x12", b"\xe2\x80\xae", b"\r", b"\t", b" ",
    b"\n\n", b"Article 2 ", b"Option 1: ", b"Annex\n", b"Annex I\n", b"PART I\n", b"---\n", b"title: x\n", b"> q\n",
    b"<!DOCTYPE html>", b"<!--", b"-->", b"<script>", b"</script>", b"\\", b"{:toc}\n", b"<svg>",
    b"<?xml version='1.0'?>", b"\xef\xbf\xbc",
)  # fmt: skip
messes = st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=3), max_size=40).map(b"".join)


@given(st.binary(max_size=200) | messes, st.sampled_from(NAMES))
def test_any_bytes_raise_only_our_errors(data: bytes, name: str) -> None:
    """And what is read can be written, and read again the same."""
    try:
        version = read_source(data, name=name).version
    except TreatyDraftsError:
        return
    assert akn.read(akn.write(version)).version == version


WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>a b</w:t>", "<w:t>Article 1</w:t>", "<w:delText>x</w:delText>",
    "<w:tab/>", '<w:ins w:author="EU">', "</w:ins>", '<w:del w:author="JPN">', "</w:del>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:pPr><w:numPr><w:numId w:val='1'/><w:ilvl w:val='x'/></w:numPr></w:pPr>", "<w:tbl>", "</w:tbl>", "<w:tr>",
    "</w:tr>", "<w:tc>", "</w:tc>", '<w:footnoteReference w:id="9"/>', '<w:commentReference w:id="9"/>', "<w:sdt>",
    "</w:sdt>", '<w:bookmarkStart w:name="w_art_1"/>', "<w:pPrChange/>", "&", "<w:sym/>", "<w:hyperlink r:id='no'>",
    "</w:hyperlink>", "<w:pPr><w:pStyle w:val='no'/></w:pPr>", "<w:rPr><w:vanish/></w:rPr>", "<w:drawing/>",
)  # fmt: skip
pieces = st.lists(st.sampled_from(WORD), max_size=25).map("".join)
whole = st.lists(st.sampled_from([f"<w:p><w:r>{piece}</w:r></w:p>" for piece in WORD]), max_size=8).map("".join)


@given(pieces | whole, pieces, st.binary(max_size=30))
def test_any_word_file_raises_only_our_errors(body: str, numbering: str, noise: bytes) -> None:
    """Whatever stands in its parts, in whatever order, and whatever is behind it."""
    data = docx(body, numbering=numbering, styles=body, footnotes=numbering)
    for one in (data, data + noise, data[:-5]):
        with contextlib.suppress(TreatyDraftsError):
            version = read_source(one, name="a.docx").version
            assert akn.read(akn.write(version)).version == version


HOSTILE = {
    "nul.txt": (b"Article 1\nThe \0 Parties", SourceError, "nul.txt:2:5"),
    "latin.txt": ("Article premier\nLes États".encode("latin-1"), SourceError, "latin.txt:2"),
    "surrogate.txt": (b"a\n\xed\xa0\x80", SourceError, "surrogate.txt:2"),
    "half.txt": (b"\xff\xfea", SourceError, "half.txt:1"),
    "huge.md": (b"a" * 20_000_001, TooLarge, "20,000,000"),
    "deep.md": ("".join(" " * 2 * depth + "- a\n" for depth in range(60)).encode(), TooLarge, "deep.md:"),
    "deep.html": (b"<div>" * 5000, TooLarge, "deep.html"),
    "word.docx": (b"PK\x03\x04", SourceError, "word.docx"),
    "none": (b"", Misused, "no ending"),
    "picture.png": (b"", Misused, ".png"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_with_place_and_next_step(name: str) -> None:
    """Each refusal says where, and what to do."""
    data, kind, words = HOSTILE[name]
    with pytest.raises(kind) as caught:
        read_source(data, name=name)
    assert words in str(caught.value)
    assert caught.value.step


LONG = {
    "stars.md": b"*a **b " * 20_000,
    "underscores.md": b"_a *b " * 20_000,
    "ticks.md": b"".join(b"`" * (1 + at % 50) + b"a " for at in range(20_000)),
    "brackets.md": b"[" * 50_000 + b"a" + b"]" * 50_000,
    "links.md": b'[a](b "' * 20_000,
    "articles.txt": b"Article 5 The Parties. " * 20_000,
    "points.txt": b"x: (a) y; (b) z; " * 10_000,
    "numbers.txt": b"1. a\n" * 20_000,
    "options.txt": b"Option 1: a\n" * 10_000,
    "bold.html": b"<b>a " * 150,
    "items.html": b"<li>a" * 20_000,
}


@pytest.mark.parametrize("name", LONG)
def test_long_repetitive_input_is_read_or_refused(name: str) -> None:
    """Work stays in proportion to size: nothing here hangs."""
    with contextlib.suppress(TreatyDraftsError):
        read_source(LONG[name], name=name)


@pytest.mark.parametrize("depth", [26, 99, 5000])
def test_quotations_too_deep_are_refused_and_not_left_out(depth: int) -> None:
    """The Markdown parser leaves out, without a word, what nests beyond its limit."""
    try:
        words = str(read_source(b"> " * depth + b"kept", name="a.md").version.root)
    except TooLarge:
        return
    assert "kept" in words
