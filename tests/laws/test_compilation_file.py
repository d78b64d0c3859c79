"""The compilation as a file: it validates, reads back as it was written, and projects the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from treaty_drafts import akn, compilation
from treaty_drafts.model.version import Version


@given(st.data(), bases())
def test_roundtrip_of_compilations(data: st.DataObject, base: Version) -> None:
    """What was written is valid, and read back is the same base, the same amendments and the same projections."""
    compiled = compilation.compile(base, data.draw(amendments(base)))
    written = compilation.write(compiled)
    again = compilation.read(written)

    assert akn.valid(written) == []
    assert akn.write(again.base) == akn.write(base)
    assert again.amendments == compiled.amendments
    assert compilation.write(again) == written
    for amendment in compiled.amendments:
        assert again.project(amendment.symbol).root == compiled.project(amendment.symbol).root
