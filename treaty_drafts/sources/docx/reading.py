"""One reading of a Word document: the lines that it has when some of its changes are accepted and the rest rejected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from treaty_drafts.model.tree import Block, Mark, Node, Provision, Text, join
from treaty_drafts.sources.decode import BIDI
from treaty_drafts.sources.docx.document import Authors, Document, Form, Paragraph, Run, Table
from treaty_drafts.sources.docx.numbering import Label
from treaty_drafts.sources.docx.styles import Numbered
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.line import Finding, Line, Report, Source, respace, strip
from treaty_drafts.sources.notes import note
from treaty_drafts.sources.plain import broken_lines

Sight: TypeAlias = Callable[[Authors, Authors], bool]
"""Whether what these authors inserted and those deleted is there."""

_ORDER = ("b", "i", "u", "sup", "sub")
_SHOWN = 20
_LONGEST = 160
_NOWHERE = Numbered("0", 0)


def accepted(_inserted: Authors, deleted: Authors) -> bool:
    """Every change accepted: how the document reads when it is opened."""
    return not deleted


def rejected(inserted: Authors, _deleted: Authors) -> bool:
    """Every change rejected: how it read before."""
    return not inserted


def by(authors: Collection[str]) -> Sight:
    """The changes of these authors accepted, all others rejected."""

    def sees(inserted: Authors, deleted: Authors) -> bool:
        return all(one in authors for one in inserted) and not any(one in authors for one in deleted)

    return sees


class Joined:
    """A paragraph as one reading has it: its own runs, after those of the paragraphs whose end is gone.

    `anchors` are the bookmarks of those that have words.
    """

    __slots__ = ("anchors", "form", "number", "runs")

    def __init__(self, number: int, form: Form, runs: tuple[Run, ...], anchors: tuple[str, ...]) -> None:
        self.number = number
        self.form = form
        self.runs = runs
        self.anchors = anchors


def joined(paragraphs: Iterable[Paragraph | Table], sees: Sight) -> Iterable[Joined | Table]:
    """The paragraphs and tables of a reading. A paragraph whose end is not there goes on in the next."""
    waiting: Joined | None = None
    for block in paragraphs:
        if isinstance(block, Table):
            if waiting is not None:
                yield waiting
                waiting = None
            yield block
            continue
        runs = tuple([run for run in block.runs if sees(run.inserted, run.deleted)])
        form = block.former if block.former is not None and not sees((block.reformed,), ()) else block.form
        this = Joined(block.number, form, runs, block.anchors)
        if waiting is not None:
            this = _after(waiting, this)
        if sees(block.inserted, block.deleted):
            yield this
            waiting = None
        else:
            waiting = this
    if waiting is not None and waiting.runs:
        yield waiting


def _after(first: Joined, second: Joined) -> Joined:
    """The two in one; it looks like the first, if that has words."""
    leading = first if speaks(first) else second
    named = tuple(name for one in (first, second) if one is leading or speaks(one) for name in one.anchors)
    return Joined(leading.number, leading.form, first.runs + second.runs, named)


def speaks(one: Joined) -> bool:
    """Whether a paragraph has words."""
    return any(not run.chars.isspace() for run in one.runs)


class Reader:
    """Makes the lines of one reading."""

    def __init__(self, document: Document, sees: Sight, report: Report) -> None:
        self.document = document
        self.sees = sees
        self.report = report
        self.counting = document.numbering.counting()
        self.called: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.calls: dict[int, str] = {}
        self.kept: list[Mark] = []

    def source(self) -> Source:
        """The lines of the whole document; notes that nothing calls are kept at the end."""
        lines: list[Line] = []
        for block in joined(self.document.body, self.sees):
            if isinstance(block, Table):
                node = self.table(block)
                if node.children:
                    lines.append(Line(block.number, Text(), node=node))
            else:
                lines.extend(self.lines(block))
        return Source(tuple(lines), "", self._uncalled(), trusted=_trusted(lines))

    def lines(self, paragraph: Joined) -> list[Line]:
        """The lines of a paragraph: one, unless line breaks in it begin new ones."""
        level, label = self.look(paragraph.form)
        text = self.text(paragraph.runs)
        number = paragraph.number
        depth = 0
        if label is not None and not label.bullet and (level or _told(label.text)):
            text = join([Text(f"{label.text} "), text])
            depth, label = label.alike, None
        parts = [Text()]
        if text.chars and not text.chars.isspace():
            whole = level or "\n" not in text.chars
            parts = [strip(respace(text.chars, text.marks))] if whole else [part for _, part in broken_lines(text)]
        elif label is None:
            return []
        if label is None:
            return [Line(number, part, level, depth) for part in parts]
        depth = 1 + label.level
        first = Line(number, parts[0], 0, depth, "" if label.bullet else label.text, label.bullet)
        return [first, *(Line(number, part, 0, depth + 1) for part in parts[1:])]

    def look(self, form: Form) -> tuple[int, Label | None]:
        """The heading level of the next paragraph, and the number that Word computes for it."""
        style = self.document.styles[form.style]
        numbered = form.numbered or style.numbered
        if numbered is not None and not numbered.list:
            numbered = Numbered((style.numbered or _NOWHERE).list, numbered.level)
        level = style.level if form.level < 0 else form.level
        return level, None if numbered is None else self.counting.label(numbered, form.style)

    def text(self, runs: Iterable[Run]) -> Text:
        """The words of runs with their marks and notes."""
        pieces: list[Text] = []
        chars = ""
        last: Run | None = None
        for run in runs:
            if last is not None and (run.note or last.note or run.marks != last.marks or run.href != last.href):
                pieces.append(self._piece(chars, last))
                chars = ""
            chars += run.chars
            last = run
        if last is not None:
            pieces.append(self._piece(chars, last))
        return pieces[0] if len(pieces) == 1 else join(pieces)

    def line(self, runs: Iterable[Run]) -> Text:
        """The words of runs in one line, without blanks at its ends."""
        text = self.text(runs)
        return strip(respace(text.chars, text.marks))

    def _piece(self, chars: str, run: Run) -> Text:
        if run.note:
            return Text(chars, (self._note(run.note, run.href).at(0, 1),))
        if not run.marks and not run.href:
            return Text(chars)
        stop = len(chars)
        link = [Mark(0, stop, "a", (("href", run.href),))] if run.href else []
        return Text(chars, (*link, *(Mark(0, stop, name) for name in _ORDER if name in run.marks)))

    def _note(self, name: str, sign: str) -> Mark:
        kind = name.partition(" ")[0]
        self.called[kind] += not sign
        marker = sign or str(self.called[kind])
        paragraphs = self.document.notes.get(name)
        if paragraphs is None:
            self.report.append(Finding(0, "note", f"{kind} {marker} is called, but no such note is in the file"))
            return note(marker, [])
        if name in self.seen:
            self.report.append(
                Finding(0, "note", f"{kind} {marker} is called twice; its words stand at the first call")
            )
            return note(marker, [])
        self.seen.add(name)
        mark = note(marker, self._texts(paragraphs))
        self.calls[id(mark.atom)] = name
        self.kept.append(mark)
        return mark

    def _texts(self, paragraphs: Iterable[Paragraph]) -> list[Text]:
        """The words of paragraphs that are no lines of their own, in a note or a cell; their numbers before them."""
        texts = []
        for paragraph in joined(paragraphs, self.sees):
            if isinstance(paragraph, Joined):
                _, label = self.look(paragraph.form)
                text = self.text(paragraph.runs)
                if label is not None and not label.bullet:
                    text = join([Text(f"{label.text} "), text])
                text = strip(respace(text.chars, text.marks))
                if text.chars:
                    texts.append(text)
        return texts

    def table(self, table: Table) -> Provision:
        """A table with the rows of this reading."""
        rows: list[Node] = []
        for row in table.rows:
            if not self.sees(row.inserted, row.deleted):
                continue
            cells: list[Node] = []
            for cell in row.cells:
                texts = self._texts(cell.paragraphs) or [Text()]
                cells.append(Provision("td", "", cell.attrs, tuple(Block("p", "", (), text) for text in texts)))
            if cells:
                rows.append(Provision("tr", "", (), tuple(cells)))
        return Provision("table", "", (), tuple(rows))

    def _uncalled(self) -> tuple[Text, ...]:
        """The notes that the document calls nowhere, whatever is accepted."""
        everywhere = {run.note for one in self.document.paragraphs() for run in one.runs if run.note}
        left = [paragraphs for name, paragraphs in self.document.notes.items() if name not in everywhere]
        texts = [text for paragraphs in left for text in self._texts(paragraphs)]
        if texts:
            self.report.append(
                Finding(0, "note", f"{len(texts)} notes are called nowhere; their words are kept at the end")
            )
        return tuple(texts)


def _told(label: str) -> bool:
    """Whether the lifter knows a number of that form by itself, as it knows typed ones."""
    found = label_at(f"{label} x")
    return found is not None and len(label) <= found.stop <= len(label) + 1


def _trusted(lines: Iterable[Line]) -> bool:
    """Whether heading styles say where the articles are; or, where there are no articles, what the parts are."""
    headed = [bool(line.level) for line in lines if (label := label_at(line.text.chars)) and label.kind == "article"]
    return any(headed) or (not headed and any(line.level for line in lines))


def read_lines(document: Document, report: Report) -> Source:
    """The lines of the document as it reads with every change accepted; `report` says what is in it beside its text."""
    say_beside(document, report)
    source = Reader(document, accepted, report).source()
    report.extend(
        Finding(line.number, "bidi", f"the invisible U+{ord(found.group()):04X} changes the order of words shown; kept")
        for line in source.lines
        for found in BIDI.finditer(line.text.chars)
    )
    return source


def say_beside(document: Document, report: Report) -> None:
    """Reports what is in the document beside its text: what was left out, changes, comments."""
    report.extend(document.report)
    authors = Counter(author for one in document.paragraphs() for author in one.changed())
    if authors:
        listed = ", ".join(f"{author or 'somebody'} ({count})" for author, count in authors.most_common(_SHOWN))
        step = "for an amendment of each author, `propose` it to its base with `--authors`"
        report.append(Finding(0, "changes", f"read as if all were accepted; paragraphs changed by {listed}: {step}"))
    places = {name: one.number for one in document.paragraphs() for name in one.comments}
    for name, comment in document.comments.items():
        words = " ".join(comment.words.split())
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        report.append(Finding(places.get(name, 0), "comment", f"{comment.author or 'somebody'}: “{shown}”"))
