"""The law of renditions that come back: a clean one of ours that nobody touched changes nothing in what it shows.

`carried` says what a page cannot carry, and every law here is about texts without it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from treaty_drafts.amend import propose
from treaty_drafts.amend.edit import Substitution
from treaty_drafts.errors import Misused
from treaty_drafts.model.ids import address
from treaty_drafts.model.tree import ATOM, Block, Mark, Node, Provision, Text, blocks, join, walk
from treaty_drafts.model.version import Version
from treaty_drafts.render import render, rendition_of
from treaty_drafts.render.rendition import Run
from treaty_drafts.sources import read_source
from treaty_drafts.sources.line import Finding, Line
from treaty_drafts.sources.plain import read_plain

EXAMPLES = Path(__file__).parents[2] / "examples" / "fishing-gear"
DRAFTS = [EXAMPLES / "zero-draft.md", *sorted((EXAMPLES / "languages").glob("*.md"))]
UNPRINTED = re.compile(r"[\u00a0\u4e00-\u9fff]")
QUORUM = "A quorum is the majority of the Parties that are present and entitled to vote."
STYLES = ("b", "i", "u", "sup", "docTitle")
"""Marks that HTML has, too: of others it has no name, or not all attributes."""


def carried(version: Version) -> Version:
    """The version without what a page does not carry.

    Runs of blanks, blanks at the ends of a line, empty lines; letters and accents apart, where Unicode has them in one
    (all readers compose); marks without a name in HTML, marks over a note, marks
    within the same or touching it; a preamble that does not say that it is
    one; headings that begin with a sign; an option that has no rival.
    """
    markers = itertools.count(1)
    children = [
        _said(node) if node.name == "preamble" else node
        for node in (_plain(node, markers) for node in version.root.children)
    ]
    root = Provision(version.root.name, version.root.wid, version.root.attrs, tuple(children))
    return Version(address(root, fixed=True), version.facts, version.attrs)


def _said(preamble: Node) -> Provision:
    """The preamble with the words by which one is known."""
    assert isinstance(preamble, Provision)
    recitals = [_recalled(one) for one in walk(preamble) if one.name == "recital"]
    named: list[Node] = [strategies.line("p", "The Parties to this Agreement,")]
    named += [strategies.provision("recitals", *recitals)] if recitals else []
    named.append(strategies.provision("formula", strategies.line("p", "Have agreed as follows:"), name="enacting"))
    return Provision(preamble.name, preamble.wid, preamble.attrs, tuple(named))


def _recalled(recital: Node) -> Provision:
    assert isinstance(recital, Provision)
    (words,) = recital.children
    assert isinstance(words, Block)
    return strategies.provision("recital", strategies.line("p", join([Text("Recalling "), words.text])))


def _plain(node: Node, markers: Iterator[int]) -> Node:
    if isinstance(node, Block):
        return Block(node.name, node.wid, node.attrs, _tidy(node.text, markers, opening=node.name == "heading"))
    if not isinstance(node, Provision):
        return node
    children = [_plain(child, markers) for child in node.children]
    if ("name", "alternatives") in node.attrs and len(children) == 1:
        return children[0]
    return Provision(node.name, node.wid, node.attrs, tuple(children))


def _tidy(text: Text, markers: Iterator[int], *, opening: bool) -> Text:
    chars = text.chars
    loose = normalize("NFC", chars) != chars
    kept: list[int] = []
    last = " "
    for at, char in enumerate(chars):
        skipped = (loose and combining(char)) or (char.isspace() and last.isspace())
        if not skipped and not (opening and not kept and not char.isalpha()):
            kept.append(at)
            last = char
    while kept and chars[kept[-1]].isspace():
        kept.pop()
    if not kept:
        return Text("Parties")
    said = "".join(" " if chars[at] == "\n" else chars[at] for at in kept)
    marks: list[Mark] = []
    atoms = [mark.start for mark in text.marks if mark.atom is not None]
    for mark in text.marks:
        inside = [index for index, at in enumerate(kept) if mark.start <= at < mark.stop]
        if not inside:
            continue
        touching = any(one.name == mark.name and inside[0] <= one.stop for one in marks)
        noted = any(mark.start <= at < mark.stop for at in atoms)
        if mark.atom is not None or (mark.name in STYLES and not touching and not noted):
            marks.append(_noted(mark, markers).at(inside[0], inside[-1] + 1))
    return Text(said, tuple(marks))


def _noted(mark: Mark, markers: Iterator[int]) -> Mark:
    """A note under a number of its own."""
    if not isinstance(mark.atom, Provision) or mark.name != "authorialNote":
        return mark
    number = str(next(markers))
    attrs = tuple((key, number if key == "marker" else value) for key, value in mark.atom.attrs)
    lines = [_plain(child, markers) for child in mark.atom.children]
    return Mark(mark.start, mark.stop, mark.name, attrs, Provision(mark.name, mark.atom.wid, attrs, tuple(lines)))


def printed(version: Version) -> Version:
    """The version as far as plain text carries it."""
    return Version(_printed(version.root), version.facts, version.attrs)


def _printed(node: Node) -> Node:
    """What plain text carries: notes, and no other atom; of what a margin takes away, blanks of ours alone.

    Neither a no-break space nor the blank beside an ideograph, where a line may end without one.
    """
    if isinstance(node, Provision):
        return Provision(node.name, node.wid, node.attrs, tuple(map(_printed, node.children)))
    if not isinstance(node, Block):
        return node
    marks = [mark for mark in node.text.marks if mark.name in ("authorialNote", "docTitle")]
    held = [Mark(one.start, one.stop, one.name, one.attrs, one.atom and _printed(one.atom)) for one in marks]
    chars = list(UNPRINTED.sub("-", node.text.chars))
    for mark in node.text.marks:
        if mark.atom is not None and mark not in marks:
            chars[mark.start] = "-"
    return Block(node.name, node.wid, node.attrs, Text("".join(chars), tuple(held)))


def page(version: Version) -> str:
    return str(render(version, view="clean", to="html", keep_brackets=True))


def back(written: str, name: str) -> Version:
    return read_source(written.encode(), name=name).version


def unchanged(base: Version, copy: Version) -> None:
    with pytest.raises(Misused, match="changes nothing"):
        propose(base, copy, sponsors=("EU",), symbol="L.1")


@given(strategies.versions().map(carried))
def test_a_page_that_nobody_touched_changes_nothing(version: Version) -> None:
    """Words, marks, notes, line breaks and images, numbers and what stands in what."""
    unchanged(version, back(page(version), "copy.html"))


@given(strategies.versions().map(carried), st.data())
def test_a_word_put_into_a_page_is_the_one_edit(version: Version, data: st.DataObject) -> None:
    """Into whichever line of the body: its block is edited, and no other."""
    body = version.root.child("body")
    assert isinstance(body, Provision)
    line = data.draw(
        st.sampled_from([one for one in blocks(body) if one.name == "p" and "__authorialNote" not in one.wid])
    )
    base = Version(_put(version.root, line.wid, Text(QUORUM)), version.facts, version.attrs)
    copy = back(page(base).replace("the majority", "the simple majority"), "copy.html")
    (edit,) = propose(base, copy, sponsors=("EU",), symbol="L.1").patch.edits
    assert isinstance(edit, Substitution)
    assert (edit.wid, edit.new.chars.strip()) == (line.wid, "simple")


def _put(node: Node, wid: str, text: Text) -> Node:
    if isinstance(node, Block):
        return Block(node.name, node.wid, node.attrs, text) if node.wid == wid else node
    if not isinstance(node, Provision):
        return node
    return Provision(node.name, node.wid, node.attrs, tuple(_put(child, wid, text) for child in node.children))


def short(version: Version) -> bool:
    """Whether every word is shorter than a line: one that sticks out of the margin looks like nobody's."""
    return all(len(word) <= 70 for block in blocks(version.root) for word in block.text.chars.split())


