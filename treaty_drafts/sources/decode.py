"""Bytes to characters: the one door through which Markdown, plain text and HTML enter."""

from __future__ import annotations

import codecs
import re
import unicodedata

from treaty_drafts.errors import SourceError, TooLarge
from treaty_drafts.sources.line import Finding, Report

LIMIT = 20_000_000
"""Bytes; the longest treaty text known to the authors has under two million."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_STRAY = 1000
_UNSAFE = re.compile(r"[\ufffc\ufffe\uffff\ufdd0-\ufdef]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the order of those around them, and are not seen."""
_RARE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, name: str, report: Report) -> str:
    """The characters of a source in NFC with line feeds as line ends; findings go to `report`.

    `TooLarge` over `LIMIT` bytes; `SourceError` with line and column for bytes that are not UTF-8 (or UTF-16/32 with a
    byte order mark), for control characters, and for characters that stand for no character.
    """
    if len(data) > LIMIT:
        raise TooLarge(
            f"the source has {len(data):,} bytes, over the limit of {LIMIT:,}",
            place=name,
            step="split it, or import the text without pictures",
        )
    text = _characters(data, name)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\v", " ").replace("\f", " ")
    if _RARE.search(text) is not None:
        text = _without_controls(text, name, report)
        _bidi(text, report)
    return text if text.isascii() else _normal(text, report)


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name)
    return _decoded(data, "utf-8", name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte {error.start + 1} (0x{data[error.start]:02x}) is not {encoding.upper()}: {error.reason}",
            place=f"{name}:{line}",
            step="save the file as UTF-8 (in Word: plain text, other encoding, Unicode UTF-8) and import it again",
        ) from None


def _without_controls(text: str, name: str, report: Report) -> str:
    """The text with U+FFFD for each control character that a conversion left: something was printed there, now lost.

    XML cannot hold them. A NUL, or more than `_STRAY` of the others, means that the file is no text: `SourceError`.
    """
    found = _CONTROLS.search(text) or (None if text.isascii() else _UNSAFE.search(text))
    if found is None:
        return text
    strays = [*_CONTROLS.finditer(text)]
    if found.re is _UNSAFE or len(strays) > _STRAY or "\0" in text:
        line, column = place(text, found.start())
        raise SourceError(
            f"U+{ord(found.group()):04X} is not a character of text",
            place=f"{name}:{line}:{column}",
            step="the file is damaged or not a text: export it again as plain UTF-8",
        )
    for one in strays:
        line, column = place(text, one.start())
        report.append(
            Finding(
                line,
                "control",
                f"column {column}: the control character U+{ord(one.group()):04X} stands for one lost, shown as \ufffd",
            )
        )
    return _without_controls(_CONTROLS.sub("\ufffd", text), name, report)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a code point."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _normal(text: str, report: Report) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    normal = unicodedata.normalize("NFC", text)
    report.append(Finding(0, "normalised", "the text was put in Unicode normal form NFC; it reads the same"))
    return normal


def _bidi(text: str, report: Report) -> None:
    for found in BIDI.finditer(text):
        line, column = place(text, found.start())
        report.append(
            Finding(
                line,
                "bidi",
                f"column {column}: the invisible U+{ord(found.group()):04X} changes the order of words shown; kept",
            )
        )
