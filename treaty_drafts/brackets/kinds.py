"""What a bracket is, told by its form: the catalogue of negotiators' brackets, one line each.

A form that is not in the table is wording. Numbers in brackets beside the lines are those of `tests/cases/brackets.md`.
"""

from __future__ import annotations

import re

from treaty_drafts.brackets.standing import Kind

REACH = 240
"""Code points of a bracket's inside that its kind is told by, at each end."""

_TABLE: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for kind, pattern in (
        ("call", r"\^[^\s\]]+"),  # 71
        ("editorial", r"sic[!.]?|emphasis added|\w+ only|without reference to .*|footnotes? omitted|adapted from .*"),  # 69, 71
        ("extraction", r"tab|page \d+|page break|image|illegible|line break"),  # 71
        ("status", r"(?:provisionally |informally )?(?:agreed|closed|cleared)(?: (?:ad ref\w*\.?|text|in .*|by .*|on .*))?|ad ref\w*\.?|pending.{0,80}"),  # 60
        ("placeholder", r"[*{ ]*(?:place ?-?holder\b.*|.{0,60}\bto be (?:added|inserted|determined|decided|completed|developed|drafted|confirmed|specified|elaborated)(?: later| at a later .{1,20})?\.?|tbd|tbc|suitable provision.*|a suitable provision needs.*)"),  # 43-46
        ("footnote", r" \d{1,3} |\d{1,3} (?-i:[A-Z])\w* .*"),  # 41
        ("note", r"(?:(?:negotiat\w*|chair\w*|facilitator\w*|secretariat\w*|drafting|editor\w*|explanatory|translator\w*|legal)['’]?s?['’]? )?notes?(?: by [\w ]{1,40})?: ?.*|(?:move|moved|placement|place) (?:proposal\b|\(|to\b).*|define (?:the )?scope\b.*|further \w+ may be required.*"),  # 67
        ("blank", r"\s*|[.\s]{2,}|[._…·•–—\s-]*[_…·•–—-][._…·•–—\s-]*|[xyzn]{1,4}%?|(?:20|19)xx|x{2,}|\?+|#+|(?:date|year|number|name|place|title|amount)(?: [xyzn])?|[xyzn]-[xyzn]"),  # 14-20
        ("number", r"(?:article |chapter |section |annex |part )?\d{1,3}(?:[. ]?(?:bis|ter|quater|quat|alt))?\.? ?|\(?[a-z]\)|\d+\.\d+\.?"),  # 30-32
    )
)
_OMISSION = re.compile(r"\s*(?:…|\.\.\.|\. \. \.)\s*")
_ASKS_FOR_WORD = re.compile(r"(?:^|[\s(])(?:of|in|for|within|than|by|at|least|every|an?|the|number|de|du|dans|un|une|en|por|el|la|на|в)\s*$", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"\s*(?:years?|months?|days?|hours?|per ?cent|%|dollars?|members?|parties|percent|ans|mois|jours|años|meses|días|лет|дней)\b", re.IGNORECASE)
_SECTION_BEFORE = re.compile(r"(?:articles?|paragraphs?|art\.|para\.|annex|section|chapter)\s+[\w.()]*\.$", re.IGNORECASE)
_NUMBER_AHEAD = re.compile(r"\s*(?:\[\d{1,3}\]\s*)*(?:\.|\)|$|\s*\*?\()")


def kind_of(inside: str, *, whole: bool, before: str = "", after: str = "", italic: bool = False, numbering: bool = False) -> Kind:
    """The kind of a bracket with that `inside`, or of a long one (`whole` false) that begins so.

    `before` and `after` are the characters beside it in its block, `italic` says that it is set in italics, glyphs
    and all and nothing else with it, `numbering` that it stands in a `num` or `heading`.
    """
    if whole and _OMISSION.fullmatch(inside):
        return "blank" if _ASKS_FOR_WORD.search(before) or _UNIT_AFTER.match(after) else "editorial"
    for kind, pattern in _TABLE:
        if pattern.fullmatch(inside) and (whole or kind in ("placeholder", "note", "footnote")):
            return _in_place(kind, inside, before, after, numbering)
    if italic and whole and len(inside) <= 80 and inside[:1] not in ",;" and "[" not in inside:
        return "note" if inside.endswith(".") else "label"
    return "wording"


def _in_place(kind: Kind, inside: str, before: str, after: str, numbering: bool) -> Kind:
    """Some forms mean one thing at the head of a provision and another in its words."""
    if kind == "blank" and inside.isalpha() and inside.islower() and inside in ("x", "y", "z", "n") and not before[-1:].isspace():
        return "blank" if after[:1] in "0123456789%- " or before[-1:] in "-(" else "wording"
    if kind == "footnote" and numbering:
        return "wording"
    if kind != "number":
        return kind
    if _SECTION_BEFORE.search(before):
        return "reference"
    heads = not before.strip(" \t[]0123456789*") and (inside.rstrip().endswith((".", ")")) or bool(_NUMBER_AHEAD.match(after)))
    return "number" if numbering or heads else "wording"
