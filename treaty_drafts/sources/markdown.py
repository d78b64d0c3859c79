"""Markdown to lines: markdown-it-py finds the blocks, `inline` reads the words.

Indented code, raw HTML blocks and quotations of code are off: in a negotiating text four blanks are an indented
option, not a program. Front matter and kramdown attribute lines (`{:toc}`) are markup, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from treaty_drafts.errors import TooLarge
from treaty_drafts.model.tree import Text
from treaty_drafts.sources.inline import Inline, is_address, label
from treaty_drafts.sources.labels import continues, opened
from treaty_drafts.sources.line import Finding, Line, Report, Source, respace, strip
from treaty_drafts.sources.markdown_tables import table_node, whole_table
from treaty_drafts.sources.notes import Notes
from treaty_drafts.sources.redlined import ELEMENTS, refuse_redline

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_KRAMDOWN = re.compile(r"[ \t]*\{:[^{}\n]*\}[ \t]*")
_CALL = re.compile(r"\[\^([^\]\s]{1,999}+)\](?!:)")  # as in `inline`
_DEPTH = 100
_MARGIN = 4
"""Levels below which markdown-it would leave out what nests deeper, without a word."""


def _parser() -> MarkdownIt:
    """A block parser: inline tokens keep their source, which `inline` reads."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEPTH}).use(footnote_plugin)
    parser.disable(["code", "fence", "html_block", "inline", "footnote_tail", "text_join"])
    parser.enable("table").block.ruler.at("table", whole_table, {"alt": ["paragraph", "reference"]})
    parser.validateLink = is_address  # type: ignore[method-assign, assignment]
    return parser


def read_markdown(text: str, name: str, report: Report) -> Source:
    """The lines of a Markdown text; `TooLarge` where lists nest over `_DEPTH` deep, `SourceError` for a redline."""
    refuse_redline(text, name, ELEMENTS)
    front = _FRONT.match(text)
    title = ""
    if front is not None:
        named = _TITLE.search(front[1])
        title = named[1].strip("\"'") if named else ""
        report.append(
            Finding(1, "front matter", "the block between the `---` lines was read as metadata, not as words")
        )
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text = _without_kramdown(text, report)
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text, environment)
    called = frozenset(_CALL.findall(text))
    reader = Reader(tokens, environment, name, report)
    from treaty_drafts.sources.outlined import Outlined, outlined

    if outlined(text):
        reader = Outlined(text, tokens, environment, name, report)
    return reader.source(title, called)


def _without_kramdown(text: str, report: Report) -> str:
    """The text with kramdown's attribute lines blank, and the list item that it replaces by a table of contents."""
    if "{:" not in text:
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if "{:" in line and _KRAMDOWN.fullmatch(line):
            report.append(Finding(index + 1, "markup", f"`{line.strip()}` is a kramdown attribute, not words"))
            if line.strip() == "{:toc}" and index and lines[index - 1].rstrip() == "* TOC":
                lines[index - 1] = ""
            lines[index] = ""
    return "\n".join(lines)


