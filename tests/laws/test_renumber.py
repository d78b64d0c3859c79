"""The laws of renumbering, over texts in six languages whose numbers have gaps, suffixes, repetitions and moves."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given

from tests.compilation.numbered import renumbered, versions
from tests.strategies import Choices, choices
from treaty_drafts.amend.edit import Deletion, Edit, Move, Patch, digest_of
from treaty_drafts.amend.patch import apply
from treaty_drafts.compilation.numbering.labels import read_label
from treaty_drafts.compilation.numbering.numerals import readings
from treaty_drafts.compilation.numbering.references import Reference, all_references
from treaty_drafts.compilation.numbering.renumber import renumber
from treaty_drafts.compilation.numbering.units import runs_of, units_of
from treaty_drafts.model.tree import Block, Provision, walk
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


def shuffled(choose: Choices, base: Version) -> Version:
    """The text with some of its units deleted and some moved, also to stand among those of another unit."""
    made = base
    for _ in range(1 + choose.below(3)):
        units = [node for node in walk(made.root) if isinstance(node, Provision) and node.num]
        unit = choose.pick(units)
        inside = {node.wid for node in walk(unit)}
        beside = [other for other in units if other.name == unit.name and other.wid not in inside]
        edit: Edit = Deletion(unit.wid, digest_of(unit))
        if beside and choose.below(3):
            after = choose.pick(beside)
            edit = Move(unit.wid, made.parents[after.wid], choose.pick([after.wid, ""]))
        made = apply(Patch("", (edit,)), made)
        if not any(isinstance(node, Provision) and node.num for node in walk(made.root)):
            break
    return made


@given(versions(), choices(16, 64))
def test_what_was_a_sequence_stays_one(version: Version, drawn: Choices) -> None:
    """Whatever goes or moves, what counted in a sequence of the base counts from 1 where it stands now."""
    base = renumbered(version)
    runs = runs_of(units_of(base)[0])
    styles = {member.unit.wid: run.style for run in runs if not run.open for member in run.members}
    begun = Counter(run.members[0].unit.sequence for run in runs if run.members)
    made = shuffled(drawn, base)
    result = apply(Patch("", renumber(made, base).edits), made)
    groups: dict[tuple[str, str], list[Provision]] = {}
    for node in walk(result.root):
        if isinstance(node, Provision) and node.num:
            holder = "main" if node.name in ("article", "chapter") else result.parents[node.wid]
            groups.setdefault((holder, node.name), []).append(node)
    for sequence, units in groups.items():
        if begun[sequence] < 2 and all(unit.wid in styles for unit in units):  # where the base begins anew, so may this
            found = [read_label(unit.num) for unit in units]
            style = styles[units[0].wid]
            assert [(one.readings[style], one.ranks) for one in found] == [(n, ()) for n in range(1, len(found) + 1)]


@given(versions(), choices(16, 64))
def test_no_reference_changes_its_meaning_unsaid(version: Version, drawn: Choices) -> None:
    """Whatever goes or moves, a reference means the units that it meant in the base, or a person is told to look."""
    base = renumbered(version)
    made = shuffled(drawn, base)
    done = renumber(made, base)
    told = {(one.wid, one.phrase) for one in done.references if one.state != "repaired"}
    result = apply(Patch("", done.edits), made)
    after = {(one.wid, one.start): one.targets for one in references(result)}
    for one in references(base):
        if one.targets and one.wid in result.index and (one.wid, one.phrase) not in told:
            shift = sum(len(e.new.chars) - len(e.old) for e in done.edits if e.wid == one.wid and e.start < one.start)
            assert after.get((one.wid, one.start + shift)) == one.targets
