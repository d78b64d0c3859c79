"""The laws of compiling, on random texts in many scripts and random amendments of words and provisions."""

from __future__ import annotations

from itertools import combinations

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases, wanted
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Insertion, Move, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.tokens import is_boundary
from treaty_drafts.compilation.compile import compile
from treaty_drafts.compilation.compiled import Bracket, Words
from treaty_drafts.compilation.hunks import on_words, with_blank_after
from treaty_drafts.compilation.relations import EXCLUSIVE
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import Text, join
from treaty_drafts.model.version import Version


def _read(words: Words, voice: tuple[str, ...]) -> Text:
    """What one voice reads in the brackets: its own alternative, or the one that it amends, or the base's."""
    parts = []
    for part in words:
        if isinstance(part, Bracket):
            own = [one for symbol in voice for one in part.alternatives if symbol in one.symbols]
            parts.append(_read((own or [part.alternatives[0]])[0].words, voice))
        else:
            parts.append(part)
    return join(parts)


@given(st.data(), bases())
def test_nobody(data: st.DataObject, base: Version) -> None:
    """Projecting on no amendment gives the base, byte for byte."""
    compilation = compile(base, data.draw(amendments(base)))

    assert akn.write(compilation.project()) == akn.write(base)


@given(st.data(), bases())
def test_voice(data: st.DataObject, base: Version) -> None:
    """Projecting on one amendment gives exactly its own wanted text."""
    tabled = data.draw(amendments(base))
    compilation = compile(base, tabled)

    for amendment in tabled:
        assert compilation.project(amendment.symbol).root == wanted(base, amendment, tabled).root


@given(st.data(), bases())
def test_voice_in_brackets(data: st.DataObject, base: Version) -> None:
    """The brackets that a reader sees hold each amendment's own wording of every text."""
    tabled = data.draw(amendments(base))
    compilation = compile(base, tabled)

    for amendment in tabled:
        own = wanted(base, amendment, tabled)
        for wid in compilation.hunks:
            if wid in own.index and wid in base.index:
                read = _read(compilation.words(wid) or (), (amendment.symbol, amendment.amends))
                assert read.chars == own.block(wid).text.chars


@given(st.data(), bases())
def test_together(data: st.DataObject, base: Version) -> None:
    """Projecting on a compatible set is applying all of it at once."""
    tabled = [one for one in data.draw(amendments(base)) if not one.amends and _on_whole_words(base, one)]
    compilation = compile(base, tabled)
    rivals = {
        frozenset((r.first, r.second))
        for r in compilation.relations
        if r.kind in (*EXCLUSIVE, "subsumes", "identical", "shared")
    }
    rivals |= {  # an insertion that two make jointly comes in once, which a patch cannot say
        frozenset((one, other))
        for sequence in compilation.sequences.values()
        for slot in sequence.slots
        for one, other in combinations(slot.proposers, 2)
    }
    chosen: list[Amendment] = []
    for amendment in tabled:
        if all(frozenset((amendment.symbol, other.symbol)) not in rivals for other in chosen):
            chosen.append(amendment)
    try:
        read = compilation.project(*(one.symbol for one in chosen))
    except Incompatible:
        assume(False)  # moves that only together would put a provision into itself
    wished = {edit for one in chosen for edit in one.patch.edits}
    all_edits = dict.fromkeys(edit for one in tabled for edit in one.patch.edits)
    edits = tuple(
        filter(wished.__contains__, all_edits)
    )  # a joint change is made once, where the meeting read it first
    moved = {edit.wid for edit in edits if isinstance(edit, Move)}
    assume(not any(isinstance(edit, Insertion | Move) and edit.after in moved for edit in edits))

    assert read.root == apply(Patch("", edits), base).root


def _on_whole_words(base: Version, amendment: Amendment) -> bool:
    """Whether no edit leaves or makes a cut word, as is so for all that `propose` makes: two such are never glued."""
    return all(
        with_blank_after(text, on_words(text, edit.start, edit.stop, edit.new)) == (edit.start, edit.stop, edit.new)
        for edit in amendment.patch.edits
        if isinstance(edit, Substitution)
        for text in (base.block(edit.wid).text,)
    )


@given(st.data(), bases())
def test_order(data: st.DataObject, base: Version) -> None:
    """Shuffling the amendments changes nothing but the order of alternatives."""
    tabled = data.draw(amendments(base))
    shuffled = data.draw(st.permutations(tabled))
    one, other = compile(base, tabled), compile(base, shuffled)

    assert {wid: _unordered(one.hunks[wid]) for wid in one.hunks if wid in base.index} == {
        wid: _unordered(other.hunks[wid]) for wid in other.hunks if wid in base.index
    }
    assert {_pair(r) for r in one.relations} == {_pair(r) for r in other.relations}
    for amendment in tabled:
        assert one.project(amendment.symbol) == other.project(amendment.symbol)


