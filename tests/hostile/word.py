"""Hostile and broken Word files: what each is, the bytes, and what its refusal says (empty: it may be read)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.docx.forge import (
    HEAD,
    NAMESPACES,
    RELATIONSHIPS,
    archive,
    around,
    dele,
    docx,
    ins,
    level,
    p,
    relationships,
    run,
)

BODY = p("Article 1") + p("Peace.")
MAIN = f"<w:document {NAMESPACES}><w:body>{BODY}</w:body></w:document>"


class Hostile(NamedTuple):
    title: str
    made: Callable[[], bytes]
    says: str


def package(**more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a good file, and some more by the name of the path, `__` for a slash and `_dot_` for a dot."""
    named = {name.replace("__", "/").replace("_dot_", "."): inside for name, inside in more.items()}
    return {**around(), "word/document.xml": MAIN, **named}


def with_main(inside: str | bytes) -> bytes:
    return archive({**package(), "word/document.xml": inside})


def with_name(name: str) -> bytes:
    return archive({**package(), name: "<a/>"})


def twice() -> bytes:
    """Two parts of one name, the second with other words."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, inside in package().items():
            made.writestr(name, inside)
        made.writestr("Word/document.xml", MAIN.replace("Peace", "War"))
    return out.getvalue()


def many_parts() -> bytes:
    return archive({**package(), **{f"word/media/{number}.png": b"x" for number in range(300)}})


def lying_size() -> bytes:
    """A part that unpacks to 100 MB and says that it has 1,000 bytes."""
    data = bytearray(archive({**package(), "word/document.xml": b" " * 100_000_000}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"PK\x05\x06"))
    while data[at + 46 : at + 63] != b"word/document.xml":
        at = data.rindex(b"PK\x01\x02", 0, at)
    packed = struct.unpack("<I", data[at + 20 : at + 24])[0]
    data[at + 24 : at + 28] = struct.pack("<I", packed)
    return bytes(data)


def wrong_sum() -> bytes:
    """A part whose check sum is another's."""
    data = bytearray(archive(package(), zipfile.ZIP_STORED))
    at = data.index(b"Peace")
    data[at : at + 5] = b"Wars!"
    return bytes(data)


def flagged(bit: int) -> bytes:
    """All parts with a flag set: 1 is encryption."""
    data = bytearray(archive(package()))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= bit
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def method(number: int) -> bytes:
    """All parts said to be packed by a method that nobody has."""
    data = bytearray(archive(package()))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 10 : at + 12] = struct.pack("<H", number)
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def related(kind: str, target: str, mode: str = ' TargetMode="External"') -> bytes:
    rel = f'<Relationship Id="e1" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/>'
    return archive({**package(), "word/_rels/document.xml.rels": relationships(rel)})


def doctype(declared: str, used: str) -> bytes:
    return with_main(f"{HEAD}<!DOCTYPE a [{declared}]>{MAIN.replace('Peace', used)}".encode())


def laughs() -> bytes:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return doctype(f'<!ENTITY l0 "lol">{rows}', "&l9;")


def styles_in_a_circle() -> bytes:
    based = "".join(
        f'<w:style w:type="paragraph" w:styleId="S{n}"><w:name w:val="s{n}"/><w:basedOn w:val="S{(n + 1) % 500}"/>'
        f'<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in range(500)
    )
    return docx(p("Peace.", style="S0"), styles=based)


def lists_in_a_circle() -> bytes:
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
    linked += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    return docx(p("Peace.", numbered=(1, 0)), styles=style, numbering=linked)


def numbers_of_nine_digits() -> bytes:
    huge = level(0, "lowerLetter", "%1%1%1%1%1%1%1%1%1").replace('<w:start w:val="1"/>', '<w:start w:val="99999999"/>')
    lists = f'<w:abstractNum w:abstractNumId="0">{huge}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return docx(p("Peace.", numbered=(1, 0)) * 2_000, numbering=lists)


def note_in_itself() -> bytes:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(p("Peace", call), footnotes=f'<w:footnote w:id="2">{p("See", call)}</w:footnote>')


def nested(opened: str, closed: str, depth: int) -> bytes:
    return docx(opened * depth + p("Peace.") + closed * depth)


def changes_in_changes() -> bytes:
    inner = run("Peace.")
    for number in range(100):
        inner = ins(f"a{number}", inner) if number % 2 else dele(f"a{number}", inner)
    return docx(p("War.", inner) * 50)


