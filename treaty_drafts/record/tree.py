"""The Merkle tree of RFC 9162 (2.1) over the hashes of leaves: roots, proofs, and how proofs are checked.

`Tree` is the whole log in memory and proves anything about it; `Frontier` is all that appending needs: the roots of
the full subtrees, at most one for each binary digit of the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256

import msgspec

from treaty_drafts.errors import Misused

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 of a one byte and its two children (RFC 9162, 2.1.1)."""
    return sha256(b"\1" + left + right).digest()


class Frontier(msgspec.Struct, frozen=True):
    """A log of `size` leaves as far as the next one concerns it: the roots of its full subtrees, largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Frontier:
        """The log with one more leaf: one hash for each full subtree that the leaf completes."""
        nodes, node, size = list(self.nodes), leaf, self.size
        while size & 1:
            node = node_hash(nodes.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*nodes, node))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.nodes:
            return EMPTY
        *others, node = self.nodes
        for left in reversed(others):
            node = node_hash(left, node)
        return node

    @property
    def path(self) -> tuple[bytes, ...]:
        """The proof that the next leaf will be included as the last of the log with it: no other leaf is looked at."""
        return self.nodes[::-1]


class Tree(msgspec.Struct, frozen=True, dict=True):
    """A log by the hashes of all its leaves. Sizes ask about the log as it was at that size; the default is now."""

    leaves: tuple[bytes, ...]

    @cached_property
    def _levels(self) -> list[list[bytes]]:
        """The roots of the full subtrees of 1, 2, 4 … leaves, from the left."""
        levels = [list(self.leaves)]
        while len(levels[-1]) > 1:
            below = levels[-1]
            levels.append([node_hash(left, right) for left, right in zip(below[::2], below[1::2], strict=False)])
        return levels

    def root(self, size: int | None = None) -> bytes:
        """The root of the first `size` leaves."""
        return self._root(0, self._sized(size))

    def inclusion(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """The proof that leaf `index` is among the first `size`: siblings, from the leaf up (RFC 9162, 2.1.3.1)."""
        size = self._sized(size)
        if not 0 <= index < size:
            raise Misused(f"there is no leaf {index} among {size}", step="leaves are counted from 0")
        start, path = 0, []
        while size > 1:
            half = _half(size)
            if index < half:
                path.append(self._root(start + half, size - half))
                size = half
            else:
                path.append(self._root(start, half))
                start, index, size = start + half, index - half, size - half
        return tuple(reversed(path))

    def consistency(self, old: int, size: int | None = None) -> tuple[bytes, ...]:
        """The proof that the first `old` leaves are the beginning of the first `size` (RFC 9162, 2.1.4.1)."""
        size = self._sized(size)
        if not 0 <= old <= size:
            raise Misused(f"{old} is no earlier size of a log of {size}", step="name the smaller size first")
        if old in (0, size):
            return ()
        start, whole, path = 0, True, []
        while old != size:
            half = _half(size)
            if old <= half:
                path.append(self._root(start + half, size - half))
                size = half
            else:
                path.append(self._root(start, half))
                start, old, size, whole = start + half, old - half, size - half, False
        if not whole:
            path.append(self._root(start, size))
        return tuple(reversed(path))

    def _root(self, start: int, size: int) -> bytes:
        """The root of `size` leaves from `start`, which is where a full subtree of at least that size begins."""
        if not size:
            return EMPTY
        if size & (size - 1) == 0:
            return self._levels[size.bit_length() - 1][start // size]
        half = _half(size)
        return node_hash(self._root(start, half), self._root(start + half, size - half))

    def _sized(self, size: int | None) -> int:
        if size is None:
            return len(self.leaves)
        if not 0 <= size <= len(self.leaves):
            raise Misused(f"the log has {len(self.leaves)} leaves, not {size}", step="ask for a size that it had")
        return size


def _half(size: int) -> int:
    """The largest power of two below the size: how many leaves stand on the left of its root."""
    return 1 << ((size - 1).bit_length() - 1)


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path proves that the leaf is number `index` of the `size` under that root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def consistent(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the log of `old` leaves is the beginning of that of `size` (RFC 9162, 2.1.4.2).

    Any log begins with the empty one, and with itself: the path is empty then.
    """
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        return not path and old_root == (EMPTY if old == 0 else root)
    nodes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not nodes:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first = second = nodes[0]
    for sibling in nodes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == root
