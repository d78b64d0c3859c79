"""Mentions of numbered parts in running text: `articles 4, 5 and 7`, `paragraph 2 (a) of article 5`, `第五条第二款`.

This module only reads; what a mention means is decided in `references`.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from treaty_drafts.compilation.numbering.labels import ORDINAL, SUFFIX
from treaty_drafts.compilation.numbering.numerals import readings
from treaty_drafts.compilation.numbering.reference_words import AND, CJK, OF, ORDER, PART, PLURAL, SINGULAR, TO
from treaty_drafts.compilation.numbering.words import RANKS


class Number(msgspec.Struct, frozen=True, gc=False):
    """A number in a reference: `token` and its suffix stand at `[start, stop)` in code points.

    `joined` tells how it hangs on the number before: `""` the first, `list`, `range`, `sub` (`(a)` in `2 (a)`),
    `loose` or `loose range` (after a singular). `bare` is false in parentheses. `kept` is what stands between the
    number and its suffix and stays (`条` in `第三条之二`).
    """

    token: str
    start: int
    stop: int
    ranks: tuple[int, ...]
    joined: str
    bare: bool
    kept: str = ""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One head with its numbers: `kind` is a key of `ORDER`; `rival` if another wording in brackets follows."""

    kind: str
    start: int
    stop: int
    numbers: tuple[Number, ...]
    rival: bool = False


_S = r"[ \u00a0\u202f]"
_B = r"(?![^\W\d_])"
_CJK = "一二三四五六七八九十百零〇两"
_ROMAN = rf"[IVXLC]{{1,8}}{_B}"
_HEADS = "|".join(rf"(?P<{kind}>{PLURAL[kind]})|(?P<{kind}_1>{SINGULAR[kind]})" for kind in ORDER)
_INITIALS = "aApPsScClLiIсСпПрРгГчЧالوفبك"
"""What a head begins with: the quick way past everything else."""
_HEAD: Final = re.compile(rf"(?=[{_INITIALS}])(?<![^\W_])(?:{_HEADS}){_B}{_S}*(?:(?:من|с)[ ](?=\d))?(?:\[(?=\d))?")
_NUMBER: Final = re.compile(
    rf"(?:(?P<digits>\d{{1,3}})(?![\d%/])|(?P<word>{ORDINAL}|(?:premier|première|1er){_B})|(?P<roman>{_ROMAN}|[A-Z]{_B}))"
    rf"(?:[ \u00a0\u202f.-]?(?P<suffix>{SUFFIX})|(?P<letter>[A-Z]){_B})?"
)
_PAREN: Final = re.compile(
    rf"{_S}?(?:[(（][ ]?(?P<inner>[^\W\d_]{{1,5}}ـ?|\d{{1,3}})(?:[ ](?P<suffix>{SUFFIX}))?[ ]?[)）]"
    rf"|(?<={_S})(?P<half>[a-zа-я]{{1,4}}|[ivxl]{{1,6}})(?:[ ](?P<suffix2>{SUFFIX}))?\))"
)
_POINTED: Final = re.compile(r"\.(\d{1,2})(?![\d%])")
_AND: Final = re.compile(rf"{_S}*[\[\]]{{0,2}}{_S}*(?:[,;،、，]{_S}*)?(?:(?:{AND})(?:{_S}+|(?=[\d(（]|ال)))?[\[]?")
_TO: Final = re.compile(rf"{_S}*[–—‑-]{_S}*|{_S}+(?:{TO}){_S}+|至")
_HAN_NUMBER: Final = rf"(?:[{_CJK}]+|\d{{1,3}}|[（(](?:[{_CJK}]+|[a-z]{{1,4}}|\d{{1,3}})[）)])"
_HAN_AND: Final = "至|以及|、|和|及|与|或"
_HAN: Final = re.compile(
    rf"第(?P<list>{_HAN_NUMBER}(?:(?:{_HAN_AND})第?{_HAN_NUMBER})*)"
    rf"(?P<unit>条|條|款|段|项|項|节|章|部分)(?:之(?P<rank>[{_CJK}]+))?|附件(?P<annex>[{_CJK}]+)"
)
_HAN_ITEM: Final = re.compile(rf"(?P<and>{_HAN_AND})?第?(?P<number>{_HAN_NUMBER})")
_HINT: Final = re.compile(r"\d|[IVXLC]|[(（]|第|附件|premier|ال|[a-zа-я]\)|[ ][A-Z](?![^\W_])")


