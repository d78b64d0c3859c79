"""Labels at the start of a line: article, division, annex, option, paragraph, point, and the numbers they carry.

A label is kept as printed, brackets included; its *key* (class and number) is only for finding its place.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

import msgspec

from treaty_drafts.model.numbers import SUFFIXES
from treaty_drafts.sources.words import (
    ANNEX,
    ANNEX_CJK,
    ARTICLE_CJK,
    ARTICLE_NUMBER,
    ARTICLE_WORD,
    CARDINALS,
    CJK,
    DIVISIONS,
    DIVISIONS_CJK,
    HYPHEN,
    LETTERS_AR,
    NEW_ALONE,
    NEW_ARTICLE,
    OPTION,
    ORDINAL_CJK,
    ORDINALS,
    ORDINALS_AR,
    PUT_IN,
    ROMAN,
    SUFFIX,
    SUFFIX_CJK,
)

Key: TypeAlias = tuple[int | str, ...]
"""A number for comparing: its digits, then the place of its suffix (`3.3 ter` is `(3, 3, 3)`); empty if unknown."""

_OPEN = r"(?P<open>[\[{\s]*(?:\d{1,2} ?: (?=[A-Z]))?)"
_OPENED = re.compile(r"[\[{\s]*+")
_CLOSE = r"(?:\s*\][\]\s]*)?"
_NUMBER = rf"(?:[A-Z0-9]{{1,4}}(?!\w)|{ROMAN}|{'|'.join(CARDINALS)})"

_ORDINALS = "|".join(sorted(ORDINALS_AR, key=len, reverse=True))

_DIVISION = "|".join(
    rf"(?P<{kind}>{words}[ \u00a0]+(?:{_NUMBER}{SUFFIX}?|(?:{_ORDINALS})(?!\w))|第[{CJK}]+{DIVISIONS_CJK[kind]})"
    for kind, words in DIVISIONS.items()
)
_ANNEX_NUMBER = rf"(?:{_ORDINALS}|{'|'.join(LETTERS_AR)}|[А-Я])(?!\w)|№[ \u00a0]?\d{{1,2}}(?!\w)|{_NUMBER}"
_SUBS = r"(?:\.(?:\d{1,3}|[xX])){0,12}"
REFERS: Final = r"(?![ \u00a0]*[,;а-яß-ÿa-z])"
"""What does not follow the number of a provision: `2 bis of article 5`, at a line's start, is a reference."""
_PARA = (
    r"(?:ALT[ ]?)?(?:"
    rf"\d{{1,3}}{_SUBS}{SUFFIX}\d?(?:[.．):、]{{1,2}}|{REFERS})"
    rf"|\d{{1,3}}{_SUBS}[.)][ \u00a0]?(?:{ORDINALS})(?![^\W_])(?:[.．):]{{1,2}}|{REFERS})"
    rf"|\d{{1,3}}{_SUBS}[.．):](?![\dxX])"
    r"|\d{1,3}(?:\.(?:\d{1,3}|[xX])){1,12}(?=[ \t\u00a0]+[A-Z\[“\"«(À-Þ]|\[\^|\ufffc)"
    rf"|\(\d{{1,3}}{SUFFIX}?\)"
    rf"|[{CJK}]+{SUFFIX_CJK}?、"
    r")"
)
_LETTER = r"(?:[a-zа-я]{2}(?![^\W\d_])|[ivxl]{1,6}|[a-zа-я]|(?<=\()[A-Z]|(?<=[(（])(?:[أ-ي]{1,2}ـ?|[" + CJK + "]+))"
_POINT = (
    r"(?:"
    rf"[(（]?{_LETTER}(?:{HYPHEN}?{PUT_IN}){{0,2}}[)）]"
    rf"(?:(?:[ \u00a0]?[(（]?(?:{ORDINALS}|{ORDINAL_CJK})[)）]?){{1,2}}(?![^\W\d_]))?"
    r"|(?:[a-z]|[ivx]{1,5})\.(?=[\s\ufffc\[])"
    r")"
)

_OPTION_NUMBER = rf"(?:\d{{1,2}}|\([a-z]\)|[IVX]+(?!\w)|[A-H](?!\w)|[{CJK}]+)"

