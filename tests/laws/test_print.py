"""print: reading bracketed plain text and printing it is the identity."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from treaty_drafts.brackets import Bracketed, Printed, print_text, read_text

bracketed = st.text(alphabet=st.one_of(st.sampled_from("[]［］ /a,"), st.characters()), max_size=60)


@given(bracketed)
def test_print(text: str) -> None:
    """Printing what was read gives the text back, balanced or not, in any script."""
    assert print_text(read_text(text)) == text


@given(bracketed)
def test_every_bracket_says_where_it_stands(text: str) -> None:
    """A bracket's range begins with its opening and ends with its closing glyph."""
    for one in _all(read_text(text)):
        assert text[one.start] == one.opening
        assert text[one.stop - 1] == one.closing
        assert print_text(one.inside) == text[one.start + 1 : one.stop - 1]


def _all(parsed: Printed) -> list[Bracketed]:
    found = [piece for piece in parsed if isinstance(piece, Bracketed)]
    return found + [inner for one in found for inner in _all(one.inside)]


def test_hostile_depth() -> None:
    """Fifty thousand brackets in one another are read and printed without recursion."""
    text = "[" * 50_000 + "]" * 50_000
    assert print_text(read_text(text)) == text
