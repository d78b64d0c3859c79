"""Characters as XML: the one escaping that every writer here uses."""

from __future__ import annotations

from typing import Final

_TEXT_TABLE: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE_TABLE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def text(chars: str) -> str:
    """Characters as the content of an element."""
    if "&" in chars or "<" in chars or ">" in chars or "\r" in chars:
        return chars.translate(_TEXT_TABLE)
    return chars


def value(chars: str) -> str:
    """Characters as the value of an attribute, without the quotes."""
    if chars.isidentifier() or chars.isalnum():  # most values are ids
        return chars
    return chars.translate(_VALUE_TABLE)
