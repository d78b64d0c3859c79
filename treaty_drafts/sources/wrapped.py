"""A plain text that we wrote and somebody edited: lines that its margin broke are one again, footnotes are notes.

Plain text has no room for a mark that says whose it is. It is told by what hardly any other text has: in nearly all
places where a line ends within a paragraph, the next word would have passed our margin; or footnotes stand under our
rule, each of them called once above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import msgspec

from treaty_drafts.model.margin import RULE, WIDTH, columns, tokens
from treaty_drafts.model.tree import ATOM, Mark, Text, join
from treaty_drafts.sources.labels import Key, label_at
from treaty_drafts.sources.line import Finding, Line, Report, Source
from treaty_drafts.sources.notes import Notes
from treaty_drafts.sources.placed import placed

_TITLE = WIDTH - 8
"""Columns of a title, which stands in the middle."""
_HEADING = 2
"""The level of a heading: which unit it heads is told by its number, and its title alone is a section's."""
_LAST: Key = (10_000,)
_LEAST = 8
"""Lines that the margin broke, fewer of which could be chance."""
_CALL = re.compile(r"\[\^([^\]\s]{1,999}+)\]")  # as in `inline`
_NOTE = re.compile(r"\[\^([^\]\s]+)\] ")
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60]")
_INDENT = "    "
Begins: TypeAlias = Callable[[str, str, int], bool]
"""Whether a line begins a paragraph under one that has no blank line after it, in a text of that margin."""


class _Block(NamedTuple):
    """Lines without a blank one among them, and the number of the first."""

    number: int
    lines: list[str]
    apart: bool
    """Whether more than one blank line stands before, as before our headings."""

    centred: bool = False


def read_wrapped(text: str, begins: Begins, report: Report) -> Source | None:
    """The lines of a plain text of ours; None where it is not sure to be one."""
    blocks = _blocks(text)
    rule = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].lines == [RULE]), len(blocks))
    above, below = blocks[:rule], blocks[rule + 1 :]
    noted = bool(below) and _are_notes(above, below)
    if not noted:
        above, below = blocks, []
    if not noted and not _broken_by_us(blocks):
        return None
    notes = Notes(report)
    label = ""
    for block in below:
        words = _joined(block.lines)
        found = _NOTE.match(words)
        if found is None:
            notes.defined[label][-1][1].append(Text(words))
        else:
            label = found[1]
            notes.define(label, block.number, [Text(words[found.end() :])])
    lines = _headed([line for block in above for line in _lines(block, begins, notes)])
    what = (
        "a plain text of ours: lines that its margin broke are one again, footnotes under its rule stand at their calls"
    )
    report.append(Finding(0, "page", what))
    return Source(tuple(lines), "", notes.uncalled(), trusted=True)


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    blank = 1
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if not line:
            blank += 1
            continue
        if blank:
            blocks.append(_Block(number, [line], blank > 1))
        else:
            blocks[-1].lines.append(line)
        blank = 0
    for at in _titles(blocks):
        blocks[at] = blocks[at]._replace(centred=True)
    return blocks


def _titles(blocks: list[_Block]) -> Iterator[int]:
    """Which blocks stand in the middle of the page; once one is indented that does not, what may look so is chance."""
    for at, block in enumerate(blocks):
        if any(_indent(one) for one in block.lines):
            if any(one != one.strip().center(WIDTH).rstrip() for one in block.lines):
                return
            yield at


def _are_notes(above: list[_Block], below: list[_Block]) -> bool:
    """Whether all under the rule is footnotes, called above it at most once: an editor may have taken a call out."""
    starts = [_NOTE.match(block.lines[0]) for block in below]
    if starts[0] is None or not all(
        one or block.lines[0].startswith(_INDENT) for one, block in zip(starts, below, strict=True)
    ):
        return False
    labels = [one[1] for one in starts if one]
    calls = [label for block in above for label in _CALL.findall(_joined(block.lines))]
    return set(calls) <= set(labels) and len(set(labels)) == len(labels) and len(set(calls)) == len(calls)


