"""Reading a source of any format into a version, with a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from treaty_drafts import akn
from treaty_drafts.errors import Misused, SourceError
from treaty_drafts.model.languages import sound, tag_of
from treaty_drafts.model.tree import blocks
from treaty_drafts.model.version import Facts, Version
from treaty_drafts.sources.decode import decode
from treaty_drafts.sources.imported import Imported, counts
from treaty_drafts.sources.line import Finding, Line, Report, Source

if TYPE_CHECKING:
    from treaty_drafts.sources.docx.document import Document

Opener: TypeAlias = "Callable[[bytes, str], Document]"
Reader: TypeAlias = Callable[[str, str, Report], Source]
ENDINGS = ("xml", "akn", "md", "markdown", "txt", "html", "htm", "docx")
"""Endings of names that `read_source` reads."""


def read_source(
    data: bytes,
    *,
    name: str,
    title: str = "",
    language: str = "",
    symbol: str = "",
    date: str = "",
    work: str = "",
    open_word: Opener | None = None,
) -> Imported:
    """The version in a source whose format the ending of `name` tells, and a report of what was recognised.

    `language` is ISO 639-2 (`eng`), told from the words where it is empty; `work` the FRBR Work IRI, made from the
    name where it is empty. Every non-blank character of the source's text is in the version, in order, except that a
    footnote stands at its call. Bytes that cannot be read, or hold no words, raise `SourceError`; an ending that is
    not one of `ENDINGS` raises `Misused`. A Word file is read as if all its tracked changes were accepted; `open_word`
    opens it, here unless said otherwise (`treaty_drafts.confined`). One that we wrote is read onto the version that it
    was made of, and what else is told of it here is not used.
    """
    ending = name.rpartition(".")[2].lower()
    if ending in ("xml", "akn"):
        return _read_akn(data, name)
    report: list[Finding] = []
    unit = "line"
    if ending == "docx":
        from treaty_drafts.sources.docx.read import read_document
        from treaty_drafts.sources.docx.reading import read_lines

        unit = "paragraph"
        document = (open_word or read_document)(data, name)
        own = _read_own(document, report)
        if own is not None:
            return Imported(own, tuple(report), unit)
        source = read_lines(document, report)
        text = "\n".join(line.text.chars for line in source.lines)
    else:
        reader = _reader(ending)
        if reader is None:
            raise _unknown(name, ending)
        text = decode(data, name, report)
        source = reader(text, name, report)
    if not source.notes and not any(map(_says, source.lines)):
        raise SourceError(
            "the source is empty: it holds no words", place=f"{name}:1", step="give a file with text in it"
        )
    language = sound(language) if language else _CODES.get(source.language, "") or guess_language(text)
    from treaty_drafts.sources.structure import version_of

    number = _slug(symbol) if symbol else ""
    facts = Facts(title, work or _work(name), language, number, symbol, date)
    version = version_of(source, facts, report)
    if not counts(version.root)["articles"]:
        report.append(Finding(0, "structure", "no article was found; the text is there in paragraphs"))
    return Imported(version, tuple(sorted(report, key=lambda one: one.line)), unit)


def read_part(text: str, *, name: str, facts: Facts, annex: int = 1) -> Version:
    """The version that holds a part of a treaty, typed as the ending of `name` says (.txt, .md): body and annexes.

    Every non-blank character of it is in one of the two, in order; `annex` is the number of the first annex. It may
    have no words at all.
    """
    report: list[Finding] = []
    reader = _reader(name.rpartition(".")[2])
    if reader is None:
        raise _unknown(name, name.rpartition(".")[2])
    typed = decode(text.encode(), name, report)
    source = reader(f"\n{typed}", name, report)  # no metadata between `---` lines can stand under a blank line
    if not facts.language:
        facts = msgspec.structs.replace(facts, language=guess_language(typed))
    from treaty_drafts.sources.structure import version_of_part

    return version_of_part(source, facts, report, annex=annex)


def _says(line: Line) -> bool:
    """Whether there is a word in the line, in its number, or in its table; an image counts as one."""
    texts = [line.text] if line.node is None else [block.text for block in blocks(line.node)]
    return bool(line.label) or any(text.chars.strip() for text in texts)


def _reader(ending: str) -> Reader | None:
    """The reader of a format, loaded when there is something to read: most commands read only Akoma Ntoso."""
    if ending in ("md", "markdown"):
        from treaty_drafts.sources.markdown import read_markdown

        return read_markdown
    if ending in ("html", "htm"):
        from treaty_drafts.sources.html import read_html

        return read_html
    if ending == "txt":
        from treaty_drafts.sources.plain import read_plain

        return read_plain
    return None


def _read_own(document: Document, report: Report) -> Version | None:
    """The version in a Word file that we wrote, read onto the base that it carries; None where it carries none."""
    from treaty_drafts.sources.docx.graft import graft
    from treaty_drafts.sources.docx.own import base_of, bracketed, digest_of
    from treaty_drafts.sources.docx.reading import accepted, say_beside

    base = base_of(document)
    if base is None:
        if digest_of(document):
            what = "the version that it says it was made of is not whole in it; read as any other text"
            report.append(Finding(0, "base", what))
        return None
    facts = base.facts
    say_beside(document, report)
    report[:] = [one for one in report if one.kind != "margin"]
    report.append(Finding(0, "base", f"made of {facts.symbol or facts.expression}, whose ids and metadata it keeps"))
    if number := bracketed(document):
        report.append(Finding(number, "base", "the brackets of a compilation begin here; they are read as words"))
    return graft(base, document, accepted, report)


def _read_akn(data: bytes, name: str) -> Imported:
    reading = akn.read(data, name=name)
    found = [Finding(one.line, "repair", f"{one.what} ({one.place})") for one in reading.repairs]
    return Imported(reading.version, tuple(found))


_OFFICE: Final = frozenset(("doc", "docm", "dot", "dotx", "odt", "ott", "rtf", "wpd", "wps"))
"""Endings of what an office program opens, and this one does not."""


def _unknown(name: str, ending: str) -> Misused:
    return Misused(
        f"the ending `.{ending}` names no format that can be imported"
        if "." in name
        else "the name has no ending that names a format",
        place=name,
        step="open it in Word or LibreOffice, save it as .docx, and import that"
        if ending in _OFFICE
        else "give a file whose name ends in ." + ", .".join(ENDINGS),
    )


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _work(name: str) -> str:
    """An FRBR Work IRI from the source's name."""
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return f"/akn/un/bill/{_slug(stem) or 'agreement'}"


_SCRIPTS = {
    "ara": re.compile("[\u0600-\u06ff]"),
    "rus": re.compile("[\u0400-\u04ff]"),
    "zho": re.compile("[\u4e00-\u9fff]"),
}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_COMMON = {
    "eng": re.compile(r"\b(?:the|of|and|shall)\b"),
    "fra": re.compile(r"\b(?:les|des|du|et|aux)\b"),
    "spa": re.compile(r"\b(?:los|las|del|el|y)\b"),
    "por": re.compile(r"\b(?:os|dos|da|do|e|em)\b"),
}


_CODES = {tag_of(code): code for code in (*_SCRIPTS, *_COMMON)}


def guess_language(text: str) -> str:
    """The ISO 639-2 code of the language that most of the text is in, told by its script and its commonest words."""
    sample = text[:6_000]
    if not sample.isascii():
        scripts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS.items()}
        scripts["zho"] *= 3
        most = max(scripts, key=scripts.__getitem__)
        if scripts[most] > len(_LATIN.findall(sample)):
            return most
    lowered = sample.lower()
    found = {code: len(pattern.findall(lowered)) for code, pattern in _COMMON.items()}
    return max(found, key=found.__getitem__)
