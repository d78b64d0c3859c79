"""The catalogue of forms: each line of `tests/cases/brackets.md` is read as it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.brackets.build import one
from treaty_drafts.brackets import Inventory, read_brackets
from treaty_drafts.brackets.places import excerpt
from treaty_drafts.model.version import Version
from treaty_drafts.sources import read_source

CASES = Path(__file__).parent.parent / "cases" / "brackets.md"


def cases() -> Iterator[tuple[str, str, str]]:
    """Title, input and expected reading: three parts, each closed by a line that is a single full stop."""
    parts: list[list[str]] = [[]]
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append([])
        elif parts[-1] or line.strip():
            parts[-1].append(line)
    for title, source, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        yield title[-1], "\n".join(source), "\n".join(expected)


_STANCES = {
    "propose": "proposes",
    "support": "supports",
    "oppose": "opposes",
    "retain": "retains",
    "reserve": "reserves",
    "consider": "considers",
}


def reading(source: str) -> str:
    """The reading of a text, a line for each thing found; `## ` at the head means a Markdown document."""
    if source.startswith("## "):
        version = read_source(source.encode(), name="case.md").version
    else:
        version = one(*source.split("\n"))
    return "\n".join(lines(version, read_brackets(version))) or "nothing"


def lines(version: Version, found: Inventory) -> Iterator[str]:
    for bracket in found.brackets:
        said = bracket.attribution
        head, tail = (said.head, said.tail) if said else (0, 0)
        words = excerpt(version, bracket.start.moved(1 + head), bracket.stop.moved(-1 - tail))
        false = "" if bracket.negotiated else ", not counted"
        deep = f", depth {bracket.depth}" if bracket.depth > 1 else ""
        yield f"{bracket.id} {bracket.kind}{deep}{false}: {words}"
        if said:
            positions = (f"{one.code or one.name or 'somebody'} {_STANCES[one.stance]}" for one in said.positions)
            yield f"{bracket.id} says: {'; '.join(positions)}"
    for stray in found.unmatched:
        yield f"{stray.id} unmatched {stray.glyph} at {stray.offset}"
    for choice in found.choices:
        branches = (f"{branch.words}{_by(branch.delegations)}" for branch in choice.branches)
        yield f"{choice.id} {choice.kind}{f' in {choice.within}' if choice.within else ''}: {' | '.join(branches)}"
    for sign in found.signs:
        yield f"sign {sign.kind}: {sign.words}"


def _by(delegations: tuple[str, ...]) -> str:
    return f" ({', '.join(delegations)})" if delegations else ""


@pytest.mark.parametrize(("title", "source", "expected"), list(cases()), ids=[case[0][:40] for case in cases()])
def test_form(title: str, source: str, expected: str) -> None:
    """A form of the field is read as the case file says."""
    assert reading(source) == expected, title


def test_the_catalogue_is_whole() -> None:
    """Every form of the catalogue has a case; there is no form 52."""
    numbers = {int(part) for title, _, _ in cases() for part in title.split(".")[0].split(",")}
    assert numbers >= set(range(1, 72)) - {52}
