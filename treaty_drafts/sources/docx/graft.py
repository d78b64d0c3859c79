"""An edited copy of our own Word file, grafted on its base: what nobody touched is the base's own, ids and all."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter

from treaty_drafts.akn import annexed
from treaty_drafts.akn.profile import NOTES
from treaty_drafts.model.ids import address
from treaty_drafts.model.order import increasing
from treaty_drafts.model.tree import Block, Mark, Provision, Text, blocks, join
from treaty_drafts.model.version import Version
from treaty_drafts.sources.docx.document import Document, Table
from treaty_drafts.sources.docx.inner import Inner
from treaty_drafts.sources.docx.layout import layout
from treaty_drafts.sources.docx.own import Item, items, note_runs
from treaty_drafts.sources.docx.reading import Joined, Reader, Sight, joined
from treaty_drafts.sources.docx.twigs import Tree, Twig
from treaty_drafts.sources.docx.weave import Piece, as_shown, woven
from treaty_drafts.sources.line import Finding, Line, Report, Source, strip
from treaty_drafts.sources.structure import lift_parts


def graft(base: Version, document: Document, sees: Sight, report: Report) -> Version:
    """The version that the document is in that reading, where it was made of `base`.

    Lines that are the base's keep their elements, wIds and all that Word cannot show; words that are new bring the
    formatting that they have. Lines that are gone go with what has no other; what is new is lifted and stands after the
    line that it follows. With nothing changed it is the base itself.
    """
    work = _Graft(base, Reader(document, sees, report), report)
    work.words()
    work.gone()
    work.inner.settle()
    work.order()
    root = work.tree.frozen()
    return base if root is base.root else Version(address(root, fixed=True), base.facts, base.attrs)


class _Graft:
    """One run: the lines of the base, the paragraphs of the reading, and the tree that becomes the version."""

    def __init__(self, base: Version, reader: Reader, report: Report) -> None:
        self.base = base
        self.reader = reader
        self.report = report
        self.lines, again = layout(base)
        self.tree = Tree(base.root)
        self.inner = Inner(self.tree)
        self.notes = _notes(base)
        self.items = items(self.reader, self.lines, again)
        self.tree.kept = {
            item.wid
            for item in self.items
            if isinstance(item, Item) and (item.words.chars or item.number.chars or item.row or self._empty(item.wid))
        }

    # -- words ---------------------------------------------------------------------------------------------------------

    def words(self) -> None:
        """Gives every line of the base that is there the words and the number that it has now."""
        for item in self.items:
            if not isinstance(item, Item) or not item.wid:
                continue
            node, numbers = self.lines[item.wid]
            words = item.words if item.number.chars or not numbers else _unnumbered(item.words, numbers)
            if numbers and item.number.chars:
                self._number(item.number, numbers)
            elif numbers and words is item.words:
                for number in numbers:
                    self.inner.remove(number.wid)
            elif item.number.chars:
                words = join([item.number, Text(" "), words])
            if isinstance(node, Block):
                text = self.woven(node.text, words)
                if text != node.text:
                    self.inner.replace(Block(node.name, node.wid, node.attrs, text))
            elif words.chars and node.wid in self.tree:
                self.tree.head(node.wid, Block("heading", "", (), words))

    def _number(self, read: Text, numbers: tuple[Block, ...]) -> None:
        """The number before the words: of several that hang there, the last may differ."""
        own = numbers[-1]
        before = " ".join(as_shown(number.text) for number in numbers[:-1])
        if not as_shown(read).startswith(before):
            return
        rest = strip(read.slice(_reach(read.chars, before), len(read.chars)))
        text = self.woven(own.text, rest)
        if rest.chars and text != own.text:
            self.inner.replace(Block(own.name, own.wid, own.attrs, text))

    def woven(self, base: Text, read: Text) -> Text:
        """The words that were read, woven into those of the base."""
        return woven(base, read, self._note)

    def _note(self, own: Piece | None, read: Piece) -> Mark:
        """A footnote at its call: the base's where the bookmarks in it, or its place, say so; else a new one."""
        assert read.note is not None
        paragraphs = self._note_paragraphs(read.note)
        named = next((self.notes[name] for one in paragraphs for name in one.anchors if name in self.notes), None)
        mark = named or (own.note if own is not None else None)
        if mark is None or not isinstance(mark.atom, Provision):
            return read.note
        texts = [self.reader.line(note_runs(one.runs)) for one in paragraphs]
        return self._regrown(mark, mark.atom, [text for text in texts if text.chars])

    def _note_paragraphs(self, mark: Mark) -> list[Joined]:
        name = self.reader.calls.get(id(mark.atom), "")
        found = joined(self.reader.document.notes.get(name, ()), self.reader.sees)
        return [one for one in found if isinstance(one, Joined)]

    def _regrown(self, mark: Mark, note: Provision, texts: list[Text]) -> Mark:
        """The note with the words that it has now, line by line."""
        if not all(isinstance(child, Block) for child in note.children):
            return mark
        read = iter(texts)
        lines: list[Block] = []
        for line in blocks(Provision("", "", (), note.children)):
            text = next(read, None) if as_shown(line.text) else line.text
            if text is not None:
                lines.append(Block(line.name, line.wid, line.attrs, self.woven(line.text, text)))
        lines += [Block("p", "", (), text) for text in read]
        if tuple(lines) == note.children:
            return mark
        return Mark(0, 1, mark.name, mark.attrs, Provision(note.name, note.wid, note.attrs, tuple(lines)))

    # -- structure -----------------------------------------------------------------------------------------------------

    def gone(self) -> None:
        """Takes out the lines that the reading no longer has; an empty one goes with what it stands in."""
        for wid, place in self.lines.items():
            if wid not in self.tree.kept and wid not in self.notes and (place.numbers or not self._empty(wid)):
                for node in (*place.numbers, place.node):
                    self.inner.remove(node.wid)

    def _empty(self, wid: str) -> bool:
        place = self.lines.get(wid)
        return place is not None and isinstance(place.node, Block) and not as_shown(place.node.text)

    def order(self) -> None:
        """Puts what moved and what is new where it stands now."""
        standing = self._standing()
        place = {wid: at for at, wid in enumerate(self.lines)}
        last: Twig | None = None
        for known, run in groupby(self.items, key=self._known):
            if not known:
                last = self._new(list(run), last)
                continue
            moving: list[Item] = []
            for item in run:
                assert isinstance(item, Item)
                if item.wid in self.inner:
                    last = last if moving else self.tree.twig(self.inner.holders[item.wid])
                elif item.wid in standing:
                    last = self._move(moving, last)
                    moving = []
                    last = self.tree.twig(item.wid)
                else:
                    if moving and place[item.wid] != place[moving[-1].wid] + 1:
                        last = self._move(moving, last)
                        moving = []
                    moving.append(item)
            last = self._move(moving, last)

    def _known(self, item: Item | Table) -> bool:
        return isinstance(item, Item) and (item.wid in self.tree or item.wid in self.inner)

    def _standing(self) -> set[str]:
        """The lines that need not move: the most of them that are in the base's order."""
        place = {wid: at for at, wid in enumerate(self.lines)}
        wids = [item.wid for item in self.items if isinstance(item, Item) and item.wid in self.tree]
        order = [place[wid] for wid in wids]
        if all(one < other for one, other in pairwise(order)):
            return set(wids)
        return {wids[at] for at in increasing(order)}

    def _move(self, moving: list[Item], last: Twig | None) -> Twig | None:
        """Moves the largest elements that are made of these lines and no others to stand after `last`."""
        wids = {item.wid for item in moving}
        for item in moving:
            if item.wid not in wids:  # it went with what it is in
                continue
            twig = self.tree.twig(item.wid)
            unit = self.tree.whole(twig, wids)
            if unit is last or last is None:
                continue
            if unit is None or (isinstance(unit.node, Block) and unit.node.name != "p"):
                what = "its heading stands elsewhere, its words do not; left where it was"
                self.report.append(Finding(item.paragraph.number, "structure", what))
                continue
            if not self.tree.within(last, unit):
                self.tree.move(unit, last)
            last = self.tree.last(unit)
            wids -= self.tree.wids(unit)
        return last

    def _new(self, run: list[Item | Table], last: Twig | None) -> Twig | None:
        """Lifts what is new and puts it after `last`; new rows of a table go into the table."""
        rows = [item for item in run if isinstance(item, Item) and item.row is not None]
        lines: list[Line] = []
        for one in run:
            if isinstance(one, Table):
                lines.append(Line(one.number, Text(), node=self.reader.table(one)))
            elif one.row is None:
                self.reader.seen.difference_update(run.note for run in one.paragraph.runs)
                lines.extend(self.reader.lines(one.paragraph))
        source = Source(tuple(lines), trusted=any(line.level for line in lines))
        for node in lift_parts(source, self.report, self.base.facts.language):
            if node.name == "attachment":
                node = annexed(node, self.base.facts, self.tree.count("attachment") + 1)
            last = self.tree.place(node, last)
        return self._new_cells(rows, last)

    def _new_cells(self, rows: list[Item], last: Twig | None) -> Twig | None:
        """New lines in cells that are there, and whole rows."""
        for row, group in groupby(rows, key=lambda item: item.row):
            cells = [(item.cell, Block("p", "", (), self.reader.line(item.paragraph.runs))) for item in group]
            beside = any(isinstance(one, Item) and one.row == row and one.wid for one in self.items)
            if last is None:
                break
            if beside:
                for _, line in cells:
                    last = self.tree.beside(line, last)
                continue
            held = {column: tuple(line for _, line in inside) for column, inside in groupby(cells, key=itemgetter(0))}
            width = max(self.tree.width(last), *(column + 1 for column in held))
            made = (held.get(column, (Block("p", "", (), Text()),)) for column in range(width))
            last = self.tree.row(Provision("tr", "", (), tuple(Provision("td", "", (), one) for one in made)), last)
        return last


def _notes(base: Version) -> dict[str, Mark]:
    """The footnotes of a version by the wIds of their lines."""
    found: dict[str, Mark] = {}
    for block in blocks(base.root):
        for mark in block.text.marks:
            if mark.name in NOTES and mark.atom is not None:
                found.update((line.wid, mark) for line in blocks(mark.atom))
    return found


def _unnumbered(words: Text, numbers: tuple[Block, ...]) -> Text:
    """The words of a line without its number, where that has lost its style and stands among them."""
    number = " ".join(as_shown(one.text) for one in numbers)
    if not as_shown(words).startswith(number):
        return words
    return strip(words.slice(_reach(words.chars, number), len(words.chars)))


def _reach(chars: str, shown: str) -> int:
    """How far into the characters the words that they are shown as reach, blanks apart."""
    left = len("".join(shown.split()))
    for at, char in enumerate(chars):
        if left == 0:
            return at
        left -= not char.isspace()
    return len(chars)
