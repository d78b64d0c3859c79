"""From a rendition to the bytes of a PDF: what Typst is given, and what its refusals mean."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
import regex
import typst

from treaty_drafts.errors import MissingFont
from treaty_drafts.render.pdf import fonts
from treaty_drafts.render.pdf.data import page
from treaty_drafts.render.pdf.mend import mended
from treaty_drafts.render.rendition import Rendition

_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
"""Always on: with them Typst stops at a character that no font has, where it would else print an empty box."""
_ARCHIVABLE: list[typst.PDFStandard] = ["a-2a"]
"""Tagged as well: what is struck and what is underlined stands in its structure all the same."""

_UNSHOWN = re.compile(r'the (?:text|PDF contains the codepoint) `"((?:[^"\\]|\\.)*)"`')
_COMBINED = "cannot combine underline"
"""Said where a page ends within words that are underlined, and a note at its foot is struck, or the other way round:
PDF/UA allows no words of both, and Typst takes the note to stand within the words."""
_MENDED = regex.compile(r"\p{M}|[\p{bc=R}\p{bc=AL}]")
"""Where there are marks, or letters that run from the right, what Typst writes must be mended."""
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


def render_pdf(rendition: Rendition, fingerprint: str) -> bytes:
    """The rendition as PDF/UA-1 and PDF/A-2a, with `fingerprint` at the foot of each page.

    Only where PDF/UA cannot say what is struck and what is underlined (see `_COMBINED`), it is PDF/A-2a alone.
    A function of its arguments and of the fonts installed. Typst keeps what it has set for the next time, about
    95 MB after 240 pages, and gives it back only when the process ends: a service calls this in a process that it
    replaces. `MissingFont` for characters that no font at hand has.
    """
    given = page(rendition, fingerprint)
    data = msgspec.json.encode(given).decode()
    chosen = fonts.choose(data, rendition.facts.language)
    inputs = {"data": data, "fonts": msgspec.json.encode(chosen).decode()}
    language = rendition.facts.language
    try:
        made = _set(inputs, chosen, language, _STANDARDS)
    except typst.TypstError as error:
        if _COMBINED not in error.diagnostic:
            raise
        made = _set(inputs, chosen, language, _ARCHIVABLE)
    return mended(made, from_right=given["dir"] == "rtl") if given["tables"] or _MENDED.search(data) else made


def _set(
    inputs: dict[str, str], chosen: tuple[fonts.Choice, ...], language: str, standards: list[typst.PDFStandard]
) -> bytes:
    """The pages as Typst sets them; `MissingFont` for what no font shows."""
    try:
        return typst.compile(_template(), sys_inputs=inputs, font_paths=fonts.fonts(chosen), pdf_standards=standards)
    except typst.TypstError as error:
        unshown = "".join(_UNSHOWN.findall(error.diagnostic))
        if not unshown:
            raise
        refusal = fonts.missing("".join(dict.fromkeys(_ESCAPE.sub(_character, unshown))), language)
        raise MissingFont(refusal.fact, step=refusal.step) from None


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


@cache
def _template() -> str:
    """Its path. Of its bytes Typst would make a new file each time, and after 65,535 it can make no more."""
    return str(files("treaty_drafts.render.pdf").joinpath("agreement.typ"))
