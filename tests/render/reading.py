"""Readers of renditions: what each format says, read back from the format itself."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from treaty_drafts.render.rendition import Line, Rendition, Run

VOID = {"meta", "br", "link", "hr", "img"}


def side(rendition: Rendition, drop: str) -> list[str]:
    """The words of every line without the runs that are `drop`ped, lines with none left out."""
    read = (f"{_words(line.num, drop)}{_words(line.runs, drop)}" for line in rendition.lines)
    return [words for words in read if words]


def seen(rendition: Rendition, drop: str) -> str:
    """The numbers and the words of all lines, less those that are nothing but blanks, which no reader sees."""
    read = (_words(runs, drop) for line in rendition.lines for runs in (line.num, line.runs))
    return "".join(words for words in read if words.strip())


def _words(runs: tuple[Run, ...], drop: str) -> str:
    return "".join(run.text for run in runs if run.kind == "text" and run.change != drop)


class Page(HTMLParser):
    """A page as an HTML parser sees it: whether it is well formed, its ids, what its text says to the eye."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}
        self.headings: list[int] = []
        self.text: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> is not closed" for name, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.attributes.setdefault(tag, found)
        self.ids += [found["id"] or ""] if "id" in found else []
        if (found.get("href") or "").startswith("#"):
            self.targets.append((found["href"] or "")[1:])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in VOID:
            return
        classes = (found.get("class") or "").split()
        shown = bool(self._open) and self._open[-1][1]
        if tag == "main":
            shown = True
        if "sr" in classes or (
            tag == "h2" and self._open[-1][0] == "section" and self.ids[-1] == "notes" and not classes
        ):
            shown = False
        self._open.append((tag, shown))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            self.faults.append(f"</{tag}> where {self._open[-1:]} is open")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][1]:
            self.text.append(data)

    @property
    def words(self) -> str:
        """What the text says, all blanks left out."""
        return squeezed("".join(self.text))


def squeezed(text: str) -> str:
    """The text without blanks: wrapping is the format's own."""
    return "".join(text.split())


def words_of_text(text: str) -> str:
    """What plain text says, the signs of redline, footnotes and the rule above them left out."""
    text = re.sub(r"^-{20}$", "", text, flags=re.MULTILINE)
    return squeezed(re.sub(r"\{\+\+|\+\+\}|\{--|--\}", "", re.sub(r"\[\^([^\]\s]+)\]", r"\1", text)))


def words_of_markdown(text: str) -> str:
    """What Markdown says, its signs left out."""
    text = re.sub(r"(?:\A|(?<=\n\n))(?:#+|[ \u00a0]*-) ", "", text)
    text = re.sub(r"^(\[\^[^\]\s]+\]):", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"!\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", text)
    return squeezed(re.sub(r"\\(.)|\[\^([^\]\s]+)\]|<[^>]*>|\*+", _character, text, flags=re.DOTALL))


def _character(found: re.Match[str]) -> str:
    return found.group(1) or found.group(2) or ""


def words_of_json(data: bytes) -> str:
    """What the JSON says."""
    rendition = msgspec.json.decode(data, type=Rendition)
    return squeezed("".join(_said(line) for line in rendition.lines))


def _said(line: Line) -> str:
    return "".join(run.text for run in (*line.num, *line.runs) if run.kind != "number")
