"""Brackets that stand in the text of a version: read, counted, settled, drawn."""

from treaty_drafts.brackets.glyphs import Bracketed, Printed, print_text, read_text
from treaty_drafts.brackets.reading import read_brackets
from treaty_drafts.brackets.report import as_data
from treaty_drafts.brackets.standing import (
    Anchor,
    ArticleCount,
    Attribution,
    Branch,
    Choice,
    Inventory,
    Kind,
    Position,
    Standing,
    Unmatched,
)

__all__ = [
    "Anchor",
    "ArticleCount",
    "Attribution",
    "Bracketed",
    "Branch",
    "Choice",
    "Inventory",
    "Kind",
    "Position",
    "Printed",
    "Standing",
    "Unmatched",
    "as_data",
    "print_text",
    "read_brackets",
    "read_text",
]
