"""HTML that stands alone in one file: for the screen, for paper, for a screen reader.

Brackets are characters of the text; insertions and deletions are `ins` and `del` with words for those who do not see
them; colour only repeats what signs and labels say. The body is joined from strings, each escaped once, and handed to
set into the template's page (`templates/page.html`) whole: a redline of a large treaty has tens of thousands of runs,
and every copy of its megabytes costs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined

from treaty_drafts.akn.profile import XML_LANG
from treaty_drafts.model.languages import tag_of
from treaty_drafts.render.labels import Labels, direction_of, labels_in
from treaty_drafts.render.pieces import Pieces, Stretch
from treaty_drafts.render.rendition import Line, Rendition, Run, Style, one_line, words

_TAGS = {
    "b": "b",
    "i": "i",
    "u": "u",
    "sup": "sup",
    "sub": "sub",
    "term": "dfn",
    "abbr": "abbr",
    "del": "del",
    "ins": "ins",
}
_WORDED = frozenset(("text", "call", "image"))
_RUNNING = frozenset(("front", "text", "remark"))
"""Lines that stand under a heading and open nothing of their own."""
_SAFE = ("#", "http://", "https://", "mailto:")
_CENTRED = 100
"""Characters of a line of the front matter; a longer one is no title, and starts at the margin."""
_END = "\n</main>"
"""Before this, once in the template's page, the body goes."""
_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_TRAPPED = {code: f'<bdi class="ctl" data-u="U+{code:04X}">{chr(code)}</bdi>' for code in _CONTROLS}
_Kind: TypeAlias = tuple[str, int, bool, bool, str]
"""Of a line: its role and level, whether it is long front matter, whether it has no number, what is done to it."""
_TRAP = re.compile("[\u202a-\u202e\u2066-\u2069]")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("treaty_drafts.render"), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )


def render_html(rendition: Rendition, pieces: Pieces | None = None) -> str:
    """The rendition as one HTML document without scripts, links to other files, or anything fetched.

    `pieces` are those of earlier renditions, and take this one's.
    """
    pieces = pieces or Pieces()
    page = _Page(rendition, pieces.written(rendition.view, rendition.facts.language))
    body = page.table() if rendition.columns else page.body()
    pieces.keep_written(rendition.view, rendition.facts.language, page.stretches)
    labels = page.labels
    facts = rendition.facts
    frame = (
        _environment()
        .get_template("page.html")
        .render(
            rendition=rendition,
            labels=labels,
            legend=[(party.code, ", ".join(party.symbols)) for party in rendition.parties],
            tag=tag_of(facts.language),
            direction=direction_of(facts.language),
            view=labels.views[("bracketed", "clean", "redline", "table").index(rendition.view)],
            outline=page.outline,
            titled=page.titled,
            redline=rendition.view in ("redline", "table"),
        )
    )
    head, foot = frame.split(_END)
    return "\n".join([head, *body, _END[1:] + foot])


