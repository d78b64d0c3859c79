"""The comparative table: each delegation's own wishes, under a title that says what is new."""

from __future__ import annotations

from treaty_drafts.amend.propose import propose, propose_insert_after
from treaty_drafts.compilation.compile import compile
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
