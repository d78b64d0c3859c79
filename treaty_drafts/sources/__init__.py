"""Import: Markdown, plain text and HTML into versions of the treaty profile, with a report of what was recognised."""

from treaty_drafts.sources.imported import KINDS, Imported, counts, summary
from treaty_drafts.sources.line import Finding
from treaty_drafts.sources.parity import Difference, differences
from treaty_drafts.sources.read import ENDINGS, guess_language, read_source

__all__ = [
    "ENDINGS",
    "KINDS",
    "Difference",
    "Finding",
    "Imported",
    "counts",
    "differences",
    "guess_language",
    "read_source",
    "summary",
]
