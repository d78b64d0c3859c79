"""The laws of Word files that come back: untouched they are their base, edited they say what the editor left there."""

from __future__ import annotations

import re
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.docx.forge import paragraphs, rearranged
from treaty_drafts.amend import compare
from treaty_drafts.model.tree import Block, walk
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.own import digest_of
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import accepted, rejected
from treaty_drafts.sources.docx.version import version_of


def exported(version: Version) -> bytes:
    data = render(version, view="bracketed", to="docx", keep_brackets=True)
    assert isinstance(data, bytes)
    return data


def words(version: Version) -> list[str]:
    """The words of every block that has some, blanks run together, in order."""
    found = [" ".join(block.text.chars.split()) for block in walk(version.root) if isinstance(block, Block)]
    return [one for one in found if one]


@given(strategies.versions())
def test_a_version_comes_back_from_word_exactly(version: Version) -> None:
    """Text, marks, atoms, structure, wIds, metadata."""
    data = exported(version)
    document = read_document(data, "a.docx")
    assert digest_of(document)
    assert version_of(document, accepted, version) == version
    assert read_source(data, name="a.docx").version == version


@given(strategies.versions(marks=False, notes=False), st.data())
def test_paragraphs_that_are_taken_out_doubled_or_moved_leave_what_the_editor_sees(version: Version, data) -> None:
    """Whatever is done to the paragraphs of the file: no word is lost, none is there twice, none is invented."""
    file = exported(version)
    count = len(paragraphs(file))
    order = data.draw(st.lists(st.sampled_from(range(count)), min_size=1, max_size=count + 1))
    leaves_what_is_seen(file, version, order)


@given(strategies.versions(marks=False, notes=False), st.data())
def test_paragraphs_that_are_cut_and_pasted_leave_what_the_editor_sees(version: Version, data) -> None:
    """Some that stand one after the other, put elsewhere: the same."""
    file = exported(version)
    every = list(range(len(paragraphs(file))))
    start, stop = sorted(data.draw(st.tuples(st.sampled_from(every), st.sampled_from(every))))
    rest = [*every[:start], *every[stop + 1 :]]
    at = data.draw(st.integers(0, len(rest)))
    leaves_what_is_seen(file, version, [*rest[:at], *every[start : stop + 1], *rest[at:]])


def leaves_what_is_seen(data: bytes, version: Version, order: list[int]) -> None:
    """That the file with its paragraphs in that order says just these."""
    edited = rearranged(data, order)
    read = version_of(read_document(edited, "a.docx"), accepted, version)
    shown = "".join("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", one)) for one in paragraphs(edited))
    assert sorted(solid("".join(words(read)))) == sorted(solid(unescaped(shown)))


@given(strategies.versions(notes=False), strategies.versions(notes=False))
def test_a_redline_comes_back_as_the_old_text_or_with_the_words_of_the_new(old: Version, new: Version) -> None:
    """However little two versions have in common: rejected the base itself, accepted no word more or less."""
    data = render(compare(old, new), view="redline", to="docx")
    assert isinstance(data, bytes)
    document = read_document(data, "a.docx")
    assert version_of(document, rejected, old) == old
    read = version_of(document, accepted, old)
    assert sorted(solid("".join(words(read)))) == sorted(solid("".join(words(new))))


def solid(text: str) -> str:
    return "".join(normalize("NFC", text).split())


def unescaped(xml: str) -> str:
    return xml.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
