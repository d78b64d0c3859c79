"""Exports: the whole record as one archive that checks itself, the same bytes from the same record.

| name | holds |
|---|---|
| `README.txt` | what this is and how it is checked, for a lawyer |
| `verify.py` | the program that checks it |
| `key.txt` | the log's public key |
| `acts.ndjson` | the leaf of each act, one a line, the bytes that were hashed; `{"redacted":true}` where taken out |
| `leaves.txt` | the hash of each leaf, in hexadecimal, one a line |
| `checkpoints/SIZE.txt` | every checkpoint, as it was signed |
| `receipts/NAME.tlog-proof` | receipts as they were given, without the words of acts that were taken out since |
| `files/NAME` | versions and amendments, as the caller names them |
| `manifest.json` | the SHA-256 of each of the above |
| `manifest.note` | the SHA-256 of the manifest, signed with the log's key |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import PurePosixPath

from treaty_drafts.errors import Misused, TooLarge, Unproven
from treaty_drafts.record.leaf import Leaf, canonical
from treaty_drafts.record.note import Checkpoint, Key, Signer, signed
from treaty_drafts.record.receipt import Receipt
from treaty_drafts.record.tree import Tree
from treaty_drafts.record.verify import REDACTED, archive

FORMAT = "treaty-drafts/export@v1"
"""The first line of `manifest.note`; no checkpoint can be mistaken for it, whose second line is a number."""

_LARGEST = 2**32 - 2**20
"""Bytes of an archive: what its form can count, less its directory."""

_MOST = 2**16 - 3
"""Files beside the manifest and its note, likewise."""

_README = """\
This is the record of a negotiation, as exported from {name}.

It holds {acts} acts in the order in which they were done (acts.ndjson), the texts that they are about (files/), and
proof that none of it was changed since: every act is a leaf of a Merkle tree (RFC 9162), and the log signed the
root of that tree again and again while the negotiation went on (checkpoints/).

To check it, install Python 3.9 or later (no network is needed) and run, where this file is:
    python3 verify.py . --key KEY
KEY is the key of the log as it was printed and handed out, not as it stands in key.txt. A receipt that a delegation
was given when it tabled (a file ending in .tlog-proof) can be named too: it must be part of this record.
Whoever does not trust the enclosed verify.py can read it, or take it from another participant or from the project.
"""


def export(
    signer: Signer,
    leaves: Sequence[Leaf],
    checkpoints: Iterable[bytes],
    receipts: Mapping[str, Receipt] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The archive (zip) of a log: all its leaves, its signed checkpoints, receipts and files by name.

    Nothing false is exported: `Unproven` where a checkpoint or receipt is not of these leaves, or none covers all.
    """
    tree = Tree(tuple(one.hash for one in leaves))
    content = {
        "README.txt": _README.format(name=signer.name, acts=len(leaves)).encode(),
        "verify.py": (resources("treaty_drafts.record") / "verify.py").read_bytes(),
        "key.txt": f"{signer.key}\n".encode(),
        "acts.ndjson": b"".join((REDACTED if one.body is None else one.body) + b"\n" for one in leaves),
        "leaves.txt": "".join(f"{one.hash.hex()}\n" for one in leaves).encode(),
        **_checkpoints(signer.key, tree, checkpoints),
    }
    for name, receipt in (receipts or {}).items():
        content[_named(f"receipts/{name}.tlog-proof")] = _receipt(signer.key, tree, leaves, receipt).written
    for name, data in (files or {}).items():
        content[_named(f"files/{name}")] = data
    if sum(map(len, content.values())) > _LARGEST or len(content) > _MOST:
        raise TooLarge(f"an export of over 4 GB or {_MOST:,} files", step="export with fewer texts and receipts")
    listing = canonical({"files": {name: sha256(data).hexdigest() for name, data in content.items()}})
    note = signed(f"{FORMAT}\n{signer.name}\n{sha256(listing).hexdigest()}\n", signer)
    return archive({**content, "manifest.json": listing, "manifest.note": note})


def _checkpoints(key: Key, tree: Tree, notes: Iterable[bytes]) -> dict[str, bytes]:
    """The checkpoints by name, each of these leaves; the last of all of them."""
    found = {Checkpoint.opened(note, key): note for note in notes}
    for checkpoint in found:
        _holds(tree, checkpoint)
    if len(tree.leaves) not in {checkpoint.size for checkpoint in found}:
        raise Unproven(f"no checkpoint covers all {len(tree.leaves)} acts", step="sign one first")
    return {f"checkpoints/{checkpoint.size}.txt": note for checkpoint, note in found.items()}


def _receipt(key: Key, tree: Tree, leaves: Sequence[Leaf], receipt: Receipt) -> Receipt:
    """The receipt, proved; without the body of a leaf that has none any more."""
    if not 0 <= receipt.index < len(leaves):
        raise Unproven(f"there is no act {receipt.index} to give a receipt for", step="export the whole log")
    one = leaves[receipt.index]
    _holds(tree, receipt.proved(key, one.hash))
    return Receipt(receipt.index, receipt.path, receipt.checkpoint, None if one.body is None else receipt.body)


def _holds(tree: Tree, checkpoint: Checkpoint) -> None:
    if checkpoint.size > len(tree.leaves) or tree.root(checkpoint.size) != checkpoint.root:
        raise Unproven(
            f"the checkpoint of {checkpoint.size} acts is not of these {len(tree.leaves)}",
            step="the store was changed: restore it from a backup, and ask who holds receipts",
        )


def _named(name: str) -> str:
    """The name, if it can stand in an archive: relative, no way up, no backslash or control."""
    if PurePosixPath(name).as_posix() != name or ".." in name.split("/") or "\\" in name or not name.isprintable():
        raise Misused(f"`{name}` cannot name a file of an export", step="use plain relative names")
    return name
