"""Carrying an amendment over to the next version, honestly.

| standing | means |
| --- | --- |
| clean | the words that its sponsors read stand untouched; it has moved with them |
| satisfied | the next version already reads as it asks |
| fuzzy | the words have changed, but one place is a likely one: a person confirms |
| conflict | the words or the provision are gone |

An amendment is carried over whole or not at all: its standing is the worst of its edits'. It is always recomputed from
the words that its sponsors read, so that a conflict heals when they return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Final, Literal, TypeAlias

import msgspec

from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Move, Origin, Patch, Substitution, digest_of
from treaty_drafts.amend.interchange import candidates
from treaty_drafts.amend.patch import apply
from treaty_drafts.compilation.around import Gap, is_glyph, partners
from treaty_drafts.compilation.fitting import ANNEXES
from treaty_drafts.compilation.landing import Adopted
from treaty_drafts.compilation.sequence import content, wid_of
from treaty_drafts.errors import NotFound, PatchError
from treaty_drafts.model.tree import ATOM, Block, Node, Opaque, Provision
from treaty_drafts.model.version import Version

Standing: TypeAlias = Literal["clean", "satisfied", "fuzzy", "conflict"]
_WORST: tuple[Standing, ...] = ("satisfied", "clean", "fuzzy", "conflict")


class Carried(msgspec.Struct, frozen=True):
    """An amendment after a consolidation: its standing, why, and what goes on to the next version.

    `amendment` is None where it is satisfied. Where it is fuzzy or in conflict, its patch is empty or a suggestion, its
    `standing` keeps it out of compilations, and its `origin` keeps what was tabled.
    """

    symbol: str
    standing: Standing
    reason: str
    amendment: Amendment | None


class Landing(msgspec.Struct, frozen=True):
    """One edit on the next version: where it has come to, or a suggestion, or None: nothing to do, or no place."""

    standing: Standing
    edit: Edit | None
    reason: str = ""


Beside: TypeAlias = tuple[str, str]
"""A place among provisions: the wIds of the parent, and of what stands before."""
_NOTHING: Final[Mapping[Beside, str]] = {}

Steps: TypeAlias = Callable[[str], Sequence[Substitution]]
"""The adopted changes of one block, in the coordinates of the version that an amendment was written against."""


def rebase(
    amendment: Amendment,
    steps: Steps,
    base: Version,
    target: Version,
    digest: str,
    *,
    joint: Set[Gap] | None = None,
    behind: Mapping[Beside, str] = _NOTHING,
) -> Carried:
    """The amendment on `target`, whose digest is `digest`.

    `base` is the version that its patch is written against (for a sub-amendment: as its parent would have it), and
    `steps` the changes adopted on that version. `joint`, where that is known, are the places of its glyphs around words
    that were adopted as another's around the same words; `behind` names, by place, what was adopted there of those who
    had tabled before it.
    """
    origin = amendment.origin or Origin(amendment.patch, ())
    wids = dict.fromkeys(edit.wid for edit in origin.patch.edits if isinstance(edit, Substitution))
    step = Patch(amendment.patch.base, tuple(change for wid in wids for change in steps(wid)))
    trail = (*origin.trail, step)
    live = not amendment.standing
    now = _inserted(amendment.patch) if live else {}
    edits = [_as_it_stands(edit, now, behind) for edit in origin.patch.edits]
    ground = _Ground(origin.trail, steps, base, target, live=live)
    landings = [_land(edit, ground) for edit in edits]
    if any(map(is_glyph, origin.patch.edits)):
        made = _made_in_pairs(origin.patch.edits, landings) if joint is None or amendment.origin else joint
        landings = _in_pairs(origin.patch.edits, landings, ground, made)
    standings: list[Standing] = [landing.standing for landing in landings]
    standing: Standing = max(standings, key=_WORST.index, default="satisfied")
    reason = "; ".join(dict.fromkeys(one.reason for one in landings if one.standing == standing and one.reason))
    if standing == "satisfied":
        return Carried(amendment.symbol, standing, reason, None)
    landed = tuple(one.edit for one in landings if one.edit is not None)
    obstacle = _obstacle(landed, target) if standing == "clean" else ""
    if obstacle:
        standing, reason, landed = "conflict", obstacle, ()
    carried = msgspec.structs.replace(
        amendment,
        patch=Patch(digest, landed),
        standing="" if standing == "clean" else standing,
        origin=Origin(origin.patch, trail),
    )
    return Carried(amendment.symbol, standing, reason, carried)


def _inserted(patch: Patch) -> Mapping[str, Insertion]:
    """The insertions of an amendment as it stands now, by the wId of the first provision of each."""
    return {wid_of(edit.provisions[0]): edit for edit in patch.edits if isinstance(edit, Insertion)}


def _as_it_stands(edit: Edit, now: Mapping[str, Insertion], behind: Mapping[Beside, str]) -> Edit:
    """An edit as it was tabled; an insertion where it has come to stand, behind what others had tabled there before."""
    if not isinstance(edit, Insertion):
        return edit
    edit = now.get(wid_of(edit.provisions[0]), edit)
    return Insertion(edit.parent, behind.get((edit.parent, edit.after), edit.after), edit.provisions)


def _obstacle(edits: tuple[Edit, ...], target: Version) -> str:
    """Why edits that each have their place cannot be made together; only moves can be so, when what they are to go
    into has come to stand inside what they move.
    """
    if not any(isinstance(edit, Move) for edit in edits):
        return ""
    try:
        apply(Patch("", edits), target)
    except (NotFound, PatchError) as error:
        return f"`{error.place}`: {error.fact}"
    return ""


class _Ground:
    """What the edits of one amendment come down on: what was adopted since `base`, and the `target` that came of it."""

    def __init__(self, trail: Sequence[Patch], steps: Steps, base: Version, target: Version, *, live: bool) -> None:
        self.base = base
        self.target = target
        self.live = live
        self._steps = steps
        self._trail = [_by_block(step) for step in trail]
        self._adopted: dict[str, Adopted] = {}

    def adopted(self, block: Block) -> Adopted:
        """What was adopted for a block of the target, which remembers it for all that are carried over like this."""
        last = self._steps(block.wid)
        if not self._trail:
            kept: dict[str, tuple[object, Adopted]] = self.target.__dict__.setdefault("_adopted", {})
            known = kept.get(block.wid)
            if known is None or known[0] is not last:
                known = kept[block.wid] = last, Adopted((last,), block.text.chars)
            return known[1]
        found = self._adopted.get(block.wid)
        if found is None:
            steps = (*(step.get(block.wid, ()) for step in self._trail), last)
            found = self._adopted[block.wid] = Adopted(steps, block.text.chars)
        return found


def _by_block(patch: Patch) -> dict[str, list[Substitution]]:
    found: dict[str, list[Substitution]] = {}
    for edit in patch.edits:
        if isinstance(edit, Substitution):
            found.setdefault(edit.wid, []).append(edit)
    return found


def _land(edit: Edit, ground: _Ground) -> Landing:
    if isinstance(edit, Substitution):
        return _land_words(edit, ground)
    if isinstance(edit, Insertion):
        return _land_insertion(edit, ground.base, ground.target)
    if isinstance(edit, Deletion):
        return _land_deletion(edit, ground.base, ground.target, live=ground.live)
    return _land_move(edit, ground.base, ground.target)


def _land_words(edit: Substitution, ground: _Ground) -> Landing:
    block = ground.target.index.get(edit.wid)
    if not isinstance(block, Block):
        return Landing("conflict", None, f"`{edit.wid}` is no longer in the text")
    chars, adopted = block.text.chars, ground.adopted(block)
    if adopted.makes(edit):
        return Landing("satisfied", None, "its words are adopted")
    place = adopted.place(edit.start, edit.stop)
    if place is not None and chars[place[0] : place[1]] == edit.old:
        return Landing("clean", Substitution(edit.wid, place[0], place[1], edit.old, edit.new))
    found = candidates(chars, edit.old, adopted.about(edit.start)) if len(edit.old.split()) > 1 else ()
    if len(found) == 1:
        start = found[0]
        moved = Substitution(edit.wid, start, start + len(edit.old), edit.old, edit.new)
        return Landing("fuzzy", moved, f"“{edit.old}” was changed where it stood, and stands in one other place")
    return Landing("conflict", None, _lost(edit.old))


def _lost(old: str) -> str:
    """That what sponsors read is gone: words, a note without words beside it, or the place of an insertion."""
    words = old.replace(ATOM, "").strip()
    if not old:
        return "the place between the words that its sponsors read is no longer there"
    read = f"“{words}”" if words else "the note" if ATOM in old else "the space"
    return f"{read} no longer stands where its sponsors read it"


def _in_pairs(edits: Sequence[Edit], landings: Sequence[Landing], ground: _Ground, made: Set[Gap]) -> list[Landing]:
    """The landings, where a glyph around words that is not `made` has not come with a glyph around other words."""
    found = list(landings)
    for number, (edit, landing) in enumerate(zip(edits, landings, strict=True)):
        if is_glyph(edit) and landing.standing == "satisfied" and (edit.wid, edit.start) not in made:
            place = ground.adopted(ground.target.block(edit.wid)).place(edit.start, edit.stop)
            if place is not None:  # a glyph within a word came with the word
                found[number] = Landing("clean", Substitution(edit.wid, *place, edit.old, edit.new))
    return found


def _made_in_pairs(edits: Sequence[Edit], landings: Sequence[Landing]) -> Set[Gap]:
    """The places of glyphs that have come, and whose partners have come too."""
    pairs = zip(edits, landings, strict=True)
    made = {(edit.wid, edit.start) for edit, one in pairs if is_glyph(edit) and one.standing == "satisfied"}
    around = partners(edits)
    return {gap for gap in made if around.get(gap, gap) in made}


def _land_insertion(edit: Insertion, base: Version, target: Version) -> Landing:
    edit = _behind_annexes(edit, target)
    parent = target.index.get(edit.parent)
    if not isinstance(parent, Provision):
        return Landing("conflict", None, f"`{edit.parent}` is no longer in the text")
    here, fresh = _children(parent, base, target)
    if all(_wording(node) in fresh for node in edit.provisions):
        return Landing("satisfied", None, "it has been inserted")
    own = {wid_of(node) for node in edit.provisions}
    before = base.index.get(edit.parent)
    return _land_after(edit, here, before, own, lambda after: Insertion(edit.parent, after, edit.provisions))


def _children(parent: Provision, base: Version, target: Version) -> tuple[Set[str], Set[Node]]:
    """The wIds of a provision's children and the wordings of those that have come since `base`.

    The target remembers them, for all that others insert there.
    """
    kept: dict[str, tuple[Version, Set[str], Set[Node]]] = target.__dict__.setdefault("_children", {})
    found = kept.get(parent.wid)
    if found is None or found[0] is not base:
        before = base.index.get(parent.wid)
        old = {wid_of(child) for child in before.children} if isinstance(before, Provision) else set()
        here = {"", *map(wid_of, parent.children)}
        fresh = {_wording(child) for child in parent.children if wid_of(child) not in old}
        found = kept[parent.wid] = base, here, fresh
    return found[1:]


def _behind_annexes(edit: Insertion, target: Version) -> Insertion:
    """What brings the first annex, where another's has come since: it is one more annex, behind that one."""
    parent, first = target.index.get(edit.parent), edit.provisions[0]
    there = parent.child(ANNEXES) if isinstance(parent, Provision) else None
    if first.name != ANNEXES or not isinstance(first, Provision) or not isinstance(there, Provision):
        return edit
    annexes = tuple(node for node in first.children if not isinstance(node, Opaque))
    return Insertion(there.wid, wid_of(there.children[-1]), annexes)


