"""Signs without square brackets that a text is not settled: blanks, braces, and branches that say `No text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treaty_drafts.brackets.standing import Anchor, Sign, SignKind
from treaty_drafts.model.tree import Block
from treaty_drafts.model.version import Version

_SIGN = re.compile(
    r"(?P<blank>#{2,}|_{3,}|(?<![\w.])-/[A-Z]{2,4}\.\d+|\b(?:20|19)?X{2,}\b)"
    r"|(?P<braces>\{[^{}]{1,300}\})|(?P<null>\A\W*(?:option \w+\W*)?no text\b)",
    re.IGNORECASE,
)
_HINT = re.compile(r"[#_{]|-/|xx|no text", re.IGNORECASE)
_IN_BRACES: tuple[tuple[SignKind, re.Pattern[str]], ...] = (
    ("placeholder", re.compile(r"\W*place ?-?holder\b", re.IGNORECASE)),
    (
        "instruction",
        re.compile(r"\W*(?:add|insert|move|moved|placement|delete|to be|applies|apply|same|see)\b", re.IGNORECASE),
    ),
)


def signs_of(version: Version) -> tuple[Sign, ...]:
    """The signs in document order; offsets are code points, a brace's glyphs included."""
    found = (node for node in version.index.values() if isinstance(node, Block))
    return tuple(sign for block in found if _HINT.search(block.text.chars) for sign in _signs(block))


def _signs(block: Block) -> Iterator[Sign]:
    chars = block.text.chars
    for found in _SIGN.finditer(chars):
        start, stop = found.span()
        if chars[start - 1 : start] != "[" or chars[stop : stop + 1] != "]":
            yield Sign(_kind(found), Anchor(block.wid, start), Anchor(block.wid, stop), found[0])


def _kind(found: re.Match[str]) -> SignKind:
    if found["braces"]:
        return next((kind for kind, form in _IN_BRACES if form.match(found["braces"])), "label")
    return "blank" if found["blank"] else "null"
