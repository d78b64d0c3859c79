"""What a PDF says to a screen reader: its structure tree in order, the words of each element as its fonts map them.

Line numbers, running heads and page numbers are artifacts there, and layout has no say, so that the order is the
author's. Where text runs from the right, glyphs stand in the file from the left; they are put in order of reading here.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pikepdf
import regex

_CONTROL = regex.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_IGNORABLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
_RANGE = re.compile(r"<([0-9a-fA-F]+)> *<([0-9a-fA-F]+)>(?: *<([0-9a-fA-F]+)>)?")


class Words(str):
    """Words of a page, and the language that they themselves say they are in, or none."""

    __slots__ = ("language",)
    language: str


class Element:
    """An element of the structure: its kind, its attributes and its language, and in order what is in it."""

    def __init__(self, kind: str, attributes: dict[str, Any], language: str = "") -> None:
        self.kind = kind
        self.language = language
        self.attributes = attributes
        self.held: list[Element | str] = []

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.held)

    def spoken(self, language: str) -> Iterator[tuple[str, str]]:
        """Its words in order, each stretch with its language; `language` is that of what it stands in."""
        own = self.language or language
        for one in self.held:
            if isinstance(one, Element):
                yield from one.spoken(own)
            else:
                yield (one.language if isinstance(one, Words) else "") or own, one

    def all(self, kind: str) -> Iterator[Element]:
        """The elements of a kind in this one, in order of reading."""
        for one in self.held:
            if isinstance(one, Element):
                if one.kind == kind:
                    yield one
                yield from one.all(kind)


def words_of_pdf(data: bytes) -> tuple[str, list[str]]:
    """What the body of a PDF says, all blanks and what is ignorable left out, and what each of its notes says."""
    document = structure(data)
    notes = [readable(note.text) for note in document.all("Note")]
    return readable(_without_notes(document)), notes


def readable(text: str) -> str:
    """The text without blanks and invisible characters, its controls by their codes, as a PDF shows them."""
    return "".join(_IGNORABLE.sub("", _CONTROL.sub(lambda found: f"U+{ord(found[0]):04X}", text)).split())


def _without_notes(element: Element) -> str:
    kept = (one if isinstance(one, str) else _without_notes(one) for one in element.held if not _is_note(one))
    return "".join(kept)


def _is_note(one: Element | str) -> bool:
    return isinstance(one, Element) and one.kind == "Note"


def structure(data: bytes) -> Element:
    """The document element of a tagged PDF."""
    pdf = pikepdf.open(io.BytesIO(data))
    pages = {page.objgen: _marked(page) for page in pdf.pages}
    root = pdf.Root.StructTreeRoot
    return _element(_list(root.K)[0], None, pages, dict(root.get("/RoleMap", {})))


def _element(node: Any, page: Any, pages: dict[Any, dict[int, str]], roles: dict[str, Any]) -> Element:
    page = node.get("/Pg", page)
    attributes: dict[str, Any] = {}
    for one in _list(node.get("/A", [])):
        attributes.update({key[1:]: str(value) for key, value in dict(one).items()})
    kind = str(node.S)[1:]
    made = Element(str(roles.get(f"/{kind}", f"/{kind}"))[1:], attributes, str(node.get("/Lang", "")))
    for child in _list(node.get("/K", [])):
        if isinstance(child, int):
            made.held.append(pages[page.objgen][child])
        elif child.get("/Type") == "/MCR":
            made.held.append(pages[child.get("/Pg", page).objgen][int(child.MCID)])
        elif child.get("/Type") != "/OBJR":
            made.held.append(_element(child, page, pages, roles))
    return made


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _marked(page: Any) -> dict[int, str]:
    """By marked-content identifier: the words of a page."""
    fonts = {name: _mapping(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, list[str]] = {}
    languages: dict[int, str] = {}
    reverse: set[int] = set()
    stack: list[tuple[int | None, str | None]] = []
    font: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            mcid = properties.get("/MCID")
            outer = stack[-1] if stack else (None, None)
            if operands[0] == "/ReversedChars" and outer[0] is not None:
                reverse.add(outer[0])
            actual = str(properties["/ActualText"]) if "/ActualText" in properties else None
            stack.append((outer[0] if mcid is None else int(mcid), outer[1] if actual is None else actual))
            if actual is not None and stack[-1][0] is not None:
                found.setdefault(stack[-1][0], []).append(actual)
            elif mcid is not None:
                found.setdefault(int(mcid), [])
                languages[int(mcid)] = str(properties.get("/Lang", ""))
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and stack and stack[-1][0] is not None and stack[-1][1] is None:
            for piece in _list(operands[0]) if name == "TJ" else [operands[0]]:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    found[stack[-1][0]] += [font[raw[at : at + 2].hex()] for at in range(0, len(raw), 2)]
    made: dict[int, str] = {}
    for mcid, pieces in found.items():
        words = Words("".join(reversed(pieces) if mcid in reverse or _from_right(pieces) else pieces))
        words.language = languages.get(mcid, "")
        made[mcid] = words
    return made


def _mapping(font: Any) -> dict[str, str]:
    """By glyph in hexadecimal: the characters that the font's ToUnicode table gives for it."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    made: dict[str, str] = {}
    for kind, body in re.findall(r"begin(bfchar|bfrange)(.*?)endbf", table, flags=re.DOTALL):
        for first, second, third in _RANGE.findall(body):
            if kind == "bfchar":
                made[first.lower()] = bytes.fromhex(second).decode("utf-16-be")
            else:
                start = bytes.fromhex(third).decode("utf-16-be")
                for step in range(int(second, 16) - int(first, 16) + 1):
                    made[f"{int(first, 16) + step:04x}"] = start[:-1] + chr(ord(start[-1]) + step)
    return made


def _from_right(pieces: list[str]) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for piece in pieces for char in piece)
