"""The numbered units of a version and the sequences that their numbers belong to.

Articles run through the document, whatever chapters they stand in; each annex begins anew. Chapters, parts, sections
and the paragraphs of a text without articles run on or begin anew with each parent, as the numbers themselves show.
Everything else is numbered within its parent. Options are branches of one sequence.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.akn.profile import DOCUMENTS, UNITS
from treaty_drafts.compilation.numbering.labels import Label, read_label
from treaty_drafts.compilation.numbering.numerals import LIMIT, STYLES, written
from treaty_drafts.compilation.numbering.values import Left
from treaty_drafts.model.tree import Block, Provision
from treaty_drafts.model.version import Version

Key: TypeAlias = tuple[int, ...]
"""A number and the places of its suffixes: `3 bis` is `(3, 2)`."""

DIVISIONS: Final = frozenset(
    "book chapter division part section subchapter subdivision subpart subsection subtitle title tome".split()
)
"""Units that hold articles."""
_FLOW = DIVISIONS | {"body", "mainBody"}
_NUMBERED = UNITS | {"li"}
_SURPRISE: Final = 3
"""How far from its place in the sequence a letter that may be a placeholder is still read as a number."""
_QUOTED = frozenset(("quotedStructure", "embeddedStructure"))


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A unit with a label: `num` is the label's block, `label` what was read there, or the reason why nothing was.

    `anchor` is the labelled unit (or annex, or document) around it, `scope` the document or annex, `lane` the
    alternatives and the option that it stands in. Of a text that was made of a base, `moved` says whether the unit
    stood in another sequence there, and `style` in which style it counted.
    """

    wid: str
    kind: str
    parent: str
    anchor: str
    scope: str
    lane: tuple[str, str]
    sequence: tuple[str, str]
    num: Block
    label: Label | str
    position: int
    moved: bool = False
    style: str = ""

    @property
    def chars(self) -> str:
        """The label as printed."""
        return self.num.text.chars

    @property
    def inserted(self) -> bool:
        """Whether an amendment brought it (`{place}~{symbol}`)."""
        return "~" in self.wid.rpartition("__")[2]

    @property
    def placed(self) -> bool:
        """Whether an amendment brought it here, anew or from elsewhere."""
        return self.moved or self.inserted

    @property
    def ranked(self) -> bool:
        """Whether its number has a suffix."""
        return isinstance(self.label, Label) and self.label.ranks != ()


class _Place(msgspec.Struct, frozen=True, gc=False):
    parent: str
    kind: str
    anchor: str
    scope: str
    lane: tuple[str, str] = ("", "")


def units_of(version: Version) -> tuple[list[Unit], list[Left]]:
    """All labelled units in document order, and the labels of options, which are no numbers; quoted units are none."""
    units: list[Unit] = []
    left: list[Left] = []
    root = version.root
    _within(root, _Place(root.wid, root.name, root.wid, root.wid), units, left)
    return units, left


def _within(node: Provision, place: _Place, units: list[Unit], left: list[Left]) -> None:
    bare: list[str] = []
    before = len(units)
    for child in node.children:
        if not isinstance(child, Provision) or child.name in _QUOTED:
            continue
        name = dict(child.attrs).get("name", "") if child.name == "hcontainer" else ""
        if name in ("alternatives", "option"):
            group = node.wid if place.lane[0] != node.wid and name == "option" else child.wid
            lane = (place.lane[0] or group, place.lane[1] if place.lane[1] or name == "alternatives" else child.wid)
            if child.num:
                left.append(Left(child.wid, child.num, "an option's label is no number of the text"))
            inner = _Place(place.parent, place.kind, place.anchor, place.scope, lane)
        else:
            inner = _enter(child, place, units)
            if child.name in _NUMBERED and not child.num.strip():
                bare.append(child.wid)
        _within(child, inner, units, left)
    if bare and any(unit.parent == node.wid for unit in units[before:]):
        left.extend(Left(wid, "", "it has no number among numbered ones") for wid in bare)


def _enter(child: Provision, place: _Place, units: list[Unit]) -> _Place:
    """Where the children of `child` stand; `child` itself is entered if it has a label."""
    num = child.child("num")
    outer = child.name == "attachment" or (child.name in DOCUMENTS and place.kind != "attachment")
    scope = child.wid if outer else place.scope
    anchor = child.wid if outer else place.anchor
    if child.name in _NUMBERED and isinstance(num, Block) and num.text.chars.strip():
        label = read_label(num.text.chars)
        where = (place.parent, place.anchor, place.scope, place.lane, _sequence(child.name, place))
        units.append(Unit(child.wid, child.name, *where, num, label, len(units)))
        anchor = child.wid
    if child.name in DOCUMENTS and not outer:
        return place
    return _Place(child.wid, child.name, anchor, scope)


