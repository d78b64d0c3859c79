"""Amendments: edits and patches as data, differences, comparison of versions, proposals, the amendment file."""

from treaty_drafts.amend.citation import citation
from treaty_drafts.amend.compare import Comparison, Renumbering, Statistics, compare
from treaty_drafts.amend.diff import diff
from treaty_drafts.amend.document import read_amendment, write_amendment, write_list
from treaty_drafts.amend.edit import (
    Amendment,
    Deletion,
    Edit,
    Insertion,
    Move,
    Origin,
    Patch,
    Substitution,
    digest_of,
    patch_from_json,
    patch_to_json,
)
from treaty_drafts.amend.interchange import candidates, patch_text
from treaty_drafts.amend.inverse import invert
from treaty_drafts.amend.patch import apply, normal, verify_base
from treaty_drafts.amend.propose import propose, propose_delete, propose_insert_after, propose_move
from treaty_drafts.amend.prose import prose
from treaty_drafts.amend.splice import splice
from treaty_drafts.amend.tokens import is_boundary, tokens, widen

__all__ = [
    "Amendment",
    "Comparison",
    "Deletion",
    "Edit",
    "Insertion",
    "Move",
    "Origin",
    "Patch",
    "Renumbering",
    "Statistics",
    "Substitution",
    "apply",
    "candidates",
    "citation",
    "compare",
    "diff",
    "digest_of",
    "invert",
    "is_boundary",
    "normal",
    "patch_from_json",
    "patch_text",
    "patch_to_json",
    "propose",
    "propose_delete",
    "propose_insert_after",
    "propose_move",
    "prose",
    "read_amendment",
    "splice",
    "tokens",
    "verify_base",
    "widen",
    "write_amendment",
    "write_list",
]
