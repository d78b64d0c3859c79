"""The same wIds in all languages: labels that a language prints in its own way, under the number that the others print.

A Chinese text numbers its parts 第一部分 and its points （一） and 1., where the other languages of the United Nations
print Part I, (a) and (i); an Arabic text says الأول and (أ).
The eId is the number as printed; the wId is the common one.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from treaty_drafts.model.numbers import number_of
from treaty_drafts.model.tree import Block, Mark, Node, Opaque, Provision, Text
from treaty_drafts.model.version import Version
from treaty_drafts.sources.labels import ABJAD, integer, roman_numeral
from treaty_drafts.sources.words import CJK, LETTERS_AR, ORDINALS_AR, PUT_IN

_ORDINAL = re.compile("|".join(sorted(ORDINALS_AR, key=len, reverse=True)))
_HAN = re.compile(rf"[{CJK}]+")
_SUFFIX = re.compile(rf"(?<=.)\W*{PUT_IN}(?:\W+{PUT_IN})?\W*$")
_NUMBERED = re.compile(r"((?:.*__)?[^_]+_)[^_]+((?:_\d+)?)$")
Turned: TypeAlias = tuple[tuple[str, str], ...]
"""Beginnings of wIds and what they became, the innermost first: an annex's, too, whose document has a wId beside it."""
_ROMAN_UNITS = ("part", "chapter", "section", "attachment")


def common(version: Version) -> Version:
    """The version with the wIds that the other languages' texts have, where its labels are Chinese or Arabic."""
    if version.facts.language not in ("zho", "ara"):
        return version
    root = version.root
    used: set[str] = set()
    children = tuple([_renamed(child, (), (), used) for child in root.children])
    return Version(Provision(root.name, root.wid, root.attrs, children), version.facts, version.attrs)


def _renamed(node: Node, turned: Turned, above: tuple[str, ...], used: set[str]) -> Node:
    """The node with the first fitting prefix of its wId `turned`, and its own number to the common one.

    A label that stands a second time keeps the count that tells the two apart; `used` are the wIds given so far.
    """
    if isinstance(node, Opaque):
        return node
    old, new = next((pair for pair in turned if node.wid.startswith(pair[0])), ("", ""))
    wid = new + node.wid[len(old) :]
    own = _own(node, above) if isinstance(node, Provision) else ""
    if own:
        wid = _NUMBERED.sub(rf"\g<1>{own}\g<2>", wid)
    wid = _free(wid, used)
    attrs = tuple(pair for pair in node.attrs if pair[0] != "wId")
    eid = dict(attrs).get("eId", "")
    if wid != eid and eid:
        attrs = (("eId", eid), ("wId", wid), *(pair for pair in attrs if pair[0] != "eId"))
    if wid != node.wid:
        turned = ((node.wid, wid), *turned)
    if isinstance(node, Block):
        return Block(node.name, wid, attrs, _text(node.text, turned, above, used))
    inner = (*above, _style(node)) if node.num else above
    children = tuple([_renamed(child, turned, inner, used) for child in node.children])
    return Provision(node.name, wid, attrs, children)


def _free(wid: str, used: set[str]) -> str:
    """The wId, or, where an element before has it, the next one that none has; it is then taken."""
    found, count = wid, 1
    while found and found in used:
        count += 1
        found = f"{wid}_{count}"
    used.add(found)
    return found


def _text(text: Text, turned: Turned, above: tuple[str, ...], used: set[str]) -> Text:
    if all(mark.atom is None for mark in text.marks):
        return text
    marks = []
    for mark in text.marks:
        atom = None if mark.atom is None else _renamed(mark.atom, turned, above, used)
        attrs = mark.attrs if atom is None or isinstance(atom, Opaque) else atom.attrs
        marks.append(Mark(mark.start, mark.stop, mark.name, attrs, atom))
    return Text(text.chars, tuple(marks))


def _style(node: Provision) -> str:
    """How a point's label is written: `han` or not."""
    return "han" if node.name in ("paragraph", "point") and _HAN.search(node.num) else ""


def _own(node: Provision, above: tuple[str, ...]) -> str:
    """The number by the common way of printing, or the empty string where the label is printed that way already."""
    label = node.num.strip("[]()（）.．、 ")
    if not label:
        return ""
    if node.name in _ROMAN_UNITS:
        return _of_unit(label)
    return _of_point(label, above) if node.name == "point" else ""


def _of_unit(label: str) -> str:
    suffix = _SUFFIX.search(label)
    if suffix is not None:
        own = _of_unit(label[: suffix.start()])
        return own and own + number_of(f"1{suffix[0]}")[1:]
    letter = label.rpartition(" ")[2]
    if letter in LETTERS_AR:
        return _letter(LETTERS_AR.index(letter) + 1).upper()
    found = _ORDINAL.search(label) or _HAN.search(label)
    value = integer(found.group()) if found else None
    return roman_numeral(value).upper() if value else ""


def _of_point(label: str, above: tuple[str, ...]) -> str:
    suffix = _SUFFIX.search(label)
    if suffix is not None:
        own = _of_point(label[: suffix.start()], above)
        return own and own + number_of(f"1{suffix[0]}")[1:]
    if label in ABJAD:
        return _letter(ABJAD.index(label) + 1)
    if _HAN.fullmatch(label):
        return _letter(integer(label) or 0)
    return roman_numeral(int(label)) if label.isdigit() and "han" in above and int(label) < 400 else ""


def _letter(value: int) -> str:
    return chr(96 + value) if 0 < value <= 26 else str(value)
