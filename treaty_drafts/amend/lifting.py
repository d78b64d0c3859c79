"""Which of equal brackets side by side go: those whose partners go.

Of `[a [b]]` without `[b]` either closing bracket may be the one that went, for all that the words tell. But who lifts
the brackets around `b` lifts the first, and who lifts the others the second: lifted by both, all are gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeAlias

from treaty_drafts.brackets import glyphs

Hunk: TypeAlias = tuple[int, int, int, int]
"""Four token positions `(i, k, j, m)`: the tokens `[i, k)` of the old text become `[j, m)` of the new."""

_BRACKETS = frozenset(glyphs.OPENING + glyphs.CLOSING)


def with_partners(hunks: list[Hunk], ours: Sequence[str], theirs: Sequence[str]) -> list[Hunk]:
    """The hunks, where of equal brackets side by side those go whose partners go too."""
    free = {at for i, k, j, m in hunks if j == m and _BRACKETS.issuperset(ours[i:k]) for at in range(i, k)}
    if not free:
        return hunks
    places = [at for at, token in enumerate(ours) if token in _BRACKETS]
    runs = [run for run in _runs(places, ours) if len(run) > 1 and 0 < sum(at in free for at in run) < len(run)]
    changed = [range(i, k) for i, k, _, _ in hunks if not free.issuperset(range(i, k))]
    runs = [run for run in runs if all(run[-1] < one.start or one.stop <= run[0] for one in changed)]
    if not runs:
        return hunks
    gone = {at for i, k, j, m in hunks if _BRACKETS.isdisjoint(theirs[j:m]) for at in range(i, k)}
    staying = _staying(places, ours, gone, runs)
    for run in runs:
        most = sum(at not in gone for at in run)
        stay = sorted(run, key=lambda at: (at not in staying, at in gone))[:most]
        gone.difference_update(stay)
        gone.update(set(run).difference(stay))
    kept = [hunk for hunk in hunks if not free.issuperset(range(hunk[0], hunk[1])) or hunk[0] == hunk[1]]
    return _in_order(kept, sorted(gone & free.union(*runs)))


def _staying(
    places: Sequence[int], ours: Sequence[str], gone: Collection[int], runs: Sequence[Sequence[int]]
) -> set[int]:
    """The brackets of the pairs that stay, and those without a partner here.

    From which run to which a pair goes that stays, is seen from those that are left, whichever of a run they are.
    """
    run_of = {at: run[0] for run in runs for at in run}

    def paired(places: Sequence[int]) -> tuple[list[tuple[int, int]], list[int]]:
        pairs, stray = glyphs.pair(ours[at] for at in places)
        return [(places[one], places[other]) for one, other in pairs], [places[one] for one in stray]

    def runs_of(pair: tuple[int, int]) -> tuple[int, int]:
        return run_of.get(pair[0], pair[0]), run_of.get(pair[1], pair[1])

    left = Counter(map(runs_of, paired([at for at in places if at not in gone])[0]))
    pairs, stray = paired(places)
    staying = set(stray)
    for pair in sorted(pairs, key=lambda pair: sum(at in gone for at in pair)):
        if left[runs_of(pair)]:
            left[runs_of(pair)] -= 1
            staying.update(pair)
    return staying


def _runs(places: Collection[int], ours: Sequence[str]) -> list[list[int]]:
    """The places of brackets, equal ones side by side together."""
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1 and ours[at - 1] == ours[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _in_order(changes: list[Hunk], gone: Sequence[int]) -> list[Hunk]:
    """The changes, and deletions of single tokens among them, side by side together; places in the new text anew."""
    done: list[Hunk] = []
    shift = 0
    for i, k, size in sorted([(i, k, m - j) for i, k, j, m in changes] + [(at, at + 1, 0) for at in gone]):
        if done and not size and done[-1][1] == i and done[-1][2] == done[-1][3]:
            done[-1] = (done[-1][0], k, *done[-1][2:])
        else:
            done.append((i, k, i + shift, i + shift + size))
        shift += size - (k - i)
    return done
