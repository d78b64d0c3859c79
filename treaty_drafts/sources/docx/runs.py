"""What stands in a paragraph: runs of words under marks, links, notes, and the changes around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from lxml import etree

from treaty_drafts.model.tree import ATOM
from treaty_drafts.sources.docx.document import Authors, Run
from treaty_drafts.sources.docx.names import AUTHOR, ID, RELATIONSHIPS, VAL, W, value
from treaty_drafts.sources.docx.package import Relation
from treaty_drafts.sources.docx.styles import Styles, hides, marked
from treaty_drafts.sources.inline import UNWANTED, is_address

_R, _RPR, _T = f"{W}r", f"{W}rPr", f"{W}t"
_TEXTS = frozenset((_T, f"{W}delText"))
_BOOKMARK, _NAME, _LINK, _SYMBOL = f"{W}bookmarkStart", f"{W}name", f"{W}hyperlink", f"{W}sym"
_COMMENTED, _COMMENT = f"{W}commentRangeStart", f"{W}commentReference"
_PLAIN: frozenset[str] = frozenset()
_MATH_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_LEFT = frozenset((f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{W}rubyPr"))
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_SIGNS: Final[Mapping[str, str]] = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SILENT = frozenset((f"{W}instrText", f"{W}delInstrText", f"{W}fldChar", f"{W}softHyphen", _RPR))
_BOXES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", _ALTERNATE))
_SYMBOLS = {
    "F0A3": "≤", "F0B0": "°", "F0B1": "±", "F0B2": "″", "F0B3": "≥", "F0B4": "×", "F0B7": "•", "F0B8": "÷",
    "F0B9": "≠", "F0BB": "≈", "F0A2": "′", "F0A5": "∞", "F02D": "−", "F06D": "μ", "F044": "Δ",
}  # fmt: skip
"""Characters of the font Symbol, by the code that `w:sym` has."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Content:
    """Reads the inside of one paragraph after another; `relations` are those of the part that they are in.

    After each: `runs`, its `anchors` and `comments`, the words in text boxes that hang on it (`boxes`, elements), and
    what was left out (`hidden` words, the number of `pictures`).
    """

    def __init__(self, styles: Styles, relations: Mapping[str, Relation]) -> None:
        self.styles = styles
        self.relations = relations
        self.inserted: Authors = ()
        self.deleted: Authors = ()
        self._looks: dict[object, tuple[frozenset[str], str, bool]] = {}
        self.begin()

    def begin(self) -> None:
        """Forgets the paragraph before."""
        self.runs: list[Run] = []
        self.anchors: list[str] = []
        self.comments: list[str] = []
        self.boxes: list[etree._Element] = []
        self.hidden: list[str] = []
        self.pictures = 0

    def read(self, element: etree._Element, href: str = "") -> None:
        """Takes what an element holds: runs, and containers of runs."""
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, href)
            elif tag in _INSERTED:
                before, self.inserted = self.inserted, (*self.inserted, child.get(AUTHOR, ""))
                self.read(child, href)
                self.inserted = before
            elif tag in _DELETED:
                before, self.deleted = self.deleted, (*self.deleted, child.get(AUTHOR, ""))
                self.read(child, href)
                self.deleted = before
            elif tag == _BOOKMARK:
                self.anchors.append(child.get(_NAME, ""))
            elif tag not in _LEFT and len(child):
                self._container(child, tag, href)
            elif tag == _COMMENTED:
                self._commented(child)
            elif tag == _MATH_T:
                self._put(child.text or "", _PLAIN, href, "")

    def _container(self, element: etree._Element, tag: object, href: str) -> None:
        """Takes what holds runs: a link with its address, of several renditions of one thing the first."""
        if tag == _LINK:
            self.read(element, self._address(element) or href)
        else:
            self.read(element[0] if tag == _ALTERNATE else element, href)

    def _run(self, run: etree._Element, href: str) -> None:
        marks, style, words = _PLAIN, "", ""
        for child in run:
            tag = str(child.tag)
            if tag in _TEXTS:
                words += child.text or ""
            elif tag == _RPR:
                if len(child):
                    marks, style, hidden = self._look(child)
                    if hidden:
                        self.hidden.append("".join(one.text or "" for one in run.iter(_T)))
                        return
            elif tag in _SIGNS:
                words += _SIGNS[tag]
            elif tag in _NOTES:
                self._put(words, marks, href, style)
                words = ""
                if self._call(child, run, style):
                    return
            elif tag == _SYMBOL:
                words += _symbol(child)
            elif tag == _COMMENT:
                self._commented(child)
            elif tag in _BOXES:
                self._box(child)
            elif tag not in _SILENT and len(child):
                self._put(words, marks, href, style)
                words = ""
                self.read(child, href)
        if words:
            self._put(words, marks, href, style)

    def _look(self, properties: etree._Element) -> tuple[frozenset[str], str, bool]:
        """The marks of a run, the name of its style, and whether it is hidden; worked out once for equal properties."""
        key = tuple([(child.tag, child.get(VAL)) for child in properties])
        found = self._looks.get(key)
        if found is None:
            base = self.styles.of_run(value(properties, "rStyle"))
            found = marked(properties, base.marks), base.name, hides(properties, hidden=base.hidden)
            self._looks[key] = found
        return found

    def _call(self, reference: etree._Element, run: etree._Element, style: str) -> bool:
        """Takes the call of a note; whether the rest of the run is the mark that it is printed with."""
        own = reference.get(f"{W}customMarkFollows", "0") not in ("0", "false")
        sign = "".join(one.text or "" for one in run if one.tag in _TEXTS) if own else ""
        note = f"{_NOTES[str(reference.tag)]} {reference.get(ID, '')}"
        self.runs.append(Run(ATOM, _PLAIN, self.inserted, self.deleted, sign, note, style))
        return own

    def _put(self, words: str, marks: frozenset[str], href: str, style: str) -> None:
        if not words:
            return
        if not words.isascii():
            words = UNWANTED.sub("\ufffd", unicodedata.normalize("NFC", words))
        self.runs.append(Run(words, marks, self.inserted, self.deleted, href, "", style))

    def _commented(self, element: etree._Element) -> None:
        name = element.get(ID, "")
        if name not in self.comments:
            self.comments.append(name)

    def _address(self, link: etree._Element) -> str:
        """The target of a link, where it is one that we write; a place in the document itself is none."""
        found = self.relations.get(link.get(f"{{{RELATIONSHIPS}}}id", ""))
        return found.target if found is not None and found.external and is_address(found.target) else ""

    def _box(self, element: etree._Element) -> None:
        """A drawing: its text box, once though it may be drawn in two ways, or a picture."""
        if element.tag == _ALTERNATE:
            for choice in element:
                if next(choice.iter(f"{W}txbxContent"), None) is not None:
                    element = choice
                    break
        boxes = [one for one in element.iter(f"{W}txbxContent") if not _within_box(one, element)]
        self.boxes.extend(boxes)
        self.pictures += not boxes


def _within_box(box: etree._Element, top: etree._Element) -> bool:
    above = box.getparent()
    while above is not None and above is not top:
        if above.tag in (f"{W}txbxContent", f"{W}p"):
            return True
        above = above.getparent()
    return False


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font, where it is known what it is; else U+FFFD, and a person looks."""
    code = element.get(f"{W}char", "").upper()
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    char = chr(int(code, 16)) if re.fullmatch("[0-9A-F]{4}", code) else "\ufffd"
    return "\ufffd" if _PRIVATE.match(char) or UNWANTED.match(char) else char
