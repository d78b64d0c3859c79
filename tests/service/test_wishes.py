"""A patch that somebody wrote by program is taken if it can stand beside everybody's."""

from __future__ import annotations

import pytest

from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Patch, digest_of
from treaty_drafts.compilation import compile
from treaty_drafts.errors import TreatyDraftsError
from treaty_drafts.model.tree import Block, Provision, Text, blocks
from treaty_drafts.service.wishes import Wish, amendment_of
from treaty_drafts.sources import read_source

TEXT = "Agreement\n\nArticle 1\n\n1. Rivers are protected.\n\n2. Lakes too.\n\nArticle 2\n\nParties report.\n"
BASE = read_source(TEXT.encode(), name="a.txt").version


def made(symbol: str, *edits: Edit) -> Amendment:
    patch = Patch(akn.digest(BASE), edits)
    return amendment_of(BASE, Wish(patch=patch), sponsors=("FJI",), symbol=symbol)


def gone(wid: str) -> Deletion:
    return Deletion(wid, digest_of(BASE.find(wid)))


def article(wid: str) -> Provision:
    return Provision("article", wid, (("eId", wid),), (Block("num", f"{wid}__num", (), Text("Article 1 bis")),))


@pytest.mark.parametrize(
    "edits",
    [
        (gone("art_1"), gone("art_1__para_2")),
        (gone("art_2"), Insertion("art_2", "", (article("x"),))),
        (Move("art_1", "art_2", ""), Move("art_2", "art_1", "")),
    ],
    ids=["out of what goes", "into what goes", "into each other"],
)
def test_what_would_not_compile_is_refused(edits: tuple[Edit, ...]) -> None:
    """It would take the negotiating text from everybody."""
    with pytest.raises(TreatyDraftsError):
        made("L.1", *edits)


def test_two_that_give_one_identifier_stand_side_by_side() -> None:
    new = Insertion("body", "art_1", (article("new"),))
    first = made("a1", new, Move("art_1__para_2", "new", "new__num"))
    second = made("a2", new)
    compiled = compile(BASE, [first, second])
    (shown,) = (node for node in compiled.project("a1").root.children if node.name == "body")
    assert isinstance(shown, Provision)
    inner = shown.children[1]
    assert isinstance(inner, Provision)
    assert inner.wid == "new~a1"
    assert [block.text.chars for block in blocks(inner)] == ["Article 1 bis", "2.", "Lakes too."]
    assert "new~a2" in compiled.project("a2").index


def test_identifiers_of_ones_own_stay_when_it_is_edited() -> None:
    once = made("a1", Insertion("body", "art_1", (article("new"),)))
    assert made("a1", *once.patch.edits) == once