def _unordered(hunks: object) -> object:
    return frozenset((h.place, frozenset(h.symbols), _unordered(h.children)) for h in hunks)  # type: ignore[attr-defined]


def _pair(relation: object) -> object:
    directed = relation.kind in ("nested", "subsumes", "dependent")  # type: ignore[attr-defined]
    pair = (relation.first, relation.second)  # type: ignore[attr-defined]
    return (relation.kind, pair if directed else frozenset(pair))  # type: ignore[attr-defined]


@given(st.data(), bases())
def test_independent_amendments_are_compatible(data: st.DataObject, base: Version) -> None:
    """Any two amendments without a relation can be adopted together."""
    compilation = compile(base, data.draw(amendments(base)))
    related = {frozenset((relation.first, relation.second)) for relation in compilation.relations}

    for one, other in combinations((amendment.symbol for amendment in compilation.amendments), 2):
        if frozenset((one, other)) not in related:
            compilation.require_compatible((one, other))


@given(st.data(), bases())
def test_conservation(data: st.DataObject, base: Version) -> None:
    """Every word of the compilation is the base's or that of an amendment named there; every amendment's is there."""
    tabled = data.draw(amendments(base))
    compilation = compile(base, tabled)
    shown = {wid: list(_alternatives(compilation.words(wid) or ())) for wid in compilation.hunks}

    for wid in compilation.hunks:
        own = {one.symbol: wanted(base, one, tabled).index for one in tabled}
        for text, symbols in shown[wid]:
            if symbols:
                for symbol in symbols:
                    assert wid not in own[symbol] or text in own[symbol][wid].text.chars
            else:
                assert text in compilation.text(wid).chars or any(
                    text in index[wid].text.chars for index in own.values() if wid in index
                )
    for amendment in tabled:
        for edit in amendment.patch.edits:
            if isinstance(edit, Insertion):
                slots = compilation.slots(edit.parent) or ()
                assert any(amendment.symbol in slot.proposers for slot in slots)


def _alternatives(words: Words, symbols: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for part in words:
        if isinstance(part, Bracket):
            for one in part.alternatives:
                found += _alternatives(one.words, one.symbols or symbols)
        else:
            found.append((part.chars, symbols))
    return found


@given(st.data(), bases())
def test_joint(data: st.DataObject, base: Version) -> None:
    """Equal wordings are one alternative; one sponsor's withdrawal leaves the others'."""
    tabled = [one for one in data.draw(amendments(base)) if not one.amends]
    twins = [msgspec.structs.replace(one, symbol=f"{one.symbol}b", sponsors=("ZZZ",)) for one in tabled]
    twins = [one for one in twins if not any(isinstance(edit, Insertion) for edit in one.patch.edits)]
    both = compile(base, [*tabled, *twins])

    for wid, hunks in both.hunks.items():
        for hunk in hunks:
            for twin in twins:
                assert (twin.symbol in hunk.symbols) == (twin.symbol[:-1] in hunk.symbols), wid
    left = compile(base, tabled)
    assert compile(base, [one for one in both.amendments if one.sponsors != ("ZZZ",)]).hunks == left.hunks


@given(st.data(), bases())
def test_nesting(data: st.DataObject, base: Version) -> None:
    """Brackets are well formed; words that nobody touches are outside all of them, but for hulls; no word is cut."""
    compilation = compile(base, data.draw(amendments(base)))

    for wid in compilation.hunks:
        chars = compilation.text(wid).chars
        place = 0
        for part in compilation.words(wid) or ():
            if isinstance(part, Bracket):
                assert part.start == place
                assert is_boundary(chars, part.start)
                assert is_boundary(chars, part.stop)
                assert part.alternatives[0].base
                assert all(one.symbols and one.sponsors for one in part.alternatives[1:])
                place = part.stop
            else:
                assert chars.startswith(part.chars, place)
                place += len(part.chars)
        assert place == len(chars)


@given(st.data(), bases())
def test_one_more(data: st.DataObject, base: Version) -> None:
    """Adding amendments one by one is compiling them all."""
    tabled = data.draw(amendments(base))
    grown = compile(base, [])
    for amendment in tabled:
        grown = grown.with_one(amendment)
    whole = compile(base, tabled)

    assert grown.hunks == whole.hunks
    assert {wid: found.slots for wid, found in grown.sequences.items()} == {
        wid: found.slots for wid, found in whole.sequences.items()
    }
    assert grown.relations == whole.relations
