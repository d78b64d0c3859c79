"""Hostile XML at the door: the package's own error, with place and next step, quickly and in little memory."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable

import pytest

from treaty_drafts.akn import check, read, write
from treaty_drafts.errors import MarkupError, SourceError, TooLarge
from treaty_drafts.model.version import Version

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def bill(inside: str, *, before: str = "", root: str = f'xmlns="{AKN}"') -> str:
    """A small treaty whose one article holds `inside`."""
    body = f"<body><article>{inside}</article></body>"
    return f'{before}<akomaNtoso {root}><bill name="treaty"><meta/>{body}</bill></akomaNtoso>'


def p(inside: str) -> str:
    return bill(f"<content><p>{inside}</p></content>")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

POINT = "<num>(a)</num><content><p>x</p></content>"

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "blank": (lambda: b" \n\t ", "empty"),
    "not XML": (lambda: b"Article 1. The Parties shall", "not well-formed"),
    "HTML": (lambda: b"<html><body><p>x</p></body></html>", "not `akomaNtoso`"),
    "another namespace": (lambda: b'<akomaNtoso xmlns="urn:x"><bill/></akomaNtoso>', "not `akomaNtoso`"),
    "no document": (f'<akomaNtoso xmlns="{AKN}"/>'.encode, "holds no document"),
    "truncated": (lambda: p("x").encode()[:-30], "not well-formed"),
    "two roots": ((p("x") + p("x")).encode, "not well-formed"),
    "crossing tags": (lambda: p("<b><i>x</b></i>").encode(), "not well-formed"),
    "attribute twice": (lambda: bill('<content><p class="a" class="b">x</p></content>').encode(), "not well-formed"),
    "attribute twice by namespace": (
        lambda: bill('<content><p xmlns:a="urn:x" xmlns:b="urn:x" a:c="1" b:c="2">x</p></content>').encode(),
        "stands twice",
    ),
    "prefix undeclared": (lambda: p("<x:b>y</x:b>").encode(), "is not declared"),
    "gzip": (lambda: gzip.compress(p("x").encode()), "gzip"),
    "zip": (lambda: b"PK\x03\x04" + b"\0" * 100, "ZIP"),
    "PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "NUL": (lambda: p("a\0b").encode(), "NUL"),
    "control character": (lambda: p("a\x08b").encode(), "not well-formed"),
    "control character by reference": (lambda: p("a&#8;b").encode(), "not well-formed"),
    "lone surrogate": (lambda: p("a\ud800b").encode("utf-8", "surrogatepass"), "not well-formed"),
    "lone surrogate by reference": (lambda: p("a&#xD800;b").encode(), "not well-formed"),
    "Latin-1 called UTF-8": (lambda: p("État").encode("latin-1"), "not well-formed"),
    "unknown encoding": (('<?xml version="1.0" encoding="x-klingon"?>' + p("x")).encode, "encoding"),
    "UTF-16 without its mark": (lambda: p("x").encode("utf-16-le"), "NUL"),
    "UTF-32": (lambda: p("x").encode("utf-32"), "NUL|encoding|not well-formed"),
    "internal entity": ((f'<!DOCTYPE a [<!ENTITY e "x">]>{p("&e;")}').encode, "DOCTYPE"),
    "external entity": (
        (f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{p("&e;")}').encode,
        "DOCTYPE",
    ),
    "external DTD": ((f'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">{p("x")}').encode, "DOCTYPE"),
    "parameter entity": (
        (f'<!DOCTYPE a [<!ENTITY % e SYSTEM "file:///etc/hosts"> %e;]>{p("x")}').encode,
        "DOCTYPE",
    ),
    "harmless DOCTYPE": (f"<!DOCTYPE akomaNtoso>{p('x')}".encode, "DOCTYPE"),
    "billion laughs": ((f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]>{p("&l9;")}').encode, "DOCTYPE"),
    "quadratic blow-up": ((f'<!DOCTYPE a [<!ENTITY a "{"x" * 99999}">]>{p("&a;" * 9999)}').encode, "DOCTYPE"),
    "undeclared entity": (lambda: p("a&nbsp;b").encode(), "entity"),
    "words in structure": (lambda: bill("loose words").encode(), "stands directly in `article`"),
    "a date that is none": (lambda: p('<date date="TODAY">x</date>').encode(), "is no date"),
    "deep nesting": (lambda: bill("<section>" * 300 + "</section>" * 300).encode(), "nested deeper"),
    "deep nesting of marks": (lambda: p("<b>" * 300 + "x" + "</b>" * 300).encode(), "nested deeper"),
    "deep nesting of foreign elements": (
        lambda: bill(f'<content><x xmlns="urn:x">{"<y>" * 300}{"</y>" * 300}</x></content>').encode(),
        "nested deeper",
    ),
    "unclosed depths": (lambda: bill("<section>" * 100_000).encode(), "nested deeper"),
    "too many elements": (lambda: p("<eol/>" * 200_001).encode(), "more than 200,000 elements"),
    "too many elements in UTF-16": (lambda: p("<eol/>" * 200_001).encode("utf-16"), "more than 200,000 elements"),
    "too many elements in units": (
        lambda: bill("".join(f'<point eId="p_{n}">{POINT}</point>' for n in range(50_001))).encode(),
        "more than 200,000 elements",
    ),
    "too many bytes": (lambda: p("x" * 20_000_001).encode(), "limit is 20,000,000"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_place_reason_and_next_step(name: str) -> None:
    made, reason = REFUSED[name]
    data = made()
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match=reason) as refusal:
            read(data, name="hostile.xml")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200_000_000
    assert refusal.value.place.startswith("hostile.xml")
    assert refusal.value.step


@pytest.mark.parametrize("name", REFUSED)
def test_check_refuses_what_cannot_be_read(name: str) -> None:
    with pytest.raises(SourceError):
        check(REFUSED[name][0]())


def words(data: bytes) -> str:
    version: Version = read(data).version
    return version.block(
        "body__article_1" if "body__article_1" in version.index else "body__art_1__content_1__p_1"
    ).text.chars


@pytest.mark.parametrize(
    "inside, kept",
    [
        ("<![CDATA[<b>&amp;]]>", "<b>&amp;"),
        ("a<!-- comment -->b", "ab"),
        ("&#x1F600;\u202eabc\u2066", "😀\u202eabc\u2066"),
        (" two  blanks\n and a line ", " two  blanks\n and a line "),
        ("a&#13;b\u2028c\u0085d", "a\rb\u2028c\u0085d"),
        ("a\ufffcb", "a\ufffcb"),
        ('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>', "\ufffc"),
    ],
)
def test_odd_but_harmless_text_is_kept_to_the_character(inside: str, kept: str) -> None:
    """Nothing is included, opened or lost, and it comes back from its own serialisation."""
    reading = read(p(inside).encode())
    assert words(p(inside).encode()) == kept
    assert words(write(reading.version)) == kept


def test_other_encodings_are_read_when_declared() -> None:
    for encoding in ("utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"):
        head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
        assert words((head + p("État")).encode(encoding)) == "État"


def test_a_megabyte_of_text_in_one_block_is_read() -> None:
    assert len(words(p("mot " * 1_000_000).encode())) == 4_000_000


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused_when_written(char: str) -> None:
    from tests.strategies import line, provision
    from treaty_drafts.akn import assemble
    from treaty_drafts.model.version import Facts

    version = assemble(Facts(), body=(provision("article", provision("content", line("p", f"The{char}Parties"))),))
    with pytest.raises(MarkupError, match=f"U\\+{ord(char):04X}, after `.*The`"):
        write(version)


def test_limits_are_errors_of_their_own() -> None:
    with pytest.raises(TooLarge):
        read(REFUSED["too many bytes"][0]())
