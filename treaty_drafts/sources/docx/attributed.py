"""A document whose changes are delegations': authors by the names that they go by, and who changed whose words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from treaty_drafts.sources.docx.document import Authors, Cell, Document, Paragraph, Row, Run, Table


def attributed(document: Document, delegation_of: Mapping[str, str]) -> Document:
    """The document with the delegation of each author in the author's place.

    An author who is not in the table stays. What one delegation inserted amid words that another inserted is said to be
    inserted in those: it makes no sense without them.
    """
    work = _Attribution(delegation_of)
    notes = {name: work.paragraphs(paragraphs) for name, paragraphs in document.notes.items()}
    comments = {
        name: msgspec.structs.replace(one, author=delegation_of.get(one.author, one.author))
        for name, one in document.comments.items()
    }
    body = tuple(work.paragraph(one) if isinstance(one, Paragraph) else work.table(one) for one in document.body)
    return msgspec.structs.replace(document, body=body, notes=notes, comments=comments)


class _Attribution:
    """One run over a document."""

    def __init__(self, delegation_of: Mapping[str, str]) -> None:
        self.of = delegation_of

    def authors(self, authors: Authors) -> Authors:
        """Their delegations, each once."""
        return tuple(dict.fromkeys([self.of.get(one, one) for one in authors])) if authors else authors

    def paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple([self.paragraph(one) for one in paragraphs])

    def paragraph(self, one: Paragraph) -> Paragraph:
        if not one.reformed and not one.changed():
            return one
        runs = [
            msgspec.structs.replace(run, inserted=self.authors(run.inserted), deleted=self.authors(run.deleted))
            for run in one.runs
        ]
        return msgspec.structs.replace(
            one,
            runs=tuple(_nested(runs)),
            inserted=self.authors(one.inserted),
            deleted=self.authors(one.deleted),
            reformed=self.of.get(one.reformed, one.reformed),
        )

    def table(self, table: Table) -> Table:
        rows = tuple(
            Row(
                tuple(Cell(cell.attrs, self.paragraphs(cell.paragraphs)) for cell in row.cells),
                self.authors(row.inserted),
                self.authors(row.deleted),
            )
            for row in table.rows
        )
        return Table(table.number, rows)


def _nested(runs: list[Run]) -> Iterator[Run]:
    """The runs; one that stands between two insertions of another delegation is inserted in them."""
    for at, run in enumerate(runs):
        own = run.inserted
        before = next((one.inserted for one in reversed(runs[:at]) if one.inserted != own), ())
        after = next((one.inserted for one in runs[at + 1 :] if one.inserted != own), ())
        if len(own) == 1 and len(before) == 1 and before == after:
            run = msgspec.structs.replace(run, inserted=(*before, *own))
        yield run


def changed_words(document: Document) -> Iterator[tuple[int, Authors, Authors, str]]:
    """Every change in order: the paragraph that it is in, who inserted, who deleted, the words (none: its end)."""
    for one in document.paragraphs():
        for run in one.runs:
            if run.inserted or run.deleted:
                yield one.number, run.inserted, run.deleted, run.chars
        if one.inserted or one.deleted:
            yield one.number, one.inserted, one.deleted, ""
