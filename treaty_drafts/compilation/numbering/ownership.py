"""Whose article a reference means: this text's, another instrument's, or one that only a reader can tell."""

from __future__ import annotations

import re
from typing import Final

from treaty_drafts.compilation.numbering.mentions import Mention, between_neighbours
from treaty_drafts.compilation.numbering.reference_words import INSTRUMENT, ITS, NEARBY, OF, OWN, THAT, THEREOF

OURS: Final = ""
FOREIGN: Final = "foreign"
BEFORE: Final = "an instrument is named before it"
ITS_OWNER: Final = "whose it is stands before"
ANOTHER: Final = "which one “that” means stands before"
"""What `owners` says of a chain; anything else is the reason why it is unsure."""

_S = r"[ \u00a0\u202f]"
_WORD = r"[^\W\d_][\w’'-]*"
_LEAD = rf"{_S}*[,،，]?{_S}*"
_NEARBY: Final = re.compile(rf"{_LEAD}{NEARBY}")
_OWN: Final = re.compile(rf"{_LEAD}(?:{OF}{_S}*)?{OWN}(?:{_S}|(?=[\u4e00-\u9fff]))")
_THAT: Final = re.compile(rf"{_LEAD}(?:{OF}{_S}*{THAT}|{THEREOF})(?![^\W\d_])")
_THE: Final = rf"(?:(?:the|l[’']|la|el|los|las|le|les){_S}*)?"
_OF_INSTRUMENT: Final = re.compile(
    rf"{_LEAD}(?P<link>{OF})(?:(?<=ل)|(?:{_S}+|(?<=[’'])){_THE}(?P<between>(?:{_WORD}{_S}+){{0,5}}?))[«“\"]?(?P<noun>{INSTRUMENT})"
    rf"|{_S}+(?P<adjectives>(?:[А-Яа-яё-]+(?:ой|ей|ого|его|ых|их){_S}+){{0,3}})[«“\"]?(?P<named>(?=[А-Яа-я])(?:{INSTRUMENT}))"
)
_BESIDE: Final = ("in", "under", "في")
_LINKS: Final = frozenset(
    """and or of the in on to for under by with from which that et ou de du des à au aux pour sous par dans
    y o del en por para con a los las""".split()
)
"""Words between a reference and an instrument's name that are no part of the name: the reference may not be to it."""
_PLURAL: Final = re.compile(
    r"[a-záéíóú]+(?<!rule)(?<!regulation)(?<!statute)(?<!statut)(?<!estatuto)s(?![^\W\d_])"
    r"|[а-яё]+(?<!правил)(?:ов|ий|ам|ям|ами|ями|ах|ях)(?![^\W\d_])"
)
"""Instruments in general (`relevant agreements`): of none of them can it be said which article 2 is."""
_OF_OTHER: Final = re.compile(rf"{_LEAD}(?:of|de|du|del|من|des){_S}+(?:the{_S}|la{_S}|el{_S}|l[’']|[A-ZÀ-ÞА-Я]|ال)")
_BRACKETED: Final = re.compile(rf"{_S}*\[[^\[\]]*\]+")

_ITS_BEFORE: Final = re.compile(rf"(?<![^\W\d_]){ITS}{_S}*$")
_HAN_OWN: Final = re.compile(rf"(?:本(?:{INSTRUMENT}|条|款|项|章|节|部分|附件)|《本[^》]*》|上[述文]|下[述文])的?$")
_THAT_BEFORE: Final = re.compile(r"[该該](?:[^\W\d_]{1,4})?$")
_NAMED_BEFORE: Final = re.compile(
    rf"(?:》|(?:{INSTRUMENT})[^\W\d_]{{0,3}}(?:[’']s?)?(?:{_S}[\w.-]*\d[\w./-]*)?)(?P<apart>{_S}*[,(（:]?"
    rf"(?:{_S}*(?:in|particular|particularly|notably|especially|including|namely|the|and|its)){{0,4}}){_S}*$"
)


def owners(chars: str, chains: list[list[Mention]], own_noun: str) -> list[str]:
    """For each chain of the text: `OURS`, `FOREIGN`, or why it is unsure.

    `own_noun` is what this instrument calls itself, in small letters (`agreement`); `the Agreement` is then unsure.
    """
    found = [_owner(chars, chain, own_noun) for chain in chains]
    for at in range(len(chains) - 2, -1, -1):
        bare = found[at] == OURS and not explicit(chars, chains[at][-1].stop)
        if bare and found[at + 1] != OURS and between_neighbours(chars, chains[at][-1].stop, chains[at + 1][0].start):
            found[at] = "the instrument named after the next reference may be meant"
    for at in range(1, len(chains)):
        if (
            found[at - 1] in (BEFORE, ITS_OWNER)
            and not explicit(chars, chains[at][-1].stop)
            and between_neighbours(chars, chains[at - 1][-1].stop, chains[at][0].start)
        ):
            found[at] = found[at] or BEFORE
    return found


def explicit(chars: str, stop: int) -> bool:
    """Whether the words after the reference say that it is this text's own."""
    after = _after(chars, stop)
    return bool(_NEARBY.match(after) or _OWN.match(after))


def of_instrument(chars: str, stop: int) -> bool:
    """Whether the words after the reference name this instrument itself (`of this Agreement`), not a part of it."""
    found = _OWN.match(chars, stop)
    return found is not None and re.compile(INSTRUMENT).match(chars, found.end()) is not None


def _after(chars: str, stop: int) -> str:
    after = chars[stop : stop + 120]
    while found := _BRACKETED.match(after):
        after = after[found.end() :]
    return after.lstrip("]")


def _owner(chars: str, chain: list[Mention], own_noun: str) -> str:
    before = chars[max(chain[0].start - 60, 0) : chain[0].start]
    after = _after(chars, chain[-1].stop)
    if _HAN_OWN.search(before) or _NEARBY.match(after) or _OWN.match(after):
        return OURS
    if _THAT.match(after) or _THAT_BEFORE.search(before):
        return ANOTHER
    named = _OF_INSTRUMENT.match(after)
    if named:
        return _named(after, named, own_noun)
    if _ITS_BEFORE.search(before):
        return ITS_OWNER
    named = _NAMED_BEFORE.search(before)
    if named:
        return BEFORE if named["apart"].strip() else FOREIGN
    if _OF_OTHER.match(after):
        return "what it is a part of is not an instrument that is known here"
    return OURS


def _named(after: str, found: re.Match[str], own_noun: str) -> str:
    between = (found["between"] or found["adjectives"] or "").strip()
    noun = found["noun"] or found["named"]
    general = _PLURAL.match(after, found.start("noun" if found["noun"] else "named"))
    if general:
        beside = (found["link"] or "").partition(" ")[0] in _BESIDE
        return OURS if beside else f"it may be a part of “{general[0]}”"
    if re.search(OWN, between):
        return "it is not clear what it is a part of"
    if not _LINKS.isdisjoint(between.split()):
        return f"“{noun}” may not be what it is a part of"
    if not between and own_noun and noun.lower().startswith(own_noun[:6]):
        return f"“{noun}” may be this text or another"
    return FOREIGN


def own_noun(title: str) -> str:
    """The kind of instrument that the title names first, in small letters; empty if none."""
    found = re.search(INSTRUMENT, title)
    return found[0].lower() if found else ""
