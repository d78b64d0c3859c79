"""The preamble: its heading, who the Parties are, the recitals, and the words "have agreed as follows"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from treaty_drafts.model.tree import Block, Node, Provision, Text
from treaty_drafts.sources.entries import Entry
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.line import Finding, Report, strip
from treaty_drafts.sources.words import AGREED, PARTIES, PREAMBLE, RECITAL, RECITALS

_PREAMBLE = re.compile(rf"[\[\s]*{PREAMBLE}(?![^\W\d_])[\]:.\s]*" + r"|序言|(?=.{0,60}(?:الديباجة))")
_PARTIES = re.compile(rf"[\[\s]*{PARTIES}")
_AGREED = re.compile(AGREED, re.IGNORECASE)
_RECITAL = {language: re.compile(rf"[\[\s]*(?:{words})") for language, words in RECITAL.items()}
_ORGAN = {
    language: re.compile(rf"(?:The|La|Le|El|L’)[ ’]?[^,;.\[]{{3,150}}, (?=(?:{words})[\s,])")
    for language, words in RECITALS.items()
}
_JOINED = {language: re.compile(rf"(?<=[,;]) (?=(?:{words})[\s,])") for language, words in RECITALS.items()}

_COMMAS = (",", "，", "،")
_JOINED_FROM = 200
"""Code points: a shorter line holds one recital at most."""


def is_preamble(entry: Entry) -> bool:
    """Whether the line is the preamble's heading, or runs on from it."""
    return _PREAMBLE.match(entry.chars) is not None


def _is_recital(chars: str, language: str) -> bool:
    """Whether the line begins as recitals do."""
    pattern = _RECITAL.get(language)
    return pattern is not None and pattern.match(chars) is not None


def agreed(chars: str) -> bool:
    """Whether the line ends a preamble."""
    return any(len(chars) - found.end() < 12 for found in _AGREED.finditer(chars, max(0, len(chars) - 60)))


def starts_preamble(found: Sequence[Entry], index: int, language: str) -> bool:
    """Whether an organ speaks here ("The Conference of the Parties,") and a recital follows, or runs on."""
    entry = found[index]
    if entry.kind != "text":
        return False
    if language in _ORGAN and _ORGAN[language].match(entry.chars):
        return True
    if not entry.chars.endswith(_COMMAS) or index + 1 >= len(found):
        return False
    return len(entry.chars) < 200 and _is_recital(found[index + 1].chars, language)


def opens_preamble(found: Sequence[Entry], index: int, language: str) -> bool:
    """Whether a preamble begins here: its heading, or who the authors are (`The Parties to this Agreement,`)."""
    chars = found[index].chars
    speaks = starts_preamble(found, index, language) and not _is_recital(chars, language)
    return speaks or is_preamble(found[index]) or _PARTIES.match(chars) is not None


def preamble_nodes(found: Sequence[Entry], language: str, report: Report) -> tuple[Node, ...]:
    """The nodes of the preamble: `p`, `recitals`, and the enacting `formula`."""
    nodes: list[Node] = []
    recitals: list[Provision] = []
    for entry in found:
        if entry.line.node is not None:
            _flush(nodes, recitals)
            nodes.append(entry.line.node)
            continue
        for text in _cut(entry, language, report):
            if agreed(text.chars) and len(text.chars) < 120:
                _flush(nodes, recitals)
                nodes.append(Provision("formula", "", (("name", "enacting"),), (Block("p", "", (), text),)))
            elif not recitals and not _begun(nodes) and _introduces(text.chars, entry, language):
                nodes.append(Block("p", "", (), text))
            else:
                recitals.append(_recital(text))
    _flush(nodes, recitals)
    return tuple(nodes)


def _begun(nodes: list[Node]) -> bool:
    return any(node.name == "recitals" for node in nodes)


def _introduces(chars: str, entry: Entry, language: str) -> bool:
    """Whether words before the first recital are none themselves."""
    if _PARTIES.match(chars) or _PREAMBLE.fullmatch(chars) or entry.line.level:
        return True
    return len(chars) < 200 and chars.endswith(_COMMAS) and not _is_recital(chars, language)


def _flush(nodes: list[Node], recitals: list[Provision]) -> None:
    if recitals:
        nodes.append(Provision("recitals", "", (), tuple(recitals)))
        recitals.clear()


def _recital(text: Text) -> Provision:
    label = label_at(text.chars)
    children: list[Node] = []
    if label is not None and label.kind in ("option", "para", "point"):
        children.append(Block("num", "", (), strip(text.slice(0, label.stop))))
        text = strip(text.slice(label.stop, len(text.chars)))
    return Provision("recital", "", (), (*children, Block("p", "", (), text)))


def _cut(entry: Entry, language: str, report: Report) -> list[Text]:
    """The parts of a line that runs preamble, recitals and formula together; the line itself if it does not."""
    text = entry.whole
    parts: list[Text] = []
    word = re.match(rf"[\[\s]*{PREAMBLE}[\]:.\s]*", text.chars)
    if word is not None and 0 < word.end() < len(text.chars):
        parts.append(strip(text.slice(0, word.end())))
        text = strip(text.slice(word.end(), len(text.chars)))
    organ = language in _ORGAN and _ORGAN[language].match(text.chars)
    if len(text.chars) < _JOINED_FROM or not (word or organ or agreed(text.chars)):
        return [*parts, text]
    pattern = _JOINED.get(language)
    cuts = [found.start() for found in pattern.finditer(text.chars)] if pattern else []
    formula = [found for found in _AGREED.finditer(text.chars) if len(text.chars) - found.end() < 12]
    if formula:
        cuts = [*(cut for cut in cuts if cut < formula[0].start() - 6), formula[0].start()]
    _say(entry, len(cuts), report, sure=pattern is not None)
    points = [0, *cuts, len(text.chars)]
    return [
        *parts,
        *(part for one, after in pairwise(points) if (part := strip(text.slice(one, after))).chars),
    ]


def _say(entry: Entry, cuts: int, report: Report, *, sure: bool) -> None:
    how = (
        f"cut into {cuts + 1} where a recital opens"
        if sure
        else "left as one: this language's recitals open without a capital"
    )
    report.append(Finding(entry.line.number, "recitals", f"the preamble stands in one line; {how}"))
