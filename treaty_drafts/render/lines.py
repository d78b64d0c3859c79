"""From a text and what was done to it to lines: one walk in reading order, the same for every format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape

from treaty_drafts.akn.profile import LABELS, NOTES, UNITS, WRAPPERS
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.model.tree import Block, Mark, Node, Provision, numbered_line, words_of
from treaty_drafts.render.labelling import Around, Labelling
from treaty_drafts.render.labels import Labels, cite
from treaty_drafts.render.measure import Places, title_of
from treaty_drafts.render.pieces import UNITS as PIECES
from treaty_drafts.render.pieces import Making
from treaty_drafts.render.rendition import Change, Line, Role, Run, copied, label_of
from treaty_drafts.render.rewrapped import rewrapped
from treaty_drafts.render.sources import Destination, Edits, Moves, Touched, nests, questions_to, slots_of
from treaty_drafts.render.wordings import Wording, edited_runs, named_once, plain_runs, renumbered, spaced, text_runs

HEADED = frozenset(
    """article attachment book chapter division part rule section subchapter subdivision subpart subtitle title
    tome""".split()
)
"""Units whose number stands on a heading's line of its own; any other unit has one where it has a `heading`."""

ANCHORED = UNITS | NOTES | {"body", "conclusions", "doc", "preamble", "preface", "table"}
"""Provisions that a line is an anchor of; wrappers and labels are not cited."""

_NUMBERED = UNITS - HEADED - {"hcontainer"}
_FRONT = frozenset(("preface", "coverPage"))
_HEADINGS = frozenset(("heading", "subheading"))
_WRAPS = frozenset(("content", "intro", "wrapUp"))
_TAG = re.compile(r"<[^>]*>")


