"""Where the words of a text begin and end, in any script.

A token is a word, a run of blanks, or one mark of punctuation; of Han, Kana and the scripts of South-East Asia that
write no blanks, one character. A word keeps its inner hyphens and apostrophes (`non-living`, `l’État`) and a number
its inner points and commas. No token cuts a grapheme cluster (UAX #29), and an atom is a token of its own.
"""

from __future__ import annotations

import re
import string
from functools import cache

import regex

_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"  # Han, Kana, Bopomofo
)
_HYPHENS = "\\-'\u2019\u2010\u2011"
# Characters that are each a grapheme cluster of their own whatever stands beside them: the texts of all six languages
# of the United Nations, unless vowel signs or combining accents are written.
_PLAIN = (
    "\\t\\n -\u00ac\u00ae-\u02ff\u0370-\u0482"
    "\u048a-\u0557\u0559-\u058a\u058d-\u058f\u05d0-\u05ea\u060b-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u208e\u2090-\u209c\u20a0-\u20cf"
    "\u2100-\u218f\u2e80-\u3029\u3030-\u303c\u303e-\u3098\u309b-\u3296\u32b0-\u9fff"
    "\uf900-\ufaff\uff01-\uff9d\uffe0-\uffef\ufffc"
)


def _grammar(word: str, blank: str, any_one: str, hyphen: str) -> str:
    """The pattern of one token, from the pattern of a character of a word, of a blank and of anything."""
    joint = rf"(?:{hyphen}|(?<=\d)[.,](?=\d))"
    return rf"{word}+(?:{joint}{word}+)*|{blank}+|{any_one}"


_ASCII = re.compile(_grammar(r"\w", r"\s", r"[\x00-\x7f]", "[-']"), re.ASCII)
_SIMPLE = re.compile(_grammar(rf"[^\W{_UNSPACED}]", r"\s", r"[\s\S]", f"[{_HYPHENS}]"))
_is_plain = re.compile(f"[{_PLAIN}]*").fullmatch


@cache
def _any() -> regex.Pattern[str]:
    """One token of any text; compiled when the first text needs it, since most never do."""
    word = rf"(?:(?=\p{{GCB=Prepend}}*[[\p{{L}}\p{{N}}_]--[{_UNSPACED}]])\X)"
    pattern = _grammar(word, r"(?:(?=\p{GCB=Prepend}*\s)\X)", r"\X", rf"(?:(?=[{_HYPHENS}])\X)")
    return regex.compile(pattern, regex.VERSION1)


def _pattern(chars: str) -> re.Pattern[str] | regex.Pattern[str]:
    """The quickest pattern that finds the tokens of such characters."""
    if chars.isascii():
        return _ASCII
    return _SIMPLE if _is_plain(chars) else _any()


def tokens(chars: str) -> list[str]:
    """The tokens of the characters, in order: `"".join(tokens(s)) == s`."""
    found: list[str] = _pattern(chars).findall(chars)
    return found


# One letter for every character below: W of a word, D digit, B blank, P mark of punctuation, J joins words, N joins
# numbers, H a token by itself, and ? where only its neighbours can tell.
_TABLE_STOP = 0x3000


def _kinds() -> str:
    chars = "".join(map(chr, range(_TABLE_STOP)))
    kinds = ["?"] * _TABLE_STOP
    for char in re.findall(f"[{_PLAIN}]", chars):
        kinds[ord(char)] = _kind(char)
    for char in re.findall(rf"(?=[{_PLAIN}])[^\W\d{_UNSPACED}]", chars):
        kinds[ord(char)] = "W"
    return "".join(kinds)


def _kind(char: str) -> str:
    if char.isdecimal():
        return "D"
    if char.isspace():
        return "B"
    if char in "-'\u2019\u2010\u2011":
        return "J"
    if char in ".,":
        return "N"
    return "P"


_KINDS = _kinds()
_TOGETHER = frozenset(("WW", "WD", "DW", "DD", "BB"))
_WORDS = "WD"


def _kind_at(chars: str, index: int) -> str:
    """The letter of `_KINDS` for one place; outside the text that of punctuation."""
    if not 0 <= index < len(chars):
        return "P"
    char = chars[index]
    code = ord(char)
    if code < _TABLE_STOP:
        return _KINDS[code]
    return "H" if "\u3400" <= char <= "\u9fff" or char == "\ufffc" else "?"


# The commonest pairs of characters with a boundary between them, so that most questions are one look-up.
_LATIN = string.ascii_letters
_PARTED = frozenset([a + b for a in _LATIN for b in " ,.;:)]"] + [a + b for a in " ([" for b in _LATIN + string.digits])


def is_boundary(chars: str, index: int) -> bool:
    """Whether a token begins or ends at the code point `index`."""
    if chars[index - 1 : index + 1] in _PARTED or index <= 0 or index >= len(chars):
        return True
    left = _kind_at(chars, index - 1)
    right = _kind_at(chars, index)
    if left == "?" or right == "?":
        return index in _edges(chars, index)
    if left in "JN" or right in "JN":
        return _joint_boundary(chars, index, index if right in "JN" else index - 1)
    return left + right not in _TOGETHER


def _joint_boundary(chars: str, index: int, joint: int) -> bool:
    """The same beside a hyphen, an apostrophe, a full stop or a comma at `joint`, which words or digits may hold."""
    before, after = _kind_at(chars, joint - 1), _kind_at(chars, joint + 1)
    if before == "?" or after == "?":
        return index in _edges(chars, index)
    holders = _WORDS if _kind_at(chars, joint) == "J" else "D"
    return before not in holders or after not in holders


def _edges(chars: str, index: int) -> tuple[int, int]:
    """The nearest boundaries at or before and at or after `index`."""
    start = chars.rfind(" ", 0, index)
    while start > 0 and not ("!" <= chars[start - 1] <= "~"):
        start = chars.rfind(" ", 0, start)
    at = max(start, 0)
    for found in _pattern(chars).finditer(chars, at):
        if found.end() >= index:
            return (found.start(), found.end()) if found.end() > index else (index, index)
    return at, len(chars)


def widen(chars: str, start: int, stop: int) -> tuple[int, int]:
    """The range widened outward to whole tokens; an empty range inside a token becomes that token."""
    if not is_boundary(chars, start):
        start = _edges(chars, start)[0]
    if not is_boundary(chars, stop):
        stop = _edges(chars, stop)[1]
    return start, stop
