"""The laws of renumbering, over texts in six languages whose numbers have gaps, suffixes, repetitions and moves."""

from __future__ import annotations

import re

from hypothesis import given

from tests.compilation.numbered import renumbered, versions
from treaty_drafts.compilation.numbering.labels import read_label
from treaty_drafts.compilation.numbering.numerals import readings
from treaty_drafts.compilation.numbering.references import Reference, all_references
from treaty_drafts.compilation.numbering.renumber import renumber
from treaty_drafts.compilation.numbering.units import runs_of, units_of
from treaty_drafts.model.tree import Block, walk
from treaty_drafts.model.version import Version


def references(version: Version) -> list[Reference]:
    return list(all_references(version, runs_of(units_of(version)[0])))


@given(versions())
def test_twice(version: Version) -> None:
    """Renumbering a renumbered text changes nothing."""
    assert renumber(renumbered(version)).edits == ()


@given(versions())
def test_same_unit(version: Version) -> None:
    """Every repaired reference means the same units, by wId, before and after."""
    edits = renumber(version).edits
    after = {(one.wid, one.start): one for one in references(renumbered(version))}
    for one in references(version):
        if one.state == "repaired":
            shift = sum(len(e.new.chars) - len(e.old) for e in edits if e.wid == one.wid and e.start < one.start)
            found = after[one.wid, one.start + shift]
            assert found.targets == one.targets
            assert found.old == one.new


@given(versions())
def test_consecutive(version: Version) -> None:
    """The numbers of each sequence that is one are 1, 2, 3 … without suffixes."""
    new = renumbered(version)
    for run in runs_of(units_of(version)[0]):
        if run.open:
            continue
        found = [read_label(new.find(member.unit.num.wid).text.chars) for member in run.members]
        assert [(label.readings[run.style], label.ranks) for label in found] == [(n + 1, ()) for n in range(len(found))]


@given(versions())
def test_number_characters(version: Version) -> None:
    """Nothing but a number and its suffix is replaced, by a number or, for a suffix apart, by nothing."""
    for edit in renumber(version).edits:
        assert re.fullmatch(r"\W*(bis|مكرر|之二)|(\w+?)(条)?(\W?bis| مكرر|之二)?", edit.old), edit
        assert edit.new.chars == "" or readings(edit.new.chars.removesuffix("条")), edit


@given(versions())
def test_everything_else_stays(version: Version) -> None:
    """Words without numbers and references are the same; marks over a label stay over it."""
    changed = {edit.wid for edit in renumber(version).edits}
    for old, new in zip(walk(version.root), walk(renumbered(version).root), strict=True):
        assert old.wid == new.wid
        if isinstance(old, Block) and isinstance(new, Block):
            assert old == new or old.wid in changed
            assert [mark.name for mark in old.text.marks] == [mark.name for mark in new.text.marks]
            assert all(mark.stop == len(new.text.chars) for mark in new.text.marks)
