"""Numerals as treaties print them: digits of four scripts, Roman, letters, Chinese, ordinals.

A style is a way of writing numbers. A token may be read in several (`i` is a letter and a Roman one); the sequence that
it stands in decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from treaty_drafts.compilation.numbering.words import ABJAD, CARDINALS, CYRILLIC, HIJAI, ORDINALS_AR_F, ORDINALS_AR_M

LIMIT: Final = 1000
"""Numbers of treaties are below it; a year in brackets is none."""


class Style(msgspec.Struct, frozen=True, gc=False):
    """A way of writing numbers: both functions give None where the style has no such number."""

    name: str
    read: Callable[[str], int | None]
    write: Callable[[int], str | None]


def readings(token: str) -> dict[str, int]:
    """Every style that has the token as a number from 1 to 999, and the number."""
    found = {}
    for style in STYLES.values() if not token.isdecimal() else _DIGITS:
        value = style.read(token)
        if value is not None and 0 < value < LIMIT:
            found[style.name] = value
    return found


def written(value: int, style: str, like: str) -> str | None:
    """The number in that style, in capitals where `like` is; None where the style has no such number."""
    text = STYLES[style].write(value)
    if text is not None and style in _CASED and like[:1].isupper():
        return text.upper() if like.isupper() else text.capitalize()
    return text


def _digits(name: str, zero: str) -> Style:
    forth = {ord("0") + n: ord(zero) + n for n in range(10)}
    own = frozenset(chr(ord(zero) + n) for n in range(10))

    def read(token: str) -> int | None:
        return int(token) if own.issuperset(token) and len(token) < 4 and token[0] != zero else None

    return Style(name, read, lambda value: str(value).translate(forth))


_PAIRS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _write_roman(value: int) -> str | None:
    if value >= 400:
        return None
    out = ""
    for worth, glyphs in _PAIRS:
        while value >= worth:
            out += glyphs
            value -= worth
    return out


_ROMAN = {text: value for value in range(1, 400) if (text := _write_roman(value))}


def _letters(name: str, letters: Sequence[str]) -> Style:
    """Letters, doubled after the last: `a … z, aa, bb`."""
    place = {letter: n for n, letter in enumerate(letters)}
    count = len(letters)

    def read(token: str) -> int | None:
        one = token[:2] if token[:2] in place else token[:1]
        times = len(token) // max(len(one), 1)
        return place[one] + 1 + count * (times - 1) if one in place and one * times == token else None

    return Style(name, read, lambda value: letters[(value - 1) % count] * ((value - 1) // count + 1))


def _read_pairs(token: str) -> int | None:
    value = 0
    for char in token:
        if not "a" <= char <= "z":
            return None
        value = value * 26 + ord(char) - 96
    return value


def _write_pairs(value: int) -> str:
    out = ""
    while value:
        value, rest = divmod(value - 1, 26)
        out = chr(97 + rest) + out
    return out


_CJK = "〇一二三四五六七八九"


def _read_chinese(token: str) -> int | None:
    if not token or token.strip("零〇一二三四五六七八九两十百"):
        return None
    token = token.replace("零", "〇").replace("两", "二")
    if "十" not in token and "百" not in token:
        return int("".join(str(_CJK.index(char)) for char in token)) if len(token) < 4 and token[0] != "〇" else None
    hundreds, has_hundreds, rest = token.rpartition("百")
    tens, has_tens, ones = rest.rpartition("十")
    parts = (
        hundreds if has_hundreds else "〇",
        (tens.strip("〇") or "一") if has_tens else "〇",
        ones.strip("〇") or "〇",
    )
    if any(len(part) != 1 or part not in _CJK for part in parts):  # `十十` is no number
        return None
    return sum(_CJK.index(part) * worth for part, worth in zip(parts, (100, 10, 1), strict=True))


def _write_chinese(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    out = f"{_CJK[hundreds]}百" if hundreds else ""
    if tens:
        out += "十" if tens == 1 and not hundreds else f"{_CJK[tens]}十"
    elif hundreds and ones:
        out += "〇" if not out else "零"
    return out + (_CJK[ones] if ones else "")


def _listed(name: str, words: Sequence[str]) -> Style:
    """Numbers that are words or single characters of their own."""
    place = {word: n + 1 for n, word in enumerate(words)}
    return Style(name, place.get, lambda value: words[value - 1] if value <= len(words) else None)


def _capital(style: Style) -> Style:
    """The style in capitals, apart from the small letters: `(A)` and `(a)` are two sequences."""

    def read(token: str) -> int | None:
        return style.read(token.lower()) if token == token.upper() != token.lower() else None

    def write(value: int) -> str | None:
        text = style.write(value)
        return text.upper() if text else None

    return Style(style.name.upper(), read, write)


_LATIN = _letters("latin", "abcdefghijklmnopqrstuvwxyz")
_SMALL_ROMAN = Style("roman", _ROMAN.get, _write_roman)
_DIGITS = [_digits("decimal", "0"), _digits("arabic-indic", "٠"), _digits("persian", "۰"), _digits("full-width", "０")]
_KNOWN = [
    *_DIGITS,
    _LATIN,
    _capital(_LATIN),
    _SMALL_ROMAN,
    _capital(_SMALL_ROMAN),
    Style("pairs", _read_pairs, _write_pairs),
    _letters("cyrillic", CYRILLIC),
    _capital(_letters("cyrillic", CYRILLIC)),
    _letters("abjad", ABJAD),
    _letters("hijai", HIJAI),
    Style("chinese", _read_chinese, _write_chinese),
    _listed("enclosed", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    _listed("circled", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    _listed("ordinal-m", ORDINALS_AR_M),
    _listed("ordinal-f", ORDINALS_AR_F),
]
_words = _listed("cardinal", CARDINALS)
STYLES: Final = {
    **{style.name: style for style in _KNOWN},
    "cardinal": Style("cardinal", lambda token: _words.read(token.lower()), _words.write),
}
"""Every style by name, the likelier first where a token can be read in two."""

LETTERED: Final = frozenset(("latin", "LATIN", "pairs", "cyrillic", "CYRILLIC", "abjad", "hijai"))
"""Styles in which a number is a letter: a reference must use the style of its target."""

_CASED = frozenset(("cardinal",))
