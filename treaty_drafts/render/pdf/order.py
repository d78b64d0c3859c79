"""The order of reading on a page: the pieces in which Typst draws a stretch of text, put into the order of its words.

Where signs stand at another height or in another face, Typst draws a stretch in pieces, from the left, and gives them
to a screen reader in that order; where the stretch runs from the right they are turned around here. A letter and its
marks that fall into two pieces are each said to be both (typst/typst#8767); here the letter says both, and the mark,
which has no width, nothing. Nothing that is seen on the page changes.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import regex

_Shown: TypeAlias = Sequence[tuple[int | None, float]]
"""Glyphs, with their widths in thousandths of the size; a move of the pen is no glyph."""

_ITEM = re.compile(rb"q 1 0 0 -1 (\S+) (\S+) cm([^\n]*\nBT(?:(?!\nET).)*)\nET\nQ", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:[0-7]{3}|.)|[()]", re.DOTALL)
_OPERATOR = re.compile(
    rb"/Span<</ActualText<(?P<actual>[0-9A-F]*)>>>BDC|/ReversedChars (?P<plain>BMC)|(?P<end>EMC)"
    rb"|/(?P<font>\S+) (?P<size>\S+) Tf|1 0 0 -1 (?P<x>\S+) \S+ Tm|\[(?P<many>[^\]]*)\]TJ|<(?P<one>[0-9A-F]*)>Tj"
)
_OPERAND = re.compile(rb"<([0-9A-F]*)>|([-.\d]+)")
_MARKS = regex.compile(r"\p{M}*")
_KERN, _BLANK = 0.3, 3
"""Sizes of the letters between two pieces of one stretch at most: of a kern, which is not written, and of a blank."""
_FROM_RIGHT = "\N{RIGHT-TO-LEFT MARK}"


class Face(NamedTuple):
    """A font of the file, by glyph: the characters Typst drew it for, those it is, and its width in thousandths."""

    drawn: Mapping[int, str]
    own: Mapping[int, str]
    widths: Mapping[int, float]


class _Piece(NamedTuple):
    drawing: bytes
    text: str
    x: float
    y: float
    stop: float
    size: float


def ordered(content: bytes, faces: Mapping[bytes, Face], *, from_right: bool) -> bytes:
    """The content of a page; `faces` by their names on it, `from_right` where its lines start at the right."""
    content = _in_hexadecimal(content)
    places = list(_ITEM.finditer(content))
    turned = _turned([_piece(item, faces) for item in places], from_right=from_right)
    drawn = [piece.drawing for piece in _parted(list(turned))]
    parts = []
    at = 0
    for place, drawing in zip(places, drawn, strict=True):
        parts += [content[at : place.start()], drawing]
        at = place.end()
    return b"".join((*parts, content[at:]))


def _in_hexadecimal(content: bytes) -> bytes:
    """The content with its strings in digits, so that no bracket stands in them."""
    parts = []
    at = start = depth = 0
    for found in _ESCAPED.finditer(content):
        if found[0] == b"(":
            if not depth:
                start = found.start()
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if not depth:
                string = _ESCAPED.sub(_byte, content[start + 1 : found.start()])
                parts += [content[at:start], b"<%s>" % string.hex().upper().encode()]
                at = found.end()
    return b"".join((*parts, content[at:]))


_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _byte(escape: re.Match[bytes]) -> bytes:
    character = escape[0].removeprefix(b"\\")
    return bytes((int(character, 8),)) if len(character) == 3 else _NAMED.get(character, character)


def _turned(pieces: Sequence[_Piece], *, from_right: bool) -> Iterator[_Piece]:
    """The pieces, those of one stretch that runs from the right in the order of its words."""
    stretch: list[_Piece] = []
    for piece in pieces:
        if stretch and not _touch(stretch[-1], piece):
            yield from _stretch(stretch, from_right=from_right)
            stretch = []
        stretch.append(piece)
    yield from _stretch(stretch, from_right=from_right)


def _parted(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The pieces, with a mark of direction in the signs between figures that follow each other from the right.

    Without it pdftotext, and others that go by places, take such figures for one row from the left.
    """
    for right, piece, left in zip((None, *pieces), pieces, (*pieces[1:], None), strict=False):
        between = right and left and _figure(right) and _figure(left) and _touch(left, piece) and _touch(piece, right)
        if between and not _direction(piece.text):
            text = _span(_FROM_RIGHT + piece.text[::-1])
            drawing = piece.drawing.replace(b"\nBT", b"\nBT" + text, 1).replace(b"\nET", b"\nEMC ET")
            yield piece._replace(drawing=drawing)
        else:
            yield piece


def _figure(piece: _Piece) -> bool:
    return unicodedata.bidirectional(piece.text[-1:] or " ") in ("EN", "AN")


def _touch(left: _Piece, right: _Piece) -> bool:
    """Whether a piece goes on where one ends; the blank that it ends with is as wide as its line needs."""
    size = max(left.size, right.size)
    room = _BLANK if left.text.endswith(" ") else _KERN
    return -_KERN * size < right.x - left.stop < room * size and abs(right.y - left.y) < size


