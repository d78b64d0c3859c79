"""How amendments stand to each other: what a chair wants to know before putting them to the vote.

| kind | when | both can be adopted |
| --- | --- | --- |
| dependent | `first` amends `second` | the first only with the second |
| crossing | their ranges overlap and neither holds the other | no |
| alternative | other wishes for the same words or the same provision | no |
| nested | `first` rewrites or deletes what `second` changes inside | no: adopting the first overtakes the second |
| subsumes | adopting `first` gives all that `second` asks for | the second is then satisfied |
| co-located | insertions at one place | yes, in the order of tabling, a joint one where it was tabled first |
| identical | the same, all through | yes: one change, joint |
| shared | one change is the same, others are not | yes: the common change is joint |

Amendments without a relation are independent. Of several relations of two amendments the first in this table counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from typing import Literal, TypeAlias, get_args

import msgspec

from treaty_drafts.amend.diff import diff
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.compilation.hunks import Hunk, overlap
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.compilation.tabling import Tabling
from treaty_drafts.model.tree import Text

Kind: TypeAlias = Literal[
    "dependent", "crossing", "alternative", "nested", "subsumes", "co-located", "identical", "shared"
]
STRENGTH: tuple[Kind, ...] = get_args(Kind)
_RANK = {kind: place for place, kind in enumerate(STRENGTH)}
EXCLUSIVE = frozenset(("crossing", "alternative", "nested"))
"""Relations under which two amendments cannot be adopted together."""
_MUTUAL = frozenset(("crossing", "alternative", "co-located", "identical"))


class Relation(msgspec.Struct, frozen=True, gc=False):
    """`first` stands in this relation to `second`; `wids` are the blocks and sequences where the two meet."""

    kind: Kind
    first: str
    second: str
    wids: tuple[str, ...] = ()


Found: TypeAlias = tuple[Kind, str, str]
"""A relation at one place, before places are put together."""


def between_hunks(base: Text, hunks: Sequence[Hunk]) -> list[Found]:
    """The relations between the amendments of one block's words; `hunks` are in order of place."""
    found: list[Found] = []
    for following, one in enumerate(hunks, 1):
        if len(one.symbols) > 1:
            found += _joint(one.symbols)
        if one.children:
            found += between_hunks(one.new, one.children)
        for other in islice(hunks, following, None):
            if other.start >= one.stop and (other.start > one.start or other.stop > one.stop):
                break  # it is apart from this one, and so are all after it
            found += _pair(base, one, other)
    return found


def _joint(symbols: Iterable[str]) -> Iterator[Found]:
    """Each two of those who ask for the same."""
    for one, other in combinations(symbols, 2):
        yield ("identical", one, other)


def _pair(base: Text, one: Hunk, other: Hunk) -> Iterator[Found]:
    """What two hunks that meet, in order of place, are to each other."""
    kind, outer, inner = _compare(base, one, other)
    if kind is not None:
        for first in outer.symbols:
            for second in inner.symbols:
                if first != second:
                    yield (kind, first, second)


def _compare(base: Text, one: Hunk, other: Hunk) -> tuple[Kind | None, Hunk, Hunk]:
    if one.start == other.start and one.stop == other.stop:
        return ("co-located" if one.start == one.stop else "alternative"), one, other
    if not overlap(one, other) or other.place in one.replaces or one.place in other.replaces:
        return None, one, other
    if one.start <= other.start and other.stop <= one.stop:
        return ("subsumes" if gives(base, one, other) else "nested"), one, other
    if other.start <= one.start and one.stop <= other.stop:
        return ("subsumes" if gives(base, other, one) else "nested"), other, one
    return "crossing", one, other


def gives(base: Text, outer: Hunk, inner: Hunk) -> bool:
    """Whether making `outer` also makes the change of `inner`, whose range is inside it."""
    wanted = inner.new.chars.strip()
    if not outer.new.chars or wanted not in outer.new.chars:
        return False
    shift = outer.start
    made = diff(base.slice(outer.start, outer.stop), outer.new, "")
    return any((edit.start + shift, edit.stop + shift, edit.new) == inner.place for edit in made)


