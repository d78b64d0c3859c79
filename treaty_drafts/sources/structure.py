"""The structure lifter: entries to the parts of a treaty, for every format and language alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from treaty_drafts import akn
from treaty_drafts.model.tree import Block, Mark, Node, Provision, Text
from treaty_drafts.model.version import Facts, Version
from treaty_drafts.sources.annexes import is_annex
from treaty_drafts.sources.entries import Entry, entries
from treaty_drafts.sources.headings import Headings
from treaty_drafts.sources.identity import common
from treaty_drafts.sources.inline import ordered
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.line import Line, Report, Source, strip
from treaty_drafts.sources.preamble import agreed, is_preamble, opens_preamble, preamble_nodes, starts_preamble
from treaty_drafts.sources.series import broken
from treaty_drafts.sources.tree import Builder
from treaty_drafts.sources.words import DONE

_DONE = re.compile(rf"[\[\s]*(?:{DONE})")
_TITLE = re.compile(r"[^\d|].{2,300}")
_UNITS = ("article", "part", "chapter", "section")


class Lifted(msgspec.Struct, frozen=True):
    """The parts of a version: the `title` in characters, and the nodes of each part in order."""

    title: str
    preface: tuple[Node, ...]
    preamble: tuple[Node, ...]
    body: tuple[Node, ...]
    conclusions: tuple[Node, ...]
    attachments: tuple[Provision, ...]


def version_of(source: Source, facts: Facts, report: Report) -> Version:
    """The version that the source is; its own title line is the long title, a title that `facts` name is one."""
    lifted = lift(source, report, facts.language)
    if not facts.title:
        facts = msgspec.structs.replace(facts, title=lifted.title)
    version = akn.assemble(
        facts,
        title=facts.title,
        preface=lifted.preface,
        preamble=lifted.preamble,
        body=lifted.body,
        conclusions=lifted.conclusions,
        attachments=lifted.attachments,
    )
    return common(version)


def lift(source: Source, report: Report, language: str) -> Lifted:
    """The parts of the treaty in the source; what was not recognised is words in their place, and reported."""
    found = entries(source, report)
    front, opening, rest = _zones(found, language)
    body, closing, annexes = _tail(rest)
    title, preface = _front(front, source.title)
    headings = Headings(language, report, trusted=source.trusted)
    conclusions: list[Node] = [entry.line.node or Block("p", "", (), entry.whole) for entry in closing]
    conclusions.extend(Block("p", "", (), note) for note in source.notes)
    return Lifted(
        title=title,
        preface=preface,
        preamble=preamble_nodes(opening, language, report),
        body=_body(body, headings),
        conclusions=tuple(conclusions),
        attachments=tuple(_annex(annex, headings) for annex in annexes),
    )


def version_of_part(source: Source, facts: Facts, report: Report, *, annex: int = 1) -> Version:
    """The version that holds a part of a treaty: body and annexes, the first of which is the one of number `annex`.

    Nothing in it is a title, a preamble or the closing words. A part without a body has an empty one.
    """
    notes = [Entry(Line(0, note), "text") for note in source.notes]
    body, annexes = _annexes_apart([*entries(source, report, part=True), *notes])
    headings = Headings(facts.language, report, trusted=source.trusted)
    version = akn.assemble(
        facts,
        body=_body(body, headings) if body else (),
        attachments=tuple(_annex(one, headings) for one in annexes),
        first_annex=annex,
    )
    return common(version)


def lift_parts(source: Source, report: Report, language: str) -> tuple[Node, ...]:
    """The provisions of a source that is a part of a treaty; from an annex's heading on, an attachment."""
    headings = Headings(language, report, trusted=source.trusted)
    lines = source.lines
    heads = [at for at, line in enumerate(lines) if line.level and is_annex(line.text.chars)]
    own, *annexes = [lines[start:stop] for start, stop in zip([0, *heads], [*heads, len(lines)], strict=True)]
    nodes = _body(entries(Source(own, trusted=source.trusted), report), headings) if own else ()
    for head, *rest in annexes:
        found = entries(Source(tuple(rest), trusted=source.trusted), report)
        label = label_at(head.text.chars)
        assert label is not None
        nodes += (_annex([Entry(head, "annex", label.stop, label.rank, label.key), *found], headings),)
    return nodes


def _zones(found: list[Entry], language: str) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """Front matter, preamble, and the rest."""
    unit = next((index for index, entry in enumerate(found) if entry.kind in _UNITS), None)
    limit = unit if unit is not None else len(found)
    formula = next((index for index in range(len(found)) if agreed(found[index].chars)), None)
    if formula is not None and (unit is None or formula < max(unit, 1) or formula < limit):
        start = next((index for index in range(formula + 1) if opens_preamble(found, index, language)), 0)
        return found[:start], found[start : formula + 1], found[formula + 1 :]
    for index in range(limit):
        if is_preamble(found[index]) or starts_preamble(found, index, language):
            stop = next(
                (at for at in range(index + 1, limit) if found[at].kind in ("para", "list", "point", "option")), limit
            )
            return found[:index], found[index:stop], found[stop:]
    if unit is None:
        stop = next((index for index, entry in enumerate(found) if entry.kind != "text"), 0)
        return found[:stop], [], found[stop:]
    start = next((index for index in range(limit) if len(found[index].chars.encode()) > 600), limit)
    return found[:start], found[start:limit], found[limit:]


