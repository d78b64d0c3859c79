"""Reading the brackets of a version: every glyph in its article, paired where its other half stands there too."""

from __future__ import annotations

from treaty_drafts.brackets.attribution import attribution_of
from treaty_drafts.brackets.choices import choices_of
from treaty_drafts.brackets.glyphs import GLYPH, OPENING, pair
from treaty_drafts.brackets.kinds import REACH, kind_of
from treaty_drafts.brackets.lines import lines_of
from treaty_drafts.brackets.markup import Markup, markup_of
from treaty_drafts.brackets.signs import signs_of
from treaty_drafts.brackets.standing import FALSE_KINDS, Anchor, ArticleCount, Inventory, Kind, Standing, Unmatched
from treaty_drafts.brackets.units import COUNTED, Unit, units_of
from treaty_drafts.errors import TooLarge
from treaty_drafts.model.tree import Block
from treaty_drafts.model.version import Version

MAX_GLYPHS = 50_000
"""Glyphs of brackets in one text; the Paris draft of October 2015 had some 2,000."""

_BLANKS = frozenset({"fillIn", "placeholder", "omissis", "date", "quantity"})


class _Glyph:
    """A glyph where it stands: the block's position in reading order, the block, the code point, the unit."""

    __slots__ = ("at", "block", "char", "depth", "mate", "place", "unit")

    def __init__(self, place: int, block: Block, at: int, unit: Unit) -> None:
        self.place = place
        self.block = block
        self.at = at
        self.char = block.text.chars[at]
        self.unit = unit
        self.mate: _Glyph | None = None
        self.depth = 0


def read_brackets(version: Version, *, source: str = "") -> Inventory:
    """The inventory of the brackets that stand in the text of a version.

    Offsets are code points of `Text.chars`. Matching starts afresh at every article (preamble, annex, footnote …); a
    glyph without its other half is reported, with its line where the `source` is given that the version was read from.
    Ids (`b1` …, `u1` … for unmatched, `c1` … for choices) are stable for one version. Linear in the text; `TooLarge`
    over `MAX_GLYPHS`.
    """
    units = units_of(version)
    _refuse_many(units)
    glyphs: list[_Glyph] = []
    for unit in units:
        glyphs += _paired(unit)
    glyphs.sort(key=lambda glyph: (glyph.place, glyph.at))
    _pair_across(units, glyphs)
    markup = markup_of(version)
    brackets = _standing(glyphs, markup)
    astray = _astray(version, glyphs)
    unmatched = _unmatched(version, [glyph for glyph in glyphs if glyph.mate is None], source)
    false = {anchor for one in brackets if one.kind in FALSE_KINDS for anchor in (one.start, one.stop.moved(-1))}
    articles = _articles(units, glyphs, false)
    return Inventory(
        open=sum(article.open for article in articles),
        close=sum(article.close for article in articles),
        unmatched=unmatched,
        articles=tuple(article for article in articles if article.name in COUNTED or article.open or article.close),
        brackets=brackets,
        choices=choices_of(version, tuple(one for one in brackets if one.id not in astray), markup),
        signs=signs_of(version),
        units=tuple(articles),
    )


def _refuse_many(units: list[Unit]) -> None:
    """`TooLarge` where more glyphs stand in the text than a conference could ever settle."""
    total = 0
    for unit in units:
        for _, block in unit.places:
            chars = block.text.chars
            total += chars.count("[") + chars.count("]") + chars.count("［") + chars.count("］")
            if total > MAX_GLYPHS:
                raise TooLarge(
                    f"over {MAX_GLYPHS:,} square brackets stand in the text up to here",
                    place=block.wid,
                    step="import the text in parts, and read the brackets of each",
                )


def _paired(unit: Unit) -> list[_Glyph]:
    """The glyphs of a unit's own blocks, those that have it there given their other half."""
    glyphs = [
        _Glyph(place, block, match.start(), unit)
        for place, block in unit.places
        if "[" in block.text.chars or "]" in block.text.chars or "［" in block.text.chars or "］" in block.text.chars
        for match in GLYPH.finditer(block.text.chars)
    ]
    for opened, closed in pair(glyph.char for glyph in glyphs)[0]:
        _match(glyphs[opened], glyphs[closed])
    return glyphs


def _match(opening: _Glyph, closing: _Glyph) -> None:
    opening.mate = closing
    closing.mate = opening


