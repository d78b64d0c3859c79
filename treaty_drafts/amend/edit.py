"""Edits, patches and amendments as data.

An edit names its place and what its sponsor read there; it is checked when applied, never guessed. The four kinds are
the `textualMod` types of Akoma Ntoso that a delegation needs (substitution, insertion, repeal) and the move, which
AKN writes as renumbering.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import msgspec

from treaty_drafts.model.tree import Block, Node, Opaque, Provision, Text, words_of


class Substitution(msgspec.Struct, frozen=True, gc=False, tag="substitution", omit_defaults=True):
    """In the block `wid`, the code points `[start, stop)`, read as `old`, become `new`; either may be empty."""

    wid: str
    start: int
    stop: int
    old: str
    new: Text


class Insertion(msgspec.Struct, frozen=True, gc=False, tag="insertion"):
    """Provisions come to stand in `parent` after its child `after`, or first where `after` is empty.

    `after` may name an inserted or moved provision of the same patch.
    """

    parent: str
    after: str
    provisions: tuple[Provision | Block | Opaque, ...]


class Deletion(msgspec.Struct, frozen=True, gc=False, tag="deletion"):
    """The provision `wid` goes; `old` is the `digest_of` its words as the sponsor read them."""

    wid: str
    old: str


class Move(msgspec.Struct, frozen=True, gc=False, tag="move"):
    """The provision `wid` comes to stand in `parent` after `after` (first where empty), its own words unchanged."""

    wid: str
    parent: str
    after: str


Edit: TypeAlias = Substitution | Insertion | Deletion | Move


class Patch(msgspec.Struct, frozen=True, gc=False):
    """Edits against one base version, named by its digest; disjoint, in document order."""

    base: str
    edits: tuple[Substitution | Insertion | Deletion | Move, ...]


class Origin(msgspec.Struct, frozen=True, gc=False):
    """Where a carried-over amendment comes from: the patch that its sponsors tabled, and what was adopted since.

    `trail` has one patch for each consolidation, restricted to the texts that the amendment touches, so that a rebase
    starts from the words the sponsors read and a conflict heals when those words return.
    """

    patch: Patch
    trail: tuple[Patch, ...]


class Amendment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What `sponsors` (delegation codes, the lead first) table against one version under a `symbol`.

    `amends` names a parent amendment: this is then a sub-amendment, and its patch is written against the text as
    that parent would have it. `standing` is empty for a live amendment; `fuzzy` or `conflict` after a rebase that a
    person has to settle: it is then in no compilation. `origin` is set once it has been carried over.
    """

    symbol: str
    sponsors: tuple[str, ...]
    patch: Patch
    reason: str = ""
    amends: str = ""
    date: str = ""
    standing: str = ""
    origin: Origin | None = None


def digest_of(node: Node) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of a node's words: what a deletion's sponsor read."""
    return hashlib.sha256(words_of(node).encode("utf-8", "surrogatepass")).hexdigest()[:16]


_encoder = msgspec.json.Encoder()
_patches = msgspec.json.Decoder(Patch)


def patch_to_json(patch: Patch) -> bytes:
    """The patch as JSON (`schemas/patch.schema.json`); the same patch gives the same bytes."""
    return _encoder.encode(patch)


def patch_from_json(data: bytes | str) -> Patch:
    """The patch that `patch_to_json` wrote; `msgspec.ValidationError` says what is missing or wrong, and where."""
    return _patches.decode(data)


__all__ = [
    "Amendment",
    "Block",
    "Deletion",
    "Edit",
    "Insertion",
    "Move",
    "Origin",
    "Patch",
    "Substitution",
    "digest_of",
    "patch_from_json",
    "patch_to_json",
]
