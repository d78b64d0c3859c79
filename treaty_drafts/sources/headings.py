"""Numbers, headings and first words of divisions: told apart also where a source runs them together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treaty_drafts.model.tree import Text
from treaty_drafts.sources.entries import Entry
from treaty_drafts.sources.line import Finding, Report, strip
from treaty_drafts.sources.sequence import strong
from treaty_drafts.sources.words import NEVER_BEFORE, OPENERS, OPENERS_CJK

_TERMINAL = tuple(".;:,。；：，؛،")
_AFTER = re.compile(r"[ \u00a0]*[.:：]?[ \u00a0]*\]?")
_LONG = 300
_UNITS = ("article", "part", "chapter", "section", "annex")
_ARTICLE = r"(?:Article|Artículo|Статья) \d"
_SENTENCE = {
    language: re.compile(rf"(?<=[^\s.:;,]) (?=(?:{'|'.join(words.split())})[ ’']|[LD]’[A-Zaéeiouh]|{_ARTICLE})")
    for language, words in OPENERS.items()
}
_CJK = re.compile("|".join(OPENERS_CJK))


class Headings:
    """Splits the line (or two) that opens a division into number, heading and first words."""

    def __init__(self, language: str, report: Report, *, trusted: bool) -> None:
        self.language = language
        self.trusted = trusted
        self.report = report

    def split(self, found: Sequence[Entry], position: int) -> tuple[Text, Text, Text, int]:
        """Number, heading, words, and how many entries after this one were used."""
        entry = found[position]
        text = entry.line.text
        stop = entry.stop
        after = _AFTER.match(text.chars, stop)
        if after is not None and not text.chars[:stop].endswith((".", ":")):
            stop = after.end()
        num = strip(text.slice(0, stop))
        rest = strip(text.slice(stop, len(text.chars)))
        following = found[position + 1] if position + 1 < len(found) else None
        if entry.line.level:
            if not rest.chars and following is not None and _headed_by(entry, following, found, position + 2):
                return num, following.line.text, Text(), 1
            return num, rest, Text(), 0
        if rest.chars:
            heading, words = self._divided(entry, rest, following)
            return num, heading, words, 0
        if following is None or following.kind != "text" or following.line.level or following.line.node or self.trusted:
            return num, Text(), Text(), 0
        after_that = found[position + 2] if position + 2 < len(found) else None
        heading, words = self._divided(following, following.line.text, after_that, division=entry.kind)
        return num, heading, words, 1

    def _divided(self, entry: Entry, text: Text, following: Entry | None, division: str = "") -> tuple[Text, Text]:
        """Heading and words of the text after a number: certain by what follows, or told by a sentence's opener."""
        chars = text.chars
        kind = division or entry.kind
        if not _closed(entry, chars, following, kind, same_line=not division):
            return text, Text()
        found = self._sentence(chars)
        if found is None:
            return (Text(), text) if kind == "article" or len(chars) >= _LONG else (text, Text())
        self.report.append(
            Finding(
                entry.line.number,
                "heading",
                f"heading “{chars[:found].strip()[:60]}” told from the words that run on after it",
            )
        )
        return strip(text.slice(0, found)), strip(text.slice(found, len(chars)))

    def _sentence(self, chars: str) -> int | None:
        """Where the sentence after a heading begins, if that is sure."""
        if self.language == "zho":
            found = _CJK.search(chars, 1, 60)
        else:
            pattern = _SENTENCE.get(self.language)
            if chars.partition(" ")[0] in OPENERS.get(self.language, "").split():
                return None
            found = (
                next((one for one in pattern.finditer(chars, 1, _LONG) if _free(chars, one.start())), None)
                if pattern
                else None
            )
        return found.start() if found else None


def _headed_by(entry: Entry, following: Entry, found: Sequence[Entry], after: int) -> bool:
    """Whether a heading of a lower level, without a number, names the unit that has only a number.

    An article has no sections, so that it is the article's; a chapter's is followed by its first article or section.
    """
    if following.kind != "text" or following.line.level <= entry.line.level or entry.kind == "annex":
        return False
    return entry.kind == "article" or (after < len(found) and found[after].kind in _UNITS[:-1])


def _free(chars: str, stop: int) -> bool:
    """Whether the word before may be the last of a heading."""
    return chars[:stop].rpartition(" ")[2].lower() not in NEVER_BEFORE


def _closed(entry: Entry, chars: str, following: Entry | None, kind: str, *, same_line: bool) -> bool:
    """Whether there are words of a sentence in the text, and not a heading alone."""
    alone = following is None or following.kind in _UNITS
    if kind == "article" and same_line and alone and not strong(entry.chars, entry.stop):
        return True
    shouted = len(chars) < 120 and chars.endswith(".") and chars[:-1].isupper() and " " in chars
    if chars.endswith(_TERMINAL) and not shouted:
        return True
    if kind != "article":
        return False
    return len(chars) >= _LONG or (following is not None and following.kind == "text" and len(chars) >= 100)
