"""Which text a rendition shows, exactly, in as many digits as a person compares."""

from __future__ import annotations

from treaty_drafts import akn
from treaty_drafts.akn.write import digest_of_bytes
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.compilation import Compilation
from treaty_drafts.compilation import write as write_compilation
from treaty_drafts.model.version import Version
from treaty_drafts.render.sources import Compiled

DIGITS = 16
"""Hexadecimal digits of a fingerprint: enough that no two texts of one negotiation share it by chance."""


def fingerprint(source: Version | Comparison | Compiled) -> str:
    """`sha256:` and the first digits of the digest of the file as this program writes it; two where two are compared.

    Of a compilation it is the digest of its own file, base and amendments included.
    """
    if isinstance(source, Comparison):
        return f"{_short(akn.digest(source.base))} → {_short(akn.digest(source.target)).removeprefix('sha256:')}"
    if isinstance(source, Compilation):
        return _short(digest_of_bytes(write_compilation(source)))
    return _short(akn.digest(source if isinstance(source, Version) else source.base))


def _short(digest: str) -> str:
    return digest[: len("sha256:") + DIGITS]
