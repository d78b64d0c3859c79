"""A rendition as the JSON that `agreement.typ` reads: words as strings, whatever else stands in a line as arrays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from treaty_drafts.akn.profile import XML_LANG
from treaty_drafts.model.languages import tag_of
from treaty_drafts.model.margin import columns as width_of
from treaty_drafts.render.labels import Labels, direction_of, labels_in, long_date
from treaty_drafts.render.rendition import Line, Rendition, Row, Run, Style, abreast, change_of, one_line

Item: TypeAlias = str | list[Any]
"""What stands in a line: words, or `[kind, what it holds or says …]`; the kinds are those of the template."""

Data: TypeAlias = dict[str, Any]

_VIEWS = ("bracketed", "clean", "redline", "table")
_CHANGES = {"inserted": "ins", "deleted": "del", "proposed": "alt"}
_STYLES = frozenset(("b", "i", "u", "sup", "sub"))
_WEB = ("http://", "https://", "mailto:")
_TAG = re.compile("[a-z]{2,3}(?=-|$)")
_SPECIAL = re.compile("([\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069])")
"""Controls, which no font shows, and those of direction, which would turn the words around them."""
_BREAKS = "\n\u2028\u2029"
_CENTRED = 100
"""Characters of a line of the front matter; a longer one is no title, and starts at the margin."""
_PORTRAIT, _LANDSCAPE = 70, 140
"""Across the page at least: of its text in small letters, an ideograph for two."""
_FEW = 15
"""Lines of a row that is not parted by the end of a page."""
_UNDATED = dt.date(1970, 1, 1)
"""PDF/A wants a date; this stands for none, and is printed nowhere."""


def page(rendition: Rendition, fingerprint: str) -> Data:
    """What the template is given."""
    facts = rendition.facts
    labels = labels_in(facts.language)
    view = labels.views[_VIEWS.index(rendition.view)]
    lines = _Lines()
    date = long_date(facts.date, labels)
    language = labels.name if facts.language == "eng" or labels.tag != "en" else facts.language
    tables = list(_tables(rendition, labels, lines))
    tag = _TAG.match(tag_of(facts.language).lower())
    return {
        "title": rendition.title or facts.symbol or view,
        "date": _date(facts.date),
        "tag": tag[0] if tag else "und",
        "own": labels.tag,
        "dir": direction_of(facts.language),
        "symbol": _symbol(rendition, labels),
        "facts": _words(labels.listed.join(filter(None, (date, language)))),
        "view": _words(view),
        "fingerprint": fingerprint,
        "delegations": _delegations(rendition, labels),
        "keys": _keys(rendition, labels),
        "lines": [] if tables else list(lines.read(rendition.lines)),
        "tables": tables,
    }


def _symbol(rendition: Rendition, labels: Labels) -> list[Item]:
    """The symbol of the text, or of both that are compared; each runs in its own direction."""
    old = rendition.old.symbol if rendition.old else ""
    items: list[Item] = []
    for symbol in dict.fromkeys(filter(None, (old, rendition.facts.symbol))):
        items += [f" {labels.arrow} "] if items else []
        items.append(["whole", _words(symbol)])
    return items


def _date(date: str) -> list[int]:
    try:
        found = dt.date.fromisoformat(date)
    except ValueError:
        found = _UNDATED
    return [found.year, found.month, found.day]


def _delegations(rendition: Rendition, labels: Labels) -> list[Item]:
    if not rendition.parties:
        return []
    named = (f"{party.code}\u00a0{', '.join(party.symbols)}" for party in rendition.parties)
    return [["b", [labels.delegations]], " ", labels.apart.join(named)]


def _keys(rendition: Rendition, labels: Labels) -> list[Item]:
    """What the signs of the view mean, each in its own sign."""
    inserted, deleted, bracket, moved = labels.keys
    if rendition.view == "bracketed":
        return [["glyph", ["["]], "…", ["glyph", ["]"]], " ", bracket] if rendition.parties else []
    if rendition.view == "clean":
        return []
    keys: list[Item] = [["ins", [inserted]], "  ", ["del", [deleted]]]
    return [*keys, "  ", ["moved", [moved]]] if rendition.old else keys


def _tables(rendition: Rendition, labels: Labels, lines: _Lines) -> Iterator[Data]:
    """The comparative table in as many tables as its delegations need, each headed by theirs where there are more."""
    tables = list(abreast(rendition))
    for columns, rows in tables:
        names = [rendition.columns[column] for column in columns[1:]]
        yield {
            "heading": ", ".join(names) if len(tables) > 1 else "",
            "head": ["", labels.base, *names],
            "rows": [_row(row, columns, lines) for row in rows],
        }


def _row(row: Row, columns: Sequence[int], lines: _Lines) -> Data:
    cells = [row.cells[column] for column in columns]
    return {
        "title": _words(row.title),
        "cells": [list(lines.read(cell, beside=True)) for cell in cells],
        "whole": _short(cells, _LANDSCAPE // (len(cells) + 1)),
    }


def _short(cells: Iterable[Sequence[Line]], width: int) -> bool:
    """Whether a row of cells of that width surely takes less than half a page, and so need not be parted by its end."""
    return all(sum(1 + _width(line) // width for line in cell) <= _FEW for cell in cells)


def _width(line: Line) -> int:
    return sum(width_of(run.text) for run in (*line.num, *line.runs))


class _Lines:
    """Reads lines; a note goes to where it is called first, and is printed at the foot of that page."""

    def __init__(self) -> None:
        self._notes: Mapping[str, Sequence[Line]] = {}
        self._called: dict[str, str] = {}
        self._names = 0
        self._level = 0
        self._titled = False
        self._beside = False

    def read(self, lines: Sequence[Line], *, beside: bool = False) -> Iterator[Data]:
        """The lines in reading order; `beside` others in a table they take no line numbers and head no section.

        Notes then stand under what they are to: at the foot of the page, those of two columns have the same number.
        """
        self._beside = beside
        self._called = {}
        notes = _notes(lines)
        self._notes = {} if beside else notes
        for table, group in groupby(lines, key=lambda line: line.cell[0] if line.cell else ""):
            if table:
                yield self._table(list(group))
            else:
                yield from (self._line(line) for line in group if line.role != "note")
        left = [note for name, note in notes.items() if name not in self._called]
        if left:
            yield {"role": "rule"}
        for note in left:
            yield from (self._line(line) for line in note)

    def _line(self, line: Line) -> Data:
        num, text = self._items(line.num), self._items(line.runs)
        if line.role == "remark":
            return {"role": "remark", "level": min(line.level, 5), "text": [*num, *text]}
        if line.change == "moved":
            num, text = _moved(num), _moved(text)
        if line.role == "title" and not self._titled:
            self._titled = True
            return {"role": "title", "text": text}
        if line.role in ("title", "front"):
            return {"role": "front", "text": num + text, "short": sum(len(run.text) for run in line.runs) <= _CENTRED}
        if line.role == "heading" and self._beside:
            blank = [" "] if num and text else []
            return {"role": "front", "text": [["b", [*num, *blank, *text]]], "short": False}
        if line.role == "heading" and any(run.text.strip() for run in (*line.num, *line.runs) if run.kind != "number"):
            self._level = min(line.level, self._level + 1)
            return {"role": "heading", "level": self._level, "num": num, "text": text}
        return {"role": "text", "level": min(line.level, 5), "num": num, "text": text}

    def _table(self, lines: Sequence[Line]) -> Data:
        """A table of the text: its cells row by row, empty ones where a row is shorter than others."""
        cells: dict[tuple[int, int], list[Line]] = {}
        for line in lines:
            _, row, column, _ = line.cell or ("", 0, 0, False)
            cells.setdefault((row, column), []).append(line)
        width = 1 + max(column for _, column in cells)
        height = 1 + max(row for row, _ in cells)
        grid = [[cells.get((row, column), []) for column in range(width)] for row in range(height)]
        rows = [
            {"cells": [[*map(self._line, cell)] for cell in row], "whole": _short(row, max(_PORTRAIT // width, 1))}
            for row in grid
        ]
        return {"role": "table", "columns": width, "rows": rows}

    # Runs

    def _items(self, runs: Sequence[Run]) -> list[Item]:
        """The runs; neighbours of one change stand in it together."""
        made: list[Item] = []
        inner, last = made, ""
        for run in runs:
            if run.kind == "number":
                if not self._beside:
                    inner.append(["line", run.text])
                continue
            change = "" if run.kind in ("glyph", "label") else change_of(run)
            if change != last:
                inner, last = made, change
                if change:
                    inner = []
                    made.append([_CHANGES[change], inner])
            inner += self._run(run, change)
        return made

    def _run(self, run: Run, change: str) -> list[Item]:
        if run.kind == "call":
            return [self._call(run)]
        words = _words(one_line(run.text))
        return _styled(words, run.styles, struck=change == "deleted") if run.kind == "text" else [[run.kind, words]]

    def _call(self, run: Run) -> Item:
        marker = _words(run.text)
        if run.target not in self._notes:
            return ["sup", marker]
        if run.target in self._called:
            return ["again", marker, self._called[run.target]]
        self._names += 1
        name = self._called[run.target] = str(self._names)
        note = self._notes[run.target]
        lines = [
            self._items(line.num[1:] if not at else line.num) + self._items(line.runs) for at, line in enumerate(note)
        ]
        return ["note", marker, name, lines]


def _notes(lines: Sequence[Line]) -> Mapping[str, Sequence[Line]]:
    """By the name under which it is called: the lines of each note."""
    notes: dict[str, list[Line]] = {}
    last: list[Line] = []
    for line in lines:
        if line.role == "note":
            if line.num and line.num[0].kind == "call":
                eid, wid, _ = line.anchors[0]
                last = notes[eid or wid] = []
            last.append(line)
    return notes


def _words(text: str) -> list[Item]:
    """The words of a run; a control is shown by its code, and so neither vanishes nor turns anything around."""
    if not _SPECIAL.search(text):
        return [text] if text else []
    return [_special(part) if _SPECIAL.fullmatch(part) else part for part in _SPECIAL.split(text) if part]


def _special(character: str) -> Item:
    return ["break"] if character in _BREAKS else ["control", [f"U+{ord(character):04X}"]]


def _moved(items: list[Item]) -> list[Item]:
    """What moved, dotted but for labels; PDF/UA has no words struck and underlined, so what is struck is that alone."""
    made: list[Item] = []
    for bare, group in groupby(items, key=lambda item: item[0] in ("del", "label")):
        stretch = list(group)
        made += stretch if bare else [["moved", stretch]]
    return made


def _styled(items: list[Item], styles: Sequence[Style], *, struck: bool) -> list[Item]:
    """The words in their styles; struck, they lose an underline of their own (see `_moved`)."""
    for name, attrs in reversed(styles):
        values = dict(attrs)
        href = values.get("href", "")
        tag = _TAG.match(values.get(XML_LANG, "").lower())
        if tag:
            items = [["lang", items, tag[0]]]
        if href.startswith(_WEB):
            items = [["link", items, href]]
        elif name in _STYLES and not (struck and name == "u"):
            items = [[name, items]]
    return items