def _sequence(kind: str, place: _Place) -> tuple[str, str]:
    if kind == "article" or kind in DIVISIONS or place.kind in _FLOW:
        return place.scope, kind
    return place.parent, kind


class Member(msgspec.Struct, frozen=True, gc=False):
    """A unit in its sequence: the number that is printed and the one that it will have."""

    unit: Unit
    old: Key
    new: int

    @property
    def changes(self) -> bool:
        """Whether its printed number changes."""
        return self.old != (self.new,)


class Run(msgspec.Struct, frozen=True, dict=True):
    """A sequence in one style. `left` are its units whose labels are no numbers; `open` says why none is renumbered."""

    style: str
    members: tuple[Member, ...]
    left: tuple[Unit, ...] = ()
    open: str = ""

    @property
    def units(self) -> list[Unit]:
        """All its units, those whose labels are no numbers last."""
        return [*(member.unit for member in self.members), *self.left]

    @cached_property
    def first(self) -> str:
        """The word for the first, where this sequence has one (`premier`)."""
        labels = (member.unit.label for member in self.members)
        return next((label.token for label in labels if isinstance(label, Label) and label.first), "")

    def printed(self, number: int, style: str, like: str) -> str | None:
        """The number in that style, in capitals as `like`; None where the style has no such number."""
        return self.first if number == 1 and self.first else written(number, style, like)


def runs_of(units: list[Unit]) -> list[Run]:
    """The sequences, each with its new numbers, in document order of their first units."""
    by_sequence: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        by_sequence.setdefault(unit.sequence, []).append(unit)
    return [_run(run) for (_, kind), found in by_sequence.items() for run in _split(kind, found)]


def known(units: list[Unit], before: list[Unit]) -> list[Unit]:
    """The units of a text with what those of the text that it was made of say of them.

    A number that counted in a sequence there counts wherever it stands now, and whatever has gone or moved around it.
    """
    stood = {unit.wid: unit.sequence for unit in before}
    styles = {member.unit.wid: run.style for run in runs_of(before) if not run.open for member in run.members}
    return [
        msgspec.structs.replace(
            unit,
            moved=stood.get(unit.wid, unit.sequence) != unit.sequence,
            style=styles.get(unit.wid, ""),
        )
        for unit in units
    ]


def _split(kind: str, units: list[Unit]) -> Iterator[list[Unit]]:
    if kind == "article":
        yield units
    elif len({unit.parent for unit in units}) > 1:
        yield from _by_parent(units)
    else:
        yield from _by_restart(units)


def _value(unit: Unit, style: str) -> int:
    """The number that is printed, its suffix apart; 0 where it is none in that style."""
    label = unit.label
    if isinstance(label, str):
        return 0
    return 1 if label.first else label.readings.get(style, 0)


def _plain(unit: Unit, style: str) -> int:
    """The number that is printed, 0 where it has a suffix or is none."""
    return 0 if unit.ranked else _value(unit, style)


def _by_parent(units: list[Unit]) -> Iterator[list[Unit]]:
    """One run, or one for each parent if two parents share a number, or begin with the same."""
    style = style_of(units)
    groups: dict[str, list[Unit]] = {}
    for unit in units:
        groups.setdefault(unit.parent, []).append(unit)
    seen: set[int] = set()
    least: set[int] = set()
    anew = not style
    for group in groups.values():
        numbers = {number for unit in group if not unit.placed and (number := _plain(unit, style))}
        first = {min((number for unit in group if (number := _plain(unit, style))), default=0)} - {0}
        anew = anew or bool(seen & numbers or least & first)
        seen |= numbers
        least |= first
    if anew:
        yield from groups.values()
    else:
        yield units


def _by_restart(units: list[Unit]) -> Iterator[list[Unit]]:
    """Runs that begin anew at a second 1 among siblings; the first goes on where a number follows it more closely."""
    style = style_of(units)
    open_runs: list[_Counting] = [_Counting()]
    for unit in units:
        number = _value(unit, style)
        if number == 1 and not (unit.placed or unit.ranked) and open_runs[-1].full(unit.lane):
            open_runs.append(_Counting())
        else:
            best = min(reversed(open_runs), key=lambda run: run.distance(number, bare=not unit.ranked))
            while open_runs[-1] is not best:
                yield open_runs.pop().units
        open_runs[-1].take(unit, number)
    yield from (run.units for run in reversed(open_runs))


