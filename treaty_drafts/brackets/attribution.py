"""Who said what inside a bracket: the field's grammars of attribution.

At the head, `[EU, AOSIS: …]`, `[US oppose: …]`, `[US/PE/MX41/SG propose …]`, `[VN: oppose …]`; at the tail, `[… (EGY,
supported by …)]`, `[… - US; G77 delete]`. A delegation is known by a code or name of `names`; beside a known one an
unknown name stays as printed. Whatever does not read as one of these forms from end to end is wording.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from treaty_drafts.brackets.names import CATEGORIES, code_of
from treaty_drafts.brackets.standing import Attribution, Position

Stance: TypeAlias = Literal["propose", "support", "oppose", "retain", "reserve", "consider"]

_WORDS: tuple[tuple[Stance, str], ...] = (
    ("oppose", r"oppos(?:e|es|ed|ing)|delet(?:e|es|ed|ing|ion)|objects?|do(?:es)? not support|maintains? opposition"),
    ("consider", r"(?:is |are )?considering|(?:is |are )?flexible|seeks? clarification|can go along.*"),
    ("support", r"support(?:s|ed|ing)?(?: in principle| ad ref\w*\.?)?|can accept|accepts?"),
    ("retain", r"retain(?:s|ed)?|keeps?|maintains?"),
    ("reserve", r"reserv(?:e|es|ed|ing)(?: (?:its|their|on))?(?: positions?)?"),
    ("propose", r"propos(?:e|es|ed|al)|prefers?|adds?|inserts?"),
)
_ANY = "|".join(f"(?P<{stance}>{words})" for stance, words in _WORDS)
_SAID = f"(?P<said>{'|'.join(words for _, words in _WORDS)})"
_FLAGS = re.IGNORECASE | re.DOTALL
_STANCE = re.compile(rf"(?:{_ANY})\Z", _FLAGS)
_LAST = re.compile(rf"(?P<names>.*?\S)[\s:(]++{_SAID}\)?\Z", _FLAGS)
_FIRST = re.compile(rf"{_SAID}\s*:?\s+(?P<names>.+)\Z", _FLAGS)
_BY = re.compile(r"(?P<said>supported|opposed|proposed|reserved|proposal) (?:by|from)\s+(?P<names>.+)\Z", _FLAGS)
# Blanks may be many: each pattern that may begin with some begins at the first alone, and gives none of them back.
_BEFORE_BY = re.compile(r"(?<!\s)(?:\s*+[,;])?\s++(?=(?:supported|opposed|proposed|reserved) (?:by|from)\s)", _FLAGS)

_COLON = re.compile(r"\s*+(?P<who>[^:\[\]]{1,160}?)\s*:\s*")
_THEN = re.compile(r"(?P<said>oppose|propose|support|delete|retain|reserve)\b[:.]?\s*")
_BARE = re.compile(
    r"\s*(?P<who>[A-Z][A-Z0-9/, ;-]{1,120}?)\s+(?P<said>propose|oppose|support|retain|delete)\b[.:;,]?\s*"
)
_DELETE = re.compile(r"\s*delete\s*:\s*", re.IGNORECASE)
_PARENTHESIS = re.compile(r"(?<!\s)\s*+\((?P<who>[^()\[\]]{2,160})\)[\s.,;]*\Z")
_DASH = re.compile(r"(?:(?<!\s)\s++|(?<=[.,;]))[-–—]\s*+(?=[A-Z])")
_ALONG = re.compile("can go along", _FLAGS)
"""The one form that may hold such a dash: behind all others a second dash is in no name."""
_COMMA = re.compile(r"(?:(?<!\s)\s++)?(?:[,&+]|/(?!China\b))\s*+")
_PLAUSIBLE = re.compile(r"[A-ZÀ-ÞА-Я][\w.'’-]*(?: (?:and|of|the|for|de|[A-ZÀ-ÞА-Я][\w.'’-]*)){0,5}\Z")


def attribution_of(head: str, tail: str, *, whole: bool) -> Attribution | None:
    """Who is said to want the words of a bracket whose inside begins with `head` and ends with `tail`.

    `whole`: both are the whole inside. None where the bracket names nobody. Where branches stand inside
    (`A - EU / B - US`), the tail is the last branch's, and not read here.
    """
    said, begin = _at_head(head)
    rest = tail[begin:] if whole else tail
    after, end = _at_tail(rest)
    if end and " / " in rest[: len(rest) - end]:
        after, end = (), 0
    return Attribution(said + after, begin, end) if said or after else None


def branch_attribution(words: str) -> Attribution | None:
    """Who is said to want one branch of a bracket with several: `promoting sustainable - US`."""
    said, end = _at_tail(words)
    return Attribution(said, 0, end) if said else None


def _at_head(inside: str) -> tuple[tuple[Position, ...], int]:
    """Attribution at the head, and its length in code points."""
    found = _DELETE.match(inside)
    if found:
        return (Position("", "", "oppose"),), found.end()
    found = _COLON.match(inside)
    if found and found["who"][:1].isupper():
        then = _THEN.match(inside, found.end())
        stance = _stance(then["said"]) if then else None
        said = _positions(found["who"], default=stance or "propose")
        if said:
            return said, then.end() if then else found.end()
    found = _BARE.match(inside)
    if found:
        said = _positions(f"{found['who']} {found['said']}", default="propose", known=True)
        return said, found.end() if said else 0
    return (), 0


def _at_tail(inside: str) -> tuple[tuple[Position, ...], int]:
    """Attribution at the tail, and its length in code points, the blank before it included."""
    found = _PARENTHESIS.search(inside)
    if found:
        said = _positions(found["who"], default="propose")
        if said and not _defines(inside[: found.start()], found["who"], said):
            return said, len(inside) - found.start()
        return (), 0
    after = -1
    for dash in reversed(list(_DASH.finditer(inside))):
        if after < 0 or _ALONG.search(inside, dash.end(), after):
            said = _positions(inside[dash.end() :], default="propose", known=True)
            if said:
                return said, len(inside) - dash.start()
        after = dash.start()
    return (), 0


def _defines(before: str, who: str, said: tuple[Position, ...]) -> bool:
    """Whether `(SIDS)` abbreviates the words before it, or names a category of the text, rather than a sponsor."""
    if len(said) > 1 or not code_of(who):
        return False
    if code_of(who) in CATEGORIES:
        return True
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", before)).casefold()
    return len(who) > 1 and initials.endswith(who.casefold().rstrip("s"))


def _positions(text: str, *, default: Stance, known: bool = False) -> tuple[Position, ...]:
    """The positions that a list such as `EGY, supported by JPN; G77 delete` states; none where it is not such a list.

    At least one name must be known, the first of all names among them; with `known`, every one.
    """
    found: list[Position] = []
    for clause in text.strip(" .,;\t\n").split(";"):
        for part in _BEFORE_BY.split(clause.strip(" .,\t\n")):
            names, stance = _said(part.strip(" .,:\t\n"), default)
            positions = [Position(name, code_of(name), stance) for name in _names(names)]
            if not positions or not all(one.code or (not known and _PLAUSIBLE.match(one.name)) for one in positions):
                return ()
            found += positions
    return tuple(found) if found and found[0].code else ()


def _said(part: str, default: Stance) -> tuple[str, Stance]:
    """The names of a part of the list, and the stance that it gives them."""
    for form in (_BY, _LAST, _FIRST):
        found = form.match(part)
        if found:
            return found["names"].rstrip(" :,("), _stance(found["said"])
    return part, default


def _stance(word: str) -> Stance:
    """The stance that a word of the table states."""
    found = _STANCE.match(word)
    said = found.lastgroup if found else None
    for stance, _ in _WORDS:
        if stance == said:
            return stance
    return "oppose" if word.casefold().startswith("oppos") else "support"


def _names(text: str) -> list[str]:
    """A list of delegations, taken apart at commas, slashes, ampersands and `and`, unless that is part of a name."""
    names: list[str] = []
    for part in [text] if code_of(text) else _COMMA.split(text):
        piece = part.strip().removeprefix("and ").strip()
        if piece and not code_of(piece) and " and " in piece:
            names += [name.strip() for name in piece.split(" and ")]
        elif piece:
            names.append(piece)
    return names
