"""Receipts: what a delegation takes home when it tables, and what anyone can check without asking us.

The text is C2SP's proof format (https://c2sp.org/tlog-proof): the number of the leaf, the path from it to the root,
the signed checkpoint with that root; and as `extra` the leaf's own bytes, so that it also says *what* was recorded.
"""

from __future__ import annotations

import msgspec

from treaty_drafts.errors import Misused, SourceError, Unproven
from treaty_drafts.record.leaf import leaf_hash
from treaty_drafts.record.note import Checkpoint, Key, decoded, encoded
from treaty_drafts.record.tree import included

_FORMAT = "c2sp.org/tlog-proof@v1"


class Receipt(msgspec.Struct, frozen=True):
    """The proof that leaf `index` is under a checkpoint (a note, verbatim), with the leaf's bytes unless taken out."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: bytes
    body: bytes | None = None

    @property
    def written(self) -> bytes:
        """The receipt as a file, `.tlog-proof` by custom."""
        extra = [] if self.body is None else [f"extra {encoded(self.body)}"]
        lines = [_FORMAT, *extra, f"index {self.index}", *map(encoded, self.path), "", ""]
        return "\n".join(lines).encode() + self.checkpoint

    @classmethod
    def read(cls, data: bytes) -> Receipt:
        """The receipt in a file; `SourceError` where it is none. Nothing is proved by that yet."""
        head, _, checkpoint = data.partition(b"\n\n")
        try:
            first, *lines = head.decode().split("\n")
            extra = lines.pop(0).removeprefix("extra ") if lines[0].startswith("extra ") else None
            index, *path = lines
            body = None if extra is None else decoded(extra)
            found = cls(int(index.removeprefix("index ")), tuple(map(decoded, path)), checkpoint, body)
            whole = first == _FORMAT and found.written == data and all(len(node) == 32 for node in found.path)
        except (ValueError, IndexError) as error:
            raise _no_receipt() from error
        if not whole:
            raise _no_receipt()
        return found

    def proved(self, key: Key, leaf: bytes | None = None) -> Checkpoint:
        """The checkpoint under which the act stands, proved with the log's key alone.

        `leaf` is the hash of the leaf, for a receipt that has no body. `Unproven` where the signature or the path does
        not hold, or the body is not that leaf's.
        """
        checkpoint = Checkpoint.opened(self.checkpoint, key)
        found = leaf if self.body is None else leaf_hash(self.body)
        if found is None:
            raise Misused("the receipt does not say what was recorded", step="give the hash of the leaf with it")
        if leaf is not None and found != leaf:
            raise Unproven(f"the receipt is not about leaf {self.index}", step="the leaf or the receipt was changed")
        if not included(found, self.index, checkpoint.size, self.path, checkpoint.root):
            raise Unproven(
                f"leaf {self.index} is not under the checkpoint", step="the receipt was changed: get it again"
            )
        return checkpoint


def _no_receipt() -> SourceError:
    return SourceError("this is no receipt", step="take the file as it was sent, byte for byte")