def _pair_across(units: list[Unit], glyphs: list[_Glyph]) -> None:
    """A bracket around a whole chapter: opened in its number or heading, closed by the very last characters in it."""
    opened: dict[Unit, list[_Glyph]] = {}
    closed: dict[int, list[_Glyph]] = {}
    for glyph in glyphs:
        if glyph.mate is None and not glyph.unit.note:
            if glyph.char in OPENING:
                opened.setdefault(glyph.unit, []).append(glyph)
            else:
                closed.setdefault(glyph.place, []).append(glyph)
    for unit in reversed(units):
        waiting = [glyph for glyph in closed.get(unit.last, ()) if glyph.mate is None and glyph.unit is not unit]
        closings = [glyph for glyph in waiting if _ends(glyph)]
        for opening, closing in zip(reversed(opened.get(unit, [])), closings, strict=False):
            _match(opening, closing)


def _ends(glyph: _Glyph) -> bool:
    """Whether nothing but closing glyphs and punctuation follows in the block."""
    return not glyph.block.text.chars[glyph.at + 1 :].strip(" .;]］")


def _standing(glyphs: list[_Glyph], markup: Markup) -> tuple[Standing, ...]:
    """The pairs as brackets, by opening glyph."""
    found: list[Standing] = []
    depths: dict[Unit, int] = {}
    for glyph in glyphs:
        if glyph.mate is None:
            continue
        depth = depths.get(glyph.unit, 0)
        if glyph.char in OPENING:
            depths[glyph.unit] = depth + 1
            found.append(_read(f"b{len(found) + 1}", glyph, glyph.mate, depth + 1, markup))
        elif glyph.mate.unit is glyph.unit:
            depths[glyph.unit] = depth - 1
    return tuple(found)


def _read(ident: str, opening: _Glyph, closing: _Glyph, depth: int, markup: Markup) -> Standing:
    """One bracket: its kind and attribution are told by the two ends of its inside."""
    chars, last = opening.block.text.chars, closing.block.text.chars
    whole = opening.block is closing.block and closing.at - opening.at - 1 <= REACH
    head = chars[opening.at + 1 : closing.at if whole else opening.at + 1 + REACH]
    tail = head if whole else last[max(0, closing.at - REACH) : closing.at]
    start, stop = Anchor(opening.block.wid, opening.at), Anchor(closing.block.wid, closing.at + 1)
    said = attribution_of(head, tail, whole=whole)
    if said is not None and whole:
        head = head[said.head : len(head) - said.tail]
    return Standing(
        id=ident,
        start=start,
        stop=stop,
        depth=depth,
        kind=_kind(opening, closing, head, markup, whole=whole),
        unit=opening.unit.node.wid,
        note=opening.unit.note,
        attribution=said,
        delegations=markup.delegations(opening.block, start, stop),
    )


def _astray(version: Version, glyphs: list[_Glyph]) -> set[str]:
    """The ids of brackets in a block whose wId, in a foreign document, another block has too: no anchor tells them."""
    opening = [glyph for glyph in glyphs if glyph.mate is not None and glyph.char in OPENING]
    return {
        f"b{number}" for number, glyph in enumerate(opening, 1) if version.index.get(glyph.block.wid) is not glyph.block
    }


def _kind(opening: _Glyph, closing: _Glyph, head: str, markup: Markup, *, whole: bool) -> Kind:
    block = opening.block
    chars = block.text.chars
    around = markup.names.get((block.wid, opening.at, closing.at + 1), "") if whole else ""
    if around in _BLANKS:
        return "blank"
    return kind_of(
        head,
        whole=whole,
        before=chars[max(0, opening.at - 40) : opening.at],
        after=closing.block.text.chars[closing.at + 1 : closing.at + 41],
        italic=around == "i",
        numbering=block.name in ("num", "heading"),
    )


def _unmatched(version: Version, glyphs: list[_Glyph], source: str) -> tuple[Unmatched, ...]:
    anchors = [Anchor(glyph.block.wid, glyph.at) for glyph in glyphs]
    lines = lines_of(version, source, anchors) if source and anchors else [None] * len(anchors)
    return tuple(
        Unmatched(
            id=f"u{number}",
            wid=glyph.block.wid,
            offset=glyph.at,
            glyph=glyph.char,
            unit=glyph.unit.node.wid,
            note=glyph.unit.note,
            line=line,
        )
        for number, (glyph, line) in enumerate(zip(glyphs, lines, strict=True), 1)
    )


def _articles(units: list[Unit], glyphs: list[_Glyph], false: set[Anchor]) -> list[ArticleCount]:
    """Every unit of the text with its glyphs of negotiation, paired or not."""
    counts: dict[Unit, list[int]] = {unit: [0, 0] for unit in units if not unit.note}
    for glyph in glyphs:
        if not glyph.unit.note and Anchor(glyph.block.wid, glyph.at) not in false:
            counts[glyph.unit][glyph.char not in OPENING] += 1
    return [
        ArticleCount(unit.node.wid, unit.node.name, unit.node.num, unit.node.heading, opened, closed)
        for unit, (opened, closed) in counts.items()
    ]
