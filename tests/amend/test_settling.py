"""Brackets that stand in a text, settled on the record."""

from __future__ import annotations

import pytest

from tests.conftest import corpus
from treaty_drafts.amend import apply
from treaty_drafts.amend.settling import settle_brackets
from treaty_drafts.brackets import read_brackets
from treaty_drafts.errors import Misused, NotFound
from treaty_drafts.model.tree import words_of
from treaty_drafts.sources import read_source

DRAFT = """\
# Draft

## Article 1

1. Each Party [shall][should] report [annually] on its rivers [and lakes].

[2. Each Party shall pay.]
"""


def settled(**wanted: object) -> str:
    base = read_source(DRAFT.encode(), name="draft.md").version
    amendment = settle_brackets(base, symbol="CHAIR.1", sponsors=("CHAIR",), **wanted)
    return words_of(apply(amendment.patch, base).root)


def test_a_bracket_is_lifted_chosen_from_or_dropped_by_its_id() -> None:
    """Each is an edit of an amendment; the words around it stay."""
    ids = [one.id for one in read_brackets(read_source(DRAFT.encode(), name="draft.md").version).brackets]
    words = settled(take=[(ids[0], 2)], drop=[ids[2]], lift=[ids[3]])
    assert "Each Party should report on its rivers and lakes.\n" in words


def test_what_was_done_is_the_reason_of_the_amendment() -> None:
    base = read_source(DRAFT.encode(), name="draft.md").version
    amendment = settle_brackets(base, lift=["b3"], take=[("b1", 1)], symbol="CHAIR.1", sponsors=("CHAIR",))
    assert amendment.reason == "b3 lifted; b1: wording 1 taken"


def test_an_unknown_bracket_and_a_senseless_request_are_refused() -> None:
    with pytest.raises(NotFound):
        settled(lift=["b99"])
    with pytest.raises(Misused):
        settled(take=[("b3", 7)])


def test_every_bracket_of_a_real_draft_can_be_lifted_at_once() -> None:
    """Paris, 9 December 2015: nothing but glyphs goes, and no bracket of negotiation is left where all are lifted."""
    name = "texts/paris/agreement-9-dec-2015.md"
    base = read_source(corpus(name).read_bytes(), name=name).version
    inventory = read_brackets(base)
    rival = {branch.bracket for choice in inventory.choices for branch in choice.branches if choice.kind != "adjacent"}
    ids = [one.id for one in inventory.brackets if one.negotiated and one.id not in rival]
    after = apply(settle_brackets(base, lift=ids, symbol="CHAIR.1", sponsors=("CHAIR",)).patch, base)
    assert read_brackets(after).open < inventory.open / 10