def mentions(chars: str) -> list[Mention]:
    """The mentions in the text, in order; a head without a number is none."""
    if not _HINT.search(chars):
        return []
    found = [mention for head in _HEAD.finditer(chars) if (mention := _mention(chars, head))]
    if "第" in chars or "附件" in chars:
        found.extend(_ranged(chars, [_han(match) for match in _HAN.finditer(chars)]))
        found.sort(key=lambda mention: mention.start)
    return found


def _mention(chars: str, head: re.Match[str]) -> Mention | None:
    name = head.lastgroup or ""
    kind = name.removesuffix("_1")
    numbers = _list(chars, head.end(), kind, plural=kind == name)
    if not numbers or (kind == PART and not _parted(head[0], numbers)):
        return None
    stop = _end(numbers[-1])
    return Mention(kind, head.start(), stop, tuple(numbers), rival=chars.startswith("][", stop))


def _parted(head: str, numbers: list[Number]) -> bool:
    """Whether these are parts of a text, not parties to it with a period of days (`esa Parte 90 días`)."""
    return not numbers[0].token.isdecimal() or head.lower().strip(" \u00a0\u202f[") in ("part", "parts")


def _end(number: Number) -> int:
    """Where the number ends, the parenthesis that closes it included."""
    return number.stop if number.bare else number.stop + 1


def _list(chars: str, at: int, kind: str, *, plural: bool) -> list[Number]:
    numbers: list[Number] = []
    joined = ""
    while True:
        step = _item(chars, at, kind, joined, numbers)
        if step is None:
            return numbers
        numbers += step
        at = _end(step[-1])
        between, joined = _between(chars, at, plural=plural)
        if not between:
            return numbers
        at += between


def _between(chars: str, at: int, *, plural: bool) -> tuple[int, str]:
    """The code points of the list's next separator, and how what follows hangs on what stands before."""
    to = _TO.match(chars, at)
    if to:
        return to.end() - at, "range" if plural else "loose range"
    separator = _AND.match(chars, at)
    if separator and separator[0].strip(" \u00a0\u202f[]"):
        return separator.end() - at, "list" if plural else "loose"
    return 0, ""


def _item(chars: str, at: int, kind: str, joined: str, before: list[Number]) -> list[Number] | None:
    """A number with the parentheses after it; after a separator, a parenthesis alone is a neighbour of the last one."""
    number = _NUMBER.match(chars, at)
    if number and _fits(number, kind, joined):
        first = _bare(number, joined)
        parts = _points(chars, first.stop)
        return [first, *parts, *_parentheses(chars, parts[-1].stop if parts else first.stop)]
    start = at - 1 if at and chars[at - 1] in " \u00a0\u202f" else at
    inner = _PAREN.match(chars, start)
    if inner is None or not _is_number(inner):
        return None
    beside = "" if not joined else ("range" if "range" in joined else "list")
    if before and before[-1].bare:
        return None
    return [_enclosed(inner, beside), *_parentheses(chars, inner.end())]


def _fits(number: re.Match[str], kind: str, joined: str) -> bool:
    """Whether the token can be a number of that kind: letters and Roman numerals name no paragraph."""
    if number["roman"] is None:
        return True
    if kind in ("paragraph", "point"):
        return False
    roman = "ROMAN" in readings(number["roman"])
    return roman if kind in ("article", "chapter") or joined else roman or len(number["roman"]) == 1


def _bare(match: re.Match[str], joined: str) -> Number:
    token = match["digits"] or match["word"] or match["roman"]
    ranks: tuple[int, ...] = ()
    if match["suffix"]:
        ranks = (RANKS.get(match["suffix"].lower(), 2),)
    elif match["letter"]:
        ranks = (ord(match["letter"]) - 64,)
    return Number(token, match.start(), match.end(), ranks, joined, bare=True)


