"""The final numbering of a consolidated version: one recorded step, its concordance, and its references."""

from __future__ import annotations

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.compilation.numbering.citing import Changed, cite
from treaty_drafts.compilation.numbering.labels import Label, Span
from treaty_drafts.compilation.numbering.meaning import as_meant
from treaty_drafts.compilation.numbering.references import references_of
from treaty_drafts.compilation.numbering.units import Member, Run, Unit, known, runs_of, units_of
from treaty_drafts.compilation.numbering.values import Left, Reference, Renumbering, Row
from treaty_drafts.model.tree import Mark, Text
from treaty_drafts.model.version import Version


def renumber(version: Version, base: Version | None = None) -> Renumbering:
    """The numbers of all sequences made consecutive from 1, and the references that follow them.

    Labels keep everything but the number: words, brackets, punctuation, style. What is not recognisably a sequence,
    neither here nor in the `base` that the version was made of, is left alone. References into other instruments are
    never touched; of the version's own, those that surely mean a unit whose number changes are repaired. Positions are
    code points of the given version's blocks.
    """
    units, left = units_of(version)
    before = units_of(base)[0] if base is not None else []
    units = known(units, before)
    runs = runs_of(units)
    numbers = _in_order([edits for run in runs for edits in _renumbered(run)])
    changed = {unit.wid: tuple(found) for unit, found in numbers}
    references = as_meant(version, runs, base, before, changed) if base is not None else references_of(version, runs)
    repairs = [_repair(version, one) for one in references if one.repaired]
    return Renumbering(
        (*(edit for _, found in numbers for edit in found), *repairs),
        tuple(_concordance(version, units, changed, before)),
        tuple(references),
        (*left, *(note for run in runs for note in _left(run))),
    )


def _in_order(found: list[tuple[Unit, list[Substitution]]]) -> list[tuple[Unit, list[Substitution]]]:
    return sorted(found, key=lambda pair: pair[0].position)


def _renumbered(run: Run) -> list[tuple[Unit, list[Substitution]]]:
    return [(member.unit, edits) for member in run.members if member.changes and (edits := _relabel(run, member))]


def _relabel(run: Run, member: Member) -> list[Substitution]:
    """The edits of one label, none where its style has no such number."""
    label = member.unit.label
    if run.open or isinstance(label, str):
        return []
    number = label.token if member.new == member.old[0] else run.printed(member.new, run.style, label.token)
    if not number:
        return []
    return [_substitution(member.unit, span, new) for span, new in _spans(label, number)]


def _spans(label: Label, number: str) -> list[tuple[Span, str]]:
    """Ranges of a label and what comes to stand there; a suffix that follows directly is one with the number."""
    spans: list[tuple[Span, str]] = [((label.start, label.stop), number)]
    for start, stop in label.dropped:
        (begin, end), new = spans[-1]
        if start == end:
            spans[-1] = (begin, stop), new
        else:
            spans.append(((start, stop), ""))
    if number == label.token and label.dropped and spans[0][0] != (label.start, label.stop):
        spans[0] = (label.stop, spans[0][0][1]), ""
    return [pair for pair in spans if pair != ((label.start, label.stop), label.token)]


def _substitution(unit: Unit, span: Span, new: str) -> Substitution:
    return Substitution(unit.num.wid, *span, unit.chars[slice(*span)], _marked(unit.num.text, span, new))


def _marked(text: Text, span: Span, new: str) -> Text:
    """New characters under the marks that cover the old ones."""
    start, stop = span
    if not new:
        return Text()
    covering = (mark for mark in text.marks if mark.start <= start and stop <= mark.stop and mark.atom is None)
    return Text(new, tuple(Mark(0, len(new), mark.name, mark.attrs) for mark in covering))


def _repair(version: Version, reference: Reference) -> Substitution:
    span = reference.start, reference.stop
    text = version.block(reference.wid).text
    return Substitution(reference.wid, *span, reference.old, _marked(text, span, reference.new))


def _left(run: Run) -> list[Left]:
    notes = [Left(unit.wid, unit.chars.strip(), _reason(unit)) for unit in run.left]
    if run.open:
        first = run.members[0].unit if run.members else run.left[0]
        notes.append(Left(first.parent, "", f"the sequence from “{first.chars.strip()}” is left as it is: {run.open}"))
    return notes


def _reason(unit: Unit) -> str:
    return unit.label if isinstance(unit.label, str) else "it is not a number in the style of its sequence"


def _concordance(version: Version, units: list[Unit], changed: Changed, before: list[Unit]) -> list[Row]:
    """What has another number or another place now, then what is gone; both are cited as the base has them.

    What stood in an option that was not taken had the number of what stood in another.
    """
    here, there = ({unit.wid: unit for unit in some} for some in (units, before))
    language = version.facts.language
    rows = []
    for unit in units:
        if unit.wid in changed or unit.moved:
            was = there if unit.wid in there else here
            old, new = cite(was[unit.wid], was, {}, language), cite(unit, here, changed, language)
            rows += [Row(unit.wid, old, new)] if old != new else []
    gone = [unit for unit in before if unit.wid not in version.index and unit.anchor in version.index]
    return rows + [Row(unit.wid, cite(unit, there, {}, language), "") for unit in gone if not unit.lane[1]]
