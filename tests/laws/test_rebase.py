"""The laws of consolidating and carrying over, on random texts and amendments."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Insertion, Patch, Substitution
from treaty_drafts.amend.inverse import invert
from treaty_drafts.amend.patch import apply
from treaty_drafts.compilation import Carried, Compilation, Consolidation, compile, consolidate
from treaty_drafts.compilation.hunks import on_words
from treaty_drafts.compilation.trail import compose, follow, inverse
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import Block, Provision, Text, words_of
from treaty_drafts.model.version import Version


@st.composite
def decided(draw: st.DrawFn) -> tuple[Compilation, Consolidation, list[str]]:
    """A compilation with some of its amendments adopted."""
    base = draw(bases())
    compilation = compile(base, draw(amendments(base)))
    adopted: list[str] = []
    for amendment in compilation.amendments:
        if draw(st.booleans()) and (not amendment.amends or amendment.amends in adopted):
            try:
                compilation.require_compatible([*adopted, amendment.symbol])
            except Incompatible:
                continue
            adopted.append(amendment.symbol)
    return compilation, consolidate(compilation, adopt=adopted), adopted


@given(decided())
def test_consolidated(case: tuple[Compilation, Consolidation, list[str]]) -> None:
    """The next version has the words of the projection on what was adopted, and is read back as written."""
    compilation, done, adopted = case

    assert words_of(done.version.root) == words_of(compilation.project(*adopted).root)
    assert akn.write(akn.read(akn.write(done.version)).version) == akn.write(done.version)
    assert done.manifest.result_digest == akn.digest(done.version)


@given(decided())
def test_rebase(case: tuple[Compilation, Consolidation, list[str]]) -> None:
    """No amendment is lost: each is adopted, satisfied, fallen, or goes on clean, fuzzy or in conflict, whole."""
    compilation, done, adopted = case
    fates = {fate.symbol: fate.status for fate in done.manifest.amendments}

    assert list(fates) == [one.symbol for one in compilation.amendments]
    assert {symbol for symbol, status in fates.items() if status == "adopted"} == set(adopted)
    for carried in done.carried:
        if carried.amendment is None:
            assert carried.standing == "satisfied"
        elif carried.standing == "clean":
            assert not carried.amendment.standing
            if not carried.amendment.amends:
                apply(carried.amendment.patch, done.version)  # fits, strictly
        else:
            assert carried.amendment.standing == carried.standing


@given(decided())
def test_rebase_means_the_same(case: tuple[Compilation, Consolidation, list[str]]) -> None:
    """A clean amendment makes of the next version what it would have made together with the adopted ones."""
    compilation, done, adopted = case
    for carried in done.carried:
        amendment = carried.amendment
        if carried.standing != "clean" or amendment is None or amendment.amends:
            continue
        try:
            together = compilation.project(*adopted, carried.symbol)
        except Incompatible:
            continue
        if not _words_only(compilation, carried):
            continue
        assert words_of(apply(amendment.patch, done.version).root) == words_of(together.root)


def _words_only(compilation: Compilation, carried: Carried) -> bool:
    """Whether the amendment changes words only, whole ones: order among neighbours and cut words are other laws'."""
    tabled = compilation.tabling.amendment(carried.symbol)
    if tabled.amends:
        return False
    patch = tabled.patch
    joint = any(
        relation.kind in ("co-located", "identical", "shared", "subsumes")
        and carried.symbol in (relation.first, relation.second)
        for relation in compilation.relations
    )
    return not joint and all(
        isinstance(edit, Substitution)
        and edit.wid in compilation.base.index
        and on_words(compilation.text(edit.wid), edit.start, edit.stop, edit.new) == (edit.start, edit.stop, edit.new)
        for one in compilation.amendments
        if not one.amends
        for edit in (*patch.edits, *one.patch.edits)
    )


