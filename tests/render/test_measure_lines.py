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


@given(st.text(_CHARS, min_size=1, max_size=400))
def test_no_line_is_wider_than_the_measure_and_none_could_take_its_next_word(chars: str) -> None:
    starts = line_starts(chars)
    for start, stop in zip(starts, [*starts[1:], len(chars)], strict=True):
        line = chars[start:stop]
        assert sum(map(columns, line.removesuffix(" "))) <= MEASURE
        if stop < len(chars):
            word = chars[stop:].split(" ", 1)[0] + " "
            wide = any(char >= "\u1100" for char in chars)
            assert wide or sum(map(columns, line + word.rstrip())) > MEASURE or not line.endswith(" ")
