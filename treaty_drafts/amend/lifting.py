"""Which of equal brackets side by side go: those whose partners go.

Of `[a [b]]` without `[b]` either closing bracket may be the one that went, for all that the words tell. But who lifts
the brackets around `b` lifts the first, and who lifts the others the second: lifted by both, all are gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
    pairs, _ = glyphs.pair(ours[at] for at in places)
    partner = {places[one]: places[other] for pair in pairs for one, other in (pair, pair[::-1])}
    waiting = set().union(*runs)
    settled = gone - waiting
    for run in runs:
        _settle(run, partner, settled, gone, waiting)
    kept = [hunk for hunk in hunks if not free.issuperset(range(hunk[0], hunk[1])) or hunk[0] == hunk[1]]
    return _in_order(kept, sorted(gone & free.union(*runs)))


def _settle(
    run: Sequence[int], partner: Mapping[int, int], settled: set[int], gone: set[int], waiting: set[int]
) -> None:
    """Chooses which brackets of a run go, as many as before; `waiting` are those of runs still to be chosen from."""
    going = [at for at in run if at in gone]

    def reason(at: int) -> tuple[bool, bool, bool, bool]:
        other = partner.get(at, -1)
        return other not in settled, other not in gone, other not in waiting, at not in going

    gone.difference_update(going)
    chosen = sorted(run, key=reason)[: len(going)]
    gone.update(chosen)
    settled.update(chosen)
    waiting.difference_update(run)


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
