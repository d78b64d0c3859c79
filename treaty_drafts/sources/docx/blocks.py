"""The blocks of a part: paragraphs and tables, with the changes to their ends and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from treaty_drafts.sources.docx.document import Authors, Body, Cell, Form, Paragraph, Row, Table
from treaty_drafts.sources.docx.names import AUTHOR, VAL, W, integer, value
from treaty_drafts.sources.docx.runs import Content
from treaty_drafts.sources.docx.styles import numbered_by, outline_level
from treaty_drafts.sources.line import Finding, Report

_P, _TABLE, _PPR, _RPR = f"{W}p", f"{W}tbl", f"{W}pPr", f"{W}rPr"
_STYLE, _NUMBERED, _OUTLINE, _CHANGE = f"{W}pStyle", f"{W}numPr", f"{W}outlineLvl", f"{W}pPrChange"
_BOOKMARK, _NAME = f"{W}bookmarkStart", f"{W}name"
_SKIPPED = frozenset(
    (f"{W}sectPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}customXmlPr", f"{W}tblPr", f"{W}tblGrid", f"{W}tcPr", f"{W}trPr")
)
_INSERTED = (f"{W}ins", f"{W}moveTo", f"{W}cellIns")
_DELETED = (f"{W}del", f"{W}moveFrom", f"{W}cellDel")
_CONTENTS = re.compile(
    r"(?:toc|contents|table of contents|index) ?(?:\d|heading)?|tables? of (?:figures|authorities)", re.IGNORECASE
)
_SHOWN = 80
_PLAIN = Form()


class Blocks:
    """Reads the blocks of one part; `number` counts the paragraphs."""

    def __init__(self, content: Content, report: Report) -> None:
        self.content = content
        self.report = report
        self.number = 0
        self.contents = 0
        self._anchors: list[str] = []
        self._known: dict[str, bool] = {}

    def body(self, element: etree._Element) -> Body:
        """The paragraphs and tables in an element, in order."""
        return tuple(self._blocks(element))

    def paragraphs(self, element: etree._Element) -> tuple[Paragraph, ...]:
        """The paragraphs in an element, those of tables in it included."""
        found: list[Paragraph] = []
        for block in self._blocks(element):
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                found.extend(one for row in block.rows for cell in row.cells for one in cell.paragraphs)
        return tuple(found)

    def _blocks(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        for child in element:
            tag = child.tag
            if tag == _P:
                yield from self._paragraph(child)
            elif tag == _TABLE:
                yield self._table(child)
            elif tag == _BOOKMARK:
                self._anchors.append(child.get(_NAME, ""))
            elif tag not in _SKIPPED and len(child):
                yield from self._blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        """A paragraph, and after it those of the text boxes that hang on it."""
        self.number += 1
        number = self.number
        content = self.content
        content.begin()
        content.anchors, self._anchors = self._anchors, []
        properties = element.find(_PPR)
        form = _form(properties)
        inserted, deleted = content.inserted, content.deleted
        reformed, former = "", None
        if properties is not None:
            mark = properties.find(_RPR)
            if mark is not None and len(mark):
                inserted, deleted = (*inserted, *_authors(mark, _INSERTED)), (*deleted, *_authors(mark, _DELETED))
            change = properties.find(_CHANGE)
            if change is not None:
                reformed, former = change.get(AUTHOR, ""), _form(change.find(_PPR))
        content.read(element)
        boxes = content.boxes
        self._say(number)
        if self._is_contents(form.style):
            self.contents += 1
        else:
            yield Paragraph(
                number,
                form,
                tuple(content.runs),
                inserted,
                deleted,
                reformed,
                former,
                tuple(content.anchors),
                tuple(content.comments),
            )
        for box in boxes:
            self.report.append(Finding(number, "box", "a text box hangs here; its words stand after this paragraph"))
            yield from self._blocks(box)

    def _is_contents(self, style: str) -> bool:
        """Whether a style is that of a table of contents."""
        found = self._known.get(style)
        if found is None:
            found = self._known[style] = _CONTENTS.fullmatch(self.content.styles[style].name) is not None
        return found

    def _say(self, number: int) -> None:
        if self.content.hidden and (hidden := " ".join("".join(self.content.hidden).split())):
            shown = hidden if len(hidden) <= _SHOWN else f"{hidden[:_SHOWN]}…"
            self.report.append(Finding(number, "hidden", f"hidden words, left out: “{shown}”"))
        if self.content.pictures:
            self.report.append(Finding(number, "picture", "a picture stands here; it has no words that can be read"))

    def _table(self, element: etree._Element) -> Table:
        before = self.number
        rows = []
        for row in _inside(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            inserted, deleted = _authors(properties, _INSERTED), _authors(properties, _DELETED)
            cells = tuple([self._cell(cell, inserted, deleted) for cell in _inside(row, f"{W}tc")])
            rows.append(Row(cells, inserted, deleted))
        return Table(before, tuple(rows))

    def _cell(self, cell: etree._Element, inserted: Authors, deleted: Authors) -> Cell:
        """A cell; the words of an inserted row or cell are inserted ones."""
        properties = cell.find(f"{W}tcPr")
        content = self.content
        before = content.inserted, content.deleted
        content.inserted += (*inserted, *_authors(properties, _INSERTED))
        content.deleted += (*deleted, *_authors(properties, _DELETED))
        span = value(properties, "gridSpan")
        found = self.paragraphs(cell)
        content.inserted, content.deleted = before
        return Cell((("colspan", span),) if integer(span) > 1 else (), found)


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, also where content controls and the like stand between."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_P, _TABLE):
            yield from _inside(child, tag)


def _authors(properties: etree._Element | None, tags: tuple[str, ...]) -> Authors:
    if properties is None:
        return ()
    return tuple(child.get(AUTHOR, "") for child in properties if child.tag in tags)


def _form(properties: etree._Element | None) -> Form:
    if properties is None:
        return _PLAIN
    style, level = "", -1
    numbered = None
    for child in properties:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(VAL, "")
        elif tag == _NUMBERED:
            numbered = numbered_by(properties)
        elif tag == _OUTLINE:
            level = outline_level(child.get(VAL, ""))
    return Form(style, numbered, level)
