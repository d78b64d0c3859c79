"""Markdown that we wrote and somebody edited: where a line stands says which number it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from treaty_drafts.model.outline import BLANKS, Outline
from treaty_drafts.model.tree import Text, join
from treaty_drafts.sources.line import Finding, Line, Report, strip
from treaty_drafts.sources.markdown import Reader, respace_text
from treaty_drafts.sources.markdown_tables import EOL
from treaty_drafts.sources.placed import numbers, placed

_ESCAPED = re.compile(r"[^\\]{0,40}(\\)[.):]")
"""What looks like a number and is words, as we write it."""
_ENOUGH = 8
"""Lines that stand elsewhere or are broken, after which a text that has many of them is not read on."""
_HEAD = 100
"""Code points of a line, among which its numbers are."""
_HARD = "  \n"
_FEED = re.compile(r" {2,}\n *")
_SAID = "Markdown as we write it: what stands further in belongs to the number above"
_SIGNS = re.compile(r"[*_]+")
_FURTHER = re.compile(r"\n\n +\S")


def outlined(text: str) -> bool:
    """Whether lines stand where we would put them: some further in, nearly all of those under what they belong to."""
    if _FURTHER.search(text) is None:
        return False
    outline = Outline()
    fits = misfits = alone = broken = 0
    before = ""
    for row in text.split("\n"):
        words = row.lstrip(BLANKS)
        if before and words:
            broken += not before.endswith("  ") and not before.startswith("|")
        elif words.startswith(("#", "[^")):
            outline.close(0)
        elif words:
            alone += 1
            column = len(row) - len(words)
            outline.leave(column)
            fits += 0 < column == outline.column
            misfits += column != outline.column
            outline.enter(words, len(numbers(Text(_SIGNS.sub("", words[:_HEAD])))), column)
        if misfits > max(_ENOUGH, fits) or broken > max(_ENOUGH, alone // 4):
            return False
        before = words
    return fits > misfits * 4 and alone > broken * 10


class Outlined(Reader):
    """One walk over the block tokens, lines placed by the column at which they begin."""

    def __init__(
        self, text: str, tokens: Sequence[Token], environment: Mapping[str, Any], name: str, report: Report
    ) -> None:
        super().__init__(tokens, environment, name, report)
        self.rows = text.split("\n")
        self.outline = Outline()
        self.opened = 0
        report.append(Finding(0, "page", _SAID))

    def _goes_on(self, chars: str, start: int) -> bool:
        return chars[max(start - 3, 0) : start] == _HARD or super()._goes_on(chars, start)

    def _spaced(self, text: Text) -> Text:
        """The words in one line, with the line breaks that Markdown keeps as such."""
        parts: list[Text] = []
        start = 0
        for feed in _FEED.finditer(text.chars):
            parts += [respace_text(text.slice(start, feed.start())), EOL]
            start = feed.end()
        return strip(join([*parts, respace_text(text.slice(start, len(text.chars)))]))

    def _item(self, token: Token) -> None:
        number = token.map[0] + 1 if token.map else 0
        if self.markers and number != self.opened:
            self._flush(token)
        self.opened = number
        super()._item(token)

    def _depth(self, token: Token) -> int:
        return 2 * self._outside(token.map[0] if token.map else 0) - 1

    def _outside(self, row: int) -> int:
        """How many numbers the line belongs to that stands there."""
        self.outline.leave(self._column(row))
        return self.outline.depth

    def _column(self, row: int) -> int:
        return len(self.rows[row]) - len(self.rows[row].lstrip(BLANKS))

    def _flush(self, _: Token) -> None:
        self._line(Text(), self.opened)

    def _line(self, text: Text, number: int) -> None:
        """A line; the markers of list items before it are its numbers, of one without any it is an item."""
        markers, self.markers = self.markers, []
        if self.level:
            self.outline.close(0)
            self.lines.append(Line(number, text, self.level))
            return
        row = self.rows[number - 1]
        indent, column = self._outside(number - 1), self._column(number - 1)
        numbered = [marker for marker, bullet in markers if not bullet]
        if markers and not numbered:
            self.lines.append(Line(number, text, 0, 2 * indent, "", bullet=True))
            self.outline.enter("", 1, column)
            return
        if len(numbered) < len(markers):  # `- 2. words`: the number says more than the sign
            column = max(row.find(numbered[0]), column)
        before = "".join(f"{marker} " for marker in numbered)
        written = row[column:]
        escaped = _ESCAPED.match(written)
        most = {} if escaped is None else {"most": len(numbers(Text(written[: escaped.start(1)])))}
        lines = placed(number, join([Text(before), text]) if before else text, indent, **most)
        self.lines += lines
        self.outline.enter(written, lines[-1].depth // 2 + 1 - indent, column)
