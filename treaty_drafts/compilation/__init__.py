"""What the meeting reads: compiling, reading one voice back, consolidating, carrying over."""

from treaty_drafts.compilation.choice import chosen
from treaty_drafts.compilation.compile import Compilation, compile
from treaty_drafts.compilation.compiled import Alternative, Bracket, Slot, Words
from treaty_drafts.compilation.consolidate import Consolidation, Fate, Manifest, consolidate, issued, successor
from treaty_drafts.compilation.read import is_compilation, read
from treaty_drafts.compilation.rebase import Carried
from treaty_drafts.compilation.relations import Relation
from treaty_drafts.compilation.write import write

__all__ = [
    "Alternative",
    "Bracket",
    "Carried",
    "Compilation",
    "Consolidation",
    "Fate",
    "Manifest",
    "Relation",
    "Slot",
    "Words",
    "chosen",
    "compile",
    "consolidate",
    "is_compilation",
    "issued",
    "read",
    "successor",
    "write",
]
