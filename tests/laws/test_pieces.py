"""The law of kept pieces: what a rendition takes over from earlier ones is what it would have made itself."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from treaty_drafts.amend.edit import Amendment
from treaty_drafts.compilation.compile import Compilation, compile
from treaty_drafts.model.version import Version
from treaty_drafts.render import Pieces, render


@given(st.data(), bases(), bases())
def test_kept_pieces(data: st.DataObject, base: Version, other: Version) -> None:
    """With the pieces of whatever was rendered before, every rendition is, byte for byte, the one made from nothing."""
    tabled = data.draw(amendments(base))
    pieces = Pieces()

    for state in (*_history(base, tabled), compile(other, ()), compile(base, tabled)):
        for view in ("bracketed", "redline"):
            for to in ("html", "json"):
                assert render(state, view=view, to=to, pieces=pieces) == render(state, view=view, to=to)


def _history(base: Version, tabled: list[Amendment]) -> Iterator[Compilation]:
    """A negotiation: amendments come one by one, the first gets other sponsors, and each in turn is withdrawn."""
    grown = compile(base, ())
    yield grown
    for one in tabled:
        grown = grown.with_one(one)
        yield grown
    first, *rest = tabled
    yield compile(base, [msgspec.structs.replace(first, sponsors=("FJI", "TUV")), *rest])
    for gone in tabled:
        yield compile(base, [one for one in tabled if gone.symbol not in (one.symbol, one.amends)])
