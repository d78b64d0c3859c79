"""Hunks as a lawyer would mark them: slid to where a phrase begins, joined where hardly anything is left between them.

A hunk is four token positions `(i, k, j, m)`: the tokens `[i, k)` of the old text become `[j, m)` of the new.
"""

from __future__ import annotations

from collections.abc import Iterable

from treaty_drafts.amend.lifting import Hunk, with_partners
from treaty_drafts.brackets import glyphs
from treaty_drafts.model.tree import ATOM

OPENING, CLOSING = frozenset(glyphs.OPENING), frozenset(glyphs.CLOSING)
_NARROW = str.maketrans("［］", "[]")
_NEVER_SPANNED = OPENING | CLOSING | {ATOM}
_SENTENCE_ENDS = frozenset(".;:!?。；：؟۔।")
_CONNECTIVE = 3
_PHRASE = 15


def cleaned(hunks: list[Hunk], ours: list[str], theirs: list[str]) -> list[Hunk]:
    """The hunks between the tokens `ours` and `theirs`, slid and joined."""
    slid: list[Hunk] = []
    for index, hunk in enumerate(hunks):
        i, k, j, m = hunk
        if i == k or j == m:
            back = i - (slid[-1][1] if slid else 0)
            on = (hunks[index + 1][0] if index + 1 < len(hunks) else len(ours)) - k
            by = _slide(j, m, back, on, theirs) if i == k else _slide(i, k, back, on, ours)
            slid.append((i + by, k + by, j + by, m + by))
        else:
            slid.append(hunk)
    if len(slid) > 1:
        slid = with_partners(slid, ours, theirs)
    joined = _joined(slid, ours, theirs)
    return [_trimmed(hunk, ours, theirs) for hunk in joined] if len(joined) < len(slid) else joined


def put_together(hunks: list[Hunk], ours: list[str], theirs: list[str]) -> list[Hunk]:
    """The hunks of a rewritten text as one, but for phrases and notes that stay."""
    done = hunks[:1]
    for hunk in hunks[1:]:
        between = ours[done[-1][1] : hunk[0]]
        if len(between) > _PHRASE or ATOM in between:
            done.append(hunk)
        else:
            done[-1] = (done[-1][0], hunk[1], done[-1][2], hunk[3])
    return [_trimmed(hunk, ours, theirs) for hunk in done]


def _trimmed(hunk: Hunk, a: list[str], b: list[str]) -> Hunk:
    """The hunk without equal words at its ends, which joining may have left there."""
    i, k, j, m = hunk
    while i < k and j < m and a[i] == b[j]:
        i, j = i + 1, j + 1
    while i < k and j < m and a[k - 1] == b[m - 1]:
        k, m = k - 1, m - 1
    return (i, k, j, m)


def _slide(first: int, last: int, back: int, on: int, words: list[str]) -> int:
    """How far to move an inserted or deleted phrase, at most `back` or `on`, to the best of its equivalent places."""
    leftmost = rightmost = 0
    while leftmost > -back and words[first + leftmost - 1] == words[last + leftmost - 1]:
        leftmost -= 1
    while rightmost < on and words[first + rightmost] == words[last + rightmost]:
        rightmost += 1
    if leftmost == rightmost:
        return 0
    return max(range(leftmost, rightmost + 1), key=lambda by: (_fitness(words, first + by, last + by), -by))


def _fitness(words: list[str], first: int, last: int) -> int:
    """How natural the words `[first, last)` are as one inserted or deleted phrase."""
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    opens, closes = words[first], words[last - 1]
    score = 0
    if not OPENING.isdisjoint(words[first:last]) and is_closed(words[first:last]):  # one alternative of several, whole
        score += 4
    if not before or (before.isspace() and first > 1 and words[first - 2] in _SENTENCE_ENDS):
        score += 3
    if closes.isspace():
        score += 2 if not opens.isspace() else 0
    elif opens.isspace() and (not after or (not after[0].isalnum() and not after.isspace())):
        score += 3
    elif opens.isspace() or opens in ",;":
        score += 1
    return score


def is_closed(tokens: Iterable[str]) -> bool:
    """Whether every square bracket among the tokens, or characters, has its partner."""
    depth = 0
    for word in tokens:
        depth += (word in OPENING) - (word in CLOSING)
        if depth < 0:
            return False
    return not depth


def narrow(chars: str) -> str:
    """The characters with the brackets of Chinese texts as those of others."""
    return chars.translate(_NARROW)


def _joined(hunks: list[Hunk], ours: list[str], theirs: list[str]) -> list[Hunk]:
    if len(hunks) < 2:
        return hunks
    done: list[Hunk] = []
    for hunk in hunks:
        whole = hunk
        while done and _as_one(done[-1], whole, ours, theirs):  # what is joined may be enough for what is before it
            last = done.pop()
            whole = (last[0], whole[1], last[2], whole[3])
        done.append(whole)
    return done


def _as_one(left: Hunk, right: Hunk, ours: list[str], theirs: list[str]) -> bool:
    """Whether what stands between two changes is too little to be read as unchanged."""
    between = ours[left[1] : right[0]]
    if len(between) > 7 or not _NEVER_SPANNED.isdisjoint(between):
        return False
    kept = [token for token in between if token[0].isalnum()]
    if not kept:
        return True
    smaller = min(_size(left, ours, theirs), _size(right, ours, theirs))
    if len(kept) == 1 and len(kept[0]) <= _CONNECTIVE:
        return smaller >= 1 and _size(left, ours, theirs) + _size(right, ours, theirs) > 2
    return len(kept) * 2 <= smaller


def _size(hunk: Hunk, ours: list[str], theirs: list[str]) -> int:
    """The words that the hunk deletes or inserts, whichever is more."""
    i, k, j, m = hunk
    return max(
        sum(1 for token in ours[i:k] if token[0].isalnum()),
        sum(1 for token in theirs[j:m] if token[0].isalnum()),
    )