def _land_after(
    edit: Insertion | Move, here: Set[str], before: Node | None, own: Set[str], make: Callable[[str], Edit]
) -> Landing:
    """The edit after its neighbour, or, where that is not `here`, as a suggestion after the nearest one before it."""
    if edit.after in here or edit.after in own or not isinstance(before, Provision):
        return Landing("clean", make(edit.after))
    siblings = ["", *(wid_of(child) for child in before.children)]
    if edit.after not in siblings:
        return Landing("clean", make(edit.after))
    earlier = siblings[: siblings.index(edit.after)]
    nearest = next((wid for wid in reversed(earlier) if wid in here), "")
    return Landing("fuzzy", make(nearest), f"`{edit.after}`, after which it stood, is gone")


def _land_deletion(edit: Deletion, base: Version, target: Version, *, live: bool) -> Landing:
    """A live amendment's deletion is of what its sponsors read, whatever numbers were given since."""
    node, before = target.index.get(edit.wid), base.index.get(edit.wid)
    if node is None:
        return Landing("satisfied", None, "the provision is gone")
    digest = digest_of(node)
    if digest == edit.old or (live and before is not None and _wording(before) == _wording(node)):
        return Landing("clean", Deletion(edit.wid, digest))
    return Landing(
        "fuzzy", Deletion(edit.wid, digest), f"the words of `{edit.wid}` are no longer those its sponsors read"
    )


def _wording(node: Node) -> Node:
    """The node without numbers and identifiers."""
    if isinstance(node, Provision):
        kept = tuple(_wording(child) for child in node.children if child.name != "num")
        return content(Provision(node.name, "", node.attrs, kept))
    return content(node)


def _land_move(edit: Move, base: Version, target: Version) -> Landing:
    parent = target.index.get(edit.parent)
    if edit.wid not in target.index or not isinstance(parent, Provision):
        return Landing("conflict", None, f"`{edit.wid}` or where it was to go is no longer in the text")
    siblings = ["", *(wid_of(child) for child in parent.children)]
    if edit.wid in siblings and edit.after in siblings and siblings.index(edit.wid) == siblings.index(edit.after) + 1:
        return Landing("satisfied", None, "it stands there already")
    before = base.index.get(edit.parent)
    return _land_after(edit, set(siblings), before, set(), lambda after: Move(edit.wid, edit.parent, after))
