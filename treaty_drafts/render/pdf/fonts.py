"""Which fonts a text is set in: one for each script, always the same, and none that only some machines have.

Latin, Greek and Cyrillic come with Typst, Arabic with the package `fontpkg-amiri`. Every other script has one face, of
the Noto family, which Debian and most systems package; a text that needs a face which is not installed is refused
before a box stands for a character.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple, TypeAlias

import regex
import typst

from treaty_drafts.errors import MissingFont

Choice: TypeAlias = str | tuple[str, str]
"""A family, or a family and the characters for which alone it is asked (`latin-in-cjk`, as Typst names them)."""

TEXT: Final = "Libertinus Serif"
"""The face of Latin, Greek and Cyrillic; it is part of Typst."""

ARABIC: Final = "Amiri"
"""The face of Arabic, a Naskh for running text: https://github.com/aliftype/amiri."""

SYMBOLS: Final = ("New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
"""For arrows, ballot boxes and other signs that the face of the text lacks; parts of Typst too."""


class Face(NamedTuple):
    """The family of a script, and the Debian package that brings it if it does not come with this one."""

    family: str
    package: str = ""


_CORE = "fonts-noto-core"
_CJK = "fonts-noto-cjk"
_FACES: Final = {
    "Han": Face("Noto Serif CJK SC", _CJK),
    "Arabic": Face(ARABIC),
    "Hiragana": Face("Noto Serif CJK JP", _CJK),
    "Katakana": Face("Noto Serif CJK JP", _CJK),
    "Hangul": Face("Noto Serif CJK KR", _CJK),
    **{
        script: Face(f"Noto Serif {script}", _CORE)
        for script in """Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Hebrew Kannada Khmer Lao
        Malayalam Myanmar Sinhala Tamil Telugu Thai Tibetan""".split()
    },
    **{script: Face(f"Noto Sans {script}", _CORE) for script in ("Mongolian", "Thaana", "Tifinagh")},
}
_OWN: Final = {"ara": "Arabic", "fas": "Arabic", "per": "Arabic", "pus": "Arabic", "urd": "Arabic", "heb": "Hebrew"}
_HAN: Final = {"jpn": "Hiragana", "kor": "Hangul"}
"""Languages whose ideographs are drawn otherwise than in Chinese."""

_WIDE: Final = frozenset(map(chr, (*range(0x3000, 0x3040), *range(0xFE30, 0xFE50), *range(0xFF01, 0xFFE7))))
"""Punctuation of Chinese, Japanese and Korean, and wide forms."""

_MARKED: Final = regex.compile(r"(\P{M})([\p{M}--\p{Default_Ignorable_Code_Point}]+)", regex.VERSION1)
"""A letter and its marks."""

_BEYOND = "\u0530"
"""The first code point after Latin, Greek and Cyrillic."""


def choose(text: str, language: str) -> tuple[Choice, ...]:
    """The families for a text, in the order in which each is asked for a character.

    `MissingFont` where a script of the text has a face, and it is not installed, and where a letter and its mark are of
    different faces: Typst would print the mark and lose the letter.
    """
    wanted: dict[str, list[str]] = {}
    for character in sorted(set(text)):
        script = script_of(character, language)
        if script:
            wanted.setdefault(script, []).append(character)
    for script, found in wanted.items():
        if _FACES[script].package and _FACES[script].family not in installed():
            raise missing("".join(found), language)
    for letter, marks in _MARKED.findall(text) if wanted else ():
        script = script_of(letter, language)
        if not all(_patterns()[script].match(mark) if script else not script_of(mark) for mark in marks):
            raise missing(letter + marks, language)
    families = tuple(dict.fromkeys(_FACES[script].family for script in wanted))
    if any("CJK" in family for family in families) and language in ("zho", "jpn", "kor"):
        return ((TEXT, "latin-in-cjk"), *families, TEXT, *SYMBOLS)
    if _OWN.get(language) in wanted:
        own = _FACES[_OWN[language]].family
        return (own, TEXT, *(family for family in families if family != own), *SYMBOLS)
    return (TEXT, *families, *SYMBOLS)


def script_of(character: str, language: str = "") -> str:
    """The script for which a character needs a face of its own; empty where it comes with Typst, or has none."""
    if character < _BEYOND:
        return ""
    for script, pattern in _patterns().items():
        if pattern.match(character):
            return _HAN.get(language, script) if script == "Han" else script
    return _HAN.get(language, "Han") if character in _WIDE else ""


def missing(characters: str, language: str) -> MissingFont:
    """The refusal for characters that no font at hand has."""
    shown = " ".join(dict.fromkeys(_named(character) for character in characters[:8]))
    scripts = {script_of(character, language) for character in characters}
    faces = sorted({_FACES[script] for script in scripts if script})
    said = ", ".join(sorted(filter(None, scripts)))
    more = f" and {len(characters) - 8} more" if len(characters) > 8 else ""
    fact = f"no font at hand has {shown}{more}{f' ({said})' if said else ''}"
    absent = [face for face in faces if face.package and face.family not in installed()]
    if not absent:
        return MissingFont(fact, step="write it otherwise, or take another format")
    families = " and ".join(face.family for face in absent)
    packages = " ".join(sorted({face.package for face in absent}))
    return MissingFont(fact, step=f"install {families}; on Debian and Ubuntu: apt-get install {packages}")


def fonts(families: Iterable[Choice]) -> typst.Fonts:
    """The fonts to look in: those of the system only where one is asked for that is not brought."""
    brought = {TEXT, ARABIC, *SYMBOLS}
    return _fonts(system=not all((choice if isinstance(choice, str) else choice[0]) in brought for choice in families))


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=system, font_paths=[str(files("fontpkg_amiri") / "files")])


@cache
def installed() -> frozenset[str]:
    """The families at hand, those of the system included; looked for once."""
    return frozenset(_fonts(system=True).families())


@cache
def _patterns() -> dict[str, regex.Pattern[str]]:
    return {script: regex.compile(rf"\p{{Script_Extensions={script}}}") for script in _FACES}


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() else code
