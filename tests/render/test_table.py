"""The comparative table: each delegation's own wishes, under a title that says what is new."""

from __future__ import annotations

from collections.abc import Callable

from treaty_drafts.amend.edit import Amendment
from treaty_drafts.amend.propose import propose, propose_delete, propose_insert_after, propose_move
from treaty_drafts.compilation.compile import compile
from treaty_drafts.model.version import Version
from treaty_drafts.render import render
from treaty_drafts.sources import read_source

SHARED = "Benefits from the use of resources, including commercialization, shall be shared fairly by all Parties."


def _table() -> list[str]:
    text = f"Agreement\n\nPART II\n\nArticle 14\n\n5. {SHARED}\n\n6. The Conference meets.\n"
    base = read_source(text.encode(), name="a.txt").version
    wanted = {
        "G77": SHARED.replace("commercialization", "commercialization and patents"),
        "EU": SHARED.replace("use of resources, including commercialization, shall", "sale of resources may"),
        "USA": SHARED.replace("commercialization, shall be shared fairly", "sale, may be kept"),
    }
    tabled = [
        propose(base, words, at="art_14__para_5", sponsors=(code,), symbol=f"L.{code}")
        for code, words in wanted.items()
    ]
    after = "6 bis. The rate is reviewed."
    tabled.append(propose_insert_after(base, "art_14__para_6", after, sponsors=("CHE",), symbol="L.CHE"))
    return [" ".join(block.split()) for block in str(render(compile(base, tabled), view="table")).split("\n\n")]


def test_a_cell_shows_what_its_delegation_does_and_no_more() -> None:
    """Where wishes cross, each is a wording of all that they cross in; once all of that was struck and put again."""
    said = SHARED.replace("commercialization", "commercialization{++ and patents++}")
    assert f"G77: {said}" in _table()


def test_only_what_comes_is_called_new_in_a_title() -> None:
    """`NEW PART II, article 14, paragraph 6 bis` read as a new part."""
    assert "== PART II, article 14, new paragraph 6 bis ==" in _table()


BASE = read_source(b"# Draft\n\n## Article 1\n\n1. Each Party shall report.\n", name="a.md").version


def _columns(parent: Amendment, child: Callable[[Version], Amendment]) -> list[str]:
    """What stands in the table of an amendment and of a sub-amendment, which is made of the parent's text."""
    text = compile(BASE, [parent]).project("L.1")
    tabled = [parent, child(text)]
    return [" ".join(block.split()) for block in str(render(compile(BASE, tabled), view="table")).split("\n\n")]


def test_a_sub_amendment_has_its_column_with_the_words_of_its_parent() -> None:
    """Neither its words nor its sponsor were there, as another's words stood around them."""
    every = "Each Party shall report every {} months."
    table = _columns(
        propose(BASE, every.format("six"), at="art_1__para_1", sponsors=("NZL",), symbol="L.1"),
        lambda text: propose(
            text, every.format("nine"), at="art_1__para_1", sponsors=("CHE",), symbol="L.2", amends="L.1"
        ),
    )
    assert table[-2:] == [
        "NZL: Each Party shall report{++ every six months++}.",
        "CHE: Each Party shall report{++ every nine months++}.",
    ]


NEW = propose_insert_after(BASE, "art_1__para_1", "2. Each Party shall pay.", sponsors=("NZL",), symbol="L.1")
FRESH = next(node.wid for node in NEW.patch.edits[0].provisions)


def test_a_new_provision_stands_in_a_column_as_its_delegation_would_have_it() -> None:
    """What the base never had is nothing to strike and nothing to choose from."""
    table = _columns(
        NEW,
        lambda text: propose(text, "2. Each Party may pay.", at=FRESH, sponsors=("CHE",), symbol="L.2", amends="L.1"),
    )
    assert table[-2:] == ["NZL: {++2.++} {++Each Party shall pay.++}", "CHE: {++2.++} {++Each Party may pay.++}"]


def test_a_new_provision_that_a_sub_amendment_takes_out_is_struck() -> None:
    """A cell that shows nothing leaves the text as it is."""
    table = _columns(NEW, lambda text: propose_delete(text, FRESH, sponsors=("CHE",), symbol="L.2", amends="L.1"))
    assert table[-2:] == ["NZL: {++2.++} {++Each Party shall pay.++}", "CHE: {--2.--} {--Each Party shall pay.--}"]


def test_a_new_provision_that_a_sub_amendment_moves_is_told_where_it_goes() -> None:
    """What the base does not have stands in nothing of it: this was a crash, in every view."""
    table = _columns(
        NEW,
        lambda text: propose_move(text, FRESH, "", parent="art_1", sponsors=("CHE",), symbol="L.2", amends="L.1"),
    )
    assert table[-2:] == [
        "NZL: {++2.++} {++Each Party shall pay.++}",
        "CHE: {++2.++} {++Each Party shall pay.++} move to the beginning of article 1",
    ]