def _tail(found: list[Entry]) -> tuple[list[Entry], list[Entry], list[list[Entry]]]:
    """Body, closing words, annexes."""
    found, annexes = _annexes_apart(found)
    first = len(found)
    last = max((index for index in range(first) if found[index].kind == "article"), default=first)
    done = next(
        (index for index in range(last, first) if found[index].kind == "text" and _DONE.match(found[index].chars)),
        first,
    )
    return found[:done], found[done:], annexes


def _annexes_apart(found: list[Entry]) -> tuple[list[Entry], list[list[Entry]]]:
    """What stands before the first annex, and each annex."""
    first = next((index for index, entry in enumerate(found) if entry.kind == "annex"), len(found))
    annexes: list[list[Entry]] = []
    for entry in found[first:]:
        if entry.kind == "annex":
            annexes.append([])
        annexes[-1].append(entry)
    return found[:first], annexes


def _front(front: Sequence[Entry], title: str) -> tuple[str, tuple[Node, ...]]:
    """The title, and the front matter in order: the first heading, else the first line, is the long title."""
    headed = next((entry for entry in front if entry.line.level), None)
    chosen = headed or next((entry for entry in front if not title and _TITLE.fullmatch(entry.chars)), None)
    nodes: list[Node] = []
    for entry in front:
        if entry is not chosen:
            nodes.append(entry.line.node or Block("p", "", (), entry.whole))
            continue
        text = entry.whole
        marks = ordered([Mark(0, len(text.chars), "docTitle"), *text.marks])
        line = Block("p", "", (), Text(text.chars, marks if text.chars else ()))
        nodes.append(Provision("longTitle", "", (), (line,)))
    return (chosen.whole.chars if chosen else title), tuple(nodes)


def _body(found: list[Entry], headings: Headings) -> tuple[Node, ...]:
    builder = Builder()
    position = 0
    while position < len(found):
        position = _place(builder, found, position, headings)
    return builder.finish()


def _place(builder: Builder, found: list[Entry], position: int, headings: Headings) -> int:
    """Puts one entry, and what belongs to its heading, into the tree; returns the next position."""
    entry = found[position]
    line = entry.line
    if line.node is not None:
        builder.table(line.node, depth=line.depth)
    elif entry.kind in _UNITS:
        num, heading, words, used = headings.split(found, position)
        builder.division(entry.kind, num, heading, entry.key)
        if words.chars:
            _words(builder, Line(found[position + used].line.number, words), trusted=headings.trusted)
        return position + used + 1
    elif line.level and entry.kind == "text":
        builder.division("section", Text(), line.text)
    elif entry.kind == "list":
        builder.item(Text(line.label), depth=line.depth, series=entry.rank, key=entry.key)
        if line.text.chars:
            _words(builder, Line(line.number, line.text, 0, line.depth + 1), trusted=headings.trusted)
    else:
        _words(builder, line, trusted=headings.trusted)
    return position + 1


def _words(builder: Builder, line: Line, *, trusted: bool) -> None:
    """Words that may start with an option's, a paragraph's or a point's label, several in a row."""
    for text in [line.text] if trusted else broken(line.text, builder.labels()):
        _labelled(builder, line, text, trusted=trusted)


def _labelled(builder: Builder, line: Line, text: Text, *, trusted: bool) -> None:
    """Opens what the labels at the text's start name; the words after them stand in the innermost."""
    depth = line.depth
    for _ in range(0 if line.exact else 4):
        label = label_at(text.chars)
        if label is None or label.kind not in ("option", "para", "point"):
            break
        if not trusted and label.kind != "option" and builder.goes_on(line.depth, label.rank, label.key):
            break
        num = strip(text.slice(0, label.stop))
        if label.kind == "option":
            builder.option(num, depth=line.depth, series=label.rank, key=label.key)
        else:
            builder.item(num, depth=line.depth, series=label.rank, key=label.key)
        depth = builder.top.depth
        text = strip(text.slice(label.stop, len(text.chars)))
    if text.chars:
        builder.words(text, depth=depth, trusted=trusted)


def _annex(found: list[Entry], headings: Headings) -> Provision:
    num, heading, words, used = headings.split(found, 0)
    rest = found[used + 1 :]
    if words.chars:
        rest = [Entry(Line(found[used].line.number, words), "text"), *rest]
    children: list[Node] = [Block("num", "", (), num)] if num.chars else []
    if heading.chars:
        children.append(Block("heading", "", (), heading))
    main = Provision("mainBody", "", (), _body(rest, headings))
    return Provision("attachment", "", (), (*children, Provision("doc", "", (("name", "annex"),), (main,))))
