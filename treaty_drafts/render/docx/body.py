"""Paragraphs as WordprocessingML: the text, its footnotes, and the comments on it.

Joined from strings, each escaped once: a redline of a large treaty has tens of thousands of runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, groupby
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.akn import escape
from treaty_drafts.model.bookmarks import Bookmarks
from treaty_drafts.render.docx.frame import STEP
from treaty_drafts.render.docx.package import SPACES
from treaty_drafts.render.docx.paragraph import Mark, Notes, Paragraph
from treaty_drafts.render.docx.runs import Runs
from treaty_drafts.render.docx.table import table_xml
from treaty_drafts.render.rendition import Line, Run

_LEVELS: Final = 6
_CENTRED: Final = 100
"""Characters of a line of the front matter; a longer one is no title, and starts at the margin."""
_WRAPS: Final[dict[tuple[Mark, str], str]] = {
    ("", "inserted"): "ins",
    ("", "deleted"): "del",
    ("left", ""): "moveFrom",
    ("left", "deleted"): "del",
    ("arrived", ""): "moveTo",
    ("arrived", "inserted"): "ins",
}
"""By the mark of a paragraph and the change of a run: what is around the run."""
_NEVER: Final = "1970-01-01"
"""The day of changes where none is known. LibreOffice takes changes without a day, or within a minute, on both sides of
the end of a paragraph for one, the end included; so those of one paragraph are two minutes from those of the next."""
Wrap: TypeAlias = tuple[str, tuple[str, ...]]
"""The element of a change, and its sponsors."""
_UNCHANGED: Final[Wrap] = ("", ())
_WHOLE: Final[dict[Mark, str]] = {"inserted": "ins", "deleted": "del", "left": "moveFrom", "arrived": "moveTo"}
_RANGES: Final = {"left": "moveFromRange", "arrived": "moveToRange"}


class Body:
    """Writes paragraphs; footnotes and comments gather.

    `date` is the day of the changes, `author` who makes those that no delegation asks for.
    """

    def __init__(self, runs: Runs, notes: Notes, *, author: str, date: str) -> None:
        self._runs = runs
        self._notes = notes
        self._author = author
        self._dates = tuple(f' w:date="{date or _NEVER}T00:0{minute}:00Z"' for minute in (0, 2))
        self._heads: dict[tuple[str, int, bool], str] = {}
        self._ended = 0
        self._ids = count(1)
        self._signed: dict[tuple[str, int], str] = {}
        self._bookmarks = Bookmarks()
        self._named: set[str] = set()
        self._footnotes: list[str] = []
        self._comments: list[str] = []
        self._waiting: list[str] = []
        self._in_note = False

    def text(self, paragraphs: Sequence[Paragraph]) -> list[str]:
        """The paragraphs, those in cells as tables, in pieces to be joined."""
        out: list[str] = []
        open_move: tuple[Mark, int, int] | None = None
        for table, group in groupby(paragraphs, key=_table):
            if table:
                out.append(table_xml(self, list(group), rtl=self._runs.rtl))
                continue
            for one in group:
                if open_move and (one.mark, one.move) != open_move[:2]:
                    out.append(f'<w:{_RANGES[open_move[0]]}End w:id="{open_move[2]}"/>')
                    open_move = None
                start = ""
                if one.move and open_move is None:
                    open_move = one.mark, one.move, self._id()
                    start = (
                        f'<w:{_RANGES[one.mark]}Start w:id="{open_move[2]}" w:name="move{one.move}"'
                        f"{self._by(one.author)}/>"
                    )
                out.append(self.paragraph(one, start))
        if open_move:
            out.append(f'<w:{_RANGES[open_move[0]]}End w:id="{open_move[2]}"/>')
        return out

    @property
    def footnotes(self) -> str:
        """The part `footnotes`, with the two lines that part notes from text."""
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{ident}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
            f' w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for ident, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return f"<w:footnotes {SPACES}>{rules}{''.join(self._footnotes)}</w:footnotes>"

    @property
    def comments(self) -> str:
        """The part `comments`; empty where there is none."""
        return f"<w:comments {SPACES}>{''.join(self._comments)}</w:comments>" if self._comments else ""

    # Paragraphs

    def paragraph(self, one: Paragraph, start: str = "") -> str:
        """One paragraph; `start` comes before its runs."""
        line, mark = one.line, one.mark
        head = self._heads.get((line.role, line.level, not line.num)) or self._head(line)
        whole = ""
        if mark:
            whole = _WHOLE.get(mark, "")
            head += f"<w:rPr><w:{whole}{self._change(one.author)}/></w:rPr>"
        inner = "" if mark else self._short(line)
        if not inner:
            inner = "".join(self._groups(_runs_of(line), one))
        if one.remarks:
            inner = self._commented(one, inner)
        if line.role == "note" and line.num:
            number = self._runs.of_note("<w:footnoteRef/>") if self._notes.numbered else self._runs.run(line.num[0])
            inner = number + self._runs.text(" ") + inner
        ended, named = self._bookmark(line.wid) if mark != "left" else ("", "")
        self._ended += not whole
        waiting = self._references() if self._waiting else ""
        return f"{head}</w:pPr>{named}{start}{inner}{ended}{waiting}</w:p>"

    def _head(self, line: Line) -> str:
        """A paragraph up to the end of its properties; kept for lines of the same shape."""
        made = f"<w:p><w:pPr>{_shape(line)}"
        if line.role != "front":  # whose shape depends on its length
            self._heads[line.role, line.level, not line.num] = made
        return made

    def _bookmark(self, wid: str) -> tuple[str, str]:
        """The end and the start of the bookmark of a line's wId, where no line had it before."""
        if not wid or wid in self._named:
            return "", ""
        self._named.add(wid)
        ident = self._id()
        name = self._bookmarks.name(wid)
        return f'<w:bookmarkEnd w:id="{ident}"/>', f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/>'

    def _short(self, line: Line) -> str:
        """The runs of a line of a number and words in one run each, without a change, as most are; of another none."""
        if len(line.runs) != 1 or len(line.num) != 1 or line.role != "text":
            return ""
        (num,), (words,) = line.num, line.runs
        if num.change or words.change or not num.kind == words.kind == "text":
            return ""
        write = self._runs.run
        return f"{write(num, 'Number')}<w:r><w:tab/></w:r>{write(words)}"

    def _groups(self, runs: Iterable[tuple[Run, str]], one: Paragraph) -> list[str]:
        """The runs; neighbours of one change and one author are in one element."""
        mark, write = one.mark, self._runs.run
        out: list[str] = []
        changes: list[str] = []
        held: list[str] = []
        last = _UNCHANGED

        def close(after: Wrap) -> None:
            kind, by = last
            if held:
                author = by[0] if by else one.author or self._author
                changes.append(f"<w:{kind}{self._change(author)}>{''.join(held)}</w:{kind}>")
                held.clear()
            if changes and (after is _UNCHANGED or after[1] != by):
                out.append(self._told(changes, by))
                changes.clear()

        for run, style in runs:
            wrap = self._wrap(run, mark) if mark or run.change else _UNCHANGED
            if wrap != last:
                close(wrap)
                last = wrap
            to = out if wrap is _UNCHANGED else held
            if run.kind == "call":
                to.append(self._call(run, style, mark, deleted=wrap[0] == "del"))
            else:
                to.append(write(run, style, deleted=wrap[0] == "del"))
        close(_UNCHANGED)
        return out

    def _told(self, changes: Sequence[str], by: tuple[str, ...]) -> str:
        """Neighbouring changes of the same sponsors, such as a word and what comes instead; a comment names them all.

        One comment, not one for each: LibreOffice reads the whole part anew for each comment in it.
        """
        changed = "".join(changes)
        return changed if len(by) < 2 else self._comment(changed, by[0], ", ".join(by))

    def _wrap(self, run: Run, mark: Mark) -> Wrap:
        if mark in ("inserted", "deleted"):
            return _WHOLE[mark], run.by
        wrap = _WRAPS.get((mark, run.change), "")
        return (wrap, run.by) if wrap else _UNCHANGED

    def _call(self, run: Run, style: str, mark: Mark, *, deleted: bool) -> str:
        """A footnote's call, and with it the footnote."""
        if not self._in_note and (note := self._notes.of(run, mark)):
            if self._notes.numbered:
                return self._runs.of_note(f'<w:footnoteReference w:id="{self._footnote(note)}"/>')
            reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{self._footnote(note)}"/>'
            return self._runs.run(run, deleted=deleted, before=reference)
        return self._runs.run(run, style, deleted=deleted)

    def _footnote(self, note: Sequence[Paragraph]) -> int:
        """Writes a footnote and returns its number in the part."""
        self._in_note = True
        body = "".join(map(self.paragraph, note))
        self._in_note = False
        ident = len(self._footnotes) + 1
        self._footnotes.append(f'<w:footnote w:id="{ident}">{body}</w:footnote>')
        return ident

    # Changes and comments

    def _id(self) -> int:
        return next(self._ids)

    def _by(self, author: str) -> str:
        key = author, self._ended % 2
        found = self._signed.get(key)
        if found is None:
            name = escape.value(author or self._author)
            found = self._signed[key] = f' w:author="{name}"{self._dates[key[1]]}'
        return found

    def row_change(self, one: Paragraph) -> str:
        """That a row comes or goes with its paragraphs, of which `one` is the first."""
        return f"<w:{_WHOLE[one.mark]}{self._change(one.author)}/>"

    def _change(self, author: str) -> str:
        return f' w:id="{self._id()}"{self._by(author)}'

    def _commented(self, one: Paragraph, inner: str) -> str:
        for remark in one.remarks:
            inner = self._comment(inner, remark.author, remark.text)
        return inner

    def _comment(self, inner: str, author: str, text: str) -> str:
        """What is commented on, between the marks of the comment; a footnote takes none."""
        if self._in_note:
            return inner
        ident = len(self._comments)
        self._comments.append(
            f'<w:comment w:id="{ident}"{self._by(author)}><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
            f"{self._runs.text(text)}</w:p></w:comment>"
        )
        reference = (
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{ident}"/></w:r>'
        )
        if len(self._footnotes) == 1 and self._notes.several:
            self._waiting.append(reference)
            reference = ""
        return f'<w:commentRangeStart w:id="{ident}"/>{inner}<w:commentRangeEnd w:id="{ident}"/>{reference}'

    def _references(self) -> str:
        """The references of comments that stand between the first footnote and the second, once the second is written.

        One between the two makes LibreOffice 7.4 lose the words of both. The ranges stay where the comments belong.
        """
        if len(self._footnotes) < 2 or self._in_note:
            return ""
        waiting, self._waiting = self._waiting, []
        return "".join(waiting)


