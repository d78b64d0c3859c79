"""diff-match-patch where it is at its best: patch text that other programs read, and looking for words that have moved."""

from __future__ import annotations

from diff_match_patch import diff_match_patch


def candidates(chars: str, old: str, near: int) -> tuple[int, ...]:
    """The code points at which `old` stands in `chars` word for word, the nearest to `near` first."""
    found: list[int] = []
    matcher = diff_match_patch()
    matcher.Match_Threshold = 0.0
    at = chars.find(old) if old else -1
    while at >= 0:
        found.append(at)
        at = chars.find(old, at + 1)
    return tuple(sorted(found, key=lambda start: (abs(start - near), start)))
