"""Repairs that no corpus file shows: earlier versions of the standard, forgotten namespaces, words without a `p`."""

from __future__ import annotations

import pytest

from treaty_drafts.akn import Repair, read, write
from treaty_drafts.akn.profile import XML_ID
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import Block

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
IDENTIFICATION = "<identification/>"


def document(body: str, namespace: str = f' xmlns="{AKN}"', bill: str = 'name="treaty"') -> bytes:
    meta = f"<meta>{IDENTIFICATION}</meta>"
    return f"<akomaNtoso{namespace}>\n<bill {bill}>{meta}\n{body}</bill></akomaNtoso>".encode()


def test_akoma_ntoso_2_is_read_as_3() -> None:
    data = document(
        '<body><article id="art1" evolvingId="a1"><content><p>x</p></content></article></body>',
        ' xmlns="http://www.akomantoso.org/2.0"',
    )
    reading = read(data)
    article = reading.version.find("a1")
    assert article.attrs == (("eId", "art1"), ("wId", "a1"))
    assert [repair.place for repair in reading.repairs] == ["akomaNtoso"]
    assert AKN.encode() in write(reading.version)


def test_a_forgotten_namespace_is_supplied() -> None:
    assert read(document("<body><article/></body>", "")).version.root.name == "bill"


@pytest.mark.parametrize(
    "inside, texts",
    [
        ("bare words", ["bare words"]),
        ("\n  bare <b>bold</b> words\n ", ["bare bold words"]),
        ("<b>bold</b><p>line</p> tail ", ["bold", "line", "tail"]),
        ("words<br/>more<p>line</p>", ["words\ufffcmore", "line"]),
        ("words<authorialNote><p>n</p></authorialNote>", ["words\ufffc"]),
    ],
)
def test_words_without_a_line_are_given_one(inside: str, texts: list[str]) -> None:
    reading = read(document(f'<body><article eId="a"><content eId="c">{inside}</content></article></body>'))
    content = reading.version.find("c")
    assert [child.text.chars for child in content.children if isinstance(child, Block)] == texts  # type: ignore[union-attr]
    assert any(repair.what == "words directly in `content` were given a `p`" for repair in reading.repairs)
    assert read(write(reading.version)).version == reading.version


def test_a_second_xml_id_goes_and_attributes_of_a_document_are_told() -> None:
    body = '<body><article xml:id="x"/><article xml:id="x"/></body>'
    reading = read(document(body, bill='name="treaty" class="y"'))
    assert [repair.what for repair in reading.repairs] == [
        'the attribute class="y" was left out: `bill` takes none',
        "a second xml:id `x`, on `article`, was left out",
    ]
    assert reading.repairs[1] == Repair(3, "x", "a second xml:id `x`, on `article`, was left out")
    assert dict(reading.version.find("x").attrs) == {XML_ID: "x"}


def test_two_preambles_without_a_main_body_are_refused() -> None:
    with pytest.raises(MarkupError, match="two preambles"):
        read(document("<preamble/><body/><preamble/>"))


def test_an_unknown_element_is_carried_whole_and_told() -> None:
    reading = read(document("<body><novelty a='1'>x <b>y</b></novelty></body>"))
    assert [repair.what for repair in reading.repairs] == [
        "`novelty` is no element of the standard; it is carried whole"
    ]
    assert b'<novelty a="1">x <b>y</b></novelty>' in write(reading.version)
