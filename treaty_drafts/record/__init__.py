"""The record: acts as leaves of a Merkle log, signed checkpoints, receipts, and an export that checks itself.

Nothing here draws lots, reads a clock or opens a file: salts, keys and acts are arguments. What it is for and what it
proves: `docs/record.md`; why so: note 0015.
"""

from treaty_drafts.record.export import export
from treaty_drafts.record.leaf import SALT, Leaf, act_of, canonical, kept, leaf, leaf_hash, redacted
from treaty_drafts.record.note import Checkpoint, Key, Signer, opened, signed
from treaty_drafts.record.receipt import Receipt
from treaty_drafts.record.tree import EMPTY, Frontier, Tree, consistent, included, node_hash

__all__ = [
    "EMPTY",
    "SALT",
    "Checkpoint",
    "Frontier",
    "Key",
    "Leaf",
    "Receipt",
    "Signer",
    "Tree",
    "act_of",
    "canonical",
    "consistent",
    "export",
    "included",
    "kept",
    "leaf",
    "leaf_hash",
    "node_hash",
    "opened",
    "redacted",
    "signed",
]
