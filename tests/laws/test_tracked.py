"""The laws of tracked changes: whose words are whose, for any changes of three delegations to any treaty paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx.forge import dele, docx, ins, p, run
from treaty_drafts.amend import apply
from treaty_drafts.amend.tracked import propose_tracked
from treaty_drafts.compilation import compile
from treaty_drafts.errors import Misused
from treaty_drafts.model.tree import Block, walk
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source
from treaty_drafts.sources.docx.attributed import attributed, changed_words
from treaty_drafts.sources.docx.read import read_document
from treaty_drafts.sources.docx.reading import by, rejected
from treaty_drafts.sources.docx.version import version_of

CODES = ("CHL", "FJI", "JPN")
TABLE = {code: [f"{code} desk"] for code in CODES}
AUTHORS = [f"{code} desk" for code in CODES]
VOCABULARY = "each Party shall take the appropriate measures to protect rivers [and lakes] États Стороны 缔约方".split()

phrases = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)
pieces = st.tuples(
    phrases, st.sampled_from(["", "", "ins", "del", "ins by one, del by another"]), st.permutations(AUTHORS)
)
paragraphs = st.tuples(
    st.lists(pieces, min_size=1, max_size=4), st.sampled_from(["", "", "", "ins", "del"]), st.sampled_from(AUTHORS)
)


def written(number: int, parts, whole: str, author: str) -> str:
    """A numbered paragraph of pieces, or one that an author inserts or deletes whole."""
    if whole:
        words = f"{number}. " + " ".join(words for words, _, _ in parts) + "."
        change = ins if whole == "ins" else dele
        return p(change(author, words), mark=change(author))
    inside = [run(f"{number}. Article words ")]
    for words, kind, (one, other, _) in parts:
        piece = run(f"{words} ")
        if kind == "ins":
            piece = ins(one, piece)
        elif kind == "del":
            piece = dele(one, piece)
        elif kind:
            piece = ins(one, dele(other, piece))
        inside.append(piece)
    return p(*inside, run("end."))


def words(version: Version) -> list[str]:
    return [block.text.chars for block in walk(version.root) if isinstance(block, Block) and block.name != "num"]


@given(st.lists(paragraphs, min_size=1, max_size=6))
def test_every_delegation_s_amendment_gives_the_text_with_its_changes_accepted(found) -> None:
    """Alone and in the compilation of all. What stands amid another's insertion is said to be inserted in it."""
    body = p("Article 1") + "".join(written(number, *one) for number, one in enumerate(found, 1)) + p("Article 2")
    document = read_document(docx(body + p("This is the end.")), "t.docx")
    empty = read_source(b"Article 1\nPeace.", name="a.txt").version
    base = version_of(document, rejected, empty)
    told = attributed(document, {f"{code} desk": code for code in CODES})
    if any(inserted and len({*inserted, *deleted}) > 2 for _, inserted, deleted, _ in changed_words(told)):
        with pytest.raises(Misused, match="lie within one another"):
            propose_tracked(base, document, delegations=TABLE, symbol="L.1")
        return
    made = propose_tracked(base, document, delegations=TABLE, symbol="L.1").amendments
    compiled = compile(base, made)
    mains = {one.sponsors[0]: one for one in made if not one.amends}
    for code in CODES:
        wanted = words(version_of(told, by({code}), base))
        own = mains.get(code)
        assert wanted == words(base if own is None else apply(own.patch, base))
        if own is not None:
            assert words(compiled.project(own.symbol)) == wanted
    parents = {one.symbol: one.sponsors for one in mains.values()}
    assert all(parents[one.amends] != one.sponsors for one in made if one.amends)
