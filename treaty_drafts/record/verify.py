"""Checks an export of a treaty_drafts record, or a receipt. Needs Python 3.9 or later and nothing else: no network.

    python3 verify.py EXPORT [RECEIPT.tlog-proof …] [--key KEY]     EXPORT: the zip, or the folder it was unpacked to
    python3 verify.py RECEIPT.tlog-proof … --key KEY                without an export, KEY is needed

KEY is the log's public key as it was printed: name+id+key. Exit 0: all holds; 1: something does not; 2: misused.
"""

from __future__ import annotations

import json
import re
import struct
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256, sha512
from io import TextIOWrapper
from pathlib import Path
from zlib import crc32

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # of Ed25519 (RFC 8032, 5.1)
D = -121665 * pow(121666, -1, P) % P
REDACTED = b'{"redacted":true}'  # the line of an act that was taken out: its hash is kept in leaves.txt


def point(data: bytes) -> tuple[int, ...]:
    """The point that 32 bytes name (RFC 8032, 5.1.3)."""
    number = int.from_bytes(data, "little")
    y, odd = number % 2**255, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(data) != 32 or y >= P or x * x % P != square or odd > x:
        raise ValueError("no point of the curve")
    x = x if x % 2 == odd else P - x
    return x, y, 1, x * y % P


BASE = point(b"\x58" + b"\x66" * 31)  # B (RFC 8032, 5.1)


def add(one: tuple[int, ...], two: tuple[int, ...]) -> tuple[int, ...]:
    """The sum of two points (RFC 8032, 5.1.4)."""
    a, b = (one[1] - one[0]) * (two[1] - two[0]), (one[1] + one[0]) * (two[1] + two[0])
    c, d = 2 * D * one[3] * two[3], 2 * one[2] * two[2]
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is the key's: whether s·B − k·A is the point R (RFC 8032, 5.1.7)."""
    k = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    s = int.from_bytes(signature[32:], "little")
    x, y, z, t = point(public)
    total: tuple[int, ...] = (0, 1, 1, 0)
    minus = P - x, y, z, P - t
    steps = total, BASE, minus, add(BASE, minus)
    for bit in range(252, -1, -1):
        total, step = add(total, total), (s >> bit) % 2 + (k >> bit) % 2 * 2
        total = add(total, steps[step]) if step else total
    x, y = (part * pow(total[2], -1, P) % P for part in total[:2])
    return s < ORDER and (y + (x % 2 << 255)).to_bytes(32, "little") + signature[32:64] == signature


def decoded(text: str) -> bytes:
    """The bytes of base 64 written in the one right way."""
    data = b64decode(text, validate=True)
    if b64encode(data).decode() != text:
        raise ValueError("no base 64")
    return data


class Key:
    """The public key of a log, from `name+id+key`."""

    def __init__(self, text: str) -> None:
        self.name, self.mark, key = (*text.split("+", 2), "", "")[:3]
        self.text, self.public = text, decoded(key)[1:]
        if sha256(f"{self.name}\n\1".encode() + self.public).hexdigest()[:8] != self.mark or decoded(key)[:1] != b"\1":
            raise ValueError("no public key, or not as it was printed")

    def opens(self, note: bytes) -> str:
        """The text of a note, its signature checked (c2sp.org/signed-note)."""
        text, _, lines = note.decode().rpartition("\n\n")
        start = f"— {self.name} "
        found = [decoded(line[len(start) :]) for line in lines.split("\n") if line.startswith(start)]
        ours = [signature[4:] for signature in found if signature[:4].hex() == self.mark]
        if not ours or not all(signed(self.public, f"{text}\n".encode(), signature) for signature in ours):
            raise ValueError(f"not signed by {self.text}")
        return f"{text}\n"

    def checkpoint(self, note: bytes) -> tuple[int, bytes]:
        """The size and the root of the log by its checkpoint (c2sp.org/tlog-checkpoint)."""
        origin, size, root = self.opens(note).split("\n")[:3]
        if origin != self.name:
            raise ValueError(f"a checkpoint of {origin}, not of {self.name}")
        return int(size), decoded(root)


