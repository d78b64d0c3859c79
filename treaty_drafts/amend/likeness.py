"""What the words of two elements have in common, from which it is told that they are one."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from treaty_drafts.amend.outline import Outline

_PLAINLY_ALIKE = 0.75
_RUN = 3
_RARE = 3


def letters(a: str, b: str) -> float:
    """The share of letters that two texts have in common, in order; 0 where they are not plainly alike."""
    return ratio(a, b, score_cutoff=_PLAINLY_ALIKE)


def candidates(old: Outline, left: list[int], new: Outline, right: list[int]) -> list[tuple[int, int]]:
    """Pairs that share runs of words which are rare on both sides."""
    ours, theirs = _rare_runs(old, left), _rare_runs(new, right)
    pairs = {(a, b) for run in ours.keys() & theirs.keys() for a in ours[run] for b in theirs[run]}
    return sorted(pairs)


def _rare_runs(side: Outline, numbers: list[int]) -> dict[tuple[str, ...], list[int]]:
    found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        words = side.words(number)
        for run in set(runs(words)):
            found[run].append(number)
    return {run: holders for run, holders in found.items() if len(holders) <= _RARE}


def runs(words: list[str]) -> list[tuple[str, ...]]:
    """Every run of three words in turn; of fewer words, the one that they are."""
    return [tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]
