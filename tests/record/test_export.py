"""Exports: whole, the same every time, and no byte of them can be changed without being found where it is."""

from __future__ import annotations

import contextlib
import json
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from pymerkle import InmemoryTree

from tests.conftest import ROOT, times
from tests.record.test_vectors import ED25519, INCLUSION, LEAVES, ROOTS, vector
from treaty_drafts.errors import Misused, Unproven
from treaty_drafts.record import Checkpoint, Leaf, Receipt, Signer, Tree, export, leaf, redacted, verify

VERIFY = Path(verify.__file__)
SIGNER = Signer("records.example.int/fishing-gear", sha256(b"a seed for tests").digest())
EXAMPLE = ROOT / "examples" / "fishing-gear"
EXAMPLE = ROOT / "examples" / "fishing-gear"
TEXTS = {path.name: path.read_bytes() for path in sorted(EXAMPLE.rglob("L.[1-8].json"))} | {
    "zero-draft.md": (EXAMPLE / "zero-draft.md").read_bytes()
}


def acts() -> list[Leaf]:
    """An opening act, and a tabling for each text of the example, in several scripts; the third was taken out."""
    found = [leaf({"verb": "open", "at": "2026-03-02T09:00:00Z", "note": "Открытие · افتتاح · 开幕"}, bytes(16))]
    for number, (name, data) in enumerate(TEXTS.items(), 1):
        digest = f"sha256:{sha256(data).hexdigest()}"
        act = {"verb": "table", "symbol": f"L.{number}", "file": name, "digest": digest, "delegation": "EU"}
        found.append(leaf(act, bytes([number] * 16)))
    found[2] = redacted(found[2])
    return found


def checkpoint(leaves: list[Leaf], size: int) -> bytes:
    return Checkpoint(SIGNER.name, size, Tree(tuple(one.hash for one in leaves)).root(size)).signed(SIGNER)


def receipt(leaves: list[Leaf], index: int, size: int) -> Receipt:
    path = Tree(tuple(one.hash for one in leaves)).inclusion(index, size)
    return Receipt(index, path, checkpoint(leaves, size), leaves[index].body)


def exported() -> bytes:
    leaves = acts()
    receipts = {f"L.{index}": receipt(leaves, index, index + 1) for index in (1, 2)}
    return export(SIGNER, leaves, [checkpoint(leaves, size) for size in (2, 3, len(leaves))], receipts, TEXTS)


def verified(*words: str | Path) -> tuple[int, str]:
    """What the verifier says, and its exit code."""
    screen = StringIO()
    with contextlib.redirect_stdout(screen):
        code = verify.main([str(word) for word in words])
    return code, screen.getvalue()


def flips(target: Path, places: list[str]) -> list[tuple[int, str]]:
    program = [sys.executable, "-I", ROOT / "tests" / "record" / "flips.py", VERIFY, target, *places]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def chosen(size: int, count: int) -> list[tuple[int, int]]:
    chance = random.Random(count)
    return [(place, chance.randrange(8)) for place in chance.sample(range(size), count)]


def test_an_export_holds_and_says_what_it_holds(tmp_path: Path) -> None:
    """As a zip, as the folder it was unpacked to by the enclosed program, and as any zip program reads it."""
    data, leaves = exported(), acts()
    assert data == exported()
    (tmp_path / "export.zip").write_bytes(data)
    code, screen = verified(tmp_path / "export.zip", "--key", str(SIGNER.key))
    assert code == 0
    root = verify.b64encode(Tree(tuple(one.hash for one in leaves)).root()).decode()
    assert screen.splitlines() == [
        "log          records.example.int/fishing-gear",
        f"acts         {len(leaves)}, 1 of them taken out",
        "checkpoints  3",
        "receipts     2, and 0 that you hold",
        f"files        {len(TEXTS)}, {len(TEXTS) - 1} of them named in an act by their SHA-256",
        f"root         {root} of all {len(leaves)} acts",
        f"signed by    {SIGNER.key}",
        "All holds.",
    ]
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(f"files/{name}") for name in TEXTS} == TEXTS
        archive.extractall(tmp_path / "folder")
    enclosed = [sys.executable, "-I", "verify.py", "."]
    done = subprocess.run(enclosed, cwd=tmp_path / "folder", capture_output=True, text=True, check=True)
    assert done.stdout.endswith("All holds, if the key it is signed by is the one that was printed.\n")