STARTS: Final = re.compile(
    rf"{_OPEN}(?:"
    rf"(?P<article>(?:{ARTICLE_WORD}|{NEW_ARTICLE}){ARTICLE_NUMBER}(?:[.:](?!\d))?"
    rf"|新?{ARTICLE_CJK}|{NEW_ALONE}){_CLOSE}"
    rf"|(?:{_DIVISION})"
    rf"|(?P<annex>{ANNEX}(?:[ \u00a0]+(?:{_ANNEX_NUMBER}){SUFFIX}?)?|{ANNEX_CJK}{SUFFIX_CJK}?)"
    rf"|(?P<option>{OPTION}[ \u00a0]*{_OPTION_NUMBER}{SUFFIX}?(?:[ ]?\([a-z]\))?\ufffc*[\]:.)\s]*)"
    rf"|(?P<para>(?:\[\d{{1,3}}\])+[.):]|\[{_PARA}[ ]?\]|{_PARA}){_CLOSE}\ufffc*(?=\s|$|[^\d\s])"
    rf"|(?P<point>{_POINT}){_CLOSE}"
    r")"
)
"""What a structured line may start with; `open` are the brackets before the label."""


class Label(msgspec.Struct, frozen=True, gc=False):
    """What a line starts with: its kind, the end of the label in code points, its class and its number."""

    kind: str
    stop: int
    rank: str
    key: Key


def label_at(chars: str, start: int = 0) -> Label | None:
    """The label that stands at `start`, or None."""
    found = STARTS.match(chars, start)
    if found is None:
        return None
    kind = next(name for name in _KINDS if found[name] is not None)
    body = found[kind]
    rank, key = _READ[kind](body)
    return Label(kind, found.end(), rank, key)


def opened(chars: str, start: int) -> int:
    """Where the brackets and blanks end that stand there before a label; the last may belong to the label."""
    found = _OPENED.match(chars, start)
    return start if found is None else found.end()


def continues(chars: str, start: int) -> bool:
    """Whether the physical line that starts there goes on with the sentence before it."""
    label = label_at(chars, start)
    if label is None:
        return True
    if label.kind == "option":
        return False
    if label.kind in ("para", "point"):
        return label.stop >= len(chars) or not (chars[label.stop - 1] in ".):])" or chars[label.stop].isspace())
    return True


def integer(number: str) -> int | None:
    """The value of a number as printed: digits of any script, Chinese numerals, Roman numerals, English words."""
    if number.isdigit():
        return int(number)
    if number in CARDINALS:
        return CARDINALS.index(number) + 1
    if number in ORDINALS_AR:
        return ORDINALS_AR.index(number) + 1
    return _chinese(number) if number and number[0] in CJK else roman(number)


def _chinese(number: str) -> int:
    total = current = 0
    for char in number:
        if char == "十":
            total += (current or 1) * 10
            current = 0
        elif char == "百":
            total += (current or 1) * 100
            current = 0
        elif char in "零〇":
            current = 0
        else:
            current = 2 if char == "两" else _DIGITS.index(char) + 1
    return total + current


_DIGITS = "一二三四五六七八九"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman(number: str) -> int | None:
    """The value of a Roman numeral in either case, or None where it is none."""
    values = [_ROMAN.get(char) for char in number.lower()]
    if not values or None in values:
        return None
    known = [value for value in values if value is not None]
    return sum(-one if one < after else one for one, after in zip(known, [*known[1:], 0], strict=True))


def roman_numeral(value: int) -> str:
    """A number from 1 to 399 as a small Roman numeral."""
    out = ""
    for one, letters in _LETTERS:
        while value >= one:
            out += letters
            value -= one
    return out


_LETTERS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese_numeral(value: int) -> str:
    """A number from 1 to 99 in Chinese, as points are numbered (`十一`)."""
    tens, units = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return head + (_DIGITS[units - 1] if units else "")


_RANKS = {"alt": 0, **SUFFIXES, "quat": 4}
_PARTS = re.compile(rf"\d+|[xX](?!\w)|之[{CJK}]+|{'|'.join(sorted(_RANKS, key=len, reverse=True))}")


def number_key(label: str) -> Key:
    """The digits of a label, then the places of its suffixes: `12 bis` is `(12, 2)`, `3.3alt` `(3, 3, 0)`."""
    key: list[int | str] = []
    for part in _PARTS.findall(label.lower().replace("\u064b", "")):
        if part.isdigit():
            key.append(int(part))
        elif part[0] == "之":
            key.append(_chinese(part[1:]))
        elif part == "x":
            key.append(999)
        else:
            key.append(_RANKS[part])
    return tuple(key)


_NAME = re.compile(rf"(?:{ARTICLE_WORD}|{NEW_ARTICLE})[ \u00a0]+\[?|{NEW_ALONE}")


