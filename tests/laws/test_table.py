"""The law of the comparative table: every sponsor has a column, and its cells hold the words that it wants."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.voices import amendments, bases
from treaty_drafts.compilation.compile import compile
from treaty_drafts.model.tree import ATOM, Block, Text, blocks
from treaty_drafts.model.version import Version
from treaty_drafts.render import rendition_of
from treaty_drafts.render.rendition import Line, Run


@given(st.data(), bases())
def test_table(data: st.DataObject, base: Version) -> None:
    """Without what it strikes, a column has each wording that is new in its delegation's text, and no other.

    So it is of those that sponsor one amendment or sub-amendment; wordings of one delegation can be rivals.
    """
    compilation = compile(base, data.draw(amendments(base)))
    table = rendition_of(compilation, view="table")

    assert table.columns == ("", *compilation.delegations)
    for column, party in enumerate(table.parties, 1):
        if len(party.symbols) > 1:
            continue
        wanted = compilation.as_delegation(party.code)
        lines = [line for row in table.rows for line in row.cells[column]]
        read = {words for line in lines for words in (_said(line.num), _said(line.runs))}
        fresh = {_chars(block.text) for block in blocks(wanted.root)} - {
            _chars(block.text) for block in blocks(base.root)
        }
        assert fresh <= read
        for line in lines:
            block = wanted.index.get(line.wid)
            if isinstance(block, Block) and _kept(line):
                assert _said(line.runs) == _chars(block.text)


def _wordings(version: Version) -> set[str]:
    return {_chars(block.text) for block in blocks(version.root)}


def _kept(line: Line) -> bool:
    return line.change not in ("deleted", "moved")


def _said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs if run.kind == "text" and run.change != "deleted")


def _chars(text: Text) -> str:
    return text.chars.replace(ATOM, "")
