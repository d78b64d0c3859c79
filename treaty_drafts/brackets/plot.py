"""How a text converges: opening brackets by article over versions, as one SVG page.

Small multiples: a panel per article, a bar per version, the number on every bar, so that nothing depends on colour
or on a common scale. Text is at least 8 points when the drawing is printed 190 mm wide (A4).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from treaty_drafts.brackets.series import Series, series_of
from treaty_drafts.brackets.standing import Inventory

_COLUMNS = 4
_WIDTH = 760.0
"""User units: four to a millimetre on A4, so that 11.3 units are 8 points."""

_GAP = 16.0
_PANEL = (_WIDTH - (_COLUMNS - 1) * _GAP) / _COLUMNS
_PLOT = 58.0
_ROW = 136.0
_LINE = 13.5
_SMALL = 11.5

_STYLE = (
    "text{font-family:'Noto Sans','DejaVu Sans',Arial,Helvetica,sans-serif;fill:#111}"
    ".title{font-size:19px;font-weight:bold}.head{font-size:12.5px;font-weight:bold}.note,.value,.axis{font-size:11.5px}"
    ".value,.axis{text-anchor:middle}.bar{fill:#2a5d8f;stroke:#14324f;stroke-width:1}"
    ".rise{fill:url(#rise);stroke:#14324f;stroke-width:1}.base{stroke:#111;stroke-width:1}"
)
_RISE = (
    '<pattern id="rise" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2.4" height="6" fill="#14324f"/></pattern>'
)
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plot_svg(series: Sequence[tuple[str, Inventory]], *, title: str = "Square brackets by article") -> str:
    """The drawing for labelled inventories of successive versions, oldest first; a complete SVG document.

    An article keeps its panel when it is renumbered. Articles without a bracket in any version are named below.
    """
    labels = [label for label, _ in series]
    found = series_of([inventory for _, inventory in series])
    drawn = [one for one in found if any(one.counts)]
    top = 30.0
    bare = [label for label, inventory in series if not any(one.heading for one in inventory.articles)]
    head, y = _heading(title, labels, bare, top)
    panels: list[tuple[str, Sequence[int | None]]] = [("Whole text", [inventory.open for _, inventory in series])]
    panels += [(_name(one), one.counts) for one in drawn]
    body: list[str] = []
    for index, (name, counts) in enumerate(panels):
        row, column = divmod(index, _COLUMNS)
        body.append(_panel(name, counts, _short(labels), column * (_PANEL + _GAP), y + row * _ROW))
    y += -(-len(panels) // _COLUMNS) * _ROW
    foot, height = _foot([one for one in found if not any(one.counts)], y)
    return _document(title, labels, head + body + foot, height)


def _document(title: str, labels: list[str], body: list[str], height: float) -> str:
    described = f"Opening square brackets in each article of {len(labels)} versions: {', '.join(labels)}."
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 0 {_WIDTH + 20:g} {height:g}" width="190mm" '
        f'height="{height * 190 / (_WIDTH + 20):.1f}mm" role="img" aria-labelledby="t d">\n'
        f'<title id="t">{_text(title)}</title>\n<desc id="d">{_text(described)}</desc>\n'
        f"<style>{_STYLE}</style>\n<defs>{_RISE}</defs>\n"
        f'<rect x="-10" width="{_WIDTH + 20:g}" height="{height:g}" fill="#fff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _heading(title: str, labels: list[str], bare: list[str], y: float) -> tuple[list[str], float]:
    """Title and key, and where the panels begin; `bare` are versions whose articles have no headings to go by."""
    lines = [f'<text class="title" x="0" y="{y:g}">{_text(title)}</text>']
    said = (
        "Up: opening brackets of negotiation, footnotes apart; each panel has its own scale. Across: the versions. "
        "Hatched: more than in the version before. –: no such article."
    )
    if bare:
        said += f" Matched by number for want of headings: {', '.join(bare)}."
    if _short(labels) != labels:
        key = (f"{short} = {label}" for short, label in zip(_short(labels), labels, strict=True))
        said += f" Versions: {'; '.join(key)}."
    for line in _wrapped(said, 128):
        y += _LINE + 4
        lines.append(f'<text class="note" x="0" y="{y:g}">{_text(line)}</text>')
    return lines, y + 22


def _short(labels: list[str]) -> list[str]:
    """Labels that fit under a bar: as they are, or the letters of a key."""
    room = _PANEL / max(1, len(labels)) / (_SMALL * 0.56)
    if all(_breadth(label) <= room for label in labels):
        return labels
    return [chr(ord("A") + at) if at < 26 else str(at + 1) for at in range(len(labels))]


def _panel(name: str, counts: Sequence[int | None], labels: list[str], x: float, y: float) -> str:
    """One article: its name in two lines at most, a bar for each version, the count on it, the version under it."""
    parts = [f"<g><title>{_text(name)}: {_text(_said(counts, labels))}</title>"]
    for at, line in enumerate(_fitted(name)):
        parts.append(f'<text class="head" x="{x:g}" y="{y + at * _LINE:g}">{_text(line)}</text>')
    base = y + _LINE * 2 + 8 + _PLOT
    step = _PANEL / max(1, len(counts))
    width = min(step * 0.62, 34.0)
    scale = _PLOT / max([1, *(count or 0 for count in counts)])
    parts.append(f'<line class="base" x1="{x:g}" y1="{base:g}" x2="{x + _PANEL:g}" y2="{base:g}"/>')
    before: int | None = None
    for at, count in enumerate(counts):
        middle = x + step * (at + 0.5)
        tall = (count or 0) * scale
        if count:
            kind = "rise" if before is not None and count > before else "bar"
            place = f'x="{middle - width / 2:.1f}" y="{base - tall:.1f}" width="{width:.1f}" height="{tall:.1f}"'
            parts.append(f'<rect class="{kind}" {place}/>')
        said = "–" if count is None else str(count)
        parts.append(f'<text class="value" x="{middle:.1f}" y="{base - tall - 4:.1f}">{said}</text>')
        parts.append(f'<text class="axis" x="{middle:.1f}" y="{base + _LINE:.1f}">{_text(labels[at])}</text>')
        before = count if count is not None else before
    return "".join(parts) + "</g>"


def _said(counts: Sequence[int | None], labels: list[str]) -> str:
    pairs = zip(labels, counts, strict=True)
    return ", ".join(f"{label} {'none' if count is None else count}" for label, count in pairs)


def _foot(silent: list[Series], y: float) -> tuple[list[str], float]:
    """The articles that never had a bracket, and the height of the whole."""
    if not silent:
        return [], y + 10
    lines: list[str] = []
    for line in _wrapped("Without brackets in any version: " + "; ".join(_name(one) for one in silent) + ".", 128):
        lines.append(f'<text class="note" x="0" y="{y:g}">{_text(line)}</text>')
        y += _LINE + 2
    return lines, y + 6


def _name(one: Series) -> str:
    """`Article 3 → Article 4: mitigation`."""
    heading = " ".join(one.heading.split()).strip("()[]［］ ")
    numbers = " → ".join(one.labels) or one.name.capitalize()
    return f"{numbers}: {heading}" if heading else numbers


def _fitted(name: str) -> list[str]:
    """The name in at most two lines of a panel's width, the second cut with an ellipsis."""
    room = int(_PANEL / 6.9)
    lines = _wrapped(name, room)
    return lines if len(lines) <= 2 else [lines[0], lines[1][: room - 1].rstrip() + "…"]


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of that many columns; a word that is longer is cut."""
    lines: list[str] = []
    for word in text.split():
        for piece in _pieces(word, room):
            if lines and _breadth(lines[-1]) + 1 + _breadth(piece) <= room:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    return lines


def _pieces(word: str, room: int) -> Iterator[str]:
    """The word, cut where it passes that many columns."""
    start = columns = 0
    for at, char in enumerate(word):
        columns += _breadth(char)
        if columns > room:
            yield word[start:at]
            start, columns = at, _breadth(char)
    yield word[start:]


def _breadth(text: str) -> int:
    """Columns that a text takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _text(text: str) -> str:
    """Text for SVG: escaped, without characters that XML does not allow."""
    return escape(_UNPRINTABLE.sub("\ufffd", text))
