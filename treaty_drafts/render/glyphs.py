"""Square brackets that delegations put around words, or lift: in a compilation, glyphs that come or go alone."""

from __future__ import annotations

from typing import TypeAlias

from treaty_drafts.brackets.glyphs import CLOSING, GLYPH
from treaty_drafts.compilation.compiled import Alternative, Bracket, Words
from treaty_drafts.model.tree import Text

Symbols: TypeAlias = tuple[str, ...]

_CLOSING = frozenset(CLOSING)


def glyphs_of(part: Text | Bracket) -> tuple[list[Alternative], Bracket | None, list[Alternative]]:
    """The glyphs that close words before this place and those that open words after it; between, what is left of it."""
    if type(part) is not Bracket or part.kind != "insertion":
        return [], part if type(part) is Bracket else None, []
    glyphs = [_glyph(one) for one in part.alternatives]
    if not any(glyphs):
        return [], part, []
    closing: list[Alternative] = []
    opening: list[Alternative] = []
    others: list[Alternative] = []
    for glyph, one in zip(glyphs, part.alternatives, strict=True):
        (others if not glyph else closing if glyph in CLOSING else opening).append(one)
    rest = None
    if any(one.words for one in others):
        rest = Bracket(part.wid, part.start, part.stop, part.kind, tuple(others))
    return closing, rest, opening


def is_put(words: Words, symbols: Symbols) -> bool:
    """Whether a glyph that these amendments put in closes something there."""
    return any(one.symbols == symbols for part in words for one in glyphs_of(part)[0])


def lifted(part: Text | Bracket) -> str:
    """The glyph of the text that all who want anything here want out; the empty string where it is another wish."""
    if type(part) is not Bracket or len(part.alternatives) != 2:
        return ""
    own, rival = part.alternatives
    return "" if rival.words or own.symbols else _glyph(own)


def is_lifted(words: Words, symbols: Symbols) -> bool:
    """Whether these amendments take a glyph out there that closes something."""
    return any(lifted(part) in _CLOSING and part.alternatives[1].symbols == symbols for part in words)  # type: ignore[union-attr]


def _glyph(one: Alternative) -> str:
    """The glyph that is all of a wording; the empty string for any other."""
    if len(one.words) != 1 or type(one.words[0]) is not Text:
        return ""
    glyph = one.words[0].chars.strip()
    return glyph if GLYPH.fullmatch(glyph) else ""
