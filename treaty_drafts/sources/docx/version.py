"""A reading of a Word document as a version of the agreement that it was made from."""

from __future__ import annotations

from treaty_drafts.model.version import Version
from treaty_drafts.sources.docx.document import Document
from treaty_drafts.sources.docx.reading import Reader, Sight
from treaty_drafts.sources.line import Report
from treaty_drafts.sources.structure import version_of as lifted


def version_of(document: Document, sees: Sight, base: Version, report: Report | None = None) -> Version:
    """The version that the document is in that reading, in the language of `base` and with its facts."""
    found: Report = [] if report is None else report
    return lifted(Reader(document, sees, found).source(), base.facts, found)
