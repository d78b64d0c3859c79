"""How numbered units are cited, before renumbering and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from treaty_drafts.amend.edit import Substitution
from treaty_drafts.compilation.numbering.units import DIVISIONS, Unit
from treaty_drafts.compilation.numbering.words import PARAGRAPH

Changed: TypeAlias = Mapping[str, tuple[Substitution, ...]]
"""By wId of a unit, the edits of its label."""

_ENDS = " .．、"
"""What ends a label where it stands before its words, and is not said where it is cited."""


def cite(unit: Unit, by_wid: Mapping[str, Unit], changed: Changed, language: str) -> str:
    """How the unit is cited: `Article 3 bis, paragraph 2 (a)`."""
    label = unit.chars
    for edit in reversed(changed.get(unit.wid, ())):
        label = label[: edit.start] + edit.new.chars + label[edit.stop :]
    label = label.replace("\ufffc", "").strip(" []［］:")
    above = by_wid.get(unit.anchor)
    if above is None or unit.kind == "article" or unit.kind in DIVISIONS:
        return label.rstrip(_ENDS)
    around = cite(above, by_wid, changed, language)
    if unit.kind == "paragraph" and above.kind == "article":
        return PARAGRAPH.get(language, PARAGRAPH["eng"]).format(article=around, number=label.rstrip(_ENDS))
    return f"{around} {label}"
