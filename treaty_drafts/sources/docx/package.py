"""A Word file's parts: a ZIP archive of XML (ISO/IEC 29500-2), opened with suspicion; nothing outside is."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from treaty_drafts.errors import MarkupError, SourceError, TooLarge
from treaty_drafts.sources.docx.names import MAIN, PACKAGE, RELATIONSHIPS

MAX_PARTS: Final = 200
MAX_BYTES: Final = 20_000_000
"""Of the file, and of all its XML unpacked."""
MAX_RATIO: Final = 100
"""Unpacked to packed; the most repetitive of real parts reaches 40."""
MAX_ELEMENTS: Final = 500_000
_SMALL = 1_000_000
"""Bytes: what unpacks to less is no bomb, however well it is packed."""
_HEAD = 1_000
_OLD = b"\xd0\xcf\x11\xe0"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS.encode()),
)
_WORDS_ELSEWHERE = frozenset(("aFChunk", "frame", "oleObject", "package", "subDocument"))
"""Relationships through which words would come in from another file."""
_AGAIN = "open it in Word or LibreOffice, save it as .docx, and import that"
_TROUBLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


class Relation(NamedTuple):
    """What a part names: the last word of the relationship's type, its target, and whether that is outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file by name; `name` is the file's, for the place in a refusal.

    `SourceError` and its kinds for what is no Word file, or one that this program does not open: duplicate, absolute
    or dotted names, over `MAX_PARTS` parts, over `MAX_BYTES` of XML, over `MAX_RATIO`, encryption, macros, words that
    stand in another file, a DOCTYPE, too many or too deep elements.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        _refuse_bytes(data, name)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._checked(self._archive.infolist())}
        except _TROUBLE as error:
            raise self._refused(f"this Word file is not whole: {_said(error)}", step=_AGAIN) from None
        self.main = self._main()
        self.relations = self.relations_of(self.main)
        self._refuse_elsewhere()

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None where the file has no such part."""
        data = self._read(part)
        return None if data is None else self._parsed(data, part)

    def akoma_ntoso(self, part: str) -> bytes:
        """The bytes of a part that holds a document of that standard; of any other, none."""
        data = self._read(part) or b""
        return data if b"<akomaNtoso" in data[:_HEAD] else b""

    def _read(self, part: str) -> bytes | None:
        info = self._parts.get(part)
        if info is None:
            return None
        try:
            return self._archive.read(info)
        except _TROUBLE as error:
            raise self._refused(f"the part is damaged: {_said(error)}", part, step=_AGAIN) from None

    def related(self, kind: str) -> Iterator[str]:
        """The names of the main part's own parts of a kind: `styles`, `footnotes`, `header` …"""
        return (one.target for one in self.relations.values() if one.kind == kind and not one.external)

    def part(self, kind: str) -> etree._Element | None:
        """The root of the first part of a kind."""
        name = next(self.related(kind), "")
        return self.xml(name) if name else None

    def relations_of(self, part: str) -> dict[str, Relation]:
        """What a part names, by its relationship id."""
        folder, _, leaf = part.rpartition("/")
        root = self.xml(f"{folder}/_rels/{leaf}.rels".lstrip("/"))
        found: dict[str, Relation] = {}
        for one in () if root is None else root.iterfind(f"{{{PACKAGE}}}Relationship"):
            external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, external)
        return found

    def _checked(self, infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
        """The parts, none of which is a trap."""
        if len(infos) > MAX_PARTS:
            raise self._large(f"it has {len(infos):,} parts; the limit is {MAX_PARTS}")
        seen: set[str] = set()
        for info in infos:
            name = info.filename
            if name.lower() in seen:
                raise self._refused("two parts have one name: which one counts, nobody can say", name, step=_AGAIN)
            seen.add(name.lower())
            if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
                raise self._refused("a part's name leads out of the file", name, step=_AGAIN)
            if info.flag_bits & 0x1:
                raise self._refused("the part is encrypted", name, step="take off the password in Word, and save it")
            if name.lower().endswith("vbaproject.bin"):
                step = "save it in Word as .docx, which leaves the macros out"
                raise self._refused("the file carries macros (a program)", name, step=step)
            if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                packed = f"{info.compress_size:,} bytes unpack to {info.file_size:,}"
                raise self._large(f"{packed}, over {MAX_RATIO} times as many", name)
        total = sum(info.file_size for info in infos if info.filename.lower().endswith((".xml", ".rels")))
        if total > MAX_BYTES:
            raise self._large(f"its XML has {total:,} bytes unpacked; the limit is {MAX_BYTES:,}")
        return infos

    def _main(self) -> str:
        """The name of the part that holds the words."""
        for one in self.relations_of("").values():
            if one.kind == "officeDocument" and one.target in self._parts:
                return one.target
        if "word/document.xml" in self._parts:
            return "word/document.xml"
        raise self._refused("this ZIP archive holds no Word document", step=_AGAIN)

    def _refuse_elsewhere(self) -> None:
        """Words that stand in another file, or in another format, are not left out: the whole is refused."""
        for one in self.relations.values():
            if one.kind in _WORDS_ELSEWHERE and (one.external or one.kind == "aFChunk"):
                where = "outside" if one.external else "in another format"
                raise self._refused(
                    f"a part of the document stands {where}: {one.target[:80]}",
                    self.main,
                    step="bring it in in Word (select all, Ctrl+Shift+F9 breaks links), and save it",
                )

    def _parsed(self, data: bytes, part: str) -> etree._Element:
        if data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
            raise self._large(f"it has over {MAX_ELEMENTS:,} elements", part)
        if b"purl.oclc.org/ooxml" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, load_dtd=False
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            message = str(error).partition(", line ")[0]
            if "depth" in message.lower():
                raise self._large("its elements nest too deep", part) from None
            line = f":{error.lineno}" if isinstance(error, etree.XMLSyntaxError) and error.lineno else ""
            fact = f"this is not well-formed XML: {message[:120]}"
            raise MarkupError(fact, place=f"{self.name}:{part}{line}", step=_AGAIN) from None
        info = root.getroottree().docinfo
        if info.internalDTD is not None or info.doctype:
            fact = "the part has a DOCTYPE, which could declare entities"
            raise MarkupError(fact, place=f"{self.name}:{part}", step=_AGAIN)
        return root

    def _refused(self, fact: str, part: str = "", *, step: str) -> SourceError:
        return SourceError(fact, place=f"{self.name}:{part[:80]}" if part else self.name, step=step)

    def _large(self, fact: str, part: str = "") -> TooLarge:
        step = "save the text without pictures and embedded objects, or in parts"
        return TooLarge(fact, place=f"{self.name}:{part[:80]}" if part else self.name, step=step)


def _refuse_bytes(data: bytes, name: str) -> None:
    if len(data) > MAX_BYTES:
        fact = f"the source has {len(data):,} bytes, over the limit of {MAX_BYTES:,}"
        raise TooLarge(fact, place=name, step="save it without pictures")
    if data.startswith(_OLD):
        fact = "this is a Word file of before 2007, or one with a password"
        raise SourceError(fact, place=name, step="open it in Word, take off the password, and save it as .docx")
    if not data.startswith(b"PK"):
        raise SourceError("this is not a Word document", place=name, step=_AGAIN)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