class _Counting:
    """Mutable while siblings are split: one run, its last number, and the options in which it has a 1."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.last = 0
        self.ones: set[tuple[str, str]] = set()

    def full(self, lane: tuple[str, str]) -> bool:
        """Whether another 1 in that option, or outside all, begins another run: not before this one got anywhere."""
        return lane in self.ones and self.last > 1

    def distance(self, number: int, *, bare: bool) -> int:
        """How far the number is from following here; far for one that goes back."""
        return number - self.last if number >= self.last + bare else LIMIT

    def take(self, unit: Unit, number: int) -> None:
        self.units.append(unit)
        self.last = max(self.last, number)
        if number == 1 and not unit.placed and not unit.ranked:
            self.ones.add(unit.lane)


def style_of(units: list[Unit]) -> str:
    """The style in which all numbers can be read: the base's, else the one nearest to 1, 2, 3 …; empty if none."""
    firm = [label for label in _firm(units) if not label.first]
    if not firm:
        return "decimal" if any(isinstance(unit.label, Label) and unit.label.first for unit in units) else ""
    common = set(firm[0].readings).intersection(*(label.readings for label in firm[1:]))
    if told := next((unit.style for unit in units if unit.style in common), ""):
        return told
    ranked = [name for name in STYLES if name in common]
    return min(ranked, key=lambda name: _distance(firm, name), default="")


def _distance(labels: list[Label], style: str) -> int:
    return sum(abs(label.readings[style] - place) for place, label in enumerate(labels, 1))


def _run(units: list[Unit]) -> Run:
    style = style_of(units)
    keyed, left = _keyed(units, style)
    reason = _obstacle(keyed, left, style)
    numbers = [key[0] for _, key in keyed] if reason else _count(keyed)
    members = tuple(Member(unit, key, new) for (unit, key), new in zip(keyed, numbers, strict=True))
    return Run(style, members, tuple(left), reason)


def _keyed(units: list[Unit], style: str) -> tuple[list[tuple[Unit, Key]], list[Unit]]:
    """The units with numbers in that style, and the others: an `x` is a number only where an `x` can be expected."""
    keyed: list[tuple[Unit, Key]] = []
    left: list[Unit] = []
    for unit in units:
        label = unit.label
        value = _value(unit, style)
        doubtful = isinstance(label, Label) and label.vague and not unit.style
        if isinstance(label, str) or not value or (doubtful and abs(value - len(keyed) - 1) > _SURPRISE):
            left.append(unit)
        else:
            keyed.append((unit, (value, *label.ranks)))
    return keyed, left


def _firm(units: list[Unit]) -> Iterator[Label]:
    return (unit.label for unit in units if isinstance(unit.label, Label) and not unit.label.vague)


def _obstacle(keyed: list[tuple[Unit, Key]], left: list[Unit], style: str) -> str:
    """Why this is not renumbered; empty if it is."""
    if not style:
        return "its labels are not of one style"
    for unit in left:
        if isinstance(unit.label, str) and ("open" in unit.label or "two parts" in unit.label):
            return f"“{unit.chars.strip()}” stands in it: {unit.label}"
    if not any(unit.style for unit, _ in keyed) and (reason := _doubt(keyed)):
        return reason
    if any(written(number, style, "") is None for number in range(1, len(keyed) + 1)):
        return "its numerals do not go that far"
    return ""


def _doubt(keyed: list[tuple[Unit, Key]]) -> str:
    """Why these numbers, of which nothing else is known, may be no sequence."""
    plain = {key[0] for _, key in keyed if len(key) == 1}
    if not plain or (len(keyed) == 1 and plain != {1}):
        return "it stands alone, and is not the first"
    if max(plain) > 2 * len(plain):
        return "it leaves out more numbers than it has"
    if not _rising(keyed):
        return "its numbers do not rise: this is no sequence"
    return ""


def _rising(keyed: list[tuple[Unit, Key]]) -> bool:
    """Whether at least half of the steps go up; of two branches, only the steps within each count."""
    steps = [one[1] <= two[1] for one, two in pairwise(keyed) if one[0].lane == two[0].lane]
    return not steps or 2 * sum(steps) >= len(steps)


def _count(keyed: list[tuple[Unit, Key]]) -> list[int]:
    """New numbers; the options of one set of alternatives branch where their own numbers repeat."""
    numbers: list[int] = []
    branched = _branched(keyed)
    last = start = highest = 0
    before = ("", "")
    for unit, _ in keyed:
        if unit.lane[0] != before[0]:
            last = start = max(last, highest)
            highest = last
        elif unit.lane[1] != before[1] and unit.lane[0] in branched:
            last = start
        last += 1
        highest = max(highest, last)
        before = unit.lane
        numbers.append(last)
    return numbers


def _branched(keyed: list[tuple[Unit, Key]]) -> set[str]:
    """The sets of alternatives in which two options have one number."""
    seen: dict[tuple[str, Key], str] = {}
    found = set()
    for unit, key in keyed:
        group, option = unit.lane
        if group and seen.setdefault((group, key), option) != option:
            found.add(group)
    return found
