"""Characters as XML: the one escaping that every writer here uses. `replace` is many times faster than `translate`."""

from __future__ import annotations

import re
from typing import Final

_needs_escape: Final = re.compile('[&<>"\t\n\r]').search


def text(chars: str) -> str:
    """Characters as the content of an element."""
    if "&" in chars or "<" in chars or ">" in chars or "\r" in chars:
        return chars.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return chars


def value(chars: str) -> str:
    """Characters as the value of an attribute, without the quotes."""
    if chars.isidentifier() or chars.isalnum() or not _needs_escape(chars):  # most values are ids
        return chars
    return text(chars).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")
