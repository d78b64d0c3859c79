"""Rows: many amendments on one text."""

from __future__ import annotations

import random
import statistics
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from bench.inputs import Inputs
from bench.measure import beside, beside_prepared
from bench.row import Outcome, faster, peer, slower
from bench.tabling import adoptable
from treaty_drafts import akn
from treaty_drafts.amend import apply
from treaty_drafts.amend.edit import Amendment, Substitution
from treaty_drafts.compilation import Compilation, compile, consolidate, write
from treaty_drafts.model.tree import Block
from treaty_drafts.render import Pieces, render


def _whole(inputs: Inputs) -> bytes:
    """The base as issued, and amendments in memory, to the bytes of the compilation; no amendment's file is read."""
    return write(compile(akn.read(inputs.issued).version, inputs.amendments))


def whole(inputs: Inputs) -> Outcome:
    """One file with everything in it; that it is valid is made sure of before."""
    problems = akn.valid(_whole(inputs))
    found = beside(lambda: _whole(inputs), inputs.floor_of_one, inputs.effort)
    compilation = inputs.compilation
    said = f"{len(compilation.brackets):,} brackets, {len(compilation.relations):,} relations, amendments in memory"
    return slower(found, f"{said}; {'valid' if not problems else 'NOT VALID: ' + problems[0]}")


class _Patches:
    """The same amendments as diff-match-patch patches, by paragraph."""

    def __init__(self, inputs: Inputs) -> None:
        self.dmp: Any = peer("diff_match_patch", "diff-match-patch").diff_match_patch()
        self.dmp.Diff_Timeout = 0
        self.texts: dict[str, str] = {}
        self.patches: dict[str, list[object]] = defaultdict(list)
        for amendment in inputs.amendments:
            for edit in _substitutions(amendment):
                block = inputs.base.index[edit.wid]
                assert isinstance(block, Block)
                chars = self.texts[edit.wid] = block.text.chars
                wanted = chars[: edit.start] + edit.new.chars + chars[edit.stop :]
                self.patches[edit.wid].append(self.dmp.patch_make(chars, wanted))

    def applied(self, order: random.Random | None = None) -> dict[str, str]:
        """The paragraphs with all their patches, in the order of tabling or in another."""
        texts = dict(self.texts)
        for wid, patches in self.patches.items():
            for patch in patches if order is None else order.sample(patches, len(patches)):
                texts[wid] = self.dmp.patch_apply(patch, texts[wid])[0]
        return texts


def patch_apply(inputs: Inputs) -> Outcome:
    """diff-match-patch, one patch after the other; it brings no brackets and no sponsors."""
    patches = _Patches(inputs)
    return faster(beside(lambda: _whole(inputs), patches.applied, inputs.effort))


def patch_apply_words(inputs: Inputs) -> Outcome:
    """Like for like: from amendments in memory to the words of all paragraphs in memory."""
    patches = _Patches(inputs)

    def ours() -> None:
        compilation = compile(inputs.base, inputs.amendments)
        for wid in patches.texts:
            compilation.words(wid)

    return faster(beside(ours, patches.applied, inputs.effort))


def misplaced(inputs: Inputs) -> Outcome:
    """Amendments whose projection is not the text that their sponsors proposed; every tenth is looked at."""
    looked_at = inputs.amendments[::10]
    count = sum(inputs.compilation.project(one.symbol).root != apply(one.patch, inputs.base).root for one in looked_at)
    return Outcome(str(count), f"{len(looked_at):,}", count)


def order(inputs: Inputs) -> Outcome:
    """Paragraphs whose alternatives, each with its sponsors, are others when the amendments come in another order."""
    shuffled = random.Random(1).sample(inputs.amendments, len(inputs.amendments))
    other = compile(inputs.base, shuffled)
    wids = {edit.wid for one in inputs.amendments for edit in _substitutions(one)}
    count = sum(_read(inputs.compilation, wid) != _read(other, wid) for wid in wids)
    patches = _Patches(inputs)
    first, second = patches.applied(), patches.applied(random.Random(1))
    theirs = sum(first[wid] != second[wid] for wid in first)
    return Outcome(str(count), f"{len(wids):,}", count, f"diff-match-patch: {theirs:,} paragraphs depend on it")


