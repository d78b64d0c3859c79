"""The margin of plain text as we write it: how wide its lines are, and where one may end."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WIDTH: Final = 88
"""Columns of a line."""
RULE: Final = "-" * 20
"""The line above the footnotes."""

_IDEOGRAPHS = r"\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60"
_TOKEN = re.compile(rf"[{_IDEOGRAPHS}]|[^\s{_IDEOGRAPHS}]+\s*|\s+")
_WIDE = re.compile("[\u1100-\U0010ffff]")


def tokens(text: str) -> list[str]:
    """Words with the blanks that follow them; each wide character is a word of its own."""
    return _TOKEN.findall(text)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if not _WIDE.search(text):
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
