"""What stands around the text of a Word file: styles, header, footer, settings, the section.

Fonts are named, not shipped: those that every Word has, for Arabic and Chinese too.
"""

from __future__ import annotations

from typing import Final

from treaty_drafts.akn import escape
from treaty_drafts.model import languages
from treaty_drafts.render.docx.package import SPACES
from treaty_drafts.render.labels import direction_of, labels_in
from treaty_drafts.render.rendition import Rendition

LATIN: Final = "Times New Roman"
CHINESE: Final = "SimSun"
ARABIC: Final = "Times New Roman"
STEP: Final = 567
"""Twentieths of a point by which each level of text is indented: one centimetre."""

_TAGS: Final = {"ara": "ar-SA", "eng": "en-GB", "fra": "fr-FR", "rus": "ru-RU", "spa": "es-ES", "zho": "zh-CN"}
_WIDTH, _HEIGHT, _MARGIN = 11906, 16838, 1418
"""A4, and its margins of 2.5 cm, in twentieths of a point."""

_PORTRAIT: Final = _WIDTH - 2 * _MARGIN
LANDSCAPE: Final = _HEIGHT - 2 * _MARGIN
"""The width of the text on a page that lies on its long side."""


def tag_of(language: str) -> str:
    """The BCP 47 tag of an ISO 639-2 code, with the country whose spelling the United Nations use."""
    return _TAGS.get(language) or languages.tag_of(language)


def styles(language: str) -> str:
    """The part `styles`: the styles that docs/profile/word.md names."""
    tag = tag_of(language)
    latin = "en-GB" if language in ("ara", "zho") else tag
    bidi = "<w:bidi/>" if direction_of(language) == "rtl" else ""
    chinese = tag if language == "zho" else "zh-CN"
    arabic = tag if bidi else "ar-SA"
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{LATIN}" w:eastAsia="{CHINESE}" w:hAnsi="{LATIN}" w:cs="{ARABIC}"/>'
        f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{latin}" w:eastAsia="{chinese}" w:bidi="{arabic}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    spaced = '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/>'
    normal = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{bidi}{spaced}</w:pPr></w:style>"
    )
    made = [
        _paragraph("Title", "Title", _centred(360), "<w:b/><w:bCs/>" + _size(32)),
        _paragraph("Front", "Front", _centred(120), ""),
        *(_heading(level) for level in range(1, 7)),
        _paragraph("Text", "Text", "", ""),
        *(_text(level) for level in range(1, 7)),
        _paragraph("Cell", "Cell", '<w:spacing w:after="40"/>', ""),
        _paragraph("Rival", "Rival", '<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>', _size(18)),
        _paragraph(
            "FootnoteText", "footnote text", '<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>', _size(18)
        ),
        _paragraph("Remark", "Remark", "", f'<w:i/><w:iCs/><w:color w:val="{_GREY}"/>'),
        _paragraph("Header", "header", _tabs(), _size(18)),
        _paragraph("Footer", "footer", '<w:spacing w:after="0"/><w:jc w:val="center"/>', _size(18)),
        _paragraph("CommentText", "annotation text", "", _size(20)),
        _character("Number", "Number", ""),
        _character("Bracket", "Bracket", "<w:b/><w:bCs/>"),
        _character("Sponsors", "Sponsors", f'<w:color w:val="{_GREY}"/>'),
        _character("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        _character("CommentReference", "annotation reference", _size(16)),
        _character("Image", "Image", "<w:i/><w:iCs/>"),
        _TABLE,
    ]
    return f"<w:styles {SPACES}>{defaults}{normal}{''.join(made)}</w:styles>"


_LTR: Final = "\u200e"
"""Keeps a date after Arabic words from being read as a list of numbers."""
_GREY: Final = "44546A"
_TABLE: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _centred(after: int) -> str:
    return f'<w:spacing w:after="{after}"/><w:jc w:val="center"/>'


def _tabs() -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{_PORTRAIT}"/></w:tabs><w:spacing w:after="0"/>'


def _heading(level: int) -> str:
    before = 360 if level == 1 else 240
    shape = (
        f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
    )
    return _paragraph(f"Heading{level}", f"heading {level}", shape, "<w:b/><w:bCs/>" + _size(max(28 - 2 * level, 22)))


def _text(level: int) -> str:
    return _paragraph(f"Text{level}", f"Text {level}", f'<w:ind w:left="{STEP * level}" w:hanging="{STEP}"/>', "")


def _paragraph(ident: str, name: str, shape: str, face: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{face}</w:rPr></w:style>"
    )


def _character(ident: str, name: str, face: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{ident}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{face}</w:rPr></w:style>"
    )


def settings() -> str:
    """The part `settings`: today's layout, no change of the text by the program."""
    return (
        f'<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="{STEP}"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def header(rendition: Rendition) -> str:
    """The part `header`: symbol and view at the one edge, date at the other; of two texts, both."""
    facts, old = rendition.facts, rendition.old
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="{_PORTRAIT}"/><w:tab w:val="right" w:pos="{LANDSCAPE}"/></w:tabs>'
    symbol, date = facts.symbol or facts.title, facts.date
    if old is not None:
        symbol = " → ".join(dict.fromkeys(filter(None, (old.symbol or old.title, symbol))))
        date = " → ".join(dict.fromkeys(filter(None, (old.date, date))))
    view = labels_in(facts.language).views[("bracketed", "clean", "redline", "table").index(rendition.view)]
    wide = tabs if rendition.columns else ""
    first = _run(" · ".join(filter(None, (symbol, view))), facts.language)
    second = _run(f"{_LTR}{date}" if direction_of(facts.language) == "rtl" and date else date, facts.language)
    return (
        f'<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/>{wide}</w:pPr>{first}<w:r><w:tab/></w:r>{second}</w:p>'
        "</w:hdr>"
    )


def _run(text: str, language: str) -> str:
    face = "<w:rPr><w:rtl/></w:rPr>" if direction_of(language) == "rtl" and not text.isascii() else ""
    return f'<w:r>{face}<w:t xml:space="preserve">{escape.text(text)}</w:t></w:r>'


def footer() -> str:
    """The part `footer`: the page, and of how many, from the left in every language as figures are."""
    page, pages = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for field in ("PAGE", "NUMPAGES")
    )
    return (
        f'<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:bidi w:val="0"/></w:pPr>{page}'
        f"<w:r><w:t>/</w:t></w:r>{pages}</w:p></w:ftr>"
    )


def section(language: str, *, landscape: bool) -> str:
    """The section's properties: paper, margins, header and footer, and every fifth line numbered in a text."""
    long, short = _HEIGHT, _WIDTH
    paper = (
        f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
        if landscape
        else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
    )
    lines = "" if landscape else '<w:lnNumType w:countBy="5" w:restart="continuous"/>'
    bidi = "<w:bidi/>" if direction_of(language) == "rtl" else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId_header"/>'
        f'<w:footerReference w:type="default" r:id="rId_footer"/>{paper}'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="709"'
        f' w:footer="709" w:gutter="0"/>{lines}{bidi}</w:sectPr>'
    )
