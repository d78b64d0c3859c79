"""Laws of the record: what the tree proves is so and nothing else is, and a receipt holds for as long as the log."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from treaty_drafts.errors import SourceError, TreatyDraftsError, Unproven
from treaty_drafts.record import (
    Checkpoint,
    Frontier,
    Receipt,
    Signer,
    Tree,
    act_of,
    canonical,
    consistent,
    export,
    included,
    leaf,
    leaf_hash,
    redacted,
    verify,
)

SIGNER = Signer("records.example.int/rivers", bytes(range(32)))
OTHER = Signer("records.example.int/rivers", bytes(32))

pytestmark = pytest.mark.nightly

bodies = st.lists(st.binary(max_size=40), min_size=1, max_size=70)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
acts = st.dictionaries(texts, values, max_size=5)
salts = st.binary(min_size=16, max_size=16)


def tree_of(entries: list[bytes]) -> Tree:
    return Tree(tuple(map(leaf_hash, entries)))


def frontier_of(tree: Tree, size: int) -> Frontier:
    frontier = Frontier()
    for one in tree.leaves[:size]:
        frontier = frontier.append(one)
    return frontier


def mutated(draw: st.DrawFn, path: tuple[bytes, ...], spare: bytes) -> tuple[bytes, ...]:
    """The path with one bit flipped, a hash dropped, doubled or added, or two that differ changing places."""
    ways = ["add"] + ["flip", "drop", "double"] * bool(path) + ["swap"] * (len(set(path)) > 1)
    way, place = draw(st.sampled_from(ways)), draw(st.integers(0, max(len(path) - 1, 0)))
    if way == "add":
        return (*path[:place], spare, *path[place:])
    if way == "drop":
        return (*path[:place], *path[place + 1 :])
    if way == "double":
        return (*path[:place], path[place], *path[place:])
    if way == "swap":
        other = draw(st.integers(0, len(path) - 1).filter(lambda other: path[other] != path[place]))
        nodes = list(path)
        nodes[place], nodes[other] = nodes[other], nodes[place]
        return tuple(nodes)
    return (*path[:place], flipped(path[place], draw(st.integers(0, 255))), *path[place + 1 :])


def flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ 1 << bit % 8]) + data[bit // 8 + 1 :]


@given(bodies, st.data())
def test_every_leaf_is_proved_and_nothing_else(entries: list[bytes], data: st.DataObject) -> None:
    """An inclusion proof holds; with another leaf, place, size, root or path it does not."""
    tree = tree_of(entries)
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    leaf_, path, root = tree.leaves[index], tree.inclusion(index, size), tree.root(size)
    assert included(leaf_, index, size, path, root)
    bit = data.draw(st.integers(0, 255))
    assert not included(flipped(leaf_, bit), index, size, path, root)
    assert not included(leaf_, index, size, path, flipped(root, bit))
    assert not included(leaf_, index, size, mutated(data.draw, path, root), root)
    place = data.draw(st.integers(-1, size).filter(lambda place: place != index))
    if not 0 <= place < size or tree.leaves[place] != leaf_:
        assert not included(leaf_, place, size, path, root)


@given(bodies, st.data())
def test_every_earlier_log_is_proved_and_no_other(entries: list[bytes], data: st.DataObject) -> None:
    """A consistency proof holds; with another size, root or path it does not."""
    tree = tree_of(entries)
    size = data.draw(st.integers(0, len(entries)))
    old = data.draw(st.integers(0, size))
    path, old_root, root = tree.consistency(old, size), tree.root(old), tree.root(size)
    assert consistent(old, old_root, size, root, path)
    bit = data.draw(st.integers(0, 255))
    assert not consistent(old, flipped(old_root, bit), size, root, path)
    if old:
        assert not consistent(old, old_root, size, flipped(root, bit), path)
    assert not consistent(old, old_root, size, root, mutated(data.draw, path, root))
    wrong = data.draw(st.integers(-1, size + 1).filter(lambda wrong: wrong != old))
    if not (0 <= wrong <= size and tree.root(wrong) == old_root):
        assert not consistent(wrong, old_root, size, root, path)


@given(bodies)
def test_appending_is_recomputing(entries: list[bytes]) -> None:
    """Leaf by leaf the frontier has the tree's root, keeps a hash for each binary digit, and knows the next path.

    The verifier that exports carry, which shares no code with the tree, has the same roots.
    """
    tree, frontier = tree_of(entries), Frontier()
    for size, one in enumerate(tree.leaves):
        assert frontier.path == tree.inclusion(size, size + 1)
        frontier = frontier.append(one)
        assert frontier.root == tree.root(size + 1)
        assert len(frontier.nodes) == (size + 1).bit_count()
    assert list(verify.roots(list(tree.leaves))) == [tree.root(size) for size in range(len(entries) + 1)]


@given(bodies, st.data())
def test_a_foreign_library_builds_the_same_tree(entries: list[bytes], data: st.DataObject) -> None:
    """pymerkle, which knows nothing of us, has our roots and our paths."""
    tree, foreign = tree_of(entries), InmemoryTree(algorithm="sha256")
    for entry in entries:
        foreign.append_entry(entry)
    size = data.draw(st.integers(1, len(entries)))
    index = data.draw(st.integers(0, size - 1))
    assert foreign.get_root(size) == tree.root(size)
    proof = foreign.prove_inclusion(index + 1, size)  # it counts leaves from 1, and repeats the leaf at the foot
    assert tuple(proof.path[1:]) == tree.inclusion(index, size)
    proof.verify(tree.leaves[index], tree.root(size))


@given(acts, salts, st.randoms(use_true_random=False))
def test_an_act_has_one_form(act: dict[str, Any], salt: bytes, chance: Any) -> None:
    """Canonical JSON does not depend on the order of keys, is read back as it was, and is JSON to everyone."""
    keys = list(act)
    chance.shuffle(keys)
    one, other = leaf(act, salt), leaf({key: act[key] for key in keys}, salt)
    assert one == other
    assert one.body is not None
    assert b"\n" not in one.body
    assert one.act == act_of(one.body) == act
    assert json.loads(one.body) == {"act": act, "salt": salt.hex()}
    assert canonical(json.loads(one.body)) == one.body


@given(acts, salts, st.data())
def test_an_acts_bytes_are_its_own(act: dict[str, Any], salt: bytes, data: st.DataObject) -> None:
    """A leaf with one bit flipped is another leaf, or no act at all; taken out, it keeps its hash and nothing else."""
    one = leaf(act, salt)
    assert one.body is not None
    changed = flipped(one.body, data.draw(st.integers(0, len(one.body) * 8 - 1)))
    assert leaf_hash(changed) != one.hash
    with contextlib.suppress(SourceError):
        assert act_of(changed) != act or changed[-35:] != one.body[-35:]  # the salt may be what was flipped
    assert redacted(one) == type(one)(one.hash, None)
    assert redacted(one).act is None


@given(st.lists(st.fixed_dictionaries({"note": texts}), min_size=1, max_size=20), st.data())
def test_a_receipt_holds_for_as_long_as_the_log(acts_: list[dict[str, Any]], data: st.DataObject) -> None:
    """A receipt is read back, holds with the key alone, and every later checkpoint is proved to continue its own."""
    leaves = [leaf(act, bytes([place] * 16)) for place, act in enumerate(acts_)]
    tree = Tree(tuple(one.hash for one in leaves))
    size = data.draw(st.integers(1, len(leaves)))
    index = data.draw(st.integers(0, size - 1))
    note = Checkpoint(SIGNER.name, size, tree.root(size)).signed(SIGNER)
    receipt = Receipt(index, tree.inclusion(index, size), note, leaves[index].body)
    assert Receipt.read(receipt.written) == receipt
    checkpoint = receipt.proved(SIGNER.key, leaves[index].hash)
    assert (checkpoint.size, checkpoint.root) == (size, tree.root(size))
    for later in range(size, len(leaves) + 1):
        path = tree.consistency(size, later)
        assert consistent(checkpoint.size, checkpoint.root, later, tree.root(later), path)
    root = (index, leaves[index].body, size, tree.root(size))
    assert verify.proved(receipt.written, verify.Key(str(SIGNER.key)), []) == root
    bare = Receipt(receipt.index, receipt.path, receipt.checkpoint)
    assert bare.proved(SIGNER.key, redacted(leaves[index]).hash) == checkpoint
    with pytest.raises(Unproven):
        receipt.proved(OTHER.key)


@given(st.integers(1, 9), st.data())
def test_no_byte_of_a_receipt_can_be_changed(size: int, data: st.DataObject) -> None:
    """A receipt with one bit flipped anywhere is refused, by us and by the verifier that exports carry."""
    leaves = [leaf({"symbol": f"L.{place}"}, bytes([place] * 16)) for place in range(size)]
    tree = Tree(tuple(one.hash for one in leaves))
    index = data.draw(st.integers(0, size - 1))
    note = Checkpoint(SIGNER.name, size, tree.root()).signed(SIGNER)
    written = Receipt(index, tree.inclusion(index), note, leaves[index].body).written
    changed = flipped(written, data.draw(st.integers(0, len(written) * 8 - 1)))
    with pytest.raises(TreatyDraftsError):
        Receipt.read(changed).proved(SIGNER.key, leaves[index].hash)
    with pytest.raises(ValueError, match=r"."):
        verify.proved(changed, verify.Key(str(SIGNER.key)), [])


@given(st.data())
def test_every_export_holds(data: st.DataObject) -> None:
    """Whatever was recorded, taken out, signed, receipted and enclosed: the verifier finds nothing wrong."""
    notes = data.draw(st.lists(texts, max_size=12))
    leaves = [leaf({"note": note}, bytes([place] * 16)) for place, note in enumerate(notes)]
    tree = Tree(tuple(one.hash for one in leaves))
    sizes = data.draw(st.sets(st.integers(0, len(leaves)), max_size=3)) | {len(leaves)}
    signed = {size: Checkpoint(SIGNER.name, size, tree.root(size)).signed(SIGNER) for size in sizes}
    receipts = {}
    for number in range(data.draw(st.integers(0, 2)) if max(sizes) else 0):
        size = data.draw(st.sampled_from(sorted(sizes - {0})))
        index = data.draw(st.integers(0, size - 1))
        receipts[str(number)] = Receipt(index, tree.inclusion(index, size), signed[size], leaves[index].body)
    gone = data.draw(st.sets(st.sampled_from(range(len(leaves))))) if leaves else set()
    now = [redacted(one) if place in gone else one for place, one in enumerate(leaves)]
    names = st.from_regex(r"[\w.-]{0,8}\w(/\w{1,8})?", fullmatch=True)
    files = data.draw(st.dictionaries(names, st.binary(max_size=20), max_size=3))
    archive = export(SIGNER, now, signed.values(), receipts, files)
    content = verify.unpacked(archive)
    problems = verify.Problems()
    said = verify.check(content, verify.Key(str(SIGNER.key)), {}, problems)
    assert problems == []
    assert verify.archive(content) == archive
    assert f"acts         {len(leaves)}, {len(gone)} of them taken out\ncheckpoints  {len(sizes)}\n" in said
