"""Markdown that reads well as it is and comes back the same when it is imported.

Headings are `#` lines, numbers stand as they are printed, footnotes are `[^1]`, tables have bars. Insertions and
deletions are the HTML elements `ins` and `del`, which every Markdown reader knows and which, unlike `~~`, may stand
within a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from treaty_drafts.model.outline import Outline
from treaty_drafts.render.markdown_tables import pipe_table, tables_apart
from treaty_drafts.render.rendition import Line, Rendition, Run, Style, change_of, hanging, one_line
from treaty_drafts.sources.inline import is_address
from treaty_drafts.sources.labels import label_at
from treaty_drafts.sources.placed import HANGING

_CELL = attrgetter("cell")
_SPECIAL = re.compile(r"([\\`*_{}<>|~]|\[(?=\^)|&(?=#?\w+;))")
_LINK = re.compile(r"\](?=[(:])")
_BLOCK = re.compile(r"^(\u00a0*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-[-\s]*$)")
_ITEM = re.compile(r"^(\u00a0*\d{1,9})([.)])(?=\s|$)")
_LINKED = re.compile(r"\[[^\[\]\\\n]+\]\([^()\s]+\)")
_EMPHASIS = {"b": "**", "i": "*"}
_HTML = ("sup", "sub", "u")


def render_markdown(rendition: Rendition) -> str:
    """The rendition as Markdown, with a line feed at the end."""
    if rendition.columns:
        return _rivals(rendition)
    outline = Outline()
    if not any(map(_CELL, rendition.lines)):  # most texts
        return "\n\n".join(_lines(rendition.lines, outline)) + "\n"
    out: list[str] = []
    for table, lines in tables_apart(rendition.lines):
        out += [_table(lines, outline)] if table else _lines(lines, outline)
    return "\n\n".join(out) + "\n"


def _lines(lines: Sequence[Line], outline: Outline) -> Iterator[str]:
    texts = zip(lines, map(_line, lines), strict=True)
    return (_blanks(line, text, outline) + _bullet(line) + text for line, text in texts if text)


def _table(lines: Sequence[Line], outline: Outline) -> str:
    """A table under the number that it belongs to; no row of one begins with a blank that does not break."""
    blanks = " " * len(_blanks(lines[0], "", outline))
    return "\n".join(blanks + row for row in pipe_table(lines, marked))


def _bullet(line: Line) -> str:
    """What a point without a number begins with."""
    return "- " if not line.num and line.role == "text" and line.anchors and line.anchors[-1][2] == "point" else ""


def _blanks(line: Line, text: str, outline: Outline) -> str:
    """What stands before the line, so that it is under the number that it belongs to."""
    if line.role not in ("text", "cell", "remark"):
        outline.close(0)
        return "    " if line.role == "note" and not line.num else ""
    count = hanging(line)
    outline.close(line.level - count)
    blanks = outline.blanks
    outline.enter(text, count, len(blanks))
    return blanks


def marked(runs: Sequence[Run]) -> str:
    """The runs in one string of Markdown."""
    out: list[str] = []
    for (change, _), group in groupby(runs, key=_tag):
        inner = _styled(list(group), 0)
        out.append(f"<{change}>{inner}</{change}>" if change else inner)
    return "".join(out)


def _tag(run: Run) -> tuple[str, tuple[str, ...]]:
    """The element around the run's words, and the sponsors who share it."""
    if run.kind not in ("text", "call", "image"):
        return "", ()
    tag = {"inserted": "ins", "deleted": "del"}.get(change_of(run), "")
    return tag, run.by if tag else ()


def _styled(runs: Sequence[Run], depth: int) -> str:
    """The runs, each stretch that shares its style of that depth in one pair of signs: two pairs would touch."""
    if len(runs) == 1 and not runs[0].styles:
        return _run(runs[0])
    out: list[str] = []
    for style, group in groupby(runs, key=lambda run: _signs(run)[depth : depth + 1]):
        same = list(group)
        out += [_in(style[0], _styled(same, depth + 1))] if style else map(_run, same)
    return "".join(out)


def _signs(run: Run) -> list[Style]:
    """The styles over a run for which Markdown has signs."""
    return [one for one in run.styles if one[0] in _EMPHASIS or one[0] in _HTML or one[0] == "a"]


def _in(style: Style, text: str) -> str:
    name, attrs = style
    if name == "a":
        link = f"[{text}]({dict(attrs).get('href', '')})"
        return link if _LINKED.fullmatch(link) and is_address(dict(attrs).get("href", "")) else text
    return _around(text, _EMPHASIS[name]) if name in _EMPHASIS else f"<{name}>{text}</{name}>"


def _run(run: Run) -> str:
    if run.kind == "call":
        return f"[^{run.text}]"
    if run.kind == "image":
        return f"![{_escaped(run.text)}]({run.target})"
    return _escaped(one_line(run.text)).replace("\n", "  \n")


def _around(text: str, sign: str) -> str:
    """The signs close to the words: blanks at the edges stand outside, where Markdown wants them."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{sign}{core}{sign}{text[start + len(core) :]}"


def _escaped(text: str) -> str:
    """The signs of Markdown as characters; square brackets are the language of negotiation, and stay but in `[^`."""
    return _LINK.sub(r"\\]", _SPECIAL.sub(r"\\\1", text))


def _line(line: Line) -> str:
    num, text = marked(line.num), marked(line.runs).strip(" ")
    if line.role == "title":
        return f"# {text}"
    if line.role == "heading":
        return f"{'#' * min(line.level + 1, 6)} " + " ".join(part for part in (num, text) if part)
    if line.role == "note":
        text = _each(text, _literal)
        return f"{marker_of(line)}: {marked(line.num[1:])}{text}".rstrip() if num else text
    if line.role == "remark" and not num:
        return f"*{text}*"
    text = _each(text, _as_words)
    return f"{num} {text}".rstrip() if num else text


def _each(text: str, literal: Callable[[str], str]) -> str:
    """The text with each of its lines taken literally: what stands after a line break may begin a block as well."""
    return "\n".join([literal(line.lstrip(" ")) for line in text.split("\n")]) if "\n" in text else literal(text)


def _literal(line: str) -> str:
    """The line with a backslash in what would begin a block of Markdown."""
    return _ITEM.sub(r"\1\\\2", _BLOCK.sub(r"\1\\\2", line))


def _as_words(line: str) -> str:
    """The same, in what looks like a number before it and is none, too."""
    literal = _literal(line)
    start = len(line) - len(line.lstrip("*_"))
    label = label_at(line, start) if literal == line else None
    if label is None or label.kind not in HANGING:
        return literal
    at = max(line.rfind(sign, start, label.stop) for sign in ".):")
    return line if at < 0 else f"{line[:at]}\\{line[at:]}"


def marker_of(line: Line) -> str:
    """The marker that a footnote's line begins with, as its call has it."""
    return f"[^{line.num[0].text}]"


def _rivals(rendition: Rendition) -> str:
    head = [""] + [column or "base" for column in rendition.columns]
    out = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rendition.rows:
        cells = ["<br>".join(map(_in_cell, cell)).replace("\n", " ") or "—" for cell in row.cells]
        out.append("| " + " | ".join([_escaped(row.title), *cells]) + " |")
    return "\n".join(out) + "\n"


def _in_cell(line: Line) -> str:
    return f"**{_line(line).lstrip('# ')}**" if line.role == "heading" else _line(line)
