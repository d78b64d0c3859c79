"""Characters as XML: the one escaping that every writer here uses."""

from __future__ import annotations

import re
from typing import Final

_TEXT: Final = re.compile("[&<>\r]").search
_VALUE: Final = re.compile('[&<>"\t\n\r]').search
_TEXT_TABLE: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE_TABLE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def text(chars: str) -> str:
    """Characters as the content of an element."""
    return chars.translate(_TEXT_TABLE) if _TEXT(chars) else chars


def value(chars: str) -> str:
    """Characters as the value of an attribute, without the quotes."""
    return chars.translate(_VALUE_TABLE) if _VALUE(chars) else chars