def between_slots(slots: Sequence[Slot]) -> Iterator[Found]:
    """The relations between the amendments of one sequence of provisions."""
    arriving: list[str] = []
    for slot in slots:
        yield from _joint(slot.proposers)
        yield from _joint(slot.deleters)
        yield from _across("alternative", slot.deleters, slot.movers)
        yield from _across("alternative", slot.proposers, (*slot.deleters, *slot.movers))
        if slot.kind == "base":
            arriving = []
        else:
            yield from _across("co-located", arriving, slot.proposers)
            arriving.extend(slot.proposers)


def _across(kind: Kind, firsts: Iterable[str], seconds: Iterable[str]) -> Iterator[Found]:
    seconds = tuple(seconds)
    for first in firsts:
        for second in seconds:
            if first != second:
                yield (kind, first, second)


def between_moves(sequences: Mapping[str, Sequence[Slot]], parent: Callable[[str], str]) -> Iterator[tuple[str, Found]]:
    """Moves of one provision to different places, and of two into each other, are alternatives: (its wId, relation).

    `parent` gives the wId of the element around one. Where three moves or more go in a circle, any two go together.
    """
    arrivals: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for around, slots in sequences.items():
        for slot in slots:
            if slot.kind == "arrival":
                wid = wid_of(slot.node)
                earlier = arrivals.setdefault(wid, [])
                for _, proposers in earlier:
                    for found in _across("alternative", proposers, slot.proposers):
                        yield wid, found
                earlier.append((around, slot.proposers))
    into: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for wid, ways in arrivals.items():
        for around, proposers in ways:
            while around:
                if around in arrivals:
                    into[wid, around] += proposers
                    for found in _across("alternative", proposers, into.get((around, wid), ())):
                        yield from ((wid, found), (around, found))
                around = parent(around)


def put_together(
    found: Iterable[tuple[str, Found]], tabling: Tabling, size: Callable[[str], int]
) -> tuple[Relation, ...]:
    """One relation for each pair of amendments, from all places; `size` counts the changes of an amendment."""
    kinds: dict[tuple[str, str], tuple[Kind, str, str]] = {}
    wids: dict[tuple[str, str], list[str]] = {}
    shared: Counter[tuple[str, str]] = Counter()
    rank = tabling.rank
    for wid, (kind, first, second) in found:
        pair = (first, second) if rank[first] < rank[second] else (second, first)
        if kind in _MUTUAL:
            first, second = pair
        known = kinds.get(pair)
        if kind == "nested" and known == ("nested", second, first):  # each takes out what the other changes
            kind, first, second = "alternative", *pair
        if known is None or _RANK[kind] < _RANK[known[0]]:
            kinds[pair] = (kind, first, second)
        wids.setdefault(pair, []).append(wid)
        if kind == "identical":
            shared[pair] += 1
    relations = [
        _whole(Relation(*kinds[pair], tuple(sorted(set(places)))), shared[pair], size, tabling)
        for pair, places in wids.items()
    ]
    relations.sort(key=lambda relation: (rank[relation.first], rank[relation.second]))
    return tuple(relations)


def _whole(relation: Relation, shared: int, size: Callable[[str], int], tabling: Tabling) -> Relation:
    """The relation of two amendments as wholes: a parent and its child, or one that holds all of the other."""
    first, second = relation.first, relation.second
    for child, parent in ((first, second), (second, first)):
        if tabling.by_symbol[child].amends == parent:
            return Relation("dependent", child, parent, relation.wids)
    if relation.kind == "identical":
        return _alike(relation, shared, size(first), size(second))
    return relation


def _alike(relation: Relation, shared: int, size: int, other: int) -> Relation:
    """What two amendments are that have `shared` changes in common, of their `size` and `other` changes."""
    if shared == size == other:
        return relation
    if shared == other:
        return msgspec.structs.replace(relation, kind="subsumes")
    if shared == size:
        return Relation("subsumes", relation.second, relation.first, relation.wids)
    return msgspec.structs.replace(relation, kind="shared")
