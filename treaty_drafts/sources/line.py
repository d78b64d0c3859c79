"""What every format reader hands to the structure lifter: lines of words, each with the hints that its format gave."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from treaty_drafts.model.tree import Mark, Provision, Text

Report: TypeAlias = "list[Finding]"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One thing that an import noticed: `line` of the source (from 1; 0 is the whole source), its kind, and what.

    A Word file has no lines; there it is the paragraph.
    """

    line: int
    kind: str
    message: str


class Line(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, heading or list item of the source.

    `number` is the source line on which it starts (of a Word file, the paragraph); `level` the heading level (0 for
    none); `depth` how many list items enclose it; `label` the list marker as typed (`12.`), `bullet` a marker without
    a number; `node` a table, with no words of its own in `text`.
    """

    number: int
    text: Text
    level: int = 0
    depth: int = 0
    label: str = ""
    bullet: bool = False
    node: Provision | None = None
    exact: bool = False
    """Whether the depth is no slip, and what looks like a number before the words is one of them."""


class Source(msgspec.Struct, frozen=True):
    """A source in lines: `title` where the format names one; `notes` that nothing calls, kept at the end."""

    lines: tuple[Line, ...]
    title: str = ""
    notes: tuple[Text, ...] = ()
    trusted: bool = False
    """Whether nesting and headings come from the format (Markdown, HTML) and not from the words alone."""
    language: str = ""
    """The BCP 47 tag of the language, where the source is sure to name it."""


def strip(text: Text) -> Text:
    """The text without blanks at its two ends."""
    chars = text.chars
    start = len(chars) - len(chars.lstrip())
    stop = len(chars.rstrip())
    if start == 0 and stop == len(chars):
        return text
    return text.slice(start, max(start, stop))


def respace(chars: str, marks: tuple[Mark, ...] = ()) -> Text:
    """Text with line breaks and tabs as blanks; nothing moves, so that marks stay where they are."""
    return Text(chars.translate(_BLANKS), marks)


_BLANKS = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\v": " ", "\f": " ", "\u2028": " ", "\u2029": " ", "\x85": " "}
)