def _stretch(pieces: Sequence[_Piece], *, from_right: bool) -> Iterator[_Piece]:
    """Pieces that touch, each run of them that is from the right turned around; signs belong to what is around them."""
    directions = [_direction(piece.text) for piece in pieces]
    at = 0
    while at < len(pieces):
        stop = at
        for other in range(at, len(pieces)):
            if directions[other] == "L" or (other == at and not from_right and not directions[at]):
                break
            if directions[other] or from_right:
                stop = other + 1
        yield from reversed(pieces[at:stop])
        yield from pieces[stop : max(stop, at + 1)]
        at = max(stop, at + 1)


def _direction(text: str) -> str:
    """Where a text runs from: `R`, `L`, or empty where it has only signs."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "R"
        if kind in ("L", "EN", "AN"):
            return "L"
    return ""


def _piece(item: re.Match[bytes], faces: Mapping[bytes, Face]) -> _Piece:
    """A piece as it is to be drawn."""
    pen = _Pen()
    copied = 0
    body = item[0]
    for found in _OPERATOR.finditer(body):
        pen.written.append(body[copied : found.start()])
        copied = found.end()
        match found.lastgroup:
            case "actual":
                pen.begin(_characters(found["actual"]))
            case "plain":
                pen.begin(None)
            case "end":
                pen.end()
            case "size":
                pen.face, pen.size = faces[found["font"]], float(found["size"])
            case "x":
                pen.at = float(found["x"])
            case _:
                pen.show(found["many"] or b"<%s>" % found["one"], found[0])
                continue
        pen.written.append(found[0])
    x, y = float(item[1]), float(item[2])
    return _Piece(b"".join((*pen.written, body[copied:])), "".join(pen.text), x, y, x + pen.stop, pen.size)


class _Pen:
    """Draws a piece again: where it stands, what was written, and what that says."""

    def __init__(self) -> None:
        self.face = Face({}, {}, {})
        self.size = self.at = self.stop = 0.0
        self.text: list[str] = []
        self.written: list[bytes] = []
        self._spans: list[_Span | None] = []

    def begin(self, text: str | None) -> None:
        """A span that says `text`, or whose signs speak for themselves."""
        self._spans.append(None if text is None else _Span(len(self.written), text))

    def end(self) -> None:
        span = self._spans.pop()
        if span:
            self.text.append(span.text)
            if not span.wide and not _MARKS.fullmatch(span.text):
                self.written[span.place] = _span("")  # only marks, whose letter says them too

    def show(self, operands: bytes, written: bytes) -> None:
        """Shows glyphs and moves between them, as Typst has `written` it but for what they say."""
        shown = [
            (glyph, self.face.widths.get(glyph, 0.0)) if digits else (None, -float(moved))
            for digits, moved in _OPERAND.findall(operands)
            for glyph in (_glyphs(digits) if digits else (0,))
        ]
        for glyph, width in shown:
            self.at += width * self.size / 1000
            if width and glyph is not None:
                self.stop = self.at
        span = next(filter(None, self._spans), None)
        if span is None:
            self.text += [self.face.drawn.get(glyph, "") for glyph, _ in shown if glyph is not None]
            self.written.append(self._said(shown) or written)
            return
        marks = _leading(shown)
        if not span.wide and marks < len(shown) and marks and self._spans[-1] is span:
            # The place of what a span says is that of its first sign: it begins with the letter.
            self.written[span.place] = _span("")
            self.written += [_show(shown[:marks]), b"EMC "]
            span.place = len(self.written)
            self.written.append(_span(span.text))
            written = _show(shown[marks:])
        span.wide |= any(width for glyph, width in shown if glyph is not None)
        self.written.append(written)

    def _said(self, shown: _Shown) -> bytes:
        """The same, with letters that say their marks, and marks that say nothing; empty if there are none."""
        own, drawn = self.face.own, self.face.drawn
        if all(glyph is None or own.get(glyph) == drawn.get(glyph) for glyph, _ in shown):
            return b""
        parts: list[bytes] = []
        for glyph, width in shown:
            one = _show([(glyph, width)])
            if glyph is not None and own.get(glyph) != drawn.get(glyph):
                one = b"%s%sEMC " % (_span(drawn[glyph] if width else ""), one)
            parts.append(one)
        return b"".join(parts)


class _Span:
    """Signs that say `text` together: where their beginning is written, and whether one of them has a width."""

    def __init__(self, place: int, text: str) -> None:
        self.place = place
        self.text = text
        self.wide = False


def _glyphs(digits: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(digits) // 4}H", bytes.fromhex(digits.decode()))


def _leading(shown: _Shown) -> int:
    """How many of the glyphs and moves at the beginning are of marks."""
    wide = next((at for at, (glyph, width) in enumerate(shown) if width and glyph is not None), len(shown))
    return max((at for at, (glyph, _) in enumerate(shown[:wide], 1) if glyph is not None), default=0)


def _show(shown: _Shown) -> bytes:
    parts = [b"%.4f" % -width if glyph is None else b"<%04X>" % glyph for glyph, width in shown]
    return b"[%s]TJ " % b"".join(parts).replace(b"><", b"")


def _span(text: str) -> bytes:
    return b"/Span<</ActualText<FEFF%s>>>BDC" % text.encode("utf-16-be").hex().upper().encode()


def _characters(digits: bytes) -> str:
    """What a string of the file says."""
    data = bytes.fromhex(digits.decode())
    return data[2:].decode("utf-16-be") if data.startswith(b"\xfe\xff") else data.decode("latin-1")
