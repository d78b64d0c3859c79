"""What no reader here takes: bytes that are no XML text, or too many of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from xml.parsers import expat
from xml.parsers.expat import errors

from treaty_drafts.errors import MarkupError, TooLarge

MAX_BYTES: Final = 20_000_000
MAX_ELEMENTS: Final = 200_000
MAX_DEPTH: Final = 256
MAX_ATTRIBUTES: Final = 1_000
"""On one element; the standard has some sixty."""

_KINDS: Final = (
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a ZIP file (a .docx is one)"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "a Microsoft Office file of before 2007"),
)


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raises what is to be said of bytes that no XML parser need see."""
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"the file has {len(data):,} bytes; the limit is {MAX_BYTES:,}", place=name, step="split it into its parts"
        )
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise MarkupError(f"this is {kind}, not XML", place=f"{name}:1", step="unpack or export it first")
    if not data or data.isspace():
        raise MarkupError("the file is empty", place=f"{name}:1", step="give an Akoma Ntoso file")
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise MarkupError(
            "the file has NUL bytes: it is no text, or UTF-16 without its mark",
            place=f"{name}:{line}",
            step="save it as UTF-8",
        )


def refuse_many(data: bytes, name: str) -> None:
    """Raises `TooLarge` where a document has too many elements; what is not well-formed is left to the reader."""
    count = data.count(b"<")
    if count <= MAX_ELEMENTS or count - data.count(b"</") <= MAX_ELEMENTS:
        return
    tags: list[str] = []

    def start(tag: str, _: object) -> None:
        tags.append(tag)
        if len(tags) > MAX_ELEMENTS:
            place = f"{name}:{parser.CurrentLineNumber}"
            raise TooLarge(
                f"the document has more than {MAX_ELEMENTS:,} elements", place=place, step="split it into its parts"
            )

    def doctype(*_: object) -> None:
        raise expat.ExpatError

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    with suppress(expat.ExpatError, UnicodeError, LookupError, ValueError):
        parse_whole(parser, data)


def parse_whole(parser: expat.XMLParserType, data: bytes | str) -> None:
    """Gives the parser all there is."""
    parser.Parse(data, True)  # noqa: FBT003


def explained(error: expat.ExpatError, name: str) -> MarkupError:
    """The parser's complaint as ours, with the line and the column."""
    said = expat.ErrorString(error.code) or "unknown"
    place = f"{name}:{error.lineno}:{error.offset + 1}"
    if said == errors.XML_ERROR_UNDEFINED_ENTITY:
        return MarkupError(
            "an entity that XML does not know stands here", place=place, step="write the character itself"
        )
    if said in (errors.XML_ERROR_UNKNOWN_ENCODING, errors.XML_ERROR_INCORRECT_ENCODING):
        return MarkupError(f"the encoding cannot be read ({said})", place=place, step="save it as UTF-8")
    return MarkupError(
        f"this is not well-formed XML: {said}", place=place, step="correct it there, or export the file again"
    )


def no_doctype(*_: object) -> None:
    """A document type declaration, whatever it declares."""
    raise MarkupError(
        "the file has a DOCTYPE, which could declare entities", step="remove the `<!DOCTYPE …>`; Akoma Ntoso needs none"
    )


def one_element(xml: str) -> str:
    """The name, as written, of the one element that carried XML is; empty where it is torn or has a DOCTYPE."""
    names: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: names.append(name)
    parser.StartDoctypeDeclHandler = no_doctype
    try:
        parse_whole(parser, xml)
    except (expat.ExpatError, UnicodeError, MarkupError):
        return ""
    return names[0]


def too_deep() -> TooLarge:
    """The refusal of a document that is nested too deeply."""
    return TooLarge(f"the document is nested deeper than {MAX_DEPTH} elements", step="flatten it")


def refuse_attributes(count: int) -> None:
    """`TooLarge` where an element has more attributes than `MAX_ATTRIBUTES`."""
    if count > MAX_ATTRIBUTES:
        raise TooLarge(
            f"one element has {count:,} attributes; the limit is {MAX_ATTRIBUTES:,}",
            step="leave out those that are not of the standard",
        )
