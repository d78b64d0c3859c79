"""Markdown that reads well as it is and comes back the same when it is imported.

Headings are `#` lines, numbers stand as they are printed, footnotes are `[^1]`. Insertions and deletions are the HTML
elements `ins` and `del`, which every Markdown reader knows and which, unlike `~~`, may stand within a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from treaty_drafts.render.rendition import Line, Rendition, Run, change_of, one_line

_SPECIAL = re.compile(r"([\\`*_{}<>|~])")
_LINK = re.compile(r"\](?=[(:])")
_BLOCK = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|>|=+$|-+$)")
_LISTED = re.compile(r"\d{1,9}[.)] \S")
_EMPHASIS = {"b": "**", "i": "*"}
_HTML = ("sup", "sub", "u")


def render_markdown(rendition: Rendition) -> str:
    """The rendition as Markdown, with a line feed at the end."""
    if rendition.columns:
        return _table(rendition)
    out: list[str] = []
    listed: list[bool] = []
    for line in rendition.lines:
        text = _line(line)
        if line.role != "text":
            listed = []
        elif line.num:
            del listed[max(line.level - 1, 0) :]
            nested = len(listed) == line.level - 1 and all(listed)
            listed.append(nested and _LISTED.match(text) is not None)
            text = "    " * (line.level - 1) + text if listed[-1] else text
        out += [text] if text else []
    return "\n\n".join(out) + "\n"


def marked(runs: Sequence[Run]) -> str:
    """The runs in one string of Markdown."""
    out: list[str] = []
    for change, group in groupby(runs, key=_tag):
        inner = "".join(map(_run, group))
        out.append(f"<{change}>{inner}</{change}>" if change else inner)
    return "".join(out)


def _tag(run: Run) -> str:
    if run.kind not in ("text", "call", "image"):
        return ""
    return {"inserted": "ins", "deleted": "del"}.get(change_of(run), "")


def _run(run: Run) -> str:
    if run.kind == "call":
        return f"[^{run.text}]"
    if run.kind == "image":
        return f"![{_escaped(run.text)}]({run.target})"
    text = _escaped(one_line(run.text)).replace("\n", "  \n")
    for name, _ in reversed(run.styles):
        if name in _EMPHASIS:
            text = _around(text, _EMPHASIS[name], _EMPHASIS[name])
        elif name in _HTML:
            text = f"<{name}>{text}</{name}>"
    return text


def _around(text: str, opening: str, closing: str) -> str:
    """The signs close to the words: blanks at the edges stand outside, where Markdown wants them."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{opening}{core}{closing}{text[start + len(core) :]}"


def _escaped(text: str) -> str:
    """The signs of Markdown as characters; square brackets are the language of negotiation and stay as they are."""
    return _LINK.sub(r"\\]", _SPECIAL.sub(r"\\\1", text))


def _line(line: Line) -> str:
    num, text = marked(line.num), marked(line.runs).strip(" ")
    if line.role == "title":
        return f"# {text}"
    if line.role == "heading":
        return f"{'#' * min(line.level + 1, 6)} " + " ".join(part for part in (num, text) if part)
    if line.role == "note" and line.num:
        return f"{marker_of(line)}: {marked(line.num[1:])}{text}".rstrip()
    if line.role == "remark":
        return f"*{text}*"
    body = f"{num} {text}".rstrip() if num else text
    return _BLOCK.sub(r"\\\1", body)


def marker_of(line: Line) -> str:
    """The marker that a footnote's line begins with, as its call has it."""
    return f"[^{line.num[0].text}]"


def _table(rendition: Rendition) -> str:
    head = [""] + [column or "base" for column in rendition.columns]
    out = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rendition.rows:
        cells = ["<br>".join(map(_in_cell, cell)).replace("\n", " ") or "—" for cell in row.cells]
        out.append("| " + " | ".join([_escaped(row.title), *cells]) + " |")
    return "\n".join(out) + "\n"


def _in_cell(line: Line) -> str:
    return f"**{_line(line).lstrip('# ')}**" if line.role == "heading" else _line(line)
