"""What stands in a paragraph: runs of words under marks, links, notes, and the changes around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from lxml import etree

from treaty_drafts.model.tree import ATOM
from treaty_drafts.sources.docx.document import Authors, Run
from treaty_drafts.sources.docx.names import AUTHOR, ID, RELATIONSHIPS, VAL, W
from treaty_drafts.sources.docx.package import Relation
from treaty_drafts.sources.docx.styles import Styles, marked
from treaty_drafts.sources.inline import UNWANTED, is_address

_R, _RPR, _T, _DELETED_T = f"{W}r", f"{W}rPr", f"{W}t", f"{W}delText"
_MATH_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PARAGRAPH_LEFT = frozenset((f"{W}pPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{W}rubyPr"))
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
            elif tag == f"{W}bookmarkStart":
                self.anchors.append(child.get(f"{W}name", ""))
            elif tag == f"{W}commentRangeStart":
                self._commented(child)
            elif tag == f"{W}hyperlink":
                self.read(child, self._address(child) or href)
            elif tag == _MATH_T:
                self._put(child.text or "", frozenset(), href, "")
            elif tag == _ALTERNATE:
                self._alternate(child, href)
            elif tag not in _PARAGRAPH_LEFT and isinstance(tag, str) and len(child):
                self.read(child, href)

    def _run(self, run: etree._Element, href: str) -> None:
        properties = run.find(_RPR)
        if properties is not None and len(properties):
            styled = properties.find(f"{W}rStyle")
            base = None if styled is None else self.styles[styled.get(VAL, "")]
            style = "" if base is None else base.name
            marks = marked(properties, frozenset() if base is None else base.marks)
            hidden = properties.find(f"{W}vanish")
            if (base is not None and base.hidden) if hidden is None else hidden.get(VAL, "1") not in ("0", "false"):
                self.hidden.append("".join(one.text or "" for one in run.iter(_T)))
                return
        else:
            marks, style = frozenset(), ""
        words = ""
        for child in run:
            tag = str(child.tag)
            if tag in (_T, _DELETED_T):
                words += child.text or ""
            elif tag in _SIGNS:
                words += _SIGNS[tag]
            elif tag in _NOTES:
                self._put(words, marks, href, style)
                words = ""
                own = child.get(f"{W}customMarkFollows", "0") not in ("0", "false")
                sign = "".join(one.text or "" for one in run if one.tag in (_T, _DELETED_T)) if own else ""
                note = f"{_NOTES[tag]} {child.get(ID, '')}"
                self.runs.append(Run(ATOM, frozenset(), self.inserted, self.deleted, sign, note, style))
                if own:
                    return
            elif tag == f"{W}sym":
                words += _symbol(child)
            elif tag == f"{W}commentReference":
                self._commented(child)
            elif tag in _BOXES:
                self._box(child)
            elif tag not in _SILENT and len(child):
                self._put(words, marks, href, style)
                words = ""
                self.read(child, href)
        self._put(words, marks, href, style)

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

    def _alternate(self, element: etree._Element, href: str) -> None:
        """One of the renditions of one thing: the first."""
        if len(element):
            self.read(element[0], href)

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
