"""Brackets that stand in the text of a version: read, counted, settled, drawn."""

from treaty_drafts.brackets.glyphs import Bracketed, Printed, print_text, read_text
from treaty_drafts.brackets.gone import Cut, Removal
from treaty_drafts.brackets.plot import plot_svg
from treaty_drafts.brackets.project import project
from treaty_drafts.brackets.reading import read_brackets
from treaty_drafts.brackets.report import as_data
from treaty_drafts.brackets.settle import Edit, Relocation, drop, lift, settle, take
from treaty_drafts.brackets.standing import (
    Anchor,
    ArticleCount,
    Attribution,
    Branch,
    Choice,
    Inventory,
    Kind,
    Position,
    Sign,
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
    "Cut",
    "Edit",
    "Inventory",
    "Kind",
    "Position",
    "Printed",
    "Relocation",
    "Removal",
    "Sign",
    "Standing",
    "Unmatched",
    "as_data",
    "drop",
    "lift",
    "plot_svg",
    "print_text",
    "project",
    "read_brackets",
    "read_text",
    "settle",
    "take",
]
