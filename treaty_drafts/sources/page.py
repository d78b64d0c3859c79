"""A page that we wrote and somebody edited: its text, by the marks that it has, without what the page says around it.

In `main` the class of a line tells how deep it stands, and its number stands apart; line breaks, images and footnotes
are what they were. What an editor has put there without such marks is read as any other HTML.
"""

from __future__ import annotations

import re

from treaty_drafts.errors import SourceError
from treaty_drafts.model.tree import ATOM, Attrs, Block, Mark, Provision, Text, join
from treaty_drafts.sources.html import OWN, Element, Reader, clean
from treaty_drafts.sources.inline import ordered
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.line import Finding, Line, Report, Source
from treaty_drafts.sources.notes import note
from treaty_drafts.sources.placed import numbered

_LEVEL = re.compile(r"l(\d)")
_MOST = 8
"""Numbers of what begins on one line."""
_BACK = 200
"""Lines in which the number is looked for that a typed one goes on."""
_SAID = "the header, the contents and the heading of the notes are the page's own; what stands in `main` was read"


def read_page(root: Element, main: Element, name: str, report: Report) -> Source:
    """The lines in `main`, footnotes at their calls; `SourceError` where words of several texts stand there.

    The language is the one that the page names.
    """
    _refuse_several(main, name)
    reader = _Page(main, report)
    reader.block(main)
    reader.flush()
    report.append(Finding(0, "page", _SAID))
    heading = root.find("./body/header/h1")
    title = "" if heading is None else " ".join(clean(heading.text_content()).split())
    return Source(tuple(reader.lines), title, reader.uncalled(report), trusted=True, language=root.get("lang", ""))


def _refuse_several(main: Element, name: str) -> None:
    """Refuses what holds insertions, deletions and brackets of delegations: whose words they are is not read back."""
    view = main.get(OWN, "")
    added = (one for one in main.iter("span", "b") if one.get("class") in ("by", "g") and one.text_content().strip())
    if view not in ("redline", "table") and next(added, None) is None:
        return
    raise SourceError(
        f"this is a page of ours in the {view} view, with the words of more than one text in it",
        place=f"{name}:{main.sourceline}",
        step="take the clean view: `treaty-drafts render VERSION.xml --view clean --keep-brackets -o COPY.html`",
    )