def _broken_by_us(blocks: list[_Block]) -> bool:
    """Whether our margin broke the lines; under a title in our middle, fewer show it."""
    found = [
        _full(one, after, block) and _reach(one, block) <= _margin(block)
        for block in blocks
        for one, after in pairwise(block.lines)
    ]
    full, other = sum(found), found.count(False)
    titled = bool(blocks) and blocks[0].centred and blocks[0].lines[0].startswith(_INDENT)
    return full >= (1 if titled else _LEAST) and other <= max(full // 10, int(titled and full > 1))


def _full(line: str, after: str, block: _Block) -> bool:
    """Whether the next line's first word would have passed the margin."""
    return _reach(line, block) + (not _solid(line, after)) + _width(tokens(after.strip())[:1]) > _margin(block)


def _reach(line: str, block: _Block) -> int:
    """The columns of a line with its indentation."""
    indent = 0 if block.centred else _indent(line)
    return indent + _width(tokens(line.strip()))


def _margin(block: _Block) -> int:
    return _TITLE if block.centred else WIDTH


def _width(words: list[str]) -> int:
    """The columns of words, each counted alone, as they were when the lines were filled."""
    return sum(map(columns, words[:-1])) + columns(words[-1].rstrip())


def _lines(block: _Block, begins: Begins, notes: Notes) -> list[Line]:
    """The lines of a block: where the margin did not break it, what holds for any plain text holds."""
    parts = [[block.lines[0]]]
    for one, after in pairwise(block.lines):
        if _full(one, after, block) or not begins(after.strip(), one.strip(), WIDTH):
            parts[-1].append(after)
        else:
            parts.append([after])
    found: list[Line] = []
    number = block.number
    for part in parts:
        text = _called(_joined(part), notes)
        if block.centred or (block.apart and not found and not _indent(part[0])):
            found.append(Line(number, text, 1 if block.centred else _HEADING))
        else:
            numbers = {} if _hangs(part) else {"most": 0}
            found += placed(number, text, _indent(part[0]) // len(_INDENT), **numbers)
        number += len(part)
    return found


def _headed(lines: list[Line]) -> list[Line]:
    """The lines, those of articles that an editor put in without our space before them as headings, too.

    An article is told by its number, which goes on from the heading before it and stays below the next.
    """
    stops = [_LAST]
    for line in reversed(lines[1:]):
        stops.append((_article(line) if line.level == _HEADING else ()) or stops[-1])
    found = []
    last: Key = ()
    for line, stop in zip(lines, reversed(stops), strict=False):
        key = _article(line) if last or line.level == _HEADING else ()
        if not line.level and last < key < stop and key[0] in (last[0], int(last[0]) + 1):
            line = msgspec.structs.replace(line, level=_HEADING)
        last = key if line.level == _HEADING and key else last
        found.append(line)
    return found


def _article(line: Line) -> Key:
    """The number of the article whose heading the line may be."""
    label = None if line.label or (line.depth >= 0 and not line.level) else label_at(line.text.chars)
    return label.key if label is not None and label.kind == "article" else ()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _hangs(part: list[str]) -> bool:
    """Whether the first line's number hangs before the others; of a line that stands alone, that may be."""
    return len(part) == 1 or _indent(part[1]) > _indent(part[0])


def _called(words: str, notes: Notes) -> Text:
    texts: list[Text] = []
    start = 0
    for found in _CALL.finditer(words):
        if found[1] in notes.defined:
            mark: Mark = notes.call(found[1])
            texts += [Text(words[start : found.start()]), Text(ATOM, (mark,))]
            start = found.end()
    return join([*texts, Text(words[start:])])


def _joined(lines: list[str]) -> str:
    """The lines as one, a blank between two unless an ideograph stands at the break."""
    found = [lines[0].strip()]
    for before, line in pairwise(lines):
        found += ("" if _solid(before, line) else " ", line.strip())
    return "".join(found)


def _solid(line: str, after: str) -> bool:
    return _WIDE.match(line.rstrip()[-1]) is not None or _WIDE.match(after.lstrip()[0]) is not None
