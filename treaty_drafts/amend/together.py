"""Which edits of a patch one sentence tells, as a delegate would.

Brackets go with what they open and close: `[may][shall]` that becomes `may` is two deletions around a word, and one
instruction. Neighbours that go are told at once, and with them what comes in their place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping
from functools import partial, reduce
from itertools import takewhile
from typing import TypeAlias

from treaty_drafts.akn.profile import LABELS, UNITS
from treaty_drafts.amend.cleanup import CLOSING, OPENING, is_closed, narrow
from treaty_drafts.amend.edit import Deletion, Edit, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.quotation import quotation
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.model.tree import ATOM, Block, Opaque, Provision, Text, words_of
from treaty_drafts.model.version import Version

Together: TypeAlias = tuple[int, tuple[Edit, ...]]
"""Edits that one sentence tells, and the place among all at which it is told: that of the last of them."""

_CHANGES = 12
"""Changes at most that are told as one for the sake of brackets."""
_MANY, _MUCH = 5, 0.4
"""Changes of one text at least, and how much of it they are at least, that its new wording is told for."""
_NEAR = 20
"""Characters at most between two changes that would be mistaken for each other."""
_BRACKETS = OPENING | CLOSING
_SMALL = frozenset((" ", ",", ";", ".", "(", ")")) | _BRACKETS
_QUOTED = 80
"""Characters at most that stay between changes and are quoted in both wordings for the sake of brackets."""


def together(spoken: Mapping[int, Edit], patch: Patch, passed: frozenset[str], base: Version) -> list[Together]:
    """The edits to be told, by their place in the patch, in groups.

    `passed` are provisions that no reader sees go. Substitutions of one text that are told together are one; deletions
    stand before the insertion that fills their gap, and moves in the order of what moves.
    """
    groups: dict[int, tuple[Edit, ...]] = {}
    texts: defaultdict[str, list[tuple[int, Substitution]]] = defaultdict(list)
    for place, edit in spoken.items():
        if isinstance(edit, Substitution):
            texts[edit.wid].append((place, edit))
        else:
            groups[place] = (edit,)
    for places in _runs(spoken, patch, passed, base):
        if places:
            groups[max(places)] = tuple([groups.pop(place)[0] for place in places])
    for chain in _chains([(place, edit) for place, edit in spoken.items() if isinstance(edit, Move)], base):
        groups[chain[-1]] = tuple([groups.pop(place)[0] for place in chain])
    for wid, edits in texts.items():
        groups.update((place, (edit,)) for place, edit in _sentences(edits, base.find(wid)))
    for opening, closing in _around_units(groups, base):
        groups[closing] = (*groups.pop(opening), *groups.pop(closing))
    return sorted(groups.items(), key=lambda group: group[0])


def emptied(wids: Collection[str], base: Version) -> str:
    """The wId of the unit of which these neighbours are all that stands under its labels; else the empty string."""
    parent = base.index[base.parents[next(iter(wids))]]
    if not isinstance(parent, Provision) or parent.name not in UNITS:
        return ""
    held = [child for child in parent.children if not isinstance(child, Opaque) and child.name not in LABELS]
    return parent.wid if all(child.wid in wids or not words_of(child).strip() for child in held) else ""


# -- words ------------------------------------------------------------------------------------------------------------


def _sentences(edits: list[tuple[int, Substitution]], node: Provision | Block) -> Iterator[tuple[int, Substitution]]:
    """The substitutions of one text as they are told: those joined that no reader takes in one by one."""
    chars = node.text.chars if isinstance(node, Block) else ""
    if len(edits) == 1:
        ((place, edit),) = edits
        yield place, _balanced([edit], chars)[1]
        return
    edits = sorted(edits, key=lambda one: one[1].start)
    if len(edits) >= _MANY and (whole := _whole([edit for _, edit in edits], chars)):
        yield max(place for place, _ in edits), whole
        return
    at = 0
    while at < len(edits):
        here = [edit for _, edit in edits[at : at + _CHANGES]]
        count, told = _balanced(here, chars)
        if told is here[0]:
            count, told = _unmistakable(here, chars)
        if told is here[0] and (count := quotation(here, chars)) > 1:
            told = reduce(partial(_joined, chars=chars), here[:count])
        yield max(place for place, _ in edits[at : at + count]), told
        at += count


def _whole(edits: list[Substitution], chars: str) -> Substitution | None:
    """All of the text as one substitution, where much of it changes, in many places, and in words alone."""
    changed = sum(max(len(edit.old), len(edit.new.chars)) for edit in edits)
    if changed < _MUCH * len(chars) or any(edit.old == edit.new.chars for edit in edits):
        return None
    new, at = "", 0
    for edit in edits:
        new += chars[at : edit.start] + edit.new.chars
        at = edit.stop
    new += chars[at:]
    return None if ATOM in chars + new else Substitution(edits[0].wid, 0, len(chars), chars, Text(new))


def _unmistakable(edits: list[Substitution], chars: str) -> tuple[int, Substitution]:
    """How many of the edits, from the first, have words in common, one taking out what another puts in; as one.

    Of `A and B` that becomes `A, B and C`, a reader who first puts in a B does not know which B to replace by C.
    """
    told = edits[0]
    for count, edit in enumerate(edits[1:], 1):
        if edit.start - told.stop > _NEAR or not _in_common(told, edit):
            return count, told
        joined = _joined(told, edit, chars)
        if ATOM in joined.old + joined.new.chars:
            return count, told
        told = joined
    return len(edits), told


def _in_common(left: Substitution, right: Substitution) -> bool:
    """Whether one of the edits takes out words that the other puts in."""
    out, new, other_out, other_new = [
        frozenset(tokens(words)) - _SMALL for words in (left.old, left.new.chars, right.old, right.new.chars)
    ]
    return not (out.isdisjoint(other_new) and new.isdisjoint(other_out))


def _balanced(edits: list[Substitution], chars: str) -> tuple[int, Substitution]:
    """How many of the edits, from the first, leave no bracket open in either wording, and all of them as one.

    The first alone where none do, where too much stays between them, or a note; brackets alone may hold any words.
    """
    first, whole, kept = edits[0], edits[0], 0
    if _BRACKETS.isdisjoint(first.old + first.new.chars):  # as most are
        return 1, first
    for count, edit in enumerate(edits, 1):
        if edit is not first:
            kept += edit.start - whole.stop
            whole = _joined(whole, edit, chars)
            alone = count == 2 and _brackets_alone(first, edit)
            if ATOM in whole.old + whole.new.chars or (kept > _QUOTED and not alone):
                break
        if edit.old and edit.old == edit.new.chars:  # of other marks, not of other words
            break
        for wider in _with_brackets(whole, chars):
            if is_closed(wider.old) and is_closed(wider.new.chars):
                return count, wider
    return 1, first


def _with_brackets(edit: Substitution, chars: str) -> Iterator[Substitution]:
    """The edit, and the same with brackets that stay right before and behind it."""
    yield edit
    opens, closes = chars[: edit.start][-1:] in OPENING, chars[edit.stop :][:1] in CLOSING
    for before, after in ((0, 1), (1, 0), (1, 1)):
        if before <= opens and after <= closes:
            start, stop = edit.start - before, edit.stop + after
            new = chars[start : edit.start] + edit.new.chars + chars[edit.stop : stop]
            yield Substitution(edit.wid, start, stop, chars[start:stop], Text(new))


def _joined(left: Substitution, right: Substitution, chars: str) -> Substitution:
    new = left.new.chars + chars[left.stop : right.start] + right.new.chars
    return Substitution(left.wid, left.start, right.stop, chars[left.start : right.stop], Text(new))


def _brackets_alone(left: Substitution, right: Substitution) -> bool:
    wordings = (narrow(f"{edit.old.strip()}|{edit.new.chars.strip()}") for edit in (left, right))
    return tuple(wordings) in (("[|", "]|"), ("|[", "|]"))


def _around_units(told: Mapping[int, tuple[Edit, ...]], base: Version) -> Iterator[tuple[int, int]]:
    """The places of a bracket that opens before the number of a unit and of one that closes behind its last words."""
    texts = {edit.wid: (place, edit) for place, (edit, *_) in told.items() if isinstance(edit, Substitution)}
    for wid, (opens, opening) in texts.items():
        if base.index[wid].name == "num":
            last = _last(base.index[base.parents[wid]])
            closes, closing = texts.get(last.wid if last else wid, (opens, opening))
            comes = _comes(opening, "[{}")
            at_end = last is not None and closes != opens and closing.stop == len(last.text.chars)
            if at_end and comes and comes == _comes(closing, "{}]"):
                yield opens, closes


def _comes(edit: Substitution, bracketed: str) -> int:
    """1 where the bracket comes, -1 where it goes, 0 where something else changes."""
    old, new = narrow(edit.old.strip()), narrow(edit.new.chars.strip())
    return (new == bracketed.format(old)) - (old == bracketed.format(new))


def _last(node: Provision | Block) -> Block | None:
    """The last text of a unit; one in its notes is none of it."""
    if isinstance(node, Block):
        return node
    held = [child for child in node.children if not isinstance(child, Opaque)]
    return _last(held[-1]) if held else None


# -- provisions -------------------------------------------------------------------------------------------------------


def _runs(spoken: Mapping[int, Edit], patch: Patch, passed: frozenset[str], base: Version) -> Iterator[list[int]]:
    """The places of neighbours that go, and of what comes where the last of them was; of all that comes in a gap."""
    gone = {edit.wid: place for place, edit in spoken.items() if isinstance(edit, Deletion)}
    coming: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, edit in enumerate(patch.edits):
        if isinstance(edit, Insertion | Move):
            coming[edit.parent][edit.after].append(place)
    for parent in dict.fromkeys(base.parents[wid] for wid in gone):
        for run, gap in _neighbours(base.index[parent], gone, coming[parent], passed):
            yield [gone[wid] for wid in run] + _put(coming[parent].pop(gap, []), spoken)
    for gaps in coming.values():
        for places in gaps.values():
            yield _put(places, spoken)


def _put(places: list[int], spoken: Mapping[int, Edit]) -> list[int]:
    """Those of the places at which an insertion is told, up to the first move."""
    told = [place for place in places if place in spoken]
    return list(takewhile(lambda place: isinstance(spoken[place], Insertion), told))


def _chains(moves: list[tuple[int, Move]], base: Version) -> Iterator[list[int]]:
    """The places of moves that take neighbours to one place, in their order."""
    chain: list[int] = []
    last: Move | None = None
    for place, move in moves:
        follows = last is not None and (move.parent, move.after) == (last.parent, last.wid)
        if chain and not (follows and last is not None and _next(last.wid, base) == move.wid):
            yield chain
            chain = []
        chain.append(place)
        last = move
    if chain:
        yield chain


def _next(wid: str, base: Version) -> str:
    """The wId of the neighbour after a provision that is of its kind; the empty string where there is none."""
    parent = base.index.get(base.parents.get(wid, ""))
    children = parent.children if isinstance(parent, Provision) else ()
    found = next((at for at, child in enumerate(children) if not isinstance(child, Opaque) and child.wid == wid), -1)
    after = children[found + 1] if 0 <= found < len(children) - 1 else None
    return (
        after.wid if after is not None and not isinstance(after, Opaque) and after.name == children[found].name else ""
    )


def _neighbours(
    parent: Provision | Block, gone: Container[str], filled: Container[str], passed: frozenset[str]
) -> Iterator[tuple[list[str], str]]:
    """The wIds of neighbours of one kind that go, or of all that a unit says, and after what the gap behind them is.

    Nothing stays, and nothing comes, between two of them.
    """
    under = [] if isinstance(parent, Block) else [child for child in parent.children if not isinstance(child, Opaque)]
    held = [child for child in under if child.name not in LABELS]
    whole = all(child.wid in gone or not words_of(child).strip() for child in held)
    whole = whole and not any(child.wid in filled for child in held[:-1])
    run: list[Provision | Block] = []
    for child in under:
        if child.wid in gone and run and not (whole or child.name == run[-1].name):
            yield [one.wid for one in run], run[-1].wid
            run = []
        if child.wid in gone:
            run.append(child)
        elif run and child.wid not in passed:
            yield [one.wid for one in run], run[-1].wid
            run = []
        if run and (child.wid in filled or child.name in LABELS):
            yield [one.wid for one in run], child.wid
            run = []
    if run:
        yield [one.wid for one in run], run[-1].wid