class _Page(Reader):
    """One walk over `main`."""

    blanks = re.compile(r"[ \t]*[\t\n\r\f][ \t\n\r\f]*")
    feed = Text(ATOM, (Mark(0, 1, "eol", (), Provision("eol", "", (), ())),))

    def __init__(self, main: Element, report: Report) -> None:
        super().__init__(report)
        self._called: set[str] = set()
        self._seen: set[str] = set()
        self._notes: dict[str, tuple[int, str, list[Text]]] = {}
        for feed in main.iter("br"):
            feed.tail = (feed.tail or "").removeprefix("\n")  # the renderer's own
        ident = ""
        for one in main.iter("p"):
            if _is_note(one):
                marker = self._marker(one)
                ident = one.get("id", "") if marker else ident
                self._notes.setdefault(ident, (one.sourceline or 0, marker, []))[2].append(self.flat(one))

    def _marker(self, line: Element) -> str:
        """The marker of a note, taken out of its first line; the empty string of any other line."""
        num = _number(line)
        sup = None if num is None else num.find(".//sup")
        if num is None or sup is None:
            return ""
        marker = sup.text_content()
        sup.drop_tree()
        num.tail = (num.tail or "").removeprefix(" ") if not num.text_content().strip() else num.tail
        return marker

    def uncalled(self, report: Report) -> tuple[Text, ...]:
        """The notes that nothing calls, each with its marker."""
        found = []
        for ident, (number, marker, texts) in self._notes.items():
            if ident not in self._called:
                report.append(Finding(number, "note", f"nothing calls note {marker}; its words are kept at the end"))
                found.append(join([Text(f"{marker}."), *(part for text in texts for part in (Text(" "), text))]))
        return tuple(found)

    def child(self, child: Element) -> None:
        level = _LEVEL.search(child.get("class", "")) if child.tag == "p" else None
        if _is_note(child) or _is_notes_heading(child):
            return
        if child.tag == "table":
            self._placed(child)
        elif level is None:
            before = len(self.lines)
            super().child(child)
            if child.tag == "p":
                self.lines[before:] = [self._typed(line) for line in self.lines[before:]]
        else:
            self.flush()
            self._paragraph(child, int(level[1]))

    def _placed(self, table: Element) -> None:
        """A table, as deep as its lines say that it stands."""
        cell = table.find(".//p")
        level = None if cell is None else _LEVEL.search(cell.get("class", ""))
        kept = self.depth
        self.depth = kept if level is None else 2 * int(level[1]) - 1
        super().child(table)
        self.depth = kept

    def _paragraph(self, line: Element, level: int) -> None:
        """A line of ours. Words stand between the depth of the number that they belong to and that of those within."""
        self.number = line.sourceline or self.number
        ident = line.get("id", "")
        ours = bool(ident) and ident not in self._seen  # of two with one id an editor made the second of the first
        self._seen.add(ident)
        num = _number(line)
        if num is None:
            words = self.flat(line)
            if words.chars:
                told = Line(self.number, words, 0, 2 * level - 1, exact=ours)
                self.lines.append(told if ours else self._typed(told))
            return
        number = self.flat(num)
        num.drop_tree()
        words = self.flat(line)
        if number.marks or not number.chars:
            between = [Text(" ")] if number.chars and words.chars else []
            self.lines.append(Line(self.number, join([number, *between, words]), 0, 2 * level - 2))
            return
        *outer, own = _labels(number.chars)
        depth = 2 * level - 2
        for above, label in enumerate(outer):
            self.lines.append(numbered(self.number, Text(label), Text(), depth - 2 * (len(outer) - above)))
        self.lines.append(numbered(self.number, Text(own), words, depth))

    def _typed(self, line: Line) -> Line:
        """A line that an editor put in with its number among the words: as deep as the last one numbered likewise."""
        label = label_at(line.text.chars)
        if label is None or label.kind not in ("para", "point") or line.level or line.label or line.bullet:
            return line
        ranks = ("enclosed", "para") if label.rank == "enclosed" and label.key[1:] else (label.rank,)
        for one in reversed(self.lines[-_BACK:]):
            if one.level:
                break
            above = label_at(f"{one.label} ") if one.label else None
            if above is not None and above.rank in ranks and above.key <= label.key:
                return Line(line.number, line.text, 0, one.depth)
        return line

    def even(self, text: Text) -> Text:
        text = super().even(text)
        return Text(text.chars, _joined(text.marks)) if len(text.marks) > 1 else text

    def inline(self, element: Element) -> Text:
        role = element.get("class", "")
        if element.tag == "sup" and role == "call":
            return self._call(element)
        source = element.get("data-src", "") if role == "img" else ""
        if source:
            alt = element.text_content()
            attrs = (("src", source), *((("alt", alt),) if alt not in ("", source) else ()))
            return Text(ATOM, (Mark(0, 1, "img", attrs, Provision("img", "", attrs, ())),))
        return super().inline(element)

    def _call(self, element: Element) -> Text:
        """A footnote at its call; a second call of it has no words, as in Markdown."""
        link = element.find("a")
        ident = "" if link is None else link.get("href", "").removeprefix("#")
        marker = " ".join(element.text_content().split())
        _, _, texts = self._notes.get(ident, (0, "", []))
        mark = note(marker, [] if ident in self._called else texts)
        self._called.add(ident)
        return Text(ATOM, (mark,))

    def _cell(self, cell: Element) -> tuple[Block, ...]:
        """The lines of a cell; those of any other page where an editor has put something else there."""
        lines = [one for one in cell if one.tag == "p"]
        beside = [cell.text, *(one.tail for one in cell)]
        if not lines or len(lines) < len(cell) or any(words and words.strip() for words in beside):
            return super()._cell(cell)
        return tuple(Block("p", "", (), self.flat(one)) for one in lines)


def _joined(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks, those that the renderer had to cut where another begins in one piece again."""
    found: list[Mark] = []
    ends: dict[tuple[str, Attrs, int], int] = {}
    for mark in marks:
        at = ends.pop((mark.name, mark.attrs, mark.start), len(found)) if mark.atom is None else len(found)
        if at == len(found):
            found.append(mark)
        else:
            found[at] = found[at].at(found[at].start, mark.stop)
        if mark.atom is None:
            ends[mark.name, mark.attrs, mark.stop] = at
    return ordered(found)


def _number(line: Element) -> Element | None:
    """The number at the head of a line, after what has no words."""
    if (line.text or "").strip():
        return None
    for child in line:
        if child.get("class") == "num":
            return child
        if child.text_content().strip() or (child.tail or "").strip():
            break
    return None


def _is_note(element: Element) -> bool:
    return element.tag == "p" and "note" in element.get("class", "").split() and _in_notes(element)


def _is_notes_heading(element: Element) -> bool:
    return element.tag == "h2" and _in_notes(element) and element.getprevious() is None


def _in_notes(element: Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag == "section" and above.get("id") == "notes"


def _labels(numbers: str) -> list[str]:
    """The numbers that hang before one line, the outermost first."""
    found: list[str] = []
    while len(found) < _MOST and (label := label_at(f"{numbers} ")) is not None and 0 < label.stop < len(numbers):
        found.append(numbers[: label.stop].rstrip())
        numbers = numbers[label.stop :].lstrip()
    return [*found, numbers]
