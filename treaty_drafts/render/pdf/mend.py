"""Words that can be searched and read aloud: what Typst writes wrongly into a PDF, put right in the file that it wrote.

Where a letter and its mark are two glyphs of different height, each is said to be both (typst/typst#8767), so that a
vocalized Arabic word reads doubled, and the letter stands for the pair everywhere else. Here the letter is mapped
to the letter again, and the mark, which has no width, to the mark; then the pages are put in order (`order.py`).
The first cell of a row below a head becomes the head of that row. Nothing that is seen on the page changes.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from treaty_drafts.render.pdf.order import Face, ordered

_FONT = re.compile(rb"/DescendantFonts\[(\d+) 0 R\]/ToUnicode (\d+) 0 R")
_WIDTHS = re.compile(rb"/W\[(.*?)\](?=/|>>)", re.DOTALL)
_RANGE = re.compile(rb"(\d+) (\d+) ([-.\d]+)|(\d+) ?\[([^\]]*)\]")
_STREAM = re.compile(rb"(.*?/Length )(\d+)(.*?stream\r?\n)(.*)(\r?\nendstream.*)", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>(?=\n)")
_PAGE = re.compile(rb"/Type/Page/Resources (\d+) 0 R.*/Contents (\d+) 0 R", re.DOTALL)
_FACES = re.compile(rb"/Font<<(.*?)>>")
_CELL = re.compile(rb"/S/TD(/P \d+ 0 R)/A\[<</O/Table/Headers\[\(U\d+x(\d+)y\d+\)\]>>")
"""A cell below a head: its parent, and its column."""
_NAMED = re.compile(rb"/(\S+) (\d+) 0 R")


def mended(pdf: bytes, *, from_right: bool) -> bytes:
    """The PDF, as Typst wrote it, with the characters of each glyph and their order put right.

    `from_right` says that the lines of the text start at the right.
    """
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    table, trailer = pdf[start:].split(b"trailer", 1)
    offsets = [int(row[:10]) for row in table.split(b"\n")[2:] if row[17:18] == b"n"]
    bounds = sorted([*offsets, start])
    objects = {int(pdf[a : a + 12].split()[0]): pdf[a:b] for a, b in pairwise(bounds)}
    faces: dict[int, Face] = {}
    for number, body in list(objects.items()):
        font = _FONT.search(body)
        if font:
            widths = _widths(objects[int(font[1])])
            objects[int(font[2])], faces[number] = _table(objects[int(font[2])], widths)
    for body in list(objects.values()):
        found = _PAGE.search(body)
        if found:
            named = _FACES.search(objects[int(found[1])])
            on_page = {name: faces[int(at)] for name, at in _NAMED.findall(named[1] if named else b"")}
            content = _read(objects[int(found[2])])
            objects[int(found[2])] = _written(objects[int(found[2])], ordered(content, on_page, from_right=from_right))
    objects = {number: _CELL.sub(_headed, body) for number, body in objects.items()}
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


def _headed(cell: re.Match[bytes]) -> bytes:
    """A cell whose heads are told by their scope, that of its row among them: Typst lists those above it alone."""
    parent, column = cell.groups()
    return b"/S/TH%s/A[<</O/Table/Scope/Row>>" % parent if column == b"0" else b"/S/TD%s/A[" % parent


def _read(body: bytes) -> bytes:
    """What the stream of an object holds."""
    found = _STREAM.fullmatch(body)
    assert found is not None
    return zlib.decompress(found[4])


def _written(body: bytes, held: bytes) -> bytes:
    """The object with a stream that holds something else."""
    found = _STREAM.fullmatch(body)
    assert found is not None
    head, _, middle, _, tail = found.groups()
    data = zlib.compress(held)
    return b"%s%d%s%s%s" % (head, len(data), middle, data, tail)


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


def _table(body: bytes, widths: Mapping[int, float]) -> tuple[bytes, Face]:
    """The object of a ToUnicode table, with entries that are a letter and its marks put right; and what it said."""
    text = _read(body)
    shared = Counter(one for _, one in _ENTRY.findall(text))
    drawn: dict[int, str] = {}
    own: dict[int, str] = {}

    def entry(match: re.Match[bytes]) -> bytes:
        glyph, said = int(match[1], 16), match[2]
        drawn[glyph] = bytes.fromhex(said.decode()).decode("utf-16-be")
        own[glyph] = _own(drawn[glyph], shared=shared[said] > 1, mark=not widths.get(glyph))
        return b"<%s> <%s>" % (match[1], own[glyph].encode("utf-16-be").hex().upper().encode())

    return _written(body, _ENTRY.sub(entry, text)), Face(drawn, own, widths)


def _own(characters: str, *, shared: bool, mark: bool) -> str:
    """What a glyph is of the characters it was drawn for; `shared` says that another was drawn for the same."""
    stem = characters.rstrip("".join(one for one in characters if unicodedata.combining(one)))
    if stem == characters or not stem:
        return characters
    if mark:
        return characters[len(stem) :]
    composed = len(unicodedata.normalize("NFC", characters)) == 1
    return characters if composed and not shared else stem
