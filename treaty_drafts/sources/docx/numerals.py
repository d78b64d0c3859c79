"""Numbers as Word prints them in a list, by the name of the format (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from treaty_drafts.sources.labels import chinese_numeral, roman_numeral

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALIF_BA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ENGLISH += "seventeen eighteen nineteen twenty".split()
_ORDINAL = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
_ORDINAL += "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_IDEOGRAPHS = str.maketrans("0123456789", "〇一二三四五六七八九")
_MOST = 3_000


def numeral(count: int, form: str) -> str:
    """The number in that format; in digits where the format is not known, or does not reach so far."""
    if form == "none":
        return ""
    if not 0 < count < _MOST:
        return str(count)
    return _FORMATS.get(form, str)(count)


def _letter(alphabet: str) -> Callable[[int], str]:
    """Letters that repeat past the end of the alphabet: z, aa, bb."""
    return lambda count: alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)


def _roman(count: int) -> str:
    hundreds, rest = divmod(count, 100)
    thousands, hundreds = divmod(hundreds, 10)
    large = "m" * thousands + ("", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm")[hundreds]
    return large + roman_numeral(rest)


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{'th' if count % 100 in (11, 12, 13) else ending}"


def _spelled(words: list[str]) -> Callable[[int], str]:
    return lambda count: words[count - 1].capitalize() if count <= len(words) else str(count)


def _chinese(count: int) -> str:
    return chinese_numeral(count) if count < 100 else str(count)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "lowerLetter": _letter(_LATIN),
    "upperLetter": _letter(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "russianLower": _letter(_RUSSIAN),
    "russianUpper": _letter(_RUSSIAN.upper()),
    "arabicAbjad": _letter(_ABJAD),
    "arabicAlpha": _letter(_ALIF_BA),
    "hindiNumbers": lambda count: str(count).translate(_INDIC),
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": lambda count: chr(0x245F + count) if count <= 20 else str(count),
    "decimalEnclosedCircleChinese": lambda count: chr(0x245F + count) if count <= 20 else str(count),
    "ordinal": _ordinal,
    "cardinalText": _spelled(_ENGLISH),
    "ordinalText": _spelled(_ORDINAL),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda count: str(count).translate(_IDEOGRAPHS),
}
