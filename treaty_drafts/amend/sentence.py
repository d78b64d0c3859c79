"""What an instruction is made of: words, places and quotations, so that a document can mark each up as what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, TypeAlias

import msgspec

from treaty_drafts.model.tree import ATOM, Block, Node, Opaque, Provision, blocks, walk, words_of

Kind: TypeAlias = Literal["words", "place", "context", "old", "new", "provisions"]


class Part(msgspec.Struct, frozen=True, gc=False):
    """A piece of an instruction: plain words, a place, quoted words (`context` stays), or quoted provisions.

    A place is the provision `wid`, or the neighbours from there to `upto`.
    """

    kind: Kind
    text: str = ""
    wid: str = ""
    upto: str = ""
    provisions: tuple[Node, ...] = ()


Parts: TypeAlias = tuple[Part, ...]
"""A sentence, in its order."""

_BLANK: Final = re.compile(r"([^{]*)(?:\{(\w+)\})?")


def filled(said: str, **parts: Part | tuple[Part, ...]) -> Parts:
    """The sentence with its blanks filled in; its first letter is a capital."""
    filled: list[Part] = []
    for words, blank in _pieces(said):
        if words.text:
            filled.append(words)
        if blank:
            part = parts[blank]
            filled += part if isinstance(part, tuple) else (part,)
    first = filled[0]
    initial = first.text[:1]
    if initial != initial.upper():
        filled[0] = msgspec.structs.replace(first, text=initial.upper() + first.text[1:])
    return tuple(filled)


@cache
def _pieces(said: str) -> list[tuple[Part, str]]:
    """The words before each blank of a sentence, and the name of the blank."""
    return [(Part("words", words), blank) for words, blank in _BLANK.findall(said)]


def printed(parts: Parts, quotes: tuple[str, str]) -> str:
    """The instruction in characters."""
    return "".join(_printed(part, quotes) for part in parts)


def _printed(part: Part, quotes: tuple[str, str]) -> str:
    if part.kind in ("old", "new", "context"):
        return f"{quotes[0]}{part.text.replace(ATOM, '')}{quotes[1]}"
    if part.kind == "provisions":
        return "".join(f"\n{line}" for node in part.provisions if not isinstance(node, Opaque) for line in _lines(node))
    return part.text


def _lines(provision: Provision | Block) -> Iterator[str]:
    """The texts of a provision, each number on the line of the text that it stands before."""
    if provision.name in ("table", "tr"):
        yield from _rows(provision)
        return
    lead = ""
    for block in blocks(provision):
        text = block.text.chars.strip()
        if block.name == "num":
            lead += f"{text} "
        elif text:
            yield lead + text
            lead = ""
    if lead:
        yield lead.rstrip()


def _rows(table: Provision | Block) -> Iterator[str]:
    """The rows of a table, or one, each with its cells in a line."""
    for row in walk(table):
        if isinstance(row, Provision) and row.name == "tr":
            cells = (words_of(cell) for cell in row.children if not isinstance(cell, Opaque))
            yield " | ".join(" ".join(cell.split()) for cell in cells)
