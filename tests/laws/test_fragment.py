"""The law of what is typed to be inserted: every non-blank character of it is in the insertion, or it is refused."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws.test_import import lines, solid
from treaty_drafts import akn
from treaty_drafts.amend import Insertion, apply, propose_insert_after
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import blocks
from treaty_drafts.sources import read_source

BASE = read_source(
    b"""\
Agreement on Rivers

The Parties to this Agreement,

Recalling the Charter,

Have agreed as follows:

Part I

Article 1

1. Each Party shall report.

2. Each Party may:

(a) act;

(b) rest.

Annex I

List of rivers

1. All of them.

2. No other.
""",
    name="rivers.txt",
).version
PLACES = [
    wid
    for wid in BASE.index
    if wid.rpartition("__")[2].startswith(("rec_", "part_", "art_", "para_", "point_", "att_"))
]
lines_typed = st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n"])), max_size=8)


def test_the_places_are_of_every_kind() -> None:
    assert PLACES == [
        "preamble__recs__rec_1",
        "part_I",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
        "att_I",
        "att_I__para_1",
        "att_I__para_2",
    ]


@given(st.sampled_from(PLACES), lines_typed)
@example("art_1__para_2", [("Some words before.", "\n\n"), ("3. Bar.", "")])
@example("att_I__para_2", [("Annex II Foo", "\n\n"), ("3. Bar.", "")])
@example("art_1", [("Article 2", "\n\n"), ("1. Bar.", "\n\n"), ("DONE at Rome", "")])
@example("preamble__recs__rec_1", [("The Parties to this Agreement,", "\n\n"), ("Recalling the sea,", "")])
def test_all_that_is_typed_is_inserted_or_it_is_refused(at: str, typed: list[tuple[str, str]]) -> None:
    """At any place, for any lines of treaty words; what comes of it is a valid text, read back as it was written."""
    text = "".join(line + end for line, end in typed)
    try:
        amendment = propose_insert_after(BASE, at, text, sponsors=("EU",), symbol="L.1")
    except Misused:
        return
    (edit,) = amendment.patch.edits
    assert isinstance(edit, Insertion)
    inserted = "".join(block.text.chars for node in edit.provisions for block in blocks(node))
    assert solid(inserted) == solid(text)
    made = akn.write(apply(amendment.patch, BASE))
    assert {problem.code for problem in akn.check(made)}.isdisjoint(
        ("address", "identity", "profile", "repaired", "schema")
    )
    assert akn.write(akn.read(made).version) == made
