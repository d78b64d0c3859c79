"""Runs as WordprocessingML: characters, their formatting, their direction and language.

A run has one direction: words of the other script in it are runs of their own (`w:rtl`), so that Word and its readers
order them without guessing.
"""

from __future__ import annotations

import re
from typing import Final

from treaty_drafts.akn import escape
from treaty_drafts.akn.profile import XML_LANG
from treaty_drafts.render.docx.frame import tag_of
from treaty_drafts.render.labels import direction_of
from treaty_drafts.render.rendition import Run, Style, one_line

STYLES: Final = {"call": "FootnoteReference", "glyph": "Bracket", "image": "Image", "label": "Sponsors"}
"""The character style of each kind of run; that of words is that of what they stand in."""

_RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_has_rtl: Final = re.compile(f"[{_RTL}]").search
_rtl_pieces: Final = re.compile(f"([{_RTL}](?:[^A-Za-z\u00c0-\u058f\u0900-\ud7ff]*[{_RTL}])?)")
_LTR: Final = "A-Za-z\u00c0-\u02af\u0370-\u058f\u0900-\u1fff\u2c00-\u2dff\u3040-\ud7ff"
_ltr_pieces: Final = re.compile(f"([{_LTR}](?:[^{_RTL}]*[{_LTR}\\d])?)")
_FACES: Final = {
    "b": ("b", "<w:b/><w:bCs/>"),
    "i": ("i", "<w:i/><w:iCs/>"),
    "del": ("strike", "<w:strike/>"),
    "room": ("spacing", '<w:spacing w:val="120"/>'),
    "u": ("u", '<w:u w:val="single"/>'),
    "ins": ("u", '<w:u w:val="single"/>'),
    "sup": ("vertAlign", '<w:vertAlign w:val="superscript"/>'),
    "sub": ("vertAlign", '<w:vertAlign w:val="subscript"/>'),
}
"""By inline element: the property, and how it is written. Their order is the schema's. `room` is ours: behind a number
that is struck."""
_SHOWN: Final = {"inserted": ("ins", ()), "deleted": ("del", ())}
"""The inline element that shows a change where it is not tracked."""


class Runs:
    """Writes runs of a text in one language; each combination of properties is worked out once."""

    def __init__(self, language: str) -> None:
        self.rtl = direction_of(language) == "rtl"
        self._tag = tag_of(language)
        self._chinese = language == "zho"
        self._properties: dict[tuple[str, tuple[Style, ...], bool], str] = {}
        self._plain: dict[str, str] = {}

    def run(self, run: Run, style: str = "", *, deleted: bool = False, before: str = "") -> str:
        """The run; `style` is that of what it stands in, `deleted` whether it is in a `w:del`.

        `before` is what the run holds before its characters.
        """
        text, kind = run.text, run.kind
        if kind == "text" and not (run.styles or self.rtl) and (text.isascii() or not _has_rtl(text)):  # as most are
            head = self._plain.get(style) or self._head(style)
            if "\n" in text or "\t" in text or "\r" in text or "&" in text or "<" in text or ">" in text:
                return self.text(text, style, deleted=deleted)
            if deleted:
                return f'{head}<w:delText xml:space="preserve">{text}</w:delText></w:r>'
            return f'{head}<w:t xml:space="preserve">{text}</w:t></w:r>'
        if text == "\t" and kind == "label":
            return "<w:r><w:tab/></w:r>"
        return self.text(text, STYLES.get(kind, style), run.styles, deleted=deleted, before=before)

    def _head(self, style: str) -> str:
        """A run of that style up to its characters; kept."""
        head = self._plain[style] = f"<w:r>{self.properties(style, (), rtl=False)}"
        return head

    def of_note(self, reference: str) -> str:
        """A run that is a footnote's number, which the program counts."""
        return f"<w:r>{self.properties(STYLES['call'], (), rtl=False)}{reference}</w:r>"

    def shown(self, run: Run, *, style: str = "") -> str:
        """The run with its change as formatting, where nothing is tracked."""
        more = _SHOWN.get(run.change)
        return self.text(run.text, STYLES.get(run.kind, style), run.styles if more is None else (more, *run.styles))

    def text(
        self, text: str, style: str = "", styles: tuple[Style, ...] = (), *, deleted: bool = False, before: str = ""
    ) -> str:
        """Characters as one run or more; a line break alone is one."""
        if text == "\n":
            return "<w:r><w:br/></w:r>"
        text = escape.text(one_line(text))
        tag = "delText" if deleted else "t"
        if not self.rtl and (text.isascii() or not _has_rtl(text)):
            properties = self.properties(style, styles, rtl=False)
            return f'<w:r>{properties}{before}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
        out: list[str] = []
        for piece, rtl in self.pieces(text):
            properties = self.properties(style, styles, rtl=rtl)
            out.append(f'<w:r>{properties}{before}<w:{tag} xml:space="preserve">{piece}</w:{tag}></w:r>')
            before = ""
        return "".join(out)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces of one direction, with whether it is right to left."""
        split = (_ltr_pieces if self.rtl else _rtl_pieces).split(text)
        return [(piece, self.rtl != bool(at % 2)) for at, piece in enumerate(split) if piece]

    def properties(self, style: str, styles: tuple[Style, ...], *, rtl: bool) -> str:
        """The `w:rPr` of runs of that style under those inline elements; empty where they have none."""
        key = style, styles, rtl
        found = self._properties.get(key)
        if found is None:
            found = self._properties[key] = self._written(style, styles, rtl=rtl)
        return found

    def _written(self, style: str, styles: tuple[Style, ...], *, rtl: bool) -> str:
        faces = dict(_FACES[name] for name, _ in styles if name in _FACES)
        language = next((value for _, attrs in styles for name, value in attrs if name == XML_LANG and value), "")
        parts = [f'<w:rStyle w:val="{style}"/>' if style else ""]
        parts.append('<w:rFonts w:hint="eastAsia"/>' if self._chinese else "")
        parts += [faces[name] for name in ("b", "i", "strike", "spacing", "u", "vertAlign") if name in faces]
        parts.append("<w:rtl/>" if rtl else "")
        parts.append(_language(language, rtl=rtl) if language else "")
        inner = "".join(parts)
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _language(tag: str, *, rtl: bool) -> str:
    """A language that is not the document's; which of Word's three it is told by."""
    kind = "bidi" if rtl else "eastAsia" if tag[:2] in ("zh", "ja", "ko") else "val"
    return f'<w:lang w:{kind}="{escape.value(tag)}"/>'