@pytest.mark.nightly
def test_a_flipped_byte_of_an_archive_is_found_and_its_place_named(tmp_path: Path) -> None:
    """One bit flipped anywhere: the verifier refuses, and names the file, or the byte between files."""
    target, data = tmp_path / "export.zip", exported()
    target.write_bytes(data)
    places = chosen(len(data), times(50, 1_000))
    # Contents are most of the bytes: the head of a file, of the directory, and the end are tried whole.
    directory, head = data.index(b"PK\1\2"), dict(map(reversed, heads_of(data)))["manifest.note"]
    places += [(place, 0) for place in range(head, head + 43)]
    places += [(place, 7) for place in [*range(directory, directory + 56), *range(len(data) - 22, len(data))]]
    found = flips(target, [f"{place}:{bit}" for place, bit in places])
    for (place, bit), (code, screen) in zip(places, found, strict=True):
        assert code == 1, (place, bit, screen)
        head, name = max(entry for entry in heads_of(data) if entry[0] <= place)
        inside = place < directory and (name in screen or f"at byte {head}" in screen)
        near = any(0 <= place - int(byte) < 4 for byte in re.findall(r"at byte (\d+)", screen))
        assert inside or near, (place, bit, screen)


@pytest.mark.parametrize("change", ["shorter", "longer", "before", "empty", "another file", "compressed"])
def test_an_archive_that_was_made_over_is_found(change: str, tmp_path: Path) -> None:
    """Bytes before, behind or missing; a file more; the same files, packed by another program."""
    data, target = exported(), tmp_path / "export.zip"
    made = {"shorter": data[:-1], "longer": data + b"x", "before": b"x" + data, "empty": b""}
    target.write_bytes(made.get(change, data))
    if change not in made:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        files |= {"files/L.99.json": b"{}"} if change == "another file" else {}
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
    assert verified(target)[0] == 1


def test_a_record_signed_by_another_key_is_refused_by_the_printed_one(tmp_path: Path) -> None:
    """Whoever has no key of the log can make a whole record, but not one that is the log's."""
    leaves, forger = acts(), Signer(SIGNER.name, bytes(32))
    root = Tree(tuple(one.hash for one in leaves)).root()
    forged = export(forger, leaves, [Checkpoint(SIGNER.name, len(leaves), root).signed(forger)])
    (tmp_path / "export.zip").write_bytes(forged)
    code, screen = verified(tmp_path / "export.zip", "--key", str(SIGNER.key))
    assert code == 1
    assert f"its key.txt is {forger.key}, not the key that you gave" in screen


def heads_of(data: bytes) -> list[tuple[int, str]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(info.header_offset, info.filename) for info in archive.infolist()]


@pytest.mark.nightly
def test_a_flipped_byte_of_a_folder_is_found_and_its_place_named(tmp_path: Path) -> None:
    """The same, unpacked: the file is named, and the line of an act."""
    with zipfile.ZipFile(BytesIO(exported())) as archive:
        archive.extractall(tmp_path)
        files = {name: archive.read(name) for name in archive.namelist()}
    places = [(name, *chosen(len(data), 1)[0]) for name, data in files.items()]
    places += [("acts.ndjson", *place) for place in chosen(len(files["acts.ndjson"]), times(20, 500))]
    found = flips(tmp_path, [f"{name}:{place}:{bit}" for name, place, bit in places])
    for (name, place, bit), (code, screen) in zip(places, found, strict=True):
        assert code == 1, (name, place, bit, screen)
        assert name in screen
        if name == "acts.ndjson":
            line = files[name].count(b"\n", 0, place) + 1
            assert f"acts.ndjson, line {line}: not the act that was recorded" in screen or "acts, but" in screen


@pytest.mark.nightly
def test_a_foreign_library_finds_a_flipped_byte_of_the_acts() -> None:
    """pymerkle, over the lines of acts.ndjson alone, has the root that was signed, and never after a flip."""
    leaves = [one for one in acts() if one.body is not None]
    data = b"".join(one.body + b"\n" for one in leaves if one.body)
    root = Tree(tuple(one.hash for one in leaves)).root()
    assert foreign_root(data) == root
    for place, bit in chosen(len(data), times(50, 1_000)):
        flipped = bytearray(data)
        flipped[place] ^= 1 << bit
        assert foreign_root(bytes(flipped)) != root


def foreign_root(data: bytes) -> bytes:
    tree = InmemoryTree(algorithm="sha256")
    for line in data.split(b"\n")[:-1]:
        tree.append_entry(line)
    return tree.get_root()


def test_whoever_holds_a_receipt_finds_a_rewritten_record(tmp_path: Path) -> None:
    """A record written anew, with the log's own key, is whole in itself; a receipt of before contradicts it."""
    before, after = acts(), acts()
    after[1] = leaf({"verb": "table", "symbol": "L.1", "delegation": "USA"}, bytes(16))
    held, rewritten = tmp_path / "L.1.tlog-proof", tmp_path / "export.zip"
    held.write_bytes(receipt(before, 1, 2).written)
    rewritten.write_bytes(export(SIGNER, after, [checkpoint(after, len(after))]))
    assert verified(rewritten)[0] == 0
    code, screen = verified(rewritten, held)
    assert code == 1
    assert f"{held}: this log of {len(after)} acts does not continue the one of 2 that was signed" in screen
    assert verified(held, "--key", str(SIGNER.key))[0] == 0


