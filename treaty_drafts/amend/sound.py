"""Whether a patch from a file is sound: marks over their texts, atoms in their places, names that are names."""

from __future__ import annotations

import re

from treaty_drafts.amend.edit import Insertion, Patch, Substitution
from treaty_drafts.errors import MarkupError
from treaty_drafts.model.tree import ATOM, Block, Node, Provision, Text

_NAME = re.compile(r"(?:\{[^{}<>\"]+\})?[A-Za-z_][\w.-]*")
_DEEPEST = 256


def refuse_unsound(patch: Patch, place: str) -> None:
    """`MarkupError` where a text or a provision of the patch is not what the model promises."""
    for edit in patch.edits:
        if isinstance(edit, Substitution):
            fault = _text_fault(edit.new, 0)
        elif isinstance(edit, Insertion):
            fault = next((found for node in edit.provisions if (found := _fault(node, 0))), "")
        else:
            fault = ""
        if fault:
            raise MarkupError(
                f"the patch inside this amendment is damaged: {fault}",
                place=place,
                step="ask its sponsors for the file again",
            )


def _fault(node: Node, depth: int) -> str:
    if depth > _DEEPEST:
        return f"elements are nested more than {_DEEPEST} deep"
    if not _NAME.fullmatch(node.name):
        return f"`{node.name}` is no name of an element"
    if isinstance(node, Provision):
        return _names_fault(node.attrs) or next(
            (found for child in node.children if (found := _fault(child, depth + 1))), ""
        )
    if isinstance(node, Block):
        return _names_fault(node.attrs) or _text_fault(node.text, depth + 1)
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
