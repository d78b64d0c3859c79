"""A Word file that we wrote and somebody edited: which of its paragraphs is which line (docs/profile/word.md)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from treaty_drafts import akn
from treaty_drafts.errors import SourceError
from treaty_drafts.model.bookmarks import wids_by_name
from treaty_drafts.model.tree import Block, Text
from treaty_drafts.model.version import Version
from treaty_drafts.sources.docx.document import Document, Run, Table
from treaty_drafts.sources.docx.layout import Place
from treaty_drafts.sources.docx.reading import Joined, Reader, joined, speaks
from treaty_drafts.sources.docx.weave import as_shown

DIGEST = "treaty-drafts.base"
SYMBOL = "treaty-drafts.symbol"
"""The custom properties that name the base."""

_COPY = re.compile(r"_Copy_\d+$")
_REFERENCE = re.compile(r"footnote ?(?:reference|anchor|characters)", re.IGNORECASE)


class Item(NamedTuple):
    """A paragraph of a reading: the line of the base that it is, the number before its words, its words.

    Of one that is no line of the base, number and words are not read. `row` says in which row of which table it stands,
    and `cell` in which cell, both counted from 0.
    """

    wid: str
    number: Text
    words: Text
    paragraph: Joined
    row: tuple[int, int] | None = None
    cell: int = 0


def digest_of(document: Document) -> str:
    """The digest of the version that the file was made of; empty of a file that is not ours."""
    return document.properties.get(DIGEST, "")


def base_of(document: Document) -> Version | None:
    """The version that the file was made of, as it carries it; None where it does not, or another than it says."""
    if not document.base or not digest_of(document):
        return None
    try:
        version = akn.read(document.base).version
    except SourceError:
        return None
    return version if akn.digest(version) == digest_of(document) else None


def bracketed(document: Document) -> int:
    """The first paragraph with a bracket that the compiler added; 0 where there is none.

    Whose words are whose cannot be told from it: alternatives stand beside each other, as text.
    """
    found = (one.number for one in document.paragraphs() for run in one.runs if run.style == "Bracket")
    return next(found, 0)


def items(reader: Reader, lines: Mapping[str, Place], again: Sequence[Place] = ()) -> list[Item | Table]:
    """The paragraphs of the reading, each known by its bookmark if it can be; a table none of which is the base's.

    Paragraphs that say what the lines say whose wId is not theirs alone (`again`) are these, and not among the items.
    """
    names = wids_by_name(lines)
    found = list(_paragraphs(reader, names))
    exact = {wid for item in found if isinstance(item, Item) for wid in _named(item.paragraph, names)}
    taken: set[str] = set()
    out: list[Item | Table] = []
    for item in found:
        if isinstance(item, Table):
            out.append(item)
            continue
        wids = [wid for wid in _named(item.paragraph, names) if wid not in taken]
        wids = wids or [wid for wid in _copied(item.paragraph, names) if wid not in taken and wid not in exact]
        wid = wids[0] if wids else ""
        if len(wids) > 1:
            likeness = {one: _likeness(lines[one], item.words) for one in wids}
            wid = max(wids, key=likeness.__getitem__)
        taken.add(wid)
        out.append(item._replace(wid=wid))
    return _by_words(reader, out, lines, taken, again)


def _by_words(
    reader: Reader,
    found: list[Item | Table],
    lines: Mapping[str, Place],
    taken: Collection[str],
    again: Sequence[Place],
) -> list[Item | Table]:
    """What has lost its bookmark and says word for word what a line says that nobody else is, is that line."""
    free: defaultdict[str, list[str]] = defaultdict(list)
    for wid, place in lines.items():
        if wid not in taken:
            free[_said(place)].append(wid)
    repeated = Counter(_said(place) for place in again)
    out: list[Item | Table] = []
    for item in found:
        if isinstance(item, Item) and not item.wid:
            said = _solid("".join(run.chars for run in item.paragraph.runs))
            same = free.get(said)
            if repeated[said]:
                repeated[said] -= 1
                continue
            if same:
                item = _read(reader, item.paragraph)._replace(wid=same.pop(0), row=item.row, cell=item.cell)
        out.append(item)
    return out


def _said(place: Place) -> str:
    """What a line shows, with its number, blanks apart."""
    texts = [one.text for one in (*place.numbers, place.node) if isinstance(one, Block)]
    return _solid("".join(as_shown(text) for text in texts))


def _solid(words: str) -> str:
    return "".join(normalize("NFC", words).split())


def _paragraphs(reader: Reader, names: Mapping[str, str]) -> Iterator[Item | Table]:
    count = -1
    for block in joined(reader.document.body, reader.sees):
        if isinstance(block, Joined):
            yield from _item(reader, block, names)
            continue
        known = any(
            name in names for row in block.rows for cell in row.cells for one in cell.paragraphs for name in one.anchors
        )
        if not known:
            yield block
            continue
        count += 1
        for at, row in enumerate(row for row in block.rows if reader.sees(row.inserted, row.deleted)):
            for column, cell in enumerate(row.cells):
                for one in joined(cell.paragraphs, reader.sees):
                    if isinstance(one, Joined):
                        yield from (item._replace(row=(count, at), cell=column) for item in _item(reader, one, names))


def _item(reader: Reader, paragraph: Joined, names: Mapping[str, str]) -> Iterator[Item]:
    """The paragraph, unless the renderer says it, or nothing is in it."""
    if reader.document.styles[paragraph.form.style].name == "Remark":
        return
    if not _named(paragraph, names) and not _copied(paragraph, names):
        if speaks(paragraph):
            yield Item("", Text(), Text(), paragraph)
        return
    yield _read(reader, paragraph)


def _read(reader: Reader, paragraph: Joined) -> Item:
    """The paragraph, its number and its words apart."""
    runs = paragraph.runs
    length = _numbering(runs)
    return Item("", reader.line(runs[:length]), reader.line(runs[length:]), paragraph)


def _numbering(runs: Sequence[Run]) -> int:
    """How many runs at the head of a paragraph are its number: calls of notes on it and blanks within it included."""
    length = 0
    for at, run in enumerate(runs):
        if run.style == "Number" or (run.note and 0 < length == at):
            length = at + 1
        elif run.style != "Sponsors" or not run.chars.isspace():
            break
    return length


def note_runs(runs: Iterable[Run]) -> list[Run]:
    """The runs of a footnote's paragraph without its own mark at the head, which may stand there twice."""
    found = list(runs)
    while found and (_REFERENCE.fullmatch(found[0].style) or found[0].chars.isspace()):
        found.pop(0)
    return found


def _named(paragraph: Joined, names: Mapping[str, str]) -> list[str]:
    return [names[name] for name in paragraph.anchors if name in names]


def _copied(paragraph: Joined, names: Mapping[str, str]) -> list[str]:
    """What LibreOffice's copies of bookmarks are copies of."""
    return [names[name] for one in paragraph.anchors if (name := _COPY.sub("", one)) != one and name in names]


def _likeness(place: Place, words: Text) -> tuple[bool, int]:
    """How much of a line's words a paragraph has: all in order, then how many."""
    own, read = as_shown(place.node.text) if isinstance(place.node, Block) else "", as_shown(words)
    return own == read, (Counter(own.split()) & Counter(read.split())).total()
