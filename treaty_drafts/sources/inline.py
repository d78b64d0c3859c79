"""Markdown inside a paragraph: emphasis, links, footnote calls, and every other character as it stands.

A negotiating text is full of square brackets. A bracket pair is a link only where it is followed by a target that
looks like an address, or names a reference that is defined; all other brackets are words. The rules of emphasis are
CommonMark's, made laxer in two points, as delegates type it: a run of asterisks after a colon, semicolon or full stop
also closes before a letter (`**Option 1:**Parties`), and one at the paragraph's end closes after a blank.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

from treaty_drafts.model.tree import ATOM, Mark, Text

Noter = Callable[[str], Mark]

_PLAIN = re.compile(r"[\\*_`\[&<]")
_SIMPLE = (
    r"\\(?P<escape>[\n!-/:-@\[-`{-~])"
    r"|(?P<stars>\*+|_+)"
    r"|(?P<code>`+)"
    r"|\[\^(?P<call>[^\]\s]{1,999}+)\]"
    r"|&(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]+)>"
    r"|</?(?P<tag>span|u|sup|sub|b|i|em|strong|small|font|br|ins|del|s)(?:\s[^<>]*)?/?>"
    r"|\[(?P<words>[^\[\]\\\n]+)\]\((?P<target>[^()\s]+)(?:\s+\"[^\"]*\")?\)"
)
"""What is markup. A note's name is no longer than CommonMark lets a label be: no `[^` looks further for its end."""
_ADDRESS = re.compile(
    r"(?:https?://|mailto:|[#/]|\.{1,2}/)[^\s<>\"]*$|[\w\-./]+\.(?:html?|md|pdf|xml|docx?|txt)(?:#\S*)?$"
)
_BACKTICKS = re.compile(r"`+")
_NESTING = 32
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffc\ufffe\uffff\ud800-\udfff]")
"""Characters that text may not hold, though a character reference may name them."""


def is_address(target: str) -> bool:
    """Whether a link target is one that we write: http, https, mailto, a fragment, or a relative path."""
    return _ADDRESS.match(target) is not None


def tokens(names: Iterable[str]) -> re.Pattern[str]:
    """What is markup in a text where links of these names (see `label`) are defined."""
    known = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    if not known:
        return re.compile(_SIMPLE)
    full = rf"|\[(?P<said>[^\[\]\\\n]+)\]\[(?P<name>(?i:{known}))\]|\[(?P<short>(?i:{known}))\](?:\[\])?"
    return re.compile(_SIMPLE + full)


class _Run:
    """A run of asterisks or underscores that is not yet matched: where its words stand, and how many are left."""

    __slots__ = ("can_close", "can_open", "char", "index", "left", "offset", "total")

    def __init__(self, found: re.Match[str], index: int, offset: int, sides: tuple[bool, bool]) -> None:
        self.char = found.group()[0]
        self.left = self.total = len(found.group())
        self.index = index
        self.offset = offset
        self.can_open, self.can_close = sides


