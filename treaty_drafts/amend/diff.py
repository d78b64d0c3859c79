"""The difference of two texts on whole words, marks included.

The common ends are set aside, and the longest common subsequence of the words between them is found by rapidfuzz, in
1.5 µs a paragraph where diff-match-patch takes 60. The matches are then put as a lawyer would mark them: see
`treaty_drafts.amend.cleanup`. No clock is looked at, so that the same two texts have the
same difference everywhere. What bounds the work is the size of the differing middle: over the bound it is one
substitution, and `over_bound` says so.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TypeAlias

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from treaty_drafts.amend.cleanup import CLOSING, OPENING, cleaned, put_together
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.amend.lifting import Hunk
from treaty_drafts.amend.splice import splice
from treaty_drafts.amend.tokens import is_boundary, tokens, widen
from treaty_drafts.model.tree import Mark, Text

BOUND = 1 << 27
"""The most pairs of tokens that are compared with each other in one text: some 11,000 tokens against as many."""
_WORD = 32
"""As many code points as few words have. Stepping back over these one by one is quicker than asking for an edge."""
_REWRITTEN = 0.35
"""What is left of the letters of the shorter text where it has been rewritten."""

_Over: TypeAlias = list[tuple[object, ...]]


def diff(a: Text, b: Text, wid: str) -> tuple[Substitution, ...]:
    """The substitutions that make `b` of `a`, both the words of the block `wid`, in order.

    `splice(a, diff(a, b, wid)) == b`: where marks make a small edit impossible, a larger one stands. Every
    edge lies on a token's edge in both texts. Words of which only the marks change are replaced by themselves, in
    substitutions of their own (`old == new.chars`).
    """
    if a == b:
        return ()
    marked = bool(a.marks or b.marks)
    head, tail = (0, 0) if marked else common_ends(a.chars, b.chars)
    gone, come = a.chars[head : len(a.chars) - tail], b.chars[head : len(b.chars) - tail]
    if not marked and _is_one_hunk(gone, come):
        return (Substitution(wid, head, head + len(gone), gone, Text(come)),)
    ours, theirs = tokens(gone), tokens(come)
    hunks = _hunks(ours, theirs)
    our_edges, their_edges = _edges(ours, head), _edges(theirs, head)
    if len(hunks) > 1 and _is_rewritten(hunks, our_edges, a.chars, b.chars):
        hunks = put_together(hunks, ours, theirs)
    if marked:
        hunks = _with_remarked(hunks, _over(our_edges, a.marks), _over(their_edges, b.marks))
    places = [(our_edges[i], our_edges[k], their_edges[j], their_edges[m]) for i, k, j, m in hunks]
    edits = tuple([Substitution(wid, i, k, a.chars[i:k], b.slice(j, m)) for i, k, j, m in places])
    if not marked or splice(a, edits) == b:
        return edits
    return _larger(edits, a, b, wid)


def over_bound(a: Text, b: Text) -> bool:
    """Whether the two differ in so many words that `diff` replaces the whole differing middle."""
    head, tail = common_ends(a.chars, b.chars)
    return len(_middle(a.chars, head, tail)) * len(_middle(b.chars, head, tail)) > BOUND


def common_ends(a: str, b: str) -> tuple[int, int]:
    """How many code points the two share at the beginning and, beyond these, at the end; on token edges in both.

    A bracket next to what differs is left to it, so that of `[may][shall]` all of `[may]` can go.
    """
    head = most = Prefix.similarity(a, b)
    while a[head - 1 : head] in OPENING or not (is_boundary(a, head) and is_boundary(b, head)):
        head = head - 1 if most - head < _WORD else widen(a, head - 1, head - 1)[0]
    tail = most = Postfix.similarity(a[head:], b[head:])
    while a[len(a) - tail :][:1] in CLOSING or not (is_boundary(a, len(a) - tail) and is_boundary(b, len(b) - tail)):
        tail = tail - 1 if most - tail < _WORD else len(a) - widen(a, len(a) - tail + 1, len(a) - tail + 1)[1]
    return head, tail


def least(edit: Substitution, chars: str) -> tuple[int, int, str]:
    """An edit of `chars` as small, and then as far to the right, as it can be: how many code points it leaves before
    it and behind it, and the words that come between. Two edits make the same words if these are the same, and only so.
    """
    come, there = edit.new.chars + chars[edit.stop :], chars[edit.start :]
    head = Prefix.similarity(come, there)
    tail = Postfix.similarity(come[head:], there[head:])
    return edit.start + head, tail, come[head : len(come) - tail]


def _is_one_hunk(gone: str, come: str) -> bool:
    """Whether two differing middles plainly have no word in common: one is empty, or each is one word."""
    return not gone or not come or ((gone + come).isascii() and gone.isalnum() and come.isalnum())


def _is_rewritten(hunks: list[Hunk], edges: list[int], a: str, b: str) -> bool:
    """Whether so little is left of either text that what is left is chance: a `the` here, an `of` there."""
    kept = len(a) - sum([edges[k] - edges[i] for i, k, _, _ in hunks])
    return kept < _REWRITTEN * min(len(a), len(b))


def _middle(chars: str, head: int, tail: int) -> list[str]:
    return tokens(chars[head : len(chars) - tail])


def _edges(found: list[str], head: int) -> list[int]:
    """The code point at which every token begins, and at which the last one ends."""
    return list(accumulate(map(len, found), initial=head))


def _over(edges: list[int], marks: tuple[Mark, ...]) -> list[_Over]:
    """For each token, from one edge to the next, the marks over it, each with its part of it."""
    over: list[_Over] = [[] for _ in edges[1:]]
    for mark in marks:
        at = max(bisect_right(edges, mark.start) - 1, 0)
        while at < len(over) and edges[at] < mark.stop:
            start, stop = edges[at], edges[at + 1]
            part = max(mark.start, start) - start, min(mark.stop, stop) - start
            over[at].append((mark.name, mark.attrs, mark.atom, *part))
            at += 1
    return over


def _hunks(ours: list[str], theirs: list[str]) -> list[Hunk]:
    """Where the tokens differ."""
    if len(ours) * len(theirs) > BOUND:
        return [(0, len(ours), 0, len(theirs))]
    hunks: list[Hunk] = []
    i = j = 0
    for start, other, size in LCSseq.editops(ours, theirs).as_matching_blocks():
        if start > i or other > j:
            hunks.append((i, start, j, other))
        i, j = start + size, other + size
    return cleaned(hunks, ours, theirs)


def _with_remarked(hunks: list[Hunk], ours: list[_Over], theirs: list[_Over]) -> list[Hunk]:
    """The hunks, and between them hunks of the same tokens under other marks."""
    done: list[Hunk] = []
    i = j = 0
    for hunk in [*hunks, (len(ours), len(ours), len(theirs), len(theirs))]:
        while i < hunk[0]:
            if ours[i] == theirs[j]:
                i, j = i + 1, j + 1
                continue
            start = i
            while i < hunk[0] and ours[i] != theirs[j]:
                i, j = i + 1, j + 1
            done.append((start, i, j - (i - start), j))
        done.append(hunk)
        i, j = hunk[1], hunk[3]
    return done[:-1]


def _larger(edits: tuple[Substitution, ...], a: Text, b: Text, wid: str) -> tuple[Substitution, ...]:
    """One edit over all of them and the marks that they touch; if marks forbid that too, the whole block."""
    before = edits[0].start if edits else 0
    behind = len(a.chars) - edits[-1].stop if edits else 0
    for text in (a, b):
        stop = len(text.chars) - behind
        touched = [mark for mark in text.marks if mark.start <= stop and mark.stop >= before]
        before = min([before, *(mark.start for mark in touched)])
        behind = min([behind, *(len(text.chars) - mark.stop for mark in touched)])
    stop = len(a.chars) - behind
    whole = Substitution(wid, before, stop, a.chars[before:stop], b.slice(before, len(b.chars) - behind))
    if splice(a, (whole,)) == b:
        return (whole,)
    return (Substitution(wid, 0, len(a.chars), a.chars, b),)
