"""What a paragraph of a Word file is known by: wIds as names of bookmarks, and back (docs/profile/word.md)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

_plain = re.compile(r"\w{1,38}", re.ASCII).fullmatch


class Bookmarks:
    """Gives each wId the name of its bookmark: at most 40 letters, digits, underscores; no two differ only in case."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}

    def name(self, wid: str) -> str:
        """`w_` and the wId where it fits and no other wId of the same letters came before; else a digest of it."""
        if _plain(wid) and self._given.setdefault(wid.lower(), wid) == wid:
            return f"w_{wid}"
        return hashed(wid)


def hashed(wid: str) -> str:
    """`h_` and the first 32 hexadecimal digits of the wId's SHA-256."""
    return "h_" + hashlib.sha256(wid.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def wids_by_name(wids: Iterable[str]) -> Mapping[str, str]:
    """Every name that a bookmark of one of those wIds may have, with the wId."""
    found: dict[str, str] = {}
    for wid in wids:
        found[hashed(wid)] = wid
        if _plain(wid):
            found[f"w_{wid}"] = wid
    return found