@given(st.data(), bases())
def test_heals(data: st.DataObject, base: Version) -> None:
    """An amendment whose words were rewritten, and then put back, stands again where its sponsors put it."""
    tabled = [one for one in data.draw(amendments(base)) if not one.amends and _is_words(one)]
    assume(len(tabled) >= 2)
    first, *others = tabled
    done = consolidate(compile(base, tabled), adopt=[first.symbol])
    back = Amendment("L.99", ("CHAIR",), _undoing(first, base, done.version))
    live = [one.amendment for one in done.carried if one.amendment is not None and not one.amendment.standing]
    waiting = [one.amendment for one in done.carried if one.amendment is not None and one.amendment.standing]
    again = consolidate(compile(done.version, [*live, back]), adopt=["L.99"], waiting=waiting)
    healed = {one.symbol: one for one in again.carried}

    assert words_of(again.version.root) == words_of(base.root)
    for one in others:
        if one.symbol in healed and one.patch.edits:
            amendment = healed[one.symbol].amendment
            assert amendment is not None
            assert healed[one.symbol].standing == "clean"
            assert set(amendment.patch.edits) == set(one.patch.edits)


def _is_words(amendment: Amendment) -> bool:
    return all(isinstance(edit, Substitution) for edit in amendment.patch.edits)


def _undoing(amendment: Amendment, base: Version, version: Version) -> Patch:
    return Patch(akn.digest(version), invert(amendment.patch, base).edits)


@given(st.data(), bases())
def test_steps(data: st.DataObject, base: Version) -> None:
    """Two steps composed are one step; a step and its undoing are none; positions follow exactly."""
    one = [edit for one in data.draw(amendments(base, most=2)) if not one.amends for edit in one.patch.edits]
    words = [edit for edit in one if isinstance(edit, Substitution)]
    assume(words)
    wid = words[0].wid
    block = base.block(wid).text
    first = tuple(sorted((edit for edit in words if edit.wid == wid), key=lambda edit: (edit.start, edit.stop)))
    assume(all(one.stop < other.start for one, other in pairwise(first)))
    after = apply(Patch("", first), base).block(wid).text
    stop = data.draw(st.integers(0, len(after.chars)))
    start = data.draw(st.integers(0, stop))
    then = (Substitution(wid, start, stop, after.chars[start:stop], data.draw(st.sampled_from([block, after]))),)

    both = compose(first, then)

    assert apply(Patch("", both), base).block(wid).text.chars == after.splice(start, stop, then[0].new).chars
    assert compose(first, inverse(first)) == ()
    place = follow(both, start, stop) if stop <= len(block.chars) else None
    if place is not None:
        result = apply(Patch("", both), base).block(wid).text.chars
        assert result[place[0] : place[1]] == block.chars[start:stop]


@given(
    bases(),
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 2)), min_size=2, max_size=5),
    st.lists(st.integers(0, 4), max_size=5),
)
def test_order_of_tabling(base: Version, drawn: list[tuple[int, int]], turns: list[int]) -> None:
    """Provisions inserted at one place stand in the order of tabling, in whatever order the meetings adopt them."""
    places = [wid for wid, node in base.index.items() if getattr(node, "name", "") == "paragraph"]
    live = []
    for number, (at, many) in enumerate(drawn, 1):
        after = places[at % len(places)]
        new = tuple(
            Provision(
                "paragraph", f"new_{number}_{n}", (), (Block("p", f"new_{number}_{n}__p", (), Text(f"{number}")),)
            )
            for n in range(many)
        )
        patch = Patch(akn.digest(base), (Insertion(base.parents[after], after, new),))
        live.append(Amendment(f"L.{number}", ("EU",), patch))
    at_once = consolidate(compile(base, live), adopt=[one.symbol for one in live]).version
    text = base
    while live:
        chosen = live[turns.pop() % len(live) if turns else 0]
        done = consolidate(compile(text, live), adopt=[chosen.symbol])
        text, live = done.version, [one.amendment for one in done.carried if one.amendment is not None]
    assert words_of(text.root) == words_of(at_once.root)