class _Page:
    """What is known while one page is written: the ids given away, the tags of each set of styles."""

    def __init__(self, rendition: Rendition, before: Mapping[str, Stretch]) -> None:
        self.rendition = rendition
        self.stretches: dict[str, Stretch] = {}
        self._before = before
        language = rendition.facts.language
        self.labels: Labels = labels_in(language)
        self.own = "" if self.labels.tag == tag_of(language) else f' lang="{self.labels.tag}" dir="ltr"'
        """Attributes of what the renderer says itself, where it is not in the language of the text."""
        self.outline: list[tuple[int, str, str]] = []
        self.titled = False
        self._ids: set[str] = {"text", "view", "contents", "notes"}
        self._styles: dict[tuple[Style, ...], tuple[str, str]] = {(): ("", "")}
        self._openings: dict[_Kind, str] = {}
        self._numbers: dict[tuple[Run, ...], str] = {}
        self._marks: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {("", ()): ("", "")}
        self._codes: dict[str, None] = {}

    def body(self) -> list[str]:
        """The lines of the page, each escaped."""
        out: list[str] = []
        open_levels: list[int] = []
        table = ""
        noted = False
        lines = self.rendition.lines
        at, stop = 0, len(lines)
        while at < stop:
            line = lines[at]
            at += 1
            if table and (line.cell is None or line.cell[0] != table):
                out.append(f"</{self._tag}></tr></table>")
                table = ""
            if line.role == "heading":
                while open_levels and open_levels[-1] >= line.level:
                    out.append("</section>")
                    open_levels.pop()
                open_levels.append(line.level)
                first = at - 1
                if line.cell is None and not self._codes:
                    while at < stop and lines[at].role in _RUNNING and lines[at].cell is None:
                        at += 1
                    out.append(self._stretch(lines[first:at]))
                else:
                    out.append(self._heading(line))
            elif line.cell is not None:
                out.append(self._cell(line, new=not table))
                table = line.cell[0]
            else:
                if line.role == "note" and not noted:
                    noted = True
                    out.append("</section>" * len(open_levels))
                    open_levels = []
                    out.append(f'<section id="notes" class="notes"><h2{self.own}>{_text(self.labels.notes)}</h2>')
                out.append(self._line(line))
        if table:
            out.append(f"</{self._tag}></tr></table>")
        out.append("</section>" * (len(open_levels) + noted))
        return out

    def table(self) -> list[str]:
        """The comparative table, its rows headed by their provisions."""
        base = f'<th scope="col"{self.own}>{_text(self.labels.base)}</th>'
        heads = "".join(
            f'<th scope="col"><bdi>{_text(code)}</bdi></th>' if code else base for code in self.rendition.columns
        )
        out = [
            '<div class="wide" role="region" tabindex="0" aria-labelledby="view"><table class="rivals">',
            f"<thead><tr><td></td>{heads}</tr></thead><tbody>",
        ]
        for row in self.rendition.rows:
            cells = "".join(f"<td>{''.join(map(self._line, cell)) or '—'}</td>" for cell in row.cells)
            out.append(f'<tr><th scope="row">{_text(row.title)}</th>{cells}</tr>')
        return [*out, "</tbody></table></div>"]

    # Lines

    def _stretch(self, lines: tuple[Line, ...]) -> str:
        """A heading and the lines under it: as they were written before, or to be kept.

        Ids that another line has too are worked out among all of the page, and such a stretch is not kept.
        """
        taken = self._ids
        wid = lines[0].wid
        found = self._before.get(wid)
        if found is None or found.lines != lines:
            self._ids = set()
            html = self._together(lines)
            found = Stretch(lines, html, self.outline.pop(), frozenset(self._ids))
            self._ids = taken
        if not found.ids.isdisjoint(taken):
            return self._together(lines)
        taken |= found.ids
        self.outline.append(found.entry)
        self.stretches[wid] = found
        return found.html

    def _together(self, lines: tuple[Line, ...]) -> str:
        return "\n".join([self._heading(lines[0]), *map(self._line, lines[1:])])

    def _heading(self, line: Line) -> str:
        ident, tag = self._named(line)
        unit = line.anchors[-1][2] if line.anchors else "block"
        plain = " ".join(part for part in (words(line.num), words(line.runs)) if part.strip())
        self.outline.append((line.level, ident, plain))
        level = min(line.level + 1, 6)
        num = f'<span class="num">{self.runs(line.num)}</span> ' if line.num else ""
        inner = self.runs(line.runs)
        classes = f"akn-{unit} {line.change}".rstrip()
        return f'<section class="{classes}"{tag}<h{level}>{self._who() if self._codes else ""}{num}{inner}</h{level}>'

    def _line(self, line: Line) -> str:
        ident, tag = self._named(line)
        role, num = line.role, ""
        if line.num:
            num = self._numbers.get(line.num) or self._number(line, ident)
        inner = self.runs(line.runs)
        if role == "title" and not self.titled:
            self.titled = True
            return f"<h1{tag}{inner}</h1>"
        long = role == "front" and sum(len(run.text) for run in line.runs) > _CENTRED
        kind = role, line.level, long, not num, line.change
        opening = self._openings.get(kind) or self._opening(kind)
        return f"{opening}{tag}{self._who() if self._codes else ''}{num}{inner}</p>"

    def _number(self, line: Line, ident: str) -> str:
        """The number of a line; one that is words alone is written once for all lines that have it."""
        shown = self.runs(line.num)
        if line.role == "note":
            return f'<span class="num"><a href="#call-{ident}">{shown}</a></span> '
        found = f'<span class="num">{shown}</span> '
        if len(line.num) == 1 and line.num[0].kind == "text":
            self._numbers[line.num] = found
        return found

    def _opening(self, kind: _Kind) -> str:
        """The beginning of the tag of such lines, worked out once."""
        role, level, long, plain, change = kind
        classes = (role, f"l{min(level, 6)}", "long" if long else "", "" if plain else "hang", change)
        found = self._openings[kind] = f'<p class="{" ".join(filter(None, classes))}"'
        return found

    def _cell(self, line: Line, *, new: bool) -> str:
        _, row, column, heads = line.cell or ("", 0, 0, False)
        before, start = self._tag, ""
        if new or (row, column) != self._last:
            self._tag = "th" if heads else "td"
            start = f"<{self._tag}>" if not new and row == self._last[0] else f"<tr><{self._tag}>"
        if new:
            start = f'<table class="akn-table">{start}'
        elif start:
            start = f"</{before}>{start}" if row == self._last[0] else f"</{before}></tr>{start}"
        self._last = row, column
        return start + self._line(line)

    _last: tuple[int, int] = (0, 0)
    _tag = "td"

    def _named(self, line: Line) -> tuple[str, str]:
        """The id of a line, and how its tag ends: with ids, and then empty elements for the ids of what begins here."""
        ids, eid, wid, more = self._ids, line.eid, line.wid, ""
        named = eid or wid
        if line.anchors:
            address, identity, _ = line.anchors[-1]
            named = address or identity
            if identity != named or len(line.anchors) > 1:
                more = self._spans(line, named)
        if named in ids or not named or " " in named:
            named = self._free(named, line)
        ids.add(named)
        ident = _attribute(named)
        if wid and wid != eid:
            return ident, f' id="{ident}" data-wid="{_attribute(wid)}">{more}'
        return ident, f' id="{ident}">{more}'

    def _spans(self, line: Line, named: str) -> str:
        """Empty elements for the other ids by which the provisions that begin here are known."""
        more = ""
        for eid, wid, _ in line.anchors:
            for other in (eid, wid):
                if other and other != named and other not in self._ids:
                    self._ids.add(other)
                    more += f'<span id="{_attribute(other)}"></span>'
        return more

    def _free(self, name: str, line: Line) -> str:
        """An id of that name which no other line has: of a deleted provision the number may live on elsewhere."""
        name = name.replace(" ", "_") or line.role
        free, count = name, 1
        while free in self._ids:
            free, count = f"{name}~{line.change or 'also'}{count}", count + 1
        return free

    def _who(self) -> str:
        """The delegations of a line once more in the margin, for the eye that looks for its own."""
        codes = " ".join(self._codes)
        self._codes = {}
        return f'<span class="who" aria-hidden="true" data-who="{_attribute(codes)}"></span>'

    # Runs

    def runs(self, runs: Sequence[Run]) -> str:
        """The runs of one line; neighbours of one change and one set of sponsors share their `ins` or `del`."""
        out: list[str] = []
        change, closing = "", ""
        by: tuple[str, ...] = ()
        for run in runs:
            kind = run.kind
            if kind == "number":  # goes on within its neighbours' mark
                out.append(f'<span class="n" aria-hidden="true" data-n="{run.text}"></span>')
                continue
            mine = run.change if kind in _WORDED else ""
            if mine != change or (mine and run.by != by):
                change, by = mine, run.by
                out.append(closing)
                opening, closing = self._marks.get((change, by)) or self._mark(change, by)
                out.append(opening)
            if kind != "text":
                out.append(self._apparatus(run))
                continue
            text = run.text
            if not text.isascii() or "&" in text or "<" in text or ">" in text:
                text = _text(text)
            if "\n" in text:
                text = one_line(text).replace("\n", "<br>\n")
            if run.styles:
                opening, ending = self._styles.get(run.styles) or self._style(run.styles)
                text = f"{opening}{text}{ending}"
            out.append(text)
        out.append(closing)
        return "".join(out)

    def _mark(self, change: str, by: tuple[str, ...]) -> tuple[str, str]:
        """The tags of a change and its sponsors, worked out once."""
        if not change:
            return "", ""
        if change == "proposed":
            return '<span class="alt">', "</span>"
        labels = self.labels
        tag = "ins" if change == "inserted" else "del"
        if by:
            said = labels.inserted_by if tag == "ins" else labels.deleted_by
            said = said.format(who=", ".join(by))
        else:
            said = labels.inserted if tag == "ins" else labels.deleted
        opening, closing = (
            f'<{tag}><span class="sr"{self.own}> {_text(said)} </span>',
            f'<span class="sr"{self.own}> {_text(labels.end)} </span></{tag}>',
        )
        self._marks[change, by] = opening, closing
        return opening, closing

    def _apparatus(self, run: Run) -> str:
        """A run that is no words."""
        kind = run.kind
        if kind == "glyph":
            return f'<b class="g">{_text(run.text)}</b>'
        if kind == "label":
            self._codes.update(dict.fromkeys(run.by))
            codes = ", ".join(run.by)
            shown = _text(run.text)
            if codes:
                shown = shown.replace(_text(codes), f"<bdi>{_text(codes)}</bdi>")
            return f'<span class="by"{self.own}>{shown}</span>'
        if kind == "call":
            return self._call(run)
        source = f' data-src="{_attribute(run.target)}"' if run.target else ""
        return f'<span class="img" role="img"{source} aria-label="{_attribute(run.text)}">{_text(run.text)}</span>'

    def _call(self, run: Run) -> str:
        if not run.target:
            return f"<sup>{_text(run.text)}</sup>"
        ident = f"call-{'_'.join(run.target.split())}"
        named = f' id="{_attribute(ident)}"' if ident not in self._ids else ""
        self._ids.add(ident)
        return f'<sup class="call"><a{named} href="#{_attribute(run.target)}">{_text(run.text)}</a></sup>'

    def _style(self, styles: tuple[Style, ...]) -> tuple[str, str]:
        """The tags of a set of styles, worked out once."""
        opening, closing = "", ""
        for name, attrs in styles:
            values = dict(attrs)
            tag = _TAGS.get(name, "span")
            extra = "" if name in _TAGS else f' class="akn-{_attribute(name)}"'
            href = values.get("href", "")
            if href.startswith(_SAFE):
                tag, extra = "a", f' href="{_attribute(href)}"'
            language = values.get(XML_LANG)
            if language:
                extra += f' lang="{_attribute(language)}" dir="auto"'
            opening += f"<{tag}{extra}>"
            closing = f"</{tag}>{closing}"
        self._styles[styles] = opening, closing
        return opening, closing


def _text(text: str) -> str:
    """Escaped for an element's content; a bidi control is kept apart, so that it turns nothing beyond itself around."""
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if not text.isascii() and _TRAP.search(text):
        text = text.translate(_TRAPPED)
    return text


def _attribute(text: str) -> str:
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text