def proved(receipt: bytes, key: Key, leaves: list[bytes]) -> tuple[int, bytes | None, int, bytes]:
    """What a receipt (c2sp.org/tlog-proof) proves: act number `index` with that body is under the `root` at `size`."""
    head, _, note = receipt.partition(b"\n\n")
    first, *lines = head.decode().split("\n")
    body = decoded(lines.pop(0)[6:]) if lines and lines[0].startswith("extra ") else None
    if first != "c2sp.org/tlog-proof@v1" or not lines or not re.fullmatch("index (0|[1-9][0-9]*)", lines[0]):
        raise ValueError("no receipt")
    index, (size, root) = int(lines[0][6:]), key.checkpoint(note)
    if body is None and index >= len(leaves):
        raise ValueError("the receipt does not hold its act: check it beside an export")
    node, place, last = leaves[index] if body is None else sha256(b"\0" + body).digest(), index, size - 1
    for sibling in map(decoded, lines[1:]):  # RFC 9162, 2.1.3.2
        right = place % 2 or place == last
        node = sha256(b"\1" + (sibling + node if right else node + sibling)).digest() if last else b""
        while right and place and not place % 2:
            place, last = place // 2, last // 2
        place, last = place // 2, last // 2
    if index >= size or last or node != root:
        raise ValueError("the path does not lead from the act to the root")
    return index, body, size, root


def roots(leaves: list[bytes]) -> Iterator[bytes]:
    """The root of the log at each size, from 0 (RFC 9162, 2.1.1)."""
    stack: list[bytes] = []
    yield sha256(b"").digest()
    for size, node in enumerate(leaves):
        while size % 2:
            node, size = sha256(b"\1" + stack.pop() + node).digest(), size // 2
        stack.append(node)
        for left in stack[-2::-1]:
            node = sha256(b"\1" + left + node).digest()
        yield node


def archive(files: Mapping[str, bytes]) -> bytes:
    """The zip of those files, the same bytes everywhere: as they are, in order of name, of 1980, nothing else."""
    body, index = bytearray(), bytearray()
    for name, data in sorted(files.items()):
        path = name.encode()
        facts = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, 33, crc32(data), len(data), len(data), len(path), 0)
        index += b"PK\1\2\x14\3" + facts + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(body)) + path
        body += b"PK\3\4" + facts + path + data
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(files), len(files), len(index), len(body), 0)
    return bytes(body + index + end)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of such a zip, by name."""
    files, before, start = {}, 0, 0
    while data[start : start + 4] == b"PK\3\4" and start + 30 < len(data):
        size, name, extra = struct.unpack_from("<IHH", data, start + 22)
        before, start = start, start + 30 + name + extra + size
        files[data[before + 30 : before + 30 + name].decode(errors="replace")] = data[start - size : start]
    if data[start : start + 4] != b"PK\1\2":
        raise ValueError(f"damaged at byte {start}, or in the lengths at byte {before}")
    return files


class Problems(list[str]):
    """What does not hold, each with its place."""

    @contextmanager
    def at(self, place: str) -> Iterator[None]:
        """Whatever is refused inside is a problem of that place."""
        try:
            yield
        except (ValueError, OSError) as error:
            self.append(f"{place}: {error}")


def manifest(files: Mapping[str, bytes], key: Key, problems: Problems) -> None:
    """The manifest is the one that the log's key signed, and every file is the one that it lists."""
    note, listing = files.get("manifest.note", b""), files.get("manifest.json", b"")
    with problems.at("manifest.note"):
        text = f"treaty-drafts/export@v1\n{key.name}\n{sha256(listing).hexdigest()}\n"
        if key.opens(note) != text or note.count(b"\n") != 5:
            raise ValueError("signed for another manifest.json")
        listed = json.loads(listing)["files"]
        for name in sorted(listed.keys() | files.keys() - {"manifest.json", "manifest.note"}):
            if name not in files or name not in listed:
                problems.append(f"{name}: " + ("not in the manifest" if name in files else "missing"))
            elif sha256(files[name]).hexdigest() != listed[name]:
                problems.append(f"{name}: not the file that was exported")


def acts(files: Mapping[str, bytes], problems: Problems) -> list[bytes]:
    """Every act is the one whose hash was kept; those hashes."""
    lines, leaves = files.get("acts.ndjson", b"").split(b"\n")[:-1], []
    with problems.at("leaves.txt"):
        leaves = [bytes.fromhex(line) for line in files.get("leaves.txt", b"").decode().split("\n")[:-1]]
    if len(lines) != len(leaves):
        problems.append(f"acts.ndjson: {len(lines)} acts, but leaves.txt has {len(leaves)}")
    for number, (line, leaf) in enumerate(zip(lines, leaves), 1):  # noqa: B905 - Python 3.9 has no `strict`
        if line != REDACTED and sha256(b"\0" + line).digest() != leaf:
            problems.append(f"acts.ndjson, line {number}: not the act that was recorded")
    return leaves


