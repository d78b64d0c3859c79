"""Plain text to lines: which physical lines are one paragraph, and which begin a new one."""

from __future__ import annotations

import re
from itertools import pairwise

from treaty_drafts.model.tree import Text
from treaty_drafts.sources.labels import continues, label_at
from treaty_drafts.sources.line import Finding, Line, Report, Source, respace, strip
from treaty_drafts.sources.redlined import CRITIC, refuse_redline
from treaty_drafts.sources.wrapped import read_wrapped

_WRAPPED = 160
"""Code points: a source whose longest lines are shorter was broken at a margin."""

_ENDS = tuple(".;:!?。；：؛؟])”»…")
_BARE = re.compile(r"\s*\[?\s*\d{1,3}\s*\]?\s*$")


def read_plain(text: str, name: str, report: Report) -> Source:
    """The paragraphs of a plain text, each with the physical line on which it starts; `SourceError` for a redline."""
    refuse_redline(text, name, CRITIC)
    own = read_wrapped(text, _begins, report)
    if own is not None:
        return own
    found = paragraphs(text)
    for number, words in found:
        if _BARE.match(words):
            report.append(
                Finding(number, "furniture", f"`{words}` stands alone: a page number or a footnote's? kept as words")
            )
    return Source(tuple(Line(number, respace(words)) for number, words in found))


def paragraphs(text: str) -> list[tuple[int, str]]:
    """Line number and words of each paragraph; physical lines of one paragraph are joined by a line feed."""
    physical = text.split("\n")
    width = _width(physical)
    found: list[tuple[int, list[str]]] = []
    before = ""
    for number, raw in enumerate(physical, 1):
        line = raw.strip()
        if line and before and not _begins(line, before, width):
            found[-1][1].append(line)
        elif line:
            found.append((number, [line]))
        before = line
    return [(number, "\n".join(lines)) for number, lines in found]


def broken_lines(text: Text) -> list[tuple[int, Text]]:
    """A text with line breaks, cut where plain text would begin a paragraph: each part after how many breaks."""
    chars = text.chars
    starts = [0]
    for line, _ in paragraphs(chars.replace("\u00a0", " ")):
        at = _line_start(chars, line)
        if at > starts[-1]:
            starts.append(at)
    found = []
    for start, stop in zip(starts, [*starts[1:], len(chars)], strict=True):
        part = text.slice(start, stop)
        found.append((chars.count("\n", 0, start), strip(respace(part.chars, part.marks))))
    return [(feeds, part) for feeds, part in found if part.chars]


def _line_start(chars: str, number: int) -> int:
    at = 0
    for _ in range(number - 1):
        at = chars.index("\n", at) + 1
    return at


def _width(physical: list[str]) -> int:
    """The margin at which the text was broken, or 0 where lines are whole paragraphs."""
    lengths = sorted(len(line.strip()) for line in physical if line.strip())
    if len(lengths) < 3:
        return 0
    longest = lengths[len(lengths) * 19 // 20]
    follows = sum(1 for one, after in pairwise(physical) if one.strip() and after.strip())
    return longest if longest <= _WRAPPED and follows * 2 > len(lengths) else 0


def _begins(line: str, before: str, width: int) -> bool:
    """Whether a physical line begins a paragraph, directly under another that has no blank line after it."""
    if before.endswith("["):
        return False
    if not width or _BARE.match(line) or _BARE.match(before):
        return True
    label = label_at(line)
    if label is not None:
        if not continues(line, 0):
            return True
        if label.kind not in ("para", "point") and (line[: label.stop].isupper() or before.endswith(_ENDS)):
            return True
    if line[0].islower():
        return False
    full = len(before) * 10 >= width * 6
    return not full or (before.isupper() != line.isupper() and before.isupper())
