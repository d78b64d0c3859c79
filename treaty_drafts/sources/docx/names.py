"""Names of WordprocessingML (ISO/IEC 29500-1), and how a property is read."""

from __future__ import annotations

from typing import Final

from lxml import etree

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
W: Final = f"{{{MAIN}}}"
VAL: Final = f"{W}val"
ID: Final = f"{W}id"
AUTHOR: Final = f"{W}author"

_OFF = frozenset(("0", "false", "off", "none"))


def value(holder: etree._Element | None, name: str) -> str:
    """The `w:val` of the child `w:name`, or the empty string."""
    child = None if holder is None else holder.find(W + name)
    return "" if child is None else child.get(VAL, "")


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle such as `w:b` is there and on (17.17.4)."""
    return element is not None and element.get(VAL, "1") not in _OFF


def integer(written: str, default: int = 0) -> int:
    """A number as an attribute has it; the default for what is none, or too large to be meant."""
    digits = written.removeprefix("-")
    return int(written) if digits.isascii() and digits.isdigit() and len(digits) < 9 else default