class Reader:
    """One walk over the block tokens."""

    def __init__(self, tokens: Sequence[Token], environment: Mapping[str, Any], name: str, report: Report) -> None:
        self.tokens = tokens
        self.name = name
        self.report = report
        references = {label(key): value["href"] for key, value in environment.get("references", {}).items()}
        self.notes = Notes(report)
        self.inline = Inline(references, self.notes.call)
        self.lines: list[Line] = []
        self.depth = 0
        self.level = 0
        self.markers: list[tuple[str, bool]] = []
        """Markers of list items whose first words have not come yet."""
        self.passed = 0
        self.goes = True
        """Where the brackets before the last label of a paragraph end, and whether its line goes on."""

    def source(self, title: str, called: frozenset[str]) -> Source:
        """The lines, and the notes that none of the calls names."""
        self._definitions()
        self.notes.settle(called)
        position = 0
        tokens = self.tokens
        while position < len(tokens):
            token = tokens[position]
            kind = token.type
            if token.level > _DEPTH - _MARGIN:
                raise self._too_deep(token)
            if kind == "inline":
                self._words(token)
            elif kind == "footnote_reference_open":
                position = _closing(tokens, position, "footnote_reference")
            elif kind == "table_open":
                position = self._table(position)
            elif kind == "list_item_open":
                self._item(token)
            elif kind == "list_item_close":
                if self.markers:
                    self._flush(token)
                self.depth -= 1
            elif kind == "heading_open":
                self.level = int(token.tag[1])
            elif kind == "heading_close":
                self.level = 0
            position += 1
        return Source(tuple(self.lines), title, self.notes.uncalled(), trusted=True)

    def _definitions(self) -> None:
        """Footnotes first: a call may come before its definition."""
        tokens = self.tokens
        position = 0
        while position < len(tokens):
            if tokens[position].type == "footnote_reference_open":
                stop = _closing(tokens, position, "footnote_reference")
                inner = tokens[position:stop]
                number = next((token.map[0] + 1 for token in inner if token.map), 0)
                texts = [self._read(token.content) for token in inner if token.type == "inline"]
                self.notes.define(str(tokens[position].meta["label"]), number, texts)
                position = stop
            position += 1

    def _item(self, token: Token) -> None:
        self.depth += 1
        if self.depth > _DEPTH // 4:
            raise self._too_deep(token)
        marker = token.info + token.markup if token.info else token.markup
        self.markers.append((marker, not token.info))

    def _table(self, position: int) -> int:
        """The table that opens at `position`, as one line; returns where it closes."""
        stop = _closing(self.tokens, position, "table")
        token = self.tokens[position]
        node = table_node(self.tokens[position:stop], lambda content: strip(self._read(content)))
        if node is not None:
            if self.markers:
                self._flush(token)
            self.lines.append(Line(token.map[0] + 1 if token.map else 0, Text(), 0, self._depth(token), node=node))
        return stop

    def _depth(self, _: Token) -> int:
        """How deep a table stands."""
        return self.depth

    def _too_deep(self, token: Token) -> TooLarge:
        return TooLarge(
            f"lists or quotations nest over {_DEPTH // 4} deep",
            place=f"{self.name}:{token.map[0] + 1 if token.map else 0}",
            step="take out the needless indentation",
        )

    def _read(self, content: str) -> Text:
        return respace_text(self.inline.read(content))

    def _words(self, token: Token) -> None:
        """A paragraph or heading, cut where a line of it begins an option or a numbered provision."""
        text = self.inline.read(token.content)
        number = token.map[0] + 1 if token.map else 0
        start = 0
        chars = text.chars
        self.passed = 0
        for feed in re.finditer("\n", chars):
            if not self._goes_on(chars, feed.end()):
                self._line(self._spaced(text.slice(start, feed.start())), number + chars.count("\n", 0, start))
                start = feed.end()
        rest = text.slice(start, len(chars)) if start else text
        self._line(self._spaced(rest), number + chars.count("\n", 0, start))

    def _goes_on(self, chars: str, start: int) -> bool:
        """Whether the line of a paragraph that starts there goes on with the one before it.

        Brackets may stand on lines of their own before a label: it is read once for all of these lines.
        """
        if start >= self.passed:
            self.passed = opened(chars, start)
            self.goes = continues(chars, max(start, self.passed - 1))
        return self.goes

    def _spaced(self, text: Text) -> Text:
        """The words of a paragraph in one line."""
        return strip(respace_text(text))

    def _line(self, text: Text, number: int) -> None:
        """A line; where list items opened just before it, it is the first words of the innermost."""
        if not self.markers:
            if text.chars:
                self.lines.append(Line(number, text, self.level, self.depth))
            return
        outer = self.depth - len(self.markers)
        for index, (marker, bullet) in enumerate(self.markers[:-1]):
            self.lines.append(Line(number, Text(), 0, outer + index, "" if bullet else marker, bullet))
        marker, bullet = self.markers[-1]
        self.lines.append(Line(number, text, self.level, self.depth - 1, "" if bullet else marker, bullet))
        self.markers.clear()

    def _flush(self, token: Token) -> None:
        """A list item without words: a bare marker may be meant (`1.` to be filled in)."""
        self._line(Text(), token.map[0] + 1 if token.map else 0)


def respace_text(text: Text) -> Text:
    """Line feeds as blanks."""
    return respace(text.chars, text.marks) if "\n" in text.chars or "\t" in text.chars else text


def _closing(tokens: Sequence[Token], position: int, kind: str) -> int:
    """The index of the token that closes the `footnote_reference` or `table` opened at `position`."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += (tokens[index].type == f"{kind}_open") - (tokens[index].type == f"{kind}_close")
        if depth == 0:
            return index
    return len(tokens) - 1
