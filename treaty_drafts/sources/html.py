"""HTML to lines: headings, paragraphs, lists, tables, notes. lxml reads the markup; nothing is fetched or run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import msgspec
from lxml import etree, html

from treaty_drafts.errors import MarkupError, TooLarge
from treaty_drafts.model.tree import Attrs, Block, Mark, Node, Provision, Text, join
from treaty_drafts.sources.inline import UNWANTED, is_address, ordered
from treaty_drafts.sources.labels import roman_numeral
from treaty_drafts.sources.line import Finding, Line, Report, Source, respace, strip
from treaty_drafts.sources.plain import broken_lines

Element: TypeAlias = html.HtmlElement
OWN: Final = "data-treaty-drafts"
"""The attribute that `main` has in a page of ours; its value is the view."""

_DEPTH = 200
_COUNT = 500_000
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "head",
        "title",
        "meta",
        "link",
        "base",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE: Mapping[str, str] = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "u": "u",
    "ins": "ins",
    "del": "del",
    "sup": "sup",
    "sub": "sub",
}
_WITHIN = frozenset(
    (
        *_INLINE,
        *[
            "a",
            "span",
            "font",
            "small",
            "big",
            "abbr",
            "cite",
            "code",
            "tt",
            "s",
            "strike",
            "mark",
            "q",
            "bdi",
            "bdo",
            "label",
            "dfn",
            "var",
            "kbd",
            "samp",
            "time",
            "wbr",
        ],
    )
)
_APART = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td
    tfoot th thead tr ul""".split()
)
"""What stands in lines of its own, also where it is found among words."""
_CELLS = ("td", "th")
_PARTED: Final = "\u2029"
"""Stands between the lines of what is read as words; none of the source's own is left in them."""


def read_html(text: str, name: str, report: Report) -> Source:
    """The lines of an HTML text; `TooLarge` over the limits of depth and count, `MarkupError` for what is no HTML.

    Of a page that we wrote, which says so of its `main`, the text that stands there (`page`).
    """
    root = _parsed(text, name)
    main = root.find(f".//main[@{OWN}]")
    if main is not None:
        from treaty_drafts.sources.page import read_page

        return read_page(root, main, name, report)
    reader = Reader(report)
    title = root.find(".//title")
    reader.block(root)
    reader.flush()
    words = " ".join(clean(title.text).split()) if title is not None else ""
    return Source(tuple(reader.lines), words, (), trusted=reader.headed)


