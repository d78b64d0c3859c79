"""Known answers: the tree of RFC 6962 and 9162, Ed25519 of RFC 8032, the notes of Go, the JSON of RFC 8785."""

from __future__ import annotations

import pytest

from treaty_drafts.errors import Misused, SourceError, Unproven
from treaty_drafts.record import EMPTY, Frontier, Key, Signer, Tree, canonical, consistent, included, leaf_hash, opened
from treaty_drafts.record import signed as sign

# The eight leaves of certificate-transparency's tests, and the roots of the first one, two … eight of them.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = """
    6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
    fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
    aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
    d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
    4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
    76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
    ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
    5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328
""".split()
TREE = Tree(tuple(leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES))

INCLUSION = {
    (0, 1): "",
    (0, 8): """96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7
               5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e
               6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4""",
    (5, 8): """bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b
               ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0
               d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7""",
    (2, 3): "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    (1, 5): """6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
               5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e
               bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b""",
}
CONSISTENCY = {
    (1, 1): "",
    (1, 8): """96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7
               5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e
               6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4""",
    (6, 8): """0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a
               ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0
               d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7""",
    (2, 5): """5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e
               bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b""",
    (6, 7): """0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a
               b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f
               d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7""",
}

# RFC 8032, section 7.1: seed, public key, message, signature.
ED25519 = {
    "test 1": """9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60
                 d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a
                 -
                 e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
                 5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b""",
    "test 2": """4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb
                 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c
                 72
                 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
                 085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00""",
    "test 3": """c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7
                 fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025
                 af82
                 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
                 18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a""",
    "test SHA(abc)": """833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42
                 ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf
                 ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
                 dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589
                 09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704""",
}

# golang.org/x/mod/sumdb/note, note_test.go.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETERS_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}".encode()


def hashes(text: str) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(word) for word in text.split())


def vector(name: str) -> tuple[bytes, bytes, bytes, bytes]:
    seed, public, message, *signature = ED25519[name].split()
    return (*hashes(f"{seed} {public}"), bytes.fromhex(message.strip("-")), bytes.fromhex("".join(signature)))


def test_roots() -> None:
    frontier = Frontier()
    assert frontier.root == Tree(()).root() == EMPTY
    for size, root in enumerate(ROOTS, 1):
        frontier = frontier.append(TREE.leaves[size - 1])
        assert TREE.root(size).hex() == frontier.root.hex() == root


@pytest.mark.parametrize("place", INCLUSION)
def test_inclusion(place: tuple[int, int]) -> None:
    index, size = place
    path = hashes(INCLUSION[place])
    assert TREE.inclusion(index, size) == path
    assert included(TREE.leaves[index], index, size, path, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize("sizes", CONSISTENCY)
def test_consistency(sizes: tuple[int, int]) -> None:
    old, new = sizes
    path = hashes(CONSISTENCY[sizes])
    assert TREE.consistency(old, new) == path
    assert consistent(old, bytes.fromhex(ROOTS[old - 1]), new, bytes.fromhex(ROOTS[new - 1]), path)


@pytest.mark.parametrize("name", ED25519)
def test_ed25519(name: str) -> None:
    """The library signs as the standard says; the messages are no text, so the note is not asked."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    seed, public, message, signature = vector(name)
    assert Signer("a.example", seed).key.public == public
    assert Ed25519PrivateKey.from_private_bytes(seed).sign(message) == signature


def test_a_note_of_go() -> None:
    """Keys and notes are read and written byte for byte as Go does."""
    signer = Signer.read(PETERS_SECRET)
    assert str(signer.key) == PETER
    assert signer.secret == PETERS_SECRET
    assert PETERS_SECRET[-20:] not in repr(signer)
    assert sign(TEXT, signer) == NOTE
    assert opened(NOTE, Key.read(PETER)) == TEXT


def test_a_note_with_strangers_signatures_is_read() -> None:
    """Unknown signatures are passed over, also one under our name with another id."""
    others = "— a.example AAAAAWFi\n", "— PeterNeumann AAAAAWFi\n"
    note = f"{TEXT}\n{others[0]}{SIGNATURE}{others[1]}".encode()
    assert opened(note, Key.read(PETER)) == TEXT
    with pytest.raises(Unproven, match="not signed by PeterNeumann"):
        opened(f"{TEXT}\n{others[0]}{others[1]}".encode(), Key.read(PETER))


def test_a_mangled_key_is_no_key() -> None:
    """As Go's test has it: no part of a key is a key, and none with another character."""
    for start in range(len(PETER)):
        for stop in range(start + 1, len(PETER) + 1):
            if stop - start < len(PETER):
                with pytest.raises(SourceError):
                    Key.read(PETER[start:stop])
    for place, char in enumerate(PETER):
        with pytest.raises(SourceError):
            Key.read(PETER[:place] + chr(ord(char) + 1) + PETER[place + 1 :])


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"a\n",
        TEXT.encode(),
        f"{TEXT}\n".encode(),
        f"{TEXT}{SIGNATURE}".encode(),
        NOTE[:-1],
        NOTE + b"x",
        NOTE.replace(b"problem", b"prob\rlem"),
        NOTE.replace(b"problem", b"prob\xfflem"),
        NOTE.replace("— ".encode(), b"- "),
        NOTE.replace(b"AM=\n", b"AN=\n"),
        NOTE.replace(b"AM=\n", b"AM\n"),
        NOTE.replace(b"PeterNeumann ", b""),
    ],
)
def test_what_is_no_note(note: bytes) -> None:
    with pytest.raises(SourceError):
        opened(note, Key.read(PETER))


def test_canonical_json() -> None:
    """The sorting example of RFC 8785 (3.2.3), its escapes (3.2.2.2), and what has no place in an act."""
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7}
    assert canonical(value).decode() == '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'
    assert canonical(['\x00\x1f\b\t\n\f\r"\\/\x7f€', None, True, -1]).decode() == (
        '["\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/\x7f€",null,true,-1]'
    )
    for wrong in (0.5, 2**53, float("nan"), b"", {1: 2}, "\ud800", {"\udc00": 1}, object()):
        with pytest.raises(Misused):
            canonical({"act": [wrong]})
