"""A rendition as a Word file (docs/profile/word.md): true structure, true tracked changes, nothing of its maker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from treaty_drafts.akn.write import digest_of_bytes, write
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.model.version import Version
from treaty_drafts.render.docx import frame
from treaty_drafts.render.docx.body import Body
from treaty_drafts.render.docx.package import SPACES, Core, package
from treaty_drafts.render.docx.paragraph import Notes, Paragraph, Plain
from treaty_drafts.render.docx.runs import Runs
from treaty_drafts.render.docx.sides import sides_of
from treaty_drafts.render.docx.table import rivals_xml
from treaty_drafts.render.docx.tracked import Tracking
from treaty_drafts.render.rendition import Rendition
from treaty_drafts.render.sources import Compiled

SECRETARIAT: Final = "Secretariat"
"""The author of changes that no delegation asks for: those from one version to another."""

_dated: Final = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r"))
"""Characters that XML has no place for, of one byte each; it has none for these either."""
_NO_CHARACTERS: Final = ("\ufffe", "\uffff")


def render_docx(source: Version | Comparison | Compiled, rendition: Rendition) -> bytes:
    """The rendition of that source as a Word file; the same rendition gives the same bytes."""
    facts = rendition.facts
    runs = Runs(facts.language)
    notes: Notes
    if rendition.view == "redline" and not isinstance(source, Version):
        notes = tracking = Tracking(sides_of(source, rendition), SECRETARIAT)
        paragraphs = tracking.paragraphs
    else:
        notes = Plain(rendition.lines)
        paragraphs = [Paragraph(line) for line in rendition.lines if line.role != "note"]
    body = Body(runs, notes, author=SECRETARIAT, date=_date_of_changes(source, facts.date))
    table = bool(rendition.columns)
    text = [rivals_xml(runs, rendition)] if table else body.text(paragraphs)
    section = frame.section(facts.language, landscape=table)
    word = {
        "document": [f"<w:document {SPACES}><w:body>", *text, f"{section}</w:body></w:document>"],
        "styles": [frame.styles(facts.language)],
        "settings": [frame.settings()],
        "header": [frame.header(rendition)],
        "footer": [frame.footer()],
        "footnotes": [body.footnotes],
        "comments": [body.comments],
    }
    parts = {name: _encoded(part) for name, part in word.items() if any(part)}
    core = Core(facts.title, facts.symbol, frame.tag_of(facts.language), _day(facts.date))
    base = None if table else base_of(source)
    written = write(base) if base is not None else b""
    return package(parts, core, _properties(rendition, base, written), written)


def _encoded(part: Sequence[str]) -> bytes:
    """The part in UTF-8, without what XML has no place for; piece by piece, as most pieces are of ASCII."""
    return b"".join(map(_piece, part)).translate(None, _CONTROLS)


def _piece(piece: str) -> bytes:
    if piece.isascii():
        return piece.encode()
    for one in _NO_CHARACTERS:
        piece = piece.replace(one, "")
    return piece.encode("utf-8", "replace")


def _day(date: str) -> str:
    """The date, where it is one to the day."""
    return date if _dated(date) else ""


def _date_of_changes(source: Version | Comparison | Compiled, date: str) -> str:
    """The day of the latest amendment, else of the text; empty where neither is known."""
    if isinstance(source, Version | Comparison):
        return _day(date)
    return max((_day(amendment.date) for amendment in source.amendments), default="") or _day(date)


def base_of(source: Version | Comparison | Compiled) -> Version:
    """The version that is left when every tracked change is rejected."""
    return source if isinstance(source, Version) else source.base


def _properties(rendition: Rendition, base: Version | None, written: bytes) -> dict[str, str]:
    """What an edited copy is read back by, as far as it is known."""
    said = {"view": rendition.view}
    if base is not None:
        facts = base.facts
        said |= {
            "base": digest_of_bytes(written),
            "expression": facts.expression if facts.work else "",
            "language": facts.language,
            "symbol": facts.symbol,
        }
    return {f"treaty-drafts.{name}": value for name, value in said.items() if value}
