"""The four views: which lines a version, a compilation or a comparison shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NoReturn

from treaty_drafts.akn.profile import WRAPPERS
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.compilation.compiled import Slot
from treaty_drafts.compilation.sequence import wid_of
from treaty_drafts.errors import Contested, Misused
from treaty_drafts.model.tree import Node, Provision
from treaty_drafts.model.version import Version
from treaty_drafts.render.changes import changes_of
from treaty_drafts.render.labels import Labels, labels_in
from treaty_drafts.render.lines import Walk
from treaty_drafts.render.measure import line_numbers, numbers_of
from treaty_drafts.render.pieces import Making, Pieces, Read
from treaty_drafts.render.places import Places, edged, place_after
from treaty_drafts.render.rendition import Party, Rendition
from treaty_drafts.render.sources import Compiled, Destination, questions_to
from treaty_drafts.render.table import table_rows

VIEWS = ("bracketed", "clean", "redline", "table")


def view_of_version(version: Version, view: str, *, keep_brackets: bool, numbered: bool) -> Rendition:
    """A version's text; `Contested` where a clean text is asked for and brackets of negotiation stand in it."""
    if view in ("redline", "table"):
        refuse_view(view)
    if view == "clean" and not keep_brackets:
        refuse_brackets(version)
    numbers = line_numbers(version.root) if numbered else {}
    walk = Walk(None, labels_in(version.facts.language), numbers)
    walk.node(version.root, 0, 0)
    return Rendition(view, version.facts.title, version.facts, (*walk.lines, *walk.notes))


def view_of_compilation(
    compilation: Compiled, view: str, *, keep_brackets: bool, numbered: bool, pieces: Pieces | None
) -> Rendition:
    """A compilation's text with what its amendments ask for; `Contested` where a clean text is asked for.

    `pieces` are those of earlier renditions, and take this one's.
    """
    base = compilation.base
    if view == "clean" and not keep_brackets:
        refuse_contested(compilation)
    labels = labels_in(base.facts.language)
    places = destinations(compilation, labels)
    delegations = parties(compilation)
    if view == "table":
        numbers = line_numbers(base.root) if numbered else {}
        rows = tuple(table_rows(compilation, delegations, labels, places, numbers))
        columns = ("", *(party.code for party in delegations))
        return Rendition(view, base.facts.title, base.facts, (), parties=delegations, columns=columns, rows=rows)
    pieces = pieces or Pieces()
    before = pieces.read(view, base, numbered=numbered)
    making = Making(questions_to(compilation, places), before.units)
    walk = Walk(compilation, labels, before.numbers, bracketed=view != "redline", making=making)
    walk.node(base.root, 0, 0)
    pieces.keep_read(view, Read(base, before.numbers, making.units), numbered=numbered)
    return Rendition(view, base.facts.title, base.facts, (*walk.lines, *walk.notes), parties=delegations)


def view_of_comparison(comparison: Comparison, view: str, *, numbered: bool) -> Rendition:
    """The redline of two versions: what moved stands where it arrived, numbers that changed as `old → new`."""
    if view != "redline":
        raise Misused(
            f"two versions compared have no {view} view, only a redline", step="render one of the two by itself"
        )
    facts = comparison.target.facts
    labels = labels_in(facts.language)
    numbers = numbers_of(comparison.alignment.old.lines.values()) if numbered else {}
    changes = changes_of(comparison)
    walk = Walk(changes, labels, numbers, moves=Places(comparison, labels), edits=changes.edits)
    walk.node(comparison.base.root, 0, 0)
    return Rendition(view, facts.title, facts, (*walk.lines, *walk.notes), old=comparison.base.facts)


def refuse_view(view: str) -> NoReturn:
    """Says that a version alone has no such view."""
    raise Misused(
        f"a version alone has no {view}",
        step="`treaty-drafts compare OLD NEW` shows two versions; `compile` puts amendments into one",
    )


def refuse_contested(compilation: Compiled) -> None:
    """Raises `Contested` where amendments or brackets of negotiation stand in the text, naming each."""
    if compilation.amendments:
        symbols = tuple(amendment.symbol for amendment in compilation.amendments)
        raise Contested(
            f"{len(symbols)} amendments stand in this compilation, so its text is not clean",
            symbols,
            step="take one reading with --as CODE or --adopt SYMBOL, or print the brackets with --keep-brackets",
        )
    refuse_brackets(compilation.base)


def refuse_brackets(version: Version) -> None:
    """Raises `Contested` where brackets of negotiation stand in the text, naming each."""
    from treaty_drafts.brackets import read_brackets
    from treaty_drafts.brackets.places import excerpt

    inventory = read_brackets(version)
    if not inventory.open and not inventory.close:
        return
    named = [
        f"{one.id} {excerpt(version, one.start, one.stop)}"
        for one in inventory.brackets
        if one.negotiated and one.depth == 1
    ]
    stray = [one for one in inventory.unmatched if not one.note]
    named += [f"{one.id} {one.glyph} in {one.wid}, without its other half" for one in stray]
    raise Contested(
        f"brackets stand in this text ({inventory.open} open, {inventory.close} close), so it is not clean: "
        + "; ".join(named[:3])
        + (" …" if len(named) > 3 else ""),
        tuple(named),
        step="print them with --keep-brackets, or settle them with `consolidate --lift, --take, --drop`",
    )


def parties(compilation: Compiled) -> tuple[Party, ...]:
    """The delegations of a compilation in the order in which they first tabled."""
    found: dict[str, list[str]] = defaultdict(list)
    for amendment in compilation.amendments:
        symbol = amendment.symbol
        for code in amendment.sponsors:
            found[code].append(symbol)
    return tuple(Party(code, tuple(symbols)) for code, symbols in found.items())


def destinations(compilation: Compiled, labels: Labels) -> Destination:
    """The places that provisions are to move to; worked out when the first is asked for, as most texts have none."""

    @cache
    def found() -> dict[tuple[str, str], str]:
        return dict(_destinations(compilation, labels))

    def place(of: tuple[str, str]) -> str:
        return found().get(of, "")

    return place


def _destinations(compilation: Compiled, labels: Labels) -> Iterator[tuple[tuple[str, str], str]]:
    base = compilation.base
    homes: dict[str, tuple[Provision, ...]] = {}
    arrivals: list[tuple[Slot, Node | None, tuple[Provision, ...]]] = []
    for provision, before, above in _provisions(compilation, base.root, None, ()):
        around = (provision, *above)
        for slot in compilation.slots(provision.wid) or ():
            if slot.kind == "arrival":
                arrivals.append((slot, before, around))
                continue
            before = slot.node
            if slot.movers:
                homes[wid_of(before)] = around
    for slot, before, around in arrivals:
        wid = wid_of(slot.node)
        near = edged(homes[wid])[0].wid == edged(around)[0].wid
        place = place_after(before, around, labels, base.facts.language, near=near)
        yield from (((wid, symbol), place) for symbol in slot.proposers)


def _provisions(
    compilation: Compiled, node: Provision, outer: Node | None, above: tuple[Provision, ...]
) -> Iterator[tuple[Provision, Node | None, tuple[Provision, ...]]]:
    """Every provision and those around it, the nearest first; of a wrapper, also what stands before it, as its first
    words follow that.
    """
    yield node, outer if node.name in WRAPPERS else None, above
    slots = compilation.slots(node.wid)
    children = node.children if slots is None else [slot.node for slot in slots if slot.kind != "arrival"]
    before: Node | None = None
    for child in children:
        if isinstance(child, Provision):
            yield from _provisions(compilation, child, before, (node, *above))
        if child.name not in WRAPPERS:
            before = child
