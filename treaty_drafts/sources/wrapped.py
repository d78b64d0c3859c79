"""A plain text that we wrote and somebody edited: lines that its margin broke are one again, footnotes are notes.

Plain text has no room for a mark that says whose it is. It is told by what hardly any other text has: in nearly all
places where a line ends within a paragraph, the next word would have passed our margin; or footnotes stand under our
rule, each of them called once above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from treaty_drafts.model.margin import RULE, WIDTH, columns, tokens
from treaty_drafts.model.tree import ATOM, Mark, Text, join
from treaty_drafts.sources.line import Finding, Line, Report, Source
from treaty_drafts.sources.notes import Notes

_TITLE = WIDTH - 8
"""Columns of a title, which stands in the middle."""
_LEAST = 8
"""Lines that the margin broke, fewer of which could be chance."""
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"\[\^([^\]\s]+)\] ")
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60]")
_INDENT = "    "
Begins: TypeAlias = Callable[[str, str, int], bool]
"""Whether a line begins a paragraph under one that has no blank line after it, in a text of that margin."""


class _Block(NamedTuple):
    """Lines without a blank one among them, and the number of the first."""

    number: int
    lines: list[str]

    @property
    def centred(self) -> bool:
        return all(one[:1] == " " and one == one.strip().center(WIDTH).rstrip() for one in self.lines)


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
    lines = [line for block in above for line in _lines(block, begins, notes)]
    what = (
        "a plain text of ours: lines that its margin broke are one again, footnotes under its rule stand at their calls"
    )
    report.append(Finding(0, "page", what))
    return Source(tuple(lines), "", notes.uncalled())


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    before = ""
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip()
        if line and before:
            blocks[-1].lines.append(line)
        elif line:
            blocks.append(_Block(number, [line]))
        before = line
    return blocks


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
    indent = 0 if block.centred else len(line) - len(line.lstrip())
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
    level = int(block.centred)
    found = []
    number = block.number
    for part in parts:
        found.append(Line(number, _called(_joined(part), notes), level))
        number += len(part)
    return found


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
