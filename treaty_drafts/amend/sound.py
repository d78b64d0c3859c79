"""Whether a patch from a file is sound: marks over their texts, atoms in their places, names that are names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from treaty_drafts.akn.doors import one_element
from treaty_drafts.akn.profile import EMPTIES, INLINES, LINES, NOTES, STRUCTURES
from treaty_drafts.amend.edit import Insertion, Patch, Substitution
from treaty_drafts.errors import MarkupError, PatchError
from treaty_drafts.model.tree import ATOM, Node, Opaque, Provision, Text, blocks, walk

_NAME = re.compile(r"(?:\{[^{}<>\"]+\})?[A-Za-z_][\w.-]*")
_DEEPEST = 256
_KNOWN = STRUCTURES | LINES | INLINES | EMPTIES | NOTES
_DECEIVING = re.compile("[\u202d\u202e\ud800-\udfff]")


def refuse_unsound(patch: Patch, place: str) -> None:
    """`MarkupError` where a text or a provision of the patch is not what the model promises."""
    for edit in patch.edits:
        if isinstance(edit, Substitution):
            fault = _text_fault(edit.new, 0)
        elif isinstance(edit, Insertion):
            fault = next((found for node in edit.provisions if (found := _fault(node, 0))), "") or _nameless(edit)
        else:
            fault = ""
        if fault:
            raise _damaged(fault, place)
    for wid, times in Counter(_new_wids(patch)).items():
        if times > 1:
            raise _damaged(f"the identifier `{wid}` is given to {times} new provisions", place)
    refuse_deceiving(patch)


def _damaged(fault: str, place: str) -> MarkupError:
    return MarkupError(
        f"the patch inside this amendment is damaged: {fault}", place=place, step="ask its sponsors for the file again"
    )


def _new_wids(patch: Patch) -> Iterator[str]:
    for edit in patch.edits:
        if isinstance(edit, Insertion):
            yield from (found.wid for node in edit.provisions for found in walk(node))


def refuse_deceiving(patch: Patch) -> None:
    """`PatchError` where new words hold what no reader sees as it is: a bidirectional override, half a character."""
    for edit in patch.edits:
        texts = [(edit.wid, edit.new.chars)] if isinstance(edit, Substitution) else []
        if isinstance(edit, Insertion):
            texts = [(line.wid, line.text.chars) for node in edit.provisions for line in blocks(node)]
        for wid, chars in texts:
            if found := None if chars.isascii() else _DECEIVING.search(chars):
                raise PatchError(
                    f"the new words hold U+{ord(found[0]):04X}, which readers do not see as it is",
                    place=wid,
                    step="take it out, and type the words as UTF-8 in the order in which they are read",
                )


def _fault(node: Node, depth: int) -> str:
    if depth > _DEEPEST:
        return f"elements are nested more than {_DEEPEST} deep"
    if isinstance(node, Opaque):
        carried = one_element(node.xml).rpartition(":")[2]
        same = carried and carried == node.name.rpartition("}")[2]
        return "" if same else f"the carried `{node.name}` is not one element"
    if node.name not in _KNOWN:
        return f"`{node.name}` is no element of Akoma Ntoso"
    if isinstance(node, Provision):
        return _names_fault(node.attrs) or next(
            (found for child in node.children if (found := _fault(child, depth + 1))), ""
        )
    return _names_fault(node.attrs) or _text_fault(node.text, depth + 1)


def _nameless(edit: Insertion) -> str:
    """The fault of an insertion of nothing, or of what nothing could be put after or into; a note in a text is none."""
    if not edit.provisions:
        return f"it inserts nothing into `{edit.parent}`"
    waiting: list[Node] = list(edit.provisions)
    while waiting:
        node = waiting.pop()
        if isinstance(node, Opaque):
            continue
        if not node.wid:
            return f"a new `{node.name}` has no identifier"
        waiting += node.children if isinstance(node, Provision) else ()
    return ""


def _names_fault(attrs: tuple[tuple[str, str], ...]) -> str:
    return next((f"`{name}` is no name of an attribute" for name, _ in attrs if not _NAME.fullmatch(name)), "")


def _text_fault(text: Text, depth: int) -> str:
    stops = [len(text.chars)]
    last = 0
    for mark in text.marks:
        while mark.start >= stops[-1] and len(stops) > 1:
            stops.pop()
        if not last <= mark.start < mark.stop <= stops[-1]:
            return f"the mark `{mark.name}` does not lie over its text"
        if (mark.atom is not None) != (text.chars[mark.start : mark.stop] == ATOM and mark.atom is not None):
            return f"the note `{mark.name}` does not stand at a U+FFFC"
        if fault := _names_fault(((mark.name, ""), *mark.attrs)) or (_fault(mark.atom, depth + 1) if mark.atom else ""):
            return fault
        last = mark.start
        stops.append(mark.stop)
    return ""
