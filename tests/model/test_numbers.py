"""Digits that count, and those that are too many to."""

from __future__ import annotations

import pytest

from treaty_drafts import akn
from treaty_drafts.compilation import successor
from treaty_drafts.model.numbers import count_of
from treaty_drafts.model.version import Facts
from treaty_drafts.sources import read_source

LONG = "1" * 4_400


@pytest.mark.parametrize(("digits", "count"), [("12", 12), ("٣", 3), ("", None), ("2a", None), (LONG, None)])
def test_decimal_digits_count(digits: str, count: int | None) -> None:
    assert count_of(digits) == count


def test_numbers_beyond_reading_are_checked_and_followed_as_words() -> None:
    text = read_source(b"Agreement\n\nArticle 1\n\nPeace.\n\nArticle 2\n\nRivers.\n", name="a.txt").version
    data = akn.write(text)
    for number in (b"1", b"2"):
        data = data.replace(b">Article %b<" % number, b">Article %b%b<" % (LONG.encode(), number))
    assert not [problem for problem in akn.check(data) if problem.code == "numbering"]
    assert successor(Facts("", number=f"rev-{LONG}")).number == f"rev-{LONG}-rev-1"
