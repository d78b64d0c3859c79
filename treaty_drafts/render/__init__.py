"""Renditions: one view of a text, written in one of six formats by one path."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from treaty_drafts.amend.apart import told_apart
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.errors import Misused
from treaty_drafts.model.version import Version
from treaty_drafts.render.calls import numbered_apart
from treaty_drafts.render.data import render_json
from treaty_drafts.render.markdown import render_markdown
from treaty_drafts.render.pieces import Pieces
from treaty_drafts.render.rendition import Line, Party, Rendition, Row, Run
from treaty_drafts.render.sources import Compiled
from treaty_drafts.render.text import render_text
from treaty_drafts.render.views import VIEWS, view_of_comparison, view_of_compilation, view_of_version

FORMATS = ("akn", "docx", "html", "json", "md", "pdf", "txt")

_NUMBERED = frozenset(("html", "json", "pdf"))
"""The formats that tell the numbers of lines."""

Source: TypeAlias = Version | Comparison | Compiled
"""What can be rendered."""


def rendition_of(
    source: Source,
    *,
    view: str = "clean",
    keep_brackets: bool = False,
    numbered: bool = True,
    pieces: Pieces | None = None,
) -> Rendition:
    """One view of a version, a compilation or a comparison as lines; every format is written from these.

    `numbered` says whether the numbers of the base's lines stand in them.
    `Contested` where a clean text is asked for while brackets remain, unless `keep_brackets`; `Misused` for a view
    that this kind of text does not have. Of a compilation, `pieces` hold what earlier renditions were made of.
    """
    found = _rendition(source, view=view, keep_brackets=keep_brackets, numbered=numbered, pieces=pieces)
    lines = found.lines if isinstance(source, Version) else numbered_apart(found.lines)
    return found if lines is found.lines else msgspec.structs.replace(found, lines=lines)


def _rendition(source: Source, *, view: str, keep_brackets: bool, numbered: bool, pieces: Pieces | None) -> Rendition:
    """The same, each footnote under the number that it was tabled with."""
    if view not in VIEWS:
        raise Misused(f"there is no view `{view}`", step="the views are " + ", ".join(VIEWS))
    if isinstance(source, Version):
        return view_of_version(source, view, keep_brackets=keep_brackets, numbered=numbered)
    if isinstance(source, Comparison):
        return view_of_comparison(told_apart(source), view, numbered=numbered)
    return view_of_compilation(source, view, keep_brackets=keep_brackets, numbered=numbered, pieces=pieces)


def render(
    source: Source,
    *,
    view: str = "clean",
    to: str = "txt",
    keep_brackets: bool = False,
    pieces: Pieces | None = None,
) -> bytes | str:
    """One view of a version, a compilation or a comparison in one of `FORMATS`: text, or bytes for what is none.

    Errors as `rendition_of`; `Misused` also for a format that is not there; `MissingFont` for a PDF of characters that
    no font at hand has. Who renders a compilation again and again while it grows hands in the same `pieces` each time:
    what has not changed since is not made again.
    """
    if to not in FORMATS:
        raise Misused(f"there is no format `{to}`", step="the formats are " + ", ".join(FORMATS))
    shown = told_apart(source) if isinstance(source, Comparison) else source
    if to == "akn":
        from treaty_drafts.render.akn import render_akn

        return render_akn(shown, view=view, keep_brackets=keep_brackets)
    made = _rendition if to == "docx" and view == "redline" else rendition_of
    rendition = made(shown, view=view, keep_brackets=keep_brackets, numbered=to in _NUMBERED, pieces=pieces)
    if to == "docx":
        from treaty_drafts.render.docx import render_docx

        return render_docx(shown, rendition)
    if to == "json":
        return render_json(rendition)
    if to == "html":
        from treaty_drafts.render.html import render_html

        return render_html(rendition, pieces)
    if to == "pdf":
        from treaty_drafts.render.fingerprint import fingerprint
        from treaty_drafts.render.pdf import render_pdf

        return render_pdf(rendition, fingerprint(source))
    if to == "md":
        return render_markdown(rendition)
    return render_text(rendition)


__all__ = ["FORMATS", "VIEWS", "Line", "Party", "Pieces", "Rendition", "Row", "Run", "Source", "render", "rendition_of"]
