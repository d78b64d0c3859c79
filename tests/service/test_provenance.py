"""Word by word: who proposed it, and by which act it was adopted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import voices
from tests.rooms import Room
from treaty_drafts.compilation import compile, consolidate, provenance
from treaty_drafts.conference import PUBLIC
from treaty_drafts.errors import Refused
from treaty_drafts.model.tree import blocks
from treaty_drafts.service import Wish, consolidating, deciding, drafting, publishing, reading, tabling, versions
from treaty_drafts.service import provenance as origins

AIM = "Each Party shall take appropriate measures to reduce the loss of fishing gear."


def adopted(room: Room, *idents: str) -> None:
    for ident in idents:
        deciding.adopt(room.desk("chair"), ident)
    consolidating.consolidate(room.desk("legal"), "gear")


def test_each_word_has_its_sponsors_and_its_act(database: str) -> None:
    """Two consolidations: words of the first draft, of FRA with NOR, of CHN, and a new paragraph of NOR."""
    room = Room(database)
    first = room.tabled("anna", text=AIM.replace("appropriate", "effective"))
    tabling.cosponsor(room.desk("nils"), first)
    added = drafting.draft(room.desk("nils"), "gear", Wish(at="art_2__para_2", insert_after="3. Marks shall last."))
    assert added.amendment is not None
    tabling.table(room.desk("nils"), added.amendment.id)
    adopted(room, first, added.amendment.id)
    adopted(room, room.tabled("mei", text=AIM.replace("appropriate", "effective and lasting")))
    passages = {one.wid: one.runs for one in origins.of(room.desk("olga"), "gear", "eng")}
    serials = {act.symbol: act.serial for act in reading.acts(room.desk("mei"), "gear") if act.verb == "adopt"}
    assert [
        (run.text, run.origin.version, run.origin.symbols, run.origin.sponsors) for run in passages["art_1__p_1"]
    ] == [
        ("Each Party shall take ", "zero-draft", (), ()),
        ("effective", "zero-draft-rev-1", ("A/CONF.900/L.1",), ("FRA", "NOR")),
        (" ", "zero-draft", (), ()),
        ("and lasting ", "zero-draft-rev-2", ("A/CONF.900/L.3",), ("CHN",)),
        ("measures to reduce the loss of fishing gear.", "zero-draft", (), ()),
    ]
    assert passages["art_1__p_1"][1].origin.serials == (serials["A/CONF.900/L.1"],)
    new = [runs for runs in passages.values() if "Marks shall last." in "".join(run.text for run in runs)]
    assert [(run.text, run.origin.sponsors) for run in new[0]] == [("Marks shall last.", ("NOR",))]
    text = versions.version(room.desk("olga"), "gear", "eng")[1]
    assert {wid: "".join(run.text for run in runs) for wid, runs in passages.items()} == {
        block.wid: block.text.chars for block in blocks(text.root)
    }


def test_it_names_sponsors_and_is_not_for_the_public(database: str) -> None:
    room = Room(database)
    for who in ("legal", "chair"):
        publishing.publish(room.desk(who), "gear", "eng", "zero-draft")
    with pytest.raises(Refused):
        origins.of(room.service.desk(PUBLIC), "gear", "eng")


@given(st.data())
def test_every_word_of_a_consolidation_has_an_origin(data) -> None:
    """The runs are the text to the letter; the labels are the base's, the adopted amendment's, the consolidation's."""
    base = data.draw(voices.bases())
    amendments = data.draw(voices.amendments(base))
    compilation = compile(base, amendments)
    chosen = [one.symbol for one in amendments if not one.amends][: data.draw(st.integers(0, 1))]
    result = consolidate(compilation, adopt=chosen).version
    runs = provenance.handed_on(
        compilation, set(chosen), result, provenance.first(base, "base"), label=tuple, otherwise="consolidation"
    )
    for block in blocks(result.root):
        assert "".join(text for text, _ in runs[block.wid]) == block.text.chars
        labels = {label for _, label in runs[block.wid]}
        assert labels <= {"base", "consolidation", *((symbol,) for symbol in chosen)}
        if block.name not in ("num", "docTitle", "docNumber") and not chosen:
            assert labels <= {"base"}