def _parsed(text: str, name: str) -> html.HtmlElement:
    if not text.strip():
        return html.Element("div")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_without_declaration(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise MarkupError(
            f"this is not HTML: {error}", place=f"{name}:1", step="export it again, or save it as plain text"
        ) from None
    _bounded(root, name)
    return root


def _without_declaration(text: str) -> str:
    return re.sub(r"\A\s*<\?xml[^>]*>", "", text)


def _bounded(root: html.HtmlElement, name: str) -> None:
    """Refuses what nests too deep or holds too much, before anything recurses."""
    depth = 0
    for count, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH or count > _COUNT:
            limit = (
                f"elements nest over {_DEPTH} deep" if depth > _DEPTH else f"there are over {_COUNT // 2:,} elements"
            )
            raise TooLarge(limit, place=f"{name}:{element.sourceline or 0}", step="save the text without its layout")


class Reader:
    """One walk over the elements: words gather in `texts` until a block ends."""

    feed = Text("\n")
    """What a line break is."""
    blanks = _BLANKS
    """What is one blank in words, however long."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.lines: list[Line] = []
        self.texts: list[Text] = []
        self.number = 1
        self.level = 0
        self.depth = 0
        self.marker: tuple[str, bool] | None = None
        self.headed = False

    def block(self, element: html.HtmlElement) -> None:
        """Takes a block element: its own words, its children, and what stands between them."""
        self._put(element.text)
        for child in element:
            self.child(child)
            self._put(child.tail)

    def child(self, child: html.HtmlElement) -> None:
        """Takes an element within a block: words, or a block of its own."""
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _SKIPPED:
            return
        self.number = child.sourceline or self.number
        if tag in _WITHIN:
            self.texts.append(self.inline(child))
        elif tag == "br":
            self.texts.append(self.feed)
        elif tag == "table":
            self.flush()
            self._table(child)
        elif tag in ("ol", "ul", "menu"):
            self.flush()
            self._list(child, tag)
        else:
            self.flush()
            self.level = _HEADINGS.get(tag, 0)
            self.headed = self.headed or bool(self.level)
            self.block(child)
            self.flush()
            self.level = 0

    def _list(self, element: html.HtmlElement, tag: str) -> None:
        self._put(element.text)
        number = _integer(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.child(child)
                self.flush()
                self._put(child.tail)
                continue
            self.flush()
            number = _integer(child.get("value"), number)
            self.number = child.sourceline or self.number
            self.marker = ("" if tag != "ol" else _numeral(number, element.get("type", "1")), tag != "ol")
            self.depth += 1
            self.block(child)
            self.flush()
            if self.marker is not None:
                self._line(self.number, Text())
            self.depth -= 1
            number += 1
            self._put(child.tail)
        self.flush()

    def _put(self, words: str | None) -> None:
        if words:
            self.texts.append(Text(clean(words, self.blanks)))

    def flush(self) -> None:
        """Ends a line: the words gathered so far, broken where the source broke them as a plain text would be."""
        if not self.texts:
            return
        text = join(self.texts)
        self.texts = []
        for part in [text] if self.level else _parts(text):
            if not part.chars.strip():
                continue
            if "\n" not in part.chars or self.level:
                self._line(self.number, strip(respace(part.chars, part.marks)))
                continue
            for feeds, line in broken_lines(part):
                self._line(self.number + feeds, line)

    def _line(self, number: int, text: Text) -> None:
        if self.marker is not None:
            marker, bullet = self.marker
            self.marker = None
            self.lines.append(Line(number, text, 0, self.depth - 1, marker, bullet))
        elif text.chars:
            self.lines.append(Line(number, text, self.level, self.depth))

    def inline(self, element: html.HtmlElement) -> Text:
        """The words of an inline element and their marks."""
        texts: list[Text] = [Text(clean(element.text, self.blanks))]
        for child in element:
            texts += [*self._among(child), Text(clean(child.tail, self.blanks))]
        text = join(texts)
        name = _INLINE.get(str(element.tag), "")
        href = element.get("href", "") if element.tag == "a" else ""
        if not text.chars or not (name or is_address(href)):
            return text
        attrs = (("href", href),) if not name else ()
        return Text(text.chars, ordered([Mark(0, len(text.chars), name or "a", attrs), *text.marks]))

    def _among(self, child: html.HtmlElement) -> list[Text]:
        """The words of an element among words, apart from these where it stands in lines of its own."""
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            return [self.feed]
        if not tag or tag in _SKIPPED:
            return []
        if tag == "table":
            said = "a table within words or within a cell of another is read as words, a line for each cell"
            self.report.append(Finding(child.sourceline or self.number, "structure", said))
        edge = [Text(_PARTED)] if tag in _APART else []
        return [*edge, self.inline(child), *edge]

    def _table(self, element: html.HtmlElement) -> None:
        """A table: its rows, and what it says outside of cells in lines before, between and after them."""
        first = len(self.lines)
        runs: list[tuple[int, list[Node]]] = []
        for part in _held(element, ("tr",)):
            if isinstance(part, str):
                self._put(part)
                continue
            cells = self._row(part) if part.tag == "tr" else ()
            if not cells:
                self.child(part)
                continue
            self.flush()
            if not runs or runs[-1][0] < len(self.lines) - 1:
                runs.append((len(self.lines), []))
                self.lines.append(Line(self.number, Text(), 0, self.depth))
            runs[-1][1].append(Provision("tr", "", (), cells))
        self.flush()
        for at, rows in runs:
            self.lines[at] = msgspec.structs.replace(self.lines[at], node=Provision("table", "", (), tuple(rows)))
        if len(self.lines) - first > len(runs):
            said = "what a table says outside of its cells is read as lines beside it"
            self.report.append(Finding(element.sourceline or self.number, "structure", said))

    def _row(self, row: html.HtmlElement) -> tuple[Provision, ...]:
        """The cells of a row; what stands beside them goes with the cell before it, or else with the first."""
        cells: list[tuple[html.HtmlElement, list[Block]]] = []
        leading: list[Block] = []
        parts = list(_held(row, _CELLS))
        if all(isinstance(part, str) or part.tag not in _CELLS for part in parts):
            return ()
        for part in parts:
            if not isinstance(part, str) and part.tag in _CELLS:
                cells.append((part, [*([] if cells else leading), *self._cell(part)]))
                continue
            beside = join([Text(clean(part, self.blanks))] if isinstance(part, str) else self._among(part))
            (cells[-1][1] if cells else leading).extend(self._paragraphs(beside))
        return tuple(Provision(str(cell.tag), "", _spans(cell), tuple(lines)) for cell, lines in cells)

    def _cell(self, cell: html.HtmlElement) -> tuple[Block, ...]:
        return self._paragraphs(self.inline(cell)) or (Block("p", "", (), Text()),)

    def _paragraphs(self, text: Text) -> tuple[Block, ...]:
        """The lines of words in a cell."""
        lines = map(self.even, _parts(text))
        return tuple(Block("p", "", (), line) for line in lines if line.chars)

    def flat(self, element: html.HtmlElement) -> Text:
        """All words of an element in one line."""
        return self.even(self.inline(element))

    def even(self, text: Text) -> Text:
        """Words as a line has them."""
        return strip(respace(text.chars, text.marks))


def _held(element: html.HtmlElement, tags: tuple[str, ...]) -> Iterator[str | html.HtmlElement]:
    """What an element of a table holds, in order; of what is around any of those tags, what that holds."""
    if element.text:
        yield element.text
    for child in element:
        around = child.tag not in (*tags, "table", *_SKIPPED) and next(child.iter(*tags), None) is not None
        yield from _held(child, tags) if around else (child,)
        if child.tail:
            yield child.tail


def _spans(cell: html.HtmlElement) -> Attrs:
    return tuple((key, value) for key in ("colspan", "rowspan") if (value := cell.get(key, "")).isdigit())


def _parts(text: Text) -> Iterator[Text]:
    """The lines of what was read as words."""
    if _PARTED not in text.chars:
        yield text
        return
    start = 0
    for part in text.chars.split(_PARTED):
        yield text.slice(start, start + len(part))
        start += len(part) + 1


def clean(words: str | None, blanks: re.Pattern[str] = _BLANKS) -> str:
    """The words with runs of blanks as one, and U+FFFD for what a character reference names and text may not hold."""
    if not words:
        return ""
    return UNWANTED.sub("\ufffd", unicodedata.normalize("NFC", blanks.sub(" ", words))).replace(_PARTED, " ")


def _integer(written: str | None, default: int) -> int:
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written) else default


def _numeral(number: int, style: str) -> str:
    """A list number as a browser prints it."""
    if style in ("a", "A") and 0 < number <= 26:
        return chr((96 if style == "a" else 64) + number) + "."
    if style in ("i", "I") and 0 < number < 400:
        numeral = roman_numeral(number)
        return (numeral if style == "i" else numeral.upper()) + "."
    return f"{number}."
