"""Real text: the draft of 9 December 2015, with the wording of 12 December tabled article by article, and rivals."""

from __future__ import annotations

import random

import pytest

from tests.conftest import corpus
from treaty_drafts import akn, amend, compilation, sources
from treaty_drafts.amend.edit import Amendment, Insertion, Patch, Substitution
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.tokens import tokens
from treaty_drafts.compilation import Bracket, Compilation, Words
from treaty_drafts.model.tree import Block, Provision, Text, join
from treaty_drafts.model.version import Version

DELEGATIONS = [f"D{number:02}" for number in range(1, 31)]


def _paris(date: str) -> Version:
    path = corpus(f"texts/paris/agreement-{date}.md")
    return sources.read_source(path.read_bytes(), name=path.name).version


def _article(base: Version, wid: str) -> str:
    """The wId of the article around a provision, or of the part of the document outside articles."""
    while wid:
        node = base.index[wid]
        if isinstance(node, Provision) and (node.name == "article" or base.parents[wid] == base.root.wid):
            return wid
        wid = base.parents[wid]
    return ""


def _by_article(base: Version, later: Version) -> list[Amendment]:
    """What `later` says, as one amendment for each article of `base` that it changes, each by another delegation."""
    edits: dict[str, list[object]] = {}
    for edit in amend.compare(base, later).patch.edits:
        wid = edit.parent if isinstance(edit, Insertion) else edit.wid
        edits.setdefault(_article(base, wid), []).append(edit)
    digest = akn.digest(base)
    return [
        Amendment(f"P.{number}", (f"P{number:02}",), Patch(digest, tuple(found)))  # type: ignore[arg-type]
        for number, found in enumerate(edits.values(), start=1)
    ]


def _rivals(base: Version, count: int) -> list[Amendment]:
    """Random rival edits of words by thirty delegations, of which none contradicts itself."""
    chance = random.Random(2015)
    texts = [node for node in base.index.values() if isinstance(node, Block) and len(node.text.chars.split()) > 5]
    digest = akn.digest(base)
    found = []
    taken: set[tuple[str, str]] = set()
    for number in range(count):
        code = DELEGATIONS[number % 30]
        block = chance.choice([text for text in texts if (code, text.wid) not in taken])
        taken.add((code, block.wid))
        edges = [0]
        for token in tokens(block.text.chars):
            edges.append(edges[-1] + len(token))
        first = chance.randrange(0, len(edges) - 1, 2)
        last = min(len(edges) - 1, first + chance.choice((0, 1, 1, 3, 7)))
        start, stop = edges[first], edges[last]
        new = chance.choice(["should", "may", "", "as appropriate ", "urgently ", "[urgent] and adequate"])
        edit = Substitution(block.wid, start, stop, block.text.chars[start:stop], Text(new))
        found.append(Amendment(f"R.{number}", (code,), Patch(digest, (edit,))))
    return found


@pytest.fixture(scope="module")
def meeting() -> tuple[Version, Version, Compilation]:
    base, later = _paris("9-dec-2015"), _paris("12-dec-2015")
    return base, later, compilation.compile(base, [*_by_article(base, later), *_rivals(base, 500)])


def test_every_article_is_tabled(meeting: tuple[Version, Version, Compilation]) -> None:
    """Twenty-nine articles of 9 December are changed, each by a delegation of its own."""
    base, _, compiled = meeting
    assert sum(node.name == "article" for node in base.index.values()) == 29
    tabled = {
        _article(base, edit.parent if isinstance(edit, Insertion) else edit.wid)
        for one in compiled.amendments
        if one.symbol.startswith("P.")
        for edit in one.patch.edits
    }

    assert len([wid for wid in tabled if wid and base.index[wid].name == "article"]) == 29


def test_every_delegation_reads_its_wish_back(meeting: tuple[Version, Version, Compilation]) -> None:
    """The voice law: projecting on each amendment gives exactly what its sponsor wanted."""
    base, _, compiled = meeting

    for amendment in compiled.amendments:
        assert compiled.project(amendment.symbol).root == apply(amendment.patch, base).root


def test_every_delegation_reads_all_its_wishes_back(meeting: tuple[Version, Version, Compilation]) -> None:
    """The voice law for delegations: each reads back all that it tabled, at once."""
    base, _, compiled = meeting

    for code in compiled.delegations:
        own = [one for one in compiled.amendments if code in one.sponsors]
        edits = tuple(edit for one in own for edit in one.patch.edits)
        assert compiled.as_delegation(code).root == apply(Patch("", edits), base).root


def test_together_they_are_the_text_of_12_december(meeting: tuple[Version, Version, Compilation]) -> None:
    """The articles' amendments are compatible: adopted together they are the later text, word for word."""
    _, later, compiled = meeting
    adopted = [one.symbol for one in compiled.amendments if one.symbol.startswith("P.")]

    assert _words(compiled.project(*adopted)) == _words(later)


def _words(version: Version) -> list[str]:
    return [node.text.chars for node in version.index.values() if isinstance(node, Block) and node.text.chars]


def test_conservation(meeting: tuple[Version, Version, Compilation]) -> None:
    """Every bracketed text gives the base when nobody is heard, and each voice when it alone is."""
    base, _, compiled = meeting

    for wid, hunks in compiled.hunks.items():
        if wid in base.index:
            words = compiled.words(wid) or ()
            assert _read(words, "").chars == base.block(wid).text.chars
            for symbol in {symbol for hunk in hunks for symbol in hunk.symbols}:
                wanted = apply(compiled.tabling.amendment(symbol).patch, base)
                if wid in wanted.index:
                    assert _read(words, symbol).chars == wanted.block(wid).text.chars


def _read(words: Words, symbol: str) -> Text:
    parts = []
    for part in words:
        if isinstance(part, Bracket):
            own = [one for one in part.alternatives if symbol in one.symbols]
            parts.append(_read((own or [part.alternatives[0]])[0].words, symbol))
        else:
            parts.append(part)
    return join(parts)


def test_the_file_validates_and_stands_alone(meeting: tuple[Version, Version, Compilation]) -> None:
    """The compilation is one valid Akoma Ntoso file that reads back as it was written."""
    _, _, compiled = meeting
    data = compilation.write(compiled)

    assert [problem for problem in akn.check(data) if problem.code == "schema"] == []
    assert compilation.write(compilation.read(data)) == data
