"""How a delegate names a place: `article 2, paragraph 1 (a)`, `fifth preambular paragraph`, `heading of article 3`."""

from __future__ import annotations

from treaty_drafts.akn.profile import UNITS
from treaty_drafts.model.tree import Block, Provision
from treaty_drafts.model.version import Version

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()  # fmt: skip
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
_PARTS = {
    "longTitle": "title",
    "preface": "front matter",
    "conclusions": "closing text",
    "preamble": "preamble",
    "body": "body",
}
_DESCRIBED = {"body", "closing", "front", "heading", "number", "preamble", "subheading", "title"}
_LABELS = {"num": "number of", "heading": "heading of", "subheading": "subheading of"}


def citation(version: Version, wid: str) -> str:
    """The provision or text `wid` as English prose names it; `NotFound` if there is none.

    Every unit from the article (the annex, the recital) inwards is named; a division only where it is itself meant.
    """
    return cite(version.find(wid), _above(version, wid))


def cite(node: Provision | Block, above: list[Provision | Block]) -> str:
    """The same, given the elements around the node, the nearest first."""
    if node.name in _LABELS and above:
        return f"{_LABELS[node.name]} {cite(above[0], above[1:])}"
    names: list[str] = []
    chain = [node, *above]
    for place, unit in enumerate(chain):
        around = chain[place + 1] if place + 1 < len(chain) else None
        name = _own(unit, around, node)
        if name:
            names.append(name)
        if unit.name in ("article", "attachment", "recital", "citation") and not (
            unit.name == "article" and any(outer.name == "attachment" for outer in chain[place + 1 :])
        ):
            break
    return _joined(names[::-1]) or "the text"


def named(cited: str) -> str:
    """The citation as it stands in a sentence: with an article where it does not begin with a unit and its number."""
    first = cited.split(" ", 1)[0]
    described = first in _DESCRIBED or first in _ORDINALS or (first[0].isdigit() and first[-1].isalpha())
    return f"the {cited}" if described else cited


def ordinal(number: int) -> str:
    """`first` for 1; over twenty `21st`."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _above(version: Version, wid: str) -> list[Provision | Block]:
    found: list[Provision | Block] = []
    above = version.parents[version.find(wid).wid]
    while above:
        found.append(version.index[above])
        above = version.parents[above]
    return found


def _own(unit: Provision | Block, around: Provision | Block | None, meant: Provision | Block) -> str:
    """What one element adds to a citation, or the empty string."""
    if isinstance(unit, Block):
        return _line(unit, around)
    if unit.name == "authorialNote":
        marker = dict(unit.attrs).get("marker", "")
        return f"footnote {marker}".rstrip()
    if unit.name in ("recital", "citation"):
        return f"{ordinal(_place(unit, around, numbered=False))} preambular paragraph"
    if unit.name not in UNITS:
        return _PARTS.get(unit.name, "") if unit is meant or unit.name != "body" else ""
    if unit is not meant and unit.name not in ("article", "attachment") and _division(unit):
        return ""
    return _unit(unit, around)


def _division(unit: Provision) -> bool:
    return unit.name in ("book", "chapter", "part", "section", "subchapter", "subpart", "title", "tome")


def _unit(unit: Provision, around: Provision | Block | None) -> str:
    num = unit.num.strip().strip("[]").strip()
    if unit.name in _NAMED and num:
        num = num.rstrip(".:")
        return num[0].lower() + num[1:].lower() if num.isupper() and num.isascii() else num[0].lower() + num[1:]
    if num.startswith("("):
        return num
    if num:
        return f"{unit.name} {num.rstrip('.:)．、')}"
    if unit.name == "attachment":
        return unit.heading or "annex"
    return f"{ordinal(_place(unit, around, numbered=True))} unnumbered {unit.name}"


def _line(line: Block, around: Provision | Block | None) -> str:
    """Nothing for the only text of its provision; its place among several."""
    if not isinstance(around, Provision) or line.name in _LABELS:
        return ""
    lines = [child for child in around.children if isinstance(child, Block) and child.name not in _LABELS]
    return f"{ordinal(lines.index(line) + 1)} line" if len(lines) > 1 else ""


def _place(unit: Provision, around: Provision | Block | None, *, numbered: bool) -> int:
    """The place of a unit among its siblings of the same name, those with a number apart where it has none itself."""
    siblings = around.children if isinstance(around, Provision) else ()
    same = [child for child in siblings if child.name == unit.name and isinstance(child, Provision)]
    if numbered:
        same = [child for child in same if not child.num]
    return next((place for place, child in enumerate(same, 1) if child is unit), 1)


def _joined(names: list[str]) -> str:
    """The names from the outside in, a bracketed label with no comma before it."""
    text = ""
    for name in names:
        text += name if not text else f" {name}" if name.startswith("(") else f", {name}"
    return text
