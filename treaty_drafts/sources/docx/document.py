"""A Word document as values: paragraphs and tables of runs, each with the authors who inserted or deleted it.

Nothing is decided here: which changes count is said by a `Reading` of it (`treaty_drafts.sources.docx.reading`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from treaty_drafts.sources.docx.numbering import Numbering
from treaty_drafts.sources.docx.styles import Numbered, Styles
from treaty_drafts.sources.line import Finding

Authors: TypeAlias = tuple[str, ...]


class Run(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Words under the same marks and changes; `style` is the name of their character style; `href` of a link.

    `inserted` and `deleted` are the authors of the changes around it, the outermost first. Of a footnote's call, `note`
    is the note's id, and `href` the mark that it is printed with, where Word does not count it.
    """

    chars: str
    marks: frozenset[str] = frozenset()
    inserted: Authors = ()
    deleted: Authors = ()
    href: str = ""
    note: str = ""
    style: str = ""


class Form(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """How a paragraph looks: its style, the list it is in by itself, the heading level it has by itself (-1: none)."""

    style: str = ""
    numbered: Numbered | None = None
    level: int = -1


class Paragraph(msgspec.Struct, frozen=True, gc=False, array_like=True, tag="p"):
    """A paragraph: the `number`-th of the document, from 1.

    `inserted` and `deleted` are the authors of changes to its end, the paragraph mark: without that mark, its words
    stand before those of the next. `former` is how it looked before `reformed` changed that.
    """

    number: int
    form: Form
    runs: tuple[Run, ...]
    inserted: Authors = ()
    deleted: Authors = ()
    reformed: str = ""
    former: Form | None = None
    anchors: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    def changed(self) -> set[str]:
        """Who changed the paragraph."""
        authors = {*self.inserted, *self.deleted}
        for run in self.runs:
            if run.inserted or run.deleted:
                authors.update(run.inserted, run.deleted)
        return authors


class Cell(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A cell of a table; `attrs` are `colspan` and `rowspan`."""

    attrs: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]


class Row(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A row of a table, and the authors who inserted or deleted it."""

    cells: tuple[Cell, ...]
    inserted: Authors = ()
    deleted: Authors = ()


class Table(msgspec.Struct, frozen=True, gc=False, array_like=True, tag="t"):
    """A table, before which `number` paragraphs stand."""

    number: int
    rows: tuple[Row, ...]


Body: TypeAlias = tuple[Paragraph | Table, ...]


class Comment(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What somebody wrote in the margin."""

    author: str
    words: str


class Document(msgspec.Struct, frozen=True):
    """A whole document. `report` says what is in the file and not in its text: headers, hidden words, pictures.

    Of a file that we wrote, `base` is the version that it was made of, as Akoma Ntoso.
    """

    body: Body
    notes: Mapping[str, tuple[Paragraph, ...]]
    comments: Mapping[str, Comment]
    properties: Mapping[str, str]
    styles: Styles
    numbering: Numbering
    base: bytes
    report: tuple[Finding, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, those in tables and notes included."""
        for block in self.body:
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (one for row in block.rows for cell in row.cells for one in cell.paragraphs)
        for paragraphs in self.notes.values():
            yield from paragraphs
