"""The number in a printed label: `Article 3 bis`, `(a)`, `第五十八条`, `المادة ٣`, in six languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_WORDS: Final = frozenset(
    """article articles art artt part chapter chap section sec annex appendix option alternative alt title paragraph
    para     schedule protocol book no nr option variant point
    chapitre partie annexe appendice titre variante paragraphe n o
    artículo articulo capítulo capitulo parte sección seccion anexo apéndice título titulo opción opcion alternativa
    párrafo parrafo núm num
    artigo seção secao opção opcao parágrafo paragrafo alínea alinea
    статья глава часть раздел приложение пункт вариант ст п
    المادة مادة الفصل الباب الجزء القسم الفرع المرفق التذييل الخيار البند الفقرة رقم""".split()
)
_SUFFIXES: Final = {
    **{word: word for word in "bis ter quater quinquies sexies septies octies novies decies".split()},
    "бис": "bis",
    "тер": "ter",
    "кватер": "quater",
    "مكرر": "bis",
    "مكررا": "bis",
    "مكرراً": "bis",
    "ثالثا": "ter",
    "ثالثاً": "ter",
    "رابعا": "quater",
    "رابعاً": "quater",
}
_BY_COUNT: Final = ("", "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_FIRST: Final = {"premier": "1", "première": "1", "primero": "1", "primera": "1", "первая": "1", "الأولى": "1"}
_HAN: Final = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER: Final = "[〇零一二两三四五六七八九十百千]+"
_CHINESE: Final = re.compile(
    rf"(?:第|附件|附录|选项|备选案文|方案)?\s*(\d+|{_HAN_NUMBER})\s*(?:条|章|节|部分|编|款|项|卷)?\s*(?:之\s*(\d+|{_HAN_NUMBER}))?"
)
_ORDINAL: Final = re.compile(r"(\d+)(?:er|re|ère|ère)", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[\w\u0300-\u036f]+")
_SIGNED: Final = re.compile(r"\s*-\d")


def number_of(num: str) -> str:
    """The number that a label prints, as it stands in an eId, or the empty string if it prints none.

    Article words, brackets and outer punctuation go; inner punctuation becomes `-`; digits of any script and Chinese
    numerals become ASCII digits, Roman numerals and letters stay as they are; `3 bis` is `3bis`, in every language.
    """
    label = unicodedata.normalize("NFKC", re.sub(r"(?<=\d)[ºª°]", "", num)).replace("\u0640", "")
    label = "".join(str(unicodedata.decimal(char, char)) for char in label)
    signed = _SIGNED.match(re.sub(r"[\[\](){}]", "", label))
    chinese = _CHINESE.fullmatch(re.sub(r"[\s.,、。:;()\[\]{}【】〔〕]+", "", label))
    if chinese and not label.isascii():
        suffix = _han(chinese.group(2)) if chinese.group(2) else 0
        return f"{_han(chinese.group(1))}{_BY_COUNT[suffix] if suffix < len(_BY_COUNT) else f'-{suffix}'}"
    parts = _parts(label)
    return ("-" if signed and parts else "") + "".join(parts).lstrip("-")


def _parts(label: str) -> list[str]:
    """The label's parts that make up its number, each with the hyphen that divides it from the one before."""
    parts: list[str] = []
    for found in _TOKEN.finditer(label):
        token = found.group()
        low = token.lower()
        if low in _SUFFIXES:
            parts.append(_SUFFIXES[low])
        elif not parts and low in _FIRST:
            parts.append(_FIRST[low])
        elif parts and len(token) > 4 and token.isalpha() and not _roman(token):
            break
        elif low not in _WORDS or (len(token) == 1 and not parts and found.end() >= len(label.rstrip(" .)]"))):
            ordinal = _ORDINAL.fullmatch(token)
            parts.append(f"-{ordinal.group(1) if ordinal else token.replace('_', '-')}")
    return parts


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
