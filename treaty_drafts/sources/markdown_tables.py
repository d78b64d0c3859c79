"""Markdown's tables: markdown-it finds them, and rows have the cells that are written.

A row may have more cells than the header, or fewer; the rule of GitHub's Markdown drops those and puts in what is
missing, and here no word is dropped. A header without words is none: Markdown has no table without one. In a cell
`<br>` breaks a line, and two of them part paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Provision, Text, blocks, join

MAX_COLUMNS = 200
EOL: Final = Text(ATOM, (Mark(0, 1, "eol", (), Provision("eol", "", (), ())),))
"""A line break among words."""

_TOKENS = 3
"""Of one cell: where it opens, its words, where it closes."""
_BROKEN = re.compile(r"<br\s*/?>")
_PARTED = re.compile(r"(?:<br\s*/?>){2}")


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 the parser calls it so
    """The block rule `table`, its rows as long as they are written; with more columns than a page can hold, words."""
    first = len(state.tokens)
    if getLine(state, start).count("|") > MAX_COLUMNS or not table(state, start, end, silent):
        return False
    if silent:
        return True
    found, state.tokens[first:] = state.tokens[first:], []
    row: list[Token] = []
    for token in found:
        if token.type == "tr_open":
            row = [token]
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            written = _written(state, row[0])
            width = len(row) - 1
            state.tokens += [_inline(cell, row[0]) for cell in written[width:]]
            if len(written) < width:
                del state.tokens[-_TOKENS * (width - len(written)) :]
        state.tokens.append(token)
    return True


def _written(state: StateBlock, row: Token) -> list[str]:
    """The cells of a row, as they are written."""
    cells = escapedSplit(getLine(state, row.map[0] if row.map else 0).strip(" \t"))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return cells


def _inline(cell: str, row: Token) -> Token:
    return Token("inline", "", 0, map=row.map, content=cell.strip(" \t"))


def table_node(tokens: Sequence[Token], read: Callable[[str], Text]) -> Provision | None:
    """The table of the tokens from `table_open` to `table_close`, or None where no cell has words."""
    rows: list[Node] = []
    cells: list[Node] = []
    name = "td"
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            name = token.tag
        elif token.type == "inline":
            cells.append(Provision(name, "", (), tuple(_paragraphs(token.content, read))))
        elif token.type == "tr_close":
            if cells and (name == "td" or _says(cells)):
                rows.append(Provision("tr", "", (), tuple(cells)))
            cells = []
    return Provision("table", "", (), tuple(rows)) if _says(rows) else None


def _says(nodes: Sequence[Node]) -> bool:
    return any(block.text.chars for node in nodes for block in blocks(node))


def _paragraphs(content: str, read: Callable[[str], Text]) -> Iterator[Block]:
    """The paragraphs of a cell."""
    for paragraph in _PARTED.split(content):
        first, *others = map(read, _BROKEN.split(paragraph))
        yield Block("p", "", (), join([first, *(part for other in others for part in (EOL, other))]))