def check(files: Mapping[str, bytes], key: Key, held: Mapping[str, bytes], problems: Problems) -> str:
    """Everything about an export, and the receipts that others hold of its log; what it says of itself."""
    manifest(files, key, problems)
    leaves = acts(files, problems)
    tops, covered = list(roots(leaves)), {-1}

    def continues(size: int, root: bytes) -> int:
        if size > len(leaves) or tops[size] != root:
            raise ValueError(f"this log of {len(leaves)} acts does not continue the one of {size} that was signed")
        return size

    notes = [(name, data) for name, data in sorted(files.items()) if name.startswith("checkpoints/")]
    receipts = [(name, data) for name, data in sorted(files.items()) if name.startswith("receipts/")]
    for name, data in notes:
        with problems.at(name):
            covered.add(continues(*key.checkpoint(data)))
    for name, data in [*receipts, *held.items()]:
        with problems.at(name):
            continues(*proved(data, key, leaves)[2:])
    if len(leaves) not in covered:
        problems.append(f"checkpoints: none covers all {len(leaves)} acts")
    named = set(re.findall(rb"[0-9a-f]{64}", files.get("acts.ndjson", b"")))
    texts = [sha256(data).hexdigest().encode() in named for name, data in files.items() if name.startswith("files/")]
    gone = files.get("acts.ndjson", b"").split(b"\n").count(REDACTED)
    return (
        f"log          {key.name}\n"
        f"acts         {len(leaves)}, {gone} of them taken out\n"
        f"checkpoints  {len(notes)}\n"
        f"receipts     {len(receipts)}, and {len(held)} that you hold\n"
        f"files        {len(texts)}, {sum(texts)} of them named in an act by their SHA-256\n"
        f"root         {b64encode(tops[-1]).decode()} of all {len(leaves)} acts\n"
        f"signed by    {key.text}"
    )


def report(export: Path, key: Key | None, held: Mapping[str, bytes], problems: Problems) -> str:
    """What an export says, checked from its first byte to its last."""
    if export.is_dir():
        places = [place for place in export.rglob("*") if place.is_file()]
        files = {place.relative_to(export).as_posix(): place.read_bytes() for place in places}
    else:
        files = unpacked(export.read_bytes())
    try:
        printed = Key(files.get("key.txt", b"").decode()[:-1])
    except ValueError as error:
        raise ValueError(f"key.txt: {error}") from error
    if key and key.text != printed.text:
        raise ValueError(f"its key.txt is {printed.text}, not the key that you gave")
    text = check(files, printed, held, problems)
    if not problems and not export.is_dir() and export.read_bytes() != archive(files):
        pairs = enumerate(zip(export.read_bytes(), archive(files)))  # noqa: B905 - as above
        place = next((at for at, (is_, was) in pairs if is_ != was), "the end")
        raise ValueError(f"changed at byte {place}, between its files")
    return text


def main(words: list[str]) -> int:
    """What the command does; its exit code."""
    given = words.pop(words.index("--key") + 1) if "--key" in words[:-1] else ""
    paths = [Path(word) for word in words if word != "--key"]
    exports = [path for path in paths if path.suffix != ".tlog-proof"]
    misused, problems, held = Problems(f"there is no {path}" for path in exports if not path.exists()), Problems(), {}
    with misused.at("--key"):
        key = Key(given) if given else None
    for path in paths:
        with misused.at("receipt"):
            held.update({} if path in exports else {str(path): path.read_bytes()})
    if misused or not paths or len(exports) > 1 or not (exports or given):
        print(__doc__, *misused, sep="\n")
        return 2
    if exports:
        with problems.at(str(exports[0])):
            print(report(exports[0], key, held, problems))
    elif key:
        for name, receipt in held.items():
            with problems.at(name):
                index, body, size, _ = proved(receipt, key, [])
                print(f"{name}: act {index}, under the checkpoint of {size} acts\n{(body or b'').decode()}")
    if problems:
        print(*problems, f"This is not what was signed: {len(problems)} problem(s)", sep="\n")
        return 1
    print("All holds." if given else "All holds, if the key it is signed by is the one that was printed.")
    return 0


if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # acts are in any script, screens are not
    sys.exit(main(sys.argv[1:]))
