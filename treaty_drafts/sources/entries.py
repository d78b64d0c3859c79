"""From lines to entries: what each line is, once the sequence of the articles is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from treaty_drafts.model.tree import Text, join
from treaty_drafts.sources.annexes import FIRST, divides, parted, place
from treaty_drafts.sources.labels import REFERS, Key, Label, integer, label_at, number_key
from treaty_drafts.sources.line import Finding, Line, Report, Source, strip
from treaty_drafts.sources.sequence import Candidate, candidates, chain, chapters, opens, strong
from treaty_drafts.sources.words import ARTICLE_WORD, CJK, ORDINALS, ORDINALS_AR, PUT_IN

_SUFFIX = re.compile(rf"(?:{ORDINALS})(?![^\W_])(?:[.):]|{REFERS})")
"""The suffix of a number, where the format took the number for a list's: `2. bis Parties shall …`."""
_ORDINAL_PART = re.compile(rf"({'|'.join(sorted(ORDINALS_AR, key=len, reverse=True))})\s")
_LETTERED = re.compile(r"[\[\s]*([A-Z]|[IVX]{1,5})\.[\s\[]")
_STOPS = tuple(",;:，；：")
_UNREAD = re.compile(
    rf"[\[(\s]*(?:{ARTICLE_WORD}[ \u00a0]+(?:[\[(]?\d|\S{{1,12}}(?: \S{{1,12}})?$)"
    rf"|第\W?[{CJK}\d]+\W?(?:条|之)|\w{{1,3}}\W{{0,2}}{PUT_IN}(?!\w))"
)
_SHORT = 80
"""Code points of a line that may be a number and a heading."""
_SURE = 3
"""Headings within lines, and none at a line's start, that make a sequence."""
_TERMINAL = tuple(".;:,。；：，؛،")


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A line and what it is: `article`, `part` …, `annex`, `option`, `para`, `point`, `list` or `text`.

    `stop` is where the label ends in the line's characters.
    """

    line: Line
    kind: str
    stop: int = 0
    rank: str = ""
    key: Key = ()

    @property
    def chars(self) -> str:
        """The line's characters."""
        return self.line.text.chars

    @property
    def whole(self) -> Text:
        """The line's words with the list marker before them, where there is one."""
        line = self.line
        return join([Text(f"{line.label} "), line.text]) if line.label else line.text


def entries(source: Source, report: Report, *, part: bool = False) -> list[Entry]:
    """The entries of a source, or of a `part` of a treaty, flat lines broken at the headings that they hold."""
    lines = source.lines
    headed = any(line.level and (label := label_at(line.text.chars)) and label.kind == "article" for line in lines)
    parts = [
        _lettered(_entries(some, report, headed=headed, anew=at > 0), marked=source.trusted)
        for at, some in enumerate(parted(lines, headed=headed, part=part))
    ]
    found = _annexes([entry for some in parts for entry in some], len(parts[0]), part=part)
    _say_late(found, report)
    _say_unread(found, report)
    return found


def _entries(lines: Sequence[Line], report: Report, *, headed: bool, anew: bool) -> list[Entry]:
    """The entries of a text in which the articles' numbers rise; `anew` says from 1, as in an annex."""
    if headed:
        starts = {index: _FROM_START for index, line in enumerate(lines) if line.level or _is_put_in(line)}
        broken = list(lines)
    else:
        broken, starts = _broken(lines, report, anew=anew)
    return [_entry(line, starts.get(index)) for index, line in enumerate(broken)]


_FROM_START = Candidate(0, 0, 0, (), 0.0)


def _is_put_in(line: Line) -> bool:
    """Whether a paragraph that is no heading begins as an article put between the others, and ends as no sentence."""
    chars = line.text.chars
    if len(chars) >= _SHORT or line.label or line.bullet or line.exact or chars.endswith(_TERMINAL):
        return False
    label = label_at(chars)
    if label is None or label.kind != "article" or len(label.key) == 1:
        return False
    return label.stop == len(chars) or (label.key != () and opens(chars, label.stop))


def _broken(lines: Sequence[Line], report: Report, *, anew: bool) -> tuple[list[Line], dict[int, Candidate]]:
    """The lines, cut where an article or chapter begins inside one; and which of them are articles' headings."""
    found = candidates(lines)
    chosen = chain(found)
    if (all(one.start for one in chosen) and len(chosen) < _SURE) or (anew and chosen[0].key[0] not in FIRST):
        chosen = []
    kept = {(one.line, one.start) for one in chosen}
    for one in found:
        if one.weight >= 3 and one.start == 0:
            kept.add((one.line, 0))
    cuts: dict[int, list[Candidate]] = defaultdict(list)
    for one in found:
        if (one.line, one.start) in kept:
            cuts[one.line].append(one)
    _say_missing([one.key for one in chosen], report)
    flat = sum(1 for one in chosen if one.start > 24) > 3
    out: list[Line] = []
    starts: dict[int, Candidate] = {}
    for index, line in enumerate(lines):
        for piece, candidate in _pieces(
            line, sorted(cuts.get(index, ()), key=lambda one: one.start), report, flat=flat
        ):
            if candidate is not None:
                starts[len(out)] = candidate
            out.append(piece)
    return out, starts


