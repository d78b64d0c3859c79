"""The number in a printed label: `Article 3 bis`, `(a)`, `第五十八条`, `المادة ٣`, in six languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_WORDS: Final = frozenset(
    """article articles art artt part chapter chap section sec annex appendix option alternative alt title paragraph
    para     schedule protocol book no nr option variant point
    chapitre partie annexe appendice titre variante paragraphe n o
    artículo articulo capítulo capitulo parte sección seccion anexo apéndice título titulo opción opcion alternativa
    párrafo parrafo núm num
    artigo seção secao opção opcao parágrafo paragrafo alínea alinea
    статья глава часть раздел приложение пункт вариант ст п
    المادة مادة الفصل الباب الجزء القسم الفرع المرفق مرفق التذييل الخيار البند الفقرة رقم
    附件""".split()
)
_BY_COUNT: Final = (
    *("", "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"),
    *("undecies", "duodecies"),
)
_ORDINALS_AR: Final = "ثانيا ثالثا رابعا خامسا سادسا سابعا ثامنا تاسعا عاشرا".split()
_WORDS_RU: Final = "бис тер кватер квинквиес сексиес септиес октиес новиес дециес".split()
SUFFIXES: Final[Mapping[str, int]] = {
    **{word: place for place, word in enumerate(_BY_COUNT[2:], 2)},
    "nonies": 9,
    **{word: place for place, word in enumerate(_WORDS_RU, 2)},
    **{word: place for place, word in enumerate(_ORDINALS_AR, 2)},
    **dict.fromkeys(("مكرر", "مكررا", "مكررة"), 2),
}
"""Suffixes of what was put in without renumbering, in small letters without vowel signs, and the place that each gives.

In Arabic an ordinal is one alone (`5 ثالثا` is 5 ter) or after the first: `5 مكررا ثانيا` is 5 ter, too.
"""
_GLUED: Final = re.compile(rf"(\d+|[^\W\d_])({'|'.join(sorted(SUFFIXES, key=len, reverse=True))})", re.IGNORECASE)
_NEW: Final = frozenset(
    """new nouvel nouveau nuevo novo новая جديدة الجديدة
    新条 新条款 新条文 新增条 新增条款 新增条文 新增一条 新的一条""".split()
)
"""What an article without a number is called until it has one."""
_FIRST: Final = {"premier": "1", "première": "1", "primero": "1", "primera": "1", "первая": "1", "الأولى": "1"}
_HAN: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER: Final = "[〇零一二两三四五六七八九十百千]+"
_CHINESE: Final = re.compile(
    rf"新?(?:第|附件|附录|选项|备选案文|方案)?\s*(\d+|{_HAN_NUMBER})\s*(?:条|章|节|部分|编|款|项|卷)?\s*"
    rf"(?:之\s*(\d+|{_HAN_NUMBER})|({'|'.join(_BY_COUNT[2:])}))?"
)
_LONGEST: Final = 4300
"""Digits of the longest number that Python reads; what is longer is a word."""
_ORDINAL: Final = re.compile(r"(\d+)(?:er|re|ère|ère)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"附件|[\w\u0300-\u036f]+")
_UNSAID: Final = {0x0640: None, 0x064B: None}
"""A lengthened line, and the vowel sign that stands before or after the last letter of `مكررا`."""
_SIGNED: Final = re.compile(r"\s*-\d")


def count_of(number: str) -> int | None:
    """What decimal digits of any script count to; None for all else, and for digits beyond reading."""
    return int(number) if number.isdecimal() and len(number) <= _LONGEST else None


def number_of(num: str) -> str:
    """The number that a label prints, as it stands in an eId, or the empty string if it prints none.

    Article words, brackets and outer punctuation go; inner punctuation becomes `-`; digits of any script and Chinese
    numerals become ASCII digits, Roman numerals and letters stay as they are; `3 bis` is `3bis`, in every language; and
    an article that is said to be new and has no number yet is `new`.
    """
    label = unicodedata.normalize("NFKC", re.sub(r"(?<=\d)[ºª°]", "", num)).translate(_UNSAID)
    label = "".join(str(unicodedata.decimal(char, char)) for char in label)
    signed = _SIGNED.match(re.sub(r"[\[\](){}]", "", label))
    chinese = _CHINESE.fullmatch(re.sub(r"[\s.,、。:;()\[\]{}【】〔〕]+", "", label))
    if chinese and not label.isascii():
        if max(map(len, chinese.groups(""))) > _LONGEST:
            return ""
        suffix = _han(chinese[2]) if chinese[2] else SUFFIXES[chinese[3]] if chinese[3] else 0
        return f"{_han(chinese[1])}{_BY_COUNT[suffix] if suffix < len(_BY_COUNT) else f'-{suffix}'}"
    parts = _parts(label)
    return ("-" if signed and parts else "") + "".join(parts).lstrip("-")


def _parts(label: str) -> list[str]:
    """The label's parts that make up its number, each with the hyphen that divides it from the one before."""
    parts: list[str] = []
    new = False
    for found in _TOKEN.finditer(label):
        token = found.group()
        low = token.lower()
        if low in SUFFIXES:
            _suffix(parts, low)
        elif not parts and low in _FIRST:
            parts.append(_FIRST[low])
        elif low in _NEW:
            new = True
        elif parts and len(token) > 4 and token.isalpha() and not _roman(token):
            break
        elif low not in _WORDS or (len(token) == 1 and not parts and found.end() >= len(label.rstrip(" .)]"))):
            glued = _GLUED.fullmatch(token) if len(token) > 3 else None
            ordinal = _ORDINAL.fullmatch(token)
            parts.append(f"-{glued[1] if glued else ordinal[1] if ordinal else token.replace('_', '-')}")
            if glued:
                _suffix(parts, glued[2].lower())
    return parts or (["-new"] if new else [])


def _suffix(parts: list[str], word: str) -> None:
    """Adds the suffix; an Arabic ordinal after the first suffix counts on from it."""
    place = SUFFIXES[word]
    if word in _ORDINALS_AR and parts[-1:] == ["bis"] and place + 1 < len(_BY_COUNT):
        parts[-1] = _BY_COUNT[place + 1]
    else:
        parts.append(_BY_COUNT[place])


def _roman(token: str) -> bool:
    """Whether the token is written with the letters of Roman numerals alone."""
    return not token.strip("IVXLCDMivxlcdm")


def _han(digits: str) -> int:
    """The value of Chinese numerals, written out (二十一) or digit by digit (二一), or of ASCII digits."""
    if digits.isascii():
        return int(digits)
    if not any(char in _HAN_UNITS for char in digits):
        return int("".join(str(_HAN[char]) for char in digits))
    total, digit = 0, 0
    for char in digits:
        if char in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN[char]
    return total + digit
