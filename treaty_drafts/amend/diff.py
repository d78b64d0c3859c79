"""The difference of two texts on whole words, marks included.

The words are encoded as characters, the common ends set aside, and the longest common subsequence found by rapidfuzz
(1 µs a paragraph where diff-match-patch takes 60, `docs/notes` has the measurement). The matches are then put as a
lawyer would mark them: see `treaty_drafts.amend.cleanup`. No clock is looked at, so that the same two texts have the
same difference everywhere. What bounds the work is the size of the differing middle: over the bound it is one
substitution, and `over_bound` says so.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from treaty_drafts.amend.cleanup import Hunk, cleaned
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.splice import splice
from treaty_drafts.amend.tokens import is_boundary, tokens
from treaty_drafts.model.tree import Mark, Text

BOUND = 1 << 27
"""The most pairs of tokens that are compared with each other in one text: some 11,000 tokens against as many."""

_Key: TypeAlias = str | tuple[object, ...]
_FIRST_SURROGATE = 0xD800
_SURROGATES = 0x800


def diff(a: Text, b: Text, wid: str) -> tuple[Substitution, ...]:
    """The substitutions that make `b` of `a`, both the words of the block `wid`; in order, none touching another.

    `splice(a, diff(a, b, wid)) == b`, verified: where marks make a small edit impossible, a larger one stands. Every
    edge lies on a token's edge in both texts. A word of which only the marks change is replaced by itself.
    """
    if a == b:
        return ()
    marked = bool(a.marks or b.marks)
    head, tail = (0, 0) if marked else _common_ends(a.chars, b.chars)
    ours, theirs = _middle(a.chars, head, tail), _middle(b.chars, head, tail)
    if marked:
        hunks = _hunks(ours, theirs, _keys(ours, a.marks), _keys(theirs, b.marks))
    else:
        hunks = _hunks(ours, theirs, ours, theirs)
    edits = _edits(hunks, _edges(ours, head), _edges(theirs, head), a, b, wid)
    if not marked or splice(a, edits) == b:
        return edits
    return _larger(edits, a, b, wid)


def over_bound(a: Text, b: Text) -> bool:
    """Whether the two differ in so many words that `diff` replaces the whole differing middle."""
    head, tail = _common_ends(a.chars, b.chars)
    return len(_middle(a.chars, head, tail)) * len(_middle(b.chars, head, tail)) > BOUND


def _common_ends(a: str, b: str) -> tuple[int, int]:
    """How many code points the two share at the beginning and, beyond these, at the end; both on token edges."""
    shortest = min(len(a), len(b))
    head = _shared(a, b, shortest)
    while not (is_boundary(a, head) and is_boundary(b, head)):
        head -= 1
    back_a, back_b = a[head:][::-1], b[head:][::-1]
    tail = _shared(back_a, back_b, shortest - head)
    while not (is_boundary(a, len(a) - tail) and is_boundary(b, len(b) - tail)):
        tail -= 1
    return head, tail


def _shared(a: str, b: str, most: int) -> int:
    """The length of the common beginning, by halves: comparing slices is what Python is fast at."""
    low, high = 0, most
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _middle(chars: str, head: int, tail: int) -> list[str]:
    return tokens(chars[head : len(chars) - tail])


def _edges(found: list[str], head: int) -> list[int]:
    """The code point at which every token begins, and at which the last one ends."""
    return list(accumulate(map(len, found), initial=head))


def _keys(found: list[str], marks: tuple[Mark, ...]) -> list[_Key]:
    """What must be equal for two tokens to be: their characters, and every mark over them with its part of them."""
    keys: list[_Key] = []
    start = 0
    for token in found:
        stop = start + len(token)
        over = tuple(
            (mark.name, mark.attrs, mark.atom, max(mark.start, start) - start, min(mark.stop, stop) - start)
            for mark in marks
            if mark.start < stop and mark.stop > start
        )
        keys.append((token, over) if over else token)
        start = stop
    return keys


def _hunks(
    ours: list[str], theirs: list[str], our_keys: list[_Key] | list[str], their_keys: list[_Key] | list[str]
) -> list[Hunk]:
    if len(ours) * len(theirs) > BOUND:
        return [(0, len(ours), 0, len(theirs))]
    codes: dict[_Key, str] = {}
    a, b = _encoded(our_keys, codes), _encoded(their_keys, codes)
    hunks: list[Hunk] = []
    i = j = 0
    for start, other, size in LCSseq.editops(a, b).as_matching_blocks():
        if start > i or other > j:
            hunks.append((i, start, j, other))
        i, j = start + size, other + size
    return cleaned(hunks, ours, theirs, a, b)


def _encoded(keys: list[_Key] | list[str], codes: dict[_Key, str]) -> str:
    """One character for every key, the same for equal ones; surrogates are no characters to rapidfuzz."""
    encoded = []
    for key in keys:
        code = codes.get(key)
        if code is None:
            number = len(codes)
            code = codes[key] = chr(number if number < _FIRST_SURROGATE else number + _SURROGATES)
        encoded.append(code)
    return "".join(encoded)


def _edits(
    hunks: list[Hunk], ours: list[int], theirs: list[int], a: Text, b: Text, wid: str
) -> tuple[Substitution, ...]:
    return tuple(
        Substitution(wid, ours[i], ours[k], a.chars[ours[i] : ours[k]], b.slice(theirs[j], theirs[m]))
        for i, k, j, m in hunks
    )


def _larger(edits: tuple[Substitution, ...], a: Text, b: Text, wid: str) -> tuple[Substitution, ...]:
    """One edit over all of them and the marks that they touch; if marks forbid that too, the whole block."""
    if edits:
        start, after = edits[0].start, len(a.chars) - edits[-1].stop
        touched = [mark for mark in a.marks if mark.start <= len(a.chars) - after and mark.stop >= start]
        touched += [mark for mark in b.marks if mark.start <= len(b.chars) - after and mark.stop >= start]
        start = min([start, *(mark.start for mark in touched)])
        stop = max([len(a.chars) - after, *(mark.stop for mark in touched if mark in a.marks)])
        after = min(
            len(a.chars) - stop, after, *(len(b.chars) - mark.stop for mark in touched if mark in b.marks), after
        )
        whole = Substitution(
            wid,
            start,
            len(a.chars) - after,
            a.chars[start : len(a.chars) - after],
            b.slice(start, len(b.chars) - after),
        )
        if splice(a, (whole,)) == b:
            return (whole,)
    return (Substitution(wid, 0, len(a.chars), a.chars, b),)
