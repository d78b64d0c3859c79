"""A rendition as PDF: set by Typst from data, tagged (PDF/UA-1), archivable (PDF/A-2a), the same bytes each time."""

from treaty_drafts.render.pdf.typeset import render_pdf

__all__ = ["render_pdf"]
