"""Markdown's tables: markdown-it finds them, and the cells that it would leave out stay.

A row may have more cells than the header; the rule of GitHub's Markdown drops those, and here no word is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

from treaty_drafts.model.tree import Block, Node, Provision, Text, blocks

MAX_COLUMNS = 200


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
            state.tokens += _left_out(state, row[0], len(row) - 1)
        state.tokens.append(token)
    return True


def _left_out(state: StateBlock, row: Token, width: int) -> list[Token]:
    """The cells of a row after the first `width`, as tokens."""
    number = row.map[0] if row.map else 0
    cells = escapedSplit(getLine(state, number).strip(" \t"))
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [Token("inline", "", 0, map=[number, number + 1], content=cell.strip(" \t")) for cell in cells[width:]]


def table_node(tokens: Sequence[Token], read: Callable[[str], Text]) -> Provision | None:
    """The table of the tokens from `table_open` to `table_close`, or None where no cell has words."""
    rows: list[Node] = []
    cells: list[Node] = []
    name = "td"
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            name = token.tag
        elif token.type == "inline":
            cells.append(Provision(name, "", (), (Block("p", "", (), read(token.content)),)))
        elif token.type == "tr_close":
            if any(block.text.chars for cell in cells for block in blocks(cell)):
                rows.append(Provision("tr", "", (), tuple(cells)))
            cells = []
    return Provision("table", "", (), tuple(rows)) if rows else None