def _table(one: Paragraph) -> str:
    return one.line.cell[0] if one.line.cell else ""


def _shape(line: Line) -> str:
    """The style of a line, and what of its shape the style does not say."""
    role, level = line.role, min(line.level, _LEVELS)
    if role == "heading":
        return f'<w:pStyle w:val="Heading{max(level, 1)}"/>'
    if role == "text":
        if not level:
            return '<w:pStyle w:val="Text"/>'
        flush = "" if line.num else f'<w:ind w:left="{STEP * level}" w:firstLine="0"/>'
        return f'<w:pStyle w:val="Text{level}"/>{flush}'
    if role == "front":
        long = sum(len(run.text) for run in line.runs) > _CENTRED
        return '<w:pStyle w:val="Front"/>' + ('<w:jc w:val="left"/>' if long else "")
    return f'<w:pStyle w:val="{_STYLES[role]}"/>'


_STYLES: Final = {"title": "Title", "cell": "Cell", "note": "FootnoteText", "remark": "Remark"}


def _runs_of(line: Line) -> list[tuple[Run, str]]:
    """The runs of a line and their character styles: its number, what parts it from the words, the words."""
    words = [(run, "") for run in line.runs]
    if not line.num:
        return words
    num = [(run, "Number") for run in (line.num[1:] if line.role == "note" else line.num)]
    if not num:
        return words
    heading = line.role == "heading"
    if struck := _struck(num):
        old, new = num[:struck], num[struck:]
        before = not heading or any(run.change != "inserted" for run, _ in words)
        after = not heading or any(run.change != "deleted" for run, _ in words)
        blank = _BLANK if heading else _TAB
        first = [*old, (_parting(blank, old), "")] if before else _apart(old)
        return [*first, *new, *([(_parting(blank, new), "")] if after else ()), *words]
    if not heading:
        return [*num, (_parting(_TAB, num), ""), *words]
    return [*num, (_parting(_BLANK, num, words), ""), *words] if words else num


def _struck(num: Sequence[tuple[Run, str]]) -> int:
    """How many runs of a number are the old one, where all of that is struck and another comes instead; else none."""
    changes = [run.change for run, _ in num]
    count = changes.count("deleted")
    return count if changes == ["deleted"] * count + ["inserted"] * (len(changes) - count) and num[count:] else 0


def _apart(num: Sequence[tuple[Run, str]]) -> list[tuple[Run, str]]:
    """A number with room behind it, where a blank would be left over at the end of a line whose change is rejected."""
    last, style = num[-1]
    end = msgspec.structs.replace(last, text=last.text[-1:], styles=(*last.styles, ("room", ())))
    return [*num[:-1], (msgspec.structs.replace(last, text=last.text[:-1]), style), (end, style)]


def _parting(blank: Run, *sides: Sequence[tuple[Run, str]]) -> Run:
    """What is between a number and its words; it comes and goes with either side that comes or goes whole."""
    for side in sides:
        first = side[0][0]
        if first.change and all(run.change == first.change for run, _ in side):
            return Run(blank.text, first.change, "label", by=first.by)
    return blank


_TAB: Final = Run("\t", kind="label")
_BLANK: Final = Run(" ", kind="label")
