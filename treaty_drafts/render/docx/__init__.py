"""A rendition as a Word file (docs/profile/word.md): true structure, true tracked changes, nothing of its maker."""

from __future__ import annotations

import re
from typing import Final

from treaty_drafts.akn.write import digest, write
from treaty_drafts.amend.compare import Comparison
from treaty_drafts.errors import Misused
from treaty_drafts.model.version import Version
from treaty_drafts.render.docx import frame
from treaty_drafts.render.docx.body import Body
from treaty_drafts.render.docx.package import SPACES, Core, package
from treaty_drafts.render.docx.paragraph import Paragraph, Plain
from treaty_drafts.render.docx.runs import Runs
from treaty_drafts.render.docx.table import rivals_xml
from treaty_drafts.render.rendition import Rendition
from treaty_drafts.render.sources import Compiled

SECRETARIAT: Final = "Secretariat"
"""The author of changes that no delegation asks for: those from one version to another."""

_dated: Final = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
_not_xml: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def render_docx(source: Version | Comparison | Compiled, rendition: Rendition) -> bytes:
    """The rendition of that source as a Word file; the same rendition gives the same bytes."""
    if rendition.view == "redline":
        raise Misused("a redline cannot be written as a Word file yet", step="ask for html, or another view")
    facts = rendition.facts
    date = facts.date if _dated(facts.date) else ""
    runs = Runs(facts.language)
    lines = [line for line in rendition.lines if line.role != "note"]
    notes = Plain(rendition.lines)
    body = Body(runs, notes, author=SECRETARIAT, date=date)
    table = bool(rendition.columns)
    text = rivals_xml(runs, rendition) if table else body.text([Paragraph(line) for line in lines])
    word = {
        "document": f"<w:document {SPACES}><w:body>{text}{frame.section(facts.language, landscape=table)}</w:body>"
        "</w:document>",
        "styles": frame.styles(facts.language),
        "settings": frame.settings(),
        "header": frame.header(rendition),
        "footer": frame.footer(),
        "footnotes": body.footnotes,
        "comments": body.comments,
    }
    word = {name: _not_xml.sub("\ufffd", part) for name, part in word.items() if part}
    core = Core(facts.title, facts.symbol, frame.tag_of(facts.language), date)
    base = None if table else base_of(source)
    return package(word, core, _properties(rendition, base), write(base) if base is not None else b"")


def base_of(source: Version | Comparison | Compiled) -> Version:
    """The version that is left when every tracked change is rejected."""
    return source if isinstance(source, Version) else source.base


def _properties(rendition: Rendition, base: Version | None) -> dict[str, str]:
    """What an edited copy is read back by, as far as it is known."""
    said = {"view": rendition.view}
    if base is not None:
        facts = base.facts
        said |= {
            "base": digest(base),
            "expression": facts.expression if facts.work else "",
            "language": facts.language,
            "symbol": facts.symbol,
        }
    return {f"treaty-drafts.{name}": value for name, value in said.items() if value}
