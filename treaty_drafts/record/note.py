"""Signed notes and checkpoints, as C2SP writes them: text that a person can read, print and compare.

A note is a text and lines of signatures (https://c2sp.org/signed-note). A checkpoint is a note of three lines: which
log, how many leaves, which root (https://c2sp.org/tlog-checkpoint). Keys are Ed25519, written as by Go's `sumdb/note`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from treaty_drafts.errors import Misused, SourceError, TooLarge, Unproven

_ED25519 = b"\1"
"""The signature type, as the note specification numbers it."""

_LARGEST = 1_000_000
"""Bytes of a note; any real one has a few hundred."""

_DASH = "— "


class Key(msgspec.Struct, frozen=True):
    """A public key by the name of the log that it signs for; as text `name+id+key`, the form in which it is printed."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name.isprintable() or self.name != "".join(self.name.split()) or "+" in self.name or not self.name:
            raise Misused(f"`{self.name}` cannot name a key", step="like `records.example.int/rivers`: no blanks, no +")
        if len(self.public) != 32:
            raise Misused(f"an Ed25519 key has 32 bytes, not {len(self.public)}", step="take the whole key")

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart: an identifier, no proof."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(_ED25519 + self.public)}"

    @classmethod
    def read(cls, text: str) -> Key:
        """The key that is written so; `SourceError` where that is none, or one with a slip of the pen."""
        try:
            name, _, key = text.split("+", 2)
            found = cls(name, decoded(key)[1:])
        except (ValueError, Misused) as error:
            raise _no_key(text) from error
        if str(found) != text:
            raise _no_key(text)
        return found

    def signed(self, signature: bytes, text: str) -> bool:
        """Whether the 64 bytes are this key's signature of the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


class Signer(msgspec.Struct, frozen=True):
    """A private key: 32 bytes from a source of chance above this layer. It never prints itself.

    Logs may share one: each signs under its own name, which is in the key's id and in every text that is signed.
    """

    name: str
    seed: bytes

    def __post_init__(self) -> None:
        if len(self.seed) != 32:
            raise Misused(f"a private key has 32 bytes, not {len(self.seed)}", step="take secrets.token_bytes(32)")

    @property
    def key(self) -> Key:
        """The public key that belongs to it."""
        return Key(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"

    @property
    def secret(self) -> str:
        """The private key as text, for the one file that keeps it."""
        return f"PRIVATE+KEY+{self.name}+{self.key.id.hex()}+{encoded(_ED25519 + self.seed)}"

    @classmethod
    def read(cls, secret: str) -> Signer:
        """The signer whose `secret` this is; `SourceError`, which does not repeat it, where it is none."""
        try:
            *_, name, _, seed = secret.split("+", 4)
            found = cls(name, decoded(seed)[1:])
            whole = found.secret == secret
        except (ValueError, Misused):
            whole = False
        if not whole:
            raise SourceError("this is no private key of a log", step="take the file that `init` wrote, whole")
        return found


def signed(text: str, signer: Signer) -> bytes:
    """The note of that text with the signer's signature. The text ends with a line break and has no other control."""
    if not text.endswith("\n") or _controls(text):
        raise Misused("a note is lines of text", step="end it with a line break, and use no other control character")
    signature = Ed25519PrivateKey.from_private_bytes(signer.seed).sign(text.encode())
    return f"{text}\n{_DASH}{signer.name} {encoded(signer.key.id + signature)}\n".encode()


def opened(note: bytes, key: Key) -> str:
    """The text of a note that the key signed. Others may have signed it too: what they say is not looked at.

    `SourceError` where it is no note, `Unproven` where the key's signature is missing or wrong.
    """
    text, signatures = _parted(note)
    ours = [signature for name, signature in signatures if name == key.name and signature[:4] == key.id]
    if not ours:
        raise Unproven(f"the note is not signed by {key}", step="ask for the key of the log that it comes from")
    if not all(key.signed(signature[4:], text) for signature in ours):
        raise Unproven(f"the signature of {key.name} is wrong", step="the note was changed: get it again, and compare")
    return text


def _parted(note: bytes) -> tuple[str, list[tuple[str, bytes]]]:
    """The text of a note, and its signatures by the names of their keys, unchecked."""
    if len(note) > _LARGEST:
        raise TooLarge(f"a note of {len(note):,} bytes", step=f"notes have up to {_LARGEST:,}")
    try:
        text, parted, lines = note.decode().rpartition("\n\n")
        if not parted or not lines.endswith("\n") or _controls(text + lines):
            raise _no_note()
        signatures = []
        for line in lines[:-1].split("\n"):
            dash, name, signature = line[:2], *line[2:].split(" ")
            if dash != _DASH or not name or len(decoded(signature)) < 5:
                raise _no_note()
            signatures.append((name, decoded(signature)))
    except ValueError as error:
        raise _no_note() from error
    return text + "\n", signatures


class Checkpoint(msgspec.Struct, frozen=True):
    """What a log says of itself at one size: these leaves, in this order, have this root."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"

    def signed(self, signer: Signer) -> bytes:
        """The checkpoint as a note, signed for the log."""
        if signer.name != self.origin:
            raise Misused(f"a key of {signer.name} does not sign for {self.origin}", step="take the log's own key")
        return signed(self.text, signer)

    @classmethod
    def opened(cls, note: bytes, key: Key) -> Checkpoint:
        """The checkpoint in a note that the log's key signed; errors as for `opened`.

        Lines after the third are for others and are not looked at.
        """
        text = opened(note, key)
        try:
            origin, size, root, _ = text.split("\n", 3)
            found = cls(origin, int(size), decoded(root))
        except ValueError as error:
            raise _no_checkpoint() from error
        if not text.startswith(found.text) or origin != key.name or found.size < 0 or len(found.root) != 32:
            raise _no_checkpoint()
        return found


def encoded(data: bytes) -> str:
    """Base 64, as notes use it (RFC 4648, section 4)."""
    return b64encode(data).decode()


def decoded(text: str) -> bytes:
    """The bytes of that base 64; `ValueError` where it is none, or not the one way to write them."""
    data = b64decode(text, validate=True)
    if encoded(data) != text:
        raise NotBase64("bits are set that say nothing")
    return data


def _controls(text: str) -> bool:
    return any(char < " " and char != "\n" for char in text)


def _no_key(text: str) -> SourceError:
    return SourceError(f"`{text:.80}` is no key of a log", step="take the whole line, as it is printed: name+id+key")


def _no_note() -> SourceError:
    return SourceError("this is no signed note", step="take the file as it was sent, byte for byte")


def _no_checkpoint() -> SourceError:
    return SourceError("this note is no checkpoint of the log", step="it has three lines: origin, size, root")
