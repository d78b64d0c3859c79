"""From a private draft to a tabled amendment, on both databases."""

from __future__ import annotations

import pytest

from tests.rooms import Room, what
from treaty_drafts.errors import NotFound, OutOfOrder, Refused, Repeated
from treaty_drafts.record import Key, Receipt, Signer
from treaty_drafts.service import Wish, drafting, reading, tabling


def test_draft_edit_share_table(database: str) -> None:
    """A draft is its delegation's own, then also of whom it is shared with, and from its tabling everybody's."""
    room = Room(database)
    anna, nils, mei = room.desk("anna"), room.desk("nils"), room.desk("mei")
    ident = room.draft("anna", text="Each Party shall take all measures to reduce the loss of fishing gear.")
    for other in (nils, mei, room.desk("chair"), room.desk("root"), room.desk("gus")):
        with pytest.raises(NotFound):
            reading.amendment(other, ident)
    drafting.edit(
        anna, ident, Wish(at="art_1__p_1", text="Each Party shall take urgent measures."), reason="It is late."
    )
    assert what(drafting.share(anna, ident, ["NOR"])) == ("shared", "")
    assert reading.amendment(nils, ident)[1].reason == "It is late."
    with pytest.raises(NotFound):
        reading.amendment(mei, ident)
    assert what(tabling.table(anna, ident)) == ("tabled", "A/CONF.900/L.1")
    row, words = reading.amendment(mei, ident)
    assert (row.sponsors, row.audience, row.wording, words.symbol) == (("FRA",), (), 1, "A/CONF.900/L.1")
    assert [row.symbol for row in reading.amendments(mei, "gear")] == ["A/CONF.900/L.1"]


def test_the_receipt_of_a_tabling_proves_it(database: str) -> None:
    """With the log's public key alone: the act, its words' digest, its place in the log."""
    room = Room(database)
    room.tabled("nils")
    done = tabling.table(room.desk("anna"), room.draft("anna"))
    with room.service.store.writing(room.desk("anna").principal) as tx:
        key: Key = Signer("conf/gear", tx.seen.key("conf")).key
    receipt = Receipt.read(done.receipt.encode())
    checkpoint = receipt.proved(key)
    assert (checkpoint.size, receipt.index) == (4, 3)
    assert b'"symbol":"A/CONF.900/L.2"' in (receipt.body or b"")
    assert done.acts[0].digest.encode() in (receipt.body or b"")


def test_cosponsoring_twice_is_once(database: str) -> None:
    room = Room(database)
    ident = room.tabled("anna")
    assert len(tabling.cosponsor(room.desk("nils"), ident).acts) == 1
    again = tabling.cosponsor(room.desk("nils"), ident)
    assert again.acts == ()
    assert again.amendment is not None
    assert again.amendment.sponsors == ("FRA", "NOR")


def test_who_may_not_and_what_is_out_of_order(database: str) -> None:
    room = Room(database)
    ident = room.draft("ari")
    with pytest.raises(Refused, match="ari, expert of FRA, has no right to `table`"):
        tabling.table(room.desk("ari"), ident)
    tabling.table(room.desk("anna"), ident)
    with pytest.raises(Refused, match="revise"):
        tabling.withdraw(room.desk("nils"), ident)
    with pytest.raises(OutOfOrder, match="is tabled, so `edit`"):
        drafting.edit(room.desk("anna"), ident, Wish(at="art_1__p_1", text="No."))
    tabling.withdraw(room.desk("anna"), ident)
    assert what(tabling.take_over(room.desk("nils"), ident)) == ("tabled", "A/CONF.900/L.1")


def test_a_key_has_its_effect_once(database: str) -> None:
    """The same request under the same key gets the answer of the first; another request under it is refused."""
    room = Room(database)
    ident = room.draft("anna")
    first = tabling.table(room.desk("anna", key="k1", request="table"), ident)
    again = tabling.table(room.desk("anna", key="k1", request="table"), ident)
    assert (again.acts, again.receipt, again.replayed, first.replayed) == (first.acts, first.receipt, True, False)
    with pytest.raises(Repeated):
        tabling.table(room.desk("anna", key="k1", request="other"), ident)
    assert len(reading.acts(room.desk("anna"), "gear")) == 3