class _Inline:
    """One pass over a paragraph: `pieces` are its characters so far, `size` their number."""

    def __init__(self, token: re.Pattern[str], references: Mapping[str, str], note: Noter) -> None:
        self.token = token
        self.references = references
        self.note = note
        self.pieces: list[str] = []
        self.size = 0
        self.marks: list[Mark] = []
        self.runs: list[_Run] = []
        self.unclosed: set[str] = set()

    def put(self, words: str) -> None:
        self.pieces.append(words)
        self.size += len(words)

    def text(self, source: str) -> Text:
        position = 0
        match = self.token.match
        for special in _PLAIN.finditer(source):
            start = special.start()
            if start < position or (found := match(source, start)) is None:
                continue
            if start > position:
                self.put(source[position:start])
            position = self._token(found, source)
        self.put(source[position:])
        self._match()
        return Text("".join(self.pieces), ordered(self.marks))

    def _token(self, found: re.Match[str], source: str) -> int:
        """Takes one token; returns where the next may start."""
        kind = found.lastgroup
        if kind == "stars":
            self._stars(found, source)
        elif kind == "call":
            mark = self.note(found["call"])
            self.marks.append(mark.at(self.size, self.size + 1))
            self.put(ATOM)
        elif kind == "target":
            if not is_address(found["target"]):
                self.put("[")
                return found.start() + 1
            self._nested(found["words"], found["target"])
        elif kind in {"name", "short"}:
            self._nested(found["said" if kind == "name" else "short"], self.references[label(found[kind])])
        elif kind == "escape":
            self.put(found["escape"])
        elif kind == "entity":
            self.put(_entity(found.group()))
        elif kind == "code":
            return self._code(found, source)
        elif kind == "auto":
            self._link(found["auto"].removeprefix("mailto:"), found["auto"])
        return found.end()

    def _nested(self, words: str, href: str) -> None:
        start = self.size
        inner = _Inline(_NO_NAMES, {}, self.note).text(words)
        if not inner.chars:
            return
        self.put(inner.chars)
        self.marks.append(Mark(start, self.size, "a", (("href", href),)))
        self.marks.extend(mark.at(mark.start + start, mark.stop + start) for mark in inner.marks)

    def _link(self, words: str, href: str) -> None:
        start = self.size
        self.put(words)
        self.marks.append(Mark(start, self.size, "a", (("href", href),)))

    def _code(self, found: re.Match[str], source: str) -> int:
        fence = found["code"]
        stop = -1 if fence in self.unclosed else _fence(source, fence, found.end())
        if stop < 0:
            self.unclosed.add(fence)
            self.put(fence)
            return found.end()
        self.put(source[found.end() : stop])
        return stop + len(fence)

    def _stars(self, found: re.Match[str], source: str) -> None:
        start, stop = found.span()
        before = source[start - 1] if start else " "
        after = source[stop] if stop < len(source) else " "
        can_open, can_close = _flanks(before, after, found.group()[0])
        can_close = can_close or (stop >= len(source.rstrip()) and found.group()[0] == "*")
        if not (can_open or can_close):
            self.put(found.group())
            return
        self.runs.append(_Run(found, len(self.pieces), self.size, (can_open, can_close)))
        self.put(found.group())

    def _match(self) -> None:
        """Pairs the runs, closers from the left with the nearest opener; what pairs is taken out of the words."""
        spans: list[tuple[_Run, _Run, int]] = []
        openers: list[_Run] = []
        for run in self.runs:
            while run.can_close and run.left and (opener := _opener(openers, run)) is not None:
                width = 2 if run.left >= 2 and opener.left >= 2 else 1
                while openers[-1] is not opener:
                    openers.pop()
                opener.left -= width
                run.left -= width
                spans.append((opener, run, width))
                if not opener.left:
                    openers.pop()
            if run.can_open and run.left:
                openers.append(run)
        if spans:
            self._take_out(spans)

    def _take_out(self, spans: list[tuple[_Run, _Run, int]]) -> None:
        """Rewrites words and marks with the matched asterisks gone."""
        offsets = [run.offset for run in self.runs]
        gone = [0, *accumulate(run.total - run.left for run in self.runs)]
        for run in self.runs:
            self.pieces[run.index] = run.char * run.left
        for opener, closer, width in spans:
            start, stop = opener.offset + opener.total, closer.offset
            if stop > start:
                self.marks.append(Mark(start, stop, "b" if width == 2 else "i"))
        moved = [
            mark.at(
                mark.start - gone[bisect_left(offsets, mark.start)], mark.stop - gone[bisect_left(offsets, mark.stop)]
            )
            for mark in self.marks
        ]
        self.marks = [mark for mark in moved if mark.stop > mark.start]


_NO_NAMES = tokens(())


def _opener(openers: list[_Run], run: _Run) -> _Run | None:
    """The nearest opener that the run may close, among the nearest `_NESTING` (work stays linear)."""
    for opener in openers[: -_NESTING - 1 : -1]:
        if opener.char != run.char:
            continue
        odd = (opener.can_close or run.can_open) and (opener.total + run.total) % 3 == 0
        if not (odd and (opener.total % 3 or run.total % 3)):
            return opener
    return None


def _fence(source: str, fence: str, start: int) -> int:
    """Where the next run of exactly that many backticks starts, or -1."""
    for found in _BACKTICKS.finditer(source, start):
        if found.group() == fence:
            return found.start()
    return -1


def _flanks(before: str, after: str, char: str) -> tuple[bool, bool]:
    """Whether a run can open and can close emphasis (CommonMark 6.2; laxer for asterisks after punctuation)."""
    blank_before, blank_after = before.isspace(), after.isspace()
    mark_before, mark_after = not before.isalnum() and not blank_before, not after.isalnum() and not blank_after
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    if char == "_":
        return left and (not right or mark_before), right and (not left or mark_after)
    return left, right or (mark_before and not blank_after and before in ":.;")


def _entity(written: str) -> str:
    """The character of an entity; as written where it stands for none, or for one that text may not hold."""
    char = html.unescape(written)
    return written if UNWANTED.search(char) else char


def label(name: str) -> str:
    """A reference's name as CommonMark compares it."""
    return " ".join(name.split()).casefold()


def ordered(marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks in document order, the outer before the inner, without those that would cross another."""
    if len(marks) < 2:
        return tuple(marks)
    kept: list[Mark] = []
    open_: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.stop, mark.atom is not None)):
        while open_ and open_[-1].stop <= mark.start:
            open_.pop()
        if open_ and mark.stop > open_[-1].stop:
            continue
        kept.append(mark)
        open_.append(mark)
    return tuple(kept)


class Inline:
    """Reads the paragraphs of one source: `references` are its link names (see `label`), `note` gives a call's mark."""

    def __init__(self, references: Mapping[str, str], note: Noter) -> None:
        self.references = references
        self.note = note
        self.token = tokens(references)

    def read(self, source: str) -> Text:
        """The words of a paragraph with `i`, `b`, `a` and note marks; line feeds stay where they are."""
        if _PLAIN.search(source) is None:
            return Text(source)
        return _Inline(self.token, self.references, self.note).text(source)
