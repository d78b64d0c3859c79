"""Words that can be searched: what Typst writes wrongly into a PDF about letters with marks, put right.

Where a letter and its mark are two glyphs of different height, each is said to be both (typst/typst#8767), so that a
vocalized Arabic word reads doubled, and the letter stands for the pair everywhere else. Here the letter is mapped
to the letter again, and the mark, which has no width, to the mark. Nothing that is seen on the page changes.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

_FONT = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R")
_WIDTHS = re.compile(rb"/W\[(.*?)\](?=/|>>)", re.DOTALL)
_RANGE = re.compile(rb"(\d+) (\d+) ([-.\d]+)|(\d+) ?\[([^\]]*)\]")
_STREAM = re.compile(rb"(.*?/Length )(\d+)(.*?stream\r?\n)(.*)(\r?\nendstream.*)", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>(?=\n)")


def has_marks(characters: Iterable[str]) -> bool:
    """Whether there are characters that combine with others."""
    return any(unicodedata.combining(character) for character in characters)


def mended(pdf: bytes) -> bytes:
    """The PDF, as Typst wrote it, with the characters of each glyph put right."""
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    table, trailer = pdf[start:].split(b"trailer", 1)
    offsets = [int(row[:10]) for row in table.split(b"\n")[2:] if row[17:18] == b"n"]
    bounds = sorted([*offsets, start])
    objects = {int(pdf[a : a + 12].split()[0]): pdf[a:b] for a, b in pairwise(bounds)}
    for body in list(objects.values()):
        font = _FONT.search(body)
        if font:
            number = int(font[2])
            objects[number] = _table(objects[number], _widths(objects[int(font[1])]))
    parts = [pdf[: bounds[0]], *objects.values()]
    places: dict[int, int] = {}
    at = len(parts[0])
    for number, body in objects.items():
        places[number] = at
        at += len(body)
    rows = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % places[number] for number in sorted(places))]
    parts += [
        b"xref\n0 %d\n" % len(rows),
        *rows,
        b"trailer",
        re.sub(rb"startxref\s+\d+", b"startxref\n%d" % at, trailer),
    ]
    return b"".join(parts)


def _widths(body: bytes) -> Mapping[int, float]:
    """By glyph its width, out of the object of a font; what is not said is none."""
    found = _WIDTHS.search(body)
    made: dict[int, float] = {}
    for first, last, width, start, widths in _RANGE.findall(found[1] if found else b""):
        if first:
            made.update((glyph, float(width)) for glyph in range(int(first), int(last) + 1))
        else:
            made.update(enumerate(map(float, widths.split()), int(start)))
    return made


def _table(body: bytes, widths: Mapping[int, float]) -> bytes:
    """The object of a ToUnicode table, with entries that are a letter and its marks put right."""
    found = _STREAM.fullmatch(body)
    if found is None:
        return body
    head, _, middle, data, tail = found.groups()
    text = zlib.decompress(data)
    shared = Counter(one for _, one in _ENTRY.findall(text))

    def entry(match: re.Match[bytes]) -> bytes:
        glyph, said = match.groups()
        characters = bytes.fromhex(said.decode()).decode("utf-16-be")
        own = _own(characters, shared=shared[said] > 1, mark=not widths.get(int(glyph, 16)))
        return b"<%s> <%s>" % (glyph, own.encode("utf-16-be").hex().upper().encode())

    data = zlib.compress(_ENTRY.sub(entry, text))
    return b"%s%d%s%s%s" % (head, len(data), middle, data, tail)


def _own(characters: str, *, shared: bool, mark: bool) -> str:
    """What a glyph is of the characters it was drawn for; `shared` says that another was drawn for the same."""
    stem = characters.rstrip("".join(one for one in characters if unicodedata.combining(one)))
    if stem == characters or not stem:
        return characters
    if mark:
        return characters[len(stem) :]
    composed = len(unicodedata.normalize("NFC", characters)) == 1
    return characters if composed and not shared else stem
