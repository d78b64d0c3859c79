"""The brackets of one article through several versions, renumbered or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from treaty_drafts.brackets.standing import ArticleCount, Inventory
from treaty_drafts.brackets.units import COUNTED

_NUMBER = re.compile(r"\d+|[ivxlc]+\b", re.IGNORECASE)


class Series(msgspec.Struct):
    """An article and its count of opening glyphs in each version; None where a version has no such article.

    `labels` are its numbers as printed, in the order in which they came up; `heading` the last one printed.
    """

    name: str
    labels: list[str]
    heading: str
    counts: list[int | None]
    last: ArticleCount


def series_of(inventories: Sequence[Inventory]) -> list[Series]:
    """The series of all articles, in the order of the version in which each first stands.

    The same heading is the same article, whatever its number; what is left is matched by wId, then by number, if the
    headings do not speak against it.
    """
    found: list[Series] = []
    for at, inventory in enumerate(inventories):
        fresh = list(inventory.units)
        waiting = [series for series in found if series.counts[at - 1] is not None] + [
            series for series in found if series.counts[at - 1] is None
        ]
        for key in _KEYS:
            fresh = _matched(waiting, fresh, key, at)
        for article in fresh:
            series = Series(article.name, [], article.heading, [None] * len(inventories), article)
            _continue(series, article, at)
            found.append(series)
    return [series for series in found if series.name in COUNTED or any(series.counts)]


def _matched(
    waiting: list[Series], fresh: list[ArticleCount], key: Callable[[ArticleCount], str], at: int
) -> list[ArticleCount]:
    """The articles that no series continues in, by that key; one that does is out of `waiting`."""
    by_key: dict[str, list[Series]] = {}
    for series in waiting:
        if key(series.last):
            by_key.setdefault(key(series.last), []).append(series)
    left: list[ArticleCount] = []
    for article in fresh:
        candidates = [one for one in by_key.get(key(article), ()) if _may_be(one.last, article)]
        if candidates:
            by_key[key(article)].remove(candidates[0])
            waiting.remove(candidates[0])
            _continue(candidates[0], article, at)
        else:
            left.append(article)
    return left


def _continue(series: Series, article: ArticleCount, at: int) -> None:
    series.counts[at] = article.open
    label = article.num.strip(" []［］.:")
    if label and label not in series.labels:
        series.labels.append(label)
    series.heading = article.heading or series.heading
    heading = article.heading or series.last.heading
    series.last = ArticleCount(article.wid, article.name, article.num, heading, article.open, article.close)


def _may_be(old: ArticleCount, new: ArticleCount) -> bool:
    """Whether nothing speaks against the two being one article: same element, no headings without a common word."""
    if old.name != new.name:
        return False
    before, after = (set(re.findall(r"\w{3,}", one.heading.casefold())) for one in (old, new))
    return not before or not after or bool(before & after) or _heading(old) == _heading(new)


def _heading(article: ArticleCount) -> str:
    """The letters and digits of a heading: blanks, brackets and case tell no two articles apart."""
    letters = "".join(char for char in article.heading.casefold() if char.isalnum())
    return letters or ("preamble" if article.name == "preamble" else "")


def _wid(article: ArticleCount) -> str:
    return article.wid


def _number(article: ArticleCount) -> str:
    letters = "".join(char for char in article.num.casefold() if char.isalnum())
    return letters if _NUMBER.search(article.num) else ""


_KEYS: tuple[Callable[[ArticleCount], str], ...] = (_heading, _wid, _number)
