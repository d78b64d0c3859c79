"""A Word file as its own XML says it: the paragraphs on either side of its tracked changes, parts, bookmarks."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

from lxml import etree

from tests.render.reading import squeezed
from treaty_drafts.render import Rendition
from treaty_drafts.render.docx.package import MAIN

W = f"{{{MAIN}}}"
OLD, NEW = "old", "new"
HIDDEN = {OLD: ("ins", "moveTo"), NEW: ("del", "moveFrom"), "": ("moveFrom",)}
"""By side: what is not read; of neither side, what moved is read where it arrived."""
READ = [W + name for name in ("t", "delText", "tab", "br", "footnoteReference", "footnoteRef")]
APPARATUS = ("Bracket", "Sponsors", "FootnoteReference")


class Docx:
    """The parts of a file, by name."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}
        assert len(self.parts) == len(self.entries), "a part stands twice"
        self.trees = {
            name: etree.fromstring(part) for name, part in self.parts.items() if name.endswith((".xml", ".rels"))
        }

    @property
    def document(self) -> etree._Element:
        return self.trees["word/document.xml"]

    @property
    def bookmarks(self) -> list[str]:
        """Their names, in the order of the text and then of the footnotes."""
        parts = (self.document, self.trees["word/footnotes.xml"])
        return [mark.get(f"{W}name", "") for part in parts for mark in part.iter(f"{W}bookmarkStart")]

    def paragraphs(self, side: str = "", *, apparatus: bool = True) -> list[str]:
        """The text of each paragraph of that side, then of each of the footnotes that it calls; none is empty."""
        body, notes = self.text(side, apparatus=apparatus)
        return body + notes

    def text(self, side: str = "", *, apparatus: bool = True) -> tuple[list[str], list[str]]:
        """The same, body and footnotes by themselves."""
        called: list[str] = []
        body = [self._read(one, side, called, apparatus=apparatus) for one in self.document.iter(f"{W}p")]
        notes = []
        for note in self.trees["word/footnotes.xml"]:
            if (ident := note.get(f"{W}id", "")) in called:
                upto = called[: called.index(ident) + 1]
                notes += [self._read(one, side, upto, apparatus=apparatus) for one in note.iter(f"{W}p")]
        return [text for text in body if text], [text for text in notes if text]

    def _read(self, paragraph: etree._Element, side: str, called: list[str], *, apparatus: bool) -> str:
        """The text of a paragraph; the notes that it calls come to `called`."""
        text = ""
        for part in paragraph.iter(*READ):
            around = {etree.QName(above).localname for above in part.iterancestors()}
            style = part.find(f"../{W}rPr/{W}rStyle")
            if around & set(HIDDEN[side]) or "pPr" in around:
                continue
            kind = etree.QName(part).localname
            if kind == "footnoteReference":
                called.append(part.get(f"{W}id", ""))
            if not apparatus and style is not None and style.get(f"{W}val") in APPARATUS:
                continue
            if kind.startswith("footnote"):
                text += "" if part.get(f"{W}customMarkFollows") else str(len(called))
            text += {"tab": "\t", "br": "\n"}.get(kind, part.text or "")
        return text

    def words(self, *, apparatus: bool = True) -> str:
        """What the file says, all blanks left out."""
        return squeezed("".join(self.paragraphs(apparatus=apparatus)))


def words_of(rendition: Rendition, *, apparatus: bool = True) -> str:
    """What a rendition says: text, notes, and the apparatus or not; all blanks left out."""
    kinds = ("text", "call", "image", "glyph", "label") if apparatus else ("text", "image")
    return squeezed(
        "".join(run.text for line in rendition.lines for run in (*line.num, *line.runs) if run.kind in kinds)
    )


def unmarked(note: str) -> str:
    """A line of a footnote without the mark at its head, which some programs show and some do not."""
    return re.sub(r"^(\d+|\*)? ", "", note)
