"""The laws of brackets around words: each delegation's are its own, whoever puts or lifts what others."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from treaty_drafts import akn
from treaty_drafts.amend.edit import Amendment, Patch, Substitution
from treaty_drafts.amend.propose import propose
from treaty_drafts.compilation import compile, consolidate, read, write
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import Block, Provision, Text
from treaty_drafts.model.version import Facts, Version

WORDS = (
    "shall act now, promptly (a) States надлежащим образом 各方 應當 يجب على 𝒳 e\N{COMBINING ACUTE ACCENT}tat".split()
)
WIDS = ("art_1__p_1", "art_2__p_1")

Gap = tuple[int, int]
"""Which of the two texts, and the place among its words."""


def draft(texts: list[list[str]]) -> Version:
    facts = Facts("A draft", work="/akn/un/bill/provision/x/2026-01-01/draft", symbol="T/L.1", date="2026-01-01")
    articles = tuple(
        Provision(
            "article",
            "",
            (),
            (
                Block("num", "", (), Text(f"Article {number}")),
                Provision("content", "", (), (Block("p", "", (), Text(" ".join(words))),)),
            ),
        )
        for number, words in enumerate(texts, 1)
    )
    return akn.assemble(facts, title="A draft", preface=(), preamble=(), body=articles)


def bracketed(base: Version, texts: list[list[str]], glyphs: str, symbol: str, first: Gap, last: Gap) -> Amendment:
    """Glyphs before the word `first` and behind the word `last`."""
    before = len(" ".join([*texts[first[0]][: first[1]], ""]))
    behind = len(" ".join(texts[last[0]][: last[1] + 1]))
    edits = (
        Substitution(WIDS[first[0]], before, before, "", Text(glyphs[0])),
        Substitution(WIDS[last[0]], behind, behind, "", Text(glyphs[1])),
    )
    return Amendment(symbol, (symbol,), Patch(akn.digest(base), edits))


def expected(texts: list[list[str]], ranges: set[tuple[Gap, Gap]], glyphs: str = "[]") -> list[str]:
    return [
        " ".join(
            glyphs[0] * sum(first == (which, at) for first, _ in ranges)
            + word
            + glyphs[1] * sum(last == (which, at) for _, last in ranges)
            for at, word in enumerate(words)
        )
        for which, words in enumerate(texts)
    ]


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=2, max_size=2),
    st.lists(st.tuples(*[st.integers(0, 1), st.integers(0, 4)] * 2), min_size=1, max_size=4),
    st.sampled_from(("[]", "()", "“”", "［］", "«»")),
)
def test_around(texts: list[list[str]], drawn: list[tuple[int, int, int, int]], glyphs: str) -> None:
    """Nested, crossing, side by side, the same twice, within one text and from one to the other: none loses a glyph.

    Nor when some are adopted, and the others go on to the next version.
    """
    base = draft(texts)
    ranges = {}
    for number, (one, at, other, stop) in enumerate(drawn, 1):
        ends = (one, min(at, len(texts[one]) - 1)), (other, min(stop, len(texts[other]) - 1))
        ranges[f"L.{number}"] = (min(ends), max(ends))
    compilation = compile(base, [bracketed(base, texts, glyphs, symbol, *ends) for symbol, ends in ranges.items()])
    again = read(write(compilation))
    for count in range(len(ranges) + 1):
        for chosen in combinations(ranges, count):
            wanted = expected(texts, {ranges[symbol] for symbol in chosen}, glyphs)
            for one in (compilation, again):
                version = one.project(*chosen)
                assert [version.block(wid).text.chars for wid in WIDS] == wanted
            done = consolidate(compilation, adopt=chosen)
            open_ = [carried.amendment for carried in done.carried if carried.amendment]
            assert all(carried.standing in ("clean", "satisfied") for carried in done.carried)
            version = compile(done.version, open_).project(*(one.symbol for one in open_))
            assert [version.block(wid).text.chars for wid in WIDS] == expected(texts, set(ranges.values()), glyphs)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=6),
    st.lists(st.sets(st.integers(0, 5), min_size=1), min_size=1, max_size=3),
)
def test_lifted(words: list[str], drawn: list[tuple[int, int]], wishes: list[set[int]]) -> None:
    """Of brackets in brackets, those go that delegations lift, whoever lifts what else, and no other."""
    standing: list[tuple[Gap, Gap]] = []
    for ends in drawn:
        first, last = sorted(min(end, len(words) - 1) for end in ends)
        pair = ((0, first), (0, last))
        crossing = any(a[1] < first <= b[1] < last or first < a[1] <= last < b[1] for a, b in standing)
        if pair not in standing and not crossing:
            standing.append(pair)
    text = expected([words], set(standing))[0]
    base = draft([[text], ["."]])
    wanted = {f"L.{number}": {standing[at % len(standing)] for at in wish} for number, wish in enumerate(wishes)}
    tabled = [
        propose(base, expected([words], set(standing) - lifted)[0], at=WIDS[0], sponsors=(symbol,), symbol=symbol)
        for symbol, lifted in wanted.items()
    ]
    compilation = compile(base, tabled)
    for count in range(len(tabled) + 1):
        for chosen in combinations(wanted, count):
            left = set(standing).difference(*(wanted[symbol] for symbol in chosen))
            try:
                made = compilation.project(*chosen)
            except Incompatible:  # so little stands between two glyphs that an edit takes both at once
                assert any(len(edit.old) > 1 for one in tabled for edit in one.patch.edits)
                continue
            assert made.block(WIDS[0]).text.chars == expected([words], left)[0]
