"""A foreign document may give one wId to two elements: they are told apart to be shown, and not to be amended."""

from __future__ import annotations

from collections.abc import Iterator

from treaty_drafts.amend.compare import Comparison, compare
from treaty_drafts.amend.edit import Amendment, Deletion, Edit, Insertion, Substitution
from treaty_drafts.amend.naming import Naming
from treaty_drafts.errors import PatchError
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version


def told_apart(comparison: Comparison) -> Comparison:
    """The comparison, or where it changes what the old version has twice by one wId, that of copies with one each."""
    outline = comparison.alignment.old
    if len(outline.numbers) == len(outline.nodes):
        return comparison
    kept: Comparison | None = comparison.__dict__.get("_apart")
    if kept is None:
        base, edits = comparison.base, (*comparison.wordings, *comparison.numbers, *comparison.structure)
        if not any(wid in base.repeated for edit in edits for wid in _named(edit, base)):
            return comparison
        kept = comparison.__dict__["_apart"] = compare(_apart(base), _apart(comparison.target))
    return kept


def refuse_repeated(amendment: Amendment, base: Version) -> None:
    """`PatchError` for an amendment of a place that the base has twice: readers could take it for either."""
    if not base.repeated:
        return
    for edit in amendment.patch.edits:
        for wid in _named(edit, base):
            if wid in base.repeated:
                one, other = _shown(base.index[wid]), _shown(base.repeated[wid])
                raise PatchError(
                    f"{amendment.symbol} amends what has the wId `{wid}`, and both {one} and {other} have it",
                    place=wid,
                    step="give one of them another wId in the base; `treaty-drafts check` names their lines",
                )


def _named(edit: Edit, base: Version) -> Iterator[str]:
    """The wIds of the elements whose words or children an edit changes, and those that say where."""
    if not isinstance(edit, Insertion):
        yield edit.wid
    if not isinstance(edit, Substitution | Insertion):
        yield base.parents.get(edit.wid, "")
    if not isinstance(edit, Substitution | Deletion):
        yield edit.parent
        yield edit.after


def _shown(node: Provision | Block) -> str:
    """The element as its tag, and the number that a provision prints."""
    eid = dict(node.attrs).get("eId")
    tag = f'<{node.name} eId="{eid}">' if eid else f"<{node.name}>"
    return f"{tag} ({node.num})" if isinstance(node, Provision) and node.num else tag


def _apart(version: Version) -> Version:
    """A copy in which what has the wId of an element before it has `{wId}~2`."""
    naming = Naming((), "2")

    def provision(node: Provision) -> Provision:
        wid = naming.fresh(node.wid)
        return Provision(node.name, wid, node.attrs, tuple([inner(child) for child in node.children]))

    def inner(node: Node) -> Node:
        if isinstance(node, Opaque):
            return node
        if isinstance(node, Provision):
            return provision(node)
        wid = naming.fresh(node.wid)
        return Block(node.name, wid, node.attrs, Text(node.text.chars, tuple(map(mark, node.text.marks))))

    def mark(mark: Mark) -> Mark:
        return mark if mark.atom is None else Mark(mark.start, mark.stop, mark.name, mark.attrs, inner(mark.atom))

    return Version(provision(version.root), version.facts, version.attrs)
