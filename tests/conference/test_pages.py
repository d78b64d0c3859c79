"""docs/rights.md is what the two tables say."""

from __future__ import annotations

from tests.conference.pages import MEANS, page
from tests.conftest import ROOT
from treaty_drafts.conference import OPERATIONS


def test_the_page_of_rights_is_that_of_the_program() -> None:
    """docs/rights.md is what `make docs` writes."""
    assert (ROOT / "docs" / "rights.md").read_text("utf-8") == page()


def test_every_operation_is_explained() -> None:
    assert tuple(MEANS) == OPERATIONS