def test_a_receipt_alone_says_what_was_recorded(tmp_path: Path) -> None:
    """With the printed key, a receipt needs neither us nor the record; without its act, it needs the record."""
    leaves, held = acts(), tmp_path / "mine.tlog-proof"
    mine = receipt(leaves, 0, 2)
    held.write_bytes(mine.written)
    code, screen = verified(held, "--key", str(SIGNER.key))
    assert code == 0
    assert "act 0, under the checkpoint of 2 acts" in screen
    assert "Открытие · افتتاح · 开幕" in screen
    held.write_bytes(Receipt(0, mine.path, mine.checkpoint).written)
    code, screen = verified(held, "--key", str(SIGNER.key))
    assert code == 1
    assert "check it beside an export" in screen


@pytest.mark.parametrize("words", [[], ["nix.zip"], ["."], [".", "."], ["--key"], [".", "--key", "a+b"]])
def test_misuse_is_told_apart(words: list[str], tmp_path: Path) -> None:
    """2 where the request makes no sense; a folder that is no export is a problem, not misuse."""
    here = [str(tmp_path) if word == "." else word for word in words]
    assert verified(*here)[0] == (1 if words == ["."] else 2)


def test_nothing_false_is_exported() -> None:
    leaves = acts()
    last, wrong = checkpoint(leaves, len(leaves)), checkpoint(leaves[1:], 2)
    cases: list[tuple[Mapping[str, object], type[Exception]]] = [
        ({"checkpoints": [last, wrong]}, Unproven),
        ({"checkpoints": [checkpoint(leaves, 2)]}, Unproven),
        ({"checkpoints": [last], "receipts": {"L.1": receipt(leaves[1:], 0, 2)}}, Unproven),
        ({"checkpoints": [last], "receipts": {"L.1": Receipt(99, (), last)}}, Unproven),
        ({"checkpoints": [last], "receipts": {"../L.1": receipt(leaves, 1, 2)}}, Misused),
        *(
            ({"checkpoints": [last], "files": {name: b""}}, Misused)
            for name in ("", "/a", "a//b", "../a", "a\\b", "a\n")
        ),
    ]
    for arguments, error in cases:
        with pytest.raises(error):
            export(SIGNER, leaves, **arguments)


def test_words_that_were_taken_out_are_nowhere() -> None:
    """A receipt that was given before still proves the act, but the export no longer says what it said."""
    leaves = acts()
    given = receipt(leaves, 1, 2)
    assert given.body is not None
    leaves[1] = redacted(leaves[1])
    data = export(SIGNER, leaves, [checkpoint(leaves, len(leaves))], {"L.1": given})
    assert given.body not in data
    assert verify.b64encode(given.body) not in data


@pytest.mark.parametrize("name", ED25519)
def test_the_verifiers_ed25519(name: str) -> None:
    """Known answers of RFC 8032; not with a bit flipped, nor with the order added to s."""
    _, public, message, signature = vector(name)
    assert verify.signed(public, message, signature)
    for place in range(64):
        flipped = bytearray(signature)
        flipped[place] ^= 1
        assert not verify.signed(public, message, bytes(flipped))
    assert not verify.signed(public, message + b"x", signature)
    assert not verify.signed(public, message, signature + b"\0")
    doubled = int.from_bytes(signature[32:], "little") + verify.ORDER
    assert not verify.signed(public, message, signature[:32] + doubled.to_bytes(32, "little"))


def test_the_verifiers_tree() -> None:
    """Known answers of RFC 6962, by the verifier's own code."""
    leaves = [sha256(b"\0" + bytes.fromhex(one)).digest() for one in LEAVES]
    assert [root.hex() for root in verify.roots(leaves)] == [sha256(b"").hexdigest(), *ROOTS]
    key = verify.Key(str(SIGNER.key))
    for (index, size), path in INCLUSION.items():
        note = Checkpoint(SIGNER.name, size, bytes.fromhex(ROOTS[size - 1])).signed(SIGNER)
        body = bytes.fromhex(LEAVES[index])
        written = Receipt(index, tuple(map(bytes.fromhex, path.split())), note, body).written
        assert verify.proved(written, key, []) == (index, body, size, bytes.fromhex(ROOTS[size - 1]))
        longer = Receipt(index, (*map(bytes.fromhex, path.split()), bytes(32)), note, body).written
        with pytest.raises(ValueError, match="the path does not lead"):
            verify.proved(longer, key, [])
