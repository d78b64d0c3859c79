"""What a bracket is, told by its form: the catalogue of negotiators' brackets, one line each.

A form that is not in the table is wording. The numbers beside the lines are those of `tests/cases/brackets.md`.
"""

from __future__ import annotations

import re

from treaty_drafts.brackets.standing import Kind

REACH = 240
"""Code points of a bracket's inside that its kind is told by, at each end."""

_WHOSE = r"(?:(?:negotiat|chair|co-chair|facilitat|secretariat|draft|editor|explanatory|translat|legal)[\w'’]* )?"
_TO_BE = "added|completed|confirmed|decided|determined|developed|drafted|elaborated|inserted|specified"

_FORMS: tuple[tuple[Kind, str], ...] = (
    ("call", r"\^[^\s\]]+"),  # 71
    ("editorial", r"sic[!.]?|emphasis added|\w+ only|footnotes? omitted|adapted from .*"),  # 71
    ("editorial", r"without reference to (?:a|any) .*committee.*"),  # 69
    ("editorial", r"\d{1,2} ?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*(?: ?\d{2,4})?"),  # 71
    ("extraction", r"tab|page \d+|page break|image|illegible|line break"),  # 71
    ("status", r"(?:provisionally |informally )?(?:agreed|closed|cleared)(?: (?:ad ref\w*\.?|text|(?:in|by|on) .*))?"),
    ("status", r"ad ref\w*\.?|pending\b.{0,80}"),  # 60
    ("placeholder", r"[*{ ]*place ?-?holder\b.*"),  # 43, 44, 46
    ("placeholder", r"[*{ ]*(?:option \w+: )?\{placeholder\b.*"),  # 45
    ("placeholder", rf".{{0,60}}\bto be (?:{_TO_BE})(?: later| at a later .{{1,20}})?\.?|tbd|tbc"),
    ("placeholder", r"(?:a )?suitable provision.*|provision on .*"),
    ("footnote", r" \d{1,3} |\d{1,3} (?-i:[A-Z])\w* .*"),  # 41
    ("note", rf"{_WHOSE}notes?(?: by [\w ]{{1,40}})?: ?.*"),  # 66, 67
    ("note", r"(?:move|moved|placement|place) (?:proposal\b|\(|to\b).*|define (?:the )?scope\b.*"),  # 47
    ("note", r"further \w+ may be required.*"),
    ("blank", r"\s*|[.\s]{2,}|[._·•●○■–—\s-]*[_·•●○■–—-][._·•●○■–—\s-]*"),  # 17
    ("blank", r"[xyzn]{1,4}%?|(?:20|19)xx|x{2,}|\?+|#+|[xyzn]-[xyzn]"),  # 14, 15, 17, 19
    ("blank", r"(?:date|year|number|name|place|title|amount)(?: [xyzn])?"),
    ("number", r"(?:article |chapter |section |annex |part )?\d{1,3}(?:[. ]?(?:bis|ter|quat(?:er)?|alt))?\.? ?"),
    ("number", r"\(?[a-z]\)|\d+\.\d+\.?"),  # 31
)
_TABLE = [(kind, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for kind, pattern in _FORMS]
_LONG = [(kind, form) for kind, form in _TABLE if kind in ("placeholder", "note", "footnote")]

_OMISSION = re.compile(r"\s*(?:…|\.\.\.|\. \. \.)\s*")
_ASKS_FOR_WORD = re.compile(
    r"(?:^|[\s(])(?:of|in|for|within|than|by|at|least|every|an?|the|number|de|du|dans|un|une|en|por|el|la|на|в)\s*$",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    r"\s*(?:years?|months?|days?|hours?|per ?cent|%|dollars?|members?|parties|"
    r"ans|mois|jours|años|meses|días|лет|дней)\b",
    re.IGNORECASE,
)
_SECTION_BEFORE = re.compile(r"(?:articles?|paragraphs?|art\.|para\.|annex|section)\s+[\w.()]*\.$", re.IGNORECASE)
_NUMBER_AHEAD = re.compile(r"\s*(?:\[\d{1,3}\]\s*)*(?:\.|\)|$|\s*\*?\()")


def kind_of(
    inside: str, *, whole: bool, before: str = "", after: str = "", italic: bool = False, numbering: bool = False
) -> Kind:
    """The kind of a bracket with that `inside`, or of a long one (`whole` false) that begins so.

    `before` and `after` are the characters beside it in its block, `italic` says that it is set in italics, glyphs
    and all and nothing else with it, `numbering` that it stands in a `num` or `heading`.
    """
    if whole and _OMISSION.fullmatch(inside):  # 18, 71
        return "blank" if _ASKS_FOR_WORD.search(before) or _UNIT_AFTER.match(after) else "editorial"
    for kind, form in _TABLE if whole else _LONG:
        if form.fullmatch(inside):
            return _in_place(kind, inside, before, after, numbering=numbering)
    if italic and whole and len(inside) <= 80 and inside[:1] not in ",;" and "[" not in inside:  # 50
        return "note" if inside.endswith(".") else "label"
    return "wording"


def _in_place(kind: Kind, inside: str, before: str, after: str, *, numbering: bool) -> Kind:
    """Some forms mean one thing at the head of a provision and another in its words."""
    if kind == "blank" and inside in ("x", "y", "z", "n") and before[-1:].isalpha():
        return "wording"  # 40: inside a word, `a[n]`
    if kind == "footnote" and numbering:
        return "wording"
    if kind != "number":
        return kind
    if _SECTION_BEFORE.search(before):
        return "reference"  # 42
    ends = inside.rstrip().endswith((".", ")")) or _NUMBER_AHEAD.match(after)
    heads = ends and not before.strip(" \t[]0123456789*")
    return "number" if numbering or heads else "wording"
