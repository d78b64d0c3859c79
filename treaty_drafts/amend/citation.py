"""How a delegate names a place: `article 2, paragraph 1 (a)`, `fifth preambular paragraph`, `heading of article 3`."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias

from treaty_drafts.akn.profile import LABELS, UNITS, WRAPPERS
from treaty_drafts.amend.phrases import phrases_in
from treaty_drafts.amend.phrasing import Phrases
from treaty_drafts.model.tree import Block, Opaque, Provision
from treaty_drafts.model.version import Version

_NAMED = {
    "article",
    "attachment",
    "book",
    "chapter",
    "hcontainer",
    "part",
    "section",
    "subchapter",
    "subpart",
    "title",
    "tome",
}
_DIVISIONS = {"book", "chapter", "part", "section", "subchapter", "subpart", "title", "tome"}
_ALL_WORDS = frozenset(("citation", "recital", "td", "th"))
"""What is nothing but its words: it has no number and no heading."""
_GRID = frozenset(("table", "tr", "td", "th"))
_Grids: TypeAlias = dict[tuple[int, bool], dict[str, int]]
"""Of a table its rows, of a row its cells, which are no rows: the place of each, from 1, by wId.

Tables and rows are told apart by `id`: documents from elsewhere may repeat a wId.
"""
_POINTS = UNITS - {"hcontainer"}
"""What stands under a chapeau; options stand beside words."""
_OUTERMOST = frozenset(("article", "attachment", "recital", "citation", "formula", "longTitle"))
"""What a citation begins with; an article of an annex has the annex before it."""
_ENDS = ".:)．、"
_FIGURE = re.compile("[IVXLCDM]+|[A-Z]")
"""A number in a label in capitals that is no word."""


def citation(version: Version, wid: str) -> str:
    """The provision or text `wid` as delegates name it in the version's language; `NotFound` if there is none.

    Every unit from the article (the annex, the recital) inwards is named; a division only where it is itself meant.
    What was once cited is remembered with the version.
    """
    kept: dict[str, str] = version.__dict__.setdefault("_citations", {})
    found = kept.get(wid)
    if found is None:
        node, above, phrases = version.find(wid), _above(version, wid), phrases_in(version.facts.language)
        found = kept[wid] = _cite(node, above, phrases, _grids(version))
    return found


def cite(node: Provision | Block, above: list[Provision | Block], phrases: Phrases) -> str:
    """The same, given the elements around the node, the nearest first."""
    return _cite(node, above, phrases, {})


def _cite(node: Provision | Block, above: list[Provision | Block], phrases: Phrases, grids: _Grids) -> str:
    label = phrases.labels.get(node.name)
    if label and above:
        return label.format(unit=named(_cite(above[0], above[1:], phrases, grids), phrases))
    unit = _opened(node, above, phrases)
    if unit:
        return phrases.chapeau.format(unit=named(_cite(unit[0], unit[1:], phrases, grids), phrases))
    return _joined(_names(node, above, phrases, grids), phrases)


def _opened(node: Provision | Block, above: list[Provision | Block], phrases: Phrases) -> list[Provision | Block]:
    """The unit whose chapeau the node is, and what is around that; none where it is no chapeau, or a line of one."""
    inside = node.name != "intro"
    around = above[1:] if inside else above
    if not around or (inside and above[0].name != "intro"):
        return []
    unit = around[0]
    if not isinstance(unit, Provision) or not any(child.name in _POINTS for child in unit.children):
        return []
    return [] if inside and isinstance(node, Block) and _line(node, above[0], phrases) else around


def whole_text(version: Version, wid: str) -> str:
    """The words `wid` as a whole: `text of article 2`; of a part of the document, or one line of several, its name."""
    cited, phrases = citation(version, wid), phrases_in(version.facts.language)
    node = version.find(wid)
    above = _above(version, wid)
    line = isinstance(node, Block) and _line(node, above[0], phrases)
    if _opened(node, above, phrases):
        return cited
    unit = node if node.name in _ALL_WORDS else version.index.get(version.parents[node.wid])
    if line or cited in phrases.parts.values() or (unit and unit.name in _ALL_WORDS):
        return cited
    return phrases.text.format(unit=named(cited, phrases))


def called(version: Version, wid: str) -> str:
    """The same as `citation`, but words that have no name of their own are the text of their unit.

    Whoever takes out the words of article 2 leaves its number and heading; what comes after the words is inside it.
    """
    return whole_text(version, wid) if is_text(version.find(wid)) else citation(version, wid)


def spanned(version: Version, first: str, last: str, *, several: bool) -> str:
    """Neighbours from `first` to `last` as they are called: `article 2, paragraphs 1 to 3`, `article 15 (a) and (b)`.

    `several` says that there are more than two.
    """
    phrases, grids = phrases_in(version.facts.language), _grids(version)
    said = phrases.span if several else phrases.both
    heads, tails = (_names(version.find(wid), _above(version, wid), phrases, grids) for wid in (first, last))
    if not heads or len(heads) != len(tails) or heads[:-1] != tails[:-1]:
        return said.format(first=called(version, first), last=named(called(version, last), phrases))
    start, end = heads[-1], tails[-1]
    lead = ""
    if phrases.comma and phrases.comma in start:  # Chinese has nothing between the parts of a name
        lead = start[: start.rfind(phrases.comma) + len(phrases.comma)]
    start, end = start[len(lead) :], end.removeprefix(lead)
    start, end = _in_common(start, end, phrases)
    return _joined([*heads[:-1], lead + said.format(first=start, last=end)], phrases)


def _in_common(start: str, end: str, phrases: Phrases) -> tuple[str, str]:
    """Two names that say only once what both are: `paragraphs 1`, `3`; `first`, `third preambular paragraphs`."""
    unit, _, number = start.partition(" ")
    if unit in phrases.plurals and end.startswith(f"{unit} "):
        return f"{phrases.plurals[unit]} {number}", end[len(unit) + 1 :]
    rest, _, last = number.rpartition(" ")
    if last in phrases.plurals and end.partition(" ")[2] == number:
        return unit, f"{end.partition(' ')[0]} {rest} {phrases.plurals[last]}".replace("  ", " ")
    return start, named(end, phrases)


def is_text(node: Provision | Block) -> bool:
    """Whether the node is words of a unit, a line that is no label or a wrapper of lines."""
    if isinstance(node, Block):
        return node.name not in LABELS
    return node.name in WRAPPERS and any(isinstance(child, Block) for child in node.children)


def article_of(version: Version, wid: str) -> str:
    """The outermost of the names in a citation: the article, the annex, the recital in which the place is."""
    phrases, above = phrases_in(version.facts.language), _above(version, wid)
    return (_names(version.find(wid), above, phrases, _grids(version)) or [phrases.parts["main"]])[0]


def named(cited: str, phrases: Phrases) -> str:
    """The citation as it stands in a sentence: with an article where it does not begin with a unit and its number."""
    first = cited.split(" ", 1)[0].rstrip(phrases.comma)
    described = first in _described(phrases) or (first[0].isdigit() and first[-1].isalpha())
    return f"{phrases.article}{cited}" if described else cited


def ordinal(number: int, phrases: Phrases) -> str:
    """`first` for 1 and so on; over twenty `21st`; a figure where the language cites by figures."""
    if not phrases.ordinals:
        return str(number)
    if number <= len(phrases.ordinals):
        return phrases.ordinals[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


@cache
def _described(phrases: Phrases) -> frozenset[str]:
    """The first words of names that have no number."""
    names = (*phrases.labels.values(), phrases.chapeau, phrases.text, *phrases.parts.values(), *phrases.ordinals)
    return frozenset({name.split(" ", 1)[0] for name in names} - {"the"})


def _above(version: Version, wid: str) -> list[Provision | Block]:
    found: list[Provision | Block] = []
    index, parents = version.index, version.parents
    above = parents[version.find(wid).wid]
    while above:
        found.append(index[above])
        above = parents[above]
    return found


def _grids(version: Version) -> _Grids:
    """What the version remembers of its tables, since every cell of a long one may be cited."""
    kept: _Grids = version.__dict__.setdefault("_grids", {})
    return kept


def _names(node: Provision | Block, above: list[Provision | Block], phrases: Phrases, grids: _Grids) -> list[str]:
    """What a citation is made of, from the outside in."""
    names: list[str] = []
    for place, (unit, around) in enumerate(zip([node, *above], [*above, None], strict=True)):
        name = _own(unit, around, node, phrases, grids)
        if name:
            names.append(name)
        if unit.name in _OUTERMOST and not (
            unit.name == "article" and any(outer.name == "attachment" for outer in above[place:])
        ):
            break
    return names[::-1]


def _own(
    unit: Provision | Block,
    around: Provision | Block | None,
    meant: Provision | Block,
    phrases: Phrases,
    grids: _Grids,
) -> str:
    """What one element adds to a citation, or the empty string."""
    if type(unit) is Block:
        return _line(unit, around, phrases)
    if unit.name == "authorialNote":
        return phrases.footnote.format(marker=dict(unit.attrs).get("marker", "")).rstrip()
    if unit.name in ("recital", "citation"):
        return phrases.recital.format(nth=ordinal(_place(unit, around, numbered=False), phrases))
    if unit.name in _GRID:
        return _in_grid(unit, around, phrases, grids)
    if unit.name not in UNITS:
        return phrases.parts.get(unit.name, "") if unit is meant or unit.name != "body" else ""
    if unit is not meant and (unit.name in _DIVISIONS or (unit.name == "hcontainer" and not unit.num)):
        return ""
    return _unit(unit, around, phrases)


def _in_grid(unit: Provision, around: Provision | Block | None, phrases: Phrases, grids: _Grids) -> str:
    """A table, one of its rows, or a cell as the column that it stands in."""
    if unit.name == "table":
        return phrases.table
    is_row = unit.name == "tr"
    said = phrases.row if is_row else phrases.column
    if not isinstance(around, Provision):  # one that comes
        return said.format(nth="").strip()
    places = grids.get((id(around), is_row))
    if places is None:
        same = [child for child in around.children if not isinstance(child, Opaque)]
        wids = [child.wid for child in same if (child.name == "tr") == is_row]
        places = grids[id(around), is_row] = {wid: nth for nth, wid in reversed(list(enumerate(wids, 1)))}
    return said.format(nth=ordinal(places[unit.wid], phrases))


def _unit(unit: Provision, around: Provision | Block | None, phrases: Phrases) -> str:
    num = unit.num.strip().strip("[]").strip()
    name = phrases.units.get(unit.name, unit.name)
    if unit.name in _NAMED and num:
        num = num.rstrip(".:")
        if num.isupper() and num.isascii():
            return " ".join(word if _FIGURE.fullmatch(word) else word.lower() for word in num.split(" "))
        return num[0].lower() + num[1:]
    if num.startswith("("):
        return num
    if num:
        num = num.rstrip(_ENDS)
        return name.format(num=num) if "{num}" in name else f"{name} {num}"
    if unit.name == "attachment":
        return unit.heading or name
    if unit.name == "hcontainer" and dict(unit.attrs).get("name") == "alternatives":
        name = phrases.options
        if not isinstance(around, Provision) or [child.name for child in around.children].count(unit.name) == 1:
            return name
    nth = ordinal(_place(unit, around, numbered=True), phrases)
    return phrases.unnumbered.format(nth=nth, unit=name.format(num=""))


def _line(line: Block, around: Provision | Block | None, phrases: Phrases) -> str:
    """Nothing for the only text of its provision; its place among several, and in the preamble, which holds more."""
    if not isinstance(around, Provision) or line.name in phrases.labels:
        return ""
    lines = [child for child in around.children if isinstance(child, Block) and child.name not in phrases.labels]
    several = len(lines) > 1 or around.name == "preamble"
    return phrases.line.format(nth=ordinal(lines.index(line) + 1, phrases)) if several else ""


def _place(unit: Provision, around: Provision | Block | None, *, numbered: bool) -> int:
    """The place of a unit among its siblings of the same name, those with a number apart where it has none itself."""
    siblings = around.children if isinstance(around, Provision) else ()
    same = [child for child in siblings if child.name == unit.name and isinstance(child, Provision)]
    if numbered:
        same = [child for child in same if not child.num]
    return next((place for place, child in enumerate(same, 1) if child is unit), 1)


def _joined(names: list[str], phrases: Phrases) -> str:
    """The names from the outside in, a bracketed label with no comma before it."""
    text = ""
    for name in names:
        text += name if not text else f" {name}" if name.startswith("(") else f"{phrases.comma}{name}"
    return text or phrases.parts["main"]