def _read(compilation: Compilation, wid: str) -> object:
    """The compiled words of a paragraph, as values that do not tell in which order alternatives stand."""
    return _set(compilation.words(wid))


def _set(words: Any) -> object:
    return tuple(
        part
        if not hasattr(part, "alternatives")
        else (part.start, part.stop, frozenset((_set(one.words), frozenset(one.symbols)) for one in part.alternatives))
        for part in words or ()
    )


def _substitutions(amendment: Amendment) -> Sequence[Substitution]:
    return [edit for edit in amendment.patch.edits if isinstance(edit, Substitution)]


def one_more(inputs: Inputs) -> Outcome:
    """Entering one amendment, to entering all: both give a compilation of which nothing was asked yet."""
    compilation, more = inputs.compilation, inputs.tabled[1]
    return _share(inputs, lambda: compilation.with_one(more), lambda: compile(inputs.base, inputs.amendments))


def one_more_relations(inputs: Inputs) -> Outcome:
    """The same, where both then tell the relations of all amendments."""
    compilation, more = inputs.compilation, inputs.tabled[1]
    return _share(
        inputs,
        lambda: compilation.with_one(more).relations,
        lambda: compile(inputs.base, inputs.amendments).relations,
    )


def rendition(inputs: Inputs) -> Outcome:
    """Entering one amendment and writing the whole bracketed page, to the whole compile with its file.

    As the server does it: it keeps the pieces of the page that was made last. Each run has those of the page without
    the amendment.
    """
    compilation, more = inputs.compilation, inputs.tabled[1]

    def prepare() -> Pieces:
        pieces = Pieces()
        render(compilation, view="bracketed", to="html", pieces=pieces)
        return pieces

    def ours(pieces: Pieces) -> None:
        render(compilation.with_one(more), view="bracketed", to="html", pieces=pieces)

    return slower(beside_prepared(prepare, ours, lambda: _whole(inputs), inputs.effort))


def _share(inputs: Inputs, ours: Any, whole: Any) -> Outcome:
    return slower(beside(ours, whole, inputs.effort))


def projections(inputs: Inputs) -> Outcome:
    """The mean over all delegations."""
    compilation = inputs.compilation
    codes = compilation.delegations

    def ours() -> None:
        for code in codes:
            akn.write(compilation.as_delegation(code))

    found = beside(ours, inputs.floor_of_one, inputs.effort)
    each = found._replace(ours=found.ours / len(codes), ratio=found.ratio / len(codes))
    return slower(each, f"{statistics.mean(len(one.sponsors) for one in inputs.amendments):.2g} sponsors each")


def consolidation(inputs: Inputs) -> Outcome:
    """The next version as a file, its manifest, and the rest carried over; to the whole compile with its file."""
    adopted = adoptable(inputs.amendments, inputs.scale.adopted)
    standings: list[str] = []

    def prepare() -> Compilation:
        compilation = compile(inputs.base, inputs.amendments)
        assert compilation.relations
        return compilation

    def ours(compilation: Compilation) -> None:
        done = consolidate(compilation, adopt=adopted)
        akn.write(done.version)
        standings[:] = [one.standing for one in done.carried]

    found = beside_prepared(prepare, ours, lambda: _whole(inputs), inputs.effort)
    counts = ", ".join(f"{standings.count(one):,} {one}" for one in sorted(set(standings)))
    return slower(found, f"{len(adopted):,} adopted; carried over: {counts}")


def bracketed(inputs: Inputs) -> Outcome:
    """The compilation is there; every word of the page is written."""
    compilation = inputs.compilation
    return slower(beside(lambda: render(compilation, view="bracketed", to="html"), inputs.floor_of_one, inputs.effort))
