"""Where lines stand in Markdown as we write it: each under the number that it belongs to.

After `1.` Markdown wants what belongs to it under its words, and reads a list in a list. Of any other number, `(a)` or
`Option 1`, it knows nothing, and one blank more is enough to see what is deeper. More than three would be code: from
there on the blanks are some at which no line breaks.
"""

from __future__ import annotations

import re
from typing import Final

_LISTED = re.compile(r"(\d{1,9}[.)]) +\S")
_WORDS = 4
_CODE = 3
BLANKS: Final = " \u00a0"
"""What stands before a line."""


class Outline:
    """The numbers that are open: the column at which stands what belongs to each, and where Markdown has its words."""

    def __init__(self) -> None:
        self._open = [(0, 0)]

    @property
    def depth(self) -> int:
        """How many numbers are open."""
        return len(self._open) - 1

    @property
    def column(self) -> int:
        """Where the next line stands."""
        return self._open[-1][0]

    @property
    def blanks(self) -> str:
        """What stands before the next line."""
        column, words = self._open[-1]
        blanks = min(column, words + _CODE)
        return " " * blanks + BLANKS[1] * (column - blanks)

    def close(self, depth: int) -> None:
        """Leaves `depth` numbers open; what belongs to one that nobody opened stands where the last does."""
        del self._open[max(depth, 0) + 1 :]
        self._open += self._open[-1:] * (depth + 1 - len(self._open))

    def leave(self, column: int) -> None:
        """Leaves open the numbers that a line at that column may belong to."""
        while self.column > column:
            self._open.pop()

    def enter(self, text: str, count: int, column: int) -> None:
        """Opens the `count` numbers that the text at that column begins with; the first may be Markdown's."""
        words = self._open[-1][1]
        listed = _LISTED.match(text) if column <= words + _CODE else None
        for at in range(count):
            if listed and not at:
                words = column + len(listed[1]) + 1
                column += max(len(listed[1]) + 1, _WORDS)
            else:
                column += 1
            self._open.append((column, words))