@given(strategies.versions(marks=False).map(carried).map(printed).filter(short))
def test_a_plain_text_comes_back_in_the_lines_that_it_was_written_from(version: Version) -> None:
    """What its margin broke is one line again, and no two are one; footnotes stand at their calls."""
    report: list[Finding] = []
    source = read_plain(str(render(version, to="txt", keep_brackets=True)), "copy.txt", report)
    lines = [line for line in rendition_of(version, keep_brackets=True, numbered=False).lines if line.role != "note"]
    shown = [f"{_shown(line.num)} {_shown(line.runs)}".strip() for line in lines]
    read = [list(line) for _, line in groupby(source.lines, _number)]
    assert [_whole(line, one) for line, one in zip(read, shown, strict=True)] == [
        " ".join(one.split()) for one in shown
    ]
    assert source.notes == ()


@given(strategies.versions(marks=False).map(carried).map(printed))
def test_markdown_that_nobody_touched_changes_nothing(version: Version) -> None:
    """Words that look like a number, a list or a heading are words; each stands under the number that it belongs to."""
    unchanged(version, back(str(render(version, view="clean", to="md", keep_brackets=True)), "copy.md"))


def _number(line: Line) -> int:
    return line.number


def _whole(lines: list[Line], shown: str) -> str:
    """The numbers and the words that were read from one line, apart where they are in what was shown."""
    found = ""
    for part in [part for line in lines for part in (line.label, " ".join(line.text.chars.split())) if part]:
        found += part if " ".join(shown.split()).startswith(found + part) else f" {part}"
    return found


def _shown(runs: tuple[Run, ...]) -> str:
    return "".join(ATOM if run.kind == "call" else run.text for run in runs)


@pytest.mark.parametrize("path", [path for path in DRAFTS if path.stem != "zho"], ids=lambda path: path.stem)
def test_the_plain_texts_of_the_example_change_nothing(path: Path) -> None:
    """Bold and italic are not in them, and stay: a copy in a format that has none takes none away.

    The Chinese excerpt is left out: of its two articles one is taken for a sentence in any plain text, broken or not.
    """
    base = read_source(path.read_bytes(), name=path.name).version
    unchanged(base, back(str(render(base, to="txt", keep_brackets=True)), "copy.txt"))


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_the_pages_of_the_example_change_nothing(path: Path) -> None:
    """Its zero draft in four languages: chapters, recitals, definitions, options, notes, an annex with a table."""
    base = read_source(path.read_bytes(), name=path.name).version
    unchanged(base, back(page(base), "copy.html"))
