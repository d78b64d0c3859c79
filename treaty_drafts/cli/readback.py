"""What the demo claims about a compilation, computed from the file itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from treaty_drafts.cli import talk
from treaty_drafts.errors import Incompatible
from treaty_drafts.model.tree import walk
from treaty_drafts.model.version import Version

if TYPE_CHECKING:
    from treaty_drafts.amend import Amendment
    from treaty_drafts.compilation import Compilation


def claims(compiled: Compilation) -> list[str]:
    """How many voices read back exactly, and what the amendments are to each other."""
    voices = compiled.delegations
    torn = [code for code in voices if wants_two_texts(compiled, code)]
    exact = [code for code in voices if code not in torn and reads_back(compiled, code)]
    symbols = [one.symbol for one in compiled.amendments]
    alone = [symbol for symbol in symbols if same(compiled.project(symbol), _applied(compiled, (symbol,)))]
    kinds = Counter(relation.kind for relation in compiled.relations)
    base = "exactly" if compiled.project() == compiled.base else "NOT exactly"
    return [
        f"{talk.count(len(compiled.brackets), 'bracket')} in the negotiating text",
        f"{len(exact)} of {len(voices) - len(torn)} delegations read back exactly from the compilation file",
        *(f"{code} has tabled two texts for one place, and is asked which it wants" for code in torn),
        f"{len(alone)} of {len(symbols)} amendments read back exactly, each alone",
        f"without any amendment the file gives the base back {base}",
        "relations: " + ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items())),
    ]


def relations(compiled: Compilation) -> str:
    """Every two amendments that are not independent, and what falls if one is adopted, in lines."""
    lines = [
        f"{one.first} ({_who(compiled, one.first)}) and {one.second} ({_who(compiled, one.second)}): {one.kind}"
        + (f", at {', '.join(found)}" if (found := [wid for wid in one.wids if wid]) else "")
        for one in compiled.relations
    ]
    falls = [(one.symbol, compiled.falls_if_adopted(one.symbol)) for one in compiled.amendments]
    lines.append("")
    lines += (f"If {symbol} is adopted, {talk.listed(gone)} can no longer be put." for symbol, gone in falls if gone)
    return "\n".join(lines) + "\n"


def wants_two_texts(compiled: Compilation, code: str) -> bool:
    """Whether the amendments of one delegation exclude each other."""
    try:
        compiled.as_delegation(code)
    except Incompatible:
        return True
    return False


def reads_back(compiled: Compilation, code: str) -> bool:
    """Whether a delegation's text, projected, is its own amendments applied to the base."""
    own = tuple(one.symbol for one in compiled.amendments if code in one.sponsors)
    return same(compiled.as_delegation(code), _applied(compiled, own))


def same(one: Version, other: Version) -> bool:
    """Whether two texts have the same provisions with the same words."""
    return _shape(one) == _shape(other)


def _shape(version: Version) -> list[object]:
    return [(node.name, node.wid, getattr(node, "text", None)) for node in walk(version.root)]


def _applied(compiled: Compilation, symbols: Sequence[str]) -> Version:
    """The base with the amendments of these symbols applied by themselves: parents first, then what amends them."""
    from treaty_drafts.amend import Patch, apply, normal

    wanted = [one for one in compiled.amendments if one.symbol in _with_parents(compiled, symbols)]
    text = compiled.base
    for level in (False, True):
        edits = tuple(edit for one in wanted if bool(one.amends) is level for edit in one.patch.edits)
        text = apply(normal(Patch("", edits)), text)
    return text


def _with_parents(compiled: Compilation, symbols: Sequence[str]) -> set[str]:
    by_symbol: dict[str, Amendment] = {one.symbol: one for one in compiled.amendments}
    return {name for symbol in symbols for name in (symbol, by_symbol[symbol].amends) if name}


def _who(compiled: Compilation, symbol: str) -> str:
    return ", ".join(compiled.sponsors_of((symbol,)))
