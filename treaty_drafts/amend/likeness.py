"""What the words of two elements have in common, from which it is told that they are one."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from treaty_drafts.amend.outline import Outline

_PLAINLY_ALIKE = 0.75
_LONG = 20
_RUN = 3
_RARE = 3

ALIKE = 0.45
"""The share of words, in order, that two provisions must have in common to be one provision, changed."""

ALIKE_IN_PLACE = 0.35
"""The same for two provisions that stand between the same neighbours."""


class Likeness:
    """How alike the elements of two outlines are."""

    def __init__(self, old: Outline, new: Outline) -> None:
        self.old = old
        self.new = new

    def of(self, old: int, new: int) -> float:
        """From 0 to 1: the words that two elements share in order, or the shorter one's runs of words in the longer."""
        a, b = self.old.words(old), self.new.words(new)
        alike = ratio(a, b)
        if alike < ALIKE and min(len(a), len(b)) >= _LONG:
            shorter, longer = (set(runs(words)) for words in sorted((a, b), key=len))
            alike = max(alike, len(shorter & longer) / len(shorter))
        return alike

    def in_order(self, ours: list[int], theirs: list[int], least: float = ALIKE_IN_PLACE) -> list[tuple[int, int]]:
        """The pairs, in order, that are the most alike in sum."""
        if self.side_by_side(ours, theirs):
            return list(zip(ours, theirs, strict=True))
        likeness = self._table(ours, theirs, least)
        best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
        for i, row in enumerate(likeness, 1):
            for j, alike in enumerate(row, 1):
                best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + alike if alike else 0.0)
        found = []
        i, j = len(ours), len(theirs)
        while i and j:
            if likeness[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + likeness[i - 1][j - 1]:
                found.append((ours[i - 1], theirs[j - 1]))
                i, j = i - 1, j - 1
            elif best[i][j] == best[i - 1][j]:
                i -= 1
            else:
                j -= 1
        return found

    def side_by_side(self, ours: list[int], theirs: list[int]) -> bool:
        """Whether each is so like its counterpart that any other pairs in order, being fewer, are worth less in sum."""
        if len(ours) != len(theirs):
            return False
        worth = 0.0
        for passed, (old, new) in enumerate(zip(ours, theirs, strict=True)):
            if self.old.names[old] != self.new.names[new]:
                return False
            alike = letters(self.old.chars(old), self.new.chars(new))
            worth += alike
            if not alike or worth <= passed:
                return False
        return True

    def in_place(self, old: int, new: int) -> bool:
        """Whether two elements are alike enough where they stand between the same neighbours."""
        if letters(self.old.chars(old), self.new.chars(new)):
            return True
        return self.of(old, new) >= ALIKE_IN_PLACE

    def _table(self, ours: list[int], theirs: list[int], least: float) -> list[list[float]]:
        """How alike each is to each; words are only counted where the letters do not already find a partner."""
        texts = [(self.new.chars(new), self.new.names[new]) for new in theirs]
        rows = []
        for old in ours:
            chars, name = self.old.chars(old), self.old.names[old]
            rows.append([letters(chars, text) if name == other else 0.0 for text, other in texts])
        plain = [any(column) for column in zip(*rows, strict=True)]
        for old, row in zip(ours, rows, strict=True):
            if any(row):
                continue
            name = self.old.names[old]
            for at, (_, other) in enumerate(texts):
                if not plain[at] and name == other:
                    alike = self.of(old, theirs[at])
                    row[at] = alike if alike >= least else 0.0
        return rows


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
