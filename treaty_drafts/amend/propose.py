"""What a delegation wants, as an amendment: from an edited copy, from one provision's words, or by name."""

from __future__ import annotations

from collections.abc import Iterable

from treaty_drafts.akn.profile import NOTES
from treaty_drafts.akn.write import digest
from treaty_drafts.amend.apart import refuse_repeated
from treaty_drafts.amend.carry import typed_over
from treaty_drafts.amend.compare import compare
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Patch, Substitution, digest_of
from treaty_drafts.amend.fragment import placed
from treaty_drafts.amend.patch import apply
from treaty_drafts.amend.sound import refuse_deceiving
from treaty_drafts.amend.units import uncalled, unit_of, unlabelled
from treaty_drafts.brackets.glyphs import CLOSING, OPENING
from treaty_drafts.errors import Misused, PatchError
from treaty_drafts.model.tree import ATOM, Block, Node, Provision, Text, walk
from treaty_drafts.model.version import Version


def propose(
    base: Version,
    wanted: Version | str,
    *,
    at: str = "",
    sponsors: tuple[str, ...],
    symbol: str,
    reason: str = "",
    amends: str = "",
    date: str = "",
) -> Amendment:
    """The amendment that makes of `base` what its sponsors want.

    `wanted` is an edited copy, of any origin, or the words that the provision `at` should have. Of an edited copy, the
    numbers count only where no provision comes, goes or moves: otherwise they are the secretariat's to give; and where
    it has no marks but notes, as in plain text, it takes none away from words that it keeps. Inserted
    provisions get wIds `{address}~{symbol}`. `Misused` where nothing is changed.
    """
    edits: tuple[Edit, ...]
    words: list[str] | None = None
    if isinstance(wanted, Version):
        edits, words = _edited(base, wanted, symbol)
    elif at:
        block = base.block(at)
        edits = typed_over(block.text, unlabelled(base, block, wanted), block.wid)
    else:
        raise Misused("words alone do not say where they belong", step="name the provision with `at` (--at WID)")
    return _amendment(
        base, edits, sponsors=sponsors, symbol=symbol, reason=reason, amends=amends, date=date, words=words
    )


def propose_delete(
    base: Version,
    wid: str,
    *,
    sponsors: tuple[str, ...],
    symbol: str,
    reason: str = "",
    amends: str = "",
    date: str = "",
) -> Amendment:
    """The amendment that deletes a provision; a text that is all that its provision says takes the provision along.

    A footnote goes with its call, out of the words around it.
    """
    node = unit_of(base, wid)
    edits: tuple[Edit, ...] = (uncalled(base, node) if node.name in NOTES else Deletion(node.wid, digest_of(node)),)
    return _amendment(base, edits, sponsors=sponsors, symbol=symbol, reason=reason, amends=amends, date=date)


def propose_insert_after(
    base: Version,
    wid: str,
    text: str,
    *,
    sponsors: tuple[str, ...],
    symbol: str,
    reason: str = "",
    amends: str = "",
    date: str = "",
) -> Amendment:
    """The amendment that puts new provisions after the provision `wid`.

    `text` is plain: `Article 5 bis` and its heading on lines of their own, `3 bis. …`, `(c bis) …`; lines without a
    label become what the provision `wid` is. `Misused` where not all of it can stand there.
    """
    edit = placed(base, wid, text, slug(symbol))
    return _amendment(base, (edit,), sponsors=sponsors, symbol=symbol, reason=reason, amends=amends, date=date)


def propose_move(
    base: Version,
    wid: str,
    after: str,
    *,
    sponsors: tuple[str, ...],
    symbol: str,
    parent: str = "",
    reason: str = "",
    amends: str = "",
    date: str = "",
) -> Amendment:
    """The amendment that moves the provision `wid` to stand after `after`; to be first, name the `parent` alone."""
    node = unit_of(base, wid)
    neighbour = unit_of(base, after).wid if after else ""
    target = base.parents[neighbour] if after else parent
    if not target:
        raise Misused("a move needs its destination", place=wid, step="name the provision that it should follow")
    edit = Move(node.wid, target, neighbour)
    if apply(Patch("", (edit,)), base).root == base.root:
        raise _nothing()
    return _amendment(base, (edit,), sponsors=sponsors, symbol=symbol, reason=reason, amends=amends, date=date)


def slug(symbol: str) -> str:
    """A document symbol as the last part of a wId: `A/CONF.900/L.3` → `a-conf-900-l-3`."""
    kept = "".join(char if char.isalnum() else "-" for char in symbol.lower())
    return "-".join(part for part in kept.split("-") if part) or "new"


