"""Builders of hostile bytes. Each is small to read here and as large as it has to be when it is made."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PREAMBLE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def article(inside: str, *, doctype: str = "", preamble: str = PREAMBLE) -> str:
    """A small treaty with `inside` as the words of its one article."""
    return (
        f'{preamble}{doctype}<akomaNtoso xmlns="{AKN}"><bill name="treaty"><meta/><body>'
        '<article eId="art_1" wId="art_1">'
        f"<num>Article 1</num><content><p>{inside}</p></content></article></body></bill></akomaNtoso>\n"
    )


def external_entity() -> bytes:
    return article("&secret;", doctype='<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]>\n').encode()


def remote_dtd() -> bytes:
    return article("Peace.", doctype='<!DOCTYPE akomaNtoso SYSTEM "http://192.0.2.1/evil.dtd">\n').encode()


def parameter_entity() -> bytes:
    return article("Peace.", doctype='<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>\n').encode()


def billion_laughs() -> bytes:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return article("&l9;", doctype=f'<!DOCTYPE a [<!ENTITY l0 "lol">{rows}]>\n').encode()


def quadratic_blowup() -> bytes:
    return article("&a;" * 20_000, doctype=f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]>\n').encode()


def harmless_doctype() -> bytes:
    return article("Peace.", doctype="<!DOCTYPE akomaNtoso>\n").encode()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def gzip_bomb() -> bytes:
    return gzip.compress(b" " * 1_000_000, mtime=0) * 300


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_000)
    return out.getvalue()


def deep_xml(depth: int = 100_000) -> bytes:
    return article("<i>" * depth + "x" + "</i>" * depth).encode()


def deep_hierarchy(depth: int = 200) -> bytes:
    opened = "".join(f'<section eId="s_{n}" wId="s_{n}">' for n in range(depth))
    return (
        article("Peace.")
        .replace("<article", opened + "<article")
        .replace("</article>", "</article>" + "</section>" * depth)
        .encode()
    )


def million_elements() -> bytes:
    return article("<br/>" * 1_000_000).encode()


def long_name() -> bytes:
    return article(f"<{'n' * 5_000_000}/>").encode()


def long_attribute() -> bytes:
    return article(f'<i class="{"c" * 12_000_000}">x</i>').encode()


def many_attributes() -> bytes:
    many = " ".join(f"a{n}='1'" for n in range(300_000))
    return article(f"<i {many}>x</i>").encode()


def long_words() -> bytes:
    return article("peace " * 5_000_000).encode()


def truncated(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def latin_as_utf8() -> bytes:
    return article("Les Parties sont convenues de protéger la mer.").encode("latin-1")


def unknown_encoding() -> bytes:
    return article("Peace.", preamble='<?xml version="1.0" encoding="x-chancery"?>\n').encode()


def utf7() -> bytes:
    return article("+ADw-script+AD4-", preamble='<?xml version="1.0" encoding="UTF-7"?>\n').encode()


def utf16_that_claims_utf8() -> bytes:
    return article("Peace.").encode("utf-16-le")


def nul_in_xml() -> bytes:
    return article("Pea\0ce.").encode()


def surrogate_reference() -> bytes:
    return article("Peace &#xD800; and order.").encode()


def surrogate_bytes() -> bytes:
    return article("Peace \ud800 and order.").encode("utf-8", "surrogatepass")


def control_reference() -> bytes:
    return article("Peace &#1; and order.").encode()


def undefined_entity() -> bytes:
    return article("Peace&nbsp;and order.").encode()


def unbound_prefix() -> bytes:
    return article("<neg:option>Peace.</neg:option>").encode()


def include() -> bytes:
    return article('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>').encode()


def two_roots() -> bytes:
    return (article("Peace.") + article("War.").removeprefix(PREAMBLE)).encode()


def another_vocabulary() -> bytes:
    return (PREAMBLE + '<svg xmlns="http://www.w3.org/2000/svg"><text>Article 1</text></svg>').encode()


def no_document() -> bytes:
    return f'{PREAMBLE}<akomaNtoso xmlns="{AKN}"/>'.encode()


def script_inside() -> bytes:
    return article('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>').encode()


def picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def large_text() -> bytes:
    return b"1. Each Party shall take appropriate measures.\n\n" * 640_000


def nested_brackets(depth: int = 100_000) -> bytes:
    return ("# Agreement\n\n## Article 1\n\n" + "[" * depth + "peace" + "]" * depth + "\n").encode()


def nested_quotes() -> bytes:
    return ("# Agreement\n\n" + "> " * 100_000 + "peace\n").encode()


def nested_lists() -> bytes:
    return ("# Agreement\n\n" + "- " * 100_000 + "peace\n").encode()


def nested_numbers() -> bytes:
    return ("# Agreement\n\n## Article 1\n\n" + "1. " * 100_000 + "peace\n").encode()


def indented_lists() -> bytes:
    return ("# Agreement\n\n" + "".join(f"{'  ' * n}- item {n}\n" for n in range(2_500))).encode()


def nested_emphasis() -> bytes:
    return ("# Agreement\n\n## Article 1\n\n" + "*a **a " * 50_000 + "b" + "** a*" * 50_000 + "\n").encode()


def nested_divs() -> bytes:
    return ("<html><body>" + "<div>" * 50_000 + "<p>Article 1</p>" + "</div>" * 50_000 + "</body></html>").encode()


def nested_points() -> bytes:
    return ("AGREEMENT\n\nArticle 1\n\n" + "(a) (i) " * 100_000 + "peace\n").encode()


def repeated(piece: str, times: int) -> bytes:
    return ("# Agreement\n\n## Article 1\n\n" + piece * times + "\n").encode()


def nul_in_text() -> bytes:
    return b"# Agreement\n\n## Article 1\n\nEach Party \0 shall act.\n"


def controls_in_text() -> bytes:
    return b"# Agreement\n\n## Article 1\n\nEach Party \x07\x1b[31m shall act.\n"


def latin_text() -> bytes:
    return "# Accord\n\n## Article 1\n\nLes Parties sont convenues de protéger la mer.\n".encode("latin-1")


def surrogate_text() -> bytes:
    return "# Agreement\n\n## Article 1\n\nEach \udc80 Party shall act.\n".encode("utf-8", "surrogatepass")


def overlong_text() -> bytes:
    return b"# Agreement\n\n## Article 1\n\nEach Party \xc0\xaf shall act.\n"


def utf16_text() -> bytes:
    return "AGREEMENT\n\nArticle 1\n\nEach Party shall act.\n".encode("utf-16-be")


def noncharacter_text() -> bytes:
    return "# Agreement\n\n## Article 1\n\nEach \ufffe Party \uffff shall act.\n".encode()


def growing_ticks() -> bytes:
    return ("`a" + "".join("`" * n + " " for n in range(1, 900))).encode()


def chained_notes() -> bytes:
    return "".join(f"[^{n}]: See [^{n + 1}]\n" for n in range(20_000)).encode()


def wide_table() -> bytes:
    return "".join(f"{cell * 20_000}|\n" for cell in ("|a", "|-", "|b")).encode()
