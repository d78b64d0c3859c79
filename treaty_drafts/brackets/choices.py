"""Candidate choices: wordings that look like rivals for one place. A person confirms.

Two forms of the text, `[shall][should]` and `[A / B]` (whose branches may be attributed), and two of the markup,
`inline` and `hcontainer` named `alternatives`. Branches that plainly continue one another are no candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treaty_drafts.brackets.attribution import branch_attribution
from treaty_drafts.brackets.markup import Markup, role_of
from treaty_drafts.brackets.places import EXCERPT, around, chars_of, excerpt, key, order_of
from treaty_drafts.brackets.standing import FALSE_KINDS, Anchor, Attribution, Branch, Choice, Standing
from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import Block, Mark, Provision, blocks
from treaty_drafts.model.version import Version

_SLASH_OR_GLYPH = re.compile(r"[\[\]［］]|\s/\s")
_CONTINUES = re.compile(r"[,;:.)]|\s")
_MODAL = re.compile(
    r"\s*(?:shall|should|may|must|will|can|other|doit|doivent|devrait|devraient|peut|deberán?|deberían?|podrán?|"
    r"должн[аоы]?|может|могут)(?: not)?\s*\Z",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\s*(and/or|and|or|y|o|et|ou|и|или)\b", re.IGNORECASE)

_OPTION = re.compile(
    r"[\[\s]*(?:option|alternative|alt\b|variante|opción|opcion|opção|вариант|альтернатив|الخيار|البديل|备选案文|方案|选项)",
    re.IGNORECASE,
)


def choices_of(version: Version, brackets: tuple[Standing, ...], markup: Markup) -> tuple[Choice, ...]:
    """The candidate choices of a version, numbered `c1` … in document order."""
    order = order_of(version)
    found = [*_marked(version, brackets, markup), *_options(version, markup)]
    if brackets:
        taken = {branch.bracket for choice in found for branch in choice.branches if branch.bracket}
        within = around(brackets, order)
        found += _adjacent(version, [one for one in brackets if one.id not in taken], within)
        found += _slashes(version, brackets)
    found.sort(key=lambda choice: key(choice.branches[0].start, order))
    return tuple(
        Choice(f"c{number}", choice.kind, choice.branches, choice.within) for number, choice in enumerate(found, 1)
    )


def _adjacent(version: Version, brackets: list[Standing], within: dict[str, str]) -> Iterator[Choice]:
    """Brackets side by side with nothing but blanks between them, in one block and one enclosing bracket."""
    runs: list[list[Standing]] = []
    ended: dict[Anchor, list[Standing]] = {}
    for one in brackets:
        if one.kind in FALSE_KINDS or one.start.wid != one.stop.wid:
            continue
        chars = chars_of(version, one.start.wid)
        before = one.start.offset
        while before and chars[before - 1].isspace():
            before -= 1
        run = ended.pop(Anchor(one.start.wid, before), [])
        if not run or not _rivals(chars, run[-1], one):
            run = []
            runs.append(run)
        run.append(one)
        ended[one.stop] = run
    for run in runs:
        if len(run) > 1:
            yield Choice("", "adjacent", tuple(_bracketed(version, one) for one in run), within.get(run[0].id, ""))


def _rivals(chars: str, left: Standing, right: Standing) -> bool:
    """Whether two brackets side by side may be rivals: neither continues the other."""
    if _CONTINUES.match(chars, right.start.offset + 1):
        return False
    inside_word = chars[left.start.offset - 1 : left.start.offset].isalpha()
    places = [_inside(one) for one in (left, right)]
    for form in () if inside_word else (_CONJUNCTION, _MODAL):
        matches = [form.match(chars, start.offset, stop.offset) for start, stop in places]
        if (matches[0] is None) != (matches[1] is None):
            return False
    left_end, right_end = (chars[stop.offset - 1] for _, stop in places)
    return (left_end not in ",;:" and not left_end.isspace()) or left_end == right_end


def _bracketed(version: Version, one: Standing) -> Branch:
    """A bracket as a branch."""
    start, stop = _inside(one)
    wanted = one.delegations or _wanted_by(one.attribution)
    return Branch(start, stop, excerpt(version, start, stop), one.id, "", wanted)


def _inside(one: Standing) -> tuple[Anchor, Anchor]:
    """What is inside a bracket, attribution apart."""
    said = one.attribution
    return one.start.moved(1 + (said.head if said else 0)), one.stop.moved(-1 - (said.tail if said else 0))


def _wanted_by(said: Attribution | None) -> tuple[str, ...]:
    return said.sponsors + said.supporters if said else ()


def _slashes(version: Version, brackets: tuple[Standing, ...]) -> Iterator[Choice]:
    """Brackets with ` / ` between their branches, each of which may be attributed."""
    by_block: dict[str, list[Standing]] = {}
    for one in brackets:
        if one.kind not in FALSE_KINDS and one.start.wid == one.stop.wid:
            by_block.setdefault(one.start.wid, []).append(one)
    for wid, inside in by_block.items():
        chars = chars_of(version, wid)
        if "/" in chars:
            for one, cuts in _cut(chars, inside):
                yield Choice("", "slash", tuple(_branches(chars, one, cuts)), one.id)


def _cut(chars: str, inside: list[Standing]) -> Iterator[tuple[Standing, list[tuple[int, int]]]]:
    """The brackets of one block that have slashes of their own, and the ranges of these."""
    starts = {one.start.offset: one for one in inside}
    stops = {one.stop.offset - 1 for one in inside}
    open_ones: list[Standing] = []
    cuts: dict[str, list[tuple[int, int]]] = {}
    for match in _SLASH_OR_GLYPH.finditer(chars):
        if match.start() in starts:
            open_ones.append(starts[match.start()])
        elif match.start() in stops:
            open_ones.pop()
        elif open_ones and len(match[0]) == 3:
            cuts.setdefault(open_ones[-1].id, []).append(match.span())
    for one in inside:
        lowest, highest = _inside(one)
        own = [cut for cut in cuts.get(one.id, ()) if lowest.offset < cut[0] and cut[1] < highest.offset]
        if own:
            yield one, own


def _branches(chars: str, one: Standing, cuts: list[tuple[int, int]]) -> Iterator[Branch]:
    first, last = _inside(one)
    flat = [first.offset, *(edge for cut in cuts for edge in cut), last.offset]
    for start, edge in zip(flat[::2], flat[1::2], strict=True):
        found = branch_attribution(chars[max(start, edge - EXCERPT) : edge])
        stop = edge - (found.tail if found else 0)
        words = chars[start : min(stop, start + EXCERPT)]
        yield Branch(Anchor(one.start.wid, start), Anchor(one.start.wid, stop), words, "", "", _wanted_by(found))


def _marked(version: Version, brackets: tuple[Standing, ...], markup: Markup) -> Iterator[Choice]:
    """Runs of words that the markup declares rivals: `inline name="alternatives"` over its options."""
    ranges = {(one.start, one.stop): one for one in brackets}
    found = (node for node in version.index.values() if isinstance(node, Block) and node.text.marks)
    for block in found:
        for index, mark in enumerate(block.text.marks):
            if mark.name == "inline" and role_of(mark.name, mark.attrs) == "alternatives":
                options = list(_options_of(block.text.marks, index))
                if len(options) > 1:
                    yield Choice("", "marked", tuple(_option(block, one, ranges, markup) for one in options))


def _options_of(marks: tuple[Mark, ...], index: int) -> Iterator[Mark]:
    """The options directly under the alternatives at `index`."""
    outer = marks[index]
    done = outer.start
    for mark in marks[index + 1 :]:
        if mark.start >= outer.stop:
            return
        if mark.start >= done and role_of(mark.name, mark.attrs) == "option":
            yield mark
            done = mark.stop


def _option(block: Block, mark: Mark, ranges: dict[tuple[Anchor, Anchor], Standing], markup: Markup) -> Branch:
    start, stop = Anchor(block.wid, mark.start), Anchor(block.wid, mark.stop)
    bracket = ranges.get((start, stop))
    if bracket is not None:
        start, stop = Anchor(block.wid, mark.start + 1), Anchor(block.wid, mark.stop - 1)
    words = block.text.chars[start.offset : min(stop.offset, start.offset + EXCERPT)]
    return Branch(start, stop, words, bracket.id if bracket else "", "", markup.referred(mark.attrs))


def _options(version: Version, markup: Markup) -> Iterator[Choice]:
    """Provisions that the markup declares rivals: `hcontainer name="alternatives"` over its options."""
    for node in version.index.values():
        if isinstance(node, Provision) and role_of(node.name, node.attrs) == "alternatives":
            options = [
                child
                for child in node.children
                if isinstance(child, Provision) and role_of(child.name, child.attrs) == "option"
            ]
            if len(options) > 1:
                yield Choice("", "options", tuple(_provision(one, markup) for one in options))
        elif isinstance(node, Provision) and node.name == "recitals":
            for run in _recitals(node):
                yield Choice("", "options", tuple(_provision(one, markup) for one in run))


def _recitals(recitals: Provision) -> Iterator[list[Provision]]:
    """Runs of recitals numbered `Option 1`, `Option 2` …: the standard has no wrapper for rivals among recitals."""
    run: list[Provision] = []
    for child in recitals.children:
        number = child.num if isinstance(child, Provision) else ""
        optional = _OPTION.match(number) is not None
        begins = optional and number_of(number) in ("1", "a", "A", "I")
        if run and (begins or not optional):
            if len(run) > 1:
                yield run
            run = []
        if optional and isinstance(child, Provision):
            run.append(child)
    if len(run) > 1:
        yield run


def _provision(one: Provision, markup: Markup) -> Branch:
    words = next((block.text.chars for block in blocks(one) if block.name not in ("num", "heading")), "")
    place = Anchor(one.wid, 0)
    return Branch(place, place, words[:EXCERPT], "", one.wid, markup.referred(one.attrs))
