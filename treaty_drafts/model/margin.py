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
_BLANK = r"[^\S\u00a0]"
_WORD = rf"(?:[{_IDEOGRAPHS}]|(?:\u00a0|[^\s{_IDEOGRAPHS}])+)"
_JOINED = rf"(?<=[{_IDEOGRAPHS}]){_BLANK}+{_WORD}|{_BLANK}+[{_IDEOGRAPHS}]|{_BLANK}{{2,}}{_WORD}"
_TOKEN = re.compile(rf"{_WORD}(?:{_JOINED})*{_BLANK}*|{_BLANK}+")
_WIDE = re.compile("[\u1100-\U0010ffff]")


def tokens(text: str) -> list[str]:
    """Words with the blanks that follow them; each wide character is a word of its own.

    No line ends where more or less than a blank would be read back: beside a wide character, in a run of blanks.
    """
    return _TOKEN.findall(text)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if not _WIDE.search(text):
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