class Walk:
    """One reading of a text. `lines` grows in reading order; footnotes gather in `notes`, to stand at the end.

    `bracketed` says whether what is contested stands in brackets or as insertions and deletions, and `flat` that the
    latter must not stand in one another; `places` where amendments move provisions to. Of two versions compared, what
    moved is shown where it arrived (`moves`), and the `edits` of plain words as they are. With `making`, a unit that
    reads as it did before is not read again.
    """

    def __init__(
        self,
        touched: Touched | None,
        labels: Labels,
        numbers: Mapping[str, Places],
        *,
        bracketed: bool = False,
        flat: bool = False,
        moves: Moves | None = None,
        edits: Edits | None = None,
        places: Destination | None = None,
        making: Making | None = None,
    ) -> None:
        self.lines: list[Line] = []
        self.notes: list[Line] = []
        self._touched = touched
        self._making = making
        asked = questions_to(touched, places) if making is None else making.questions
        self._slots, self._words = asked.slots, asked.words
        self._labelling = Labelling(asked, labels)
        self._labels = labels
        self._numbers = numbers
        self._bracketed = bracketed
        self._flat = flat
        self._moves = moves
        self._edits = edits
        self._touching: Callable[[str], object] = edits or self._words
        self._anchors: tuple[tuple[str, str, str], ...] = ()
        self._num: tuple[Run, ...] = ()
        self._change: Change = ""
        self._by: tuple[str, ...] = ()
        self._moved = False
        self._still: frozenset[str] = frozenset()
        self._role: Role = "text"
        self._option = ""
        self._opening: str | None = None
        self._cell: tuple[str, int, int, bool] | None = None

    def node(self, node: Node, heading: int, level: int) -> None:
        """Reads a node; `heading` is the depth of the headings around it, `level` the indentation of its text."""
        if type(node) is Provision:
            self._provision(node, heading, level)
        elif type(node) is Block:
            self._block(node, heading, level)
        elif node.name != "meta":
            text = " ".join(unescape(_TAG.sub(" ", node.xml)).split())
            self._line("text", level, "", (Run(text, self._change, by=self._by),) if text else ())

    def whole(self, node: Node, change: Change) -> None:
        """Reads a node that stands by itself, all of it inserted or deleted where `change` says so."""
        self._change = change
        self.node(node, 0, 0)
        self._change = ""

    def remark(self, text: str, wid: str) -> None:
        """Adds a line of the renderer's own."""
        self._line("remark", 0, wid, (Run(text, kind="label"),), change="moved", own=True)

    # Provisions

    def _provision(self, node: Provision, heading: int, level: int) -> None:
        name, children = node.name, node.children
        if (
            self._making is not None
            and name in PIECES
            and not self._num
            and not self._cell
            and self.lines is not self.notes
        ):
            return self._piece(self._making, node, heading, level)
        slots = self._slots(node.wid)
        if slots is None and name in _NUMBERED and self._short(node, heading, level):
            return None
        if name in _WRAPS:
            if slots is None and len(children) == 1:  # what most lines stand in adds nothing to them
                (only,) = children
                if type(only) is Block and only.name == "p":
                    return self._block(only, heading, level)
        elif name == "table":
            return self._table(node, heading, level)
        elif name == "tr" and self._cell:
            return self._row(node, heading, level, *self._cell[:2])
        if name in ANCHORED:
            self._anchors += ((_eid(node), node.wid, name),)
        first, hanging = children[0].name if children else "", bool(self._num)
        headed = name in HEADED or first == "heading" or (len(children) > 1 and children[1].name == "heading")
        if headed:
            heading, level = heading + 1, 0
        elif first == "num":
            level += 1
        if hanging and first == "num" and self._option:
            self._line("text", level - 1, self._option, ())
        role, kept = self._role, self._still
        if name in _FRONT:
            self._role = "front"
        elif name == "preamble":
            self._opening = title_of(node)
        elif name == "hcontainer":
            self._option = node.wid
        if slots is None:
            for child in children:
                if headed and self._num and child.name not in LABELS:
                    self._line("heading", heading, node.wid, ())
                if type(child) is Block:
                    self._block(child, heading, level)
                else:
                    self.node(child, heading, level)
        else:
            hidden, still = rewrapped(slots, self._slots)
            self._still |= still
            for slot in slots:
                if slot.node.name in WRAPPERS and wid_of(slot.node) in hidden:
                    continue
                if headed and self._num and slot.node.name not in LABELS:
                    self._line("heading", heading, node.wid, ())
                self._slot(slot, heading, level)
        if self._num and not hanging:
            self._line("heading", heading, node.wid, ()) if headed else self._line("text", level, node.wid, ())
        self._role, self._still = role, kept
        return None

    def _piece(self, making: Making, node: Provision, heading: int, level: int) -> None:
        """Takes a unit as it was read before, where all that it depends on is the same; else reads it, to be kept."""
        state = self._role, self._option, self._opening, self._still, self._change, self._by, self._moved
        place = heading, level, self._anchors, *state
        start, before = len(self.lines), len(self.notes)
        piece = making.find(node, place, before)
        if piece is not None:
            self.lines += piece.lines
            self.notes += piece.notes
            self._anchors = ()
            return
        self._making = None
        making.begin()
        self._provision(node, heading, level)
        self._making = making
        left = self._num or self._anchors or (self._option, self._opening) != (state[1], state[2])
        if not left:  # else what follows depends on it
            making.keep(node, place, self.lines[start:], self.notes[before:], before)

    def _short(self, node: Provision, heading: int, level: int) -> bool:
        """Reads a provision of a number and one line, if it is no more than that, as most of a treaty is."""
        unit = numbered_line(node)
        if unit is None or self._num or unit[1].name not in _WRAPS or self._slots(unit[1].wid) is not None:
            return False
        num, _, line = unit
        self._anchors += ((_eid(node), node.wid, node.name),)
        label = num.text
        odd = self._change or self._moved or self._cell or label.marks or line.text.marks or not label.chars
        if odd or self._role != "text" or self._touching(num.wid) is not None:
            self._number(num)
            self._block(line, heading, level + 1)
            return True
        displaced: list[Node] = []
        runs = self._runs(line, displaced)
        self.lines.append(Line("text", level + 1, line.wid, runs, label_of(label.chars), _eid(line), self._anchors))
        self._anchors, self._option = (), ""
        for inner in displaced:
            self.node(inner, heading, level + 2)
        return True

    def _table(self, node: Provision, heading: int, level: int) -> None:
        self._anchors += ((_eid(node), node.wid, "table"),)
        kept = self._cell
        for row, slot in enumerate(slots_of(self._slots(node.wid), node)):
            self._cell = (node.wid, row, 0, False)
            self._slot(slot, heading, level)
        self._cell = kept

    def _row(self, node: Provision, heading: int, level: int, table: str, row: int) -> None:
        for column, slot in enumerate(slots_of(self._slots(node.wid), node)):
            self._cell = (table, row, column, slot.node.name == "th")
            before = len(self.lines)
            self._slot(slot, heading, level)
            if len(self.lines) == before:
                self._line("cell", level, "", ())

    # Slots

    def _slot(self, slot: Slot, heading: int, level: int) -> None:
        if not slot.contested or wid_of(slot.node) in self._still:
            self.node(slot.node, heading, level)
        elif slot.kind == "arrival":
            self._arrival(slot, heading, level)
        elif slot.movers and self._moves is not None:
            self._departure(self._moves, slot.node, level)
        else:
            visible = self._bracketed or (self._flat and nests(self._touched, slot))
            around = self._labelling.bracketed if visible else self._labelling.redlined
            self._around(slot.node, heading, level, around(slot, self._change, self._by))

    def _arrival(self, slot: Slot, heading: int, level: int) -> None:
        node, labels = slot.node, self._labels
        if self._moves is None:
            runs = self._labelling.arrival(slot)
            self._line("remark", level, wid_of(node), runs, change="moved", own=not self._num)
            return
        elsewhere = self._moves.met_elsewhere(wid_of(node))
        kept = self._change, self._by, self._moved
        self._change, self._by, self._moved = "", (), elsewhere  # it is the old text's, whatever it arrives in
        start = len(self.lines)
        self.node(node, heading, level)
        self._change, self._by, self._moved = kept
        if elsewhere and len(self.lines) > start:
            first = self.lines[start]
            origin = Run(f" ({labels.moved_from.format(place=self._moves.origin(wid_of(node)))})", kind="label")
            self.lines[start] = copied(first, runs=(*first.runs, origin))

    def _departure(self, moves: Moves, node: Node, level: int) -> None:
        if moves.met_elsewhere(wid_of(node)):
            labels = self._labels
            text = labels.moved_to.format(unit=cite(node, labels), place=moves.destination(wid_of(node)))
            runs = (Run(f"[{text}]", kind="label"),)
            self._line("remark", level, wid_of(node), runs, change="moved", own=not self._num)

    def _around(self, node: Node, heading: int, level: int, around: Around) -> None:
        """Reads a node with what stands around it: before its first words and after its last."""
        opening, closing = around.opening, around.closing
        start, hanging, before = len(self.lines), bool(self._num), self._num
        kept = self._change, self._by
        self._change, self._by = around.change, around.by
        self.node(node, heading, level)
        if node.name == "num" and isinstance(node, Block):
            self._num = (*before, *opening, *self._num[len(before) :], *closing)
        elif len(self.lines) > start:
            first = self.lines[start]
            if first.num and not hanging and first.role != "note":
                self.lines[start] = copied(first, num=(*opening, *first.num))
            else:
                self.lines[start] = copied(first, runs=(*opening, *first.runs))
            last = self.lines[-1]
            if last.runs or not last.num:
                self.lines[-1] = copied(last, runs=(*last.runs, *closing))
            else:
                self.lines[-1] = copied(last, num=(*last.num, *closing))
        elif opening or closing:
            self._line("remark", level, wid_of(node), (*opening, *closing))
        self._change, self._by = kept

    # Blocks

    def _block(self, node: Block, heading: int, level: int) -> None:
        name, wid = node.name, node.wid
        if name == "num":
            self._number(node)
            return
        displaced: list[Node] = []
        runs = self._runs(node, displaced)
        role = self._role
        if name in _HEADINGS:
            role, level = "heading", heading
        elif self._cell:
            role = "cell"
        elif wid == self._opening:
            role, level = "heading", heading + 1
        elif role == "front" and any(mark.name == "docTitle" for mark in node.text.marks):
            role, level = "title", 0
        self._line(role, level, wid, runs, _eid(node))
        for inner in displaced:
            self.node(inner, heading, level + 1)

    def _number(self, node: Block) -> None:
        """Reads a number, which hangs before the words of the line to come."""
        runs = self._runs(node, [])
        if self._moves is not None and len(runs) > 1:
            runs = renumbered(runs, self._labels)
        self._num = (*self._num, Run(" ", kind="label"), *runs) if self._num else runs

    def _runs(self, node: Block, displaced: list[Node]) -> tuple[Run, ...]:
        """The words of a block with what was done to them; structures in them go to `displaced`."""
        wid, text, change = node.wid, node.text, self._change
        numbers = self._numbers.get(wid, ()) if change != "inserted" else ()
        if self._touching(wid) is None:
            if not text.marks:  # most lines
                return plain_runs(text.chars, change, self._by, numbers)
            atom = partial(self._atom, displaced)
            return text_runs(text, atom, change=change, by=self._by, numbers=numbers, quotes=True)
        if self._edits is not None and not text.marks and change != "inserted":
            runs = edited_runs(text.chars, self._edits(wid) or (), change, self._by, numbers)
            if runs is not None:
                return runs
        atom = partial(self._atom, displaced)
        wording = Wording(atom, self._labels, numbers, bracketed=self._bracketed, flat=self._flat)
        return spaced(wording.runs(self._words(wid) or (), change, self._by))

    def _atom(self, displaced: list[Node], mark: Mark, change: Change, by: tuple[str, ...]) -> Run | None:
        """A footnote becomes its call, and lines at the end; another structure, lines that follow."""
        attrs = dict(mark.attrs)
        atom = mark.atom
        if isinstance(atom, Provision) and mark.name in NOTES:
            marker = attrs.get("marker") or dict(atom.attrs).get("marker") or str(len(self.notes) + 1)
            self._note(atom, marker, change, by)
            return Run(marker, change, "call", by=by, target=_eid(atom) or atom.wid)
        if mark.name in ("eol", "br"):
            return Run("\n", change, by=by)
        if mark.name == "img":
            alt = attrs.get("alt") or attrs.get("title") or attrs.get("src", "")
            return Run(alt, change, "image", by=by, target=attrs.get("src", ""))
        if mark.name == "noteRef":
            return Run(attrs.get("marker", "*"), change, "call", by=by, target=attrs.get("href", "").removeprefix("#"))
        if isinstance(atom, Provision) or (isinstance(atom, Block) and words_of(atom).strip()):
            displaced.append(atom)
        return None

    def _note(self, note: Provision, marker: str, change: Change, by: tuple[str, ...]) -> None:
        kept = self.lines, self._change, self._by, self._role, self._anchors, self._num, self._cell, self._moved
        self.lines, self._change, self._by, self._role = self.notes, change, by, "note"
        self._anchors, self._num = ((_eid(note), note.wid, note.name),), (Run(marker, change, "call", by=by),)
        self._cell, self._moved = None, False
        slots = self._slots(note.wid)
        if slots is None:
            for child in note.children:
                self.node(child, 0, 0)
        else:
            for slot in slots:
                self._slot(slot, 0, 0)
        self.lines, self._change, self._by, self._role, self._anchors, self._num, self._cell, self._moved = kept

    def _line(
        self,
        role: Role,
        level: int,
        wid: str,
        runs: tuple[Run, ...],
        eid: str = "",
        *,
        change: str = "",
        own: bool = False,
    ) -> None:
        """Ends a line; `own` says that it is the renderer's remark, which takes no number and no anchor with it."""
        if own:
            self.lines.append(Line(role, level, wid, runs, change=change))  # type: ignore[arg-type]
            return
        if not change:
            whole = self._change
            change = "inserted" if whole == "proposed" else whole or ("moved" if self._moved else "")
        num = named_once(self._num, runs) if len(self._num) > 1 else self._num
        line = Line(role, level, wid, runs, num, eid, self._anchors, change, self._cell)  # type: ignore[arg-type]
        self.lines.append(line)
        if self._num:
            self._num, self._option = (), ""
        self._anchors = ()


def _eid(node: Provision | Block) -> str:
    for name, value in node.attrs:
        if name == "eId":
            return value
    return ""
