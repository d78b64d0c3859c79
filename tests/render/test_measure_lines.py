"""Where the lines of a block begin, against the rule said character by character."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from treaty_drafts.render.measure import MEASURE, line_starts

_CHARS = st.sampled_from("a bc de, ’“Ọṣ中文字，ا\u0300\u20d0\u3099\U00020000 ")


def columns(char: str) -> int:
    """The columns that a character takes."""
    if char < "\u1100":
        return 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else int(not unicodedata.combining(char))


def gap(chars: str, at: int) -> bool:
    """Whether a line may end there: behind a blank, or beside an ideograph."""
    return chars[at - 1] == " " or 2 in (columns(chars[at - 1]), columns(chars[at]))


@given(st.text(_CHARS, min_size=1, max_size=400))
def test_no_line_is_wider_than_the_measure_and_none_could_take_its_next_word(chars: str) -> None:
    """Lines end where they may, and as late as they fit; what cannot be parted is cut at the measure."""
    starts = line_starts(chars)
    for start, stop in zip(starts, [*starts[1:], len(chars)], strict=True):
        assert sum(map(columns, chars[start:stop].removesuffix(" "))) <= MEASURE
        if stop < len(chars):
            more = [at for at in range(start + 1, len(chars)) if gap(chars, at)]
            fitting = [at for at in more if sum(map(columns, chars[start:at].removesuffix(" "))) <= MEASURE]
            assert stop == max(fitting) if fitting else sum(map(columns, chars[start:stop])) >= MEASURE - 1


def test_a_line_does_not_end_inside_a_word_with_a_curly_quote() -> None:
    chars = "x" * 80 + " the Conference’s rules"
    assert line_starts(chars) == [0, 85]
    assert line_starts("x" * 80 + " of Parties’ rules") == [0, 84]