def _article(body: str) -> tuple[str, Key]:
    if "第" in body:
        number, _, suffix = body.partition("第")[2].partition("条")
        value = integer(number)
        return "article", (value, *number_key(suffix)) if value is not None else ()
    name = _NAME.match(body)
    number = body[name.end() :] if name is not None else ""
    if number.lower().startswith(("premier", "première", "1er", "unique")):
        return "article", (1, *number_key(number[4:]))
    key = number_key(number)
    if key and number[0].isdigit() and 999 not in key:
        return "article", key
    value = roman(number.split()[0].rstrip(".:]")) if number else None
    return "article", (value, *key) if value is not None and number[0] not in "XY" else ()


def _division(body: str) -> tuple[str, Key]:
    if body.startswith("第"):
        value = integer(body[1:].rstrip("部分章节"))
    else:
        number = body.split(maxsplit=1)[-1]
        value = integer(number)
        if value is None and len(number) == 1:
            value = ord(number) - 64
    return "division", (value,) if value is not None else ()


def _annex(body: str) -> tuple[str, Key]:
    suffix = _TAIL.search(body)
    own = body if suffix is None else body[: suffix.start()].rstrip()
    words = own.split(None, 1)
    number = own[2:].strip() if own.startswith("附件") else words[1].lstrip("№ \u00a0") if len(words) > 1 else ""
    value = integer(number) if number else None
    if number in LETTERS_AR:
        value = LETTERS_AR.index(number) + 1
    elif value is None and len(number) == 1:
        value = _CYRILLIC.find(number.lower()) + 1 or ord(number.upper()) - 64
    return "annex", () if value is None else (value, *number_key(suffix[0])) if suffix is not None else (value,)


def _option(body: str) -> tuple[str, Key]:
    name = re.search(r"\(([a-z])\)|(\d+)|([IVX]+)(?!\w)|([A-H])(?!\w)|([" + CJK + r"]+)", body[3:])
    if name is None:
        return "option", ()
    if name[1] or name[4]:
        return "option letter", (ord((name[1] or name[4]).lower()) - 96,)
    value = integer(name[2] or name[3] or name[5])
    return "option", (value, *number_key(body[3 + name.end() :])) if value is not None else ()


def _para(body: str) -> tuple[str, Key]:
    numeral = _HAN.match(body)
    if numeral is not None:
        return "para cjk", (_chinese(numeral[1]), *number_key(body[numeral.end() :]))
    key = number_key(body)
    if body.startswith("[") and body.count("[") > 1:
        key = key[:1]
    rank = "dotted" if re.search(r"\d\.(?:\d|[xX])", body) else "enclosed" if body.startswith("(") else "para"
    return rank, key


_HAN = re.compile(rf"\[?([{CJK}]+)")
_TAIL = re.compile(rf"(?<=[^\W\d_]|[) .-])\W*{PUT_IN}(?:\W+{PUT_IN})?\W*$")


def _point(body: str) -> tuple[str, Key]:
    inner = body.strip("()（）. ")
    suffix = _TAIL.search(inner) if len(inner) > 2 else None
    head = inner[: suffix.start()] if suffix is not None else inner
    tail = number_key(suffix[0]) if suffix is not None else ()
    head = head.strip("()（）. ")
    style = "dot " if body.endswith(".") else ""
    if head[0] in CJK:
        return "point cjk", (_chinese(head), *tail)
    if head in ABJAD:
        return "point", (ABJAD.index(head) + 1, *tail)
    if head.isupper():
        return "point upper", (ord(head[0]) - 64, *tail)
    if head[0] >= "а":
        return style + "point", (_CYRILLIC.find(head[0]) + 1 or ord(head[0]), *tail)
    if len(head) == 1:
        return style + "point", (ord(head) - 96, *tail)
    if head == head[0] * len(head) and head[0] not in "ivx":
        return style + "point", (ord(head[0]) - 96 + 26 * (len(head) - 1), *tail)
    value = roman(head)
    if value is None:
        return style + "point", (26 + ord(head[-1]) - 96, *tail)
    return style + "point roman", (value, *tail)


_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص")
_KINDS = ("para", "point", "article", "option", "part", "chapter", "section", "annex")
_READ = {
    "article": _article,
    "part": _division,
    "chapter": _division,
    "section": _division,
    "annex": _annex,
    "option": _option,
    "para": _para,
    "point": _point,
}
