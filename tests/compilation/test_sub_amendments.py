"""Sub-amendments to amendments that move and insert provisions: what is asked for is what is had."""

from __future__ import annotations

import pytest

from treaty_drafts import akn, compilation
from treaty_drafts.amend import apply
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Patch, digest_of
from treaty_drafts.compilation import Compilation, compile, consolidate
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import Block, Provision, Text, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

ARTICLES = "".join(f"Article {number}\n\nWords of article {number}.\n\n" for number in range(1, 7))
BASE = read_source(f"Agreement\n\n{ARTICLES}".encode(), name="a.txt").version
FIRST_AWAY = Move("art_1", "body", "art_4")
GONE = Deletion("art_1", digest_of(BASE.find("art_1")))


def amendment(symbol: str, sponsor: str, *edits: Edit, on: Version = BASE, amends: str = "") -> Amendment:
    return Amendment(symbol, (sponsor,), Patch(akn.digest(on), edits), amends=amends)


def amended(parent: tuple[Edit, ...], *edits: Edit, beside: tuple[Amendment, ...] = ()) -> tuple[Version, Compilation]:
    """What the sub-amendment asks for, and the compilation with it, its parent and others."""
    first = amendment("L.1", "EU", *parent)
    found = compile(BASE, [first]).project("L.1")
    second = amendment("L.1/1", "CHE", *edits, on=found, amends="L.1")
    return apply(second.patch, found), compile(BASE, [first, *beside, second])


def article(wid: str, words: str) -> Provision:
    content = Provision("content", f"{wid}__content", (), (Block("p", f"{wid}__p", (), Text(words)),))
    return Provision("article", wid, (), (Block("num", f"{wid}__num", (), Text("New article")), content))


EDITS = {
    "the deletion of what its parent moves": ((FIRST_AWAY,), (GONE,)),
    "a move of it further on": ((FIRST_AWAY,), (Move("art_1", "body", "art_6"),)),
    "a move of it back": ((FIRST_AWAY,), (Move("art_1", "body", ""),)),
    "a move of it, and of what it was moved into": (
        (Move("art_1", "art_2", ""),),
        (Move("art_1", "body", "art_5"), Move("art_2", "art_1", "")),
    ),
    "an insertion before that of its parent": (
        (Insertion("body", "art_2", (article("x", "The EU's."),)),),
        (Insertion("body", "art_2", (article("y", "Switzerland's."),)),),
    ),
    "an insertion after that of its parent": (
        (Insertion("body", "art_2", (article("x", "The EU's."),)),),
        (Insertion("body", "x", (article("y", "Switzerland's."),)),),
    ),
}


@pytest.mark.parametrize(("parent", "edits"), EDITS.values(), ids=EDITS)
def test_what_is_asked_for_is_what_is_had(parent: tuple[Edit, ...], edits: tuple[Edit, ...]) -> None:
    asked, compiled = amended(parent, *edits)
    assert compiled.project("L.1/1").root == asked.root
    assert compiled.project("L.1").root == apply(Patch("", parent), BASE).root
    assert [block.text for block in blocks(consolidate(compiled, adopt=["L.1", "L.1/1"]).version.root)] == [
        block.text for block in blocks(asked.root)
    ]
    assert compilation.read(compilation.write(compiled)).project("L.1/1").root == asked.root


def test_the_reader_is_told_of_it_where_the_provision_would_move_to() -> None:
    _, compiled = amended((FIRST_AWAY,), GONE)
    shown = str(render(compiled, view="bracketed"))
    assert "(EU: move to after article 4)]" in shown
    assert "[article 1 moves here (EU) (CHE: delete)]" in shown
    assert "CHE:\n  {--Article 1--}\n  {--Words of article 1.--}" in str(render(compiled, view="table"))


def test_whoever_moves_it_too_is_against_its_deletion() -> None:
    other = amendment("L.2", "USA", FIRST_AWAY)
    _, compiled = amended((FIRST_AWAY,), GONE, beside=(other,))
    assert [(one.kind, one.first, one.second) for one in compiled.relations] == [
        ("identical", "L.1", "L.2"),
        ("alternative", "L.2", "L.1/1"),
        ("dependent", "L.1/1", "L.1"),
    ]
    with pytest.raises(Incompatible):
        compiled.project("L.2", "L.1/1")


def test_changes_of_one_amendment_at_one_place_keep_their_order() -> None:
    edits = (Move("art_4", "body", "art_1"), Insertion("body", "art_1", (article("x", "New."),)))
    made = amendment("L.1", "EU", *edits)
    assert compile(BASE, [made]).project("L.1").root == apply(made.patch, BASE).root


def test_a_thousand_articles_are_turned_round() -> None:
    """Each stands after the one that was after it: as many gaps in one another as there are articles."""
    text = "Agreement\n\n" + "".join(f"Article {number}\n\nRule {number}.\n\n" for number in range(1, 1_000))
    base = read_source(text.encode(), name="a.txt").version
    order = [f"art_{number}" for number in range(999, 0, -1)]
    edits = tuple(Move(wid, "body", after) for wid, after in zip(order, ["", *order], strict=False))
    made = amendment("L.1", "EU", *edits, on=base)
    assert compile(base, [made]).project("L.1").root == apply(made.patch, base).root
