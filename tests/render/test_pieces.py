"""What a rendition takes over from the one before, and what it makes again."""

from __future__ import annotations

from tests.render.build import HandMade, alternative, amendment, article, note, paragraph, version
from tests.render.reading import Page
from treaty_drafts.compilation.compiled import Alternative, Bracket, Slot, Words
from treaty_drafts.model.tree import Provision, Text
from treaty_drafts.model.version import Version
from treaty_drafts.render import Pieces, render, rendition_of

BASE = version(
    article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties act.")),
    article(2, "Means", paragraph("art_2__para_1", "1.", note("art_2__note", "", "By all means."))),
)
WID = "art_1__para_1__content__p_1"


def asked(base: Version, *words: Words, sponsor: str = "EU", **sequences: tuple[Slot, ...]) -> HandMade:
    return HandMade(base, (amendment("L.1", sponsor),), dict.fromkeys([WID], *words) if words else {}, dict(sequences))


def insertion(new: Text | str) -> Words:
    added = Alternative((new,), ("L.1",), ("EU",)) if isinstance(new, Text) else alternative(new, "L.1", "EU")
    return (Text("Parties act."), Bracket(WID, 12, 12, "insertion", (alternative(""), added)))


def same(pieces: Pieces, *states: HandMade) -> None:
    for state in states:
        for view in ("bracketed", "redline"):
            assert render(state, view=view, to="html", pieces=pieces) == render(state, view=view, to="html")


def test_a_unit_that_nobody_touched_since_is_the_same_value():
    """The lines of article 2 are not made again when article 1 gets an amendment; those of article 1 are."""
    pieces = Pieces()
    before = rendition_of(asked(BASE), view="bracketed", pieces=pieces).lines
    after = rendition_of(asked(BASE, insertion(" Now.")), view="bracketed", pieces=pieces).lines
    kept = {line.wid for line, other in zip(before, after, strict=True) if line is other}
    assert "art_2__heading_1" in kept
    assert WID not in kept


def test_footnotes_without_a_number_of_their_own_are_counted_again():
    """One more footnote in article 1 gives that of article 2 another number."""
    same(Pieces(), asked(BASE), asked(BASE, insertion(note("art_1__note", "", "At once."))), asked(BASE))


def test_who_asks_is_looked_up_again():
    """A deleted paragraph keeps its slot while its sponsor changes."""
    one = BASE.root.children[-1].children[0]
    slots = tuple(Slot("base", child, deleters=("L.1",) if child.name == "paragraph" else ()) for child in one.children)
    same(Pieces(), asked(BASE, art_1=slots), asked(BASE, art_1=slots, sponsor="FJI"))


def test_line_numbers_are_those_of_the_base_at_hand():
    """A longer article 1 moves the numbers of article 2, which is the same value in both bases."""
    two = BASE.root.children[-1].children[1]
    long = version(article(1, "Aim", paragraph("art_1__para_1", "1.", "Parties act. " * 40)), two)
    same(Pieces(), asked(BASE), asked(long), asked(BASE))


def inserted(new: Provision, sponsor: str = "EU") -> HandMade:
    first, *rest = (Slot("base", child) for child in BASE.root.children[-1].children)
    return asked(BASE, sponsor=sponsor, body=(first, Slot("inserted", new, ("L.1",)), *rest))


def test_an_inserted_provision_is_known_by_all_that_it_says_and_by_whose_it_is():
    """Other words under the same wId, or another delegation's wish for the same words, are read again."""
    new, other = (article(9, "Between", paragraph("art_9__para_1", "1.", words)) for words in ("Wait.", "Go."))
    same(Pieces(), inserted(new), inserted(other), inserted(other, "FJI"))


def test_ids_that_stand_twice_are_told_apart_on_the_page_at_hand():
    """An inserted article of the eId of a later one takes its id, until it is withdrawn."""
    new = article(2, "Between", paragraph("art_2__para_1", "1.", "Parties wait."))
    same(Pieces(), asked(BASE), inserted(new), asked(BASE))
    pieces = Pieces()
    for state in (asked(BASE), inserted(new)):
        ids = Page(str(render(state, view="bracketed", to="html", pieces=pieces))).ids
        assert {"art_2", "art_2__para_1"} <= set(ids)
        assert len(ids) == len(set(ids))
