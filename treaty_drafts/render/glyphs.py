"""Square brackets that delegations put around words, or lift: in a compilation, glyphs that come or go.

They come or go alone, or at the edge of an alternative that comes or goes with them: `][April]` behind `[March`.
"""

from __future__ import annotations

from typing import TypeAlias

from treaty_drafts.brackets.glyphs import CLOSING, GLYPH, pair
from treaty_drafts.compilation.compiled import Alternative, Bracket, Words
from treaty_drafts.model.tree import Text

Symbols: TypeAlias = tuple[str, ...]

_CLOSING = frozenset(CLOSING)


def parted(words: Words) -> Words:
    """The words, in which a glyph that a delegation takes out stands apart from an alternative that goes with it."""
    if not any(type(part) is Bracket for part in words):
        return words
    return tuple([piece for part in words for piece in (_parted(part) if type(part) is Bracket else (part,))])


def _parted(part: Bracket) -> tuple[Bracket, ...]:
    if len(part.alternatives) != 2:
        return (part,)
    own, rival = part.alternatives
    glyph = "" if rival.words or own.symbols or not rival.sponsors else _at_the_edge(own)
    if not glyph or _glyph(own):
        return (part,)
    (text,) = own.words
    assert type(text) is Text
    size = len(text.chars)
    at = text.chars.index(glyph) + 1 if glyph in CLOSING else text.chars.rindex(glyph)
    return tuple(
        Bracket(part.wid, part.start + i, part.start + k, part.kind, (Alternative((text.slice(i, k),)), rival))
        for i, k in ((0, at), (at, size))
    )


def glyphs_of(part: Text | Bracket) -> tuple[list[Alternative], Bracket | None, list[Alternative]]:
    """The glyphs that close words before this place and those that open words after it; between, what is left of it."""
    if type(part) is not Bracket or part.kind != "insertion":
        return [], part if type(part) is Bracket else None, []
    glyphs = [_at_the_edge(one) for one in part.alternatives]
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


def _at_the_edge(one: Alternative) -> str:
    """The glyph without a partner with which a wording begins, if it closes, or ends, if it opens; else none."""
    if len(one.words) != 1 or type(one.words[0]) is not Text:
        return ""
    chars = one.words[0].chars.strip()
    glyphs = GLYPH.findall(chars)
    _, stray = pair(glyphs)
    if len(stray) != 1:
        return ""
    glyph: str = glyphs[stray[0]]
    return glyph if (chars.startswith(glyph) if glyph in CLOSING else chars.endswith(glyph)) else ""


def _glyph(one: Alternative) -> str:
    """The glyph that is all of a wording; the empty string for any other."""
    if len(one.words) != 1 or type(one.words[0]) is not Text:
        return ""
    glyph = one.words[0].chars.strip()
    return glyph if GLYPH.fullmatch(glyph) else ""