def _enclosed(match: re.Match[str], joined: str) -> Number:
    group = "inner" if match["inner"] else "half"
    suffix = match["suffix"] or match["suffix2"]
    stop = match.end("suffix" if match["suffix"] else "suffix2") if suffix else match.end(group)
    ranks = (RANKS.get(suffix.lower(), 2),) if suffix else ()
    return Number(match[group], match.start(group), stop, ranks, joined, bare=False)


def _points(chars: str, at: int) -> list[Number]:
    """The second number of `Article 3.2`."""
    match = _POINTED.match(chars, at)
    return [Number(match[1], match.start(1), match.end(1), (), "sub", bare=True)] if match else []


def _parentheses(chars: str, at: int) -> list[Number]:
    found: list[Number] = []
    while (match := _PAREN.match(chars, at)) and _is_number(match):
        found.append(_enclosed(match, "sub"))
        at = match.end()
    return found


def _is_number(match: re.Match[str]) -> bool:
    """Whether what stands in the parentheses can be a number, and no word."""
    token = match["inner"] or match["half"]
    return bool(readings(token) if len(token) < 3 else readings(token).keys() - {"pairs"})


def _han(match: re.Match[str]) -> Mention:
    if match["annex"]:
        annex = Number(match["annex"], *match.span("annex"), (), "", bare=True)
        return Mention("annex", match.start(), match.end(), (annex,))
    numbers = [_han_number(item) for item in _HAN_ITEM.finditer(match.string, *match.span("list"))]
    if match["rank"]:
        ranks = (next(iter(readings(match["rank"]).values()), 2),)
        last = numbers[-1]
        numbers[-1] = Number(
            last.token, last.start, match.end("rank"), ranks, last.joined, bare=True, kept=match["unit"]
        )
    return Mention(CJK[match["unit"]], match.start(), match.end(), tuple(numbers))


def _han_number(item: re.Match[str]) -> Number:
    token = item["number"].strip("（）()")
    start = item.start("number") + (item["number"][0] in "（(")
    joined = "" if item["and"] is None else "range" if item["and"] == "至" else "list"
    return Number(token, start, start + len(token), (), joined, bare=True)


def _ranged(chars: str, found: list[Mention]) -> list[Mention]:
    """The mentions, the two ends of `第一条至第三条` in one."""
    out: list[Mention] = []
    for mention in found:
        last = out[-1] if out else mention
        if last.kind == mention.kind and chars[last.stop : mention.start] == "至":
            first, *others = mention.numbers
            end = msgspec.structs.replace(first, joined="range")
            out[-1] = Mention(last.kind, last.start, mention.stop, (*last.numbers, end, *others))
        else:
            out.append(mention)
    return out


_LINK: Final = re.compile(rf"[\[\]]{{0,2}}{_S}*,?{_S}*(?:{OF}{_S}*)?(?:(?:the|la|el|los)[ ])?")
_COMMA: Final = re.compile(rf"[\[\]]{{0,2}}{_S}*[,،，的]?{_S}*(?:в[ ])?")


_AND_AR: Final = "وف"
"""What `and` is in Arabic, where it is written together with the word after it."""


def chains(chars: str) -> list[list[Mention]]:
    """Mentions that name one place together (`paragraph 2` `of article 5`), the part first or last, as written."""
    found: list[list[Mention]] = []
    for mention in mentions(chars):
        if found and _linked(chars, found[-1][-1], mention):
            found[-1].append(mention)
        else:
            found.append([mention])
    return found


def _linked(chars: str, one: Mention, other: Mention) -> bool:
    between = chars[one.stop : other.start]
    if len(between) > 12:
        return False
    if ORDER[one.kind] < ORDER[other.kind]:
        bare = between.strip(" []") in ("", ",")
        return bool(_LINK.fullmatch(between)) and (
            not bare or (between == " " and "а" <= chars[other.start].lower() <= "я")
        )
    if ORDER[one.kind] > ORDER[other.kind] and chars[other.start] not in _AND_AR:
        return bool(_COMMA.fullmatch(between))
    return False


def between_neighbours(chars: str, stop: int, start: int) -> bool:
    """Whether nothing but a comma or a connective stands between two references."""
    between = chars[stop:start]
    return len(between) < 16 and bool(re.fullmatch(rf"(?:{_S}of)?{_AND.pattern}(?:(?:{OF}|the|в){_S}*)?", between))
