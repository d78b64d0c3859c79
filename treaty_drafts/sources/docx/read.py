"""A Word file to a `Document`: its body, notes, comments, and a report of what else is in it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from lxml import etree

from treaty_drafts.errors import SourceError
from treaty_drafts.sources.docx.blocks import Blocks
from treaty_drafts.sources.docx.document import Comment, Document, Paragraph
from treaty_drafts.sources.docx.names import AUTHOR, ID, W
from treaty_drafts.sources.docx.numbering import read_numbering
from treaty_drafts.sources.docx.package import Package
from treaty_drafts.sources.docx.runs import Content
from treaty_drafts.sources.docx.styles import Styles, read_styles
from treaty_drafts.sources.line import Finding, Report

_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_SHOWN = 160


def read_document(data: bytes, name: str) -> Document:
    """The document in the bytes of a .docx file; `SourceError` and its kinds for what is not opened (`Package`)."""
    package = Package(data, name)
    report: list[Finding] = []
    root = package.xml(package.main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise SourceError(
            "the Word document has no body", place=f"{name}:{package.main}", step="save it again as .docx in Word"
        )
    styles = read_styles(package.part("styles"))
    blocks = Blocks(Content(styles, package.relations), report)
    read = blocks.body(body)
    if blocks.contents:
        what = f"the table of contents ({blocks.contents} lines) is left out: it is made anew from the headings"
        report.append(Finding(0, "contents", what))
    notes = {**_notes(package, styles, "footnote", report), **_notes(package, styles, "endnote", report)}
    _say_margins(package, styles, report)
    _say_outside(package, report)
    return Document(
        read,
        notes,
        _comments(package, styles),
        _properties(package),
        styles,
        read_numbering(package.part("numbering"), styles),
        next(filter(None, map(package.akoma_ntoso, package.related("customXml"))), b""),
        tuple(report),
    )


def packed(data: bytes, name: str) -> bytes:
    """The document as bytes, which `unpacked` reads: how a child process hands it over."""
    return msgspec.msgpack.encode(read_document(data, name))


def unpacked(data: bytes) -> Document:
    """The document that `packed` gave."""
    return msgspec.msgpack.decode(data, type=Document)


def _notes(package: Package, styles: Styles, kind: str, report: Report) -> dict[str, tuple[Paragraph, ...]]:
    """The notes of a kind by `kind id`; separators are none."""
    part = next(package.related(f"{kind}s"), "")
    root = package.xml(part) if part else None
    if root is None:
        return {}
    content = Content(styles, package.relations_of(part))
    return {
        f"{kind} {note.get(ID, '')}": Blocks(content, report).paragraphs(note)
        for note in root.iterfind(W + kind)
        if note.get(f"{W}type", "normal") == "normal"
    }


def _comments(package: Package, styles: Styles) -> dict[str, Comment]:
    root = package.part("comments")
    found = {}
    for element in () if root is None else root.iterfind(f"{W}comment"):
        paragraphs = Blocks(Content(styles, {}), []).paragraphs(element)
        words = "\n".join(filter(None, (words_of(one) for one in paragraphs)))
        found[element.get(ID, "")] = Comment(element.get(AUTHOR, ""), words)
    return found


def words_of(paragraph: Paragraph) -> str:
    """The words of a paragraph with every change accepted, blanks run together."""
    return " ".join("".join(run.chars for run in paragraph.runs if not run.deleted).split())


def _say_margins(package: Package, styles: Styles, report: Report) -> None:
    """Headers and footers are no words of the text; what they say is reported."""
    for kind in ("header", "footer"):
        said: dict[str, None] = {}
        for part in package.related(kind):
            root = package.xml(part)
            if root is not None:
                paragraphs = Blocks(Content(styles, {}), []).paragraphs(root)
                said.update(dict.fromkeys(filter(None, (words_of(one) for one in paragraphs))))
        if said:
            words = " / ".join(said)
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            report.append(Finding(0, "margin", f"the {kind} is left out: “{shown}”"))


def _say_outside(package: Package, report: Report) -> None:
    report.extend(
        Finding(0, "outside", f"{one.kind} in another file, which was not opened: {one.target[:_SHOWN]}")
        for one in package.relations.values()
        if one.external and one.kind != "hyperlink"
    )


def _properties(package: Package) -> Mapping[str, str]:
    """The custom properties of the file, as characters."""
    part = next((one.target for one in package.relations_of("").values() if one.kind == "custom-properties"), "")
    root = package.xml(part) if part else None
    return {one.get("name", ""): _words(one) for one in (() if root is None else root.iterfind(_CUSTOM))}


def _words(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())