def _edited(base: Version, wanted: Version, symbol: str) -> tuple[tuple[Edit, ...], list[str]]:
    """The edits that make of `base` the edited copy, and the words that it then has."""
    comparison = compare(base, wanted, suffix=slug(symbol))
    structure = comparison.structure
    words = comparison.wordings
    copied = comparison.alignment.new
    lines = copied.lines
    noted = {number: label for number, label in copied.labels.items() if label.text.marks}
    if noted:
        lines = dict(sorted((lines | noted).items()))
    marks = (mark for line in lines.values() if line.text.marks for mark in line.text.marks)
    if all(mark.name == "docTitle" or mark.atom is not None for mark in marks):
        words = tuple(edit for edit in words if edit.old != edit.new.chars or ATOM in edit.old)
    numbers = comparison.numbers
    if structure:  # the secretariat gives numbers, but not the notes and the brackets that stand at them
        numbers = tuple(kept for edit in numbers for kept in _beside_the_number(edit))
    return (*words, *numbers, *structure), _words(lines.values())


def _beside_the_number(edit: Substitution) -> tuple[Substitution, ...]:
    """What an edit of a number does to the brackets around it; all of it, where it concerns a note."""
    old, new = edit.old, edit.new.chars
    if ATOM in old or ATOM in new:
        return (edit,)
    (before, after), (opening, closing) = _brackets_around(old), _brackets_around(new)
    behind = edit.stop - len(after)
    found = []
    if before != opening:
        found.append(Substitution(edit.wid, edit.start, edit.start + len(before), before, Text(opening)))
    if after != closing:
        found.append(Substitution(edit.wid, behind, edit.stop, after, Text(closing)))
    return tuple(found)


def _brackets_around(chars: str) -> tuple[str, str]:
    """The brackets with which a label begins, and those with which it ends."""
    rest = chars.lstrip(OPENING + CLOSING)
    return chars[: len(chars) - len(rest)], rest[len(rest.rstrip(OPENING + CLOSING)) :]


def _words(nodes: Iterable[Node]) -> list[str]:
    """The words of the nodes, numbers apart, in the order of reading."""
    found: list[str] = []
    _gather(nodes, found)
    return found


def _gather(nodes: Iterable[Node | None], found: list[str]) -> None:
    for node in nodes:
        if type(node) is Provision:
            _gather(node.children, found)
        elif type(node) is Block:
            text = node.text
            if text.chars and node.name != "num":
                found.append(text.chars)
            if text.marks:
                _gather([mark.atom for mark in text.marks], found)


def _amendment(
    base: Version,
    edits: tuple[Edit, ...],
    *,
    sponsors: tuple[str, ...],
    symbol: str,
    reason: str,
    amends: str,
    date: str,
    words: list[str] | None = None,
) -> Amendment:
    """The amendment of these edits, once it is sure that they change something, can be applied, and give `words`."""
    if not edits:
        raise _nothing()
    if not sponsors or not all(one.strip() for one in (*sponsors, symbol)):
        raise Misused("an amendment needs a sponsor and a symbol", step="name them (--sponsor EU --symbol L.3)")
    amendment = Amendment(symbol, tuple(dict.fromkeys(sponsors)), Patch(digest(base), edits), reason, amends, date)
    refuse_repeated(amendment, base)
    patch = Patch(digest(base), tuple(_in_reading_order(edits, base)))
    refuse_deceiving(patch)
    made = apply(patch, base)
    if words is not None and _words(made.root.children) != words:
        raise PatchError(
            "the edited copy cannot be reached by edits of the base",
            place=symbol,
            step="propose it in parts, one provision at a time",
        )
    return Amendment(symbol, tuple(dict.fromkeys(sponsors)), patch, reason, amends, date)


def _in_reading_order(edits: tuple[Edit, ...], base: Version) -> list[Edit]:
    """The edits in the order in which a reader of the base meets their places; moves into new provisions after these.

    What is inserted after a provision is met after all that stands in it; and so is that it is deleted, since some of
    what stands in it may move away.
    """
    if len(edits) < 2:
        return list(edits)
    order = dict(zip(base.index, range(len(base.index)), strict=True))
    fresh: dict[str, int] = {}

    def place(edit: Edit) -> tuple[int, int]:
        if isinstance(edit, Substitution):
            return order[edit.wid], 0
        if isinstance(edit, Deletion):
            return end(edit.wid), 1
        if isinstance(edit, Move):
            return (fresh[edit.parent], 2) if edit.parent in fresh else (order[edit.wid], 0)
        if edit.after not in order:
            return order.get(edit.parent, len(order)), 1
        return end(edit.after), 1

    def end(wid: str) -> int:
        return max(order[inside.wid] for inside in walk(base.index[wid]))

    for edit in edits:
        if isinstance(edit, Insertion):
            fresh.update((inside.wid, place(edit)[0]) for node in edit.provisions for inside in walk(node))
    return sorted(edits, key=place)


def _nothing() -> Misused:
    return Misused("this changes nothing: the text reads so already", step="change the words, or table no amendment")