def claims_a_base(xml: str) -> bytes:
    """A file that says it was made of a version of ours, and carries that XML for one."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    value = '<vt:lpwstr xmlns:vt="urn:vt">sha256:0</vt:lpwstr>'
    made = f'<property xmlns="{CUSTOM}" name="treaty-drafts.base">{value}</property>'
    files = package()
    files["_rels/.rels"] = relationships(
        f'<Relationship Id="r1" Type="{kind}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{kind}/custom-properties" Target="docProps/custom.xml"/>'
    )
    rel = f'<Relationship Id="e1" Type="{kind}/customXml" Target="../customXml/item1.xml"/>'
    files["word/_rels/document.xml.rels"] = relationships(rel)
    files["docProps/custom.xml"] = f'<Properties xmlns="{CUSTOM}">{made}</Properties>'
    files["customXml/item1.xml"] = xml.encode()
    return archive(files)


CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CELL = ("<w:tbl><w:tr><w:tc>", f"{p()}</w:tc></w:tr></w:tbl>")
CASES = [
    Hostile(
        "a part that unpacks a thousand times",
        lambda: with_main(b" " * 10_000_000),
        "unpack.*word/document|word/document.*unpack",
    ),
    Hostile(
        "30 MB of XML in all",
        lambda: archive({**package(), **{f"word/x{n}.xml": noise(6_000_000) for n in range(5)}}, zipfile.ZIP_STORED),
        "MB|bytes",
    ),
    Hostile("a part that lies about its size", lying_size, "damaged|unpack|well-formed"),
    Hostile("two parts of one name", twice, "two parts"),
    Hostile("300 parts", many_parts, "parts"),
    Hostile("a part outside by dots", lambda: with_name("../evil.xml"), "leads out"),
    Hostile("a part at the root of the disk", lambda: with_name("/etc/passwd"), "leads out"),
    Hostile("a part on a drive", lambda: with_name("C:/evil.xml"), "leads out"),
    Hostile("a part with backslashes", lambda: with_name("word\\..\\..\\evil.xml"), "leads out|two parts"),
    Hostile("an encrypted part", lambda: flagged(1), "encrypted|password"),
    Hostile("a method of packing that nobody has", lambda: method(77), "damaged|not a whole|compression"),
    Hostile("a part with a wrong check sum", wrong_sum, "damaged"),
    Hostile("macros", lambda: archive({**package(), "word/vbaProject.bin": b"\xd0\xcf"}), "macro"),
    Hostile("a Word file of before 2007", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "2007"),
    Hostile("half an archive", lambda: archive(package())[:400], "ZIP"),
    Hostile("a spreadsheet", lambda: archive({**around(), "xl/workbook.xml": "<a/>"}), "no Word document"),
    Hostile("an archive of nothing", lambda: archive({}), "no Word document"),
    Hostile("a document without a body", lambda: with_main(f"<w:document {NAMESPACES}/>"), "no body"),
    Hostile("a body without words", lambda: docx(p() + p("  ")), "no words"),
    Hostile(
        "an entity that names a local file",
        lambda: doctype('<!ENTITY s SYSTEM "file:///etc/passwd">', "&s;"),
        "DOCTYPE",
    ),
    Hostile("a billion laughs", laughs, "DOCTYPE|entit"),
    Hostile("a harmless document type", lambda: doctype("", "Peace"), "DOCTYPE"),
    Hostile(
        "XML that ends in the middle", lambda: with_main(f"{HEAD}{MAIN}"[:-30].encode()), "word/document.xml:[0-9]"
    ),
    Hostile("bytes that are no XML", lambda: with_main(b"\0\1\2" * 99), "word/document.xml"),
    Hostile("half a million elements", lambda: docx("<w:p/>" * 600_000 + noise_body()), "elements|unpack"),
    Hostile("3,000 elements in one another", lambda: nested("<w:sdt>", "</w:sdt>", 3_000), "deep|unpack"),
    Hostile("tables 80 deep", lambda: nested(*CELL, 80), ""),
    Hostile("words in another file", lambda: related("subDocument", "file:///etc/passwd"), "outside"),
    Hostile("words in another format", lambda: related("aFChunk", "evil.html", ""), "another format"),
    Hostile("a picture on another machine", lambda: related("image", "http://192.0.2.1/spy.png"), ""),
    Hostile("styles based on one another in a circle", styles_in_a_circle, ""),
    Hostile("lists linked to themselves", lists_in_a_circle, ""),
    Hostile("list numbers of nine digits", numbers_of_nine_digits, ""),
    Hostile("a footnote that calls itself", note_in_itself, ""),
    Hostile("changes in changes, 100 deep", changes_in_changes, ""),
    Hostile(
        "a base with an entity",
        lambda: claims_a_base('<!DOCTYPE a [<!ENTITY s SYSTEM "file:///etc/passwd">]><akomaNtoso>&s;</akomaNtoso>'),
        "",
    ),
    Hostile("a base that is no version", lambda: claims_a_base("<akomaNtoso><bill"), ""),
    Hostile("a base of 2,000 elements in one another", lambda: claims_a_base("<akomaNtoso>" + "<b>" * 2_000), ""),
    Hostile(
        "100,000 changes by 1,000 authors",
        lambda: docx("".join(p(ins(f"author {n % 1_000}", f"w{n} ")) for n in range(50_000))),
        "",
    ),
]


def noise(size: int) -> bytes:
    """XML that does not pack well."""
    return b"<a>" + b"".join(b"%d" % (number * number) for number in range(size // 9)) + b"</a>"


def noise_body() -> str:
    return p("".join(str(number**3) for number in range(60_000)))
