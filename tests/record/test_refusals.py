"""What the record refuses: each a fact and a next step, never a wrong proof."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from treaty_drafts.errors import Misused, SourceError, TooLarge, TreatyDraftsError, Unproven
from treaty_drafts.record import (
    Checkpoint,
    Key,
    Receipt,
    Signer,
    Tree,
    act_of,
    canonical,
    consistent,
    included,
    kept,
    leaf,
    leaf_hash,
    opened,
    signed,
)

SIGNER = Signer("a.example/log", bytes(32))
TREE = Tree(tuple(leaf_hash(bytes([number])) for number in range(5)))
NOTE = Checkpoint(SIGNER.name, 5, TREE.root()).signed(SIGNER)

REFUSED: dict[str, tuple[Callable[[], object], type[TreatyDraftsError]]] = {
    "short salt": (lambda: leaf({}, b"salt"), Misused),
    "fraction": (lambda: leaf({"share": 0.5}, bytes(16)), Misused),
    "no act": (lambda: act_of(b"{}"), SourceError),
    "not canonical": (lambda: act_of(b'{"act": {}, "salt":"' + b"00" * 16 + b'"}'), SourceError),
    "act that is none": (lambda: act_of(canonical({"act": [1], "salt": "00" * 16})), SourceError),
    "salt that is none": (lambda: kept(canonical({"act": {}, "salt": 7})).act, SourceError),
    "bytes that are no text": (lambda: act_of(b"\xff"), SourceError),
    "a deep hole": (lambda: act_of(b"[" * 100_000), SourceError),
    "leaf beyond the log": (lambda: TREE.inclusion(5), Misused),
    "leaf before it": (lambda: TREE.inclusion(-1), Misused),
    "size it never had": (lambda: TREE.root(6), Misused),
    "later that is earlier": (lambda: TREE.consistency(4, 3), Misused),
    "key with a blank": (lambda: Key("a b", bytes(32)), Misused),
    "key with a plus": (lambda: Key("a+b", bytes(32)), Misused),
    "key without a name": (lambda: Key("", bytes(32)), Misused),
    "short key": (lambda: Key("a", bytes(31)), Misused),
    "short seed": (lambda: Signer("a", bytes(31)), Misused),
    "secret that is none": (lambda: Signer.read(SIGNER.secret[:-1]), SourceError),
    "public key as a secret": (lambda: Signer.read(str(SIGNER.key)), SourceError),
    "text without an end": (lambda: signed("a", SIGNER), Misused),
    "text with a tab": (lambda: signed("a\tb\n", SIGNER), Misused),
    "great note": (lambda: opened(b"a" * 1_000_001, SIGNER.key), TooLarge),
    "key of another log": (lambda: Checkpoint("b.example/log", 5, TREE.root()).signed(SIGNER), Misused),
    "checkpoint of another log": (lambda: checkpoint(f"b.example\n5\n{'A' * 43}=\n"), SourceError),
    "checkpoint without a root": (lambda: checkpoint("a.example/log\n5\n"), SourceError),
    "checkpoint with a short root": (lambda: checkpoint("a.example/log\n5\nAAAA\n"), SourceError),
    "checkpoint of 05 acts": (lambda: checkpoint(f"a.example/log\n05\n{'A' * 43}=\n"), SourceError),
    "checkpoint of -5 acts": (lambda: checkpoint(f"a.example/log\n-5\n{'A' * 43}=\n"), SourceError),
    "receipt that is none": (lambda: Receipt.read(b"receipt"), SourceError),
    "receipt of another format": (lambda: Receipt.read(b"c2sp.org/tlog-proof@v2\nindex 0\n\n"), SourceError),
    "receipt without an index": (lambda: Receipt.read(b"c2sp.org/tlog-proof@v1\n\n"), SourceError),
    "receipt with a short hash": (lambda: Receipt.read(b"c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n"), SourceError),
    "receipt without its act": (lambda: Receipt(1, TREE.inclusion(1), NOTE).proved(SIGNER.key), Misused),
    "receipt of another act": (lambda: Receipt(1, TREE.inclusion(1), NOTE, b"\2").proved(SIGNER.key), Unproven),
    "receipt of another leaf": (
        lambda: Receipt(1, TREE.inclusion(1), NOTE, b"\1").proved(SIGNER.key, TREE.leaves[2]),
        Unproven,
    ),
}


def checkpoint(text: str) -> Checkpoint:
    """What is read from a note of that text, properly signed."""
    return Checkpoint.opened(signed(text, SIGNER), SIGNER.key)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    action, error = REFUSED[name]
    with pytest.raises(error) as refusal:
        action()
    assert type(refusal.value) is error
    assert refusal.value.step
    assert SIGNER.secret not in str(refusal.value)


def test_a_checkpoint_may_have_lines_for_others() -> None:
    """Extension lines are read past, as the specification allows."""
    found = Checkpoint(SIGNER.name, 5, TREE.root())
    assert checkpoint(f"{found.text}for witnesses\n") == found


def test_proofs_about_nothing_are_no_proofs() -> None:
    root = TREE.root()
    assert not included(TREE.leaves[0], 0, 0, (), root)
    assert not included(TREE.leaves[4], 5, 5, TREE.inclusion(4), root)
    assert not consistent(3, TREE.root(3), 5, root, ())
    assert not consistent(6, root, 5, root, ())
    assert not consistent(5, root, 5, root, (root,))
    assert consistent(0, Tree(()).root(), 5, root, ())