def _pieces(line: Line, cuts: list[Candidate], report: Report, *, flat: bool) -> list[tuple[Line, Candidate | None]]:
    if (not cuts and not flat) or line.node is not None:
        return [(line, None)]
    spots: dict[int, Candidate | None] = {one.start: one for one in cuts}
    if flat:
        for start, _ in chapters(line.text.chars):
            if any(0 < one.start - start < 200 for one in cuts):
                spots.setdefault(start, None)
    points = sorted({0, *spots})
    pieces: list[tuple[Line, Candidate | None]] = []
    for start, stop in zip(points, [*points[1:], len(line.text.chars)], strict=True):
        text = strip(line.text.slice(start, stop))
        if text.chars:
            pieces.append((Line(line.number, text, line.level, line.depth, line.label, line.bullet), spots.get(start)))
    if len(pieces) > 1:
        report.append(
            Finding(
                line.number,
                "flat",
                f"one line of {len(line.text.chars):,} characters holds {len(pieces)} provisions; cut by their numbers",
            )
        )
    return pieces


def _say_missing(keys: list[Key], report: Report) -> None:
    numbers = {int(key[0]) for key in keys if key}
    if len(numbers) < 3:
        return
    missing = [number for number in range(min(numbers), max(numbers)) if number not in numbers]
    if missing:
        listed = ", ".join(str(number) for number in missing[:20]) + (" …" if len(missing) > 20 else "")
        report.append(
            Finding(
                0,
                "missing",
                f"no heading was found for article {listed}: look whether the source lacks it or prints it otherwise",
            )
        )


def _say_late(found: Sequence[Entry], report: Report) -> None:
    """Reports Chinese paragraphs that begin at a number over one: they start anew in every article and annex."""
    begun = True
    for entry in found:
        if entry.kind in ("article", "annex"):
            begun = False
        elif entry.rank == "para cjk" and not begun:
            begun = True
            if entry.key > (1,):
                label = strip(entry.line.text.slice(0, entry.stop)).chars
                what = f"the paragraphs here begin at `{label}`: look whether the source lacks those before it"
                report.append(Finding(entry.line.number, "missing", what))


def _say_unread(found: Sequence[Entry], report: Report) -> None:
    """Reports short lines that begin as the number of an article or of a provision put in, and were read as words."""
    for entry in found:
        chars = entry.chars
        if entry.kind == "text" and len(chars) < _SHORT and not chars.endswith(_TERMINAL) and _UNREAD.match(chars):
            what = f"`{chars}` was read as words: if it is the number of a provision, write it as the others are"
            report.append(Finding(entry.line.number, "unread", what))


def _entry(line: Line, article: Candidate | None) -> Entry:
    if line.label or line.bullet:
        suffix = _SUFFIX.match(line.text.chars) if line.label[:1].isdigit() and not line.exact else None
        if suffix is not None:
            words = strip(line.text.slice(suffix.end(), len(line.text.chars)))
            line = Line(line.number, words, line.level, line.depth, f"{line.label} {suffix[0]}", line.bullet)
        key = number_key(line.label) if suffix else tuple(int(part) for part in re.findall(r"\d{1,9}", line.label))
        rank = "list bullet" if line.bullet else "list exact" if line.exact else "list"
        return Entry(line, "list", 0, rank, key)
    chars = line.text.chars
    label = None if line.exact else label_at(chars)
    if label is None:
        ordinal = _ORDINAL_PART.match(chars)
        if ordinal is not None and len(chars) < 200 and not chars.endswith(_TERMINAL):
            return Entry(line, "part", ordinal.end(1), "division", (integer(ordinal[1]) or 0,))
        return Entry(line, "text")
    if label.kind == "article":
        if article is None and not (label.key == () and strong(chars, label.stop) and len(chars) < 200):
            return Entry(line, "text")
    elif label.kind in ("part", "chapter", "section", "annex") and not line.level and not divides(chars, label):
        return Entry(line, "text")
    return Entry(line, label.kind, label.stop, label.rank, label.key)


def _lettered(found: list[Entry], *, marked: bool) -> list[Entry]:
    """Headings such as `A. Preamble` and `IV. Means`: short lines whose letters or Roman numbers go on from A or I.

    Only lines that are `marked` as headings, where the format does that.
    """
    last = {"section": 0, "chapter": 0}
    out = []
    for entry in found:
        told = entry.kind == "text" and (entry.line.level or not marked)
        heading = _LETTERED.match(entry.chars) if told else None
        if heading is not None and len(entry.chars) < 160 and not entry.chars.endswith(_STOPS):
            number = heading[1]
            values = {"section": ord(number) - 64 if len(number) == 1 else 0, "chapter": integer(number) or 0}
            kind = next((kind for kind, value in values.items() if value == last[kind] + 1), None)
            if kind is not None:
                last[kind] = values[kind]
                if kind == "chapter":
                    last["section"] = 0
                entry = Entry(entry.line, kind, heading.end(1) + 1, "division", (values[kind],))
        out.append(entry)
    return out


def _annexes(found: list[Entry], main: int, *, part: bool) -> list[Entry]:
    """Annexes only after the last article of the `main` entries, and in their sequence; all others are sentences."""
    last = max((index for index in range(main) if found[index].kind == "article"), default=-1)
    number = 0
    out = []
    for index, entry in enumerate(found):
        if entry.kind == "annex":
            after = place(entry.line, Label("annex", entry.stop, entry.rank, entry.key), number, part=part)
            if index < last or not after:
                entry = Entry(entry.line, "text")
            else:
                number = after
        out.append(entry)
    return out
